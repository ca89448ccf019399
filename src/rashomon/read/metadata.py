"""What a page's markup says about its main article, and where: JSON-LD first, then meta tags."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from rashomon.core.records import Page
from rashomon.read.address_clues import date_in_address, is_front_page, told_elsewhere
from rashomon.read.addresses import host_of
from rashomon.read.blocks import Block
from rashomon.read.byline import clean_name, find_byline, is_desk
from rashomon.read.dates import Dated, parse_stamp
from rashomon.read.facts import Facts, Told
from rashomon.read.markup import LONGEST_VALUE, Markup, Name, plain, read_markup
from rashomon.read.pages import own_address, page_url
from rashomon.read.posts import clean_handle, find_poster, is_forum

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
              "sailthru.date", "publish-date", "pubdate", "publishdate", "published", "date", "cxenseparse:recs:publishtime", "citation_publication_date")  # fmt: skip
_UPDATED_TAGS = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
                 "last-modified", "lastmod", "updated", "modified")  # fmt: skip
_SECTION_TAGS = ("article:section", "parsely-section", "section", "articlesection", "cxenseparse:section")  # fmt: skip
_DEGREE = re.compile(r"(?:M\.?D\.?|Ph\.?D\.?|[A-Z]{2,6}|[A-Z][a-z]?\.[A-Z][a-z]?\.|[A-Z .]{3,16})")
_NOBODY = frozenset(
    ("admin", "administrator", "editor", "staff", "guest", "webmaster", "unknown", "undefined")
)
_LONGEST_ORGANISATION = 5  # words
_SUFFIX = re.compile(r"\s+(?:[|·•»:]|[-–—])\s+[^|·•»–—]{2,60}$")

_NOTHING: Told = ("", "")


def read_facts(tree: Any | None, blocks: Sequence[Block], page: Page) -> Facts:
    """What markup tells of the main article, each with its place."""
    if tree is None:
        return Facts()
    markup = read_markup(tree)
    outlet = _outlet(markup)
    thread = is_forum(tree, markup, page_url(page.ref))
    facts = replace(_people_facts(tree, markup, thread=thread), thread=thread)
    facts = _date_facts(markup, facts)
    facts = facts.with_told("outlet", outlet).with_told("section", _section(markup, outlet[0]))
    facts = facts.with_told("title", _title(tree, markup, blocks, outlet[0]))
    facts = replace(facts, lang=_language(tree))
    return _address_facts(tree, markup, page, facts)


# --- who --------------------------------------------------------------------------------------


def _people_facts(tree: Any, markup: Markup, *, thread: bool) -> Facts:
    """The author; `desk` where it is an organisation or a user name, which a byline outdoes."""
    if thread:
        handles = [clean_handle(name.text) for name in markup.names("author")[:1]]
        told = (handles[0], "json-ld author") if any(handles) else find_poster(tree)
        if told[0]:
            return Facts().with_told("author", told)
    for names, place in _named_authors(markup):
        people = list(dict.fromkeys(p for name in names for p in _people(name)))
        if people:
            sure = any(" " in person for person in people) and not _is_outlet(markup, people)
            return Facts().with_told("author" if sure else "desk", (", ".join(people), place))
    return Facts()


def _named_authors(markup: Markup) -> Iterator[tuple[list[Name], str]]:
    yield markup.names("author"), "json-ld author"
    for tag in _AUTHOR_TAGS:
        yield [Name(value) for value in markup.meta.get(tag, ())], f"meta {tag}"
    if markup.tag("twitter:label1").casefold() in ("written by", "author"):
        yield [Name(markup.tag("twitter:data1"), person=True)], "meta twitter:data1"


def _is_outlet(markup: Markup, people: Sequence[str]) -> bool:
    """Whether the only author is the outlet itself."""
    own = {_squash(name) for name in (*markup.meta.get("og:site_name", ()), _outlet(markup)[0])}
    return len(people) == 1 and _squash(people[0]) in own


def _people(told: Name) -> list[str]:
    name = told.text
    if not name or "://" in name or "@" in name or name.startswith("/"):
        return []
    if name.lower().startswith("by "):
        return [find_byline(name)] if find_byline(name) else []
    if is_desk(name):
        return [name]
    parts = re.split(r"\s*[,;]\s*|\s+(?:and|&)\s+", name)
    parts = [part for part in parts if not _DEGREE.fullmatch(part)]
    people = [clean_name(part, loose=told.person or len(part.split()) > 1) for part in parts]
    return [person for person in people if person] or _organisation(name)


def _organisation(name: str) -> list[str]:
    """A desk or an organisation that is named as the author."""
    name = name.strip(" ,;|-")
    known = len(name.split()) <= _LONGEST_ORGANISATION and name.casefold() not in _NOBODY
    return [name] if known and name[:1].isupper() and not any(c.isdigit() for c in name) else []


def _outlet(markup: Markup) -> Told:
    named = [(markup.tag(tag), f"meta {tag}") for tag in _OUTLET_TAGS[:1]]
    named += [(name.text, "json-ld publisher") for name in markup.names("publisher")]
    named += [(markup.tag(tag), f"meta {tag}") for tag in _OUTLET_TAGS[1:]]
    good = (told for told in named if told[0] and not told[0].startswith(("http", "@")))
    return next(good, _NOTHING)


# --- when -------------------------------------------------------------------------------------


def _date_facts(markup: Markup, facts: Facts) -> Facts:
    published = [(markup.told(key), f"json-ld {key}") for key in ("datePublished", "dateCreated")]
    published += [(markup.tag(tag), f"meta {tag}") for tag in _DATE_TAGS]
    updated = [(markup.told("dateModified"), "json-ld dateModified")]
    updated += [(markup.tag(tag), f"meta {tag}") for tag in _UPDATED_TAGS]
    return facts.with_date("dated", published).with_date("updated", updated)


def guess_date(source: str, blocks: Sequence[Block], page: Page) -> Facts:
    """The day in the address, else one in marked elements, for pages where nothing tells better.

    The last resort, as slow as reading the rest of the page.
    """
    day = date_in_address(page_url(page.ref))
    if day is not None and day.precision == "day":
        return Facts(guessed=day).noting("guessed", "address")
    found = _find_day(source, page)
    if found is not None:
        if not _is_own(found, blocks):
            return Facts()
        return Facts(guessed=found).noting("guessed", "marked elements (htmldate)")
    return Facts(guessed=day).noting("guessed", "address") if day else Facts()


def _is_own(day: Dated, blocks: Sequence[Block]) -> bool:
    """Whether a day is not that of a teaser or a comment alone."""
    shown = [b for b in blocks if (found := parse_stamp(b.time)) and found.value[:10] == day.value]
    return not shown or any(b.region not in ("teaser", "reader comments") for b in shown)


def _find_day(source: str, page: Page) -> Dated | None:
    import htmldate
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        day = htmldate.find_date(
            lxml_html.document_fromstring(source.encode(), parser=parser),
            original_date=True,
            extensive_search=False,
            url=page_url(page.ref) or page.ref,
            max_date=page.fetched_at[:10],
        )
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None  # hostile markup: no date is better than a stop
    return parse_stamp(day) if day else None


# --- what and where ---------------------------------------------------------------------------


def _title(tree: Any, markup: Markup, blocks: Sequence[Block], outlet: str) -> Told:
    told = [(markup.told("headline"), "json-ld headline")]
    told += [(markup.tag(tag), f"meta {tag}") for tag in _TITLE_TAGS]
    told += [(plain(next((t.text for t in tree.iter("title")), "")), "page title")]
    told = [pair for pair in told if pair[0]]
    headings = [b.text for b in blocks if b.kind == "heading" and len(b.text) <= LONGEST_VALUE]
    squashed = [_squash(text) for text, _ in told]
    same = [h for h in headings if len(h.split()) > 1 and any(_squash(h) in t for t in squashed)]
    if same:
        return " ".join(max(same, key=len).split()), "heading"
    return (_without_outlet(told[0][0], outlet), told[0][1]) if told else _NOTHING


def _squash(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _without_outlet(title: str, outlet: str) -> str:
    """A title without the names of outlet and section that pages put behind or before it."""
    while True:
        cut = _SUFFIX.sub("", title)
        tail = title[len(cut) :]
        known = outlet and _squash(outlet) in _squash(tail)
        if cut == title or not (known or "|" in tail or "»" in tail):
            break
        title = cut
    start, colon, rest = title.partition(": ")
    return rest if colon and outlet and _squash(start) == _squash(outlet) else title


def _section(markup: Markup, outlet: str) -> Told:
    """The part of the outlet in which it appeared; not the outlet's own name."""
    told = [(markup.told("articleSection"), "json-ld articleSection")]
    told += [(markup.tag(tag), f"meta {tag}") for tag in _SECTION_TAGS]
    good = ((text, place) for text, place in told if text and "://" not in text and text != outlet)
    return next(good, _NOTHING)


