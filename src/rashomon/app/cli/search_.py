"""rashomon search: full text and meaning."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.app.cli.common import (
    NOTHING,
    WRONG_USE,
    AsJson,
    CasePath,
    existing_case,
    print_json,
    say,
)
from rashomon.app.web.wording import count
from rashomon.core.views import Results, SearchBy

if TYPE_CHECKING:
    from rashomon.workspace.case import Case


def command(
    case: CasePath,
    query: Annotated[
        str, typer.Argument(metavar="[QUERY]", help="Words, phrases, fields; see docs/search.md.")
    ] = "",
    by: Annotated[
        SearchBy, typer.Option(help="Rank by words, by meaning, or by both joined.")
    ] = "words",
    limit: Annotated[int, typer.Option(min=1, help="At most so many documents.")] = 20,
    save: Annotated[
        str, typer.Option(metavar="NAME", help="Keep the query; without one, let it go.")
    ] = "",
    run: Annotated[str, typer.Option(metavar="NAME", help="Run a saved search again.")] = "",
    new: Annotated[bool, typer.Option("--new", help="With --run: only what came since.")] = False,
    json: AsJson = False,
) -> None:
    """Find documents by their words or their meaning. Without QUERY: list the saved searches.

    Example: rashomon search crisis.rashomon '"air defence" title:missile* after:2026-05'
    """
    with existing_case(case) as opened:
        if save and not query:
            opened.forget_search(save)
        elif save:
            opened.save_search(save, query, by=by)
            _run(opened, save, limit=limit, new=False, json=json)
        elif run:
            _run(opened, run, limit=limit, new=new, json=json)
        elif query:
            _show(opened, opened.find(query, limit=limit, by=by), json=json)
        else:
            _list(opened)


def _run(case: "Case", name: str, *, limit: int, new: bool, json: bool) -> None:
    done = case.run_search(name, limit=limit)
    since = f" since {done.search.at}" if done.search.last else ""
    say(f"{name}: {done.search.query} ({done.new.total:,} new{since})")
    fresh = {hit.doc for hit in done.new.hits} if done.search.last else ()
    _show(case, done.new if new else done.results, json=json, fresh=() if new else fresh)


def _list(case: "Case") -> None:
    saved = case.saved_searches()
    for search, fresh in saved:
        print(f"{search.name}  {search.query}  ({fresh:,} new)")
    if not saved:
        say("rashomon: name a QUERY; no search is saved in this case")
        raise typer.Exit(WRONG_USE)


def _show(case: "Case", results: Results, *, json: bool, fresh: Collection[str] = ()) -> None:
    if json:
        from rashomon.workspace.records import View

        print_json(View(results.hits).records())
    for hit in () if json else results.hits:
        text = case.document(hit.doc).text
        near = "  (near in meaning)" if hit.by == "meaning" else ""
        print(f"{hit.doc}  {case.label(hit.doc)}{'  NEW' if hit.doc in fresh else ''}{near}")
        for snippet in hit.snippets:
            print("    …" + " ".join(_marked(text, snippet, hit.spans).split()) + "…")
    if not results.hits:
        say("nothing in the case fits")
        raise typer.Exit(NOTHING)
    if results.total > len(results.hits):
        more = "" if results.complete else "more than "
        say(f"{more}{count(results.total, 'document')}; --limit shows more of them")


def _marked(text: str, snippet: tuple[int, int], spans: tuple[tuple[int, int], ...]) -> str:
    """A part of a text with its matches in brackets."""
    at, end = snippet
    parts = []
    for start, stop in spans:
        if at <= start and stop <= end:
            parts.append(f"{text[at:start]}[{text[start:stop]}]")
            at = stop
    return "".join(parts) + text[at:end]
