"""HTML to a page's visible text and its blocks, whatever the markup looks like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from rashomon.core.errors import EmptyInput
from rashomon.core.records import Page
from rashomon.read.assemble import Facts, PageReading, assemble
from rashomon.read.blocks import SEPARATOR, Block, BlockKind
from rashomon.read.byline import clean_name, find_byline
from rashomon.read.extractor import mark_wanted
from rashomon.read.metadata import read_facts
from rashomon.read.plain import plain_blocks
from rashomon.read.regions import find_region

HTML_CLEANER = "rashomon-html/1"
_UNKNOWN = Facts()
_NO_TEXT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "select",
        "option",
        "datalist",
        "textarea",
        "input",
        "audio",
        "video",
        "map",
        "area",
        "applet",
        "frameset",
        "noframes",
        "param",
        "source",
        "track",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "menu",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "caption",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "form",
        "fieldset",
        "legend",
        "hr",
        "dl",
        "dt",
        "dd",
        "address",
        "details",
        "summary",
        "center",
        "body",
        "html",
        "button",
        "label",
        "hgroup",
        "dialog",
        "search",
    ]
)
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "li": "item",
    "blockquote": "quote",
    "figcaption": "caption",
    "tr": "cell",
}
_NEVER_HIDDEN = frozenset(("html", "body", "main", "article"))  # shown by a script once loaded
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING_CLASS = re.compile(
    r"\b(?:visually-?hidden|sr-only|screen-?reader-?(?:text|only))\b", re.IGNORECASE
)
_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|byline|auteur|autor|writer)(?:s|[-_]?(?:name|link|text))?(?:$|\s)|p-author",
    re.IGNORECASE,
)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]{1,2000})")
_SAVED_NEAR = 4_000  # characters from the beginning
_INVISIBLE = re.compile("[\u200b\u00ad\u2060]")
_SPACE = re.compile(r"\s+")
_BLANK_LINE = re.compile(r"\n\s*\n")
_ATTRIBUTE = 400  # characters of an attribute that are looked at
_FEWEST_WORDS = 25  # a page that shows fewer is written by its scripts
_LONGEST_AUTHOR = 120  # characters of an element that is marked as the author
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
    text, blocks = visible_blocks(tree)
    if sum(block.words for block in blocks) < _FEWEST_WORDS:
        text, blocks = visible_blocks(tree, without_scripts=True)
    if not blocks:
        raise EmptyInput(
            page.ref, "the page shows no text without its scripts; save it from a browser"
        )
    facts = known.over(read_facts(tree, blocks, page)).over(_saved_from(source))
    return assemble(page, text, mark_wanted(source, blocks), facts, cleaner=HTML_CLEANER)


def _saved_from(source: str) -> Facts:
    """The address that browsers write into a page which they save as "complete"."""
    match = _SAVED.search(source[:_SAVED_NEAR])
    return Facts(url=match[1]) if match else _UNKNOWN


def parse_html(source: str) -> Any | None:
    """The element tree of a page; None where it is nested too deeply for the parser."""
    parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    source = re.sub(r"^\s*<\?xml[^>]*>", "", source)
    try:
        tree = lxml_html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    too_deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return None if too_deep else tree


def strip_tags(source: str) -> str:
    """Text without its tags, a tag as a line break: the last resort for hostile markup."""
    from html import unescape

    lines = _ANY_TAG.sub("\n", _CONTENT_GONE.sub("\n", source)).split("\n")
    return "\n\n".join(unescape(line).strip() for line in lines if line.strip())


def visible_blocks(tree: Any, *, without_scripts: bool = False) -> tuple[str, list[Block]]:
    """The page's visible text and the blocks that it consists of, `SEPARATOR` between them.

    Args:
        tree: The page.
        without_scripts: Show what the page holds for readers whose browser runs no scripts, for
            pages that write everything else by script.
    """
    walk = _Walk(no_text=_NO_TEXT - {"noscript"} if without_scripts else _NO_TEXT)
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            walk.enter(element)
        else:
            walk.leave(element)
    walk.flush()
    return SEPARATOR.join(block.text for block in walk.blocks), walk.blocks


@dataclass(slots=True)
class _Frame:
    """What an element says about everything inside it."""

    tag: str
    hidden: bool = False
    region: str = ""
    kind: BlockKind = "text"
    link: str = ""
    raw: bool = False
    author_from: int = -1


@dataclass(slots=True)
class _Walk:
    no_text: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=lambda: [_Frame("")])
    pieces: list[tuple[str, str]] = field(default_factory=list)  # (text, link)
    offset: int = 0
    opens: bool = False
    author: str = ""
    time: str = ""

    def enter(self, element: Any) -> None:
        tag = element.tag if isinstance(element.tag, str) else "script"
        if tag in _BLOCKS:
            self.flush()
        elif tag in ("br", "td", "th"):
            self.pieces.append(("\n" if tag == "br" else " ", ""))
        frame = _open_frame(self.stack[-1], tag, element, self.no_text)
        self.stack.append(frame)
        if frame.hidden:
            return
        if tag == "article":
            self.opens = frame.region != "reader comments"
        if tag == "time":
            self.time = self.time or (element.get("datetime") or "")[:_ATTRIBUTE]
        if _is_author(element):
            frame.author_from = len(self.pieces)
            self.author = self.author or _short_text(element)
        self.say(element.text)

    def leave(self, element: Any) -> None:
        frame = self.stack[-1]
        if frame.tag in _BLOCKS:
            self.flush()
        self.stack.pop()
        if not self.stack[-1].hidden:
            self.say(element.tail)

    def say(self, text: str | None) -> None:
        frame = self.stack[-1]
        if text and not frame.hidden:
            text = _INVISIBLE.sub("", text)
            self.pieces.append((text if frame.raw else _SPACE.sub(" ", text), frame.link))

    def flush(self) -> None:
        """Make blocks of what was said since the last border."""
        if not self.pieces:
            return
        whole = "".join(text for text, _ in self.pieces)
        linked = sum(len(text.strip()) for text, link in self.pieces if link)
        link = next((link for _, link in self.pieces if link), "")
        density = linked / max(len(whole.strip()), 1)
        self.pieces.clear()
        for part in _BLANK_LINE.split(whole):
            text = "\n".join(_SPACE.sub(" ", line).strip() for line in part.strip().split("\n"))
            if text:
                self._add(text, min(density, 1.0), link)

    def _add(self, text: str, density: float, link: str) -> None:
        frame = self.stack[-1]
        start = self.offset + len(SEPARATOR) * bool(self.blocks)
        span = start, start + len(text)
        self.offset = span[1]
        block = Block(span, text, frame.kind, 1, density, frame.region, self.opens, None, link)
        self.blocks.append(replace(block, author=self.author, time=self.time))
        self.opens, self.author, self.time = False, "", ""


def _open_frame(outer: _Frame, tag: str, element: Any, no_text: frozenset[str]) -> _Frame:
    if outer.hidden or tag in no_text:
        return _Frame(tag, hidden=True)
    link = (element.get("href") or "#")[:2_000] if tag == "a" else outer.link
    region = find_region(tag, element) or outer.region
    if tag in ("main", "article") and outer.region.startswith("site chrome"):
        region = find_region(tag, element)
    kind = _KINDS.get(tag, outer.kind)
    raw = outer.raw or tag == "pre"
    return _Frame(tag, _is_hidden(tag, element), region, kind, link, raw)


def _is_hidden(tag: str, element: Any) -> bool:
    if tag in _NEVER_HIDDEN:
        return False
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    style, classes = element.get("style") or "", element.get("class") or ""
    return bool(
        _HIDING_STYLE.search(style[:_ATTRIBUTE]) or _HIDING_CLASS.search(classes[:_ATTRIBUTE])
    )


def _is_author(element: Any) -> bool:
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return True
    return bool(_AUTHOR_CLASS.search((element.get("class") or "")[:_ATTRIBUTE]))


def _short_text(element: Any) -> str:
    """The name that an element marked as author holds, or ""."""
    text = " ".join(" ".join(_first_texts(element)).split())
    if not text or len(text) > _LONGEST_AUTHOR:
        return ""
    return find_byline(text) or clean_name(text, loose=len(text.split()) > 1)


def _first_texts(element: Any) -> Iterator[str]:
    size = 0
    for text in element.itertext():
        size += len(text)
        yield text
        if size > 2 * _LONGEST_AUTHOR:
            return
