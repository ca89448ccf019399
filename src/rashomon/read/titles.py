"""Which line of an article's head is its title.

In markup a heading. In plain text nothing marks it: the words of a title come back in the text
below, and a byline or date line stands close; menus and slogans have neither. The weights were set
on 45 article pages of WCXB turned into plain text (`bench/read_accuracy.py` reads the same pages).
"""

import re
from collections.abc import Sequence

from rashomon.read.blocks import LONGEST_TITLE
from rashomon.read.byline import find_institution
from rashomon.read.lines import Line

_SHORTEST_TITLE = 3  # words
_SURE_TITLE = 4  # words; shorter labels are titles only where nothing else is
_CONTENT_WORD = re.compile(r"[^\W\d_]{4,}")
_SMALL_WORDS = frozenset(
    ("with", "that", "this", "your", "from", "what", "have", "more", "about", "will", "their")
)
_MOST_SHARED = 4  # content words; further ones add nothing
_LOOKED_AT = 8_000  # characters of the text below
_PARAGRAPHS = 12  # of the text below
_SIGNED = 1.5  # a byline or date line follows closely
_NEAR = 3  # blocks
_DISTANCE = 0.04  # taken off for every block between the label and the text
_FAR = 30  # blocks; from there on the distance takes off no more


def could_be_title(line: Line) -> bool:
    """Whether a line has the form of a title."""
    shortest = 2 if line.block.kind == "heading" else _SHORTEST_TITLE
    return (
        line.kind == "other"
        and shortest <= line.block.words <= LONGEST_TITLE
        and not line.block.bulleted
        and line.block.kind not in ("caption", "cell", "quote")
    )


def choose_title(lines: Sequence[Line], start: int, end: int) -> int | None:
    """The title in the head of a further article: a heading in markup, else the longest label."""
    candidates = [i for i in range(start, end) if could_be_title(lines[i])]
    headings = [i for i in candidates if lines[i].block.kind == "heading"]
    if headings:
        return headings[0]
    return max(candidates, key=lambda i: (lines[i].block.words, -i), default=None)


def first_title(lines: Sequence[Line], end: int) -> int | None:
    """The title above the first text of a page, or None."""
    body = next((i for i in range(end) if lines[i].kind == "prose"), 0)
    candidates = [i for i in range(body) if could_be_title(lines[i])]
    headings = [i for i in candidates if lines[i].block.kind == "heading"]
    if headings or len(candidates) < 2:
        return next(iter([*headings, *candidates]), None)
    longer = [i for i in candidates if lines[i].block.words >= _SURE_TITLE]
    named = [i for i in longer if not is_institution(lines[i])]
    text = _content_words(lines, body, end)
    return max(
        named or longer or candidates, key=lambda i: (_title_score(lines, i, body, text), -i)
    )


def is_institution(line: Line) -> bool:
    """Whether a label names the body that issues a statement."""
    return bool(find_institution(line.block.label))


def _content_words(lines: Sequence[Line], body: int, end: int) -> frozenset[str]:
    """The longer words of the text that begins at `body`."""
    prose = [line.block.text for line in lines[body:end] if line.kind == "prose"]
    return _longer_words(" ".join(text[:_LOOKED_AT] for text in prose[:_PARAGRAPHS])[:_LOOKED_AT])


def _longer_words(text: str) -> frozenset[str]:
    return frozenset(_CONTENT_WORD.findall(text.casefold())) - _SMALL_WORDS


def _title_score(lines: Sequence[Line], i: int, body: int, text: frozenset[str]) -> float:
    words = _longer_words(lines[i].block.label)
    shared = len(words & text)
    score = min(shared, _MOST_SHARED) * shared / max(len(words), 1)
    signed = any(x.kind in ("byline", "stamp", "name") for x in lines[i + 1 : i + 1 + _NEAR])
    return score + _SIGNED * signed - _DISTANCE * min(body - i, _FAR)
