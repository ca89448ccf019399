"""E-mail messages and pages saved as MHTML, which is written like one."""

import codecs
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import PurePath

from rashomon.core.errors import EmptyInput, SkipInput
from rashomon.read import byline
from rashomon.read.dates import Dated, format_time
from rashomon.read.facts import Facts
from rashomon.read.kinds import find_kind
from rashomon.read.mail_text import MAIL_MARK
from rashomon.read.members import is_container, open_given
from rashomon.read.sources import MEDIA_TYPES, OLDEST_YEAR, Given, Source, checked_time
from rashomon.read.text import normalise
from rashomon.read.unpack import give, read_whole

_MOST_PARTS = 1_000  # of one message
_LONGEST = 400  # characters of a header that are looked at
_NOBODY = re.compile(
    r"\b(?:no-?reply|newsletters?|info|admin|mailer|support|team|hello)\b", re.IGNORECASE
)
_FROM_OUTLET = re.compile(
    r"\s+(?:from|at|via|in|of|for)\s+|\s*[|@·•/]\s*|\s+[-–—]\s+", re.IGNORECASE
)
_STATEFUL = ("iso2022", "hz", "utf-7")  # seven-bit encodings, which read as UTF-8 without an error
_CLOCK_SKEW = timedelta(days=2)  # that a sender's clock may be ahead of ours


def message_parts(given: Given) -> Iterator[Source]:
    """The sources of a message: its text, then the attachments that can be read.

    Read is the HTML part, or the plain one where there is none; subject, sender and date are
    known of it.

    Raises:
        EmptyInput: it has neither text nor a readable attachment.
    """
    message = message_from_bytes(read_whole(given))
    parts = _parts(message)
    sent = _sent(message)
    count = 0
    body = _body(parts)
    if body is not None and _payload(body).strip():
        count += 1
        known = _facts(message, sent)
        media = f"{body.get_content_type()}; charset={_charset(body)}; {MAIL_MARK}"
        at = checked_time(sent, given.at)
        yield Source(given.ref, "member", media, _payload(body), at=at, known=known)
    for source in _attachments([part for part in parts if part is not body], given):
        count += 1
        yield source
    if not count:
        raise EmptyInput(given.ref, "this message holds no text; nothing to read")


def saved_page(given: Given) -> Iterator[Source]:
    """The page in an MHTML file; the images and styles beside it are passed over.

    Raises:
        EmptyInput: it holds no page.
    """
    message = message_from_bytes(read_whole(given))
    start = str(message.get_param("start") or "")
    pages = [part for part in _parts(message) if part.get_content_type() in _HTML_TYPES]
    pages.sort(key=lambda part: not start or _header(part, "Content-ID") != start)
    if not pages:
        raise EmptyInput(given.ref, "this saved page holds no HTML; save it again as a page")
    address = _header(message, "Snapshot-Content-Location") or _header(pages[0], "Content-Location")
    url = address if address.startswith(("http://", "https://")) else ""
    media = f"text/html; charset={_charset(pages[0])}"
    at = checked_time(_sent(message), given.at)
    yield Source(
        given.ref,
        "member",
        media,
        _payload(pages[0]),
        at=at,
        known=Facts(url=url).read_at("mhtml header"),
    )


_HTML_TYPES = ("text/html", "application/xhtml+xml")


def _parts(message: Message) -> list[Message]:
    """The parts that hold something, forwarded messages whole, in order."""
    parts: list[Message] = []
    waiting = [message]
    while waiting and len(parts) < _MOST_PARTS:
        part = waiting.pop()
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting.extend(p for p in reversed(inner) if isinstance(p, Message))
        else:
            parts.append(part)
    return parts


