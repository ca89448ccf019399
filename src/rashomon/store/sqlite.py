"""The default store: one SQLite file with full-text search and a write-ahead log."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar, cast
from weakref import WeakSet

from rashomon.core.errors import LockedCase, ReadOnlyCase
from rashomon.core.query import Query
from rashomon.core.records import Annotation, Decision, Document, Dropped, Item, Link, Page, Record
from rashomon.core.spans import Spans
from rashomon.core.views import Results
from rashomon.store import rows
from rashomon.store.base import counts, survives, unknown
from rashomon.store.finding import ask, nearest, newest_document, places, row_of, vector_of
from rashomon.store.opening import Connection, case_errors, connect, connected, record_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

R = TypeVar("R", bound=Record)

_TEXTS_HELD = 8  # annotations come document by document; a few texts are enough to check them

_REMOVALS = (
    """DELETE FROM links WHERE "left" IN (SELECT id FROM annotations WHERE doc = :doc)
        OR "right" IN (SELECT id FROM annotations WHERE doc = :doc)
        OR "left" = :doc OR "right" = :doc""",
    "DELETE FROM annotations WHERE doc = :doc",
    "DELETE FROM dropped WHERE doc = :doc",
    "DELETE FROM documents WHERE id = :doc",
    "DELETE FROM dropped WHERE page = :page AND NOT EXISTS (SELECT 1 FROM documents WHERE page = :page)",
    "DELETE FROM pages WHERE id = :page AND NOT EXISTS (SELECT 1 FROM documents WHERE page = :page)",
)


class SqliteStore:
    """The records of one case in one file; see `store.base.Store`.

    Each thread has its own connection: readers work beside one writer. Writers in this process
    take turns; a writer in another process is waited for a moment, then LockedCase is raised.
    """

    def __init__(self, path: Path, *, writable: bool = True) -> None:
        self._path = path
        self._writable = writable
        self._local = threading.local()
        self._open: WeakSet[Connection] = WeakSet()
        self._writing = threading.RLock()

    # Writing

    def add(self, records: Iterable[Record]) -> int:
        """Write records in one transaction; those already there stay. Returns how many were new."""
        with self._transaction() as connection:
            added, changed = 0, False
            for (cls, counted), batch in groupby(records, key=lambda r: (type(r), counts(r))):
                new = _insert(connection, cls, batch)
                added += new
                changed |= bool(new) and counted
            if changed:
                _count_up(connection)
        return added

    def remove_document(self, doc_id: str) -> None:
        """Remove a document and everything that hangs on it."""
        with self._transaction() as connection:
            page = self.document(doc_id).page
            for statement in _REMOVALS:
                connection.execute(statement, {"doc": doc_id, "page": page})
            _forget_derived(connection, doc_id)
            _count_up(connection)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._writing, case_errors(self._path):
            connection = self._connection
            if not self._writable:
                message = f"{self._path}: it may only be read; copy it to where it may be written"
                raise ReadOnlyCase(message)
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk may have ended it already
                    connection.execute("ROLLBACK")
                raise

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connect(self._path, writable=self._writable)
            self._local.connection = connection
            self._open.add(connection)
        return connection

    # Reading

    def records(self) -> Iterator[Record]:
        """Every record, as of one moment, each after those it points to."""
        with (
            case_errors(self._path),
            connected(self._path, writable=self._writable) as connection,
        ):
            connection.execute("BEGIN")
            for table in rows.TABLES.values():
                for row in connection.execute(table.select()):
                    yield record_of(self._path, table, row)

    def page(self, page_id: str) -> Page:
        """One page, or UnknownRecord."""
        return self._one(Page, page_id)

    def document(self, doc_id: str) -> Document:
        """One document, or UnknownRecord."""
        return self._one(Document, doc_id)

    def annotation(self, annotation_id: str) -> Annotation:
        """One annotation (of the producer that came first), or UnknownRecord."""
        return self._one(Annotation, annotation_id)

    def documents(self) -> tuple[Document, ...]:
        """All documents in the order in which they came."""
        return self._all(Document)

    def newest_document(self) -> str:
        """The id of the document that came last; "" where there is none."""
        with case_errors(self._path):
            return newest_document(self._connection)

    def dropped(self, doc_id: str) -> tuple[Dropped, ...]:
        """The parts dropped beside a document, in page order."""
        return self._all(Dropped, "WHERE doc = ? ORDER BY at, seq", doc_id)

    def annotations(self, doc_id: str) -> tuple[Annotation, ...]:
        """A document's annotations in the order of their first character."""
        return self._all(Annotation, "WHERE doc = ? ORDER BY first, seq", doc_id)

    def links(self, kind: str = "") -> tuple[Link, ...]:
        """Links of one kind, or all."""
        return self._all(Link, "WHERE ? IN ('', kind) ORDER BY seq", kind)

    def items(self, kind: str = "") -> tuple[Item, ...]:
        """Items of one kind, or all."""
        return self._all(Item, "WHERE ? IN ('', kind) ORDER BY seq", kind)

    def decisions(self, target: str = "") -> tuple[Decision, ...]:
        """Decisions on one target in the order in which they were made, or all."""
        if not target:
            return self._all(Decision)
        return self._all(Decision, "WHERE target = ? ORDER BY seq", target)

    def search(
        self, query: Query | str, *, limit: int = 20, some: bool = False, marked: bool = True
    ) -> Results:
        """Full-text search in title, author, outlet and text; best first, with matched spans."""
        with case_errors(self._path):
            return ask(self._connection, query, limit=limit, some=some, marked=marked)

    def places(self, query: Query, doc_ids: Sequence[str]) -> tuple[tuple[Spans, Spans], ...]:
        """Of each document snippets of its text and the matches, for any of a query's words."""
        with case_errors(self._path):
            return places(self._connection, query, doc_ids)

    def keep_vector(self, doc_id: str, vector: "NDArray[np.float32]") -> None:
        """Keep what a document is about, for `nearest`; it does not change the revision."""
        from rashomon.store.vectors import keep_vector

        with suppress(ReadOnlyCase, LockedCase), self._transaction() as connection:
            keep_vector(connection, row_of(connection, doc_id), vector)

    def vector(self, doc_id: str) -> "NDArray[np.float32] | None":
        """The vector kept for a document, or None."""
        with case_errors(self._path):
            return vector_of(self._connection, doc_id)

    def nearest(
        self, vector: "NDArray[np.float32]", *, limit: int = 20, within: Query | None = None
    ) -> tuple[tuple[str, float], ...]:
        """The documents whose vectors point most the same way, with their cosines, best first."""
        with case_errors(self._path):
            return nearest(self._connection, vector, limit=limit, within=within)

    @property
    def revision(self) -> int:
        """A number that grows with every change of the records."""
        statement = "SELECT value FROM counters WHERE name = 'revision'"
        with case_errors(self._path):
            return int(self._connection.execute(statement).fetchone()[0])

    def _one(self, cls: type[R], record_id: str) -> R:
        found = self._all(cls, "WHERE id = ? ORDER BY seq LIMIT 1", record_id)
        if not found:
            raise unknown(cls, record_id)
        return found[0]

    def _all(self, cls: type[R], rest: str = "ORDER BY seq", *values: str) -> tuple[R, ...]:
        table = rows.TABLES[cls]
        with case_errors(self._path):
            found = self._connection.execute(table.select(rest), values)
            return tuple(cast("R", record_of(self._path, table, row)) for row in found)

    # Derived values

    def cached(self, key: str) -> bytes | None:
        """A derived value kept under a key, or None."""
        with case_errors(self._path):
            found = self._connection.execute("SELECT value FROM cache WHERE key = ?", (key,))
            row = found.fetchone()
        return bytes(row[0]) if row else None

    def keep(self, key: str, value: bytes) -> None:
        """Keep a derived value under a key; it does not change the revision."""
        self.keep_all({key: value})

    def keep_all(self, values: Mapping[str, bytes]) -> None:
        """Keep many derived values at the price of one."""
        with suppress(ReadOnlyCase, LockedCase), self._transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO cache VALUES (?, ?)", values.items())

    def forget(self, prefix: str) -> None:
        """Drop derived values whose key starts with prefix."""
        statement = "DELETE FROM cache WHERE substr(key, 1, length(:prefix)) = :prefix"
        with self._transaction() as connection:
            connection.execute(statement, {"prefix": prefix})

    def close(self) -> None:
        """Release the file."""
        for connection in list(self._open):
            connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _insert(connection: sqlite3.Connection, cls: type[Record], batch: Iterable[Record]) -> int:
    table = rows.TABLES[cls]
    if cls is Annotation:
        batch = _checked(connection, cast("Iterable[Annotation]", batch))
    return connection.executemany(table.insert, map(table.to_row, batch)).rowcount


def _checked(connection: sqlite3.Connection, batch: Iterable[Annotation]) -> Iterator[Annotation]:
    """Let annotations pass whose spans fit their document's text."""

    @lru_cache(maxsize=_TEXTS_HELD)
    def text_of(doc_id: str) -> str:
        found = connection.execute("SELECT text FROM documents WHERE id = ?", (doc_id,)).fetchone()
        if not found:
            raise unknown(Document, doc_id)
        return str(found[0])

    for ann in batch:
        ann.check(text_of(ann.doc))
        yield ann


def _count_up(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE counters SET value = value + 1 WHERE name = 'revision'")


def _forget_derived(connection: sqlite3.Connection, doc_id: str) -> None:
    remaining = {row[0] for row in connection.execute("SELECT id FROM documents")}
    keys = [row[0] for row in connection.execute("SELECT key FROM cache")]
    stale = [(key,) for key in keys if not survives(key, removed=doc_id, remaining=remaining)]
    connection.executemany("DELETE FROM cache WHERE key = ?", stale)
