"""PDF documents: text in reading order, without what repeats on every page."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from rashomon.core.errors import EmptyInput, RefusedInput, UnreadableInput
from rashomon.core.records import Page
from rashomon.read.assemble import PageReading, assemble
from rashomon.read.blocks import SEPARATOR, Block, BlockKind
from rashomon.read.byline import clean_name
from rashomon.read.dates import Dated, format_time
from rashomon.read.facts import Facts, Told
from rashomon.read.pdf_layout import HEADER, Furniture, reading_order, split_furniture
from rashomon.read.pdf_lines import PdfLine, page_lines
from rashomon.read.pdf_paragraphs import Paragraph, make_paragraphs
from rashomon.read.text import normalise

PDF_CLEANER = "rashomon-pdf/1"
MAX_PDF_PAGES = 2_000
MAX_PDF_CHARS = 20_000_000  # a shelf of books
_OLDEST_YEAR = 1990  # before that there was no PDF
_LOCKED = 4  # pdfium's code for a password
_FILE_NAME = re.compile(
    r"^\s*(?:microsoft (?:word|powerpoint)|untitled|document\d*|slide \d|unknown|none)\b"
    r"|\.(?:docx?|pdf|indd|qxd|tex|rtf|odt|html?|pptx?)\s*$|^(?:https?|file)://",
    re.IGNORECASE,
)
_STAMP = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_LONGEST = 400  # characters of a title or name


@dataclass(frozen=True, slots=True)
class _Opened:
    """A PDF's lines by page, without and with what repeats, and what it says about itself."""

    lines: list[list[PdfLine]]
    furniture: list[Furniture]
    about: dict[str, str]


def read_pdf(page: Page, *, known: Facts) -> PageReading:
    """Cut a PDF into its documents.

    Raises:
        SkipInput: it is protected, broken, too long, or holds pictures of text only.
    """
    opened = _open(page)
    paragraphs = _paragraphs(opened)
    text, blocks = _blocks(paragraphs, opened.furniture)
    if not paragraphs:
        raise EmptyInput(page.ref, _NO_TEXT)
    facts = known.over(_facts(opened.about, paragraphs))
    return assemble(page, text, blocks, facts, cleaner=PDF_CLEANER)


_NO_TEXT = "this PDF holds no text, only pictures of it; run text recognition (OCR) over it first"


def pdf_text(page: Page) -> str:
    """All text of a PDF in reading order, paragraphs parted by blank lines.

    Raises:
        SkipInput: as for `read_pdf`.
    """
    paragraphs = _paragraphs(_open(page))
    if not paragraphs:
        raise EmptyInput(page.ref, _NO_TEXT)
    return SEPARATOR.join(paragraph.text for paragraph in paragraphs)


def _open(page: Page) -> _Opened:
    with _document(page) as document:
        if len(document) > MAX_PDF_PAGES:
            reason = f"has {len(document)} pages, the limit is {MAX_PDF_PAGES}; split it first"
            raise RefusedInput(page.ref, reason)
        about = {k: normalise(str(v)) for k, v in document.get_metadata_dict().items()}
        pages: list[list[PdfLine]] = []
        heights: list[float] = []
        size = 0
        for number in range(len(document)):
            lines, height = _page(document, number)
            size += sum(len(line.text) for line in lines)
            if size > MAX_PDF_CHARS:
                reason = f"has more than {MAX_PDF_CHARS // 10**6} million characters; split it"
                raise RefusedInput(page.ref, reason)
            pages.append(lines)
            heights.append(height)
    texts, furniture = split_furniture(pages, heights)
    return _Opened(texts, furniture, about)


@contextmanager
def _document(page: Page) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(page.data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) == _LOCKED:
            reason = "is protected by a password; save a copy without one"
        else:
            reason = "is a broken PDF document; get the file again or save its text"
        raise UnreadableInput(page.ref, reason) from error
    try:
        yield document
    finally:
        document.close()


def _page(document: Any, number: int) -> tuple[list[PdfLine], float]:
    """A page's lines and its height; none where the page alone is broken."""
    import pypdfium2

    try:
        page = document[number]
        lines = list(page_lines(page, number))
        height = page.get_height()
        page.close()
    except pypdfium2.PdfiumError:
        return [], 1.0
    return lines, height


def _paragraphs(opened: _Opened) -> list[Paragraph]:
    groups = [group for lines in opened.lines for group in reading_order(lines)]
    found = make_paragraphs(groups)
    clean = [(paragraph, normalise(paragraph.text)) for paragraph in found]
    return [Paragraph(text, p.kind, p.page, p.size) for p, text in clean if text.strip()]


def _blocks(
    paragraphs: Sequence[Paragraph], furniture: Sequence[Furniture]
) -> tuple[str, list[Block]]:
    """Paragraphs as blocks; what repeats stands at the beginning or the end of its page."""
    items: list[tuple[tuple[int, int], str, BlockKind, str]]
    items = [((p.page, 1), p.text, p.kind, "") for p in paragraphs]
    items += [
        ((f.line.page, 0 if f.reason == HEADER else 2), normalise(f.line.text), "text", f.reason)
        for f in furniture
    ]
    blocks: list[Block] = []
    end = 0
    for _, text, kind, reason in sorted(items, key=lambda item: item[0]):
        start = end + len(SEPARATOR) * bool(blocks)
        end = start + len(text)
        wanted = False if reason else None
        blocks.append(Block((start, end), text, kind, region=reason, wanted=wanted))
    return SEPARATOR.join(block.text for block in blocks), blocks


def _facts(about: dict[str, str], paragraphs: Sequence[Paragraph]) -> Facts:
    authors = [
        clean_name(part.strip()) for part in re.split(r"[,;&]|\band\b", about.get("Author", ""))
    ]
    facts = Facts(
        author=", ".join(dict.fromkeys(author for author in authors if author))[:_LONGEST],
        guessed=_created(about.get("CreationDate", "")),
    )
    title = _title(about.get("Title", ""), paragraphs)
    return facts.read_at("pdf metadata").with_told("title", title)


def _title(told: str, paragraphs: Sequence[Paragraph]) -> Told:
    """The heading that the metadata names, else the largest one of the first page, else what they name."""
    told = "" if _FILE_NAME.search(told) else " ".join(told.split())[:_LONGEST]
    first = [p for p in paragraphs if p.page == 0 and p.kind == "heading"]
    same = [p for p in first if told and _squash(p.text) and _squash(p.text) in _squash(told)]
    if same or not told or len(told.split()) < 2:
        best = max(same or first, key=lambda p: p.size, default=None)
        if best:
            return " ".join(best.text.split()), "heading"
    return told, "pdf metadata"


def _squash(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _created(stamp: str) -> Dated | None:
    """The day on which the PDF was made, if that can be true."""
    match = _STAMP.match(stamp)
    if match is None:
        return None
    try:
        day = datetime(int(match[1]), int(match[2] or 1), int(match[3] or 1), tzinfo=UTC)
    except ValueError:
        return None
    credible = day.year >= _OLDEST_YEAR and day <= datetime.now(UTC) + timedelta(days=1)
    return Dated(format_time(day, "day"), "day", (0, 0)) if credible else None
