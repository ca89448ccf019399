"""Following feeds into a case, round by round.

An entry's page and documents are written in one transaction, and marked as seen after that: a run
that is killed between the two reads the entry once more and finds its documents there.
"""

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rashomon.core.errors import EmptyInput, PostponedInput, SkipInput, UnreadableInput
from rashomon.core.ids import content_id
from rashomon.core.records import Document, Link, Page
from rashomon.read.addresses import host_of, is_web, same_address
from rashomon.read.discovery import find_feed
from rashomon.read.entries import Loaded, entry_page, is_whole, load_file, newest_first
from rashomon.read.feeds import Entry, Feed, read_feed
from rashomon.read.fetch import Fetcher
from rashomon.read.members import refuse_container
from rashomon.read.webcache import Validators
from rashomon.store.base import Store
from rashomon.workspace.feedmemory import (
    FeedMemory,
    FeedState,
    Mark,
    entry_name,
    fingerprint,
)
from rashomon.workspace.reading import (
    VERSION_OF,
    Progress,
    Report,
    silent,
)

ENTRIES_A_ROUND = 100  # new ones of each feed
FEEDS_A_ROUND = 1_000  # with those that lists and indexes lead to
MAX_TRIES = 3  # rounds in which an entry may fail before it is given up
PRODUCER = "watch/1"


@dataclass(frozen=True, slots=True)
class Round:
    """What one round brought.

    Args:
        documents: The new ones.
        failures: Feeds and entries that failed.
        feeds: How many feeds were looked at without failing.
        unchanged: How many of them were as the round before left them.
        left: How many entries are left for the next round.
        named: Feeds that were found on a page, by that page's address.
    """

    documents: tuple[Document, ...] = ()
    failures: tuple[SkipInput, ...] = ()
    feeds: int = 0
    unchanged: int = 0
    left: int = 0
    named: Mapping[str, str] = field(default_factory=dict)


def watch_round(
    store: Store,
    feeds: Sequence[str],
    *,
    fetcher: Fetcher,
    limit: int = ENTRIES_A_ROUND,
    report: Report = silent,
) -> Round:
    """Look at each feed once and read what is new in it; nothing is extracted yet.

    Args:
        store: The case's.
        feeds: Addresses of feeds, sitemaps or pages that name a feed; files of any of these.
        fetcher: What fetches.
        limit: New entries that are read of each feed, the newest first.
        report: Called for each entry.
    """
    work = _Round(store, fetcher, limit, report)
    work.follow(feeds)
    return Round(
        documents=tuple(work.found),
        failures=tuple(work.failures),
        feeds=work.feeds,
        unchanged=work.unchanged,
        left=work.left,
        named=work.named,
    )


