"""Sitemaps, news sitemaps, sitemap indexes and OPML: trees to entries and to further feeds."""

from typing import Any

from lxml import etree

from rashomon.read.addresses import absolute
from rashomon.read.feeds import MAX_ENTRIES, Entry, Feed, FeedKind
from rashomon.read.feedxml import plain_line, read_stamp

_NEWS = (
    "http://www.google.com/schemas/sitemap-news/",
    "https://www.google.com/schemas/sitemap-news/",
)


def read_sitemap(tree: Any, ref: str) -> Feed:
    """The pages of a sitemap, the sitemaps of an index; newest last change first for an index."""
    pages: list[Entry] = []
    maps: list[tuple[str, str]] = []
    for node in tree.iterchildren(etree.Element):
        about = _values(node)
        address = absolute(about.get("loc", ""), ref)
        if not address:
            continue
        if _local(node) == "sitemap":
            maps.append((read_stamp(about.get("lastmod", "")), address))
        elif len(pages) < MAX_ENTRIES:
            pages.append(_entry(about, address))
    newest = [address for _, address in sorted(maps[:MAX_ENTRIES], key=_stamp, reverse=True)]
    kind: FeedKind = "index" if maps and not pages else "sitemap"
    return Feed(kind, entries=tuple(pages), feeds=tuple(dict.fromkeys(newest)))


def _stamp(dated: tuple[str, str]) -> str:
    return dated[0]


def _entry(about: dict[str, str], address: str) -> Entry:
    return Entry(
        id=address,
        url=address,
        title=plain_line(about.get("title", "")),
        outlet=plain_line(about.get("name", "")),
        published=read_stamp(about.get("publication_date", "")),
        updated=read_stamp(about.get("lastmod", "")),
    )


def _values(node: Any) -> dict[str, str]:
    """`loc` and `lastmod` of a page, and what its news element says; pictures and videos not."""
    found: dict[str, str] = {}
    for child in node.iterchildren(etree.Element):
        inner = child.iter(etree.Element) if _space(child).startswith(_NEWS) else (child,)
        for leaf in inner:
            if _space(leaf).startswith(_NEWS) or _local(leaf) in ("loc", "lastmod"):
                found.setdefault(_local(leaf), (leaf.text or "").strip())
    return found


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def _space(node: Any) -> str:
    return str(node.tag).rpartition("}")[0].removeprefix("{")


def read_opml(tree: Any, ref: str) -> Feed:
    """The feeds that a list of subscriptions names, included lists too."""
    title = next((plain_line(node.text or "") for node in tree.iter("title")), "")
    found: list[str] = []
    for node in tree.iter(etree.Element):
        if _local(node).lower() != "outline":
            continue
        values = {str(name).lower(): str(value) for name, value in node.attrib.items()}
        included = values.get("url", "") if values.get("type", "").lower() == "include" else ""
        address = absolute(values.get("xmlurl", "") or included, ref)
        if address:
            found.append(address)
    return Feed("opml", title, feeds=tuple(dict.fromkeys(found))[:MAX_ENTRIES])
