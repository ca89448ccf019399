"""Lemmas: the form of a word that the lexicon lists."""

from functools import cache

_MAX_WORD = 64  # characters; what is longer is no word of a dictionary

# What the dictionary leaves alone or reads in a rarer sense than news does.
_CORRECTIONS = {
    "awoke": "awake", "bent": "bend", "bore": "bear", "bound": "bind", "broke": "break",
    "broken": "break", "closing": "close", "dealt": "deal", "felt": "feel", "found": "find",
    "fraught": "fraught", "left": "leave", "lives": "life", "lower": "lower", "lying": "lie", "media": "media",
    "n't": "not", "n’t": "not", "ca": "can", "wo": "will", "sha": "shall", "rating": "rate",
    "rose": "rise", "saw": "see", "sparked": "spark", "thought": "think", "threw": "throw",
    "gone": "go", "lay": "lay", "splitting": "split", "told": "tell", "tore": "tear", "wound": "wound", "worse": "bad", "worst": "bad",
    "'s": "'s", "’s": "'s", "'re": "be", "’re": "be", "'m": "be", "’m": "be", "'ve": "have",
    "’ve": "have", "'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "means": "mean",
    "shot": "shoot", "erasure": "erasure",
    "unwilling": "unwilling", "stung": "sting", "wrought": "work", "bombings": "bombing",
    "shootings": "shooting", "proceeds": "proceed", "thoughts": "thought", "us": "us",
}  # fmt: skip
_BRITISH = {
    "analyse": "analyze", "behaviour": "behavior", "catalyse": "catalyze", "centre": "center",
    "cheque": "check", "colour": "color", "defence": "defense", "endeavour": "endeavor",
    "enrol": "enroll", "favour": "favor", "favourable": "favorable", "favourite": "favorite",
    "fulfil": "fulfill", "grey": "gray", "harbour": "harbor", "honour": "honor",
    "instal": "install", "labour": "labor", "manoeuvre": "maneuver", "neighbour": "neighbor",
    "neighbourhood": "neighborhood", "offence": "offense", "paralyse": "paralyze",
    "practise": "practice", "pretence": "pretense", "programme": "program", "rumour": "rumor",
    "sceptical": "skeptical", "sceptic": "skeptic", "theatre": "theater", "tonne": "ton",
    "unfavourable": "unfavorable", "licence": "license", "armour": "armor", "vigour": "vigor",
}  # fmt: skip
_TRUE_ISE = """
advertise advise appraise apprise arise bruise chastise comprise compromise concise cruise
demise despise devise disguise enterprise excise exercise expertise franchise guise improvise
merchandise noise otherwise paradise poise practise praise precise premise promise raise revise
rise supervise surmise surprise televise treatise upraise wise likewise unwise turquoise
tortoise clockwise anise malaise mayonnaise disenfranchise"""


@cache
def lemma(word: str) -> str:
    """Return the lower-cased English lemma, in American spelling ("Weaponised" gives "weaponize").

    The word class is not known here: "rose" is taken for the verb, "leaves" for "leave". A
    comparative gives its positive ("cheaper" gives "cheap"), so look up direction by the word.
    """
    low = word.lower()
    if low in _CORRECTIONS:
        return _CORRECTIONS[low]
    if len(low) < 3 or len(low) > _MAX_WORD:
        return _DETACHED.get(low, low)
    return _american(_dictionary(low))


_DETACHED = {"am": "be", "is": "be"}


def _dictionary(word: str) -> str:
    import simplemma

    return simplemma.lemmatize(word, lang="en").lower()


def _american(word: str) -> str:
    if word in _BRITISH:
        return _BRITISH[word]
    if word.endswith("ise") and len(word) > 5 and word not in _TRUE_ISE.split():
        return f"{word[:-3]}ize"
    if word.endswith("isation"):
        return f"{word[:-7]}ization"
    return word