class _Known:
    """What the case holds: by id, by address and by text."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.ids: set[str] = set()
        self._pages: dict[str, list[str]] = {}
        self._refs: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        for doc in documents:
            self.add(doc)

    def add(self, doc: Document) -> None:
        self.ids.add(doc.id)
        self._pages.setdefault(doc.page, []).append(doc.id)
        if doc.role == "main":
            self._texts[_text_key(doc)] = doc.id
            self._refs[same_address(doc.ref)] = doc.id
            self._addresses[same_address(doc.url)] = doc.id

    def of_page(self, page: Page) -> tuple[str, ...]:
        return tuple(self._pages.get(page.id, ()))

    def at(self, address: str) -> str:
        """A main document from an address, or from one that calls itself that."""
        place = same_address(address)
        return (self._refs.get(place) or self._addresses.get(place, "")) if address else ""

    def before(self, doc: Document) -> str:
        """The last main document that was read from the same address.

        What a page calls its own address does not count: some name their home page on every page.
        """
        return self._refs.get(same_address(doc.ref), "")

    def same_text(self, doc: Document) -> str:
        """A main document of the same site with the same text."""
        return self._texts.get(_text_key(doc), "")


def _text_key(doc: Document) -> str:
    return content_id(host_of(doc.url or doc.ref), " ".join(doc.text.split()))


@dataclass(slots=True)
class _Open:
    """A feed of which entries wait; `complete` tells whether nothing of it is left afterwards."""

    address: str
    state: FeedState
    waiting: int = 0
    complete: bool = True


@dataclass(frozen=True, slots=True)
class _Task:
    feed: _Open
    entry: Entry
    fetched_at: str


def _by_turns(tasks: Sequence[_Task]) -> list[_Task]:
    """Host by host in turns, so that the pauses of one are used for the others."""
    places: Counter[str] = Counter()
    ranked: list[tuple[int, _Task]] = []
    for task in tasks:
        host = "" if is_whole(task.entry) else host_of(task.entry.url)
        ranked.append((places[host] if host else -1, task))
        places[host] += 1
    return [task for _, task in sorted(ranked, key=lambda one: one[0])]


class _Round:
    def __init__(self, store: Store, fetcher: Fetcher, limit: int, report: Report) -> None:
        self._store = store
        self._fetcher = fetcher
        self._limit = limit
        self._report = report
        self._memory = FeedMemory(store)
        self._known = _Known(store.documents())
        self.found: list[Document] = []
        self.failures: list[SkipInput] = []
        self.named: dict[str, str] = {}
        self.feeds = self.unchanged = self.left = 0
        self._tasks: list[_Task] = []

    def follow(self, feeds: Sequence[str]) -> None:
        """Look at all feeds, then read what is new in them."""
        self._look_at_all(feeds)
        for number, task in enumerate(_by_turns(self._tasks), 1):
            task.feed.complete &= self._read(task.feed.address, task.entry, task.fetched_at)
            task.feed.waiting -= 1
            if not task.feed.waiting:
                self._close(task.feed)
            name = task.entry.url or task.feed.address
            self._report(Progress("reading", number, len(self._tasks), name))

    def _look_at_all(self, feeds: Sequence[str]) -> None:
        """Look at feeds and at those that they name, each once however they name each other."""
        waiting, seen = deque(feeds), set[str]()
        while waiting:
            address = waiting.popleft()
            if same_address(address) in seen:
                continue
            if len(seen) >= FEEDS_A_ROUND:
                reason = f"leads to more than {FEEDS_A_ROUND} feeds; follow fewer in one case"
                self.failures.append(PostponedInput(feeds[0], reason))
                return
            seen.add(same_address(address))
            try:
                waiting.extend(self._look_at(address))
                self.feeds += 1
            except SkipInput as failure:
                self.failures.append(failure)

    def _look_at(self, address: str) -> tuple[str, ...]:
        """Find what is new in a feed; the feeds that it names."""
        state = self._memory.feed(address)
        page, validators = self._load(address, state.validators)
        if page is None:
            self.unchanged += 1
            return state.feeds
        feed = read_feed(page)
        if feed is None:
            feed = Feed("list", feeds=self._discover(page))
        self._find_new(_Open(address, FeedState(validators, feed.feeds)), feed, page.fetched_at)
        return feed.feeds

    def _load(self, address: str, known: Validators) -> tuple[Page | None, Validators]:
        if is_web(address):
            fetched = self._fetcher.feed(address, known)
            return fetched.page, fetched.validators
        if not Path(address).is_file():
            reason = "is neither a file nor an http or https address; check the name"
            raise UnreadableInput(address, reason)
        return load_file(address), Validators()

    def _discover(self, page: Page) -> tuple[str, ...]:
        """The feed that a page names, else the sitemaps that its site names."""
        feed = find_feed(page)
        found: tuple[str, ...] = (feed,) if feed else ()
        if not found and is_web(page.ref):
            found = self._fetcher.sitemaps(page.ref)
        if not found:
            raise EmptyInput(page.ref, "is no feed and names none; give the address of its feed")
        self.named[page.ref] = found[0]
        return found

    def _find_new(self, opened: "_Open", feed: Feed, fetched_at: str) -> None:
        """Line up the newest new entries of a feed."""
        entries: dict[str, Entry] = {}
        for entry in feed.entries:
            entries.setdefault(entry_name(entry), entry)
        listed = newest_first(list(entries.values()))
        new = [entry for entry in listed if not self._is_seen(opened.address, entry)]
        chosen = new[: self._limit]
        self.left += len(new) - len(chosen)
        opened.complete, opened.waiting = len(new) == len(chosen), len(chosen)
        self._tasks += [_Task(opened, entry, fetched_at) for entry in chosen]
        if not chosen:
            self._close(opened)

    def _close(self, opened: "_Open") -> None:
        """Remember a feed of which nothing waits; one that is not complete is sent again."""
        state = opened.state if opened.complete else replace(opened.state, validators=Validators())
        self._memory.keep_feed(opened.address, state)

    def _is_seen(self, feed: str, entry: Entry) -> bool:
        mark = self._memory.mark(feed, entry)
        if mark is None and (doc := self._known.at(entry.url)):
            mark = Mark(fingerprint(entry), (doc,))  # the case had it before it followed this feed
            self._memory.keep_mark(feed, entry, mark)
        if mark is None or mark.fingerprint != fingerprint(entry):
            return False
        return mark.failed >= MAX_TRIES or (
            bool(mark.documents) and self._known.ids.issuperset(mark.documents)
        )

    def _read(self, feed: str, entry: Entry, fetched_at: str) -> bool:
        """Read one entry and remember what became of it; whether that is final."""
        if not is_whole(entry) and self._is_seen(feed, entry):  # by now: another feed lists it too
            return True
        changed = self._memory.mark(feed, entry) is not None
        try:
            page = entry_page(entry, self._fetcher, fetched_at=fetched_at, renew=changed)
            refuse_container(page)
            documents = self._known.of_page(page) or self._add(Loaded(page, entry=entry))
        except PostponedInput as failure:
            self._fail_once(failure)
            return False
        except SkipInput as failure:
            self.failures.append(failure)
            return self._count_failure(feed, entry)
        self._memory.keep_mark(feed, entry, Mark(fingerprint(entry), documents))
        return True

    def _fail_once(self, failure: PostponedInput) -> None:
        """A host that is left alone is named once, not for each of its entries."""
        self.left += 1
        if failure.reason not in {known.reason for known in self.failures}:
            self.failures.append(failure)

    def _count_failure(self, feed: str, entry: Entry) -> bool:
        before = self._memory.mark(feed, entry)
        same = before is not None and before.fingerprint == fingerprint(entry)
        failed = 1 + (before.failed if before and same else 0)
        self._memory.keep_mark(feed, entry, Mark(fingerprint(entry), (), failed))
        return failed >= MAX_TRIES

    def _add(self, loaded: Loaded) -> tuple[str, ...]:
        """Write a page and its documents, unless the site has published the same text before."""
        reading = loaded.cut()
        main = next(doc for doc in reading.documents if doc.role == "main")
        same = self._known.same_text(main)
        if same:
            return (same,)
        before = self._known.before(main)
        links = [_version(main, before)] if before else []
        self._store.add([loaded.page, *reading.documents, *reading.dropped, *links])
        for doc in reading.documents:
            self._known.add(doc)
        self.found += reading.documents
        return tuple(doc.id for doc in reading.documents)


def _version(doc: Document, before: str) -> Link:
    return Link.make(kind=VERSION_OF, left=doc.id, right=before, producer=PRODUCER, score=1.0)
