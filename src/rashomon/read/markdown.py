"""Markdown as blocks: readable text without its markup, front matter as facts."""

import re
from typing import Any

from rashomon.core.errors import EmptyInput
from rashomon.core.records import Page
from rashomon.read.assemble import PageReading, assemble
from rashomon.read.blocks import SEPARATOR, Block, BlockKind
from rashomon.read.byline import clean_name
from rashomon.read.dates import parse_stamp
from rashomon.read.facts import Facts

MARKDOWN_CLEANER = "rashomon-markdown/1"
_UNKNOWN = Facts()
_FRONT = re.compile(
    r"\A\s*---[ ]*\n(?P<front>[A-Za-z_]+\s*:.{0,20000}?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL
)
_FIELD = re.compile(r"^(?P<key>[A-Za-z_]+)\s*:\s*(?P<value>.+?)\s*$", re.MULTILINE)
_HTML_TAG = re.compile(r"<[^<>]{0,2000}>")
_KEYS = {"outlet": ("outlet", "publication", "site", "source"), "url": ("url", "canonical", "link")}


def read_markdown(page: Page, source: str, *, known: Facts = _UNKNOWN) -> PageReading:
    """Cut a Markdown page into its documents."""
    facts, body = read_front_matter(source)
    text, blocks = markdown_blocks(body)
    if not blocks:
        raise EmptyInput(page.ref, "there is no text below the front matter")
    return assemble(page, text, blocks, known.over(facts), cleaner=MARKDOWN_CLEANER)


def read_front_matter(source: str) -> tuple[Facts, str]:
    """Title, author, date, outlet and address of a front matter, and the text below it."""
    match = _FRONT.match(source)
    if match is None:
        return Facts(), source
    fields = {m["key"].lower(): m["value"].strip("\"'[] ") for m in _FIELD.finditer(match["front"])}
    outlet, url = (next((fields[k] for k in keys if k in fields), "") for keys in _KEYS.values())
    author = fields.get("author", fields.get("authors", ""))
    facts = Facts(
        title=fields.get("title", ""),
        author=clean_name(author, loose=True) or author,
        outlet=outlet,
        dated=parse_stamp(fields.get("date", fields.get("published", ""))),
        url=url if url.startswith(("http://", "https://")) else "",
    ).read_at("front matter")
    return facts, source[match.end() :]


def markdown_blocks(source: str) -> tuple[str, list[Block]]:
    """The readable text and its blocks, `SEPARATOR` between them."""
    from markdown_it import MarkdownIt

    blocks: list[Block] = []
    kinds: list[BlockKind] = []
    end = 0
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        if token.nesting:
            _track(token, kinds)
        text = _readable(token)
        if text:
            start = end + len(SEPARATOR) * bool(blocks)
            end = start + len(text)
            blocks.append(Block((start, end), text, kinds[-1] if kinds else "text"))
    return SEPARATOR.join(block.text for block in blocks), blocks


_OPENING: dict[str, BlockKind] = {
    "heading": "heading",
    "list_item": "item",
    "blockquote": "quote",
    "tr": "cell",
}


def _track(token: Any, kinds: list[BlockKind]) -> None:
    """Follow which kind of block is open."""
    kind = _OPENING.get(token.type.removesuffix("_open").removesuffix("_close"))
    if kind and token.nesting > 0:
        kinds.append(kind)
    elif kind:
        kinds.pop()


def _readable(token: Any) -> str:
    """The text of a token that holds some."""
    if token.type in ("fence", "code_block"):
        return str(token.content).strip()
    if token.type == "html_block":
        return " ".join(_HTML_TAG.sub(" ", token.content).split())
    if token.type != "inline":
        return ""
    return "".join(_inline(child) for child in token.children or ()).strip()


def _inline(child: Any) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return "\n"
    if child.type in ("text", "code_inline"):
        return str(child.content)
    return ""
