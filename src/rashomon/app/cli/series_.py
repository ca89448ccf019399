"""rashomon series: a data series beside what the accounts say of a factor."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.app.cli.common import (
    WRONG_USE,
    AsJson,
    By,
    CasePath,
    StoryId,
    existing_case,
    find_factor,
    person,
    print_json,
    print_table,
    say,
)
from rashomon.app.web.wording import SIGN_GLYPH, verb

if TYPE_CHECKING:
    from rich.table import Table

    from rashomon.core.verdicts import SeriesCheck
    from rashomon.workspace.case import Case


def command(
    case: CasePath,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV file, or a datapackage.json.")
    ],
    factor: Annotated[
        str, typer.Argument(metavar="FACTOR", help="What it measures: a factor's id or words.")
    ],
    *,
    at: Annotated[
        str, typer.Option(metavar="DAY", help="The day of what is said to have moved it.")
    ],
    days: Annotated[int, typer.Option(min=0, help="Days after it at which the window ends.")] = 7,
    keep: Annotated[
        bool, typer.Option(help="Keep the check, so that the dossier shows it.")
    ] = False,
    story: StoryId = "",
    by: By = "",
    json: AsJson = False,
) -> None:
    """Show what a data series did around a day, beside what the accounts say.

    Example: rashomon series crisis.rashomon brent.csv "oil price" --at 2025-06-22 --days 2
    """
    with existing_case(case) as opened:
        found = find_factor(opened.comparison(story).factors, factor)
        check = opened.check_series(
            file,
            found.id,
            at=_day(at),
            days=days,
            story_id=story,
            keep_as=person(by) if keep else "",
        )
        if json:
            print_json(opened.views([check]).records())
        else:
            _print(opened, check)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        say(f"rashomon: {text!r} is no day; write it as 2031-05-14")
        raise typer.Exit(WRONG_USE) from error


def _print(case: "Case", check: "SeriesCheck") -> None:
    print(f"{check.sentence}; source: {check.origin}")
    if check.usual is not None and check.larger is not None:
        print(
            f"over so many values the usual change in the year before was {check.usual:.1%}; "
            f"{check.larger:.0%} of them were at least as large"
        )
    if check.stated:
        print_table(_table(case, check))
    else:
        print(f"no account says what moves {check.label}")


def _table(case: "Case", check: "SeriesCheck") -> "Table":
    from rich.table import Table

    table = Table(title=f"what the accounts say of: {check.label}", show_lines=True)
    for name in ("account", "says that", ""):
        table.add_column(name)
    for one in check.stated:
        marks = [one.mode] * (one.mode != "asserted") + ["hedged"] * one.hedged
        marks += [one.voice] * (one.voice != "own")
        said = f"{SIGN_GLYPH[one.sign]} {one.cause} {verb(one.sign)} it"
        table.add_row(case.label(one.account), said, ", ".join(marks))
    return table
