"""Questions that both stores put to their SQLite connection."""

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rashomon.core.query import Query, parse_query
from rashomon.core.records import Document
from rashomon.core.spans import Spans
from rashomon.core.views import Results
from rashomon.store.base import unknown
from rashomon.store.search import (
    any_term,
    any_word,
    fitting_rows,
    places_in,
    search,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def ask(
    connection: sqlite3.Connection, query: Query | str, *, limit: int, some: bool, marked: bool
) -> Results:
    """Full-text search; see `Store.search`."""
    asked = parse_query(query) if isinstance(query, str) else query
    if some:
        asked = any_word(connection, asked) or Query()
    return search(connection, asked, limit=limit, marked=marked)


def places(
    connection: sqlite3.Connection, query: Query, doc_ids: Sequence[str]
) -> tuple[tuple[Spans, Spans], ...]:
    """Where words of a query stand in documents; see `Store.places`."""
    seqs = [row_of(connection, doc_id) for doc_id in doc_ids]
    found = places_in(connection, any_term(query.words), seqs)
    return tuple(found.get(seq, ((), ())) for seq in seqs)


def row_of(connection: sqlite3.Connection, doc_id: str) -> int:
    """The number of a document, or UnknownRecord."""
    row = connection.execute("SELECT seq FROM documents WHERE id = ?", (doc_id,)).fetchone()
    if row is None:
        raise unknown(Document, doc_id)
    return int(row[0])


def newest_document(connection: sqlite3.Connection) -> str:
    """The id of the document that came last; "" where there is none."""
    row = connection.execute("SELECT id FROM about ORDER BY seq DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def vector_of(connection: sqlite3.Connection, doc_id: str) -> "NDArray[np.float32] | None":
    """The vector kept for a document; see `Store.vector`."""
    from rashomon.store.vectors import kept_vector

    return kept_vector(connection, row_of(connection, doc_id))


def nearest(
    connection: sqlite3.Connection,
    vector: "NDArray[np.float32]",
    *,
    limit: int,
    within: Query | None,
) -> tuple[tuple[str, float], ...]:
    """Documents near a vector; see `Store.nearest`."""
    from rashomon.store.vectors import nearest_rows

    if limit <= 0 or not vector.any():
        return ()
    among = fitting_rows(connection, within) if within else None
    found = nearest_rows(connection, vector, limit=limit, among=among)
    marks = ", ".join(str(seq) for seq, _ in found)
    rows = connection.execute(f"SELECT seq, id FROM about WHERE seq IN ({marks})")  # noqa: S608
    ids = dict(rows.fetchall())
    return tuple((ids[seq], cosine) for seq, cosine in found if seq in ids)
