"""rashomon search: full text."""

from typing import Annotated

import typer

from rashomon.app.cli.common import NOTHING, AsJson, CasePath, existing_case, print_json, say

AROUND = 60  # code points of context on each side of a match


def command(
    case: CasePath,
    query: Annotated[str, typer.Argument(metavar="QUERY", help='Words; "in quotes" for a phrase.')],
    limit: Annotated[int, typer.Option(min=1, help="At most so many documents.")] = 20,
    json: AsJson = False,
) -> None:
    """Find documents by their words.

    Example: rashomon search crisis.rashomon '"air defence" missiles'
    """
    with existing_case(case) as opened:
        hits = opened.search(query, limit=limit)
        if json:
            print_json(hits.records())
        for hit in () if json else hits:
            text = opened.document(hit.doc).text
            print(f"{hit.doc}  {opened.label(hit.doc)}")
            for start, end in hit.spans[:3]:
                before = text[max(0, start - AROUND) : start]
                after = text[end : end + AROUND]
                print("    …" + " ".join(f"{before}[{text[start:end]}]{after}".split()) + "…")
        if not hits:
            say(f"nothing in {case} has all of these words")
            raise typer.Exit(NOTHING)
