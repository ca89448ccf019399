"""rashomon related: documents that are about the same."""

from typing import Annotated

import typer

from rashomon.app.cli.common import NOTHING, AsJson, CasePath, existing_case, print_json, say


def command(
    case: CasePath,
    doc: Annotated[str, typer.Argument(metavar="DOC", help="The id of a document.")],
    limit: Annotated[int, typer.Option(min=1, help="At most so many documents.")] = 10,
    json: AsJson = False,
) -> None:
    """Find documents that are about what a document is about, in and outside its story.

    Example: rashomon related crisis.rashomon 0123456789abcdef
    """
    with existing_case(case) as opened:
        found = opened.related(doc, limit=limit)
        if json:
            print_json(found.records())
        for other in () if json else found:
            where = "a copy" if other.copy else "same story" if other.same_story else ""
            print(f"{other.doc}  {opened.label(other.doc)}{f'  ({where})' if where else ''}")
        if not found:
            say("no document of the case is near this one")
            raise typer.Exit(NOTHING)
