"""JSON Lines out and in, losing nothing."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from rashomon.core.codec import dump_lines, load_lines
from rashomon.core.errors import CodecError
from rashomon.core.records import Record


def write_jsonl(records: Iterable[Record], stream: TextIO) -> int:
    """Write a header and a line for each record; returns how many records.

    Raises:
        CodecError: a record holds what no JSON Lines file can.
    """
    count = -1  # the header is no record
    for line in dump_lines(records):
        stream.write(line + "\n")
        count += 1
    return count


def read_jsonl(stream: Iterable[str]) -> Iterator[Record]:
    """Records from lines, one at a time.

    Raises:
        CodecError: a line is no record; the message names its number.
        NewerCase: a newer version wrote them.
    """
    return load_lines(stream)


def save_jsonl(records: Iterable[Record], path: Path) -> int:
    """Write a file that is there whole or not at all; returns how many records.

    A link, a pipe or a device (`/dev/stdout`) stays what it is: it is written through.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            return write_jsonl(records, stream)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            count = write_jsonl(records, stream)
        draft.chmod(_usual_mode())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return count


def load_jsonl(path: Path) -> Iterator[Record]:
    """Records from a file, one at a time; see `read_jsonl`."""
    with path.open(encoding="utf-8-sig", newline="\n") as stream:
        try:
            yield from read_jsonl(stream)
        except UnicodeDecodeError as error:
            message = f"{path}: not UTF-8 ({error.reason} at byte {error.start} of a block)"
            raise CodecError(message) from error


def _usual_mode() -> int:
    """The mode of a new file: temporary files start closed to everybody else."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
