"""From a file to its sources: what kind it is, and what a container of that kind holds.

A container is read once, from its beginning, and gives its members one after the other: what is in
memory at a time is one member.
"""

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module
from pathlib import PurePath

from rashomon.core.errors import UnreadableInput
from rashomon.core.records import Page
from rashomon.read.kinds import Kind, find_kind
from rashomon.read.sources import (
    MEDIA_TYPES,
    PDF_MEDIA,
    SNIFFED,
    Given,
    Source,
    SourceKind,
    guarded,
    limited,
)
from rashomon.read.unpack import read_whole, unpacked

_OPENERS: dict[Kind, str] = {
    "zip": "epub:epub_chapters",
    "parquet": "parquet:parquet_rows",
    "warc": "warc:warc_pages",
    "mbox": "mailbox:mbox_messages",
    "mail": "mail:message_parts",
    "mhtml": "mail:saved_page",
    "rows": "rows:line_rows",
    "list": "rows:list_rows",
    "ris": "references:ris_entries",
    "table": "tables:table_rows",
}


def open_given(given: Given) -> Iterator[Source]:
    """The sources that a stream holds: one for a page, one for each member of a container.

    What is broken gives a source that fails; the others go on.
    """
    yield from guarded(given.ref, _sources(given))


def _sources(given: Given) -> Iterator[Source]:
    kind = find_kind(given.start, given.name)
    if kind == "gzip":
        yield from open_given(unpacked(given))
    elif kind in _OPENERS:
        yield from _opener(kind)(given)
    else:
        yield _page(given, kind)


def is_container(kind: Kind) -> bool:
    """Whether an input of this kind may hold several sources, or one that has to be unpacked."""
    return kind == "gzip" or kind in _OPENERS


def fetched_kind(address: str, data: bytes) -> Kind:
    """What was fetched, by its bytes before the last part of its address."""
    return find_kind(data[:SNIFFED], _name_at(address))


def _name_at(address: str) -> str:
    """The file's name in an address; what was fetched is unpacked already."""
    name = address.partition("#")[0].partition("?")[0].rpartition("/")[2]
    return name[:-3] if name.lower().endswith(".gz") else name


def fetched_sources(page: Page) -> Iterator[Source] | None:
    """The members of what was fetched, None where it is no container."""
    if not is_container(fetched_kind(page.ref, page.data)):
        return None
    at = datetime.fromisoformat(page.fetched_at)
    given = Given(page.ref, _name_at(page.ref), io.BytesIO(page.data), page.data[:SNIFFED], at)
    return limited(page.ref, open_given(given))


def refuse_container(page: Page) -> None:
    """Raise UnreadableInput where several pages came instead of one."""
    kind = fetched_kind(page.ref, page.data)
    if is_container(kind):
        reason = f"holds several pages ({kind}); give its own address as an input"
        raise UnreadableInput(page.ref, reason)


def page_media(kind: Kind, name: str) -> str:
    """The media type of a page that is no container."""
    return PDF_MEDIA if kind == "pdf" else MEDIA_TYPES.get(PurePath(name).suffix.lower(), "")


def _opener(kind: Kind) -> Callable[[Given], Iterator[Source]]:
    module, _, name = _OPENERS[kind].partition(":")
    found: Callable[[Given], Iterator[Source]] = getattr(
        import_module(f"rashomon.read.{module}"), name
    )
    return found


def _page(given: Given, kind: Kind) -> Source:
    media = page_media(kind, given.name)
    place: SourceKind = "packed" if given.whole else "member"
    return Source(given.ref, place, media, data=read_whole(given), at=given.at)
