"""rashomon import: records in."""

from pathlib import Path
from typing import Annotated

import typer

from rashomon.app.cli.common import say
from rashomon.app.web.wording import count


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

    records = list(load_jsonl(source))  # all of them first: a broken file leaves no case behind
    with open_case(case, create=True) as opened:
        new = opened.take(records)
    say(f"{count(new, 'new record')} in {case}")
