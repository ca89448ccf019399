"""rashomon whatif: push a factor and see what each account implies."""

from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.app.cli.common import (
    AsJson,
    CasePath,
    StoryId,
    existing_case,
    find_factor,
    print_json,
    print_table,
)

if TYPE_CHECKING:
    from rich.table import Table

    from rashomon.core.views import Comparison, Effect
    from rashomon.workspace.case import Case


def command(
    case: CasePath,
    factor: Annotated[
        str,
        typer.Argument(
            metavar="FACTOR[+|-]", help="A factor's id or words; + pushes it up, - down."
        ),
    ],
    story: StoryId = "",
    json: AsJson = False,
) -> None:
    """Push a factor up or down; show what then rises or falls in each account.

    Example: rashomon whatif crisis.rashomon "oil prices+"
    """
    direction = -1 if factor.endswith("-") else 1
    with existing_case(case) as opened:
        comparison = opened.comparison(story)
        found = find_factor(comparison.factors, factor.removesuffix("+").removesuffix("-"))
        effects = opened.whatif(found.id, direction, story)
        if json:
            print_json(effects.records())
        else:
            title = f"{found.label} {'rises' if direction > 0 else 'falls'}"
            print_table(_table(opened, comparison, effects, title))


def _table(
    case: "Case", comparison: "Comparison", effects: "tuple[Effect, ...]", title: str
) -> "Table":
    from rich.table import Table

    labels = {factor.id: factor.label for factor in comparison.factors}
    table = Table(title=title)
    table.add_column("outcome", ratio=2)
    for account in comparison.story.accounts:
        table.add_column(case.label(account), ratio=1)
    rows: dict[str, dict[str, str]] = {}
    for effect in effects:
        rows.setdefault(effect.outcome, {})[effect.account] = effect.effect
    for outcome, own in rows.items():
        table.add_row(labels[outcome], *(own.get(a, "silent") for a in comparison.story.accounts))
    return table
