"""What the commands share: cases, progress, output, errors and exit codes."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rashomon.app.person import user_name
from rashomon.app.web.wording import count, foreign_note
from rashomon.core.codec import dump_line, to_json
from rashomon.core.errors import RashomonError, SkipInput
from rashomon.core.spans import hull

if TYPE_CHECKING:
    from rich.table import Table

    from rashomon.core.records import Document, Dropped, Record
    from rashomon.core.spans import Spans
    from rashomon.core.views import Factor
    from rashomon.workspace.case import Case
    from rashomon.workspace.reading import Progress, Report

DONE, NOTHING, WRONG_USE, SOME_FAILED = 0, 1, 2, 3
CASE_SUFFIX = ".rashomon"
QUOTE = 160  # characters of a quote in a terminal

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...", help="Files, folders, globs, URLs, or - for standard input."
    ),
]
CasePath = Annotated[
    Path, typer.Argument(metavar="CASE", help="A case file, as `rashomon open` makes it.")
]
By = Annotated[str, typer.Option(metavar="NAME", help="Who says so; your user name by default.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print records as JSON Lines.")]
Port = Annotated[
    int, typer.Option(min=0, max=65535, help="The dossier's port; 0 takes a free one.")
]
StoryId = Annotated[
    str, typer.Option("--story", help="Which story of the case; the largest by default.")
]


def run(app: typer.Typer) -> None:
    """Run the application; an error of ours is one line on stderr and an exit code."""
    try:
        app()
    except RashomonError as error:
        say(f"rashomon: {error}")
        sys.exit(NOTHING if isinstance(error, SkipInput) else WRONG_USE)
    except BrokenPipeError:
        # the reader of our output has gone (`| head`); nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    except OSError as error:
        if error.filename is None:
            raise
        say(f"rashomon: {error.filename}: {(error.strerror or 'not possible').lower()}")
        sys.exit(WRONG_USE)


def say(message: str) -> None:
    """Tell the person something, on stderr."""
    print(message, file=sys.stderr)


def print_json(values: Iterable[dict[str, Any]]) -> None:
    """Print JSON objects, one a line."""
    for value in values:
        print(dump_line(value))


def print_records(records: "Iterable[Record]") -> None:
    """Print records as JSON Lines."""
    print_json(to_json(record) for record in records)


def print_table(table: "Table") -> None:
    """Print a table as wide as the terminal; 160 columns where there is none."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else 160
    Console(width=width, highlight=False).print(table)


def tell_foreign(documents: "Iterable[Document]") -> None:
    """Say which texts are in a language that is not understood."""
    for doc in documents:
        if foreign_note(doc):
            say(f"note: {doc.ref}: {foreign_note(doc)}")


@contextmanager
def existing_case(path: Path) -> "Iterator[Case]":
    """Open a case that must exist."""
    from rashomon.workspace import open_case

    with open_case(path) as case:
        yield case


@contextmanager
def passing_case() -> "Iterator[Case]":
    """A case in memory, for commands that only print."""
    from rashomon.store.memory import MemoryStore
    from rashomon.workspace import Case

    with Case(MemoryStore()) as case:
        yield case


@contextmanager
def progress() -> "Iterator[Report]":
    """A progress bar on stderr for a person; nothing where stderr is piped."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description:>10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def report(state: "Progress") -> None:
            if state.stage not in tasks:
                tasks[state.stage] = bar.add_task(state.stage, name="")
            name = state.name[-50:]
            bar.update(
                tasks[state.stage], completed=state.done, total=state.total or None, name=name
            )

        yield report


def finish(failures: Sequence[SkipInput], *, usable: bool) -> None:
    """List what failed and leave with the exit code that says so."""
    for failure in failures:
        say(f"failed: {failure}")
    if not usable:
        if not failures:
            say("rashomon: nothing usable in the inputs")
        raise typer.Exit(NOTHING)
    if failures:
        say(f"{count(len(failures), 'input')} failed, listed above")
        raise typer.Exit(SOME_FAILED)


def person(name: str) -> str:
    """Who adds something: the name given, else the user's."""
    return name or user_name()


def find_id(known: "Sequence[str]", start: str, *, what: str) -> str:
    """The only id that begins so; otherwise say which there are and leave."""
    found = [name for name in known if name == start] or [n for n in known if n.startswith(start)]
    if start and len(found) == 1:
        return found[0]
    say(
        f"rashomon: {'several ids begin' if len(found) > 1 else f'no {what} begins'} with {start!r}; known:"
    )
    for name in found or known:
        say(f"  {name}")
    raise typer.Exit(WRONG_USE)


def tell_walls(case: "Case", documents: "Iterable[Document]") -> None:
    """Say which documents are only the first lines of what stands behind a paywall."""
    for doc in documents:
        tell_wall(doc, case.dropped(doc.id))


def tell_wall(doc: "Document", dropped: "Iterable[Dropped]") -> None:
    """Say so where a document is only the first lines of what stands behind a paywall."""
    from rashomon.read.walls import PAYWALL, PAYWALL_SAID

    if any(part.reason == PAYWALL for part in dropped):
        say(f"{doc.ref}: {PAYWALL_SAID}")


def quoted(text: str, spans: "Spans") -> str:
    """The characters from the first to the last of some spans, in one line, cut where they are many."""
    start, end = hull(spans)
    words = " ".join(text[start:end].split())
    return f"“{words if len(words) <= QUOTE else words[:QUOTE].rsplit(' ', 1)[0] + ' …'}”"


def print_history(case: "Case", record_id: str, *, json: bool) -> None:
    """Print everything that people ever said of something, oldest first."""
    from rashomon.app.telling import told, why
    from rashomon.app.web.wording import moment

    found = case.said_about(record_id)
    if json:
        print_json(found.records())
        return
    for item in found:
        reason = f" ({why(item)})" if why(item) else ""
        print(f"{moment(item.at)} {item.by}: {told(item)}{reason}")


def find_factor(factors: "Sequence[Factor]", name: str) -> "Factor":
    """The factor with this id or label, or the only one whose label has the words or whose id begins so."""
    wanted = " ".join(name.lower().split())
    exact = [f for f in factors if wanted in {f.id, f.label.lower()}]
    found = exact or [f for f in factors if wanted in f.label.lower() or f.id.startswith(wanted)]
    if len(found) == 1 or exact:
        return found[0]
    shown = found or factors
    say(
        f"rashomon: {'several factors match' if found else 'no factor matches'} {name!r}; choose one by id:"
    )
    for factor in shown[:30]:
        say(f"  {factor.id}  {factor.label}")
    raise typer.Exit(WRONG_USE)
