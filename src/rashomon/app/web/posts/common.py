"""What all forms share: who writes, where to go on, what to say there."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from fastapi import HTTPException, Request
from fastapi.responses import RedirectResponse

from rashomon.app.person import user_name
from rashomon.app.web.case import Case
from rashomon.app.web.form import Form, read_form
from rashomon.app.web.links import ServedLinks

NAME = "rashomon-name"  # the cookie that remembers under which name somebody writes
REMEMBERED = 365 * 86_400  # seconds
LONGEST_NAME = 80
_LENS = ("admit", "without", "rater", "choose", "every")
# where a form may lead back to, and what the address of each page may carry along
PAGES: Mapping[str, tuple[str, ...]] = {
    "matrix": ("claim", "edit", "show", "origin", "q", "every"),
    "factors": ("factor", "q", "every"),
    "decisions": (),
    "judge": _LENS,
    "judge/rate": (*_LENS, "item"),
    "forecasts": ("show", "words", "every"),
    "forecasts/question": ("q",),
}
DONE = {
    "named": "You now write under this name.",
    "merged": "They are one now.",
    "split": "Split off.",
    "renamed": "Named.",
    "flipped": "Flipped.",
    "set": "The cell was set.",
    "again": "It holds again, as the latest decision.",
    "added": "The explanation was added.",
    "kept": "Kept.",
    "aside": "Set aside. It can be taken up again below.",
    "rated": "Your ratings were kept.",
    "asked": "The question was kept.",
    "confirmed": "Confirmed as a question.",
    "passed": "Passed over. It stands under “Passed over” and can be taken up again.",
    "given": "Your probability was kept.",
    "resolved": "The outcome was kept.",
    "attached": "The series was kept.",
    "back": "Taken back. What was said before is kept in the case.",
}


def case_of(request: Request) -> Case:
    """The case that is served."""
    case: Case = request.app.state.case
    return case


def writer(request: Request) -> str:
    """Under which name the visitor writes: the one given last, else the user's."""
    return " ".join(unquote(request.cookies.get(NAME, "")).split())[:LONGEST_NAME] or user_name()


async def form_of(request: Request) -> tuple[Form, str]:
    """The form, and who sends it.

    Raises:
        HTTPException: it is no form, too large, or nobody says so.
    """
    form = await read_form(request)
    by = form.line("by")
    if not by or len(by) > LONGEST_NAME:
        raise HTTPException(400, f"Say who you are, in at most {LONGEST_NAME} characters.")
    return form, by


def go_on(
    form: Form, by: str, page: str, *, done: str, place: str = "", **params: str
) -> RedirectResponse:
    """To a page of ours, with what it looked at before, and the name remembered."""
    carried = {name: form.one(name) for name in PAGES[page]}
    address = ServedLinks(form.one("story")).page(page, **{**carried, **params, "done": done})
    answer = RedirectResponse(f"{address}#{place}" if place else address, status_code=303)
    answer.set_cookie(
        NAME, quote(by), max_age=REMEMBERED, httponly=True, samesite="strict", path="/"
    )
    return answer


async def name(request: Request) -> RedirectResponse:
    """Remember under which name somebody writes."""
    form, by = await form_of(request)
    parts = urlsplit(form.one("back"))
    page = parts.path if parts.path in PAGES else "matrix"
    carried = {key: value for key, value in parse_qsl(parts.query) if key in PAGES[page]}
    return go_on(form, by, page, done="named", **carried)
