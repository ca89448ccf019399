"""What an element's tag, names and other attributes say about it: hidden, furniture, an author.

Class names and ids are read name by name: they repeat all over a page and from site to site, their
combinations do not.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from rashomon.read.regions import NO_RANK, find_region, rank_name

ATTRIBUTE = 400  # characters of an attribute that are looked at
_NEVER_HIDDEN = frozenset(("html", "body", "main", "article"))  # shown by a script once loaded
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING_CLASS = re.compile(r"\b(?:visually-?hidden|sr-only|screen-?reader-?(?:text|only))\b")
_AUTHOR_CLASS = re.compile(
    r"(?:^|[_-])(?:author|byline|auteur|autor|writer)(?:s|[-_]?(?:name|link|text))?$|p-author"
)
_NAMES_KEPT = 50_000  # that are remembered
_LOOKS_KEPT = 20_000  # different elements that are remembered


class Look(NamedTuple):
    """What the names of an element say; `names` are its class and id."""

    names: str
    region: str
    hidden: bool
    author: bool


@lru_cache(maxsize=_LOOKS_KEPT)
def look_at(tag: str, role: str, classes: str, identity: str) -> Look:
    """Read an element's tag, ARIA role, class and id."""
    rank, hides, author = NO_RANK, False, False
    for name in classes.split():
        marks = _marks(name)
        rank, hides, author = min(rank, marks[0]), hides or marks[1], author or marks[2]
    for name in identity.split():
        rank = min(rank, _marks(name)[0])
    region = find_region(tag, role, rank)
    return Look(f"{classes} {identity}", region, hides and tag not in _NEVER_HIDDEN, author)


@lru_cache(maxsize=_NAMES_KEPT)
def _marks(name: str) -> tuple[int, bool, bool]:
    """The rank of a name's reason, whether it hides its element, and whether it marks an author."""
    name = name.lower()
    return rank_name(name), bool(_HIDING_CLASS.search(name)), bool(_AUTHOR_CLASS.search(name))


def is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an attribute that is no name hides the element."""
    if not ("hidden" in attributes or "style" in attributes) or tag in _NEVER_HIDDEN:
        return False
    if attributes.get("hidden") not in (None, "until-found"):
        return True
    style = attributes.get("style")
    return bool(style and _HIDING_STYLE.search(style[:ATTRIBUTE]))
