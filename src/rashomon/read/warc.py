"""Web archives (WARC 1.0 and 1.1, plain or compressed record by record), a page at a time.

Source: ISO 28500:2017, "WARC file format"; RFC 9112 for the HTTP messages in it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from rashomon.core.errors import EmptyInput, RefusedInput, SkipInput, UnreadableInput
from rashomon.read.http_message import parse_headers, read_body, split_response
from rashomon.read.pages import MAX_PAGE_BYTES, page_url, too_large
from rashomon.read.sources import Given, Source, checked_time

_PAGE_MEDIA = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "application/pdf",
)
_PAGE_TYPES = ("response", "resource", "conversion")
_BEGIN = re.compile(rb"^WARC/1\.\d", re.MULTILINE)
_MAX_HEADERS = 65_536  # bytes of a record's headers
_CHUNK = 65_536
_OK = 200
_CUT = "its record is cut short; get the archive again"
_NO_RECORD = "a record is broken and passed over: it does not begin as one; get the archive again"
_NO_LENGTH = "its record is broken: no valid Content-Length; get the archive again"
_WRONG_LENGTH = "its record is broken: it does not end where it says; get the archive again"


def warc_pages(given: Given) -> Iterator[Source]:
    """A source for each page that an archive holds: `archive.warc.gz#https://…`.

    Read are responses with status 200, resources, and conversions (the texts of WET files) that
    are HTML, plain text, Markdown or PDF. Passed over are all other records.

    Raises:
        EmptyInput: none of its records is such a page.
    """
    records = _Records(given)
    count = 0
    while not records.ended:
        try:
            source = records.next_page()
        except SkipInput as failure:
            source = Source(failure.ref, "file", failure=failure)
        if source is not None:
            count += 1
            yield source
    if not count:
        raise EmptyInput(given.ref, "no record of this archive is a page of text")


@dataclass(slots=True)
class _Records:
    given: Given
    ended: bool = False
    lost: bool = False  # no record begins where one should: look for the next
    pushed: bytes = field(default=b"", repr=False)  # read already, and to be read again

    def next_page(self) -> Source | None:
        """The next record's source, None for one that is no page; `ended` at the end.

        Raises:
            SkipInput: the record is broken or too large; the next call goes on behind it.
        """
        if not self._find_begin():
            return None
        headers = self._headers()
        url = headers.get("warc-target-uri", "").strip("<> ")
        ref = f"{self.given.ref}#{url}" if url else self.given.ref
        length = headers.get("content-length", "")
        if not length.isdecimal() or len(length) > 15:
            self.lost = True
            raise UnreadableInput(ref, _NO_LENGTH)
        block = self._block(ref, int(length), wanted=_is_wanted(headers, url))
        return None if block is None else _page(ref, headers, block, self.given)

    def _find_begin(self) -> bool:
        """Go to the next record's first line and behind it."""
        while line := self._readline():
            if _BEGIN.match(line):
                self.lost = False
                return True
            if line.strip() and not self.lost:
                self.lost = True
                raise UnreadableInput(self.given.ref, _NO_RECORD)
        self.ended = True
        return False

    def _headers(self) -> dict[str, str]:
        lines: list[bytes] = []
        size = 0
        while size < _MAX_HEADERS and (line := self._readline()).strip():
            lines.append(line)
            size += len(line)
        return parse_headers(b"".join(lines))

    def _block(self, ref: str, length: int, *, wanted: bool) -> bytes | None:
        """The block of a record; None where it is not wanted, and read past."""
        if not wanted or length > MAX_PAGE_BYTES:
            self._pass(length)
            if wanted:
                raise RefusedInput(ref, too_large(length))
            return None
        block = self._read(length)
        if len(block) < length:
            self._take_back(block)
            raise UnreadableInput(ref, _CUT)
        if (end := self._readline()).strip():
            self._take_back(block + end)
            raise UnreadableInput(ref, _WRONG_LENGTH)
        return block

    def _take_back(self, data: bytes) -> None:
        """Look for a record that was swallowed by a broken one before it."""
        begin = _BEGIN.search(data, 1)
        self.pushed = data[begin.start() :] + self.pushed if begin else self.pushed
        self.lost = True

    def _pass(self, length: int) -> None:
        while length > 0 and (piece := self._read(min(length, _CHUNK))):
            length -= len(piece)

    def _read(self, size: int) -> bytes:
        first, self.pushed = self.pushed[:size], self.pushed[size:]
        return first + self._ask(self.given.stream.read, size - len(first))

    def _readline(self) -> bytes:
        line, mark, self.pushed = self.pushed.partition(b"\n")
        return line + mark if mark else line + self._ask(self.given.stream.readline, _CHUNK)

    def _ask(self, read: Callable[[int], bytes], size: int) -> bytes:
        """Bytes of the stream; behind a broken part of it the next record has to be found."""
        try:
            return read(size) if size else b""
        except SkipInput:
            self.lost = True
            raise


def _is_wanted(headers: dict[str, str], url: str) -> bool:
    if headers.get("warc-type", "").lower() not in _PAGE_TYPES or not page_url(url):
        return False
    try:
        return urlsplit(url[:2_000]).path != "/robots.txt"
    except ValueError:
        return True


def _page(ref: str, headers: dict[str, str], block: bytes, given: Given) -> Source | None:
    """The source of one record; None where it holds no page."""
    media = headers.get("content-type", "")
    at = checked_time(_record_date(headers.get("warc-date", "")), given.at)
    if not media.lower().startswith("application/http"):
        return Source(ref, "member", media[:200], block, at=at) if _is_page(media) else None
    status, about, body = split_response(block)
    media = about.get("content-type", "text/html")[:200]
    if status != _OK or not _is_page(media):
        return None
    return Source(ref, "member", media, read_body(ref, body, about), at=at)


def _is_page(media: str) -> bool:
    return media.lower().startswith(_PAGE_MEDIA)


def _record_date(stamp: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
