"""rashomon judge: hypotheses against the evidence."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.app.cli.common import (
    WRONG_USE,
    AsJson,
    By,
    CasePath,
    StoryId,
    existing_case,
    find_id,
    person,
    print_history,
    print_json,
    say,
)
from rashomon.app.cli.judge_tables import print_matrix

if TYPE_CHECKING:
    from rashomon.workspace.case import Case
    from rashomon.workspace.tables import JudgedMatrix

Admit = Annotated[
    str, typer.Option(metavar="ACCOUNT", help="Admit only what this account speaks of.")
]
Without = Annotated[
    list[str] | None,
    typer.Option(metavar="ID", help="Leave out an item of evidence or an account; repeat it."),
]
Rater = Annotated[
    str, typer.Option(metavar="NAME", help="Take only this person's ratings and numbers.")
]
Choose = Annotated[int, typer.Option(min=1, max=12, help="How many questions are chosen together.")]
New = Annotated[str, typer.Option(metavar="TEXT", help="Add an explanation of your own.")]
Adopt = Annotated[
    str, typer.Option(metavar="HYPOTHESIS", help="Make an account's thesis yours, as it reads.")
]
Edit = Annotated[
    tuple[str, str] | None,
    typer.Option(metavar="HYPOTHESIS TEXT", help="Word an explanation otherwise."),
]
Forbids = Annotated[
    tuple[str, str] | None,
    typer.Option(metavar="HYPOTHESIS TEXT", help="Say what would not be seen if it held."),
]
SetAside = Annotated[
    str, typer.Option(metavar="HYPOTHESIS", help="Take an explanation out of the rows.")
]
TakeUp = Annotated[str, typer.Option(metavar="HYPOTHESIS", help="Put it back into the rows.")]
Rate = Annotated[
    tuple[str, str, str] | None,
    typer.Option(
        metavar="HYPOTHESIS EVIDENCE RATING",
        help="Rate a cell: CC C N I II (very consistent … very inconsistent), NA, or - to take your rating back.",
    ),
]
Note = Annotated[str, typer.Option(metavar="TEXT", help="With --rate: why.")]
NewCrux = Annotated[
    str, typer.Option(metavar="TEXT", help="Add a question that would tell them apart.")
]
Closes = Annotated[
    str, typer.Option(metavar="DAY", help="The day on which the crux can be answered.")
]
ResolvesBy = Annotated[
    str, typer.Option(metavar="TEXT", help="The source that will answer the crux.")
]
Yes = Annotated[
    list[str] | None,
    typer.Option(
        metavar="HYPOTHESIS=P", help="The crux's probability of yes; once for each hypothesis."
    ),
]
DropCrux = Annotated[str, typer.Option(metavar="CRUX", help="Take a crux off the list.")]

History = Annotated[
    str,
    typer.Option(metavar="ID", help="Show all that was ever said of a hypothesis, claim or crux."),
]


def command(
    case: CasePath,
    *,
    story: StoryId = "",
    json: AsJson = False,
    admit_only: Admit = "",
    without: Without = None,
    rater: Rater = "",
    choose: Choose = 3,
    hypothesis: New = "",
    adopt: Adopt = "",
    edit: Edit = None,
    forbids: Forbids = None,
    set_aside: SetAside = "",
    take_up: TakeUp = "",
    rate: Rate = None,
    note: Note = "",
    crux: NewCrux = "",
    closes: Closes = "",
    resolves_by: ResolvesBy = "",
    yes: Yes = None,
    drop_crux: DropCrux = "",
    history: History = "",
    by: By = "",
) -> None:
    """Hold the accounts' theses, and your own, against the claims of the story.

    Example: rashomon judge crisis.rashomon --hypothesis "The dam failed of old age"
    """
    with existing_case(case) as opened:
        work = _Work(opened, story, person(by))
        admitted, left_out = _account(opened, story, admit_only), work.left_out(without or [])
        if hypothesis:
            opened.add_hypothesis(hypothesis, by=work.by, story_id=story)
        work.change(adopt)
        work.change(edit[0] if edit else "", text=edit[1] if edit else "")
        work.change(forbids[0] if forbids else "", forbids=forbids[1] if forbids else None)
        work.change(set_aside, aside=True)
        work.change(take_up)
        work.rate(rate, note=note)
        work.ask(crux, yes or [], closes=closes, resolves_by=resolves_by)
        work.drop(drop_crux)
        if history:
            print_history(opened, work.anything(history), json=json)
            return
        matrix = opened.judge(
            story, admit_only=admitted, without=left_out, rater=rater, choose=choose
        )
        if json:
            print_json(matrix.records())
        else:
            print_matrix(opened, matrix)


@dataclass(frozen=True, slots=True)
class _Work:
    """What one call adds; ids may be cut to their first characters."""

    case: "Case"
    story: str
    by: str

    @property
    def matrix(self) -> "JudgedMatrix":
        """The story's matrix as it is now."""
        return self.case.judge(self.story)

    def row(self, start: str) -> str:
        """The hypothesis, in a row or set aside, whose id begins so."""
        matrix = self.matrix
        rows = [h.id for h in (*matrix.hypotheses, *matrix.set_aside)]
        return find_id(rows, start, what="hypothesis")

    def change(
        self, start: str, *, text: str = "", forbids: str | None = None, aside: bool = False
    ) -> None:
        """Adopt, reword, set aside or take up a hypothesis, where one is named."""
        if start:
            self.case.change_hypothesis(
                self.row(start),
                text=text,
                forbids=forbids,
                aside=aside,
                by=self.by,
                story_id=self.story,
            )

    def rate(self, cell: tuple[str, str, str] | None, *, note: str) -> None:
        """Rate a cell, where one is named."""
        if cell:
            evidence = find_id([e.id for e in self.matrix.evidence], cell[1], what="evidence")
            rating = "" if cell[2] == "-" else cell[2].upper()
            self.case.rate(
                self.row(cell[0]), evidence, rating, note=note, by=self.by, story_id=self.story
            )

    def ask(self, text: str, yes: list[str], *, closes: str, resolves_by: str) -> None:
        """Ask a crux, where there is one."""
        if text:
            given = [part.partition("=") for part in yes]
            p_yes = {self.row(h): _number(p) for h, _, p in given}
            self.case.ask(
                text,
                p_yes,
                closes=closes,
                resolves_by=resolves_by,
                by=self.by,
                story_id=self.story,
            )

    def drop(self, start: str) -> None:
        """Take a crux off the list, where one is named."""
        if start:
            asked = {crux.id: crux for crux in self.matrix.cruxes}
            crux = asked[find_id(list(asked), start, what="crux")]
            self.case.ask(
                crux.text,
                {},
                closes=crux.closes,
                resolves_by=crux.resolves_by,
                crux=crux.id,
                aside=True,
                by=self.by,
                story_id=self.story,
            )

    def anything(self, start: str) -> str:
        """The hypothesis, claim or crux whose id begins so."""
        matrix = self.matrix
        known = [h.id for h in (*matrix.hypotheses, *matrix.set_aside)]
        known += [item.id for item in matrix.evidence] + [crux.id for crux in matrix.cruxes]
        return find_id(known, start, what="hypothesis, claim or crux")

    def left_out(self, starts: list[str]) -> tuple[str, ...]:
        """Items and accounts whose ids begin so."""
        if not starts:
            return ()
        known = [*self.case.story(self.story).accounts, *(e.id for e in self.matrix.evidence)]
        return tuple(find_id(known, start, what="evidence or account") for start in starts)


def _account(case: "Case", story: str, wanted: str) -> str:
    return find_id(case.story(story).accounts, wanted, what="account") if wanted else ""


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        say(f"rashomon: {text!r} is no probability: a number from 0 to 1")
        raise typer.Exit(WRONG_USE) from error
