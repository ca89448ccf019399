"""A page to its documents: the one way in for every kind of page."""

import json
import re
from functools import partial

from rashomon.core.errors import EmptyInput
from rashomon.core.records import Document, DocumentRole, Page
from rashomon.read.about import about_whole
from rashomon.read.assemble import PageReading, assemble
from rashomon.read.facts import Facts
from rashomon.read.fields import read_known, read_markup, read_text
from rashomon.read.mail_text import MAIL_MARK, mark_frame
from rashomon.read.pages import decode, is_pdf
from rashomon.read.plain import plain_blocks
from rashomon.read.sources import ROW_MEDIA
from rashomon.read.text import normalise

PLAIN_CLEANER = "rashomon-plain/1"
WHOLE_CLEANER = "as-is/1"
_UNKNOWN = Facts()
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"</(?:p|div|h[1-6]|body|html|article|section|li)>", re.IGNORECASE)
_MANY_TAGS = 3  # closing tags from which a text without a known type is HTML


def split_page(page: Page, *, known: Facts = _UNKNOWN) -> PageReading:
    """Cut a page into its documents: the main one, related ones and teasers.

    Args:
        page: What was loaded.
        known: What its source says about the main document; it counts before what the page says.

    Raises:
        EmptyInput: there is no article text on it.
        RefusedInput: a consent page or a check for robots stands in front of it.
        UnreadableInput: it cannot be read.
    """
    if page.media_type == ROW_MEDIA:
        return _read_row(page)
    if is_pdf(page.data):
        from rashomon.read.pdf import read_pdf

        return read_pdf(page, known=known)
    text = decode(page)
    if _is_html(page, text):
        return _read_markup(page, text, known)
    if page.media_type == "text/markdown":
        from rashomon.read.markdown import read_markdown

        return read_markdown(page, text, known=known)
    blocks = plain_blocks(text)
    if MAIL_MARK in page.media_type:
        blocks = mark_frame(blocks)
    return assemble(page, text, blocks, known, cleaner=PLAIN_CLEANER)


def whole_page(page: Page, *, known: Facts = _UNKNOWN) -> PageReading:
    """The whole text as one document, for texts that are clean already."""
    if page.media_type == ROW_MEDIA:
        return _read_row(page)
    if is_pdf(page.data):
        from rashomon.read.pdf import pdf_text

        return _whole(page, pdf_text(page), known)
    return _whole(page, decode(page), known)


def _is_html(page: Page, text: str) -> bool:
    """By what it looks like first: file names and servers are wrong too often."""
    if _HTML_START.match(text[:20_000]):
        return True
    if page.media_type.startswith(("text/plain", "text/markdown")):
        return False
    return "html" in page.media_type or len(_TAGS.findall(text[:20_000])) >= _MANY_TAGS


def _read_markup(page: Page, markup: str, known: Facts) -> PageReading:
    from rashomon.read.html import read_html
    from rashomon.read.walls import read_past_walls

    return read_past_walls(page, markup, partial(read_html, known=known))


def _read_row(page: Page) -> PageReading:
    row = json.loads(page.data)
    known = read_known(row)
    text = normalise(read_text(row))
    markup = "" if text else read_markup(row)
    if markup:
        return _read_markup(page, normalise(markup), known)
    if not text.strip():
        raise EmptyInput(page.ref, "its text is empty; nothing to read")
    role = row.get("role")
    return _whole(page, text, known, role=role if role in ("related", "teaser") else "main")


def _whole(page: Page, text: str, known: Facts, *, role: DocumentRole = "main") -> PageReading:
    document = Document.make(
        page=page.id,
        segment=0,
        text=text,
        ref=page.ref,
        role=role,
        page_spans=((0, len(text)),),
        cleaner=WHOLE_CLEANER,
        **about_whole(known, text),
    )
    return PageReading((document,), (), text)
