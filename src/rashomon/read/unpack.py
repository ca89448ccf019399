"""Compressed inputs as streams: bounded, and going on behind what is broken."""

import io
import zlib
from typing import BinaryIO

from rashomon.core.errors import RefusedInput, UnreadableInput
from rashomon.read.pages import MAX_PAGE_BYTES, too_large
from rashomon.read.sources import MAX_DEPTH, SNIFFED, Given

GZIP_MAGIC = b"\x1f\x8b\x08"
MAX_RATIO = 200  # unpacked to packed bytes; pages and mail stay below 50, gzip allows 1,032
FREE_BYTES = 100_000_000  # that may be unpacked before the ratio counts
_GZIP_WRAPPED = 16 + zlib.MAX_WBITS
_CHUNK = 65_536


class Gunzip(io.RawIOBase):
    """The unpacked bytes of a gzip stream of one or many members.

    Reading raises UnreadableInput once where a member is broken or cut short and goes on with the
    next member after that, RefusedInput where far too much comes out of too little.
    """

    def __init__(self, packed: BinaryIO, *, ref: str) -> None:
        self._packed, self._ref = packed, ref
        self._unpacker = zlib.decompressobj(_GZIP_WRAPPED)
        self._rest = b""  # read from the file and not unpacked yet
        self._failure: UnreadableInput | None = None
        self._within = self._ended = False
        self._taken = self._given = 0

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as the stream goes."""
        filled = 0
        while filled < len(buffer) and not self._failure:
            part = self._step(len(buffer) - filled)
            if not part and self._ended:
                break
            buffer[filled : filled + len(part)] = part
            filled += len(part)
        if self._failure and not filled:
            failure, self._failure = self._failure, None
            raise failure
        return filled

    def _step(self, most: int) -> bytes:
        if not self._rest:
            self._rest = self._packed.read(_CHUNK)
            self._taken += len(self._rest)
        if not self._rest:
            self._finish()
            return b""
        try:
            part = self._unpacker.decompress(self._rest, most)
        except zlib.error as error:
            self._skip(f"its compressed data is broken ({error}); get the file again")
            return b""
        self._within = True
        self._rest = self._unpacker.unconsumed_tail
        if self._unpacker.eof:
            self._next_member(self._unpacker.unused_data.lstrip(b"\0"))
        self._check(len(part))
        return part

    def _next_member(self, rest: bytes) -> None:
        self._unpacker, self._within = zlib.decompressobj(_GZIP_WRAPPED), False
        self._rest = rest

    def _finish(self) -> None:
        if self._within:
            reason = "its compressed data is cut short; get the file again"
            self._failure, self._within = UnreadableInput(self._ref, reason), False
        self._ended = True

    def _skip(self, reason: str) -> None:
        """Give up this member and look for the beginning of the next."""
        self._failure = UnreadableInput(self._ref, reason)
        data = self._rest[1:]
        while (at := data.find(GZIP_MAGIC)) < 0:
            more = self._packed.read(_CHUNK)
            self._taken += len(more)
            if not more:
                self._next_member(b"")
                return
            data = data[-len(GZIP_MAGIC) :] + more
        self._next_member(data[at:])

    def _check(self, size: int) -> None:
        self._given += size
        if self._given > FREE_BYTES and self._given > MAX_RATIO * self._taken:
            self._packed, self._rest, self._within = io.BytesIO(), b"", False
            reason = f"{self._given / 1e6:.0f} MB come out of {self._taken / 1e6:.1f} MB, as in an archive that is made to do harm; unpack it yourself if you trust it"
            raise RefusedInput(self._ref, reason)


def give(ref: str, name: str, stream: BinaryIO | io.RawIOBase, like: Given) -> Given:
    """A stream that lies in another, one container deeper.

    Raises:
        RefusedInput: that is too deep.
    """
    if like.depth >= MAX_DEPTH:
        reason = f"lies more than {MAX_DEPTH} containers deep; unpack the outer ones first"
        raise RefusedInput(ref, reason)
    peeked, start = peek(stream)
    whole = like.whole and ref == like.ref
    return Given(ref, name, peeked, start, like.at, like.depth + 1, whole)


def peek(stream: BinaryIO | io.RawIOBase) -> tuple[BinaryIO, bytes]:
    """A stream that begins where the given one does, and its first bytes."""
    if not isinstance(stream, io.RawIOBase):
        start = stream.read(SNIFFED)
        stream.seek(0)
        return stream, start
    buffered = io.BufferedReader(stream, SNIFFED)
    return buffered, buffered.peek(SNIFFED)[:SNIFFED]


def unpacked(given: Given) -> Given:
    """What a gzip file holds; its name is the file's without the last ending."""
    name = given.name[:-3] if given.name.lower().endswith(".gz") else given.name
    return give(given.ref, name, Gunzip(given.stream, ref=given.ref), given)


def read_whole(given: Given) -> bytes:
    """All bytes of a stream.

    Raises:
        RefusedInput: there are more than a page may have.
    """
    data = given.stream.read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        raise RefusedInput(given.ref, too_large(len(data)))
    return data


def unpack_gzip(data: bytes, *, limit: int, ref: str) -> bytes:
    """What gzip bytes hold, as many sitemaps are packed.

    Raises:
        RefusedInput: it unpacks to more than `limit` bytes.
        UnreadableInput: it is broken or cut short.
    """
    whole = io.BufferedReader(Gunzip(io.BytesIO(data), ref=ref), SNIFFED).read(limit + 1)
    if len(whole) > limit:
        raise RefusedInput(ref, too_large(len(whole)))
    return whole
