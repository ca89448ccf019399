"""rashomon brief: the dossier as one file."""

from pathlib import Path
from typing import Annotated

import typer

from rashomon.app.cli.common import WRONG_USE, CasePath, StoryId, existing_case, say


def command(
    case: CasePath,
    output: Annotated[Path, typer.Option("--output", "-o", help="FILE.html or FILE.md.")],
    story: StoryId = "",
) -> None:
    """Write the dossier as one self-contained file that works offline.

    Example: rashomon brief crisis.rashomon -o crisis.html
    """
    if output.suffix not in {".html", ".md"}:
        say(f"rashomon: {output}: the name must end in .html or .md")
        raise typer.Exit(WRONG_USE)
    from rashomon.app.brief import write_brief

    with existing_case(case) as opened:
        write_brief(opened, output, story_id=story)
    say(f"written: {output}")
