"""A page to its documents: the one way in for every kind of page."""

import json
import re
from typing import Any

from rashomon.core.codec import evidence_from_json
from rashomon.core.errors import CodecError, EmptyInput
from rashomon.core.records import Document, Evidence, Page
from rashomon.read.assemble import PageReading, assemble
from rashomon.read.dates import parse_stamp
from rashomon.read.facts import Facts
from rashomon.read.inputs import ROW_MEDIA
from rashomon.read.language import name_language
from rashomon.read.pages import decode
from rashomon.read.plain import plain_blocks
from rashomon.read.text import normalise

PLAIN_CLEANER = "rashomon-plain/1"
WHOLE_CLEANER = "as-is/1"
_ROW_FIELDS = ("title", "author", "outlet", "url", "section", "language", "original_outlet")
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
    role = row.get("role") if row.get("role") in ("main", "related", "teaser") else "main"
    document = Document.make(
        page=page.id,
        segment=0,
        text=text,
        ref=page.ref,
        role=role,
        page_spans=((0, len(text)),),
        cleaner=WHOLE_CLEANER,
        **_row_about(text, row),
    )
    return PageReading((document,), (), text)


def _row_about(text: str, row: dict[str, object]) -> dict[str, Any]:
    """What a row says about its text; its own evidence where it is a document of ours."""
    fields = {key: str(row.get(key) or "") for key in _ROW_FIELDS}
    dated, updated = (parse_stamp(str(row.get(key) or "")) for key in ("published", "updated"))
    fields["published"] = dated.value if dated else ""
    fields["updated"] = updated.value if updated else ""
    evidence = [Evidence(name, "row") for name, value in fields.items() if value]
    if not fields["language"]:
        fields["language"], place = name_language(text)
        evidence += [Evidence("language", place)] * bool(place)
    return {
        **fields,
        "precision": dated.precision if dated else "",
        "evidence": _own_evidence(row) or tuple(evidence),
    }


def _own_evidence(row: dict[str, object]) -> tuple[Evidence, ...]:
    try:
        return evidence_from_json(row.get("evidence") or [])
    except (CodecError, TypeError, AttributeError):
        return ()  # a row of somebody else's may call other things so
