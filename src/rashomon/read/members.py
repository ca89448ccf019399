"""From a file to its sources: what kind it is, and what a container of that kind holds.

A container is read once, from its beginning, and gives its members one after the other: what is in
memory at a time is one member.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import PurePath

from rashomon.read.kinds import Kind, find_kind
from rashomon.read.sources import MEDIA_TYPES, PDF_MEDIA, Given, Source, guarded
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
    return Source(given.ref, "member", media, data=read_whole(given), at=given.at)
