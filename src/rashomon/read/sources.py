"""What is read: sources, the streams that they come out of, and the limits that hold for all."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO, Literal

from rashomon.core.errors import RefusedInput, SkipInput, UnreadableInput
from rashomon.read.facts import Facts

SourceKind = Literal["file", "url", "stdin", "packed", "row", "member"]
ROW_MEDIA = "application/x-ndjson"  # one JSON object: a text with what is known about it
PDF_MEDIA = "application/pdf"
MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".opml": "text/x-opml",
}
CONTAINER_SUFFIXES = (
    ".csv .eml .epub .jsonl .mbox .mht .mhtml .ndjson .parquet .pdf .ris .tab .tsv .warc".split()
)
MAX_MEMBERS = 1_000_000  # of one file: the largest public crawl files hold a twentieth of that
MAX_FAILURES = 1_000  # of one file; beyond that it is not what it seems
MAX_DEPTH = 4  # containers in containers: a compressed mailbox, its message, a PDF attached to it
SNIFFED = 65_536  # bytes at the start of an input that tell what it is
OLDEST_YEAR = 1971  # of a message or a record: before that there was neither e-mail nor web


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read; `load_page` makes a page of it.

    `data` holds the bytes of standard input, of a row, of a file that was packed, or of a member of
    a container, `at` when these were fetched or sent, `known` what the container says about the member: it counts before
    what the page itself says. A source with a `failure` stands for an input that cannot be used:
    loading it raises that, so that the others go on.
    """

    ref: str
    kind: SourceKind
    media_type: str = ""
    data: bytes = field(default=b"", repr=False)
    failure: SkipInput | None = None
    at: datetime | None = None
    known: Facts = field(default=Facts(), repr=False)


@dataclass(frozen=True, slots=True)
class Given:
    """A file, or a member of one, as a stream to be read once from its beginning.

    `name` is what tells its kind where the bytes do not; `start` its first bytes (SNIFFED at most),
    which `stream` gives again; `depth` counts the containers that it lies in; `whole` tells that it is
    all that the input holds, at most packed.
    """

    ref: str
    name: str
    stream: BinaryIO
    start: bytes = field(repr=False)
    at: datetime
    depth: int = 0
    whole: bool = True


def failed(ref: str, reason: str) -> Source:
    """A source that stands for something that cannot be read."""
    return Source(ref, "file", failure=UnreadableInput(ref, reason))


def refused(ref: str, reason: str) -> Source:
    """A source that stands for something that is not read for safety."""
    return Source(ref, "file", failure=RefusedInput(ref, reason))


def guarded(ref: str, sources: Iterator[Source]) -> Iterator[Source]:
    """The sources of a container or member; where it breaks, one that fails ends them."""
    try:
        yield from sources
    except SkipInput as failure:
        yield Source(failure.ref, "file", failure=failure)
    except (OSError, EOFError, ValueError, LookupError, RecursionError, zlib.error) as error:
        yield failed(ref, f"is broken ({str(error)[:200]}); get the file again")


def limited(ref: str, sources: Iterator[Source]) -> Iterator[Source]:
    """The sources of one file, as far as the limits on members and failures allow."""
    failures = 0
    for members, source in enumerate(sources, 1):
        failures += source.failure is not None
        if members > MAX_MEMBERS:
            yield refused(ref, f"holds more than {MAX_MEMBERS} members; the rest is not read")
            return
        yield source
        if failures >= MAX_FAILURES:
            yield refused(ref, f"{failures} of its members failed; the rest is not read")
            return


def checked_time(moment: datetime | None, otherwise: datetime) -> datetime:
    """A container's time for a member, if it can be true: neither before 1971 nor in the future."""
    if moment is None or not OLDEST_YEAR <= moment.year <= datetime.now(UTC).year:
        return otherwise
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if moment <= datetime.now(UTC) else otherwise
