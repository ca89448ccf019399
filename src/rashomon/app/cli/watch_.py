"""rashomon watch: follow feeds into a case."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.app.cli.common import (
    DONE,
    SOME_FAILED,
    AsJson,
    finish,
    print_records,
    progress,
    say,
    tell_foreign,
    tell_walls,
)
from rashomon.app.cli.reader import BaseUrl, ModelName, Pace, ReaderName, chosen_reader
from rashomon.app.web.wording import count
from rashomon.core.errors import LockedCase

if TYPE_CHECKING:
    from rashomon.extract.reader import Reader
    from rashomon.workspace.case import Case
    from rashomon.workspace.watching import Round

STEP_S = 1.0  # of waiting


def command(
    case: Annotated[
        Path, typer.Argument(metavar="CASE", help="The case file; made where there is none.")
    ],
    feeds: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FEED...]",
            help="Feeds, sitemaps, OPML, or sites that name a feed: addresses or files. "
            "None: those that the case follows already.",
        ),
    ] = None,
    *,
    every: Annotated[
        int | None,
        typer.Option("--every", min=1, help="Go on, with so many minutes between rounds."),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, help="New entries read of each feed in a round, newest first.")
    ] = 100,
    reader: ReaderName = "encoder",
    base_url: BaseUrl = "",
    model: ModelName = "",
    requests_per_minute: Pace = 0,
    json: AsJson = False,
) -> None:
    """Follow feeds into a case: read what is new in them, one round or again and again.

    Example: rashomon watch crisis.rashomon https://example.org/feed.xml --every 30
    """
    read = chosen_reader(reader, base_url, model, requests_per_minute)
    with _ending_cleanly(endless=every is not None):
        while every is not None:
            _try_round(case, feeds or [], limit, read, json=json)
            say(f"next round in {count(every, 'minute')}; stop with Ctrl-C")
            _wait(60 * every)
        found = _round(case, feeds or [], limit, read, json=json)
    finish(found.failures, usable=bool(found.feeds))


def _wait(seconds: float) -> None:
    """Wait in short steps: a signal that comes just before a sleep is seen only after it."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(left, STEP_S))


@contextmanager
def _ending_cleanly(*, endless: bool) -> Iterator[None]:
    """Ctrl-C and a request to terminate end the work between two records, never inside one."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        say("stopped; what was read is in the case, the next round goes on from there")
        raise typer.Exit(DONE if endless else SOME_FAILED) from None


def _try_round(path: Path, feeds: list[str], limit: int, read: "Reader", *, json: bool) -> None:
    """A round of many: what fails is said, and tried again in the next one."""
    try:
        found = _round(path, feeds, limit, read, json=json)
    except LockedCase as error:
        say(f"rashomon: {error}")
        return
    for failure in found.failures:
        say(f"failed: {failure}")


def _round(path: Path, feeds: list[str], limit: int, read: "Reader", *, json: bool) -> "Round":
    from rashomon.workspace import open_case

    fresh = not path.exists()
    with open_case(path, create=bool(feeds)) as case:
        with progress() as report:
            found = case.watch(feeds, limit=limit, reader=read, report=report)
        _print(case, found, json=json)
        tell_foreign(found.documents)
        tell_walls(case, found.documents)
        say(_summary(path, found))
        usable = bool(found.feeds)
    if fresh and not usable:
        path.unlink()  # nothing was read: no empty case stays behind
    return found


def _print(case: "Case", found: "Round", *, json: bool) -> None:
    if json:
        print_records(found.documents)
        return
    for doc in found.documents:
        when = doc.published or "no date"
        print(
            f"{doc.id}  {doc.role:8} {case.label(doc.id)} | {doc.title or 'no title'} | {when} | {doc.ref}"
        )


def _summary(path: Path, found: "Round") -> str:
    lines = [f"{page} names the feed {feed}" for page, feed in found.named.items()]
    parts = [f"{count(found.feeds, 'feed')} ({found.unchanged} unchanged)"]
    parts.append(count(len(found.documents), "new document"))
    if found.left:
        parts.append(f"{count(found.left, 'entry', 'entries')} left for the next round")
    return "\n".join([*lines, f"{path}: {', '.join(parts)}"])
