"""What an input is: by its first bytes, then by their structure, and last by its name."""

import json
import re
from pathlib import PurePath
from typing import Literal

from rashomon.read.fields import finds_text, is_reference
from rashomon.read.pages import is_pdf

Kind = Literal[
    "page",
    "pdf",
    "gzip",
    "zip",
    "parquet",
    "warc",
    "mbox",
    "mail",
    "mhtml",
    "rows",
    "list",
    "table",
    "ris",
]
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b\x08", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
)
_BOM = b"\xef\xbb\xbf"
FROM_LINE = re.compile(
    rb">*From [^\r\n]{0,500}\b\d{1,2}:\d\d(?::\d\d)?\b[^\r\n]{0,100}\r?(?:\n|\Z)"
)
_HEADER = re.compile(rb"([!-9;-~]{1,76}):(?:[ \t]|\r?\n)")
_MAIL_HEADERS = frozenset(
    b"received from date subject message-id mime-version return-path to content-type delivered-to"
    b" reply-to list-unsubscribe dkim-signature x-mailer".split()
)
_FEWEST_HEADERS = 3  # known ones that make a message of what is not called one
_SAVED = re.compile(
    rb"^(?:snapshot-content-location:|from:[ \t]*[\"']?<?saved by)", re.IGNORECASE | re.MULTILINE
)
_RELATED = re.compile(rb"^content-type:[ \t]*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_RIS_START = re.compile(rb"\s*TY  ?- ?[A-Z]")
JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version', re.IGNORECASE)
_TABLE_SUFFIXES = (".csv", ".tsv", ".tab")
_LONGEST_NAME = 60  # characters of a column's name


def find_kind(start: bytes, name: str) -> Kind:
    """The kind of an input from its first bytes (SNIFFED at most) and its name."""
    start = start.removeprefix(_BOM)
    by_magic = next((kind for magic, kind in _MAGIC if start.startswith(magic)), None)
    if by_magic:
        return by_magic
    if is_pdf(start):
        return "pdf"
    suffix = PurePath(name).suffix.lower()
    return _by_structure(start, suffix) or _by_name(start, suffix)


def _by_structure(start: bytes, suffix: str) -> Kind | None:
    line = start.lstrip()[:_LONGEST_NAME].split(b"\n", 1)[0]
    if line.startswith(b"<"):
        return "page"
    if FROM_LINE.match(start) and _headers(start.split(b"\n", 1)[-1]):
        return "mbox"
    found = _headers(start)
    if len(found & _MAIL_HEADERS) >= (
        1 if suffix in (".eml", ".mht", ".mhtml") else _FEWEST_HEADERS
    ):
        return "mhtml" if _is_saved_page(start, suffix) else "mail"
    if _RIS_START.match(start):
        return "ris"
    if line.startswith(b"{") and not JSON_FEED.search(start) and is_rows(start):
        return "rows"
    return "list" if line.startswith(b"[") and _is_list(start, suffix) else None


def _by_name(start: bytes, suffix: str) -> Kind:
    if suffix in (".jsonl", ".ndjson"):
        return "rows"
    if suffix in _TABLE_SUFFIXES or (not suffix and _is_table(start)):
        return "table"
    return "page"


def _headers(start: bytes) -> frozenset[bytes]:
    """The names of the message headers that an input begins with; none where it is no message."""
    names: set[bytes] = set()
    for line in start.split(b"\n"):
        if not line.strip():
            break
        match = _HEADER.match(line + b"\n")
        if match:
            names.add(match[1].lower())
        elif not names or not line.startswith((b" ", b"\t")):
            return frozenset()
    return frozenset(names)


def _is_saved_page(start: bytes, suffix: str) -> bool:
    head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    return bool(_SAVED.search(head)) or (
        suffix in (".mht", ".mhtml") and bool(_RELATED.search(head))
    )


def is_rows(start: bytes) -> bool:
    """Whether the first line is a JSON object that holds a record of ours or a text."""
    line, _, rest = start.lstrip().partition(b"\n")
    if not rest and len(start) >= _LONGEST_NAME and b'"' in line[:_LONGEST_NAME]:
        return _is_row(line) or _names_text(line)
    return _is_row(line)


def _is_row(line: bytes) -> bool:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and ("record" in row or finds_text(row))


def _names_text(line: bytes) -> bool:
    """The same for a first line that is too long to be seen whole."""
    keys = re.findall(rb'"(\w{1,40})"\s*:', line[:4_096])
    return "record" in keys or finds_text({key.decode("ascii", "replace"): "x" for key in keys})


def _is_list(start: bytes, suffix: str) -> bool:
    """Whether this begins a JSON array of references or rows."""
    match = re.match(rb"\s*\[\s*(?=\{)", start)
    if not match:
        return False
    try:
        row, _ = json.JSONDecoder().raw_decode(start[match.end() :].decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return suffix == ".json"
    return isinstance(row, dict) and (finds_text(row) or is_reference(row))


def _is_table(start: bytes) -> bool:
    """Whether the first line names columns, one of them a text: for what comes without a name."""
    line = start.split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    for mark in ",\t;":
        names = [cell.strip(' "') for cell in line.split(mark)]
        if len(names) > 1 and all(
            name.isascii() and 0 < len(name) < _LONGEST_NAME for name in names
        ):
            return finds_text(dict.fromkeys(names, "x"))
    return False