def _body(parts: list[Message]) -> Message | None:
    """The part that is the message's own text: HTML before plain text."""
    own = [part for part in parts if not part.get_filename() and not _is_attached(part)]
    for kinds in (_HTML_TYPES, ("text/plain",)):
        for part in own:
            if part.get_content_type() in kinds and _payload(part).strip():
                return part
    return None


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _payload(part: Message) -> bytes:
    """A part's bytes; those of the seven-bit encodings as UTF-8."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    if not isinstance(data, bytes):
        return b""
    charset = _charset(part).lower().replace("_", "").replace("iso-2022", "iso2022")
    if charset.startswith(_STATEFUL):
        return data.decode(charset, "replace").encode()
    return data


def _charset(part: Message) -> str:
    """The encoding that a part says it has, if there is such a one."""
    charset = part.get_content_charset() or ""
    try:
        codecs.lookup(charset)
    except (LookupError, ValueError):
        return "utf-8"
    return charset


def _header(message: Message, name: str) -> str:
    """A header's text on one line, decoded as far as it can be."""
    value = message.get(name)
    if value is None:
        return ""
    try:
        pieces = decode_header(str(value))
    except (HeaderParseError, ValueError):
        pieces = [(str(value), None)]
    text = "".join(_decoded(piece, charset) for piece, charset in pieces)
    return " ".join(normalise(text[: 4 * _LONGEST]).split())[:_LONGEST]


def _decoded(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    for encoding in ("utf-8", charset or "cp1252"):
        try:
            return piece.decode(encoding)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return piece.decode("cp1252", "replace")


def _sent(message: Message) -> datetime | None:
    try:
        sent = parsedate_to_datetime(_header(message, "Date"))
        sent = sent.astimezone(sent.tzinfo or UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    credible = sent.year >= OLDEST_YEAR and sent <= datetime.now(UTC) + _CLOCK_SKEW
    return sent if credible else None


def _facts(message: Message, sent: datetime | None) -> Facts:
    author, outlet = read_sender(_header(message, "From"))
    listed = re.match(r"[\"']?([^<\"']{2,80}?)[\"']?\s*<", _header(message, "List-Id"))
    archived = _header(message, "Archived-At").strip("<>")
    return Facts(
        title=_header(message, "Subject"),
        author=author,
        outlet=outlet or (listed[1].strip() if listed else ""),
        dated=Dated(format_time(sent, "minute"), "minute", (0, 0)) if sent else None,
        url=archived if archived.startswith(("http://", "https://")) else "",
    ).read_at("mail header")


def read_sender(sender: str) -> tuple[str, str]:
    """Author and outlet in a From header: "Mira Tolland from The Lantern <news@lantern.example>".

    A name that is no person's is the outlet's. An address alone says neither.
    """
    name, _ = parseaddr(sender)
    name = name.strip("\"' ")
    if not name or "@" in name or _NOBODY.fullmatch(name):
        return "", ""
    first, *rest = _FROM_OUTLET.split(name, maxsplit=1)
    if rest and rest[0].strip():
        return byline.clean_name(first, loose=True) or first, rest[0].strip()
    if byline.looks_like_outlet(name):
        return "", name
    person = byline.is_name(name)
    return (person, "") if person else ("", name)


def _attachments(parts: list[Message], given: Given) -> Iterator[Source]:
    names: dict[str, int] = {}
    for part in parts:
        name = _attachment_name(part)
        if not name:
            continue
        names[name] = names.get(name, 0) + 1
        ref = f"{given.ref}#{name}" + (f"~{names[name]}" if names[name] > 1 else "")
        try:
            yield from _attachment(ref, name, _attached_bytes(part), given)
        except SkipInput as failure:
            yield Source(ref, "file", failure=failure)


def _attachment_name(part: Message) -> str:
    """What an attachment is called; "" for a part that is none."""
    if part.get_content_type() == "message/rfc822":
        return "forwarded.eml"
    try:
        name = part.get_filename() or ""
    except (LookupError, ValueError):
        name = ""
    decoded = "".join(_decoded(p, c) for p, c in decode_header(name)) if "=?" in name else name
    return PurePath(normalise(decoded[:_LONGEST])).name


def _attached_bytes(part: Message) -> bytes:
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], Message):
        return inner[0].as_bytes()
    return _payload(part)


def _attachment(ref: str, name: str, data: bytes, given: Given) -> Iterator[Source]:
    """An attachment's sources; none where it is of no kind that is read (an image, a calendar)."""
    attached = give(ref, name, io.BytesIO(data), given)
    kind = find_kind(attached.start, name)
    known_page = PurePath(name).suffix.lower() in MEDIA_TYPES
    office = kind == "zip" and PurePath(name).suffix.lower() != ".epub"
    if data.strip() and not office and (is_container(kind) or kind == "pdf" or known_page):
        yield from open_given(attached)
