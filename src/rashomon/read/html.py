"""HTML to a page's visible text and its blocks, whatever the markup looks like."""

import re
from functools import partial
from typing import Any

from lxml import etree

from rashomon.core.errors import EmptyInput
from rashomon.core.records import Page
from rashomon.read.assemble import PageReading, assemble
from rashomon.read.blocks import Block
from rashomon.read.extractor import mark_wanted
from rashomon.read.facts import Facts
from rashomon.read.metadata import guess_date, read_facts
from rashomon.read.plain import plain_blocks
from rashomon.read.walk import Layout, lay_out, visible_blocks

__all__ = ["parse_html", "read_html", "strip_tags", "visible_blocks"]

HTML_CLEANER = "rashomon-html/1"
_UNKNOWN = Facts()
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]{1,2000})")
_SAVED_NEAR = 4_000  # characters from the beginning
_FEWEST_WORDS = 25  # a page that shows fewer is written by its scripts
_CONTENT_GONE = re.compile(
    r"(?is)<(script|style|noscript|template|head|svg|textarea|select)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)"
)
_ANY_TAG = re.compile(r"<[a-zA-Z/!?][^<>]{0,20000}>?")


def read_html(page: Page, source: str, *, known: Facts = _UNKNOWN) -> PageReading:
    """Cut an HTML page into its documents.

    Raises:
        EmptyInput: there is no visible text, or none of an article.
    """
    tree = parse_html(source)
    if tree is None:
        text = strip_tags(source)
        facts = known.over(read_facts(None, (), page))
        return assemble(page, text, plain_blocks(text), facts, cleaner=HTML_CLEANER)
    text, blocks, layout = show_page(tree)
    if not blocks:
        raise EmptyInput(
            page.ref, "the page shows no text without its scripts; save it from a browser"
        )
    facts = known.over(read_facts(tree, blocks, page)).over(_saved_from(source))
    mark_wanted(blocks, layout)
    guess = partial(guess_date, source, blocks, page)
    return assemble(page, text, blocks, facts, cleaner=HTML_CLEANER, guess=guess)


def _saved_from(source: str) -> Facts:
    """The address that browsers write into a page which they save as "complete"."""
    match = _SAVED.search(source[:_SAVED_NEAR])
    return Facts().with_told("url", (match[1], "saved-from comment")) if match else _UNKNOWN


def parse_html(source: str) -> Any | None:
    """The element tree of a page; None where it is nested too deeply for the parser."""
    parser = etree.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    source = re.sub(r"^\s*<\?xml[^>]*>", "", source)
    try:
        tree = etree.fromstring(source.encode(), parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if tree is None:
        return None
    too_deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return None if too_deep else tree


def show_page(tree: Any) -> tuple[str, list[Block], Layout]:
    """What a page shows; without its scripts where with them it shows next to nothing."""
    shown = lay_out(tree)
    if sum(block.words for block in shown[1]) >= _FEWEST_WORDS:
        return shown
    return lay_out(tree, without_scripts=True)


def strip_tags(source: str) -> str:
    """Text without its tags, a tag as a line break: the last resort for hostile markup."""
    from html import unescape

    lines = _ANY_TAG.sub("\n", _CONTENT_GONE.sub("\n", source)).split("\n")
    return "\n\n".join(unescape(line).strip() for line in lines if line.strip())
