"""The lines of a PDF's pages: what stands where, in which size."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

_WORD = re.compile(
    r"[^\s\x00\x02\ufffe\uffff]+|[\x02\ufffe]"
)  # a control stands for the hyphen at a line's end
_HYPHENS = frozenset("\x02\ufffe")
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)  # fmt: skip
_NEW_LINE = 0.5  # of the size: a word that much higher or lower begins a line
_NEW_CELL = 1.5  # of the size: white space that wide parts columns and cells
_LEVEL = 0.2  # radians that a line may lean
MAX_PAGE_CHARS = 500_000  # of one page; a newspaper's page has 50,000


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A stretch of text without a wide gap; points, from the left and from the top of its page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    page: int = 0

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2


def page_lines(page: Any, number: int) -> Iterator[PdfLine]:
    """The lines of one page as they are drawn; text that does not stand level is passed over."""
    text_page = page.get_textpage()
    try:
        words = list(_words(text_page))
    finally:
        text_page.close()
    turn, (width, height) = page.get_rotation(), page.get_size()
    words = [_turned(word, turn, width, height) for word in words]
    line: list[PdfLine] = []
    for word in words:
        if line and _begins_line(line[-1], word):
            yield _joined(line, number)
            line = []
        line.append(word)
    if line:
        yield _joined(line, number)


def _words(text_page: Any) -> Iterator[PdfLine]:
    """The words with their boxes, still from the bottom of the page."""
    from pypdfium2 import raw

    count = min(raw.FPDFText_CountChars(text_page), MAX_PAGE_CHARS)
    read = raw.FPDFText_GetUnicode
    text = "".join([chr(code) if code < 0x110000 else "\ufffd" for code in (read(text_page, i) for i in range(count))])  # fmt: skip
    boxes = _Boxes(text_page, raw)
    for match in _WORD.finditer(text):
        start, end = match.start(), match.end()
        if abs(_lean(raw.FPDFText_GetCharAngle(text_page, start))) > _LEVEL:
            continue
        first, last = boxes.at(start), boxes.at(end - 1)
        size = raw.FPDFText_GetFontSize(text_page, start) or 1.0
        yield PdfLine(
            "-" if match[0] in _HYPHENS else match[0],
            min(first[0], last[0]),
            max(first[1], last[1]),
            max(first[3], last[3]),
            min(first[2], last[2]),
            _drawn_size(size, boxes.loose(start)),
        )


def _lean(angle: float) -> float:
    """An angle's distance from the nearest multiple of a right angle."""
    quarter = 1.5707963
    return (angle + quarter / 2) % quarter - quarter / 2 if angle >= 0 else 0.0


def _drawn_size(size: float, box: tuple[float, float, float, float]) -> float:
    """The size in points on the page: fonts of size 1 are often scaled up."""
    height = box[3] - box[2]
    return round(height if height > 0 else size, 1)


class _Boxes:
    """Where characters stand: left, right, bottom, top."""

    def __init__(self, text_page: Any, raw: Any) -> None:
        self._page, self._raw = text_page, raw
        self._values = [ctypes.c_double() for _ in range(4)]
        self._places = [ctypes.byref(value) for value in self._values]
        self._rect = raw.FS_RECTF()
        self._rect_place = ctypes.byref(self._rect)

    def at(self, index: int) -> tuple[float, float, float, float]:
        """The box of a character's ink."""
        self._raw.FPDFText_GetCharBox(self._page, index, *self._places)
        left, right, bottom, top = (value.value for value in self._values)
        return left, right, bottom, top

    def loose(self, index: int) -> tuple[float, float, float, float]:
        """The box that a character takes in its line, whatever its ink."""
        self._raw.FPDFText_GetLooseCharBox(self._page, index, self._rect_place)
        rect = self._rect
        return rect.left, rect.right, rect.bottom, rect.top


def _turned(word: PdfLine, turn: int, width: float, height: float) -> PdfLine:
    """A word as the page is shown: turned, and measured from the top.

    `width` and `height` are those of the page as it is shown.
    """
    left, right, bottom, top = word.left, word.right, word.bottom, word.top
    if turn == 90:
        left, right, bottom, top = bottom, top, height - right, height - left
    elif turn == 180:
        left, right, bottom, top = width - right, width - left, height - top, height - bottom
    elif turn == 270:
        left, right, bottom, top = width - top, width - bottom, left, right
    return replace(word, left=left, right=right, top=height - top, bottom=height - bottom)


def _begins_line(before: PdfLine, word: PdfLine) -> bool:
    size = max(before.size, word.size)
    apart = (
        abs(word.bottom - before.bottom) > _NEW_LINE * size
        and abs(word.middle - before.middle) > _NEW_LINE * size
    )
    gap = word.left - before.right
    return apart or gap > _NEW_CELL * size or gap < -2 * size


def _joined(words: list[PdfLine], number: int) -> PdfLine:
    text = words[0].text
    for before, word in pairwise(words):
        close = word.text == "-" and word.left - before.right < 0.1 * word.size
        text += word.text if close else f" {word.text}"
    sizes = sorted(word.size for word in words)
    return PdfLine(
        text.translate(_LIGATURES),
        min(word.left for word in words),
        max(word.right for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
        sizes[len(sizes) // 2],
        number,
    )
