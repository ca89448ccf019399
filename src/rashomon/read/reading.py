"""A page to its documents: the one way in for every kind of page."""

import json
import re

from rashomon.core.errors import EmptyInput
from rashomon.core.records import Document, Page
from rashomon.read.assemble import PageReading, assemble
from rashomon.read.dates import parse_stamp
from rashomon.read.facts import Facts
from rashomon.read.inputs import ROW_MEDIA
from rashomon.read.pages import decode
from rashomon.read.plain import plain_blocks
from rashomon.read.text import normalise

PLAIN_CLEANER = "rashomon-plain/1"
WHOLE_CLEANER = "as-is/1"
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"</(?:p|div|h[1-6]|body|html|article|section|li)>", re.IGNORECASE)
_MANY_TAGS = 3  # closing tags from which a text without a known type is HTML


def split_page(page: Page) -> PageReading:
    """Cut a page into its documents: the main one, related ones and teasers.

    Raises:
        EmptyInput: there is no article text on it.
    """
    if page.media_type == ROW_MEDIA:
        return _read_row(page)
    text = decode(page)
    if _is_html(page, text):
        from rashomon.read.html import read_html

        return read_html(page, text)
    if page.media_type == "text/markdown":
        from rashomon.read.markdown import read_markdown

        return read_markdown(page, text)
    return assemble(page, text, plain_blocks(text), Facts(), cleaner=PLAIN_CLEANER)


def whole_page(page: Page) -> PageReading:
    """The whole decoded text as one document, for texts that are clean already."""
    if page.media_type == ROW_MEDIA:
        return _read_row(page)
    text = decode(page)
    return _whole(page, text, {})


def _is_html(page: Page, text: str) -> bool:
    """By what it looks like first: file names and servers are wrong too often."""
    if _HTML_START.match(text[:20_000]):
        return True
    if page.media_type in ("text/plain", "text/markdown"):
        return False
    return "html" in page.media_type or len(_TAGS.findall(text[:20_000])) >= _MANY_TAGS


def _read_row(page: Page) -> PageReading:
    row = json.loads(page.data)
    text = normalise(row["text"])
    if not text.strip():
        raise EmptyInput(page.ref, 'its "text" is empty; nothing to read')
    return _whole(page, text, row)


def _whole(page: Page, text: str, row: dict[str, object]) -> PageReading:
    about = {key: str(row.get(key) or "") for key in ("title", "author", "outlet", "url")}
    dated = parse_stamp(str(row.get("published") or ""))
    role = row.get("role") if row.get("role") in ("main", "related", "teaser") else "main"
    document = Document.make(
        page=page.id,
        segment=0,
        text=text,
        ref=page.ref,
        published=dated.value if dated else "",
        precision=dated.precision if dated else "",
        role=role,
        page_spans=((0, len(text)),),
        cleaner=WHOLE_CLEANER,
        **about,
    )
    return PageReading((document,), (), text)
