"""An element tree to a page's visible text, its blocks, and the elements that they stand in.

One pass over the tree. What an element's names say (is it hidden, is it furniture, does it mark an
author) is looked up by its tag, role, class and id, which repeat all over a page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any

from lxml import etree

from rashomon.read.blocks import LONGEST_TITLE, SEPARATOR, Block, BlockKind
from rashomon.read.byline import clean_name, find_byline
from rashomon.read.regions import find_region
from rashomon.read.text import count_words

_NO_TEXT = frozenset(
    "script style noscript template head title meta link svg math iframe object embed canvas select option datalist"
    " textarea input audio video map area applet frameset noframes param source track".split()
)
_BLOCKS = frozenset(
    "p div section article main header footer nav aside h1 h2 h3 h4 h5 h6 ul ol li menu table thead tbody tfoot tr"
    " caption blockquote pre figure figcaption form fieldset legend hr dl dt dd address details summary center body"
    " html button label hgroup dialog search".split()
)
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "li": "item",
    "blockquote": "quote",
    "figcaption": "caption",
    "tr": "cell",
}
_BOLD_TAGS = frozenset(("b", "strong"))
_NEVER_HIDDEN = frozenset(("html", "body", "main", "article"))  # shown by a script once loaded
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING_CLASS = re.compile(
    r"\b(?:visually-?hidden|sr-only|screen-?reader-?(?:text|only))\b", re.IGNORECASE
)
_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|byline|auteur|autor|writer)(?:s|[-_]?(?:name|link|text))?(?:$|\s)|p-author",
    re.IGNORECASE,
)
_INVISIBLE = re.compile("[\u200b\u00ad\u2060]")
_BREAK = "\0"  # a line break inside a block; the parser lets no such character through
_ATTRIBUTE = 400  # characters of an attribute that are looked at
_LONGEST_AUTHOR = 120  # characters of an element that is marked as the author
_WHOLE = 0.9  # of a line's characters that make it a bold line, or a link
_LOOKS_KEPT = 20_000  # different elements whose names are remembered


@dataclass(frozen=True, slots=True)
class Layout:
    """The elements that hold a page's text, parents before their children.

    `parents` (-1 for the root), `ends` (one past the last element inside), `tags` and `names`
    (class and id) have an entry for each element; `homes` and `inner` one for each block: the
    element that it fills, and the one in which its text begins. Inline elements without names are
    left out.
    """

    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    homes: list[int] = field(default_factory=list)
    inner: list[int] = field(default_factory=list)


def visible_blocks(tree: Any, *, without_scripts: bool = False) -> tuple[str, list[Block]]:
    """The page's visible text and the blocks that it consists of, `SEPARATOR` between them.

    Args:
        tree: The page.
        without_scripts: Show what the page holds for readers whose browser runs no scripts, for
            pages that write everything else by script.
    """
    text, blocks, _ = lay_out(tree, without_scripts=without_scripts)
    return text, blocks


def lay_out(tree: Any, *, without_scripts: bool = False) -> tuple[str, list[Block], Layout]:
    """The same with the elements that the blocks stand in."""
    walk = _Walk(no_text=_NO_TEXT - {"noscript"} if without_scripts else _NO_TEXT)
    events = etree.iterwalk(tree, events=("start", "end"))
    for event, element in events:
        if event == "end":
            walk.leave(element)
        elif not walk.enter(element):
            events.skip_subtree()
    walk.flush()
    return SEPARATOR.join(block.text for block in walk.blocks), walk.blocks, walk.layout


@dataclass(frozen=True, slots=True)
class _Look:
    """What the names of an element say."""

    region: str
    hidden: bool
    author: bool


@dataclass(slots=True)
class _Frame:
    """What an element says about everything inside it."""

    tag: str
    node: int
    region: str = ""
    kind: BlockKind = "text"
    link: str = ""
    raw: bool = False
    bold: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a block: its text, how much of it is linked and bold, where its link leads."""

    text: str
    linked: int
    bold: int
    link: str


def _lines(pieces: Sequence[tuple[str, str, bool]]) -> list[_Line]:
    """The pieces between line breaks; lines without text are empty."""
    lines = []
    start = 0
    for i, piece in enumerate(pieces):
        if piece[0] == _BREAK:
            lines.append(_line(pieces[start:i]))
            start = i + 1
    lines.append(_line(pieces[start:]))
    return lines


def _line(pieces: Sequence[tuple[str, str, bool]]) -> _Line:
    text = "".join([piece[0] for piece in pieces])
    text = " ".join((text if text.isascii() else _INVISIBLE.sub("", text)).split())
    if not text:
        return _NO_LINE
    linked, bold, first = 0, 0, ""
    for part, link, is_bold in pieces:
        if link:
            linked += len(part.strip())
            first = first or link
        if is_bold:
            bold += len(part.strip())
    return _Line(text, linked, bold, first)


_NO_LINE = _Line("", 0, 0, "")
_BOLD, _LINKED = -1, -2


@dataclass(slots=True)
class _LineKey:
    """Numbers the parts of a block: an empty line parts it, and a line that is all bold or all
    link (a headline above its text, "Read more" below) stands alone.
    """

    part: int = 0

    def key(self, line: _Line) -> int:
        most = _WHOLE * len(line.text)
        if most and max(line.bold, line.linked) >= most and count_words(line.text) <= LONGEST_TITLE:
            return _BOLD if line.bold >= most else _LINKED
        self.part += not most
        return self.part


