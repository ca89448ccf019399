"""rashomon claims: the claim matrix."""

from typing import TYPE_CHECKING

from rashomon.app.cli.common import (
    AsJson,
    CasePath,
    StoryId,
    existing_case,
    print_json,
    print_table,
)

if TYPE_CHECKING:
    from rich.table import Table

    from rashomon.core.views import Comparison
    from rashomon.workspace.case import Case

GLYPHS = {
    "asserts": "+ asserts",
    "denies": "− denies",
    "unclear": "~ unclear",
    "silent": "· silent",
}


def command(case: CasePath, story: StoryId = "", json: AsJson = False) -> None:
    """Lay the accounts side by side: who asserts, denies or is silent; clashes first.

    Example: rashomon claims crisis.rashomon
    """
    with existing_case(case) as opened:
        comparison = opened.comparison(story)
        if json:
            print_json(opened.claims(story).records())
        else:
            print_table(_table(opened, comparison))


def _table(case: "Case", comparison: "Comparison") -> "Table":
    from rich.table import Table

    table = Table(title=comparison.story.title, show_lines=True)
    table.add_column("claim", ratio=2)
    for account in comparison.story.accounts:
        table.add_column(case.label(account), ratio=1)
    for claim in comparison.claims:
        cells = {cell.account: cell for cell in claim.cells}
        stances = [
            GLYPHS[cells[a].stance] if a in cells else GLYPHS["silent"]
            for a in comparison.story.accounts
        ]
        table.add_row(("CLASH " if claim.clash else "") + claim.statement, *stances)
    return table
