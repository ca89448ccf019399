"""rashomon open: the main job."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.app.cli.common import (
    CASE_SUFFIX,
    Inputs,
    Port,
    finish,
    progress,
    say,
    tell_foreign,
    tell_walls,
)
from rashomon.app.cli.reader import BaseUrl, ModelName, Pace, ReaderName, chosen_reader, tell_lost
from rashomon.app.web.wording import count

if TYPE_CHECKING:
    from rashomon.extract.reader import Reader
    from rashomon.workspace.case import AddReport, Case


def command(
    inputs: Inputs,
    case: Annotated[
        Path | None, typer.Option("--case", help="The case file to make or to add to.")
    ] = None,
    *,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Stop before the dossier is shown.")
    ] = False,
    port: Port = 0,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    reader: ReaderName = "encoder",
    base_url: BaseUrl = "",
    model: ModelName = "",
    requests_per_minute: Pace = 0,
) -> None:
    """Read pages, extract, gather, align and map them; then show the dossier in the browser.

    Example: rashomon open report.html essay.txt https://example.org/blog --case crisis.rashomon
    """
    path = case or default_case(inputs)
    sources = [i for i in inputs if Path(i) != path]
    read = chosen_reader(reader, base_url, model, requests_per_minute)
    open_dossier(path, sources, serve_it=not no_serve, port=port, browser=browser, reader=read)


def default_case(inputs: list[str]) -> Path:
    """The case itself where one was given, else a file here that is named after the first input."""
    first = Path(inputs[0])
    if first.suffix == CASE_SUFFIX:
        return first
    stem = first.resolve().stem if "://" not in inputs[0] and inputs[0] != "-" else first.name
    safe = "".join(c if c.isalnum() or c in "-_." else "-" for c in stem).strip("-.")
    return Path((safe or "case") + CASE_SUFFIX)


def open_dossier(
    path: Path,
    sources: list[str],
    *,
    serve_it: bool,
    port: int,
    browser: bool,
    reader: "str | Reader" = "encoder",
) -> None:
    """Fill the case at `path` from the sources, then serve it."""
    from rashomon.workspace import open_case

    fresh = not path.exists()
    with open_case(path, create=bool(sources)) as opened:
        with progress() as report:
            added = opened.add(sources, reader=reader, report=report)
            stories = opened.stories()
            if stories:
                opened.comparison(report=report)
        tell_foreign(added.documents)
        tell_lost(added.lost)
        tell_walls(opened, added.documents)
        say(_summary(opened, added, path))
        if serve_it and opened.documents():
            from rashomon.app.web.server import serve

            serve(opened, port=port, open_browser=browser, announce=_announce)
        usable = bool(opened.documents())
    if fresh and not usable:
        path.unlink()  # nothing was read: no empty case stays behind
    finish(added.failures, usable=usable)


def _announce(address: str) -> None:
    """The address goes to stdout, so that a program can read it."""
    print(address, flush=True)
    say("the dossier is served on this machine alone; stop with Ctrl-C")


def _summary(case: "Case", added: "AddReport", path: Path) -> str:
    stories = case.stories()
    documents = count(len(case.documents()), "document")
    lines = [f"{path}: {documents} ({added.new} new), {count(len(stories), 'story', 'stories')}"]
    if stories:
        comparison = case.comparison()
        clashes = sum(claim.clash for claim in comparison.claims)
        lines.append(
            f"{stories[0].title}: {count(len(stories[0].accounts), 'account')}, "
            f"{count(len(comparison.claims), 'claim')}, {count(clashes, 'clash', 'clashes')}"
        )
    return "\n".join(lines)
