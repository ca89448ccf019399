"""From a site's page to its feed."""

from typing import Any

from rashomon.core.records import Page
from rashomon.read.addresses import absolute
from rashomon.read.pages import decode

_TYPES = (
    *("application/atom+xml", "application/rss+xml", "application/rdf+xml"),
    *("application/feed+json", "application/json", "application/xml", "text/xml"),
)


def find_feed(page: Page) -> str:
    """The address of the feed that a page names as its own, "" where it names none.

    Of several the first counts, as pages put the site's own before those of its sections; a feed of
    comments never does.
    """
    from rashomon.read.html import parse_html

    tree = parse_html(decode(page))
    if tree is None:
        return ""
    base = next((b.get("href", "") for b in tree.iter("base")), "")
    named = [
        absolute(link.get("href", ""), _join(page.ref, base))
        for link in tree.iter("link")
        if _is_feed(link)
    ]
    return next((address for address in named if address), "")


def _join(ref: str, base: str) -> str:
    return absolute(base, ref) or ref


def _is_feed(link: Any) -> bool:
    rel = (link.get("rel") or "").lower().split()
    kind = (link.get("type") or "").partition(";")[0].strip().lower()
    about = f"{link.get('title') or ''} {link.get('href') or ''}".lower()
    listed = "feed" in rel or ("alternate" in rel and kind in _TYPES)
    return listed and "comment" not in about and "oembed" not in about and "wp-json" not in about
