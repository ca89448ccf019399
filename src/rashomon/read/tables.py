"""CSV and TSV tables with a column of texts."""

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence

from rashomon.core.errors import EmptyInput, UnreadableInput
from rashomon.read.fields import HTML_NAMES, TEXT_NAMES, column
from rashomon.read.pages import MAX_PAGE_BYTES
from rashomon.read.rows import row_source
from rashomon.read.sources import Given, Source, failed

_MARKS = ",\t;|"
_MOST_LINES = 20_000  # of one row; a quotation mark that stays open would take the whole file
_MOST_CELL = MAX_PAGE_BYTES  # characters
_SHOWN_COLUMNS = 30


def table_rows(given: Given) -> Iterator[Source]:
    """A source for each row; rows count from 1, the header not among them.

    Raises:
        EmptyInput: no rows stand below the header.
        UnreadableInput: no column holds texts, by its name.
    """
    csv.field_size_limit(_MOST_CELL)
    lines = _lines(given)
    header = next(lines, "")
    mark = max(_MARKS, key=header.count)
    names = [name.strip() for name in next(csv.reader([header], delimiter=mark), [])]
    check_columns(given.ref, names)
    number = 0
    for number, cells in enumerate(_Rows(lines, mark, len(names)).read(), 1):
        ref = f"{given.ref}#{number}"
        if cells is None:
            reason = f"has not the {len(names)} cells of the header; check its quotation marks"
            yield failed(ref, reason)
        else:
            yield row_source(ref, dict(zip(names, cells, strict=False)), given)
    if not number:
        raise EmptyInput(given.ref, "this table has no rows")


def check_columns(ref: str, names: Sequence[str]) -> None:
    """Raise UnreadableInput, with the columns that there are, unless one of them holds texts."""
    if column(names, [*TEXT_NAMES, *HTML_NAMES]):
        return
    shown = ", ".join(names[:_SHOWN_COLUMNS]) + (", …" if len(names) > _SHOWN_COLUMNS else "")
    reason = (
        f'has no column of texts; it has: {shown or "none"}. Name the one with the texts "text"'
    )
    raise UnreadableInput(ref, reason)


def _lines(given: Given) -> Iterator[str]:
    """The lines with their ends, each decoded by itself: UTF-8, or else Windows-1252."""
    wide = given.start.startswith((b"\xff\xfe", b"\xfe\xff"))
    if wide:
        yield from _wide_lines(given)
        return
    while line := given.stream.readline(MAX_PAGE_BYTES):
        try:
            yield line.decode("utf-8-sig").replace("\0", "")
        except UnicodeDecodeError:
            yield line.decode("cp1252", "replace").replace("\0", "")


def _wide_lines(given: Given) -> Iterator[str]:
    """The lines of a table in UTF-16, as spreadsheets save "Unicode text"."""
    import io

    yield from io.TextIOWrapper(given.stream, "utf-16", "replace", newline="")


class _Rows:
    """Rows out of lines: a row goes on while a quotation mark is open.

    One that stays open would swallow everything below it, so a row that comes out with the wrong
    number of cells is tried as its first line alone, and the lines behind that are read again.
    """

    def __init__(self, lines: Iterator[str], mark: str, width: int) -> None:
        self._lines, self._mark, self._width = lines, mark, width
        self._again: deque[str] = deque()

    def read(self) -> Iterator[list[str] | None]:
        """The cells of each row; None for a row that is broken."""
        while (first := self._next()) is not None:
            if not first.strip():
                continue
            more = self._open_lines(first)
            cells = self._cells([first, *more])
            if cells is None and more:
                self._again.extendleft(reversed(more))
                cells = self._cells([first])
            yield cells

    def _next(self) -> str | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def _open_lines(self, first: str) -> list[str]:
        """The lines that belong to the row that begins with this one."""
        quotes, size = first.count('"'), len(first)
        more: list[str] = []
        while quotes % 2 and len(more) < _MOST_LINES and size < _MOST_CELL:
            line = self._next()
            if line is None:
                break
            more.append(line)
            quotes += line.count('"')
            size += len(line)
        return more

    def _cells(self, lines: list[str]) -> list[str] | None:
        try:
            rows = list(csv.reader(lines, delimiter=self._mark, strict=True))
        except csv.Error:
            rows = []
        if len(rows) != 1 or len(rows[0]) != self._width:
            rows = self._loose(lines) if len(lines) == 1 else []
        return rows[0] if len(rows) == 1 and len(rows[0]) == self._width else None

    def _loose(self, lines: list[str]) -> list[list[str]]:
        """A single line whose quotation marks are no borders of cells but a part of them."""
        cells = re.split(re.escape(self._mark), lines[0].rstrip("\r\n"))
        return [[cell.strip('"') if cell.count('"') == 2 else cell for cell in cells]]
