"""rashomon claims: the claim matrix, and what a person decides about its rows and cells."""

from typing import TYPE_CHECKING, Annotated, cast

import typer

from rashomon.app.cli.common import (
    AsJson,
    By,
    CasePath,
    StoryId,
    existing_case,
    find_id,
    person,
    print_json,
    print_table,
)
from rashomon.app.cli.ruled import Note, Redo, Undo, print_rulings, undo_and_redo
from rashomon.core.views import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from rashomon.core.rulings import Ruling
    from rashomon.core.statements import ClaimStatement
    from rashomon.core.views import Comparison, Stance
    from rashomon.workspace.case import Case
    from rashomon.workspace.records import View

GLYPHS = {
    "asserts": "+ asserts",
    "denies": "− denies",
    "unclear": "~ unclear",
    "silent": "· silent",
}


Merge = Annotated[
    list[str] | None,
    typer.Option(metavar="CLAIM", help="Make one of these claims; name two or more."),
]
Split = Annotated[
    list[str] | None,
    typer.Option(metavar="STATEMENT", help="Make a claim of these statements of one."),
]
Rename = Annotated[
    tuple[str, str] | None, typer.Option(metavar="CLAIM TEXT", help="Word a claim so.")
]
SetCell = Annotated[
    tuple[str, str, str] | None,
    typer.Option(
        "--set",
        metavar="CLAIM ACCOUNT STANCE",
        help="Set an account's cell: asserts, denies, unclear or silent.",
    ),
]
Flip = Annotated[
    str,
    typer.Option(
        metavar="STATEMENT", help="Say that a statement denies what it was read to assert."
    ),
]
Show = Annotated[
    list[str] | None,
    typer.Option(metavar="CLAIM", help="Show this claim alone, with its statements."),
]


def command(
    case: CasePath,
    *,
    story: StoryId = "",
    merge: Merge = None,
    split: Split = None,
    rename: Rename = None,
    cell: SetCell = None,
    flip: Flip = "",
    undo: Undo = None,
    redo: Redo = None,
    show: Show = None,
    by: By = "",
    note: Note = "",
    json: AsJson = False,
) -> None:
    """Lay the accounts side by side: who asserts, denies or is silent; clashes first.

    Claims, accounts and statements are named by the first characters of their ids; --show has those of
    statements. What you decide holds whatever arrives later.

    Example: rashomon claims crisis.rashomon --set 3f9c 81ab denies --note "see its last paragraph"
    """
    if len(merge or [""] * 2) == 1:
        message = "one claim alone cannot be merged: name --merge twice or more"
        raise typer.BadParameter(message)
    with existing_case(case) as opened:
        desk = _Desk(opened, story, by=person(by), note=note)
        undo_and_redo(opened, story, undo, redo, by=desk.by, note=note)
        desk.decide(merge, split, rename, cell, flip)
        if json:
            print_json([*opened.claims(story).records(), *desk.rulings().records()])
        else:
            desk.print(show or [])


class _Desk:
    """A story's claims on the desk of somebody who decides about them."""

    def __init__(self, case: "Case", story: str, *, by: str, note: str) -> None:
        self.case, self.story, self.by, self.note = case, story, by, note

    def decide(
        self,
        merge: list[str] | None,
        split: list[str] | None,
        rename: tuple[str, str] | None,
        cell: tuple[str, str, str] | None,
        flip: str,
    ) -> None:
        """Do what the options say, one after the other."""
        who = {"by": self.by, "note": self.note, "story_id": self.story}
        if merge:
            self.case.merge_claims(*map(self._claim, merge), **who)
        if split:
            self.case.split_claim(*map(self._statement, split), **who)
        if rename:
            self.case.rename_claim(self._claim(rename[0]), rename[1], **who)
        if cell:
            accounts = self.case.story(self.story).accounts
            account = find_id(accounts, cell[1], what="account")
            stance = cast("Stance", cell[2].lower())
            self.case.set_cell(self._claim(cell[0]), account, stance, **who)
        if flip:
            self.case.flip_statement(self._statement(flip), **who)

    def rulings(self) -> "View[Ruling]":
        """What was decided about claims."""
        return self.case.views([r for r in self.case.rulings(self.story) if r.of == "claim"])

    def print(self, show: list[str]) -> None:
        """The matrix, or the claims that are asked for in full, and the decisions."""
        for start in show:
            print(*self.shown(start), sep="\n")
        if not show:
            print_table(_table(self.case, self.case.comparison(self.story)))
        print_rulings(self.case, self.rulings())

    def shown(self, start: str) -> "Iterator[str]":
        """One claim with its cells and statements."""
        claim_id = self._claim(start)
        claim = next(claim for claim in self.case.claims(self.story) if claim.id == claim_id)
        proposed = f"  (proposed as “{claim.proposed}”)" if claim.proposed else ""
        yield f"{claim.id[:8]}  {claim.statement}{proposed}"
        for cell in claim.cells:
            was = f"  (proposed: {cell.proposed})" if cell.ruling else ""
            yield f"  {cell.account[:8]}  {GLYPHS[cell.stance]}{was}  {self.case.label(cell.account)}"
            for one in claim.statements:
                if one.doc == cell.account:
                    yield f"    {one.id[:8]}  {self._said(one)}"

    def _said(self, one: "ClaimStatement") -> str:
        text = self.case.document(one.doc).text
        words = " … ".join(" ".join(text[start:end].split()) for start, end in one.spans)
        was = f" (proposed: {one.proposed})" if one.ruling else ""
        return f"{one.stance}{was}: “{words}”"

    def _claim(self, start: str) -> str:
        return find_id([c.id for c in self.case.claims(self.story)], start, what="claim")

    def _statement(self, start: str) -> str:
        claims = self.case.claims(self.story)
        known = dict.fromkeys(s.id for c in claims if c.origin != "implied" for s in c.statements)
        return find_id(list(known), start, what="statement")


def _table(case: "Case", comparison: "Comparison") -> "Table":
    from rich.table import Table

    table = Table(title=comparison.story.title, show_lines=True)
    table.add_column("id", no_wrap=True)
    table.add_column("claim", ratio=2)
    for account in comparison.story.accounts:
        table.add_column(f"{case.label(account)} {account[:8]}", ratio=1)
    for claim in comparison.claims:
        cells = {cell.account: cell for cell in claim.cells}
        own = [cells.get(a, Cell(a, "silent")) for a in comparison.story.accounts]
        stances = [f"{GLYPHS[c.stance]}{', by hand' if c.ruling else ''}" for c in own]
        words = ("CLASH " if claim.clash else "") + claim.statement
        table.add_row(claim.id[:8], words, *stances)
    return table
