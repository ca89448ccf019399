"""Fetched pages that are kept on disk, so that nothing is fetched twice and a cut run goes on.

One SQLite file in the user's cache folder. Losing it costs time, never content: whatever is wrong
with it, pages are fetched as if it were empty.
"""

import os
import re
import sqlite3
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from rashomon.core.web import CACHE_OFF, CACHE_VARIABLE, cache_folder

T = TypeVar("T")

MAX_CACHE_BYTES = 500_000_000  # packed; beyond that, what was not used for longest goes
MAX_KEPT_BYTES = 10_000_000  # packed, of one page
FRESH_S = 600.0  # a page is not asked for again so soon, whatever its server says
MAX_FRESH_S = 86_400.0  # nor believed longer than a day
BUSY_S = 2.0  # how long another run that writes is waited for
_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_NO_STORE = re.compile(r"(?:^|,)\s*no-store\b", re.IGNORECASE)
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS pages (
        address TEXT PRIMARY KEY, used_at REAL NOT NULL, size INTEGER NOT NULL,
        fresh_until REAL NOT NULL, fetched_at TEXT NOT NULL, final TEXT NOT NULL,
        etag TEXT NOT NULL, modified TEXT NOT NULL, media_type TEXT NOT NULL, body BLOB NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS pages_by_use ON pages (used_at, size);
"""
_FIND = """SELECT fresh_until, fetched_at, final, etag, modified, media_type, body
    FROM pages WHERE address = ?"""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server named its answer by, for asking whether it has changed (RFC 9110, section 13)."""

    etag: str = ""
    modified: str = ""

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> "Validators":
        """From an answer's headers."""
        return cls(headers.get("etag", "")[:500], headers.get("last-modified", "")[:100])

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a conditional request."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Kept:
    """A page in the cache; `fresh` until it is worth asking whether it has changed."""

    final: str
    fetched_at: str
    media_type: str
    validators: Validators
    fresh: bool
    data: bytes = field(repr=False)


def open_cache() -> "WebCache | None":
    """The user's cache, None where RASHOMON_CACHE is "off"."""
    if os.environ.get(CACHE_VARIABLE, "") == CACHE_OFF:
        return None
    return WebCache(cache_folder("web"))


class WebCache:
    """Pages by address, in `folder`; `clock` gives seconds since 1970."""

    def __init__(
        self,
        folder: Path,
        *,
        max_bytes: int = MAX_CACHE_BYTES,
        busy_s: float = BUSY_S,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._path = folder / "pages.sqlite"
        self._max_bytes = max_bytes
        self._busy_s = busy_s
        self._clock = clock
        self._connection: sqlite3.Connection | None = None

    def get(self, address: str) -> Kept | None:
        """The page that is kept for an address."""
        return self._try(lambda connection: self._find(connection, address))

    def _find(self, connection: sqlite3.Connection, address: str) -> Kept | None:
        row = connection.execute(_FIND, (address,)).fetchone()
        if row is None:
            return None
        fresh_until, fetched_at, final, etag, modified, media_type, body = row
        now = self._clock()
        connection.execute("UPDATE pages SET used_at = ? WHERE address = ?", (now, address))
        fresh = now < fresh_until <= now + MAX_FRESH_S  # a clock that was set back proves nothing
        named = Validators(etag, modified)
        return Kept(final, fetched_at, media_type, named, fresh, zlib.decompress(body))

    def put(
        self, address: str, *, final: str, fetched_at: str, headers: Mapping[str, str], data: bytes
    ) -> None:
        """Keep a page, unless its server forbids it or it is too large."""
        control = headers.get("cache-control", "")
        body = zlib.compress(data, 6)
        if _NO_STORE.search(control) or len(body) > min(MAX_KEPT_BYTES, self._max_bytes):
            return
        now, named = self._clock(), Validators.of(headers)
        about = (now, len(body), now + fresh_for(control), fetched_at, final)
        row = (address, *about, named.etag, named.modified, headers.get("content-type", ""), body)
        self._try(lambda connection: self._insert(connection, row))

    def _insert(self, connection: sqlite3.Connection, row: tuple[Any, ...]) -> None:
        connection.execute(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row
        )
        self._make_room(connection)

    def renew(self, address: str, headers: Mapping[str, str]) -> None:
        """A server has said that the page is still the same."""
        fresh_until = self._clock() + fresh_for(headers.get("cache-control", ""))
        statement = "UPDATE pages SET fresh_until = ? WHERE address = ?"
        self._try(lambda connection: connection.execute(statement, (fresh_until, address)))

    def _make_room(self, connection: sqlite3.Connection) -> None:
        (size,) = connection.execute("SELECT sum(size) FROM pages").fetchone()
        if size <= self._max_bytes:
            return
        for address, freed in connection.execute(
            "SELECT address, size FROM pages ORDER BY used_at"
        ).fetchall():
            connection.execute("DELETE FROM pages WHERE address = ?", (address,))
            size -= freed
            if size <= self._max_bytes:
                return

    def _try(self, step: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do one step; what goes wrong with the file ends the step and no more."""
        with suppress(sqlite3.Error, OSError, zlib.error):
            if self._connection is None:
                self._connection = self._open()
            return step(self._connection)
        return None

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            return self._connect()
        except sqlite3.OperationalError:
            raise  # another run holds it: it is no broken file
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=self._busy_s, isolation_level=None)
        try:
            connection.execute("PRAGMA auto_vacuum = FULL")  # what is dropped leaves the disk
            connection.executescript(_SCHEMA)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        """Release the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def fresh_for(cache_control: str) -> float:
    """Seconds for which a page is used without asking: as its server says, within our limits."""
    found = _MAX_AGE.search(cache_control)
    return min(max(float(found[1]) if found else 0.0, FRESH_S), MAX_FRESH_S)
