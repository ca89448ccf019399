"""Lists of references: RIS files and CSL-JSON, as reference managers and news archives give them.

An entry with an address is a page to fetch, known by what the list says of it. An entry with an
abstract or a text is a row, fetched or not.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rashomon.core.errors import EmptyInput
from rashomon.read.fields import read_known, read_text
from rashomon.read.pages import MAX_PAGE_BYTES
from rashomon.read.sources import ROW_MEDIA, Given, Source, failed

_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  ?-(?: (?P<value>.*))?$")
_END = "ER"
_FIELDS = {
    "title": ("TI", "T1"),
    "author": ("AU", "A1"),
    "outlet": ("T2", "JO", "JF", "JA", "PB"),
    "published": ("DA", "Y1", "PY"),
    "url": ("UR", "L2", "LK"),
    "text": ("AB", "N2"),
}
_CSL = {
    "title": "title",
    "author": "author",
    "outlet": "container-title",
    "published": "issued",
    "url": "URL",
    "text": "abstract",
}
_NO_USE = "has neither an address nor an abstract; add one or remove it"
_MOST_LINES = 10_000  # of one entry


def ris_entries(given: Given) -> Iterator[Source]:
    """The sources of a RIS list's entries."""
    number = 0
    for number, entry in enumerate(_entries(given), 1):
        yield from _sources(f"{given.ref}#{number}", _ris_row(entry), given)
    if not number:
        raise EmptyInput(given.ref, "this RIS list holds no entries")


def csl_sources(ref: str, entry: Mapping[str, Any], given: Given) -> Iterator[Source]:
    """The sources of one CSL-JSON entry."""
    row = {name: entry.get(key) for name, key in _CSL.items()}
    row["text"] = read_text(entry) or row["text"]
    row["outlet"] = row["outlet"] or entry.get("publisher")
    yield from _sources(ref, row, given)


def _sources(ref: str, row: dict[str, Any], given: Given) -> Iterator[Source]:
    known = read_known(row, "reference")
    if known.url:
        yield Source(known.url, "url", known=known)
    if isinstance(row["text"], str) and row["text"].strip():
        data = json.dumps(row, ensure_ascii=True, sort_keys=True).encode()
        yield Source(ref, "row", ROW_MEDIA, data, at=given.at)
    elif not known.url:
        yield failed(ref, _NO_USE)


def _entries(given: Given) -> Iterator[list[tuple[str, str]]]:
    """Tags and values by entry; a line without a tag goes on with the value before."""
    entry: list[tuple[str, str]] = []
    for line in _lines(given):
        match = _TAG.match(line)
        if match and match["tag"] in (_END, "TY") and entry:
            yield entry
            entry = []
        if match and match["tag"] not in (_END, "TY"):
            entry.append((match["tag"], (match["value"] or "").strip()))
        elif not match and line.strip() and entry:
            entry[-1] = entry[-1][0], f"{entry[-1][1]} {line.strip()}"
        if len(entry) > _MOST_LINES:
            entry.pop()
    if entry:
        yield entry


def _lines(given: Given) -> Iterator[str]:
    while line := given.stream.readline(MAX_PAGE_BYTES):
        try:
            text = line.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = line.decode("cp1252", "replace")
        yield text.rstrip("\r\n")


def _ris_row(entry: Sequence[tuple[str, str]]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, tags in _FIELDS.items():
        values = [[value for tag, value in entry if tag == wanted and value] for wanted in tags]
        found = next((value for value in values if value), [])
        row[name] = found[0] if found else ""
        if name == "author":
            row[name] = [_turned(author) for author in found]
    row["published"] = row["published"].strip("/ ")
    row["url"] = row["url"].split(" ")[0]
    return row


def _turned(author: str) -> str:
    """A name given as "Tolland, Mira" in its usual order; names without a comma stay."""
    family, _, given = author.partition(",")
    return f"{given.strip()} {family.strip()}".strip()
