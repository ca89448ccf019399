"""rashomon export: records out."""

from pathlib import Path
from typing import Annotated

import typer

from rashomon.app.cli.common import CasePath, existing_case, say
from rashomon.core.registry import find_part
from rashomon.export import EXPORTERS

STDOUT = Path("/dev/stdout")


def command(
    case: CasePath,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write; - for standard output.")
    ],
    format_: Annotated[str, typer.Option("--format", help="jsonl, or module:function.")] = "jsonl",
) -> None:
    """Write all records of a case to a file.

    Example: rashomon export crisis.rashomon --format jsonl -o crisis.jsonl
    """
    write = find_part("exporter", format_, builtin=EXPORTERS)
    with existing_case(case) as opened:
        count = write(opened.records(), STDOUT if str(output) == "-" else output)
    say(f"{count} records written: {output}")
