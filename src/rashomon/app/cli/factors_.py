"""rashomon factors: the factors of a story, and what a person decides about them."""

from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.app.cli.common import (
    AsJson,
    By,
    CasePath,
    StoryId,
    existing_case,
    find_factor,
    find_id,
    person,
    print_json,
)
from rashomon.app.cli.ruled import Note, Redo, Undo, print_rulings, undo_and_redo
from rashomon.app.web.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.core.rulings import Ruling
    from rashomon.core.views import Factor
    from rashomon.workspace import Case
    from rashomon.workspace.records import View

_WAYS = {1: "more", -1: "less"}


def command(
    case: CasePath,
    *,
    story: StoryId = "",
    merge: Annotated[
        list[str] | None,
        typer.Option(metavar="FACTOR", help="Make one of these factors; name two or more."),
    ] = None,
    split: Annotated[
        list[str] | None,
        typer.Option(metavar="PHRASE", help="Make a factor of these phrases of one."),
    ] = None,
    rename: Annotated[
        tuple[str, str] | None, typer.Option(metavar="FACTOR TEXT", help="Call a factor so.")
    ] = None,
    flip: Annotated[
        str,
        typer.Option(
            metavar="FACTOR|PHRASE",
            help="Turn what more of a factor means, or whether a phrase speaks of more or less.",
        ),
    ] = "",
    undo: Undo = None,
    redo: Redo = None,
    only: Annotated[
        str, typer.Option(metavar="WORDS", help="List only factors with these words.")
    ] = "",
    by: By = "",
    note: Note = "",
    json: AsJson = False,
) -> None:
    """List the factors with the phrases that name them; merge, split, rename or flip them.

    A factor is named by its id or by words of its label. What you decide holds whatever arrives later.

    Example: rashomon factors crisis.rashomon --merge "grain prices" --merge "price of bread"
    """
    if len(merge or [""] * 2) == 1:
        message = "one factor alone cannot be merged: name --merge twice or more"
        raise typer.BadParameter(message)
    with existing_case(case) as opened:
        by = person(by)
        undo_and_redo(opened, story, undo, redo, by=by, note=note)
        if merge:
            found = [_factor(opened, story, name) for name in merge]
            opened.merge_factors(*found, by=by, note=note, story_id=story)
        if split:
            phrases = [find_id(_phrases(opened, story), p, what="phrase") for p in split]
            opened.split_factor(*phrases, by=by, note=note, story_id=story)
        if rename:
            named = _factor(opened, story, rename[0])
            opened.rename_factor(named, rename[1], by=by, note=note, story_id=story)
        if flip:
            _flip(opened, story, flip, by=by, note=note)
        if json:
            print_json([*opened.factors(story).records(), *_rulings(opened, story).records()])
        else:
            for line in _lines(opened, story, only):
                print(line)
            print_rulings(opened, _rulings(opened, story))


def _flip(case: "Case", story: str, name: str, *, by: str, note: str) -> None:
    """A phrase where no factor is called so."""
    words = name.lower()
    factors = case.factors(story)
    if any(words in f.label.lower() or f.id.startswith(words) for f in factors):
        case.flip_factor(find_factor(factors, name).id, by=by, note=note, story_id=story)
        return
    phrases = [p for p in _phrases(case, story) if p.startswith(words)]
    if len(phrases) == 1:
        case.flip_phrase(phrases[0], by=by, note=note, story_id=story)
    else:
        case.flip_factor(_factor(case, story, name), by=by, note=note, story_id=story)


def _factor(case: "Case", story: str, name: str) -> str:
    return find_factor(case.factors(story), name).id


def _phrases(case: "Case", story: str) -> list[str]:
    return [phrase.id for factor in case.factors(story) for phrase in factor.phrases]


def _rulings(case: "Case", story: str) -> "View[Ruling]":
    return case.views([r for r in case.rulings(story) if r.of == "factor"])


def _lines(case: "Case", story: str, only: str) -> "Iterator[str]":
    for factor in case.factors(story):
        if only.lower() in factor.label.lower():
            yield from _told(case, factor)


def _told(case: "Case", factor: "Factor") -> "Iterator[str]":
    accounts = len({phrase.doc for phrase in factor.phrases})
    proposed = f"; proposed as “{factor.proposed}”" if factor.proposed else ""
    yield f"{factor.id[:8]}  {factor.label} ({count(accounts, 'account')}{proposed})"
    for phrase in factor.phrases:
        words = " ".join(case.document(phrase.doc).text[slice(*phrase.span)].split())
        turned = ", turned" if phrase.turn < 0 else ""
        way = f"{_WAYS[phrase.direction]}{turned}"
        yield f"    {phrase.id[:8]}  {way}: “{words}”  {case.label(phrase.doc)}"
