"""Sources to pages: files, standard input, rows, and addresses through `fetch`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.core.errors import RefusedInput, UnreadableInput
from rashomon.core.records import Page
from rashomon.read.members import refuse_container
from rashomon.read.pages import MAX_PAGE_BYTES, check_bytes, too_large
from rashomon.read.sources import MEDIA_TYPES, Source

if TYPE_CHECKING:
    from rashomon.read.fetch import Fetcher


def load_page(source: Source, fetcher: "Fetcher | None" = None) -> Page:
    """Read one input's bytes as they are.

    `fetched_at` is when a URL's bytes came, the present for standard input, the file's time of last
    change for files, the time that a container gives for a member, if it does: dates without a year
    and "27 minutes ago" are resolved against it, so a page saved last week keeps last week's dates.

    Args:
        source: What `expand` found.
        fetcher: What fetches URLs; one without a cache where none is given.

    Raises:
        SkipInput: the source cannot be used; the message names it, the reason and the remedy.
    """
    if source.failure is not None:
        raise source.failure
    if source.kind == "url":
        from rashomon.read.fetch import Fetcher

        page = (fetcher or Fetcher()).page(source.ref)
        refuse_container(page)
        return page
    if source.kind == "file":
        return _load_file(source)
    return _make_page(source, source.data, source.at or datetime.now(UTC))


def _load_file(source: Source) -> Page:
    path = Path(source.ref)
    try:
        about = path.stat()
        if about.st_size > MAX_PAGE_BYTES:
            raise RefusedInput(source.ref, too_large(about.st_size))
        data = path.read_bytes()
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check the name and its permissions"
        raise UnreadableInput(source.ref, reason) from error
    return _make_page(source, data, datetime.fromtimestamp(about.st_mtime, UTC))


def _make_page(source: Source, data: bytes, at: datetime) -> Page:
    media = source.media_type or MEDIA_TYPES.get(Path(source.ref).suffix.lower(), "")
    check_bytes(source.ref, data)
    return Page.make(
        ref=source.ref, fetched_at=at.isoformat(timespec="seconds"), media_type=media, data=data
    )
