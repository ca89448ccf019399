"""rashomon camps: who stands with whom and against whom, in each account."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from rashomon.app.cli.common import (
    NOTHING,
    AsJson,
    CasePath,
    StoryId,
    existing_case,
    print_json,
    quoted,
    say,
)
from rashomon.app.web.wording import fit

if TYPE_CHECKING:
    from rashomon.core.camps import Camps, Tie
    from rashomon.workspace.case import Case

SIGNS = {1: "with", -1: "against", 0: "both with and against"}


def command(case: CasePath, story: StoryId = "", json: AsJson = False) -> None:
    """Show each account's ties between actors, and the two camps that contradict fewest of them.

    Example: rashomon camps crisis.rashomon
    """
    with existing_case(case) as opened:
        found = opened.camps(story)
        if json:
            print_json(found.records())
        else:
            for camps in found:
                for line in _lines(opened, camps):
                    print(line)
        if not any(camps.ties for camps in found):
            say("no account says that one actor is for or against another")
            raise typer.Exit(NOTHING)


def _lines(case: "Case", camps: "Camps") -> Iterator[str]:
    names = {actor.id: actor.name for actor in camps.actors}
    yield case.label(camps.account)
    if not camps.ties:
        yield "    no ties: the account puts no two actors beside or against one another"
    for group in camps.groups:
        sides = [", ".join(names[a] for a in side) for side in (group.one, group.other) if side]
        yield f"    camps: {'  |  '.join(sides)}"
        if group.wavering:
            yield f"        on either side: {', '.join(names[a] for a in group.wavering)}"
    if camps.ties:
        yield f"    {fit(camps)}"
    for tie in camps.ties:
        mark = "  strained" if tie.strained else ""
        yield f"    {names[tie.left]} {SIGNS[tie.sign]} {names[tie.right]}{mark}"
        yield from (f"        {line}" for line in _evidence(case, camps, tie))


def _evidence(case: "Case", camps: "Camps", tie: "Tie") -> Iterator[str]:
    text = case.document(camps.account).text
    for piece in tie.evidence:
        voice = "" if piece.voice == "own" else f", {piece.voice}"
        yield f"{'+' if piece.sign > 0 else '−'} {quoted(text, piece.spans)} ({piece.source}{voice})"
