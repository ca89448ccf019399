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
    find_id,
    person,
    print_json,
    print_table,
    say,
)
from rashomon.app.web.wording import SIGN_GLYPH, verb
from rashomon.forecast.series import MOST_DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from rashomon.core.verdicts import SeriesCheck
    from rashomon.workspace.case import Case


File = Annotated[
    Path | None,
    typer.Argument(
        metavar="FILE", help="A CSV file, or a datapackage.json; none lists what is kept."
    ),
]
Measured = Annotated[
    str, typer.Argument(metavar="FACTOR", help="What it measures: a factor's id or words.")
]
At = Annotated[str, typer.Option(metavar="DAY", help="The day of what is said to have moved it.")]
Days = Annotated[
    int, typer.Option(min=0, max=MOST_DAYS, help="Days after it at which the window ends.")
]
Keep = Annotated[bool, typer.Option(help="Keep the check, so that the dossier shows it.")]
Drop = Annotated[
    str, typer.Option(metavar="CHECK", help="Take a kept check away from the dossier.")
]


def command(
    case: CasePath,
    file: File = None,
    factor: Measured = "",
    *,
    at: At = "",
    days: Days = 7,
    keep: Keep = False,
    drop: Drop = "",
    story: StoryId = "",
    by: By = "",
    json: AsJson = False,
) -> None:
    """Show what a data series did around a day, beside what the accounts say.

    Example: rashomon series crisis.rashomon brent.csv "oil price" --at 2025-06-22 --days 2
    """
    with existing_case(case) as opened:
        if drop:
            kept = [check.id for check in opened.series_checks(story)]
            opened.drop_check(find_id(kept, drop, what="check"), by=person(by))
        if file is None:
            found: Sequence[SeriesCheck] = opened.series_checks(story)
        else:
            measured = find_factor(opened.comparison(story).factors, factor)
            found = [
                opened.check_series(
                    file,
                    measured.id,
                    at=_day(at),
                    days=days,
                    story_id=story,
                    keep_as=person(by) if keep else "",
                )
            ]
        if json:
            print_json(opened.views(found).records())
        for check in () if json else found:
            _print(opened, check)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        say(f"rashomon: {text!r} is no day; write it as 2031-05-14")
        raise typer.Exit(WRONG_USE) from error


def _print(case: "Case", check: "SeriesCheck") -> None:
    kept = f"; kept by {check.by} as {check.id[:8]}" if check.id else ""
    print(f"{check.sentence}; source: {check.origin}{kept}")
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
