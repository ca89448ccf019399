"""RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0: trees to entries.

Elements of other vocabularies are told by their namespace, so that a picture's title or a podcast's
author is not taken for the entry's own.
"""

import re
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from rashomon.read.addresses import absolute, is_web
from rashomon.read.dates import format_time, parse_stamp
from rashomon.read.feeds import MAX_ENTRIES, Entry, Feed

_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://www.w3.org/2005/Atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
}
_PLAIN = frozenset(
    (
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
        "http://purl.org/net/rss1.1#",
    )
)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_PREFIX = re.compile(r"<(/?)[\w.-]{1,40}:(?=[A-Za-z])")
_DECLARED = re.compile(r'\sxmlns(?::[\w.-]{1,40})?="[^"]{0,200}"')
_MAIL_NAME = re.compile(r"^\s*\S+@\S+\s*\((?P<name>[^()]{2,120})\)\s*$")
_LONGEST_LINE = 400  # characters of a title, name or address that are kept
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
Children = dict[str, list[Any]]


def read_rss(tree: Any, ref: str) -> Feed:
    """An RSS tree of any version; in 1.0 the items stand beside the channel."""
    items = [node for node in tree.iter(etree.Element) if _name(node) == "item"][:MAX_ENTRIES]
    channel = next((node for node in tree.iter(etree.Element) if _name(node) == "channel"), tree)
    about = _children(channel)
    title = _line(about, "title")
    base = next((u for u in _texts(about, "link") if is_web(u)), ref)
    return Feed("rss", title, tuple(_rss_entry(_children(item), base, title) for item in items))


def _rss_entry(about: Children, base: str, outlet: str) -> Entry:
    whole = _texts(about, "content:encoded", "atom:content", "xhtml:body")
    excerpt = _texts(about, "description", "atom:summary", "dc:description", "itunes:summary")
    return Entry(
        id=_first(_texts(about, "guid", "atom:id")) or _rss_link(about, base),
        url=_rss_link(about, base),
        title=_line(about, "title", "atom:title", "dc:title"),
        author=_authors(about, "dc:creator", "author", "atom:author", "itunes:author"),
        outlet=_line(about, "source") or outlet,
        published=_date(
            about, "pubDate", "dc:date", "dcterms:created", "atom:published", "pubdate"
        ),
        updated=_date(about, "atom:updated", "dcterms:modified", "lastBuildDate"),
        content=_first([*whole, *excerpt]),
        whole=bool(whole),
    )


def _rss_link(about: Children, base: str) -> str:
    found = [*_texts(about, "feedburner:origLink", "link")]
    found += [node.get("href", "") for node in about.get("atom:link", []) if _leads_to_page(node)]
    found += [
        (node.text or "").strip()
        for node in about.get("guid", [])
        if node.get("isPermaLink", "true").lower() != "false" and is_web((node.text or "").strip())
    ]
    return absolute(_first(found), base)


def read_atom(tree: Any, ref: str) -> Feed:
    """An Atom tree."""
    about = _children(tree, atom="")
    title = _line(about, "title")
    base = urljoin(ref, tree.get(_BASE, "")) if is_web(ref) else tree.get(_BASE, "")
    author = _authors(about, "author")
    entries = [node for node in tree.iter(etree.Element) if _local(node) == "entry"][:MAX_ENTRIES]
    return Feed("atom", title, tuple(_atom_entry(node, base, title, author) for node in entries))


def _atom_entry(node: Any, base: str, outlet: str, author: str) -> Entry:
    about = _children(node, atom="")
    base = urljoin(base, node.get(_BASE, ""))
    links = [link.get("href", "") for link in about.get("link", []) if _leads_to_page(link)]
    source = [_line(_children(s, atom=""), "title") for s in about.get("source", [])]
    content = [text for n in about.get("content", []) if not n.get("src") and (text := _markup(n))]
    excerpt = [_markup(n) for n in about.get("summary", [])]
    url = absolute(_first(links), base)
    return Entry(
        id=_first(_texts(about, "id")) or url,
        url=url,
        title=_line(about, "title"),
        author=_authors(about, "author", "dc:creator") or author,
        outlet=_first(source) or outlet,
        published=_date(about, "published", "issued", "created", "dc:date"),
        updated=_date(about, "updated", "modified"),
        content=_first([*content, *excerpt]),
        whole=bool(content),
    )


