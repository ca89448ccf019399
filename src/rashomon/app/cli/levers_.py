"""rashomon levers: whose aims each actor's levers help or hurt."""

from typing import TYPE_CHECKING

import typer

from rashomon.app.cli.common import (
    NOTHING,
    AsJson,
    CasePath,
    StoryId,
    existing_case,
    print_json,
    print_table,
    say,
)

if TYPE_CHECKING:
    from rich.table import Table

    from rashomon.core.views import Comparison, LeverCell
    from rashomon.workspace.case import Case


def command(case: CasePath, *, story: StoryId = "", json: AsJson = False) -> None:
    """Show what each account's levers do to its actors' aims, dilemmas first.

    Example: rashomon levers crisis.rashomon
    """
    with existing_case(case) as opened:
        comparison = opened.comparison(story)
        if json:
            print_json(opened.levers(story).records())
        elif comparison.levers:
            print_table(_table(opened, comparison))
        if not comparison.levers:
            say("no account has an actor move something that reaches an aim it names")
            raise typer.Exit(NOTHING)


def _table(case: "Case", comparison: "Comparison") -> "Table":
    from rich.table import Table

    actors = {actor.id: actor.name for actor in comparison.actors}
    factors = {factor.id: factor.label for factor in comparison.factors}
    table = Table(title="levers and aims", show_lines=True)
    for name in ("account", "who", "lever", "more of it", "less of it", ""):
        table.add_column(name)
    for row in comparison.levers:

        def said(way: int, cells: "tuple[LeverCell, ...]" = row.cells) -> str:
            return "\n".join(
                f"{cell.serves} {actors[cell.aim.actor]}: {'more' if cell.aim.direction > 0 else 'less'} {factors[cell.aim.factor]}"
                for cell in cells
                if cell.direction == way and cell.serves not in ("silent", "none")
            )

        label = case.label(row.lever.account)
        mark = "dilemma" if row.dilemma else ""
        table.add_row(
            label, actors[row.lever.actor], factors[row.lever.factor], said(1), said(-1), mark
        )
    return table
