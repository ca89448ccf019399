"""The order in which a PDF's lines are read: columns, and what repeats on every page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from rashomon.read.pdf_lines import PdfLine

HEADER, FOOTER, NUMBER = (
    "page furniture: running header",
    "page furniture: running footer",
    "page furniture: page number",
)
_EDGE_LINES = 3  # lines at the top and at the bottom that may be furniture
_EDGE = 0.15  # of the page's height, from the top and from the bottom
_SAME_HEIGHT = 8.0  # points by which a running line may stand elsewhere
_REPEATED = 1 / 3  # of the pages that show a running line: left and right pages have their own
_PAGE_NUMBER = re.compile(
    r"[\s|•–—-]*(?:(?:page|p\.?|seite)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von)\s*\d{1,4})?[\s|•–—-]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_FEWEST_LINES = 3  # of a column that some lines cross; the last one of a page may have one
_FEWEST_SHARE = 0.15  # of a region's lines that a column has
_CROSSING = 0.35  # of a region's lines that may run across its columns: headlines, captions
_GUTTER = 0.5  # of the size: the white space between columns
_MIDDLE = (0.15, 0.85)  # of a region's width, where columns can part
_COLUMN_WORDS = 3  # in the middle line of a column; fewer are the cells of a table
_MOST_LINES = 3_000  # of a page with columns; a newspaper's has 1,000. Time grows with the square
_DEEPEST = 6  # cuts within each other
LARGE = 1.15  # times the usual size: a heading
_OVERLAP = 0.5  # of a line's height that it shares with the others of its row


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that belongs to the page and not to its text, with the reason."""

    line: PdfLine
    reason: str


def split_furniture(
    pages: Sequence[Sequence[PdfLine]], heights: Sequence[float]
) -> tuple[list[list[PdfLine]], list[Furniture]]:
    """Running headers, footers and page numbers apart from the lines of the text."""
    edges = [_edges(lines, height) for lines, height in zip(pages, heights, strict=True)]
    seen = Counter(
        key for edge in edges for key in {_key(line, at_top=at_top) for line, at_top in edge}
    )
    least = max(2, _REPEATED * len(pages))
    found: list[Furniture] = []
    for edge in edges:
        for line, at_top in edge:
            near = sum(seen[_key(line, at_top=at_top, shift=shift)] for shift in (-1, 0, 1))
            if near >= least and _DIGITS.sub("", line.text).strip():
                found.append(Furniture(line, HEADER if at_top else FOOTER))
            elif _PAGE_NUMBER.fullmatch(line.text) and _is_outermost(line, edge, at_top=at_top):
                found.append(Furniture(line, NUMBER))
    gone = {id(item.line) for item in found}
    return [[line for line in lines if id(line) not in gone] for lines in pages], found


def _edges(lines: Sequence[PdfLine], height: float) -> list[tuple[PdfLine, bool]]:
    """The lines near the edges of a page; true for those at its top."""
    ordered = sorted(lines, key=lambda line: line.middle)
    top = [line for line in ordered if line.middle < _EDGE * height]
    bottom = [line for line in ordered if line.middle > (1 - _EDGE) * height]
    rows = [_rows(top)[:_EDGE_LINES], _rows(bottom)[-_EDGE_LINES:]]
    return [(line, not i) for i, edge in enumerate(rows) for row in edge for line in row]


def _key(line: PdfLine, *, at_top: bool, shift: int = 0) -> tuple[str, bool, int]:
    """What running lines have in common: their words, and about where they stand."""
    words = _DIGITS.sub("#", line.text.casefold())
    return words, at_top, round(line.middle / _SAME_HEIGHT) + shift


def _is_outermost(line: PdfLine, edge: list[tuple[PdfLine, bool]], *, at_top: bool) -> bool:
    others = [other for other, top in edge if top == at_top]
    return line in (_rows(others)[0] if at_top else _rows(others)[-1])