def _leads_to_page(link: Any) -> bool:
    kind = link.get("type", "text/html")
    return link.get("rel", "alternate") == "alternate" and ("html" in kind or "text" in kind)


# Reading a tree


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def _name(node: Any, atom: str = "atom:") -> str:
    """An element's name with the usual prefix; "" for vocabularies that say nothing to us."""
    space, _, local = str(node.tag).rpartition("}")
    space = space.removeprefix("{")
    if not space or space in _PLAIN:
        return local
    prefix = _PREFIXES.get(space)
    return "" if prefix is None else f"{atom if prefix == 'atom:' else prefix}{local}"


def _children(node: Any, atom: str = "atom:") -> Children:
    found: Children = {}
    for child in node.iterchildren(etree.Element):
        name = _name(child, atom)
        if name:
            found.setdefault(name, []).append(child)
    return found


def _texts(about: Children, *names: str) -> list[str]:
    """The texts of the elements of these names, in the order of the names."""
    return [text for name in names for node in about.get(name, []) if (text := _markup(node))]


def _first(texts: Sequence[str]) -> str:
    return next((text for text in texts if text), "")


def _markup(node: Any) -> str:
    """An element's content as HTML: escaped markup as it is, markup of its own written out."""
    inner = [child for child in node if isinstance(child.tag, str)]
    if inner:
        if len(inner) == 1 and _local(inner[0]) == "div" and not (node.text or "").strip():
            return _inside(inner[0])
        return _inside(node)
    text = (node.text or "").strip()
    return escape(text) if node.get("type") == "text" else text


def _inside(node: Any) -> str:
    """Markup within an element, without the prefixes and declarations of XML."""
    inner = "".join(
        etree.tostring(child, method="html", encoding="unicode")
        for child in node.iterchildren(etree.Element)
    )
    markup = escape(node.text or "") + inner
    return _PREFIX.sub(r"<\1", _DECLARED.sub("", markup)).strip()


def _line(about: Children, *names: str) -> str:
    return plain_line(_first(_texts(about, *names)))


def plain_line(markup: str) -> str:
    """Short markup as one line of text; titles are escaped once or twice."""
    text = markup[: 10 * _LONGEST_LINE]
    if "<" in text or "&" in text:
        text = unescape(_TAG.sub(" ", unescape(_TAG.sub(" ", text))))
    return " ".join(text.split())[:_LONGEST_LINE]


def _authors(about: Children, *names: str) -> str:
    for name in names:
        people = [_person(node) for node in about.get(name, [])]
        if any(people):
            return ", ".join(dict.fromkeys(filter(None, people)))
    return ""


def _person(node: Any) -> str:
    """A name, never a mail address."""
    named = next((n for n in node.iterchildren(etree.Element) if _local(n) == "name"), node)
    text = plain_line(named.text or "")
    mail = _MAIL_NAME.match(text)
    return mail["name"] if mail else "" if "@" in text else text


def _date(about: Children, *names: str) -> str:
    return next((date for text in _texts(about, *names) if (date := read_stamp(text))), "")


def read_stamp(text: str) -> str:
    """A feed's date, in the ways of mail or ISO 8601, as ISO 8601; "" where it is none."""
    text = text.strip()[:_LONGEST_LINE]
    if text[:3].isalpha() or (text[:2].strip().isdigit() and text[2:3] == " "):
        try:
            return format_time(parsedate_to_datetime(text), "second")
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
    found = parse_stamp(text)
    return found.value if found else ""
