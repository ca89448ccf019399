"""Who opened a thread: the first post's author on the pages of forums.

Forum software marks authors in few ways; their names are made up, so nothing but the markup can
tell that "grey_heron" is one. The ways were collected on the forum pages of WCXB that
`bench/read_accuracy.py --tuning` reads.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from rashomon.read.markup import Markup, plain

LONGEST_HANDLE = 40  # characters
_MOST_WORDS = 4
_ADDRESS = re.compile(
    r"/(?:threads?|topics?|t|questions|boards?|forums?|discussions?)/|viewtopic|showthread|[?&]topic=|/r/\w+/comments/",
    re.IGNORECASE,
)
_ITEM_TYPES: Any = etree.XPath("/descendant::*/@itemtype", smart_strings=False)
_CANDIDATES: Any = etree.XPath(
    "/descendant::*[@data-author or @data-author-username or @data-username or @author or @itemprop or @class or self::a or self::span]"
)
_POST_ITEM = re.compile("DiscussionForumPosting|/Question")
_SOFTWARE = re.compile(
    r"discourse|xenforo|phpbb|vbulletin|nodebb|flarum|invision|smf|mybb", re.IGNORECASE
)
_DATA = ("data-author", "data-author-username", "data-username", "author")
_CLASS = re.compile(r"(?:^|\s)(?:username(?:-coloured)?|author-name|poster|ipsEntry__username|user)(?:\s|$)")  # fmt: skip
_STARTER = re.compile(
    r"\b(?:thread starter|topic author|started by|asked by|posted by)\W*$", re.IGNORECASE
)
_LABEL = re.compile(r"^(?:author|by|posted by|topic author)\s*:?\s+", re.IGNORECASE)
_NOT_HANDLES = re.compile(
    r"^(?:log ?in|log ?out|sign ?(?:in|up)|register|guest|member|author|user(?:name)?|reply|share|quote|home|members?|profile)$",
    re.IGNORECASE,
)


def is_forum(tree: Any, markup: Markup, address: str) -> bool:
    """Whether a page is a thread of a forum, by its markup, its software or its address."""
    known = markup.is_post or _SOFTWARE.search(markup.tag("generator")) or _ADDRESS.search(address)
    return bool(known) or any(_POST_ITEM.search(kind) for kind in _ITEM_TYPES(tree))


def find_poster(tree: Any) -> tuple[str, str]:
    """The first post's author and the markup that names it, or two empty strings."""
    first: dict[str, str] = {}
    for element in _CANDIDATES(tree):
        for place, name in _marked(element):
            handle = clean_handle(name)
            if handle:
                first.setdefault(place, handle)
    best = next((place for place in _PLACES if place in first), "")
    return first.get(best, ""), best


_PLACES = ("thread starter", "itemprop author", "data-author", "class username")


def clean_handle(text: str) -> str:
    """The name under which somebody writes in a forum, or ""."""
    text = _LABEL.sub("", " ".join(text.split())).strip(" ,:;|•·»").removeprefix("@")
    known = 0 < len(text) <= LONGEST_HANDLE and len(text.split()) <= _MOST_WORDS
    wrong = "@" in text or "://" in text or _NOT_HANDLES.match(text)
    return text if known and not wrong else ""


def _marked(element: Any) -> Iterator[tuple[str, str]]:
    for name in _DATA:
        if element.get(name):
            yield "data-author", plain(element.get(name))
    if "author" in (element.get("itemprop") or "").split() and element.tag != "meta":
        yield "itemprop author", _item_name(element)
    if _CLASS.search((element.get("class") or "")[:200]):
        yield "class username", _short_text(element)
    if element.tag in ("a", "span") and _STARTER.search(_text_before(element)):
        yield "thread starter", _short_text(element)


def _item_name(element: Any) -> str:
    """The name of a microdata item, else what the element holds."""
    for inner in element.iter():
        if "name" in (inner.get("itemprop") or "").split():
            return plain(inner.get("content")) or _short_text(inner)
    return _short_text(element)


def _short_text(element: Any) -> str:
    """What a small element says, "" for a large one."""
    text = ""
    for part in element.itertext():
        text += part
        if len(text) > 10 * LONGEST_HANDLE:
            return ""
    return plain(text)


def _text_before(element: Any) -> str:
    """The end of the words directly before an element."""
    before = element.getprevious()
    if before is None:
        parent = element.getparent()
        return (parent.text or "")[-LONGEST_HANDLE:] if parent is not None else ""
    tail = (before.tail or "").strip()
    return tail[-LONGEST_HANDLE:] if tail else _short_text(before)[-LONGEST_HANDLE:]
