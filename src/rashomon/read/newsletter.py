"""Messages of several items, as newsletters are: where each begins, and where it links to.

The items of a newsletter mostly have neither byline nor date, by which articles of a page are told
apart. They are told by what returns at all of them: a title that is a link, a link to the whole
text below, a byline; or, where their texts name different people and places, a number, a drawn
line, a line in the contents, or just a heading.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from rashomon.read.blocks import LONGEST_TITLE, Block
from rashomon.read.lines import Line

Sign = Literal["linked", "more", "signed", "numbered", "ruled", "listed", "heading"]

INTRODUCTION, CLOSING = "introduction of a newsletter", "closing of a newsletter"
WHOLE_TEXT = "link to the whole text"
LONGEST_FRAME = 60  # words above the first item or below the last link that are a frame, no item
NUMBER = re.compile(r"^\s*(?:\d{1,2}\s*[.):/-]|#\d{1,2}\b|\[\d{1,2}\])\s+")
_MOST_SHARED = 0.5  # of the names of an item that other items hold too, on average
_FEWEST_NAMES = 2  # of an item that say anything
_FEWEST: dict[Sign, int] = {"numbered": 3, "ruled": 3, "heading": 3}  # of the others two
_LINKED = 0.6  # share of link text
_SHORTEST_TITLE = 2  # words
_MORE_NEAR = 60  # characters at the end of a paragraph that may be such a link
_MORE = re.compile(
    r"(?:(?:read|continue|keep|see|find out|learn)\s+(?:reading|more|on|the (?:whole|full|rest)\b[^.]{0,30}|(?:full|whole) \w+)"
    r"|full (?:story|text|article|report)|more here|weiterlesen|mehr (?:lesen|dazu|erfahren)|zum (?:artikel|beitrag)"
    r"|lire (?:la suite|l[’']article|plus)|en savoir plus|(?:seguir|sigue) leyendo|leer (?:más|el artículo)|leggi (?:tutto|di più)"
    r"|ler mais|lees (?:meer|verder)|czytaj (?:więcej|dalej))"
    r"(?:\s+(?:on|at|in|at the)\s[^.:]{2,30})?\s*[.:»›>→…]*\s*(?:[<(\[]?https?://\S+)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[<(\[]?(https?://[^\s<>()\[\]]{3,2000})[>)\]]?")
_ADDRESS_LINE = re.compile(
    rf"(?:[\w ’'-]{{1,40}}:\s*|[→»>*-]+\s*)?{_ADDRESS.pattern}", re.IGNORECASE
)
_NAME = re.compile(r"(?<![.!?:“\"‘'(]\s)(?<=\s)[A-ZÀ-ÖØ-Þ][\w’'-]{2,}")
_FRAME_REGION = (
    "site chrome: newsletter"  # what pages say of their sign-up box, and newsletters of themselves
)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a message: its lines from `start` to `end`, and those that only link."""

    start: int
    end: int
    title: int
    link: str
    links: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """A title with running text below: from its first line to the next head."""

    start: int
    title: int
    body: int
    end: int
    signs: frozenset[Sign]


