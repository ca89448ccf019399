"""Web archives (WARC, plain or compressed record by record), a page at a time."""

from collections.abc import Iterator
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from rashomon.core.errors import EmptyInput, SkipInput
from rashomon.read.pages import MAX_PAGE_BYTES, page_url, too_large
from rashomon.read.sources import Given, Source, checked_time, failed, refused

_PAGE_TYPES = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "application/pdf",
)
_OK = 200
_MAX_HEADERS = 65_536  # bytes of a record's headers
_CUT = "its record is cut short; get the archive again"


def warc_pages(given: Given) -> Iterator[Source]:
    """A source for each page that an archive holds: `archive.warc.gz#https://…`.

    Read are responses with status 200, resources, and conversions (the texts of WET files) that
    are HTML, plain text, Markdown or PDF. Passed over are all other records.

    Raises:
        EmptyInput: none of its records is such a page.
    """
    count = 0
    for source in _all_pages(given):
        count += 1
        yield source
    if not count:
        raise EmptyInput(given.ref, "no record of this archive is a page of text")


def _all_pages(given: Given) -> Iterator[Source]:
    """The pages of all readable stretches: behind a broken member the next record is sought."""
    stream = _ByPieces(given.stream)
    while not stream.ended:
        try:
            yield from _pages(given, stream)
        except (SkipInput, OSError) as error:
            yield failed(given.ref, f"a record is broken: {_explain(error)}")
            stream.resume()


def _explain(error: Exception) -> str:
    return error.reason if isinstance(error, SkipInput) else str(error)


class _ByPieces:
    """The stream as FastWARC reads it, which must not lose what came before a broken piece."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._last = b""  # the piece that was given last, to look for a record behind a broken one
        self._first = b""
        self.ended = False

    def read(self, size: int = -1) -> bytes:
        """The next bytes, as many as come at once."""
        if self._first:
            piece, self._first = self._first, b""
        else:
            piece = self._stream.read1(size)  # type: ignore[attr-defined]
        self._last = piece
        self.ended = not piece
        return piece

    def resume(self) -> None:
        """Go on at the next record of the last piece, if there is one in it."""
        at = self._last.find(b"\r\n\r\nWARC/1.", 1)
        self._first, self._last = (self._last[at + 4 :] if at >= 0 else b""), b""


def _pages(given: Given, stream: _ByPieces) -> Iterator[Source]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    records: Any = ArchiveIterator(
        cast("BinaryIO", stream), record_types=wanted, parse_http=False, max_header_len=_MAX_HEADERS
    )
    for record in records:
        url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
        source = _page(f"{given.ref}#{url}", record, given)
        if source is not None:
            yield source


def _page(ref: str, record: Any, given: Given) -> Source | None:
    """The source of one record; None where it is no page."""
    if not page_url(ref) or urlsplit(page_url(ref)[:2_000]).path == "/robots.txt":
        return None
    if record.content_length > MAX_PAGE_BYTES:
        return refused(ref, too_large(record.content_length))
    block = record.reader.read(MAX_PAGE_BYTES)
    if len(block) < record.content_length:
        return failed(ref, _CUT)
    record.set_bytes_content(block)
    if record.is_http:
        record.parse_http(auto_decode="all", max_header_len=_MAX_HEADERS)
        if record.http_headers is None or record.http_headers.status_code != _OK:
            return None
    return _readable(ref, record, given)


def _readable(ref: str, record: Any, given: Given) -> Source | None:
    media = _media(record)
    if not media.lower().startswith(_PAGE_TYPES):
        return None
    data = record.reader.read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        return refused(ref, too_large(len(data)))
    at = checked_time(record.record_date, given.at)
    return Source(ref, "member", media, data, at=at)


def _media(record: Any) -> str:
    if record.is_http:
        return str(record.http_headers.get("Content-Type") or "text/html")[:200]
    return str(record.headers.get("Content-Type") or "")[:200]
