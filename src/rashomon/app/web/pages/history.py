"""What people ever said of something, newest first: what was replaced or taken back stays readable."""

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.app.web.dossier import Dossier
from rashomon.app.web.wording import RATINGS
from rashomon.core.records import Item

_OUTCOMES = {"yes": "it came true", "no": "it did not come true", "void": "void"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that one person said, in words, with the reason given."""

    at: str
    by: str
    told: str
    why: str

    @property
    def when(self) -> str:
        """The moment, to the minute."""
        return self.at[:16].replace("T", " ")


def history(
    dossier: Dossier, record_id: str, *, kinds: tuple[str, ...], about: str = ""
) -> tuple[Entry, ...]:
    """What was said of a record.

    Args:
        dossier: The case.
        record_id: A hypothesis, claim or question.
        kinds: Of items that are told.
        about: For ratings of a claim: which hypothesis.
    """
    items: Iterable[Item] = dossier.case.said_about(record_id)
    return tuple(
        Entry(item.at, item.by, _told(item), _why(item))
        for item in reversed(list(items))
        if item.kind in kinds and about in ("", item.fields.get("hypothesis"))
    )


def _why(item: Item) -> str:
    said = item.fields
    return str(said.get("note") or said.get("forbids") or "")


def _told(item: Item) -> str:
    tellers = {
        "hypothesis": _told_hypothesis,
        "rating": _told_rating,
        "forecast": _told_forecast,
        "resolution": _told_resolution,
        "question": _told_question,
    }
    return tellers[item.kind](item)


def _told_hypothesis(item: Item) -> str:
    said = item.fields
    if said.get("aside"):
        return "set it aside"
    return f"{'worded it' if said.get('of') else 'added it'}: {said.get('text')}"


def _told_rating(item: Item) -> str:
    step = RATINGS.get(str(item.fields.get("rating")))
    return f"{step.sign} {step.word}" if step else "took the rating back"


def _told_forecast(item: Item) -> str:
    p = item.fields.get("probability")
    return "took the probability back" if p is None else f"gave it {100 * float(p):g} %"


def _told_resolution(item: Item) -> str:
    told = _OUTCOMES.get(str(item.fields.get("outcome")), "opened it again")
    shown = item.fields.get("evidence")
    return f"{told}: {shown}" if shown else told


def _told_question(item: Item) -> str:
    said = item.fields
    if said.get("aside"):
        return "took that back"
    if said.get("passed"):
        return "passed it over"
    return f"confirmed it: {said.get('wording') or 'as the text has it'}"
