"""A case: one file with the pages, what was read from them, and everything computed from that."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from rashomon.core.errors import SkipInput, UnknownRecord
from rashomon.core.overlaps import Overlap
from rashomon.core.records import Annotation, Document, Dropped, Link, Page, Record
from rashomon.core.viewcodec import view_from_json, view_to_json
from rashomon.core.views import CausalMap, Claim, Comparison, Effect, LeverRow, Story
from rashomon.extract.reader import PreparedReader, Reader
from rashomon.read.fetch import Fetcher
from rashomon.store import open_store
from rashomon.store.base import Store
from rashomon.workspace import verdicts
from rashomon.workspace.aligned import AlignedCase
from rashomon.workspace.feedmemory import FeedMemory
from rashomon.workspace.forecasted import ForecastCase
from rashomon.workspace.judged import JudgedCase
from rashomon.workspace.portrayed import PortrayedCase
from rashomon.workspace.reading import (
    READER,
    Progress,
    Report,
    extract_pending,
    load_reader,
    read_into,
    silent,
)
from rashomon.workspace.records import View
from rashomon.workspace.searched import SearchedCase
from rashomon.workspace.watching import ENTRIES_A_ROUND, Round, watch_round

if TYPE_CHECKING:
    from rashomon.gather.clusters import Clusters

T = TypeVar("T")
LABEL_WORDS = 5  # of a text without author, outlet and title
RECENT = 12  # views that stay in memory
VIEWS = 6  # grows when a stage computes views differently, so that kept ones are made anew


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the inputs: their documents, how many are new, and the inputs that failed.

    `lost` counts, by reason, what the reader dropped of a language model's answers.
    """

    documents: tuple[Document, ...]
    new: int
    failures: tuple[SkipInput, ...]
    lost: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Stories:
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class _Overlaps:
    overlaps: tuple[Overlap, ...]


def open_case(path: str | Path, *, create: bool = False) -> "Case":
    """Open a case file.

    Args:
        path: The file.
        create: Make it where there is none.

    Raises:
        CaseError: it is no case, newer, locked or damaged; nothing in it has changed.
    """
    return Case(open_store(Path(path), create=create))


def _first_words(text: str) -> str:
    words = text.split(maxsplit=LABEL_WORDS)
    return f"“{' '.join(words[:LABEL_WORDS])}{'…' if len(words) > LABEL_WORDS else ''}”"


def document_label(doc: Document) -> str:
    """A short name for a document: outlet and author, else the title, else its first words."""
    known = [part for part in (doc.outlet, doc.author) if part]
    return " · ".join(known) or doc.title or _first_words(doc.text)


def _lost_by(read: Reader) -> Counter[str]:
    return Counter(read.lost if isinstance(read, PreparedReader) else {})


