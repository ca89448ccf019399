"""What a page's head holds about its article: meta tags, and the article's JSON-LD object."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from rashomon.read.text import normalise

LONGEST_VALUE = 400  # characters of a title, name or address
_MAX_JSON = 2_000_000  # characters of one JSON-LD block
_MOST_VALUES = 12  # of one meta tag's name, or of a list in JSON-LD
_ARTICLE_TYPES = re.compile(
    r"(?:Article|BlogPosting|Posting|Report|Review|ScholarlyArticle|Story|Question)$"
)
_PAGE_TYPES = re.compile(r"(?:WebPage|ItemPage|AboutPage)$")
_POST_TYPES = re.compile(r"(?:DiscussionForumPosting|SocialMediaPosting|Question)$")
_PERSON = re.compile(r"Person$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in JSON-LD, and whether it is said to be a person's."""

    text: str
    person: bool = False


@dataclass(frozen=True, slots=True)
class Markup:
    """Meta tags by lower-case name, the article's JSON-LD object, named objects by their id."""

    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    article: Mapping[str, Any] = field(default_factory=dict)
    named: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def is_post(self) -> bool:
        """Whether the article is a contribution to a forum, whose authors have made-up names."""
        return any(_POST_TYPES.search(kind) for kind in _types(self.article))

    def tag(self, name: str) -> str:
        """The first value of a meta tag, or ""."""
        return self.meta.get(name, ("",))[0]

    def told(self, key: str) -> str:
        """A text of the article's JSON-LD object, the first one of a list, or ""."""
        value = self.article.get(key)
        return plain(value[0] if isinstance(value, list) and value else value)

    def names(self, key: str) -> list[Name]:
        """The people or organisations that the article's JSON-LD object gives."""
        return self._names(self.article.get(key))

    def _names(self, value: Any) -> list[Name]:
        if isinstance(value, list):
            return [name for entry in value[:_MOST_VALUES] for name in self._names(entry)]
        if not isinstance(value, dict):
            return [Name(plain(value))] if plain(value) else []
        known = self.named.get(str(value.get("@id")), {})
        person = any(_PERSON.search(kind) for kind in (*_types(value), *_types(known)))
        inner = value.get("name") or known.get("name")
        texts = [plain(text) for text in (inner if isinstance(inner, list) else [inner])]
        return [Name(text, person) for text in texts if text]


def read_markup(tree: Any) -> Markup:
    """The meta tags and JSON-LD of a page."""
    nodes = list(_nodes(tree))
    named = {str(node["@id"]): node for node in nodes if node.get("@id") and node.get("name")}
    return Markup(_meta(tree), _article(nodes), named)


def plain(value: Any) -> str:
    """A short text on one line, entities that were written twice resolved; "" for anything else."""
    if not isinstance(value, str):
        return ""
    return " ".join(normalise(unescape(value[: 4 * LONGEST_VALUE])).split())[:LONGEST_VALUE]


def _meta(tree: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "")[:80].lower()
        content = plain(tag.get("content"))
        if name and content and len(found.get(name, ())) < _MOST_VALUES:
            found[name] = (*found.get(name, ()), content)
    return found


def _article(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """The JSON-LD object of the page's own article."""
    for wanted in (_ARTICLE_TYPES, _PAGE_TYPES):
        for node in nodes:
            if any(wanted.search(kind) for kind in _types(node)):
                return node
    return {}


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Objects at the top, in a graph, or the main entity; never those in lists of other pages."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or len(script.text or "") > _MAX_JSON:
            continue
        try:
            value = json.loads((script.text or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in value if isinstance(value, list) else [value]:
            yield from _own_nodes(node)


def _own_nodes(node: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(node, dict):
        return
    yield node
    graph = node.get("@graph")
    inner = [*(graph if isinstance(graph, list) else []), node.get("mainEntity")]
    yield from (entry for entry in inner if isinstance(entry, dict))


def _types(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]
