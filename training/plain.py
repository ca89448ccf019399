"""Plain pairs by rule: a statement beside itself in other clothes, and beside its plain denial.

Writers who are asked for really different words leave these out, and a model that never sees them takes
shared words for a sign of another claim.
"""

from __future__ import annotations

import random
import re

from rashomon.nlp.lemmas import lemma

_AUXILIARY = re.compile(
    r"\b(is|are|was|were|will|would|can|could|has|have|had|did|does|must)\b(?! not)"
)
_PAST = re.compile(
    r"\b([a-z]+(?:ed|t)|brought|made|drove|cost|hurt|rose|fell|gave|took|broke|kept)\b"
)
_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_DENIALS = (
    "It is not true that {}", "There is no evidence that {}", "Nobody can say that {}", "{}: that is false", "{}? Nothing of the kind",
    "It is a fairy tale that {}", "{}, which is simply wrong",
)  # fmt: skip
_FRAMES = (
    "It is true that {}", "There is no doubt that {}", "The fact is that {}", "{}, that much is certain", "In truth {}", "Once more: {}",
)  # fmt: skip
_SWAPS = (
    ("because of", "owing to"), ("caused", "led to"), ("led to", "brought about"), ("will", "is going to"), ("made", "has made"),
    ("prevented", "kept from happening"), ("more than", "over"), ("about", "some"), ("because", "since"), ("hurts", "harms"),
    ("shows", "proves"), ("big", "large"), ("people", "persons"), ("killed", "cost the lives of"), ("rose", "went up"), ("fell", "went down"),
)  # fmt: skip
# Opposite words as they stand, each for the other.
_OPPOSITES = """accepted/rejected accept/reject accepts/rejects raised/lowered raise/lower raises/lowers rose/fell risen/fallen rise/fall rises/falls rising/falling
    increased/decreased increase/decrease increases/decreases higher/lower more/less opened/closed open/shut opens/closes won/lost win/lose wins/loses strengthened/weakened
    strengthen/weaken strengthens/weakens stronger/weaker approved/refused approve/refuse began/ended begin/end begins/ends started/stopped start/stop starts/stops
    helped/hindered help/hinder helps/hinders improved/worsened improve/worsen improves/worsens better/worse allowed/forbade allow/forbid allows/forbids
    caused/prevented cause/prevent causes/prevents grew/shrank grow/shrink grows/shrinks growing/shrinking gained/lost expanded/shrunk supported/opposed support/oppose
    supports/opposes confirmed/denied confirm/deny confirms/denies before/after early/late earlier/later safe/unsafe legal/illegal lawful/unlawful guilty/innocent
    cheaper/dearer cheap/dear entered/left kept/broke arrived/left survived/died united/divided unites/divides calmed/alarmed eased/tightened ease/tighten eases/tightens
    sped/slowed full/empty present/absent public/secret willing/unwilling able/unable known/unknown fair/unfair success/failure victory/defeat profit/loss
    innocent/guilty friend/enemy majority/minority inside/outside first/last fewer/more all/none always/never everyone/nobody""".split()
_OPPOSITE = {a: b for pair in _OPPOSITES for a, b in (pair.split("/"), pair.split("/")[::-1])}


def denial(text: str, rng: random.Random) -> str:
    """The text denied, with nearly all of its words."""
    bare = text.strip().rstrip(".")
    ways = [
        way
        for way in (_negated(bare), _past_negated(bare), _renumbered(bare, rng), turned(bare, rng))
        if way
    ]
    if ways and rng.random() < 0.7:
        return rng.choice(ways)
    return rng.choice(_DENIALS).format(_inner(bare))


def repetition(text: str, rng: random.Random) -> str:
    """The text said again in nearly the same words."""
    bare = text.strip().rstrip(".")
    ways = [
        re.sub(rf"\b{old}\b", new, bare, count=1)
        for old, new in _SWAPS
        if re.search(rf"\b{old}\b", bare)
    ]
    if ways and rng.random() < 0.6:
        return rng.choice(ways)
    return rng.choice(_FRAMES).format(_inner(bare))


def _negated(text: str) -> str:
    return _AUXILIARY.sub(r"\1 not", text, count=1) if _AUXILIARY.search(text) else ""


def _past_negated(text: str) -> str:
    verb = _PAST.search(text)
    if _AUXILIARY.search(text) or verb is None or lemma(verb[0]) == verb[0]:
        return ""
    return f"{text[: verb.start()]}did not {lemma(verb[0])}{text[verb.end() :]}"


def turned(text: str, rng: random.Random) -> str:
    """One word of the text turned into its opposite; "" where none has one."""
    words = text.split(" ")
    places = [n for n, word in enumerate(words) if word in _OPPOSITE]
    if not places:
        return ""
    place = rng.choice(places)
    words[place] = _OPPOSITE[words[place]]
    return " ".join(words)


def _renumbered(text: str, rng: random.Random) -> str:
    number = _NUMBER.search(text)
    if number is None or not number[0].replace(",", "").isdigit():
        return ""
    other = max(1, int(int(number[0].replace(",", "")) * rng.choice((0.3, 0.5, 2, 3)))) + 1
    return f"{text[: number.start()]}{other}{text[number.end() :]}"


def _inner(text: str) -> str:
    """Its first letter small where the first word is no name, as far as its looks tell."""
    first = text.split(" ", 1)[0]
    small = {
        "The",
        "A",
        "An",
        "It",
        "There",
        "This",
        "These",
        "Their",
        "His",
        "Her",
        "No",
        "In",
        "On",
    }
    return text[0].lower() + text[1:] if first in small else text
