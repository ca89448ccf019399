"""The lines of a PDF's pages: what stands where, in which size."""

import ctypes
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
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
_UPRIGHT = 2.0  # times as high as wide: a word of several letters that does not stand level
_SHORTEST = 3  # letters; a shorter word may be narrow
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
    turn, (width, height) = page.get_rotation(), page.get_size()
    text_page = page.get_textpage()
    try:
        words = [_placed(word, turn, width, height) for word in _words(text_page.raw)]
    finally:
        text_page.close()
    line: list[PdfLine] = []
    for word in words:
        if word.size > _UPRIGHT * max(word.right - word.left, 1.0) and len(word.text) > _SHORTEST:
            continue
        if line and _begins_line(line[-1], word):
            yield _joined(line, number)
            line = []
        line.append(word)
    if line:
        yield _joined(line, number)


_Word = tuple[str, float, float, float, float]  # text, left, right, bottom, top


def _words(text_page: Any) -> Iterator[_Word]:
    """The words with their boxes, from the bottom of the page."""
    text = _text(text_page)
    boxes = _Boxes(text_page)
    for match in _WORD.finditer(text):
        word, start, end = match[0], match.start(), match.end()
        left, right, bottom, top = boxes.at(start)
        if end - start > 1:
            last = boxes.at(end - 1)
            left, right = min(left, last[0]), max(right, last[1])
            bottom, top = min(bottom, last[2]), max(top, last[3])
        yield "-" if word in _HYPHENS else word, left, right, bottom, top


def _text(text_page: Any) -> str:
    """The page's characters, so that their numbers are their places in it."""
    from pypdfium2 import raw

    count = min(raw.FPDFText_CountChars(text_page), MAX_PAGE_CHARS)
    buffer = (ctypes.c_ushort * (count + 1))()
    raw.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
    if len(text) == count and "\0" not in text:
        return text
    codes = (raw.FPDFText_GetUnicode(text_page, place) for place in range(count))
    return "".join([chr(code) if code <= sys.maxunicode else "\ufffd" for code in codes])


class _Boxes:
    """Where characters stand: the left, right, bottom and top of the place that each takes."""

    def __init__(self, text_page: Any) -> None:
        from pypdfium2 import raw

        self._page, self._read = text_page, raw.FPDFText_GetLooseCharBox
        self._box = raw.FS_RECTF()
        self._place = ctypes.byref(self._box)

    def at(self, index: int) -> tuple[float, float, float, float]:
        """The box of one character."""
        self._read(self._page, index, self._place)
        box = self._box
        return box.left, box.right, box.bottom, box.top


def _placed(word: _Word, turn: int, width: float, height: float) -> PdfLine:
    """A word as the page is shown: turned, and measured from the top.

    `width` and `height` are those of the page as it is shown.
    """
    text, left, right, bottom, top = word
    if turn == 90:
        left, right, bottom, top = bottom, top, height - right, height - left
    elif turn == 180:
        left, right, bottom, top = width - right, width - left, height - top, height - bottom
    elif turn == 270:
        left, right, bottom, top = width - top, width - bottom, left, right
    return PdfLine(text, left, right, height - top, height - bottom, round(top - bottom, 1))


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
