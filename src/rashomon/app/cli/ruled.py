"""What the commands about factors and claims share: options, and people's decisions as lines."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.app.cli.common import find_id
from rashomon.app.rulings import standing, told
from rashomon.app.web.wording import moment

if TYPE_CHECKING:
    from rashomon.core.rulings import Ruling
    from rashomon.workspace import Case

Undo = Annotated[
    list[str] | None,
    typer.Option(metavar="DECISION", help="Take a decision back; the texts decide again."),
]
Redo = Annotated[
    list[str] | None,
    typer.Option(metavar="DECISION", help="Let a decision that was taken back hold again."),
]
Note = Annotated[str, typer.Option(help="Why; it is kept with the decision.")]


def undo_and_redo(
    case: "Case", story: str, undo: list[str] | None, redo: list[str] | None, *, by: str, note: str
) -> None:
    """Take decisions back, and let others hold again."""
    for chosen, verb in ((undo, case.undo_ruling), (redo, case.redo_ruling)):
        for start in chosen or ():
            known = [ruling.id for ruling in case.rulings(story)]
            verb(find_id(known, start, what="decision"), by=by, note=note)


def print_rulings(case: "Case", rulings: "Iterable[Ruling]") -> None:
    """Each decision with its id, who made it and whether it holds."""
    for ruling in rulings:
        note = f": {ruling.note}" if ruling.note else ""
        print(f"decided  {ruling.id[:8]}  {told(ruling, case.label)}")
        print(f"    {standing(ruling)}; by {ruling.by}, {moment(ruling.at)}{note}")
