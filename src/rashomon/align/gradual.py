"""Words that say of a quantity that it grows or shrinks, and nothing more.

They are narrower than the causative and change words of `nlp.lexicon`: "the closure of the strait"
is a happening of its own, not less of a strait, so only words that name a bare rise or fall are
taken off a phrase.
"""

from collections.abc import Mapping

from rashomon.nlp.lexicon import CHANGE_ADJECTIVES, CHANGE_VERBS


def _signed(*, up: str, down: str) -> Mapping[str, int]:
    return {**dict.fromkeys(up.split(), 1), **dict.fromkeys(down.split(), -1)}


# Transitive: "weakening NATO" speaks of less of NATO's strength.
GRADUAL_VERBS: Mapping[str, int] = _signed(
    up="""raise increase boost strengthen bolster expand lift enlarge deepen heighten inflate double
    improve enhance reinforce fortify consolidate grow enrich empower embolden preserve widen
    swell intensify help support""",
    down="""lower reduce cut decrease weaken undermine erode shrink depress diminish curb curtail slash
    prevent avoid limit lessen ease damage harm hurt lose deplete exhaust destabilize fracture
    divide split hinder hamper impair cripple""",
)
GRADUAL_NOUNS: Mapping[str, int] = _signed(
    up="""rise increase growth surge jump spike upturn boom expansion boost gain hike leap
    strengthening improvement upsurge uptick resurgence""",
    down="""fall drop decline decrease reduction cut cutback loss slump plunge dip erosion weakening
    lack absence shortage scarcity deterioration contraction slowdown shrinkage downturn
    shortfall""",
)
# How dear something is, is its price.
PRICE_ADJECTIVES: Mapping[str, int] = _signed(
    up="dear dearer expensive costly costlier pricier", down="cheap cheaper"
)
_PLAIN = frozenset({"more", "less", "fewer", "high", "low", "increased", "reduced", "record"})
GRADUAL_ADJECTIVES: Mapping[str, int] = {
    word: sign
    for word, sign in CHANGE_ADJECTIVES.items()
    if word in _PLAIN or word.endswith("er") or (word.endswith("ing") and word[:-3] in CHANGE_VERBS)
} | {
    "growing": 1, "rising": 1, "soaring": 1, "surging": 1, "increasing": 1, "mounting": 1,
    "falling": -1, "declining": -1, "shrinking": -1, "dwindling": -1, "plunging": -1, "waning": -1,
}  # fmt: skip


def gradual_sign(word: str) -> int:
    """1 for "higher" and "dear", -1 for "lower" and "cheap", 0 for other words."""
    low = word.lower()
    return GRADUAL_ADJECTIVES.get(low, 0) or PRICE_ADJECTIVES.get(low, 0)


# Heads of phrases that name an actor; what happens to it is its position, for better or worse.
ACTOR_NOUNS = frozenset(
    [
        "government",
        "ministry",
        "cabinet",
        "coalition",
        "regime",
        "party",
        "parliament",
        "army",
        "navy",
        "police",
        "opposition",
        "alliance",
        "kremlin",
        "administration",
        "company",
        "union",
        "court",
        "council",
        "people",
        "public",
        "nation",
        "country",
        "state",
        "president",
        "minister",
        "leader",
        "leadership",
        "economy",
        "industry",
        "family",
        "farmer",
        "worker",
        "voter",
        "citizen",
    ]
)
POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "my", "your"})