class Case(AlignedCase, JudgedCase, ForecastCase, PortrayedCase, SearchedCase):
    """Everything that a person does with a case, in one place; close it or use `with`."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._clusters: Clusters | None = None  # what the last gathering knows
        self._recent: dict[str, tuple[list[int], object]] = {}

    def add(
        self,
        inputs: Sequence[str],
        *,
        as_is: bool = False,
        reader: str | Reader = READER,
        report: Report = silent,
    ) -> AddReport:
        """Read inputs and extract from their documents; what cannot be read is reported.

        Args:
            inputs: Files, folders, globs, URLs or "-".
            as_is: Each input is one clean text, taken whole.
            reader: Which reader extracts: a name, `module:function`, or what `load_reader` gives.
            report: Called as the work goes on.
        """
        read = load_reader(reader) if isinstance(reader, str) else reader
        before, lost = len(self.store.documents()), _lost_by(read)
        documents, failures = read_into(self.store, inputs, as_is=as_is, report=report)
        failures += extract_pending(self.store, read=read, report=report)
        kept = {doc.id for doc in self.store.documents()}
        return AddReport(
            documents=tuple(doc for doc in documents if doc.id in kept),
            new=len(kept) - before,
            failures=tuple(failures),
            lost=_lost_by(read) - lost,
        )

    def watch(
        self,
        feeds: Sequence[str] = (),
        *,
        limit: int = ENTRIES_A_ROUND,
        reader: str | Reader = READER,
        report: Report = silent,
    ) -> Round:
        """Follow these feeds and those followed before for one round; extract from what is new.

        Args:
            feeds: Addresses or files of feeds, sitemaps or OPML, or pages that name a feed.
            limit: New entries that are read of each feed, the newest first.
            reader: Which reader extracts, as for `add`.
            report: Called as the work goes on.
        """
        read = load_reader(reader) if isinstance(reader, str) else reader
        memory = FeedMemory(self.store)
        memory.follow(feeds)
        with Fetcher.of_user() as fetcher:
            found = watch_round(
                self.store, memory.followed(), fetcher=fetcher, limit=limit, report=report
            )
        lost = extract_pending(self.store, read=read, report=report)
        kept = {doc.id for doc in self.store.documents()}
        documents = tuple(doc for doc in found.documents if doc.id in kept)
        return replace(found, documents=documents, failures=(*found.failures, *lost))

    def take(self, records: Iterable[Record]) -> int:
        """Take records in as they are (import); returns how many were new."""
        return self.store.add(records)

    def records(self) -> Iterable[Record]:
        """All records, for export."""
        return self.store.records()

    def documents(self) -> tuple[Document, ...]:
        """All documents in the order in which they came."""
        return self.store.documents()

    def document(self, doc_id: str) -> Document:
        """One document, or UnknownRecord."""
        return self.store.document(doc_id)

    def page(self, page_id: str) -> Page:
        """One page, or UnknownRecord."""
        return self.store.page(page_id)

    def dropped(self, doc_id: str) -> tuple[Dropped, ...]:
        """What was left out beside a document."""
        return self.store.dropped(doc_id)

    def annotations(self, doc_id: str) -> tuple[Annotation, ...]:
        """What was read from a document."""
        return self.store.annotations(doc_id)

    def annotation(self, annotation_id: str) -> Annotation:
        """One annotation, or UnknownRecord."""
        return self.store.annotation(annotation_id)

    def stories(self) -> View[Story]:
        """The case's stories, those with most accounts first."""
        kept = self._view("stories", _Stories, lambda: _Stories(self._gather()))
        return View(kept.stories)

    def _gather(self) -> tuple[Story, ...]:
        from rashomon.gather.clusters import Clusters
        from rashomon.gather.stories import SAME_STORY
        from rashomon.workspace.comparing import gather_stories, told_documents

        here = {doc.id for doc in told_documents(self.store)}
        if self._clusters is None or not here.issuperset(self._clusters.index.ids):
            self._clusters = Clusters(SAME_STORY)
        return gather_stories(self.store, self._clusters)

    def kept_stories(self) -> tuple[Story, ...] | None:
        """The stories where they have been gathered and nothing has changed since."""
        kept = self._kept("stories", _Stories)
        return kept.stories if kept else None

    def story(self, story_id: str = "") -> Story:
        """One story; the first one where no id is given."""
        stories = self.stories()
        for story in stories:
            if story_id in {"", story.id}:
                return story
        known = ", ".join(story.id for story in stories) or "none"
        message = f"no story {story_id!r} in this case; known: {known}"
        raise UnknownRecord(message)

    def copies(self) -> tuple[Link, ...]:
        """Who repeats whom: a link "duplicate_of" for each copy, its score the share of its words."""
        from rashomon.workspace.copies import copies_of

        documents = [doc for doc in self.store.documents() if doc.role != "teaser"]
        return tuple(copies_of(self.store, documents))

    def overlaps(self, story_id: str = "") -> View[Overlap]:
        """What copies changed, and which passages accounts share; of all stories or of one."""
        from rashomon.workspace.copies import find_overlaps

        stories = (self.story(story_id),) if story_id else self.stories()

        def make() -> _Overlaps:
            return _Overlaps(tuple(find_overlaps(self.store, stories)))

        name = f"overlaps/{story_id}" if story_id else "overlaps"
        return View(self._view(name, _Overlaps, make).overlaps)

    def merge_stories(self, *story_ids: str, by: str = "", note: str = "") -> Story:
        """Keep the accounts of these stories in one, whatever arrives later; gives that story."""
        stories = [self.story(story_id) for story_id in story_ids]
        verdicts.merge(self.store, stories, by=by, note=note)
        return self._story_with(stories[0].accounts[0])

    def split_story(self, *documents: str, by: str = "", note: str = "") -> Story:
        """Keep these accounts of a story together and apart from its others; gives their story.

        Raises:
            UnknownRecord: they are no accounts of one story of this case.
            RecordError: they are all of its accounts.
        """
        story = self._story_with(documents[0] if documents else "")
        verdicts.split(self.store, story, documents, by=by, note=note)
        return self._story_with(documents[0])

    def release_story(self, story_id: str, *, by: str = "", note: str = "") -> None:
        """Take back all that was decided about a story's documents: the texts decide again."""
        verdicts.release(self.store, self.story(story_id), by=by, note=note)

    def _story_with(self, doc_id: str) -> Story:
        for story in self.stories():
            if doc_id in story.documents:
                return story
        message = f"no story of this case holds a document {doc_id!r}"
        raise UnknownRecord(message)

    def comparison(self, story_id: str = "", *, report: Report = silent) -> Comparison:
        """The accounts of a story side by side."""
        from rashomon.workspace.comparing import compare_story
        from rashomon.workspace.searching import keep_names

        story = self.story(story_id)

        def make() -> Comparison:
            report(Progress("comparing", 0, 1, story.title))
            view = compare_story(self.store, story)
            keep_names(self.store, story.id, view.actors)
            report(Progress("comparing", 1, 1, story.title))
            return view

        return self._view(f"comparison/{story.id}", Comparison, make)

    def claims(self, story_id: str = "") -> View[Claim]:
        """A story's claims, clashes first."""
        return View(self.comparison(story_id).claims)

    def map(self, story_id: str = "") -> View[CausalMap]:
        """Each account's causal map."""
        return View(self.comparison(story_id).maps)

    def levers(self, story_id: str = "") -> View[LeverRow]:
        """Whose aims each lever helps or hurts, in each account, dilemmas first."""
        return View(self.comparison(story_id).levers)

    def whatif(self, factor: str, direction: int, story_id: str = "") -> View[Effect]:
        """What each account implies when a factor is pushed up (1) or down (-1)."""
        from rashomon.maps.propagate import what_if

        maps = self.comparison(story_id).maps
        return View(what_if(maps, push=factor, direction=1 if direction > 0 else -1))

    def views(self, found: Sequence[T]) -> View[T]:
        """Views of one kind as records, rows and frames."""
        return View(found)

    def label(self, doc_id: str) -> str:
        """A short name for an account: outlet and author, else the title, else its first words."""
        return document_label(self.document(doc_id))

    def _view(self, name: str, cls: type[T], make: Callable[[], T]) -> T:
        """The view kept for this state of the records, or a new one."""
        kept = self._kept(name, cls)
        if kept is not None:
            return kept
        view = make()
        value = {"state": self._state(), "view": view_to_json(view)}
        self._keep(f"view/{name}", value)
        self._remember(name, view)
        return view

    def _kept(self, name: str, cls: type[T]) -> T | None:
        """The view kept for this state of the records, if there is one."""
        state = self._state()
        if name in self._recent and self._recent[name][0] == state:
            return cast("T", self._recent[name][1])
        kept = self.store.cached(f"view/{name}")
        value = json.loads(kept) if kept is not None else {"state": None}
        if value["state"] != state:
            return None
        view = view_from_json(cls, value["view"])
        self._remember(name, view)
        return view

    def _remember(self, name: str, view: object) -> None:
        """Keep a view in memory too, of the last few names: reading it from the case takes longer."""
        self._recent.pop(name, None)
        self._recent[name] = self._state(), view
        if len(self._recent) > RECENT:
            self._recent.pop(next(iter(self._recent)))

    def _state(self) -> list[int]:
        return [VIEWS, self.store.revision]

    def _keep(self, key: str, value: dict[str, Any]) -> None:
        from rashomon.core.errors import ReadOnlyCase

        try:
            self.store.keep(key, json.dumps(value, separators=(",", ":")).encode())
        except ReadOnlyCase:
            return  # a view of a read-only case is computed again next time

    def close(self) -> None:
        """Release the file."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
