"""The forms of the page of hypotheses."""

from fastapi import HTTPException, Request
from fastapi.responses import RedirectResponse

from rashomon.app.web.form import Form
from rashomon.app.web.posts.common import case_of, form_of, go_on
from rashomon.core.errors import RecordError
from rashomon.core.verdicts import ConsistencyMatrix

_CHANGES = {"add": "added", "save": "kept", "aside": "aside", "take_up": "kept"}


async def hypothesis(request: Request) -> RedirectResponse:
    """Add an explanation, adopt or reword one, set it aside, take it up again."""
    form, by = await form_of(request)
    case, story = case_of(request), form.one("story")
    act = form.choice("do", tuple(_CHANGES))
    text, forbids = form.line("text"), form.line("forbids")
    if act == "add":
        row = case.add_hypothesis(text, forbids=forbids, by=by, story_id=story).id
    else:
        row = form.one("hypothesis")
        said = {} if act == "take_up" else {"text": text, "forbids": forbids}
        case.change_hypothesis(row, aside=act == "aside", by=by, story_id=story, **said)
    place = "hypotheses-h" if act == "aside" else f"h-{row}"
    return go_on(form, by, "judge", done=_CHANGES[act], place=place)


async def rate(request: Request) -> RedirectResponse:
    """Keep what a person says of one item under every hypothesis; only what changed is written."""
    form, by = await form_of(request)
    case, story, item = case_of(request), form.one("story"), form.one("item")
    before = _ratings_of(case.judge(story), item, by)
    notes = form.under("n-")
    for row, rating in form.under("r-").items():
        note = notes.get(row, "") if rating else ""
        if before.get(row, ("", "")) != (rating, note):
            case.rate(row, item, rating, note=note, by=by, story_id=story)
    if form.one("do") == "next" and form.one("next"):
        return go_on(form, by, "judge/rate", done="rated", item=form.one("next"))
    return go_on(form, by, "judge/rate", done="rated", item=item)


def _ratings_of(matrix: ConsistencyMatrix, item: str, by: str) -> dict[str, tuple[str, str]]:
    """A person's rating and note of an item, by hypothesis."""
    return {
        cell.hypothesis: (one.rating, one.note)
        for cell in matrix.cells
        if cell.evidence == item
        for one in cell.ratings
        if one.by == by
    }


async def crux(request: Request) -> RedirectResponse:
    """Ask a question, give one's probabilities, or take it off the list."""
    form, by = await form_of(request)
    case, story = case_of(request), form.one("story")
    aside = form.one("do") == "aside"
    known = form.one("crux")
    given = {row: _share(value) for row, value in form.under("p-").items()}
    text = form.line("text")
    asked = case.ask(
        text,
        {} if aside else {row: p for row, p in given.items() if known or p is not None},
        closes=form.one("closes"),
        resolves_by=form.line("resolves_by"),
        crux=known,
        aside=aside,
        by=by,
        story_id=story,
    )
    same = {one.text: one.id for one in case.judge(story).cruxes}
    place = "cruxes-h" if aside else f"x-{known or same.get(text, asked.id)}"
    return go_on(form, by, "judge", done="back" if aside else "asked", place=place)


def _share(percent: str) -> float | None:
    """Per cent as a probability; an empty field gives none.

    Raises:
        RecordError: it is no number from 0 to 100.
    """
    if not percent:
        return None
    try:
        share = float(percent.replace(",", ".")) / 100
    except ValueError as error:
        message = f"{percent!r} is no probability in per cent"
        raise RecordError(message) from error
    return round(share, 6)


def share_of(form: Form, field: str) -> float:
    """A field in per cent as a probability.

    Raises:
        HTTPException: it is empty.
        RecordError: it is no number.
    """
    share = _share(form.one(field))
    if share is None:
        raise HTTPException(400, "Give a number from 0 to 100.")
    return share
