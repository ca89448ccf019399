"""Opening a case file: what it is, whether it is whole, whether it may be written.

Every check reads only, so a file that is refused stays as it was, byte for byte.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from rashomon.core.errors import (
    CaseError,
    CodecError,
    DamagedCase,
    LockedCase,
    NewerCase,
    NotACase,
    ReadOnlyCase,
)
from rashomon.core.records import Record
from rashomon.store.rows import Row, Table
from rashomon.store.schema import APPLICATION_ID, SCHEMA, migrate, schema_of

BUSY_SECONDS = 2.0  # how long another writer is waited for
FULL_CHECK_BYTES = 64 * 2**20  # larger files are checked as they are read: 1 GB takes seconds
_HEADER_BYTES = 100
_MAGIC = b"SQLite format 3\0"


class Connection(sqlite3.Connection):
    """A connection that can be held by a weak reference."""


def create_case(path: Path) -> None:
    """Make an empty case: it is built beside its place and moved there whole."""
    if not path.parent.is_dir():
        message = f"{path}: the folder {path.parent} does not exist; create it first"
        raise CaseError(message)
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    with case_errors(path):
        try:
            _build(draft)
            _publish(draft, path)
        except OSError as error:
            message = f"{path}: cannot create a case there: {error.strerror}"
            raise CaseError(message) from error
        finally:
            draft.unlink(missing_ok=True)


def _build(draft: Path) -> None:
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        migrate(connection)
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _publish(draft: Path, path: Path) -> None:
    """Move without overwriting: where another process was first, its case stays."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        draft.rename(path)


def check_case(path: Path) -> bool:
    """Refuse what is no usable case of this version; tell whether it may be written.

    Raises:
        NotACase, NewerCase, LockedCase, DamagedCase, ReadOnlyCase: the file is left as it was.
    """
    _check_header(path)
    writable = _may_write(path) and _may_write(path.parent)
    with case_errors(path), connected(path, writable=False) as connection:
        schema = schema_of(connection)
        _check_schema(path, schema)
        _check_whole(path, connection)
    if schema < SCHEMA and not writable:
        message = f"{path}: an older version wrote it and it is read-only, so it cannot be brought up to date; copy it to where it may be written"
        raise ReadOnlyCase(message)
    return writable


def upgrade(path: Path) -> None:
    """Bring an older case to this version's schema."""
    with case_errors(path), connected(path, writable=True) as connection:
        if schema_of(connection) < SCHEMA:
            migrate(connection)


def connect(path: Path, *, writable: bool) -> Connection:
    """Open a connection. A file that nobody may write is opened without locks or side files."""
    mode = "rw" if writable else "ro"
    if not writable and not _log_of(path) and not (_may_write(path) and _may_write(path.parent)):
        mode = "ro&immutable=1"
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )
    connection.execute("PRAGMA synchronous = FULL")  # what is acknowledged survives a power cut
    return connection


@contextmanager
def connected(path: Path, *, writable: bool) -> Iterator[sqlite3.Connection]:
    """Hold a connection for a block of code."""
    connection = connect(path, writable=writable)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def case_errors(path: Path) -> Iterator[None]:
    """SQLite's errors as ours, each with the file's name and the remedy."""
    try:
        yield
    except UnicodeEncodeError as error:
        message = f"text that is not Unicode (a lone surrogate, {error.object[error.start]!r}): replace it first"
        raise CodecError(message) from error
    except OverflowError as error:
        message = f"a whole number of more than 64 bits: {error}"
        raise CodecError(message) from error
    except (sqlite3.DatabaseError, sqlite3.InterfaceError) as error:
        raise _translated(path, error) from error


def record_of(path: Path, table: Table, row: Row) -> Record:
    """A row as a record; a row that is none tells of damage."""
    try:
        return table.from_row(row)
    except (ValueError, TypeError, LookupError, CodecError) as error:
        message = f"{path}: {_DAMAGED} ({table.name}: {error})"
        raise DamagedCase(message) from error


def _translated(path: Path, error: sqlite3.Error) -> CaseError:
    if "Could not decode" in str(error):  # Python's own error: the bytes of a text are no UTF-8
        return DamagedCase(f"{path}: {_DAMAGED} ({error})")
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
    cls, text = _ERRORS.get(code, (CaseError, f"SQLite says: {error}"))
    return cls(f"{path}: {text}")


_DAMAGED = (
    "the file is damaged; keep a copy, go back to a backup, or save what can be read with "
    "`sqlite3 FILE .recover | sqlite3 NEW`"
)
_LOCKED = "another process is writing to it; wait until it is done or close it, then try again"
_READ_ONLY = "it may only be read; copy it to where it may be written"
_ERRORS: dict[int, tuple[type[CaseError], str]] = {
    sqlite3.SQLITE_BUSY: (LockedCase, _LOCKED),
    sqlite3.SQLITE_LOCKED: (LockedCase, _LOCKED),
    sqlite3.SQLITE_READONLY: (ReadOnlyCase, _READ_ONLY),
    sqlite3.SQLITE_CORRUPT: (DamagedCase, _DAMAGED),
    sqlite3.SQLITE_NOTADB: (DamagedCase, _DAMAGED),
    sqlite3.SQLITE_FULL: (
        CaseError,
        "the disk is full; nothing of this was written. Free some space and try again",
    ),
    sqlite3.SQLITE_IOERR: (CaseError, "the disk reports an error; nothing of this was written"),
    sqlite3.SQLITE_CANTOPEN: (
        CaseError,
        "it cannot be opened; a case that was not closed needs a folder that may be written",
    ),
}


def _check_header(path: Path) -> None:
    """Tell a case by its first bytes, before SQLite touches anything."""
    name = "NEW.rashomon" if path.exists() else path
    hint = f"a new one is made by `rashomon open INPUT... --case {name}`"
    header = _first_bytes(path, hint)
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        message = f"{path}: not a Rashomon case; {hint}"
        raise NotACase(message)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        message = f"{path}: an SQLite database, but not a Rashomon case; {hint}"
        raise NotACase(message)
    _check_schema(path, int.from_bytes(header[60:64], "big"))


def _first_bytes(path: Path, hint: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_BYTES)
    except FileNotFoundError as error:
        message = f"{path}: no such file; {hint}"
        raise NotACase(message) from error
    except IsADirectoryError as error:
        message = f"{path}: a folder, not a Rashomon case; {hint}"
        raise NotACase(message) from error
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise CaseError(message) from error


def _check_schema(path: Path, schema: int) -> None:
    if schema > SCHEMA:
        message = f"{path}: written by a newer Rashomon (schema {schema}, this one knows {SCHEMA}); install the newer version"
        raise NewerCase(message)


def _check_whole(path: Path, connection: sqlite3.Connection) -> None:
    if path.stat().st_size > FULL_CHECK_BYTES:
        return
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        message = f"{path}: {_DAMAGED} ({verdict})"
        raise DamagedCase(message)


def _may_write(path: Path) -> bool:
    """Whether anybody set the write bits: they hold for an administrator too."""
    return os.access(path, os.W_OK) and bool(stat.S_IMODE(path.stat().st_mode) & 0o222)


def _log_of(path: Path) -> bool:
    """Whether a write-ahead log with content lies beside the file."""
    with suppress(OSError):
        return path.with_name(path.name + "-wal").stat().st_size > 0
    return False
