"""Passages in quotation marks, also over several paragraphs; apostrophes are told from quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.core.spans import Span, Spans, trim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NEAR_END = 3  # characters: the comma or stop that stands before a closing mark
MAX_QUOTE = 6_000  # characters between two marks; beyond, one of them is a stray
_PAIRS = {"“": "”", "„": "”“", "«": "»", "‘": "’", '"': '"', "'": "'"}
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation: its inner spans (several where it runs over paragraphs), without the marks."""

    inner: Spans

    @property
    def span(self) -> Span:
        """From its first to its last character."""
        return self.inner[0][0], self.inner[-1][1]


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Find the quotations of a text, outermost only, in order.

    A mark that is never closed in its paragraph counts where the next paragraph opens with the
    same mark (a quotation over paragraphs); otherwise it is passed over.
    """
    found: list[Quote] = []
    pending: list[Span] = []
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        for start, end, closed in _in_paragraph(text, paragraph, following):
            pending.append(trim(text, (start, end)))
            if closed:
                found.append(Quote(tuple(s for s in pending if s[0] < s[1])))
                pending = []
    return tuple(quote for quote in found if quote.inner)


def _in_paragraph(
    text: str, paragraph: Span, following: Span | None
) -> Iterator[tuple[int, int, bool]]:
    """Inner start and end of each quotation, and whether it is closed here."""
    at, end = paragraph
    while at < end:
        if text[at] not in _PAIRS or not _opens(text, at, paragraph):
            at += 1
            continue
        close = _closing(text, at, end)
        if close is not None:
            yield at + 1, close, True
            at = close + 1
        elif following and _goes_on(text, text[at], following):
            yield at + 1, end, False
            return
        else:
            at += 1


def _opens(text: str, at: int, paragraph: Span) -> bool:
    """Whether the mark at `at` may open: at the start or after a space, before a character."""
    before = text[at - 1] if at > paragraph[0] else " "
    after = text[at + 1] if at + 1 < paragraph[1] else " "
    if text[at] in "'‘’" and text[at + 1 : at + 3].isdigit():
        return False  # "the '90s"
    if text[at] in "'‘":
        return not before.isalnum() and before not in ".,;:!?’'" and not after.isspace()
    return text[at] != '"' or ((before.isspace() or before in "([—–-'‘/") and not after.isspace())


def _closing(text: str, at: int, end: int) -> int | None:
    """Where the quotation opened at `at` closes."""
    closers = _PAIRS[text[at]]
    limit = min(end, at + MAX_QUOTE)
    for i in range(at + 1, limit):
        if text[i] in closers and _closes(text, i, end):
            return i if i > at + 1 else None
        if text[i] == text[at] and text[at] in "“«":
            return None
    return None


def _closes(text: str, i: int, end: int) -> bool:
    """Whether the mark at `i` closes: an apostrophe stands between letters or after a plural's s."""
    after = text[i + 1] if i + 1 < end else " "
    if text[i] not in "'’":
        return text[i] != '"' or not after.isalnum()
    if after.isalnum():
        return False
    if text[i - 1] == "s" and after == " ":
        return not _plural_possessive(text, i, end)
    return True


def _plural_possessive(text: str, i: int, end: int) -> bool:
    """Whether "s' " is a possessive: a later mark in the paragraph still waits to close."""
    rest = text[i + 1 : min(end, i + MAX_QUOTE)]
    opened = re.search(r"(?:^|[\s(\[—–])['‘](?=\S)", rest)
    closed = re.search(r"(?<=[^\s])['’](?!\w)", rest)
    return closed is not None and (opened is None or closed.start() < opened.start())


def _goes_on(text: str, mark: str, following: Span) -> bool:
    return text[following[0] : following[1]].lstrip()[:1] == mark


def balance(span: Span, quotes: Iterable[Quote]) -> Span:
    """Take in the closing mark of a quotation that the span opens, leave out one that it does not."""
    start, end = span
    for quote in quotes:
        opening, closing = quote.span[0] - 1, quote.span[1]
        if start <= opening < end <= closing and closing - end < _NEAR_END:
            end = closing + 1
        elif opening < start < closing and end == closing + 1:
            end = closing
        elif start == opening + 1 and end > closing + 1:
            start = opening
        elif start == opening and end < closing:
            start = opening + 1
    return start, end
