"""JSON Lines and JSON lists: our own records, and the rows of others."""

import json
from collections.abc import Iterator
from typing import Any

from rashomon.core.errors import EmptyInput
from rashomon.read.fields import finds_text, is_reference
from rashomon.read.pages import MAX_PAGE_BYTES, too_large
from rashomon.read.references import csl_sources
from rashomon.read.sources import ROW_MEDIA, Given, Source, failed, refused
from rashomon.read.unpack import read_whole

_NO_ROW = (
    'holds no text; each row needs a "text" (or content, body, …; docs/inputs.md has all names)'
)


def line_rows(given: Given) -> Iterator[Source]:
    """A source for each document of a JSON Lines file; records of other types are passed over."""
    count = 0
    for number, line in _lines(given):
        ref = f"{given.ref}#{number}"
        if len(line) > MAX_PAGE_BYTES:
            yield refused(ref, too_large(len(line)))
            continue
        row = _parse(line)
        if isinstance(row, dict) and row.get("record", "document") != "document":
            continue
        count += 1
        yield row_source(ref, row, given)
    if not count:
        raise EmptyInput(given.ref, 'no line holds a document; each needs a "text"')


def _lines(given: Given) -> Iterator[tuple[int, bytes]]:
    """The lines with something on them; one that is too long is cut behind the limit."""
    number = 0
    while line := given.stream.readline(MAX_PAGE_BYTES + 1):
        number += 1
        rest = line
        while len(rest) > MAX_PAGE_BYTES and not rest.endswith(b"\n"):
            rest = given.stream.readline(MAX_PAGE_BYTES + 1)
        if line.strip():
            yield number, line


def list_rows(given: Given) -> Iterator[Source]:
    """A source for each object of a JSON array: rows with a text, or CSL-JSON references.

    Raises:
        EmptyInput: the array holds nothing.
        UnreadableInput: it is broken.
    """
    rows = json.loads(read_whole(given))
    if not isinstance(rows, list) or not rows:
        raise EmptyInput(given.ref, "this list holds no entries")
    for number, row in enumerate(rows, 1):
        ref = f"{given.ref}#{number}"
        if isinstance(row, dict) and is_reference(row):
            yield from csl_sources(ref, row, given)
        else:
            yield row_source(ref, row, given)


def _parse(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def row_source(ref: str, row: Any, given: Given) -> Source:
    """The source of one row; its `ref` field, where it has one, names it."""
    if not isinstance(row, dict):
        return failed(ref, "this line is no JSON object; correct or remove it")
    if not finds_text(row):
        return failed(ref, f"{_NO_ROW}; correct or remove it")
    name = row.get("ref") if isinstance(row.get("ref"), str) and row.get("ref") else ref
    data = json.dumps(row, ensure_ascii=True, sort_keys=True, default=str).encode()
    return Source(str(name), "row", ROW_MEDIA, data, at=given.at)
