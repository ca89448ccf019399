"""Paragraphs out of a PDF's lines: joined across lines, columns and pages."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from rashomon.read.blocks import LONGEST_TITLE, BlockKind, ends_sentence
from rashomon.read.pdf_layout import LARGE
from rashomon.read.pdf_lines import PdfLine

_OTHER_SIZE = 0.12  # share by which lines of one paragraph may differ in size
_WIDE_GAP = 1.35  # times the usual distance of two lines
_INDENT = 0.8  # of the size
_SHORT = 0.25  # of a column's width that a last line leaves free
_HALF = 0.5  # of it that only a line by itself leaves free
_LONGEST_WORD = 60  # characters at the end of a line that are looked at
_NEXT_ROW = 0.5  # sizes; lines less far apart stand side by side
_BULLET = re.compile(r"\s*[•●▪◦‣–—*-]\s+\S")
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]\s+\S")
_HYPHEN_END = re.compile(r"(?P<stem>[^\W\d_]{2,})[-\u00ad]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_USUAL_LEADING = 1.2  # times the size, where a text is too short to show its own


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or heading with the page on which it begins."""

    text: str
    kind: BlockKind
    page: int
    size: float


def make_paragraphs(groups: Sequence[Sequence[PdfLine]]) -> list[Paragraph]:
    """The paragraphs of lines in reading order; a group is a stretch of one column."""
    places = [_Place(line, min(x.left for x in g), max(x.right for x in g), i) for i, g in enumerate(groups) for line in g]  # fmt: skip
    if not places:
        return []
    body, leading = _body_size(places), _leading(places)
    words = Counter(word.casefold() for p in places for word in _WORD.findall(p.line.text))
    runs: list[list[_Place]] = [[places[0]]]
    for before, place, after in zip(places, places[1:], [*places[2:], None], strict=False):
        if _begins(before, place, leading) or _is_indented(before, place, after, leading):
            runs.append([])
        runs[-1].append(place)
    return [_paragraph([place.line for place in run], body, words) for run in runs]


@dataclass(frozen=True, slots=True)
class _Place:
    """A line with the borders of its column."""

    line: PdfLine
    left: float
    right: float
    group: int

    @property
    def indent(self) -> float:
        """How far it begins from the left border, in sizes."""
        return (self.line.left - self.left) / self.line.size

    @property
    def free(self) -> float:
        """The share of the column's width that it leaves free at its end."""
        return (self.right - self.line.right) / max(self.right - self.left, 1.0)


def _body_size(places: Sequence[_Place]) -> float:
    sizes: Counter[float] = Counter()
    for place in places:
        sizes[place.line.size] += len(place.line.text)
    return sizes.most_common(1)[0][0]


def _leading(places: Sequence[_Place]) -> float:
    """The usual distance of two lines, in sizes: the lower quartile, paragraphs are wider apart."""
    steps = [
        (b.line.bottom - a.line.bottom) / a.line.size
        for a, b in pairwise(places)
        if a.group == b.group and 0.5 < (b.line.bottom - a.line.bottom) / a.line.size < 2.5
    ]
    return quantiles(steps, n=4)[0] if len(steps) > 1 else _USUAL_LEADING


def _begins(before: _Place, place: _Place, leading: float) -> bool:
    """Whether a line begins a paragraph."""
    a, b = before.line, place.line
    if abs(a.size - b.size) > _OTHER_SIZE * max(a.size, b.size):
        return True
    if _HYPHEN_END.search(a.text):
        return False
    ended = ends_sentence(a.text) or before.free > _SHORT
    if _BULLET.match(b.text) or (_NUMBERED.match(b.text) and ended):
        return True
    if before.group != place.group:
        return ended
    step = (b.bottom - a.bottom) / a.size
    if step > _WIDE_GAP * leading:
        return True
    free = before.free
    return step > _NEXT_ROW and (free > _HALF or (free > _SHORT and ends_sentence(a.text)))


def _is_indented(before: _Place, place: _Place, after: _Place | None, leading: float) -> bool:
    """Whether a line is the indented first one of a paragraph.

    A second indented line tells a quotation or list from that, unless the third is out again.
    """
    a, b = before.line, place.line
    step = (b.bottom - a.bottom) / a.size
    if before.group != place.group or step < _NEXT_ROW or _BULLET.match(a.text):
        return False
    if place.indent < _INDENT or before.indent < _INDENT:
        return place.indent >= _INDENT
    if after is None or after.group != place.group or _begins(place, after, leading):
        return False
    return after.indent < _INDENT


def _paragraph(lines: Sequence[PdfLine], body: float, words: Counter[str]) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        text = _glue(text, line.text, words)
    size = max(line.size for line in lines)
    large = size >= LARGE * body and len(text.split()) <= LONGEST_TITLE
    return Paragraph(text.strip(), "heading" if large else "text", lines[0].page, size)


def _glue(text: str, line: str, words: Counter[str]) -> str:
    """Two lines as one; a word that was broken at the line's end is whole again.

    A hyphen stays where the text has the word with it elsewhere, or where the second half begins
    with a capital or a figure ("anti-British").
    """
    tail = text[-_LONGEST_WORD:]
    broken = _HYPHEN_END.search(tail)
    follows = re.match(r"[^\W\d_]+", line)
    if not broken or not follows:
        return f"{text}{'' if text.endswith('-') and broken else ' '}{line}"
    head = _WORD.findall(tail[: broken.end("stem")])[-1]
    whole, parted = (f"{head}{mark}{follows[0]}".casefold() for mark in ("", "-"))
    keeps = follows[0][0].isupper() or words[parted] > words[whole]
    if keeps and text.endswith("-"):
        return text + line
    return text[:-1] + line
