"""An element tree to a page's visible text, its blocks, and the elements that they stand in.

One pass over the tree, and the slowest step of reading: an element without attributes costs a look
at its tag, one with names a look into a table (`looks.py`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from lxml import etree

from rashomon.read.blocks import LONGEST_TITLE, SEPARATOR, Block, BlockKind
from rashomon.read.byline import clean_name, find_byline
from rashomon.read.looks import ATTRIBUTE, is_hidden, look_at
from rashomon.read.text import PREFIX, count_words

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
_INVISIBLE = re.compile("[\u200b\u00ad\u2060]")
_BREAK = "\0"  # a line break inside a block; the parser lets no such character through
_LONGEST_AUTHOR = 120  # characters of an element that is marked as the author
_TELLING = (
    _BLOCKS | _BOLD_TAGS | frozenset(("a", "time"))
)  # tags that say something without any attribute
_WHOLE = 0.9  # of a line's characters that make it a bold line, or a link
_LONGEST_LINK = 2_000  # characters of an address


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
    walk.run(etree.iterwalk(tree, events=("start", "end")))
    walk.flush()
    return SEPARATOR.join([block.text for block in walk.blocks]), walk.blocks, walk.layout


class _Frame(NamedTuple):
    """What an element says about everything inside it."""

    node: int
    region: str = ""
    kind: BlockKind = "text"
    link: str = ""
    raw: bool = False
    bold: bool = False


_Piece = tuple[str, str, bool]  # text, link, bold
_SPACES: Mapping[str, _Piece] = {
    "br": (_BREAK, "", False),
    "td": (" ", "", False),
    "th": (" ", "", False),
}


class _Line(NamedTuple):
    """A line of a block: its text, how much of it is linked and bold, where its link leads."""

    text: str
    words: int
    linked: int
    bold: int
    link: str


def _lines(pieces: Sequence[_Piece]) -> list[_Line]:
    """The pieces between line breaks; lines without text are empty."""
    lines = []
    start = 0
    for i, piece in enumerate(pieces):
        if piece[0] == _BREAK:
            lines.append(_line(pieces[start:i]))
            start = i + 1
    lines.append(_line(pieces[start:]))
    return lines


def _line(pieces: Sequence[_Piece]) -> _Line:
    text = pieces[0][0] if len(pieces) == 1 else "".join([piece[0] for piece in pieces])
    words = (text if text.isascii() else _INVISIBLE.sub("", text)).split()
    if not words:
        return _NO_LINE
    text = " ".join(words)
    linked, bold, first = 0, 0, ""
    for part, link, is_bold in pieces:
        if link:
            linked += len(part.strip())
            first = first or link
        if is_bold:
            bold += len(part.strip())
    short = len(text) <= PREFIX and text.isascii()
    return _Line(text, len(words) if short else count_words(text), linked, bold, first)


_NO_LINE = _Line("", 0, 0, 0, "")
_BOLD, _LINKED = -1, -2


@dataclass(slots=True)
class _LineKey:
    """Numbers the parts of a block: an empty line parts it, and a line that is all bold or all
    link (a headline above its text, "Read more" below) stands alone.
    """

    part: int = 0

    def key(self, line: _Line) -> int:
        most = _WHOLE * len(line.text)
        if most and max(line.bold, line.linked) >= most and line.words <= LONGEST_TITLE:
            return _BOLD if line.bold >= most else _LINKED
        self.part += not most
        return self.part


@dataclass(slots=True)
class _Walk:
    no_text: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    layout: Layout = field(default_factory=Layout)
    frame: _Frame = field(default_factory=lambda: _Frame(-1))
    pieces: list[_Piece] = field(default_factory=list)
    broken: bool = False  # there is a line break among the pieces
    inner: int = -1
    offset: int = 0
    opens: bool = False
    author: str = ""
    time: str = ""

    def run(self, events: Any) -> None:
        """Take in the start and the end of every element; the loop that reading spends most in."""
        pieces, ends, parents = self.pieces, self.layout.ends, self.layout.parents
        outer: list[_Frame] = []
        for event, element in events:
            tag = element.tag
            if event == "end":
                if pieces and tag in _BLOCKS:
                    self.flush()
                if self.frame.node >= 0:
                    ends[self.frame.node] = len(parents)
                self.frame = outer.pop()
                text = element.tail
            else:
                if tag in _BLOCKS:
                    self.flush()
                elif tag in _SPACES:
                    pieces.append(_SPACES[tag])
                    self.broken = self.broken or tag == "br"
                outer.append(self.frame)
                if not self._open(tag, element):
                    events.skip_subtree()
                    continue
                text = element.text
            if text:
                self.say(text)

    def _open(self, tag: str, element: Any) -> bool:
        """Make an element the innermost one; False where nothing inside it is shown."""
        if tag in self.no_text or not isinstance(tag, str):
            return False
        pairs = element.items()
        if not pairs and tag not in _TELLING:
            return True
        named = dict(pairs)
        classes, identity = named.get("class", "")[:ATTRIBUTE], named.get("id", "")[:ATTRIBUTE]
        look = look_at(tag, named.get("role", "")[:ATTRIBUTE], classes, identity)
        if look.hidden or is_hidden(tag, named):
            return False
        node, region, kind, link, raw, bold = self.frame
        if look.names != " " or tag in _BLOCKS:
            node = self._note(node, tag, look.names)
        if tag == "a":
            link = (named.get("href") or "#")[:_LONGEST_LINK]
        elif tag in ("main", "article") and region.startswith("site chrome"):
            region = ""
        region = look.region or region
        raw, bold = raw or tag == "pre", bold or tag in _BOLD_TAGS
        self.frame = _Frame(node, region, _KINDS.get(tag, kind), link, raw, bold)
        if tag == "article":
            self.opens = region != "reader comments"
        elif tag == "time":
            self.time = self.time or named.get("datetime", "")[:ATTRIBUTE]
        if look.author or named.get("rel") == "author" or named.get("itemprop") == "author":
            self.author = self.author or _short_text(element)
        return True

    def _note(self, parent: int, tag: str, names: str) -> int:
        layout = self.layout
        node = len(layout.parents)
        layout.parents.append(parent)
        layout.ends.append(node + 1)
        layout.tags.append(tag)
        layout.names.append(names)
        return node

    def say(self, text: str) -> None:
        """Take in text that stands directly inside the innermost element."""
        node, _, _, link, raw, bold = self.frame
        if self.inner < 0:
            if text.isspace() and not link:
                return
            if not text.isspace():
                self.inner = node
        if raw and "\n" in text:
            for line in text.split("\n"):
                self.pieces += [(line, link, bold), _SPACES["br"]]
            self.broken = True
        else:
            self.pieces.append((text, link, bold))

    def flush(self) -> None:
        """Make blocks of what was said since the last border."""
        if not self.pieces:
            return
        if self.inner >= 0:  # else nothing but white space
            if self.broken:
                for key, group in groupby(_lines(self.pieces), key=_LineKey().key):
                    self._add(list(group), bold=key == _BOLD)
            else:
                line = _line(self.pieces)
                self._add([line], bold=_LineKey().key(line) == _BOLD)
        self.pieces.clear()
        self.inner, self.broken = -1, False

    def _add(self, lines: Sequence[_Line], *, bold: bool) -> None:
        text, words, linked, _, link = lines[0] if len(lines) == 1 else _join(lines)
        if not text:
            return
        node, region, kind, _, _, _ = self.frame
        start = self.offset + len(SEPARATOR) * bool(self.blocks)
        self.offset = start + len(text)
        if bold and kind in ("text", "cell"):
            kind = "heading"
        self.blocks.append(
            Block(
                (start, self.offset), text, kind, 1, min(linked / len(text), 1.0), region,
                self.opens, None, link, self.author, self.time, words,
            )
        )  # fmt: skip
        self.layout.homes.append(node)
        self.layout.inner.append(max(self.inner, node))
        self.opens, self.author, self.time = False, "", ""


def _join(lines: Sequence[_Line]) -> _Line:
    text = "\n".join([line.text for line in lines if line.text])
    linked, bold = sum([line.linked for line in lines]), sum([line.bold for line in lines])
    link = next((line.link for line in lines if line.link), "")
    return _Line(text, count_words(text), linked, bold, link)


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