@dataclass(slots=True)
class _Walk:
    no_text: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    layout: Layout = field(default_factory=Layout)
    stack: list[_Frame] = field(default_factory=lambda: [_Frame("", -1)])
    pieces: list[tuple[str, str, bool]] = field(default_factory=list)  # text, link, bold
    inner: int = -1
    offset: int = 0
    opens: bool = False
    author: str = ""
    time: str = ""

    def enter(self, element: Any) -> bool:
        """Take in an element; False where nothing inside it is shown."""
        tag = element.tag if isinstance(element.tag, str) else "script"
        if tag in _BLOCKS:
            self.flush()
        elif tag == "br":
            self.pieces.append((_BREAK, "", False))
        elif tag in ("td", "th"):
            self.pieces.append((" ", "", False))
        outer = self.stack[-1]
        if tag in self.no_text:
            self.stack.append(_Frame(tag, outer.node, hidden=True))
            return False
        return self._open(outer, tag, element)

    def _open(self, outer: _Frame, tag: str, element: Any) -> bool:
        classes = (element.get("class") or "")[:_ATTRIBUTE]
        identity = (element.get("id") or "")[:_ATTRIBUTE]
        look = _look(tag, element.get("role") or "", classes, identity)
        if look.hidden or _is_hidden(tag, element):
            self.stack.append(_Frame(tag, outer.node, hidden=True))
            return False
        self.stack.append(self._frame(outer, tag, element, look, f"{classes} {identity}"))
        if tag == "article":
            self.opens = self.stack[-1].region != "reader comments"
        if tag == "time":
            self.time = self.time or (element.get("datetime") or "")[:_ATTRIBUTE]
        if look.author or element.get("rel") == "author" or element.get("itemprop") == "author":
            self.author = self.author or _short_text(element)
        self.say(element.text)
        return True

    def _frame(self, outer: _Frame, tag: str, element: Any, look: _Look, names: str) -> _Frame:
        node = outer.node
        if names != " " or tag in _BLOCKS:
            node = self._note(outer.node, tag, names)
        link = (element.get("href") or "#")[:2_000] if tag == "a" else outer.link
        region = look.region or outer.region
        if tag in ("main", "article") and outer.region.startswith("site chrome"):
            region = look.region
        kind = _KINDS.get(tag, outer.kind)
        raw, bold = outer.raw or tag == "pre", outer.bold or tag in _BOLD_TAGS
        return _Frame(tag, node, region, kind, link, raw, bold)

    def _note(self, parent: int, tag: str, names: str) -> int:
        layout = self.layout
        node = len(layout.parents)
        layout.parents.append(parent)
        layout.ends.append(node + 1)
        layout.tags.append(tag)
        layout.names.append(names)
        return node

    def leave(self, element: Any) -> None:
        """Close an element; what follows it belongs to the one around it."""
        frame = self.stack[-1]
        if frame.tag in _BLOCKS:
            self.flush()
        if frame.node >= 0:
            self.layout.ends[frame.node] = len(self.layout.parents)
        self.stack.pop()
        self.say(element.tail)

    def say(self, text: str | None) -> None:
        """Take in text that stands directly inside the innermost element."""
        if not text:
            return
        frame = self.stack[-1]
        if self.inner < 0 and not text.isspace():
            self.inner = frame.node
        if frame.raw and "\n" in text:
            for line in text.split("\n"):
                self.pieces += [(line, frame.link, frame.bold), (_BREAK, "", False)]
        else:
            self.pieces.append((text, frame.link, frame.bold))

    def flush(self) -> None:
        """Make blocks of what was said since the last border."""
        if not self.pieces:
            return
        if self.inner < 0:  # nothing but white space
            self.pieces.clear()
            return
        lines = _lines(self.pieces)
        self.pieces.clear()
        for key, group in groupby(lines, key=_LineKey().key):
            self._add(list(group), bold=key == _BOLD)
        self.inner = -1

    def _add(self, lines: list[_Line], *, bold: bool) -> None:
        text = "\n".join(line.text for line in lines if line.text)
        if not text:
            return
        frame = self.stack[-1]
        start = self.offset + len(SEPARATOR) * bool(self.blocks)
        span = start, start + len(text)
        self.offset = span[1]
        kind = "heading" if bold and frame.kind in ("text", "cell") else frame.kind
        density = min(sum(line.linked for line in lines) / len(text), 1.0)
        link = next((line.link for line in lines if line.link), "")
        self.blocks.append(
            Block(
                span, text, kind, 1, density, frame.region, self.opens,
                None, link, self.author, self.time,
            )
        )  # fmt: skip
        self.layout.homes.append(frame.node)
        self.layout.inner.append(max(self.inner, frame.node))
        self.opens, self.author, self.time = False, "", ""


@lru_cache(maxsize=_LOOKS_KEPT)
def _look(tag: str, role: str, classes: str, identity: str) -> _Look:
    hidden = tag not in _NEVER_HIDDEN and bool(_HIDING_CLASS.search(classes))
    region = find_region(tag, role, f"{classes} {identity}")
    return _Look(region, hidden, bool(_AUTHOR_CLASS.search(classes)))


def _is_hidden(tag: str, element: Any) -> bool:
    """Whether an attribute that is no name hides the element."""
    if tag in _NEVER_HIDDEN:
        return False
    if element.get("hidden") not in (None, "until-found"):
        return True
    style = element.get("style")
    return bool(style and _HIDING_STYLE.search(style[:_ATTRIBUTE]))


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
