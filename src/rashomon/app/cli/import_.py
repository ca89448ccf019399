"""rashomon import: records in."""

from pathlib import Path
from typing import Annotated

import typer

from rashomon.app.cli.common import say


def command(
    case: Annotated[
        Path, typer.Argument(metavar="CASE", help="The case file; made where there is none.")
    ],
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="JSON Lines as `rashomon export` writes them.")
    ],
) -> None:
    """Take records back in, losing nothing; those already there stay.

    Example: rashomon import copy.rashomon crisis.jsonl
    """
    from rashomon.export.jsonl import load_jsonl
    from rashomon.workspace import open_case

    with open_case(case, create=True) as opened:
        count = opened.take(load_jsonl(source))
    say(f"{count} new records in {case}")
