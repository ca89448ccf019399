"""HTTP messages as archives keep them: headers, and bodies without their codings."""

import zlib

from rashomon.core.errors import RefusedInput, UnreadableInput
from rashomon.read.pages import MAX_PAGE_BYTES, too_large

_MOST_CODINGS = 3  # of one body
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_BROKEN = "its body is broken; get the archive again"


def parse_headers(data: bytes) -> dict[str, str]:
    """Header fields by lower-case name; the first one of a name counts, folded lines are joined."""
    fields: dict[str, str] = {}
    last = ""
    for line in data.decode("utf-8", "replace").splitlines():
        name, colon, value = line.partition(":")
        if line[:1] in (" ", "\t") and last:
            fields[last] += f" {line.strip()}"
        elif colon and name.strip() and name.strip().lower() not in fields:
            last = name.strip().lower()
            fields[last] = value.strip()
    return fields


def split_response(block: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of a response; status 0 where it is none."""
    ends = [at for mark in (b"\r\n\r\n", b"\n\n") if (at := block.find(mark)) >= 0]
    end = min(ends, default=len(block))
    status_line, _, head = block[:end].partition(b"\n")
    words = status_line.split(maxsplit=2)
    code = words[1] if len(words) > 1 and words[0].startswith(b"HTTP/") else b""
    body = block[end:].lstrip(b"\r\n") if ends else b""
    return int(code) if len(code) == 3 and code.isdigit() else 0, parse_headers(head), body


def read_body(ref: str, body: bytes, headers: dict[str, str]) -> bytes:
    """A body without its transfer and content codings.

    Crawlers often take the codings off and leave the headers as they were: a body that does not
    look coded is taken as it is.

    Raises:
        RefusedInput: it is larger than a page may be.
        UnreadableInput: it is broken or coded in a way that is not known.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined_chunks(body)
    codings = [c.strip().lower() for c in headers.get("content-encoding", "").split(",")]
    for coding in reversed([c for c in codings if c not in ("", "identity")][:_MOST_CODINGS]):
        body = _decoded(ref, body, coding)
    if len(body) > MAX_PAGE_BYTES:
        raise RefusedInput(ref, too_large(len(body)))
    return body


def _joined_chunks(body: bytes) -> bytes:
    """The chunks of a body; the body itself where it does not begin with the size of one."""
    parts: list[bytes] = []
    at = 0
    while (end := body.find(b"\n", at, at + 1_000)) >= 0:
        try:
            size = int(body[at:end].split(b";")[0].strip() or b"x", 16)
        except ValueError:
            break
        if size <= 0:
            return b"".join(parts)
        parts.append(body[end + 1 : end + 1 + size])
        at = end + 1 + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(parts) or body


def _decoded(ref: str, body: bytes, coding: str) -> bytes:
    if coding in ("gzip", "x-gzip", "deflate"):
        return _inflated(ref, body, coding)
    if coding == "br":
        return _unbrotlied(ref, body)
    raise UnreadableInput(ref, f"its body is coded as {coding!r}, which is not read")


def _inflated(ref: str, body: bytes, coding: str) -> bytes:
    packed = body.startswith((b"\x1f\x8b", b"\x78"))
    if not packed and coding != "deflate":
        return body
    unpacker = zlib.decompressobj(_GZIP_OR_ZLIB if packed else -zlib.MAX_WBITS)
    try:
        data = unpacker.decompress(body, MAX_PAGE_BYTES + 1)
    except zlib.error as error:
        raise UnreadableInput(ref, _BROKEN) from error
    if len(data) > MAX_PAGE_BYTES:
        raise RefusedInput(ref, too_large(len(data)))
    return data


def _unbrotlied(ref: str, body: bytes) -> bytes:
    import brotli

    if body.lstrip().startswith(b"<"):
        return body
    unpacker = brotli.Decompressor()
    try:
        data = unpacker.process(body, output_buffer_limit=MAX_PAGE_BYTES + 1)
        while len(data) <= MAX_PAGE_BYTES and not unpacker.is_finished():
            more = unpacker.process(b"", output_buffer_limit=MAX_PAGE_BYTES + 1)
            if not more:
                raise UnreadableInput(ref, _BROKEN)
            data += more
    except brotli.error as error:
        raise UnreadableInput(ref, _BROKEN) from error
    if len(data) > MAX_PAGE_BYTES:
        raise RefusedInput(ref, too_large(len(data)))
    return bytes(data)
