"""The forms of the page of predictions."""

from datetime import date

from fastapi import HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from rashomon.app.web.form import Form
from rashomon.app.web.posts.common import case_of, form_of, go_on
from rashomon.app.web.posts.judging import share_of
from rashomon.app.web.views import show_forecasts
from rashomon.forecast.series import MOST_DAYS
from rashomon.forecast.series_files import given_series

_ACTS = {
    "confirm": "confirmed",
    "unconfirm": "back",
    "pass": "passed",
    "give": "given",
    "ungive": "back",
    "resolve": "resolved",
    "reopen": "back",
}
_OUTCOMES = ("yes", "no", "void")
_PLACES = {"confirm": "give-h", "give": "resolve-h"}  # what comes next


async def question(request: Request) -> RedirectResponse:
    """Confirm a prediction, give it a probability, say what became of it, or take that back."""
    form, by = await form_of(request)
    case, name = case_of(request), form.one("q")
    act = form.choice("do", tuple(_ACTS))
    if act == "confirm":
        case.confirm(
            name,
            wording=form.line("wording"),
            condition=form.one("condition"),
            closes=form.one("closes"),
            resolves_by=form.one("resolves_by"),
            by=by,
        )
    elif act == "unconfirm":
        case.confirm(name, aside=True, by=by)
    elif act == "pass":
        case.pass_over(name, by=by)
        return go_on(form, by, "forecasts", done=_ACTS[act], show=form.one("show"))
    elif act in ("give", "ungive"):
        p = share_of(form, "percent") if act == "give" else None
        case.give(name, p, note=form.one("note") if act == "give" else "", by=by)
    elif act == "resolve":
        case.resolve(name, form.choice("outcome", _OUTCOMES), evidence=form.one("evidence"), by=by)
    else:
        case.resolve(name, "open", by=by)
    place = _PLACES.get(act, "")
    return go_on(form, by, "forecasts/question", done=_ACTS[act], place=place, q=name)


async def series(request: Request) -> Response:
    """Hold a data series against what the accounts say; keep it, or only show it."""
    form, by = await form_of(request)
    keep = form.choice("do", ("keep", "look")) == "keep"
    check = case_of(request).check_series(
        given_series(form.files),
        form.one("factor"),
        at=_day(form),
        days=_days(form),
        story_id=form.one("story"),
        keep_as=by if keep else "",
    )
    if keep:
        return go_on(form, by, "forecasts", done="attached", place=f"data-{check.id}")
    return show_forecasts(request, form.one("story"), preview=check)


async def drop_series(request: Request) -> RedirectResponse:
    """Take a kept check off the page."""
    form, by = await form_of(request)
    case_of(request).drop_check(form.one("check"), by=by)
    return go_on(form, by, "forecasts", done="back", place="data-h")


def _day(form: Form) -> date:
    try:
        return date.fromisoformat(form.one("at"))
    except ValueError as error:
        raise HTTPException(400, "Give a day such as 2031-05-14.") from error


def _days(form: Form) -> int:
    days = form.one("days", "7")
    if not days.isdecimal() or int(days) > MOST_DAYS:
        raise HTTPException(400, f"A window ends at most {MOST_DAYS} days after the day.")
    return int(days)
