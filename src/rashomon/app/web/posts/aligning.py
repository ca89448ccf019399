"""The forms about factors and claims: what a person decides is kept, and the page shows what came of it."""

from typing import cast

from fastapi import Request
from fastapi.responses import RedirectResponse

from rashomon.app.web.form import Form
from rashomon.app.web.posts.common import case_of, form_of, go_on
from rashomon.core.rulings import STANCES, Ruling
from rashomon.core.views import Stance

_FACTOR_ACTS = ("merge", "split", "rename", "turn")
_CLAIM_ACTS = ("merge", "split", "rename", "set")
_DONE = {
    "merge": "merged",
    "split": "split",
    "rename": "renamed",
    "turn": "flipped",
    "direction": "flipped",
    "side": "flipped",
    "cell": "set",
}


async def factors(request: Request) -> RedirectResponse:
    """Merge factors, split phrases off, name or flip a factor, flip a phrase."""
    form, by = await form_of(request)
    case = case_of(request)
    about = {"by": by, "note": form.line("note"), "story_id": form.one("story")}
    phrase, factor = form.one("flip"), form.one("factor")
    act = "" if phrase else form.choice("do", _FACTOR_ACTS)
    if phrase:
        ruling = case.flip_phrase(phrase, **about)
    elif act == "merge":
        ruling = case.merge_factors(*form.several("factor"), **about)
    elif act == "split":
        ruling = case.split_factor(*form.several("phrase"), **about)
    elif act == "rename":
        ruling = case.rename_factor(factor, form.one("label"), **about)
    else:
        ruling = case.flip_factor(factor, **about)
        label = form.line("label")
        if label and ruling.targets:
            case.rename_factor(ruling.targets[0], label, **about)
    return _to_factor(form, by, ruling)


async def claims(request: Request) -> RedirectResponse:
    """Merge claims, split statements off, word a claim, set a cell, flip a statement."""
    form, by = await form_of(request)
    case = case_of(request)
    about = {"by": by, "note": form.line("note"), "story_id": form.one("story")}
    statement, claim = form.one("flip"), form.one("claim")
    act = "" if statement else form.choice("do", _CLAIM_ACTS)
    if statement:
        ruling = case.flip_statement(statement, **about)
    elif act == "merge":
        ruling = case.merge_claims(*form.several("claim"), **about)
    elif act == "split":
        ruling = case.split_claim(*form.several("statement"), **about)
    elif act == "rename":
        ruling = case.rename_claim(claim, form.one("wording"), **about)
    else:
        stance = cast("Stance", form.choice("stance", STANCES))
        ruling = case.set_cell(claim, form.one("account"), stance, **about)
    return _to_claim(form, by, ruling)


async def decisions(request: Request) -> RedirectResponse:
    """Take a decision back, or let it hold again."""
    form, by = await form_of(request)
    case, ruling_id = case_of(request), form.one("ruling")
    again = form.choice("do", ("undo", "redo")) == "redo"
    decide = case.redo_ruling if again else case.undo_ruling
    decide(ruling_id, by=by, note=form.line("note"))
    done = "again" if again else "back"
    found = [r for r in case.comparison(form.one("story")).rulings if r.id == ruling_id]
    back = form.one("back")
    if back in ("factors", "matrix") and found and found[0].targets:
        move = _to_factor if back == "factors" else _to_claim
        return move(form, by, found[0], done=done)
    page = back if back in ("factors", "matrix") else "decisions"
    return go_on(form, by, page, done=done)


def _to_factor(form: Form, by: str, ruling: Ruling, *, done: str = "") -> RedirectResponse:
    said = done or _DONE[ruling.action]
    if not ruling.targets:
        return go_on(form, by, "factors", done=said, factor="")
    factor = ruling.targets[0]
    return go_on(form, by, "factors", done=said, place=f"f-{factor}", factor=factor)


def _to_claim(form: Form, by: str, ruling: Ruling, *, done: str = "") -> RedirectResponse:
    said = done or _DONE[ruling.action]
    if not ruling.targets:
        return go_on(form, by, "matrix", done=said, claim="")
    claim = ruling.targets[0]
    return go_on(form, by, "matrix", done=said, place=f"c-{claim}", claim=claim, edit="1")
