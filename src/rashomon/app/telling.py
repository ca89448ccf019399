"""What people said of hypotheses, evidence and questions, item by item, in words."""

from collections.abc import Callable

from rashomon.app.web.wording import RATINGS
from rashomon.core.records import Item

_OUTCOMES = {"yes": "it came true", "no": "it did not come true", "void": "void"}


def told(item: Item) -> str:
    """One item in words."""
    return _TELLERS[item.kind](item)


def why(item: Item) -> str:
    """The reason that was given, or what a hypothesis forbids; "" where nothing was."""
    said = item.fields
    return str(said.get("note") or said.get("forbids") or "")


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


def _told_crux(item: Item) -> str:
    said = item.fields
    if said.get("aside"):
        return f"took the question off the list: {said.get('text')}"
    given = said.get("p_yes") or {}
    numbers = [f"{h[:8]} {100 * p:g} %" for h, p in given.items() if p is not None]
    return f"asked: {said.get('text')} {', '.join(numbers)}".rstrip()


def _told_series(item: Item) -> str:
    check = item.fields.get("check")
    return f"kept: {check['sentence']}" if check else "took it off the page"


_TELLERS: dict[str, Callable[[Item], str]] = {
    "hypothesis": _told_hypothesis,
    "rating": _told_rating,
    "crux": _told_crux,
    "forecast": _told_forecast,
    "resolution": _told_resolution,
    "question": _told_question,
    "series": _told_series,
}
