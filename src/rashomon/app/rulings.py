"""What people decided about factors and claims, in words: for the terminal and for the pages."""

from collections.abc import Callable

from rashomon.app.web.wording import count, moment
from rashomon.core.rulings import Ruling

STATUSES = {
    "holds": "holds",
    "in part": "holds in part",
    "overruled": "overruled by a later decision",
    "gone": "without effect: what it is about is not there",
    "undone": "taken back",
}
_WAYS = {"1": "more", "-1": "less"}


def told(ruling: Ruling, label: Callable[[str], str]) -> str:
    """What was decided, in one line.

    Args:
        ruling: The decision.
        label: Gives the short name of an account.
    """
    was = ruling.was or ("?",)
    if ruling.action == "merge":
        return f"{', '.join(map(_quoted, was))} are one"
    if ruling.action == "split":
        off = sum(anchor.part == 0 for anchor in ruling.anchors)
        thing = "phrase" if ruling.of == "factor" else "statement"
        return f"{count(off, thing)} split off from {_quoted(was[0])}"
    if ruling.action == "rename":
        verb = "is called" if ruling.of == "factor" else "is worded"
        return f"{_quoted(was[0])} {verb} {_quoted(ruling.value)}"
    return _turned(ruling, was, label)


def _turned(ruling: Ruling, was: tuple[str, ...], label: Callable[[str], str]) -> str:
    before = f" (before: {was[1]})" if len(was) > 1 else ""
    if ruling.action == "turn":
        return f"more of {_quoted(was[0])} is what was less of it"
    if ruling.action == "direction":
        # what was read may have been turned with its factor: what is told is the change
        after = {"more": "less", "less": "more"}.get(was[-1], _WAYS.get(ruling.value, ""))
        return f"a phrase of {_quoted(was[0])} speaks of {after}{before}"
    if ruling.action == "cell":
        return f"{label(ruling.account)} {stance_words(ruling.value)} {_quoted(was[0])}{before}"
    return f"a statement {ruling.value} {_quoted(was[0])}{before}"


def stance_words(stance: str) -> str:
    """A stance as a verb with its claim."""
    return {"unclear": "is unclear about", "silent": "is silent about"}.get(stance, stance)


def standing(ruling: Ruling) -> str:
    """Whether it holds, in one line."""
    said = STATUSES[ruling.status]
    if ruling.status == "undone":
        why = f": {ruling.undone_note}" if ruling.undone_note else ""
        return f"{said} by {ruling.undone_by or 'somebody'}, {moment(ruling.undone_at)}{why}"
    if ruling.missing and ruling.status != "gone":
        thing = "phrase" if ruling.of == "factor" else "statement"
        said += f": {count(ruling.missing, thing)} of its own not there"
    elif ruling.overruled_by and ruling.status == "in part":
        said += ": a later decision says otherwise of the rest"
    return said


def _quoted(words: str) -> str:
    return f"“{words}”"
