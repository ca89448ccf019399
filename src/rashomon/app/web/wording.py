"""The words and signs of the dossier: one place, so that every page says the same."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor
from typing import get_args

from rashomon.core.bodies import CausalClaim, Sign
from rashomon.core.camps import Camps
from rashomon.core.records import Document
from rashomon.core.views import Edge, EffectKind, Origin, Stance
from rashomon.judge.ratings import STEPS, Rating, sign_of


@dataclass(frozen=True, slots=True)
class Word:
    """A value as a person meets it: key (style and icon), word, and what it means."""

    key: str
    word: str
    meaning: str


STANCES: dict[Stance, Word] = {
    "asserts": Word("asserts", "asserts", "The account says that it is so."),
    "denies": Word("denies", "denies", "The account says that it is not so."),
    "unclear": Word(
        "unclear", "unclear", "The account speaks of it, but does not come down on a side."
    ),
    "silent": Word("silent", "silent", "The account does not speak of it. Silent is not denies."),
}
IMPLIES: dict[Stance, Word] = {
    **STANCES,
    "asserts": Word("asserts", "implies", "The account’s causal links lead there."),
    "denies": Word("denies", "implies the contrary", "Its causal links lead the other way."),
}
EFFECTS: dict[EffectKind, Word] = {
    "rises": Word("rises", "rises", "Every chain of this account leads to more of it."),
    "falls": Word("falls", "falls", "Every chain of this account leads to less of it."),
    "none": Word("none", "no effect", "The account says outright that it has no effect."),
    "either": Word("either", "either way", "Chains of this account lead both ways."),
    "silent": Word("silent", "silent", "No chain of this account leads there."),
}
ORIGINS: dict[Origin, Word] = {
    "sentences": Word("sentences", "from sentences", "Sentences that say the same or clash."),
    "edges": Word("edges", "from stated links", "Stated links between the same two factors."),
    "implied": Word("implied", "from implied effects", "What the accounts’ causal chains imply."),
}
_STEPS = {
    2: "very consistent",
    1: "consistent",
    0: "neither",
    -1: "inconsistent",
    -2: "very inconsistent",
}
SIGN_GLYPH: dict[Sign, str] = {1: "+", -1: "−", 0: "0"}
SIGN_KEY: dict[Sign, str] = {1: "plus", -1: "minus", 0: "zero"}
_VERBS: dict[Sign, str] = {1: "raises", -1: "lowers", 0: "has no effect on"}
_LAYERS = {
    "mention": "names",
    "attribution": "who says what",
    "causal_claim": "causal claims",
    "aim": "aims",
    "prediction": "predictions",
    "event": "events",
}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of consistency as a person meets it: key (style), sign and word."""

    key: str
    sign: str
    word: str


def step_of(step: float | None) -> Step:
    """A step, a middle between two steps, or what does not apply."""
    if step is None:
        return Step("not-applicable", sign_of(None), "does not apply")
    near, far = sorted((floor(step), ceil(step)), key=abs)
    word = _STEPS[near] if near == far else f"between {_STEPS[near]} and {_STEPS[far]}"
    key = "neutral" if not step else "consistent" if step > 0 else "inconsistent"
    return Step(key, sign_of(step), word)


RATINGS: dict[str, Step] = {rating: step_of(STEPS.get(rating)) for rating in get_args(Rating)}


def verb(sign: Sign) -> str:
    """What a link of this sign does, as a verb."""
    return _VERBS[sign]


def qualities(statement: CausalClaim | Edge) -> tuple[str, ...]:
    """What qualifies a causal statement: its mode unless asserted, and a hedge."""
    words = [] if statement.mode == "asserted" else [str(statement.mode)]
    return (*words, "hedged") if statement.hedged else tuple(words)


def stance_word(stance: Stance, origin: Origin) -> Word:
    """A stance as a person meets it: an effect that maps imply is implied, not asserted."""
    return (IMPLIES if origin == "implied" else STANCES)[stance]


def layer_name(kind: str) -> str:
    """The name of an annotation layer on a page."""
    return _LAYERS.get(kind, kind.replace("_", " "))


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def fit(camps: Camps) -> str:
    """How well an account's ties fit into two camps."""
    used = sum(tie.sign != 0 for tie in camps.ties)
    if not used:
        return "No tie has a side, so nothing is split."
    if camps.frustration:
        word = "does" if camps.frustration == 1 else "do"
        told = f"{camps.frustration} of {count(used, 'tie')} {word} not fit into two camps"
    else:
        told = f"{'The one tie fits' if used == 1 else f'All {used} ties fit'} into two camps"
    if camps.proven:
        return f"{told}."
    return f"{told}; a better split is not excluded, none has fewer than {camps.bound}."


def when(doc: Document) -> str:
    """The date of a document as words, no finer than it is known."""
    if not doc.published:
        return ""
    try:
        moment = datetime.fromisoformat(doc.published.ljust(7, "-")[:40])
    except ValueError:
        moment = None
    if moment is None:
        return _coarse(doc.published)
    return _fine(moment, doc.precision)


def _fine(moment: datetime, precision: str) -> str:
    month = _MONTHS[moment.month - 1]
    if precision == "year":
        return str(moment.year)
    if precision == "month":
        return f"{month} {moment.year}"
    day = f"{moment.day} {month} {moment.year}"
    if precision in ("second", "minute"):
        return f"{day}, {moment:%H:%M}"
    return f"{day}, about {moment:%H}:00" if precision == "hour" else day


def month_name(month: str) -> str:
    """A month such as 2026-05 as words."""
    return _coarse(month)


def _coarse(published: str) -> str:
    """A year or a year and month, which `fromisoformat` does not take."""
    year, _, month = published.partition("-")
    if month.isdigit() and 1 <= int(month) <= len(_MONTHS):
        return f"{_MONTHS[int(month) - 1]} {year}"
    return published


_FIELDS = {"original_outlet": "first in", "url": "address"}


def field_name(field: str) -> str:
    """A document's field in words."""
    return _FIELDS.get(field, field)


def language_name(code: str) -> str:
    """A language in English ("German"), its code where it has no name."""
    from babel import Locale

    return str(Locale("en").languages.get(code, code))


def foreign_note(doc: Document) -> str:
    """What to expect of a text in another language; "" for English and where it is not known."""
    if doc.language in ("", "en"):
        return ""
    name = language_name(doc.language)
    return f"The text is in {name}. Only English is understood: what is found in it means little."


def moment(at: str) -> str:
    """A time of the records, which count in UTC, as a person reads it: "2031-05-14 09:30 UTC"."""
    return f"{at[:16].replace('T', ' ')} UTC" if at else ""