def _address_facts(tree: Any, markup: Markup, page: Page, facts: Facts) -> Facts:
    """The canonical address; one on another site names the outlet that was first."""
    told = [(t.get("href") or "", "canonical link") for t in tree.iter("link") if _is_canonical(t)]
    told += [(markup.tag("og:url"), "meta og:url")]
    own = page_url(page.ref)
    for address, place in told:
        url = _absolute(address.strip(), own)
        if not url or (is_front_page(url) and not (own and is_front_page(own))):
            continue
        facts = facts.with_told("url", (url, place))
        if own and place == "canonical link" and told_elsewhere(url, own):
            facts = facts.with_told("original_outlet", (host_of(url), place))
        return facts
    return facts.with_told("url", own_address(page.ref))


def _is_canonical(link: Any) -> bool:
    return "canonical" in (link.get("rel") or "").lower().split()


def _absolute(address: str, base: str) -> str:
    """A web address, resolved against the page's own; "" for anything else."""
    try:
        url = urljoin(base, address)[:2_000] if address else ""
    except ValueError:  # brackets without an end
        return ""
    return url if url.startswith(("http://", "https://")) else ""


def _language(tree: Any) -> str:
    """The two-letter code of the language that the page says it has, or ""."""
    code = str(tree.get("lang") or "").strip()[:2].lower()
    return code if re.fullmatch("[a-z]{2}", code) else ""
