"""Feeds and their like: RSS, Atom, JSON Feed, sitemaps, OPML and plain lists of addresses.

What they have in common is a list of entries, or of further feeds. A broken feed gives what can be
read of it. Nothing is ever loaded from elsewhere: no entity, no DTD, no schema.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.entities import html5
from typing import Any, Literal

from rashomon.core.records import Page
from rashomon.read.addresses import is_web
from rashomon.read.kinds import JSON_FEED
from rashomon.read.pages import decode

FeedKind = Literal["rss", "atom", "json", "sitemap", "index", "opml", "list"]
MAX_ENTRIES = 50_000  # of one feed: the limit that sitemaps have, sitemaps.org/protocol.html
_SNIFFED = 5_000  # characters at the start that tell what a page is
_ROOT = re.compile(
    r"\s*(?:<\?.{0,500}?\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>\[]{0,500}(?:\[.{0,2000}?\]\s*)?>\s*)*"
    r"<(?:[\w.-]{1,40}:)?(?P<root>rss|feed|RDF|channel|urlset|sitemapindex|opml)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
# of bytes: most pages are HTML and need no decoding to be told apart
_MAYBE = re.compile(
    rb"^\W*https?://|<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel|urlset|sitemapindex|opml)[\s>/]|^\W*\{",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30};)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a feed lists.

    `published` and `updated` are ISO 8601 as far as they can be read; `content` is HTML, the whole
    text or an excerpt of it, and `whole` tells whether the feed calls it the whole text.
    """

    id: str = ""
    url: str = ""
    title: str = ""
    author: str = ""
    outlet: str = ""
    published: str = ""
    updated: str = ""
    content: str = field(default="", repr=False)
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds: entries, and addresses of further feeds (OPML, sitemap indexes)."""

    kind: FeedKind
    title: str = ""
    entries: tuple[Entry, ...] = ()
    feeds: tuple[str, ...] = ()


def read_feed(page: Page) -> Feed | None:
    """The feed that a page is, or None where it is none."""
    if not _MAYBE.search(page.data[: 2 * _SNIFFED].replace(b"\0", b"")):
        return None
    text = decode(page)
    root = _ROOT.match(text[:_SNIFFED])
    if root:
        return _read_xml(text, page.ref, root["root"].lower())
    if text.lstrip().startswith("{") and JSON_FEED.search(page.data):
        return _read_json(text, page.ref)
    return _read_addresses(text)


def _read_xml(text: str, ref: str, name: str) -> Feed | None:
    from rashomon.read.feedxml import read_atom, read_rss
    from rashomon.read.sitemaps import read_opml, read_sitemap

    readers: dict[str, Callable[[Any, str], Feed]] = {
        "feed": read_atom,
        "urlset": read_sitemap,
        "sitemapindex": read_sitemap,
        "opml": read_opml,
    }
    tree = parse_xml(text, ref)
    return None if tree is None else readers.get(name, read_rss)(tree, ref)


def parse_xml(text: str, ref: str) -> Any | None:
    """A tree of what can be read of a text; nothing that it names is loaded or unfolded."""
    from lxml import etree

    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    text = _NAMED_ENTITY.sub(_character, _DECLARATION.sub("", text.lstrip(), count=1))
    try:
        return etree.fromstring(text.encode(), parser, base_url=ref if is_web(ref) else "")
    except (etree.XMLSyntaxError, ValueError):
        return None


def _character(match: re.Match[str]) -> str:
    """HTML's names for characters, which XML does not know."""
    return html5.get(match[1], match[0])


def _read_json(text: str, ref: str) -> Feed | None:
    from rashomon.read.jsonfeed import read_json_feed

    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return read_json_feed(value, ref) if isinstance(value, dict) else None


def _read_addresses(text: str) -> Feed | None:
    """A text sitemap: an address a line and nothing else."""
    if not is_web(text.lstrip()[:8]):
        return None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not all(is_web(line) and len(line.split()) == 1 for line in lines):
        return None
    return Feed("list", entries=tuple(Entry(id=line, url=line) for line in lines[:MAX_ENTRIES]))
