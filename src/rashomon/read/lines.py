"""What each block of a page is by itself: running text, date line, byline, chrome, or a label."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from rashomon.read import byline, chrome, dates
from rashomon.read.blocks import Block, ends_sentence, is_prose

LineKind = Literal[
    "prose", "stamp", "byline", "name", "outlet", "chrome", "related", "comments", "other"
]
_NEAR = 2  # blocks; how far from a date line an outlet's or author's name may stand
_LONGEST_FOREIGN_DATE = 32  # characters
_LINKED = 0.5  # share of link text from which a label is looked at no further for foreign dates
_LOOKED_AT = 2_000  # characters of a paragraph
_PARTS = re.compile(r"\s*[·|•\n]\s*|\s+[–—]\s+")
_MOST_PARTS = 5
_LONGEST_LABEL = 14  # words; longer blocks are neither byline nor date line


@dataclass(frozen=True, slots=True)
class Line:
    """A block with what it is; `reason` tells why it goes.

    `value` is the author that a byline names or the outlet of an outlet line; `outlet` is one that
    a byline or date line names besides.
    """

    block: Block
    kind: LineKind
    reason: str = ""
    value: str = ""
    dated: dates.Dated | None = None
    outlet: str = ""


def classify(blocks: Sequence[Block], *, now: datetime) -> list[Line]:
    """Say of every block what it is, by its words first and then by what stands around it."""
    first, last = _text_edges(blocks)
    lines = [
        _read_line(block, at_edge=not first <= i <= last, now=now) for i, block in enumerate(blocks)
    ]
    lines = [_second_look(lines, i, at_edge=not first <= i <= last) for i in range(len(lines))]
    ordinary = _ordinary_words(blocks)
    return [_name_beside_date(lines, i, ordinary) for i in range(len(lines))]


def _ordinary_words(blocks: Sequence[Block]) -> frozenset[str]:
    """The words that running text writes in lower case: labels made of them are no names."""
    text = " ".join(b.text[:_LOOKED_AT] for b in blocks if is_prose(b))[: 10 * _LOOKED_AT]
    return frozenset(word for word in text.split() if word.islower())


def _text_edges(blocks: Sequence[Block]) -> tuple[int, int]:
    """The first and the last block of running text."""
    prose = [i for i, b in enumerate(blocks) if is_prose(b) and not _sure_chrome(b).is_chrome]
    return (prose[0], prose[-1]) if prose else (len(blocks), -1)


def _sure_chrome(block: Block) -> chrome.Verdict:
    return chrome.judge(block.label)


def _read_line(block: Block, *, at_edge: bool, now: datetime) -> Line:
    text = block.label
    if block.wanted is False and block.region not in ("", "teaser"):
        return Line(block, "chrome", block.region)
    if block.words <= _LONGEST_LABEL or byline.find_credit(text):
        label = _read_label(block, text, now)
        if label is not None:
            return label
    verdict = chrome.judge(text, at_edge=at_edge, link_density=block.link_density)
    if verdict.is_chrome:
        return _chrome_line(block, verdict.reason)
    return Line(block, "prose" if is_prose(block) else "other")


def _chrome_line(block: Block, reason: str) -> Line:
    if chrome.starts_comments(block.label):
        return Line(block, "comments", chrome.COMMENTS)
    if chrome.starts_related(block.label):
        return Line(block, "related", chrome.RELATED)
    return Line(block, "chrome", reason)


def _read_label(block: Block, text: str, now: datetime) -> Line | None:
    if block.author and block.kind != "heading":
        dated = dates.parse_stamp(block.time) or dates.find_date(text, now=now)
        return Line(block, "byline", "byline", block.author, dated)
    compound = _read_compound(block, text, now)
    if compound is not None:
        return compound
    dated = dates.is_date_line(text, now=now)
    if dated is None and block.time:
        dated = dates.parse_stamp(block.time)
    if dated is None and _may_be_foreign(block, text):
        dated = dates.parse_foreign(text)
    if dated is not None:
        return Line(block, "stamp", "date line", dated=dated)
    if ends_sentence(text) and not byline.find_credit(text) and block.words > _LONGEST_LABEL // 2:
        return None
    author = byline.find_byline(text) or byline.find_credit(text)
    if author:
        return Line(block, "byline", "byline", author, dates.find_date(text, now=now))
    return None


def _may_be_foreign(block: Block, text: str) -> bool:
    """Whether to try other languages, which is slow: not for links and lists of facts."""
    short = len(text) <= _LONGEST_FOREIGN_DATE and block.link_density <= _LINKED
    return short and len(_PARTS.split(text)) == 1


def _read_compound(block: Block, text: str, now: datetime) -> Line | None:
    """A line of several parts ("The Lantern · By Mira Tolland · 2 hours ago"), each known."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    if not 1 < len(parts) <= _MOST_PARTS:
        return None
    author, outlet, dated = "", "", None
    for part in parts:
        day, by = dates.is_date_line(part, now=now), byline.find_byline(part)
        if day is None and not by and not chrome.judge(part).is_chrome:
            if outlet or not byline.could_be_outlet(part):
                return None
            outlet = byline.clean_outlet(part)
        author, dated = author or by, dated or day
    if not author and dated is None:
        return None
    kind: LineKind = "byline" if author else "stamp"
    reason = "byline" if author else "date line"
    return Line(block, kind, reason, author, dated, outlet)


def _second_look(lines: Sequence[Line], i: int, *, at_edge: bool) -> Line:
    line = lines[i]
    if line.kind != "other":
        return line
    beside = any(n.kind in ("chrome", "related", "comments") for n in _around(lines, i, 1))
    density = line.block.link_density
    verdict = chrome.judge(
        line.block.label, at_edge=at_edge, beside_chrome=beside, link_density=density
    )
    return _chrome_line(line.block, verdict.reason) if verdict.is_chrome else line


def _around(lines: Sequence[Line], i: int, reach: int) -> list[Line]:
    return [*lines[max(i - reach, 0) : i], *lines[i + 1 : i + 1 + reach]]


def _name_beside_date(lines: Sequence[Line], i: int, ordinary: frozenset[str]) -> Line:
    """An outlet's or author's name is known as such by the date line or byline beside it."""
    line = lines[i]
    if line.kind != "other":
        return line
    text = line.block.text.strip()
    near = _around(lines, i, _NEAR)
    dated = any(n.kind in ("stamp", "byline") for n in near)
    outlet = byline.find_outlet(text)
    again = any(byline.find_outlet(n.block.text) == line.block.label for n in near)
    if outlet and (dated or byline.looks_like_outlet(outlet)):
        return replace(line, kind="outlet", reason="outlet line", value=outlet)
    if again or (dated and byline.looks_like_outlet(text) and line.block.kind != "heading"):
        return replace(line, kind="outlet", reason="outlet line", value=line.block.label)
    named = _named_author(line, near)
    if named is not None:
        return named
    dated = any(n.kind == "stamp" for n in near)
    name = byline.is_name(line.block.label) if dated and line.block.kind != "heading" else ""
    known = name and any(word.lower() not in ordinary for word in name.split())
    return replace(line, kind="name", reason="byline", value=name) if known else line


def _named_author(line: Line, near: list[Line]) -> Line | None:
    """A line that repeats the name of the byline beside it."""
    label = line.block.label
    if not any(n.kind == "byline" and n.value.lower() == label.lower() for n in near):
        return None
    value = byline.clean_name(label, loose=True)
    return replace(line, kind="name", reason="byline", value=value)
