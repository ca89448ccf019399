"""A store that keeps everything in memory, for streams and tests."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar, cast

from rashomon.core.codec import dump_line, to_json
from rashomon.core.query import Query
from rashomon.core.records import Annotation, Decision, Document, Dropped, Item, Link, Page, Record
from rashomon.core.spans import Spans
from rashomon.core.views import Results
from rashomon.store import rows
from rashomon.store.base import counts, survives, unknown
from rashomon.store.finding import ask, nearest, newest_document, places, row_of, vector_of
from rashomon.store.schema import SCHEMA, migrate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

R = TypeVar("R", bound=Record)
Key = tuple[type, str, str]  # type, id and, where several may say the same, producer


class MemoryStore:
    """The records of one case in memory; see `store.base.Store`."""

    def __init__(self) -> None:
        self._records: dict[Key, Record] = {}
        self._cache: dict[str, bytes] = {}
        self._revision = 0
        self._lock = threading.RLock()
        self._index = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        migrate(self._index, to=SCHEMA)

    # Writing

    def add(self, records: Iterable[Record]) -> int:
        """Write records, all or none; those already there stay. Returns how many were new."""
        with self._lock:
            new = self._new(records)
            self._records.update(new)
            docs = [rows.DOCUMENTS.to_row(r) for r in new.values() if isinstance(r, Document)]
            self._index.executemany(rows.DOCUMENTS.insert, docs)
            said = [rows.ANNOTATIONS.to_row(r) for r in new.values() if isinstance(r, Annotation)]
            self._index.executemany(rows.ANNOTATIONS.insert, said)
            self._revision += any(counts(record) for record in new.values())
        return len(new)

    def _new(self, records: Iterable[Record]) -> dict[Key, Record]:
        """The records of a batch that are not there yet, checked."""
        new: dict[Key, Record] = {}
        for record in records:
            dump_line(to_json(record))  # refuses what cannot be written down
            if isinstance(record, Annotation):
                doc = new.get((Document, record.doc, "")) or self.document(record.doc)
                record.check(cast("Document", doc).text)
            key = _key(record)
            if key not in self._records:
                new.setdefault(key, record)
        return new

    def remove_document(self, doc_id: str) -> None:
        """Remove a document and everything that hangs on it."""
        with self._lock:
            page = self.document(doc_id).page
            gone = {doc_id, *(ann.id for ann in self.annotations(doc_id))}
            remaining = {d.id for d in self.documents()} - gone
            orphan = not any(d.page == page and d.id != doc_id for d in self.documents())
            self._discard(lambda r: _hangs(r, gone, doc_id, page if orphan else None))
            kept = self._cache.items()
            self._cache = {
                k: v for k, v in kept if survives(k, removed=doc_id, remaining=remaining)
            }
            self._index.execute("DELETE FROM annotations WHERE doc = ?", (doc_id,))
            self._index.execute("DELETE FROM documents WHERE id = ?", (doc_id,))
            self._revision += 1

    def _discard(self, unwanted: Callable[[Record], bool]) -> None:
        self._records = {k: r for k, r in self._records.items() if not unwanted(r)}

    # Reading

    def records(self) -> Iterator[Record]:
        """Every record, as of one moment, each after those it points to."""
        with self._lock:
            held = list(self._records.values())
        ranks = {cls: rank for rank, cls in enumerate(rows.TABLES)}
        return iter(sorted(held, key=lambda record: ranks[type(record)]))

    def page(self, page_id: str) -> Page:
        """One page, or UnknownRecord."""
        return self._one(Page, page_id)

    def document(self, doc_id: str) -> Document:
        """One document, or UnknownRecord."""
        return self._one(Document, doc_id)

    def annotation(self, annotation_id: str) -> Annotation:
        """One annotation (of the producer that came first), or UnknownRecord."""
        found = next((a for a in self._all(Annotation) if a.id == annotation_id), None)
        if found is None:
            raise unknown(Annotation, annotation_id)
        return found

    def documents(self) -> tuple[Document, ...]:
        """All documents in the order in which they came."""
        return tuple(self._all(Document))

    def newest_document(self) -> str:
        """The id of the document that came last; "" where there is none."""
        with self._lock:
            return newest_document(self._index)

    def dropped(self, doc_id: str) -> tuple[Dropped, ...]:
        """The parts dropped beside a document, in page order."""
        found = (d for d in self._all(Dropped) if d.doc == doc_id)
        return tuple(sorted(found, key=lambda d: d.at))

    def annotations(self, doc_id: str) -> tuple[Annotation, ...]:
        """A document's annotations in the order of their first character."""
        found = (a for a in self._all(Annotation) if a.doc == doc_id)
        return tuple(sorted(found, key=lambda a: rows.first_character(a.body)))

    def links(self, kind: str = "") -> tuple[Link, ...]:
        """Links of one kind, or all."""
        return tuple(link for link in self._all(Link) if kind in ("", link.kind))

    def items(self, kind: str = "") -> tuple[Item, ...]:
        """Items of one kind, or all."""
        return tuple(item for item in self._all(Item) if kind in ("", item.kind))

    def decisions(self, target: str = "") -> tuple[Decision, ...]:
        """Decisions on one target in the order in which they were made, or all."""
        return tuple(d for d in self._all(Decision) if target in ("", d.target))

    def search(
        self, query: Query | str, *, limit: int = 20, some: bool = False, marked: bool = True
    ) -> Results:
        """Full-text search in title, author, outlet and text; best first, with matched spans."""
        with self._lock:
            return ask(self._index, query, limit=limit, some=some, marked=marked)

    def places(self, query: Query, doc_ids: Sequence[str]) -> tuple[tuple[Spans, Spans], ...]:
        """Of each document snippets of its text and the matches, for any of a query's words."""
        with self._lock:
            return places(self._index, query, doc_ids)

    def keep_vector(self, doc_id: str, vector: "NDArray[np.float32]") -> None:
        """Keep what a document is about, for `nearest`; it does not change the revision."""
        from rashomon.store.vectors import keep_vector

        with self._lock:
            keep_vector(self._index, row_of(self._index, doc_id), vector)

    def vector(self, doc_id: str) -> "NDArray[np.float32] | None":
        """The vector kept for a document, or None."""
        with self._lock:
            return vector_of(self._index, doc_id)

    def nearest(
        self, vector: "NDArray[np.float32]", *, limit: int = 20, within: Query | None = None
    ) -> tuple[tuple[str, float], ...]:
        """The documents whose vectors point most the same way, with their cosines, best first."""
        with self._lock:
            return nearest(self._index, vector, limit=limit, within=within)

    @property
    def revision(self) -> int:
        """A number that grows with every change of the records."""
        return self._revision

    def _one(self, cls: type[R], record_id: str) -> R:
        found = self._records.get((cls, record_id, ""))
        if found is None:
            raise unknown(cls, record_id)
        return cast("R", found)

    def _all(self, cls: type[R]) -> Iterator[R]:
        return (r for r in self._records.values() if isinstance(r, cls))

    # Derived values

    def cached(self, key: str) -> bytes | None:
        """A derived value kept under a key, or None."""
        return self._cache.get(key)

    def keep(self, key: str, value: bytes) -> None:
        """Keep a derived value under a key; it does not change the revision."""
        self.keep_all({key: value})

    def keep_all(self, values: Mapping[str, bytes]) -> None:
        """Keep many derived values at the price of one."""
        self._cache.update(values)

    def forget(self, prefix: str) -> None:
        """Drop derived values whose key starts with prefix."""
        self._cache = {k: v for k, v in self._cache.items() if not k.startswith(prefix)}

    def close(self) -> None:
        """Release the index."""
        self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _key(record: Record) -> Key:
    producer = record.producer if isinstance(record, Annotation | Link) else ""
    return type(record), record.id, producer


def _hangs(record: Record, gone: set[str], doc_id: str, page: str | None) -> bool:
    """Whether a record goes with a document (and with its page, where that goes too)."""
    match record:
        case Document():
            return record.id == doc_id
        case Annotation():
            return record.doc == doc_id
        case Dropped():
            return record.doc == doc_id or record.page == page
        case Link():
            return record.left in gone or record.right in gone
        case Page():
            return record.id == page
    return False
