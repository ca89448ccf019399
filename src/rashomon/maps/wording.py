"""Plain sentences about factors: "the closure of the strait raises grain prices".

A factor's label is a phrase of the text: a quantity ("grain prices"), a happening ("the closure of
the strait") or a clause ("shells the port"). Each needs its own words to be raised or lowered.
"""

from rashomon.core.views import Factor
from rashomon.maps.propagate import Direction
from rashomon.nlp.lemmas import lemma
from rashomon.nlp.lexicon import BENEFIT, CAUSATIVE


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Heads of phrases that go up and down rather than happen or not.
QUANTITIES = _words(
    """ability access advantage amount anger anxiety appetite authority budget burden capability
    capacity chance confidence consumption cost credibility currency danger debt demand dependence
    deterrence employment enthusiasm expenditure expense export fear flow force freight funding
    growth hope hostility import income inequality inflation influence investment legitimacy level
    leverage likelihood margin money morale number odds output pace pay payment popularity position
    poverty power premium pressure price probability production profit prospect rate readiness
    reputation resilience resistance resolve revenue risk sale saving share speed spending stability
    standing stock strength supply support tariff tax tension threat tonnage trade traffic trust
    turnout unemployment value volume vulnerability wage wealth weight will willingness yield"""
)
_PREPOSITIONS = _words(
    """about across after against along among around as at before behind between beyond by despite
    during for from in inside into like near of off on onto out outside over past per since than
    through to toward towards under until upon via with within without and or but nor that which who
    when while because if then not all both even just only"""
)
_DETERMINERS = _words("the a an its their his her our my your this that these those")
_AUXILIARIES = _words(
    """to be is are was were been being has have had having do does did will would can could may
    might must should shall"""
)
_VOWELS = frozenset("aeiou")


def sentence(source: Factor, target: Factor, *, sign: int, along: bool = False) -> str:
    """Say that one factor moves another.

    Args:
        source: The cause; spoken of as its phrases mostly do, as more or as less of it.
        target: The effect.
        sign: 1 or -1, what more of the cause does to the effect.
        along: The effect arrives over other factors in between.
    """
    spoken = usual_direction(source)
    subject = _moved(source.label, spoken)
    outcome, turn = _outcome(target)
    verb = _verb(sign * spoken * turn, quantity=_is_quantity(target.label))
    one = _is_quantity(source.label) or not _is_plural(subject)
    return " ".join([subject, *(["in the end"] if along else []), _agree(verb, one=one), outcome])


def usual_direction(factor: Factor) -> Direction:
    """Whether the texts mostly speak of more (1) or of less (-1) of a factor."""
    return -1 if sum(phrase.direction for phrase in factor.phrases) < 0 else 1


def _outcome(factor: Factor) -> tuple[str, Direction]:
    """A quantity goes up or down by the verb; what happens or not is named as the texts do."""
    spoken = usual_direction(factor)
    if _is_quantity(factor.label):
        return factor.label, 1
    return _moved(factor.label, spoken), spoken


def _verb(sign: int, *, quantity: bool) -> str:
    if quantity:
        return "raise" if sign > 0 else "lower"
    return "lead to" if sign > 0 else "work against"


def _agree(verb: str, *, one: bool) -> str:
    word, _, rest = verb.partition(" ")
    return f"{word}{'s' if one else ''} {rest}".strip()


def _moved(label: str, direction: Direction) -> str:
    """The label as a noun phrase that says more or less of it."""
    if _is_quantity(label):
        return f"{'a rise' if direction > 0 else 'a fall'} in {label}"
    words = label.split()
    verb = _verb_at(words)
    if verb is None:
        return label if direction > 0 else f"the loss of {label}"
    subject = [word for word in words[:verb] if word.lower() not in _AUXILIARIES]
    negated = [] if direction > 0 else ["not"]
    return " ".join([*subject, *negated, gerund(words[verb]), *words[verb + 1 :]])


def _head(words: list[str]) -> str:
    """The last word before the first preposition: "the price of oil" has the head "price"."""
    for place, word in enumerate(words):
        if place and word.lower() in _PREPOSITIONS:
            return words[place - 1]
    return words[-1]


def _is_quantity(label: str) -> bool:
    words = label.split()
    return _verb_at(words) is None and lemma(_head(words)) in QUANTITIES


def _is_plural(subject: str) -> bool:
    words = subject.split()
    head = _head(words).lower()
    if _verb_at(words) is not None or head.endswith(("ss", "us", "is", "ing")):
        return False
    return head.endswith("s") or " and " in f" {subject} "


def _verb_at(words: list[str]) -> int | None:
    """Where a clause-like label has its verb: a word before a determiner ("shells the port")."""
    for place, word in enumerate(words[:-1]):
        low, after = word.lower(), words[place + 1]
        if low in _PREPOSITIONS | _DETERMINERS | _AUXILIARIES or not low.isalpha():
            continue
        if after.lower() in _DETERMINERS and low == word:
            return place
        if place == 0 and after[:1].isupper() and lemma(low) in CAUSATIVE.keys() | BENEFIT.keys():
            return place
    return None


def gerund(word: str) -> str:
    """The -ing form: "shells" gives "shelling", "cut" gives "cutting"."""
    if word.endswith("ing") and len(word) > len("bring"):
        return word
    base = lemma(word)
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return f"{base[:-1]}ing"
    return f"{base}{base[-1] if _doubles(base) else ''}ing"


def _doubles(base: str) -> bool:
    """One syllable that ends in one vowel and one consonant doubles it."""
    vowels = [letter in _VOWELS for letter in base]
    return sum(vowels) == 1 and vowels[-2:] == [True, False] and base[-1] not in "wxy"
