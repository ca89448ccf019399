"""Text out of PDF files: how much of it comes out whole, and how fast, against pypdf.

The benchmark composes articles from generated prose and sets them in one, two and three columns,
with running headers and page numbers, also with words broken at the ends of lines and drawn row by
row. A paragraph
counts as whole where all its words stand in the output one after the other, white space aside.
pypdf promises neither paragraphs nor whole words; it is what people use.

    python bench/read_pdf.py [--articles 20]
"""

import argparse
import logging
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from common import ROOT, median, publish
from prose import write_documents

sys.path.insert(0, str(ROOT / "tests" / "unit" / "read"))
from pdf_maker import make_pdf

ROUNDS = 3
FETCHED_AT = "2026-11-01T12:00:00+00:00"
PAGE_WIDTH, LEFT, TOP, BOTTOM = 612, 54, 690, 70  # points
LEADING, SIZE = 12, 10
CHARACTER = 5.0  # points that a character of this size takes, about
ARTICLES = 3  # reports that make one document
Line = tuple[int, int, int, str]


@dataclass(frozen=True)
class Layout:
    columns: int
    broken: bool = False  # words, at the ends of lines
    by_rows: bool = False  # drawn row by row across the columns, as some programs do


LAYOUTS = (
    Layout(1),
    Layout(1, broken=True),
    Layout(2),
    Layout(2, broken=True),
    Layout(2, by_rows=True),
    Layout(3),
    Layout(3, broken=True),
    Layout(3, by_rows=True),
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=20)
    count = options.parse_args().articles
    logging.disable(logging.CRITICAL)
    readers: dict[str, Callable[[bytes], str]] = {
        "rashomon": read_ours,
        f"pypdf {version('pypdf')}": read_pypdf,
        f"pypdf {version('pypdf')}, layout": read_pypdf_layout,
    }
    articles = list(compose(count))
    rows = [row for layout in LAYOUTS for row in compare(articles, layout, readers)]
    notes = [
        f"{len(articles)} documents for each layout, median of {ROUNDS} rounds, one thread",
        "the layouts are the benchmark's own and regular; the rules for columns were made while looking at such",
    ]
    publish("read_pdf", rows, notes=notes)


def compose(count: int) -> Iterator[list[str]]:
    """The paragraphs of each document."""
    with tempfile.TemporaryDirectory() as folder:
        write_documents(Path(folder), count * ARTICLES)
        texts = [path.read_text("utf-8") for path in sorted(Path(folder).iterdir())]
    for at in range(0, len(texts), ARTICLES):
        parts = [part for text in texts[at : at + ARTICLES] for part in text.split("\n\n")]
        yield [part.replace("“", '"').replace("”", '"') for part in parts if len(part.split()) > 12]


def compare(
    articles: list[list[str]], layout: Layout, readers: dict[str, Callable[[bytes], str]]
) -> Iterator[dict[str, Any]]:
    sets = [typeset(parts, layout) for parts in articles]
    files = [make_pdf(pages) for pages in sets]
    pages = sum(len(made) for made in sets)
    for reader in readers.values():
        reader(files[0])
    times: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(ROUNDS):
        for name, reader in readers.items():
            start = time.process_time()
            for data in files:
                reader(data)
            times[name].append(time.process_time() - start)
    for name, reader in readers.items():
        found = [is_whole(part, text) for data, parts in zip(files, articles, strict=True) for text in [squeeze(reader(data))] for part in parts]  # fmt: skip
        yield {
            "columns": layout.columns,
            "words_broken": "yes" if layout.broken else "no",
            "drawn_by": "rows" if layout.by_rows else "columns",
            "reader": name,
            "whole": round(sum(found) / len(found), 3),
            "paragraphs": len(found),
            "pages_per_cpu_s": round(pages / median(times[name])),
        }


def squeeze(text: str) -> str:
    return " ".join(text.split())


def is_whole(part: str, text: str) -> bool:
    return squeeze(part) in text


def typeset(parts: list[str], layout: Layout) -> list[list[Line]]:
    """Pages with a header, a page number and columns of equal width."""
    columns = layout.columns
    gap = 24 if columns > 1 else 0
    width = (PAGE_WIDTH - 2 * LEFT - gap * (columns - 1)) // columns
    rows: list[str] = []
    for part in parts:
        rows += [*wrap(part, int(width / CHARACTER), broken=layout.broken), ""]
    each = (TOP - BOTTOM) // LEADING
    pages: list[list[Line]] = []
    for start in range(0, len(rows), each * columns):
        number = len(pages) + 1
        page: list[Line] = [
            (LEFT, 750, 9, f"The Lantern - weekly edition {number}"),
            (300, 30, 9, str(number)),
        ]
        for at, text in enumerate(rows[start : start + each * columns]):
            column, place = divmod(at, each)
            if text:
                page.append((LEFT + column * (width + gap), TOP - place * LEADING, SIZE, text))
        pages.append(sorted(page, key=lambda line: -line[1]) if layout.by_rows else page)
    return pages


def wrap(text: str, width: int, *, broken: bool) -> Iterator[str]:
    """Lines of at most `width` characters; with `broken`, long words go on in the next line."""
    choose = random.Random(text)
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            room = width - len(line) - 2
            if broken and word.isalpha() and len(word) > 6 and room >= 3:
                cut = min(choose.randint(3, len(word) - 3), room)
                yield f"{line} {word[:cut]}-"
                line = word[cut:]
                continue
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def read_ours(data: bytes) -> str:
    from rashomon.core.records import Page
    from rashomon.read.pdf import pdf_text

    page = Page.make(ref="a.pdf", fetched_at=FETCHED_AT, media_type="application/pdf", data=data)
    return pdf_text(page)


def read_pypdf(data: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def read_pypdf_layout(data: bytes) -> str:
    from pypdf import PdfReader

    pages = PdfReader(BytesIO(data)).pages
    return "\n".join(page.extract_text(extraction_mode="layout") for page in pages)


if __name__ == "__main__":
    main()
