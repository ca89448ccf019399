"""The tables of a case file and the steps that lead from each schema to the next.

`PRAGMA user_version` holds the number of steps that a file has been through. A step is never
changed once released: a new one is added to the end.
"""

import sqlite3
from collections.abc import Callable

APPLICATION_ID = 0x52534D4E  # "RSMN", at byte 68 of the file: tells a case from other databases

_RECORDS = (
    """CREATE TABLE pages (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ref TEXT NOT NULL,
        fetched_at TEXT NOT NULL, media_type TEXT NOT NULL, body BLOB NOT NULL,
        sha256 TEXT NOT NULL)""",
    """CREATE TABLE documents (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, page TEXT NOT NULL,
        segment INTEGER NOT NULL, ref TEXT NOT NULL, text TEXT NOT NULL, title TEXT NOT NULL,
        author TEXT NOT NULL, outlet TEXT NOT NULL, published TEXT NOT NULL,
        precision TEXT NOT NULL, url TEXT NOT NULL, role TEXT NOT NULL,
        page_spans TEXT NOT NULL, cleaner TEXT NOT NULL)""",
    "CREATE INDEX documents_page ON documents (page)",
    """CREATE TABLE dropped (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, page TEXT NOT NULL, doc TEXT NOT NULL,
        at INTEGER NOT NULL, text TEXT NOT NULL, reason TEXT NOT NULL)""",
    "CREATE INDEX dropped_doc ON dropped (doc)",
    "CREATE INDEX dropped_page ON dropped (page)",
    """CREATE TABLE annotations (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL, doc TEXT NOT NULL, kind TEXT NOT NULL,
        body TEXT NOT NULL, producer TEXT NOT NULL, score REAL NOT NULL, made_at TEXT NOT NULL,
        first INTEGER NOT NULL, UNIQUE (id, producer))""",
    "CREATE INDEX annotations_doc ON annotations (doc, first)",
    """CREATE TABLE items (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        fields TEXT NOT NULL, "by" TEXT NOT NULL, at TEXT NOT NULL)""",
    """CREATE TABLE links (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, "left" TEXT NOT NULL,
        "right" TEXT NOT NULL, producer TEXT NOT NULL, score REAL NOT NULL,
        UNIQUE (id, producer))""",
    'CREATE INDEX links_left ON links ("left")',
    'CREATE INDEX links_right ON links ("right")',
    """CREATE TABLE decisions (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, target TEXT NOT NULL,
        verdict TEXT NOT NULL, "by" TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL,
        replaced_by TEXT NOT NULL)""",
    "CREATE INDEX decisions_target ON decisions (target)",
)

_SEARCH = (
    """CREATE VIRTUAL TABLE search USING fts5(
        title, author, outlet, text, content='documents', content_rowid='seq',
        tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER document_added AFTER INSERT ON documents BEGIN
        INSERT INTO search (rowid, title, author, outlet, text)
        VALUES (new.seq, new.title, new.author, new.outlet, new.text); END""",
    """CREATE TRIGGER document_removed AFTER DELETE ON documents BEGIN
        INSERT INTO search (search, rowid, title, author, outlet, text)
        VALUES ('delete', old.seq, old.title, old.author, old.outlet, old.text); END""",
    "INSERT INTO search (search) VALUES ('rebuild')",
)

_DERIVED = (
    "CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    "INSERT INTO counters VALUES ('revision', 0)",
    "CREATE TABLE cache (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
)

# What search asks of a document beside its words, apart from its text: a row that holds a long
# text is read page by page to its last column.
_FINDING = (
    """CREATE TABLE about (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL, day TEXT NOT NULL, role TEXT NOT NULL,
        outlet TEXT NOT NULL)""",
    "CREATE INDEX about_day ON about (day)",
    """CREATE TRIGGER document_described AFTER INSERT ON documents BEGIN
        INSERT INTO about VALUES (new.seq, new.id, {day}, new.role, new.outlet); END""",
    """CREATE TRIGGER document_forgotten AFTER DELETE ON documents BEGIN
        DELETE FROM about WHERE seq = old.seq; DELETE FROM vectors WHERE seq = old.seq; END""",
    "CREATE TABLE vectors (seq INTEGER PRIMARY KEY, code BLOB NOT NULL)",
    "CREATE TABLE vector_signs (block INTEGER PRIMARY KEY, bits BLOB NOT NULL)",
    """INSERT INTO about
        SELECT new.seq, new.id, {day}, new.role, new.outlet FROM documents AS new""",
)
# The day, of a month or year its first; "" where none is known.
_DAY = "CASE new.published WHEN '' THEN '' ELSE substr(new.published || '-01-01', 1, 10) END"

# Beginnings of words for which the index has a list of its own: one look-up answers `ferr*`, else
# the documents of all words that begin so are put together first, for every question to the index.
# On 20,000 documents a beginning of two letters took 43 ms so, and 1 ms with its list. The lists
# make the index three times as large (bench/search.py).
PREFIXES = range(2, 6)

_METADATA = (
    "ALTER TABLE documents ADD COLUMN original_outlet TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE documents ADD COLUMN updated TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE documents ADD COLUMN section TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE documents ADD COLUMN language TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE documents ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]'",
)

# The triggers of schema 2 go by the table's name and stay.
_PREFIXES = (
    """CREATE VIRTUAL TABLE search USING fts5(
        title, author, outlet, text, content='documents', content_rowid='seq',
        tokenize='porter unicode61 remove_diacritics 2', prefix='2 3 4 5')""",
    "INSERT INTO search (search) VALUES ('rebuild')",
)


def _records(connection: sqlite3.Connection) -> None:
    """Schema 1: a table for each type of record."""
    for statement in _RECORDS:
        connection.execute(statement)


def _search(connection: sqlite3.Connection) -> None:
    """Schema 2: full-text search, filled from the documents that are there."""
    for statement in _SEARCH:
        connection.execute(statement)


def _derived(connection: sqlite3.Connection) -> None:
    """Schema 3: the revision counter and the values that can be computed anew."""
    for statement in _DERIVED:
        connection.execute(statement)


def _finding(connection: sqlite3.Connection) -> None:
    """Schema 4: filters of search, and vectors from the means that were kept."""
    for statement in _FINDING:
        connection.execute(statement.replace("{day}", _DAY))
    kept = connection.execute(
        """SELECT documents.seq, cache.value FROM documents
        JOIN cache ON cache.key = 'mean/' || documents.id"""
    ).fetchall()
    if kept:
        import numpy as np

        from rashomon.store.vectors import keep_vector

        for seq, value in kept:
            keep_vector(connection, seq, np.frombuffer(value, np.float16).astype(np.float32))


def _metadata(connection: sqlite3.Connection) -> None:
    """Schema 5: more about each document, and where each of its fields was read."""
    for statement in _METADATA:
        connection.execute(statement)


def _prefixes(connection: sqlite3.Connection) -> None:
    """Schema 6: full-text search with the beginnings of words, filled anew."""
    connection.execute("DROP TABLE search")
    for statement in _PREFIXES:
        connection.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _records,
    _search,
    _derived,
    _finding,
    _metadata,
    _prefixes,
)
SCHEMA = len(MIGRATIONS)


def schema_of(connection: sqlite3.Connection) -> int:
    """The schema that a file has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, *, to: int = SCHEMA) -> None:
    """Bring a file to a schema: all missing steps in one transaction, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in MIGRATIONS[schema_of(connection) : to]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {to:d}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
