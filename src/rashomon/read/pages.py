"""A page's bytes: what is no text is refused, the rest becomes text in the right encoding."""

import codecs
import re

from rashomon.core.errors import EmptyInput, UnreadableInput
from rashomon.core.records import Page
from rashomon.read.text import normalise

MAX_PAGE_BYTES = 50_000_000  # a page beyond that is an archive or an attack
_SNIFFED = 4_096  # bytes at the start that tell what a file is
_PDF_JUNK = 1_024  # bytes that may stand before a PDF's first line (PDF 32000-1, annex H.3.4.1)
_CONTROL_SHARE = 0.02  # of the sniffed bytes, beyond which a file is no text
# the controls that no text holds: all but backspace to return, and escape, which switches alphabets
_CONTROL_BYTES = bytes({*range(32)} - {*range(8, 14), 27})
_BINARY = {
    b"PK\x03\x04": "a ZIP archive or office document; unpack it or save its text first",
    b"\x1f\x8b": "compressed; save it as a file and open that",
    b"PAR1": "a Parquet table; save it as a file and open that",
    b"\x89PNG": "a PNG image; there is no text in it",
    b"\xff\xd8\xff": "a JPEG image; there is no text in it",
    b"GIF8": "a GIF image; there is no text in it",
    b"SQLite format 3": "a database; if it is a case, give it to `rashomon open` alone",
    b"\xd0\xcf\x11\xe0": "an old office document; save its text first",
    b"\x7fELF": "a program; there is no text in it",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE
)
_XML_ENCODING = re.compile(
    rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE
)
_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", re.IGNORECASE)
_NOT_WESTERN = re.compile("[^\x00-\x7f\xa0-\xa3\xa7-\xa9\xab\xad\xae\xb0\xb7\xba\xbb\xbf-\xcf\xd1-\xd6\xd8-\xdd\xdf-\xef"
                          "\xf1-\xf6\xf8-\xfd\xff“”‘’–—…€œŒŸ•™„‚]")  # fmt: skip
_WESTERN_SHARE = 0.25  # of a western text's characters at most are beyond ASCII
_GUESSED_BYTES = 100_000  # that are looked at where no declaration helps


def page_url(ref: str) -> str:
    """The address that a ref names: what stands behind the name of an archive, else all of it."""
    for url in (ref.partition("#")[2], ref):
        if url.startswith(("http://", "https://")):
            return url
    return ""


def own_address(ref: str) -> tuple[str, str]:
    """The address that a ref names and how it is known; two empty strings where it names none."""
    url = page_url(ref)
    return url, ("fetched address" if url == ref else "archive record") if url else ""


def too_large(size: int) -> str:
    """The reason and remedy for an input over the limit."""
    millions = MAX_PAGE_BYTES // 1_000_000
    return f"has {size / 1e6:.0f} MB, the limit for one page is {millions} MB; split it first"


def is_pdf(data: bytes) -> bool:
    """Whether it is a PDF document; other bytes may stand before its first line."""
    return b"%PDF-" in data[:_PDF_JUNK]


def check_bytes(ref: str, data: bytes) -> None:
    """Raise EmptyInput for nothing, UnreadableInput for what is no text at all."""
    if not data.strip():
        raise EmptyInput(ref, "the input is empty; nothing to read")
    if is_pdf(data):
        return
    start = data[:_SNIFFED]
    for magic, what in _BINARY.items():
        if start.startswith(magic):
            raise UnreadableInput(ref, f"is {what}")
    wide = start.startswith(tuple(bom for bom, _ in _BOMS)) or _wide_encoding(start)
    controls = len(start) - len(start.translate(None, _CONTROL_BYTES))
    if not wide and controls > _CONTROL_SHARE * len(start):
        raise UnreadableInput(ref, "is binary data, not text; save it as text or HTML first")


def _wide_encoding(start: bytes) -> str:
    """UTF-16 without a mark: every other byte of western text is zero."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if half >= 8 and odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if half >= 8 and even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def decode(page: Page) -> str:
    """A page's bytes as normalised text.

    Tried in this order: byte order mark, UTF-8 (which does not decode other encodings by chance),
    the charset of the page's markup, that of the HTTP header, a guess from the bytes, and last
    Windows-1252, which reads anything.

    Raises:
        EmptyInput: there is nothing but white space.
    """
    text = normalise(_decode_bytes(page.data, page.media_type))
    if not text.strip():
        raise EmptyInput(page.ref, "holds nothing but white space; nothing to read")
    return text


def _decode_bytes(data: bytes, media_type: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    wide = _wide_encoding(data[:_SNIFFED])
    for encoding in (wide, "utf-8", *_declared(data, media_type)):
        text = _try(data, encoding) if encoding else None
        if text is not None:
            return text
    return _mostly_utf8(data) or _guess(data)


def _declared(data: bytes, media_type: str) -> list[str]:
    """The encodings that the page says it has; ISO 8859-1 means Windows-1252 on the web."""
    start = data[:_SNIFFED]
    named = [m[1].decode("ascii") for p in (_META_CHARSET, _XML_ENCODING) if (m := p.search(start))]
    header = _HTTP_CHARSET.search(media_type)
    named += [header[1]] if header else []
    return ["cp1252" if _codec(n) in ("iso8859-1", "ascii") else n for n in named]


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _try(data: bytes, encoding: str) -> str | None:
    """The text, or None where the bytes are not in this encoding."""
    if not _codec(encoding):
        return None
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
    return text


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes in it: more good characters beyond ASCII than bad ones."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(len(part) for part in re.findall("[^\x00-\x7f\ufffd]+", text))
    return text if bad * 4 < good else None


def _looks_western(text: str) -> bool:
    beyond = sum(len(part) for part in re.findall(r"[^\x00-\x7f]+", text))
    return beyond <= _WESTERN_SHARE * len(text) and not _NOT_WESTERN.search(text)


def _guess(data: bytes) -> str:
    """Windows-1252 if that gives only what western languages use; else what the bytes suggest."""
    western = _try(data, "cp1252")
    if western is not None and _looks_western(western):
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESSED_BYTES]).best()
    if best is not None and not best.encoding.startswith(("utf_16", "utf_32")):
        text = _try(data, best.encoding)
        if text is not None:
            return text
    return data.decode("cp1252", "replace")
