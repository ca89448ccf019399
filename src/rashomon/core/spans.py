"""Half-open code-point spans, and the search for a quote's characters."""

import unicodedata
from collections.abc import Iterable

from rashomon.core.errors import SpanError

Span = tuple[int, int]
Spans = tuple[Span, ...]

_UNSPACED_FROM = 0x0E00  # Thai, Chinese, Japanese and so on part no words by spaces
_JOINER = "\u200d"


def check_span(span: Span, *, length: int, owner: str) -> None:
    """Raise SpanError unless 0 <= start < end <= length."""
    start, end = span
    if not 0 <= start < end <= length:
        message = f"{owner}: span [{start}, {end}) does not fit a text of {length} code points"
        raise SpanError(message)


def trim(text: str, span: Span) -> Span:
    """Shrink a span so that it neither starts nor ends with white space (it may become empty)."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def covers(outer: Iterable[Span], inner: Iterable[Span]) -> bool:
    """Whether every inner span lies inside one of the outer spans."""
    outer = tuple(outer)
    return all(any(s <= start and end <= e for s, e in outer) for start, end in inner)


def overlaps(left: Span, right: Span) -> bool:
    """Whether two spans share a character."""
    return left[0] < right[1] and right[0] < left[1]


def hull(spans: Iterable[Span]) -> Span:
    """Return the smallest span that contains all of them."""
    spans = tuple(spans)
    return min(s for s, _ in spans), max(e for _, e in spans)


def locate(
    text: str, quote: str, *, prefix: str = "", suffix: str = "", whole_words: bool = False
) -> Span | None:
    """Find where a quote stands, told apart by what stands around it.

    Args:
        text: The frozen text.
        quote: What to find, character for character; white space may differ in kind and amount.
        prefix: What stands before it, as much as is known.
        suffix: What stands after it.
        whole_words: Pass over occurrences that begin or end inside a word or a combined character.

    Returns:
        The occurrence whose surroundings share the most characters with prefix and suffix (the
        first one among equals), as a half-open code-point span; None where the quote is absent.

    Source:
        The TextQuoteSelector of the W3C Web Annotation Data Model (2017).
    """
    best: tuple[int, Span] | None = None
    for span in _occurrences(text, quote):
        if whole_words and any(_cuts_word(text, at) for at in span):
            continue
        score = _shared_suffix(text[: span[0]][-len(prefix) :] if prefix else "", prefix)
        score += _shared_prefix(text[span[1] : span[1] + len(suffix)], suffix)
        if best is None or score > best[0]:
            best = score, span
    return best[1] if best else None


def _occurrences(text: str, quote: str) -> Iterable[Span]:
    words = quote.split()
    if not words:
        return
    start = text.find(words[0])
    while start >= 0:
        end = _match_words(text, start, words)
        if end is not None:
            yield start, end
        start = text.find(words[0], start + 1)


def _cuts_word(text: str, at: int) -> bool:
    """Whether the characters on both sides of an offset belong together."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if unicodedata.combining(after) or _JOINER in {before, after}:
        return True
    return all(c.isalnum() and ord(c) < _UNSPACED_FROM for c in (before, after))


def _match_words(text: str, start: int, words: list[str]) -> int | None:
    """Where the words end if they follow one another from start, with any white space between."""
    at = start
    for number, word in enumerate(words):
        if number:
            gap = at
            while at < len(text) and text[at].isspace():
                at += 1
            if at == gap:
                return None
        if not text.startswith(word, at):
            return None
        at += len(word)
    return at


def _shared_prefix(left: str, right: str) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count


def _shared_suffix(left: str, right: str) -> int:
    return _shared_prefix(left[::-1], right[::-1])
