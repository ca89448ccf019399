"""Mailboxes (mbox): their messages one after the other."""

import io
import re
from collections.abc import Iterator
from hashlib import blake2b

from rashomon.read.kinds import FROM_LINE
from rashomon.read.mail import message_parts
from rashomon.read.pages import MAX_PAGE_BYTES, too_large
from rashomon.read.sources import SNIFFED, Given, Source, guarded, refused

_MESSAGE_ID = re.compile(rb"^message-id:\s*(\S{1,500})", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")


def mbox_messages(given: Given) -> Iterator[Source]:
    """The sources of each message and its attachments: `news.mbox#3`, counted from 1.

    A message that is there twice, as mailboxes of labels hold them, is read once: the same
    Message-ID with the same body. One that reuses the id of another is read.
    """
    seen: set[bytes] = set()
    for number, message in enumerate(_messages(given), 1):
        ref = f"{given.ref}#{number}"
        if len(message) > MAX_PAGE_BYTES:
            yield refused(ref, too_large(len(message)))
            continue
        digest = _identity(message)
        if digest not in seen:
            seen.add(digest)
            stream, start = io.BytesIO(message), message[:SNIFFED]
            inner = Given(ref, "message.eml", stream, start, given.at, given.depth + 1)
            yield from guarded(ref, message_parts(inner))


def _messages(given: Given) -> Iterator[bytes]:
    """Each message without its "From " line, lines quoted for the mailbox's sake restored.

    A message over the limit comes cut, just long enough to be told from one within it.
    """
    lines: list[bytes] = []
    size, blank, began = 0, True, False
    while line := given.stream.readline(MAX_PAGE_BYTES):
        if blank and line.startswith(b"From ") and FROM_LINE.match(line):
            if began:
                yield b"".join(lines)
            lines, size, began = [], 0, True
        elif size <= MAX_PAGE_BYTES:
            lines.append(_unquoted(line) if line.startswith(b">") else line)
            size += len(line)
        blank = not line.strip()
    if began:
        yield b"".join(lines)


def _unquoted(line: bytes) -> bytes:
    return line[1:] if line.lstrip(b">").startswith(b"From ") else line


def _identity(message: bytes) -> bytes:
    """A digest of what makes two copies of one message the same."""
    head, *body = _HEAD_END.split(message, maxsplit=1)
    named = _MESSAGE_ID.search(head)
    parts = (named[1], *body) if named else (message,)
    return blake2b(b"\n\n".join(parts), digest_size=16).digest()
