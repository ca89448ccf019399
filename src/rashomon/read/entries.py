"""What a feed lists, as pages: its own text where it carries the whole of it, else the linked page."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from html import escape, unescape
from typing import Any

from rashomon.core.errors import EmptyInput, PostponedInput, SkipInput
from rashomon.core.records import Document, Evidence, Page
from rashomon.read.addresses import same_address
from rashomon.read.assemble import PageReading
from rashomon.read.dates import parse_stamp
from rashomon.read.facts import Facts
from rashomon.read.feeds import Entry, Feed, read_feed
from rashomon.read.fetch import Fetcher
from rashomon.read.inputs import expand
from rashomon.read.loading import load_page
from rashomon.read.members import fetched_sources
from rashomon.read.reading import split_page, whole_page
from rashomon.read.sources import Source

MAX_READ_ENTRIES = 100  # of one input; `rashomon watch` takes more of them, in rounds
MAX_READ_FEEDS = 100  # that one input leads to
# An excerpt is seldom longer than this and a report seldom shorter, in words. What a feed puts into
# the element for whole texts is believed earlier than a description.
_WHOLE_WORDS, _WHOLE_DESCRIPTION = 120, 250
_CUT_OFF = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;)\]?|(?:read|view|see) (?:more|the (?:full|rest))[^.!?]{0,60}"
    r"|continue reading[^.!?]{0,120}|full (?:story|article)[^.!?]{0,40})\s*[»›→>]*\s*$",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,2000}>")
# a member of a mailbox or archive is not followed to what it lists: its sender chose that
_MAY_BE_FEEDS = ("file", "url", "stdin", "packed")
_SKEW = timedelta(days=1)  # that a feed's clock may be ahead; a later date is not believed


@dataclass(frozen=True, slots=True)
class Loaded:
    """A page, and what its source says of its main document.

    `known`, of a container or a list, counts before what the page says, `entry`, of a feed, after it.
    """

    page: Page
    known: Facts = field(default=Facts(), repr=False)
    entry: Entry | None = None

    @property
    def ref(self) -> str:
        """What the page was loaded from."""
        return self.page.ref

    def cut(self, *, as_is: bool = False) -> PageReading:
        """The page's documents.

        Raises:
            SkipInput: there is nothing on it to read.
        """
        if as_is:
            return whole_page(self.page, known=self.known)
        reading = split_page(self.page, known=self.known)
        return told_by_feed(reading, self.entry, fetched_at=self.page.fetched_at)


def load_pages(
    source: Source, fetcher: Fetcher, *, unfold: bool = True
) -> Iterator[Loaded | SkipInput]:
    """The page of a source; of everything that it lists where it is a feed, of everything that it
    holds where it is a container that has to be fetched.

    What fails comes as the error, so that the rest goes on. Without `unfold` a feed is a page as
    any other.
    """
    try:
        fetched = source.kind == "url"
        page = fetcher.page(source.ref) if fetched else load_page(source, fetcher)
        feed = read_feed(page) if unfold and source.kind in _MAY_BE_FEEDS else None
    except SkipInput as failure:
        yield failure
        return
    if feed is not None:
        yield from _Unfolding(fetcher, page.ref).pages(feed, page)
    elif fetched:
        yield from _opened(Loaded(page, source.known), fetcher)
    else:
        yield Loaded(page, source.known)


def _opened(loaded: Loaded, fetcher: Fetcher) -> Iterator[Loaded | SkipInput]:
    """A page that was fetched, or its members; an address among these leads to one page only."""
    members = fetched_sources(loaded.page)
    if members is None:
        yield loaded
        return
    for member in members:
        try:
            yield Loaded(load_page(member, fetcher), member.known)
        except SkipInput as failure:
            yield failure


def load_file(name: str) -> Page:
    """The page that a file is, unpacked; of a container its first member.

    Raises:
        SkipInput: it cannot be read.
    """
    with closing(expand([name])) as sources:
        return load_page(next(sources))


def entry_page(entry: Entry, fetcher: Fetcher, *, fetched_at: str, renew: bool = False) -> Page:
    """The page of an entry; with `renew` one that is in the cache is asked for again.

    Raises:
        SkipInput: it has neither text nor a link that leads to some.
    """
    if is_whole(entry):
        return Page.make(
            ref=entry.url or entry.id,
            fetched_at=fetched_at,
            media_type="text/html; charset=utf-8",
            data=_as_html(entry, fetched_at).encode(),
        )
    if not entry.url:
        raise EmptyInput(
            entry.id or entry.title, "this entry of a feed has neither a text nor a link"
        )
    return fetcher.page(entry.url, renew=renew)


def is_whole(entry: Entry) -> bool:
    """Whether the feed carries the entry's whole text, as far as its length and its end tell."""
    text = " ".join(unescape(_TAG.sub(" ", entry.content)).split())
    if not entry.url:
        return bool(text)
    least = _WHOLE_WORDS if entry.whole else _WHOLE_DESCRIPTION
    return len(text.split()) >= least and not _CUT_OFF.search(text[-200:])


