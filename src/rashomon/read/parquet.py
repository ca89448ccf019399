"""Parquet tables with a column of texts; needs the extra `parquet` (pyarrow)."""

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from rashomon.core.errors import EmptyInput, UnreadableInput
from rashomon.read.rows import row_source
from rashomon.read.sources import Given, Source
from rashomon.read.tables import check_columns
from rashomon.read.unpack import read_whole

_BATCH = 64  # rows in memory at a time
_NEEDS = "is a Parquet table, which needs pyarrow: pip install 'rashomon[parquet]'"


def parquet_rows(given: Given) -> Iterator[Source]:
    """A source for each row, counted from 1.

    Raises:
        EmptyInput: it has no rows.
        UnreadableInput: pyarrow is missing, the file is broken, or no column holds texts.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise UnreadableInput(given.ref, _NEEDS) from error
    number = 0
    try:
        file = ParquetFile(_seekable(given))
        check_columns(given.ref, file.schema_arrow.names)
        for batch in file.iter_batches(_BATCH):
            for row in batch.to_pylist():
                number += 1
                yield row_source(f"{given.ref}#{number}", _plain(row), given)
    except (ArrowException, OSError) as error:
        reason = f"is a broken Parquet table ({str(error)[:200]}); get the file again"
        raise UnreadableInput(given.ref, reason) from error
    if not number:
        raise EmptyInput(given.ref, "this table has no rows")


def _seekable(given: Given) -> BinaryIO:
    return given.stream if given.stream.seekable() else io.BytesIO(read_whole(given))


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row as JSON can hold it: times by their ISO form, bytes as text."""
    return {
        key: value.decode("utf-8", "replace")
        if isinstance(value, bytes)
        else value.isoformat()
        if hasattr(value, "isoformat")
        else value
        for key, value in row.items()
    }
