"""JSON Feed 1.0 and 1.1."""

from html import escape
from typing import Any

from rashomon.read.addresses import absolute
from rashomon.read.feeds import MAX_ENTRIES, Entry, Feed
from rashomon.read.feedxml import plain_line, read_stamp


def read_json_feed(value: dict[str, Any], ref: str) -> Feed:
    """The entries of a JSON Feed; what has the wrong type is left out."""
    items = value.get("items")
    title, base = _text(value, "title"), _text(value, "home_page_url") or ref
    authors = _authors(value)
    found = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    entries = tuple(_entry(item, base, title, authors) for item in found[:MAX_ENTRIES])
    return Feed("json", plain_line(title), entries)


def _entry(item: dict[str, Any], base: str, outlet: str, authors: str) -> Entry:
    url = absolute(_text(item, "url") or _text(item, "external_url"), base)
    content = _text(item, "content_html") or _paragraphs(_text(item, "content_text"))
    identity = item.get("id")
    return Entry(
        id=str(identity) if isinstance(identity, str | int | float) else url,
        url=url,
        title=plain_line(_text(item, "title")),
        author=_authors(item) or authors,
        outlet=plain_line(outlet),
        published=read_stamp(_text(item, "date_published")),
        updated=read_stamp(_text(item, "date_modified")),
        content=content or _paragraphs(_text(item, "summary")),
        whole=bool(content),
    )


def _text(value: dict[str, Any], key: str) -> str:
    found = value.get(key)
    return found.strip() if isinstance(found, str) else ""


def _authors(value: dict[str, Any]) -> str:
    """Version 1.1 has a list of authors, 1.0 had one."""
    listed = value.get("authors")
    people = listed if isinstance(listed, list) else [value.get("author")]
    names = [plain_line(_text(p, "name")) for p in people[:10] if isinstance(p, dict)]
    return ", ".join(name for name in names if name)


def _paragraphs(text: str) -> str:
    parts = [part for part in text.split("\n\n") if part.strip()]
    return "".join(f"<p>{escape(part.strip())}</p>" for part in parts)
