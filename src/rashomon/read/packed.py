"""Packed answers of servers, unpacked in small parts: a bomb is noticed long before it has gone off."""

import zlib
from collections.abc import Iterable, Iterator

from rashomon.core.errors import RefusedInput, UnreadableInput
from rashomon.read.pages import too_large

GZIP = b"\x1f\x8b"
_GZIP_OR_ZLIB = 47  # zlib's window bits: tell which by the header
_RAW = -15  # zlib's window bits: some servers send deflate without a header
_STEP = 65_536  # bytes that are unpacked at once


def take(body: Iterable[bytes], limit: int, ref: str, *, cut: bool) -> bytes:
    """At most `limit` bytes; more of them are cut off or refused."""
    parts, size = [], 0
    for part in body:
        parts.append(part)
        size += len(part)
        if size > limit and not cut:
            raise RefusedInput(ref, too_large(size))
        if size > limit:
            break
    return b"".join(parts)[:limit]


def unpacked(body: Iterable[bytes], encoding: str, ref: str) -> Iterator[bytes]:
    """The body as it was before packing, in small parts however far it unpacks."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from body
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        reason = f"is packed as {encoding[:20]!r}, which was not asked for; save it as a file"
        raise UnreadableInput(ref, reason)
    try:
        yield from _inflate(body, raw_too=encoding == "deflate")
    except zlib.error as error:
        raise UnreadableInput(ref, f"is packed wrongly ({error}); try again later") from error


def _inflate(body: Iterable[bytes], *, raw_too: bool = False) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
    first = raw_too
    for packed in body:
        rest = packed
        while rest:
            try:
                part = unpacker.decompress(rest, _STEP)
            except zlib.error:
                if not first:
                    raise
                unpacker = zlib.decompressobj(_RAW)
                part = unpacker.decompress(rest, _STEP)
            first = False
            rest = unpacker.unconsumed_tail or unpacker.unused_data
            yield part
            if unpacker.eof:
                if not rest.startswith(GZIP):  # padding behind the last member
                    return
                unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
    yield unpacker.flush()  # of a body that ends too early, the little that is still inside