def _as_html(entry: Entry, fetched_at: str) -> str:
    """A small page with what the feed says where pages say it; the text is as the feed has it."""
    facts = {
        "@type": "NewsArticle",
        "headline": entry.title,
        "datePublished": believed_date(entry, fetched_at),
        "author": [{"name": name} for name in entry.author.split(", ") if name],
        "publisher": {"name": entry.outlet},
    }
    told = json.dumps({key: value for key, value in facts.items() if value}).replace("<", "\\u003c")
    title, link = escape(entry.title), escape(entry.url)
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title>\n'
        f'<link rel="canonical" href="{link}">\n<script type="application/ld+json">{told}</script>\n'
        f"</head><body><article>\n<h1>{title}</h1>\n{_paragraphs(entry.content)}\n</article></body></html>"
    )


def _paragraphs(content: str) -> str:
    return content if _TAG.search(content) else f"<p>{content}</p>"


def told_by_feed(reading: PageReading, entry: Entry | None, *, fetched_at: str) -> PageReading:
    """The reading with what only the feed knows of the main document: title, author, date."""
    if entry is None:
        return reading
    documents = tuple(
        _filled(doc, entry, fetched_at) if doc.role == "main" else doc for doc in reading.documents
    )
    return replace(reading, documents=documents)


def _filled(doc: Document, entry: Entry, fetched_at: str) -> Document:
    known = believed_date(entry, fetched_at)
    dated = parse_stamp(known) if known and not doc.published else None
    told = {"title": entry.title, "author": entry.author, "published": dated.value if dated else ""}
    new: dict[str, Any] = {n: value for n, value in told.items() if value and not getattr(doc, n)}
    evidence = (*doc.evidence, *(Evidence(name, "feed entry") for name in new))
    precision = dated.precision if dated else doc.precision
    return replace(doc, **new, precision=precision, evidence=evidence)


def believed_date(entry: Entry, fetched_at: str) -> str:
    """When an entry was published or changed, "" where that lies after the fetch."""
    for value in (entry.published, entry.updated):
        if value and not _is_after(value, fetched_at):
            return value
    return ""


def _is_after(value: str, fetched_at: str) -> bool:
    latest = datetime.fromisoformat(fetched_at) + _SKEW
    return value[:10] > latest.date().isoformat()


def newest_first(entries: Sequence[Entry]) -> list[Entry]:
    """By date, undated ones last; where dates are the same, as the feed has them."""
    return sorted(entries, key=lambda entry: entry.updated or entry.published, reverse=True)


class _Unfolding:
    """Follows one input to all that it lists, each feed and each entry once."""

    def __init__(self, fetcher: Fetcher, ref: str) -> None:
        self._fetcher = fetcher
        self._ref = ref
        self._seen = {same_address(ref)}
        self._left = MAX_READ_ENTRIES
        self._passed = 0

    def pages(self, feed: Feed, page: Page) -> Iterator[Loaded | SkipInput]:
        """The pages of a feed and of the feeds that it names."""
        yield from self._entries(feed, page)
        waiting = list(feed.feeds[:MAX_READ_FEEDS])
        followed = 0
        while waiting and followed < MAX_READ_FEEDS:
            address = waiting.pop(0)
            if not self._is_new(address):
                continue
            followed += 1
            try:
                inner_page = self._fetcher.page(address)
                inner = read_feed(inner_page)
            except SkipInput as failure:
                yield failure
                continue
            if inner is None:
                yield EmptyInput(address, "is no feed; correct the list that names it")
                continue
            yield from self._entries(inner, inner_page)
            waiting += inner.feeds[:MAX_READ_FEEDS]
        yield from self._rest(len(waiting))

    def _entries(self, feed: Feed, page: Page) -> Iterator[Loaded | SkipInput]:
        if not feed.entries and not feed.feeds:
            yield EmptyInput(page.ref, "this feed lists nothing")
        for entry in newest_first(feed.entries):
            if not self._is_new(entry.url or entry.id or entry.title):
                continue
            if not self._left:
                self._passed += 1
                continue
            self._left -= 1
            try:
                found = entry_page(entry, self._fetcher, fetched_at=page.fetched_at)
            except SkipInput as failure:
                yield failure
            else:
                yield from _opened(Loaded(found, entry=entry), self._fetcher)

    def _is_new(self, address: str) -> bool:
        before = len(self._seen)
        self._seen.add(same_address(address))
        return len(self._seen) > before

    def _rest(self, feeds: int) -> Iterator[SkipInput]:
        if self._passed or feeds:
            reason = (
                f"lists {self._passed} entries and {feeds} feeds beyond the first {MAX_READ_ENTRIES} entries; "
                "`rashomon watch` takes them in rounds"
            )
            yield PostponedInput(self._ref, reason)
