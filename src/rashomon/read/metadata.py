"""What a page's markup says about its main article: JSON-LD first, then meta tags."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urljoin

from rashomon.core.records import Page
from rashomon.read.assemble import Facts
from rashomon.read.blocks import Block
from rashomon.read.byline import clean_name, find_byline, is_desk
from rashomon.read.dates import Dated, parse_stamp
from rashomon.read.pages import page_url
from rashomon.read.text import normalise

_ARTICLE_TYPES = re.compile(
    r"(?:Article|BlogPosting|Posting|Report|Review|ScholarlyArticle|Story)$"
)
_PAGE_TYPES = re.compile(r"(?:WebPage|ItemPage|AboutPage)$")
_MAX_JSON = 2_000_000  # characters of one JSON-LD block
_LONGEST = 400  # characters of a title, name or address
_AUTHOR_TAGS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "cxenseparse:author",
    "citation_author",
)
_OUTLET_TAGS = ("og:site_name", "publication", "dc.publisher", "application-name")
_TITLE_TAGS = (
    "og:title",
    "twitter:title",
    "dc.title",
    "parsely-title",
    "citation_title",
    "headline",
)
_DATE_TAGS = ("article:published_time", "datepublished", "og:published_time", "dc.date", "dc.date.issued", "dcterms.created", "parsely-pub-date",
              "sailthru.date", "publish-date", "pubdate", "publishdate", "date", "cxenseparse:recs:publishtime", "citation_publication_date")  # fmt: skip
_DEGREE = re.compile(r"(?:M\.?D\.?|Ph\.?D\.?|[A-Z]{2,6}|[A-Z][a-z]?\.[A-Z][a-z]?\.|[A-Z .]{3,16})")
_NOBODY = frozenset(("admin", "administrator", "editor", "staff", "guest", "webmaster", "unknown"))
_LONGEST_ORGANISATION = 5  # words
_SUFFIX = re.compile(r"\s+(?:[|·•»:]|[-–—])\s+[^|·•»–—]{2,60}$")


def read_facts(tree: Any | None, blocks: Sequence[Block], page: Page) -> Facts:
    """Title, author, outlet, date and address of the main article, as far as markup tells."""
    if tree is None:
        return Facts()
    meta = _meta(tree)
    article = _article(tree)
    outlet = _outlet(meta, article)
    dated = _date(meta, article)
    return Facts(
        title=_title(tree, meta, article, blocks, outlet),
        author=_author(meta, article),
        outlet=outlet,
        dated=dated,
        guessed=None if dated else _guess_date(tree, page),
        url=_url(tree, meta, page),
    )


def _meta(tree: Any) -> dict[str, str]:
    """Meta tags by lower-case name; the first one of a name counts."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        content = _plain(tag.get("content"))
        if name and content:
            found.setdefault(name[:80].lower(), content)
    return found


def _plain(value: Any) -> str:
    """A short text on one line, "" for anything else."""
    if not isinstance(value, str):
        return ""
    return " ".join(normalise(value[: 4 * _LONGEST]).split())[:_LONGEST]


def _article(tree: Any) -> dict[str, Any]:
    """The JSON-LD object of the page's own article."""
    nodes = list(_nodes(tree))
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


def _types(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]


def _names(value: Any) -> list[str]:
    """The names in a JSON-LD person, organisation, text, or list of them."""
    if isinstance(value, list):
        return [name for entry in value[:10] for name in _names(entry)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    return [_plain(value)] if _plain(value) else []


def _outlet(meta: dict[str, str], article: dict[str, Any]) -> str:
    named = [meta.get(tag, "") for tag in _OUTLET_TAGS[:1]]
    named += _names(article.get("publisher")) + [meta.get(tag, "") for tag in _OUTLET_TAGS[1:]]
    good = (name for name in named if name and not name.startswith(("http", "@")))
    return next(good, "")


def _author(meta: dict[str, str], article: dict[str, Any]) -> str:
    for names in (_names(article.get("author")), *([meta.get(t, "")] for t in _AUTHOR_TAGS)):
        people = [person for name in names for person in _people(name)]
        if people:
            return ", ".join(dict.fromkeys(people))
    return ""


def _people(name: str) -> list[str]:
    if not name or "://" in name or "@" in name or name.startswith("/"):
        return []
    if name.lower().startswith("by "):
        return [find_byline(name)] if find_byline(name) else []
    if is_desk(name):
        return [name]
    parts = re.split(r"\s*[,;]\s*|\s+(?:and|&)\s+", name)
    parts = [part for part in parts if not _DEGREE.fullmatch(part)]
    people = [clean_name(part, loose=len(part.split()) > 1) for part in parts]
    return [person for person in people if person] or _organisation(name)


def _organisation(name: str) -> list[str]:
    """A desk or an organisation that is named as the author."""
    name = name.strip(" ,;|-")
    known = len(name.split()) <= _LONGEST_ORGANISATION and name.casefold() not in _NOBODY
    return [name] if known and name[:1].isupper() and not any(c.isdigit() for c in name) else []


def _date(meta: dict[str, str], article: dict[str, Any]) -> Dated | None:
    values = [_plain(article.get(key)) for key in ("datePublished", "dateCreated")]
    values += [meta.get(tag, "") for tag in _DATE_TAGS]
    return next((dated for value in values if value and (dated := parse_stamp(value))), None)


def _guess_date(tree: Any, page: Page) -> Dated | None:
    """A day that htmldate finds in marked elements or the address; used if no line shows one."""
    import htmldate

    try:
        day = htmldate.find_date(
            tree,
            original_date=True,
            extensive_search=False,
            url=page_url(page.ref) or page.ref,
            max_date=page.fetched_at[:10],
        )
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None  # hostile markup: no date is better than a stop
    return parse_stamp(day) if day else None


def _title(
    tree: Any, meta: dict[str, str], article: dict[str, Any], blocks: Sequence[Block], outlet: str
) -> str:
    told = [_plain(article.get("headline")), *(meta.get(tag, "") for tag in _TITLE_TAGS)]
    page_title = _plain(next((t.text for t in tree.iter("title")), ""))
    told = [text for text in [*told, page_title] if text]
    headings = [b.text for b in blocks if b.kind == "heading" and len(b.text) <= _LONGEST]
    squashed = [_squash(text) for text in told]
    same = [h for h in headings if len(h.split()) > 1 and any(_squash(h) in t for t in squashed)]
    if same:
        return " ".join(max(same, key=len).split())
    return _without_outlet(told[0], outlet) if told else ""


def _squash(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _without_outlet(title: str, outlet: str) -> str:
    """A title without the outlet's name that pages put behind it."""
    cut = _SUFFIX.sub("", title)
    tail = title[len(cut) :]
    known = outlet and _squash(outlet) in _squash(tail)
    return cut if known or "|" in tail or "»" in tail else title


def _url(tree: Any, meta: dict[str, str], page: Page) -> str:
    canonical = [
        t.get("href") or "" for t in tree.iter("link") if (t.get("rel") or "") == "canonical"
    ]
    url = next((u.strip() for u in [*canonical, meta.get("og:url", "")] if u.strip()), "")
    own = page_url(page.ref)
    if own:
        return urljoin(own, url)[:2_000] if url else own
    return url[:2_000] if url.startswith(("http://", "https://")) else ""
