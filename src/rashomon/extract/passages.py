"""A text cut into passages that a language model takes at once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rashomon.core.spans import Span, trim
from rashomon.nlp.sentences import split_sentences

PASSAGE_CHARS = 3000  # some 500 words: the annotations of more often outgrow a local model's limit
_LINE_END = re.compile(r"[^\S\n]*(?:\n|\Z)")


def cut_passages(text: str, *, limit: int = PASSAGE_CHARS) -> list[Span]:
    """Cut where a paragraph ends, or else a sentence, or else a word.

    Args:
        text: A document's text.
        limit: Characters of a passage at most.

    Returns:
        Half-open code-point spans in order, without white space at their ends.
    """
    sentence_ends = [end for _, end in split_sentences(text)]
    paragraph_ends = [end for end in sentence_ends if _LINE_END.match(text, end)]
    found: list[Span] = []
    start, length = trim(text, (0, len(text)))
    while start < length:
        last = min(start + limit, length)
        end = last
        if last < length:
            end = (
                _last_between(paragraph_ends, start + limit // 2, last)
                or _last_between(sentence_ends, start, last)
                or _last_space(text, start, last)
            )
        found.append(trim(text, (start, end)))
        start = trim(text, (end, length))[0]
    return found


def _last_between(ends: Sequence[int], start: int, last: int) -> int | None:
    """The last end in (start, last]."""
    at = bisect_right(ends, last)
    return ends[at - 1] if at > bisect_left(ends, start + 1) else None


def _last_space(text: str, start: int, last: int) -> int:
    at = last
    while at > start and not text[at].isspace():
        at -= 1
    return at if at > start else last
