"""Where the records of a case live: SQLite by default, memory for what needs no file."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.store.sqlite import SqliteStore

__all__ = ["open_store"]


def open_store(path: str | Path, *, create: bool = False) -> "SqliteStore":
    """Open a case file.

    Args:
        path: The file.
        create: Make an empty case where there is no file.

    Raises:
        CaseError: it cannot be used; the class and the message say why and what to do. The file
            is left as it was.
    """
    from rashomon.store import opening
    from rashomon.store.sqlite import SqliteStore

    path = Path(path)
    if create and not path.exists():
        opening.create_case(path)
    writable = opening.check_case(path)
    if writable:
        opening.upgrade(path)
    return SqliteStore(path, writable=writable)