def show_all(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of a message; where most of it calls itself a newsletter, that is no furniture."""
    named = sum(block.words for block in blocks if block.region == _FRAME_REGION)
    if 2 * named <= sum(block.words for block in blocks):
        return blocks
    return [replace(b, region="") if b.region == _FRAME_REGION else b for b in blocks]


def find_items(lines: Sequence[Line]) -> list[Item]:
    """The items of a message in order; none where it is one text."""
    heads = _heads(lines)
    sign = _common_sign(lines, heads)
    if sign is None:
        return []
    chosen = [head for head in heads if sign in head.signs]
    ends = [*(head.start for head in chosen[1:]), len(lines)]
    return [_item(lines, head, end) for head, end in zip(chosen, ends, strict=True)]


def is_rule(line: Line) -> bool:
    """Whether a line of plain text is drawn, not written."""
    text = "".join(line.block.text.split())
    return len(text) > 2 and not any(c.isalnum() for c in text)


# --- heads ------------------------------------------------------------------------------------


def _heads(lines: Sequence[Line]) -> list[_Head]:
    """Every title that stands above running text, with the signs of an item."""
    bodies = [i for i, line in enumerate(lines) if line.kind == "prose"]
    found = []
    for above, body in pairwise([-1, *bodies]):
        title = _title(lines, above + 1, body)
        if title is not None:
            found.append((_start(lines, above + 1, title), title, body))
    ends = [*(start for start, _, _ in found), len(lines)][1:]
    ruled, listed = _ruled(lines), _listed(lines)
    heads = []
    for (start, title, body), end in zip(found, ends, strict=True):
        signs = _signs(lines, title, body, end)
        signs |= {"ruled"} if title in ruled else set()
        signs |= {"listed"} if title in listed else set()
        heads.append(_Head(start, title, body, end, frozenset(signs)))
    return _in_sequence(lines, heads)


def _title(lines: Sequence[Line], start: int, body: int) -> int | None:
    """The title above a text: a linked or numbered one, else the last heading, else the last label."""
    likely = [i for i in range(start, body) if _could_be_title(lines[i])]
    for is_sure in (_is_linked, _is_numbered, _is_heading):
        sure = [i for i in likely if is_sure(lines[i])]
        if sure:
            return sure[-1]
    return likely[-1] if likely else None


def _could_be_title(line: Line) -> bool:
    block = line.block
    return (
        line.kind in ("other", "related", "chrome")
        and _SHORTEST_TITLE <= block.words <= LONGEST_TITLE
        and not _only_links(line)
        and not is_rule(line)
        and (line.kind == "other" or (_is_linked(line) and block.kind == "heading"))
    )


def _is_linked(line: Line) -> bool:
    return line.block.link_density > _LINKED and bool(line.block.link)


def _is_numbered(line: Line) -> bool:
    return bool(NUMBER.match(line.block.text))


def _is_heading(line: Line) -> bool:
    text = line.block.text
    return line.block.kind == "heading" or (text.isupper() and len(text) > LONGEST_TITLE // 2)


def _start(lines: Sequence[Line], above: int, title: int) -> int:
    """Where the head of an item begins: below the last link or drawn line above its title."""
    links = [i for i in range(above, title) if _only_links(lines[i]) or is_rule(lines[i])]
    return links[-1] + 1 if links else above


def _only_links(line: Line) -> bool:
    text = line.block.text.strip()
    return bool(_MORE.fullmatch(text) or _ADDRESS_LINE.fullmatch(text))


def _ends_in_link(line: Line) -> bool:
    """Whether a paragraph ends in a link to the whole text."""
    if line.kind != "prose":
        return False
    end = line.block.text.rstrip().rsplit("\n", 1)[-1]
    tail = re.split(r"(?<=[.!?…”\"])\s+", end[-_MORE_NEAR * 4 :])[-1].strip(" ()[]")
    return len(tail) < len(line.block.text) and bool(
        _MORE.fullmatch(tail) or _ADDRESS_LINE.fullmatch(tail)
    )


def _signs(lines: Sequence[Line], title: int, body: int, end: int) -> set[Sign]:
    head, own = lines[title:body], lines[body:end]
    signs: dict[Sign, bool] = {
        "linked": _is_linked(lines[title]),
        "more": any(_only_links(line) or _ends_in_link(line) for line in own),
        "signed": any(line.kind in ("stamp", "byline") for line in head),
        "numbered": _is_numbered(lines[title]),
        "heading": _is_heading(lines[title]),
    }
    return {sign for sign, there in signs.items() if there}


def _ruled(lines: Sequence[Line]) -> set[int]:
    """The labels between a drawn line and the next text."""
    found, below = set(), False
    for i, line in enumerate(lines):
        below = is_rule(line) or (below and line.kind != "prose")
        if below:
            found.add(i)
    return found


def _listed(lines: Sequence[Line]) -> set[int]:
    """The labels that stood above already, as the titles in the contents at the top."""
    found, seen = set(), set()
    for i, line in enumerate(lines):
        if line.kind != "prose":
            own = _plain_title(line)
            if own in seen:
                found.add(i)
            seen.add(own)
    return found


def _plain_title(line: Line) -> str:
    return NUMBER.sub("", line.block.label).casefold().strip(" .:")


def _in_sequence(lines: Sequence[Line], heads: Sequence[_Head]) -> list[_Head]:
    """The heads, those whose number does not follow the one before without that sign."""
    expected, found = 1, []
    for head in heads:
        number = re.search(r"\d+", lines[head.title].block.text[:8])
        follows = "numbered" in head.signs and number is not None and int(number[0]) == expected
        expected += follows
        kept = head.signs if follows else head.signs - {"numbered"}
        found.append(replace(head, signs=kept))
    return found


# --- is it a newsletter -----------------------------------------------------------------------


def _common_sign(lines: Sequence[Line], heads: Sequence[_Head]) -> Sign | None:
    """The sign that tells items, the surest first, if there are enough that are about different things."""
    order: tuple[Sign, ...] = (
        "linked", "more", "signed", "numbered", "ruled", "listed", "heading",
    )  # fmt: skip
    for sign in order:
        own = [head for head in heads if sign in head.signs]
        if len(own) >= _FEWEST.get(sign, 2) and (sign == "linked" or _are_apart(lines, own)):
            return sign
    return None


def _are_apart(lines: Sequence[Line], heads: Sequence[_Head]) -> bool:
    """Whether items name different people and places: the parts of one text return to the same."""
    ends = [*(head.start for head in heads[1:]), heads[-1].end]
    named = [_names(lines[head.title : end]) for head, end in zip(heads, ends, strict=True)]
    shares = [
        len(own & frozenset().union(*(named[:i] + named[i + 1 :]))) / len(own)
        for i, own in enumerate(named)
        if len(own) >= _FEWEST_NAMES
    ]
    return bool(shares) and sum(shares) / len(shares) <= _MOST_SHARED


def _names(lines: Sequence[Line]) -> frozenset[str]:
    """The words with a capital inside the sentences."""
    own = (line.block.text for line in lines if line.kind == "prose")
    return frozenset(
        name.removesuffix("’s").removesuffix("'s") for text in own for name in _NAME.findall(text)
    )


def _item(lines: Sequence[Line], head: _Head, end: int) -> Item:
    links = tuple(i for i in range(head.title + 1, end) if _only_links(lines[i]))
    title = lines[head.title].block
    targets = [title.link, *(_target(lines[i].block) for i in range(head.body, end))]
    link = next((one for one in targets if one.startswith(("http://", "https://"))), "")
    return Item(head.start, end, head.title, link, links)


def _target(block: Block) -> str:
    """Where a link to the whole text leads."""
    address = _ADDRESS.search(block.text)
    return block.link or (address[1].rstrip(".,;") if address else "")