def reading_order(lines: Sequence[PdfLine], *, depth: int = 0) -> list[list[PdfLine]]:
    """The lines of a page in groups, a group for each stretch of a column, from top to bottom.

    Where a gutter parts most lines, what runs across it cuts the page into bands; in each band the
    left side is read before the right one.
    """
    gutter = _find_gutter(lines) if depth < _DEEPEST and len(lines) <= _MOST_LINES else None
    if gutter is None:
        ordered = [line for row in _rows(lines) for line in row]
        return [ordered] if ordered else []
    groups: list[list[PdfLine]] = []
    for band in _bands(lines, gutter):
        if any(_crosses(line, gutter) for line in band) or len(band) == 1:
            groups.extend(reading_order(band, depth=depth + 1))
            continue
        for side in (
            [line for line in band if line.right <= gutter + 1],
            [line for line in band if line.right > gutter + 1],
        ):
            groups.extend(reading_order(side, depth=depth + 1))
    return groups


def _crosses(line: PdfLine, gutter: float) -> bool:
    return line.left < gutter - 1 and line.right > gutter + 1


def _bands(lines: Sequence[PdfLine], gutter: float) -> Iterator[list[PdfLine]]:
    """Runs of lines from top to bottom that cross the gutter, and runs of those that do not."""
    band: list[PdfLine] = []
    crossing = False
    usual = median(line.size for line in lines)
    for row in _rows(lines):
        crosses = any(_crosses(line, gutter) for line in row) or _is_across(row, lines, usual)
        if band and crosses != crossing:
            yield band
            band = []
        crossing = crosses
        band = [*band, *row]
    if band:
        yield band


def _is_across(row: Sequence[PdfLine], lines: Sequence[PdfLine], usual: float) -> bool:
    """Whether a row is a short headline over all columns: large, and with nothing beside it."""
    top, bottom = row[0].top, row[0].bottom
    beside = sum(line.top < bottom and line.bottom > top for line in lines)
    return len(row) == 1 and row[0].size >= LARGE * usual and beside == 1


def _find_gutter(lines: Sequence[PdfLine]) -> float | None:
    """Where white space parts the lines into a left and a right column, or None."""
    if len(lines) <= _FEWEST_LINES:
        return None
    start, end = min(line.left for line in lines), max(line.right for line in lines)
    low, high = (start + share * (end - start) for share in _MIDDLE)
    places = sorted({round(line.right) for line in lines if low < line.right < high})
    found = [(gap, place) for place in places if (gap := _gap(lines, float(place))) is not None]
    return max(found)[1] + 1.0 if found else None


def _gap(lines: Sequence[PdfLine], place: float) -> tuple[int, float] | None:
    """Minus the lines that cross a gutter at this place, and its width; None where there is none."""
    left = [line for line in lines if line.right <= place + 1]
    right = [line for line in lines if line.left >= place - 1]
    crossing = len(lines) - len(left) - len(right)
    least = max(_FEWEST_LINES, _FEWEST_SHARE * len(lines)) if crossing else 1
    if min(len(left), len(right)) < least or crossing > _CROSSING * len(lines):
        return None
    width = min(line.left for line in right) - max(line.right for line in left)
    if width < _GUTTER * median(line.size for line in lines) or not _are_columns(left, right):
        return None
    return -crossing, width


def _are_columns(left: Sequence[PdfLine], right: Sequence[PdfLine]) -> bool:
    """Whether both stand beside each other and hold running lines, not cells."""
    for side in (left, right):
        if median(len(line.text.split()) for line in side) < _COLUMN_WORDS:
            return False
    (a, b), (c, d) = ((min(x.top for x in s), max(x.bottom for x in s)) for s in (left, right))
    return min(b, d) - max(a, c) > _OVERLAP * min(b - a, d - c)


def _rows(lines: Sequence[PdfLine]) -> list[list[PdfLine]]:
    """Lines that stand side by side, from top to bottom and from left to right."""
    rows: list[list[PdfLine]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        last = rows[-1][-1] if rows else None
        if last and line.middle - last.middle < _OVERLAP * min(line.size, last.size) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]
