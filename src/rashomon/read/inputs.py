"""What people name on the command line, as single sources in a fixed order."""

import glob
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from rashomon.core.errors import EmptyInput, SkipInput, UnreadableInput

SourceKind = Literal["file", "url", "stdin", "row"]
MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
}
ROW_MEDIA = "application/x-ndjson"  # one JSON object: a clean text with what is known about it
STDIN_REF = "-"
_ROWS_SUFFIX = ".jsonl"
MAX_STDIN_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read; `load_page` makes a page of it.

    `data` holds the bytes of standard input or of a JSON row. A source with a `failure` stands for
    an input that matched nothing: loading it raises that, so that the others go on.
    """

    ref: str
    kind: SourceKind
    media_type: str = ""
    data: bytes = field(default=b"", repr=False)
    failure: SkipInput | None = None


def expand(inputs: Sequence[str]) -> list[Source]:
    """Find the sources that the inputs name, in the order given, each once.

    Args:
        inputs: Files, folders (searched to the bottom in sorted order; hidden files and unknown
            suffixes passed over), glob patterns, http(s) URLs, `-` for standard input, `.jsonl`
            files (our own document records, or rows with `text` and optionally ref, title, author,
            outlet, published, updated, section, language, original_outlet, url).

    Returns:
        The sources. An input that matches nothing gives a source whose loading fails.
    """
    found: dict[tuple[str, str], Source] = {}
    for name in inputs:
        for source in _expand_one(name):
            found.setdefault((source.kind, source.ref), source)
    return list(found.values())


def _expand_one(name: str) -> Iterator[Source]:
    if name == STDIN_REF:
        yield from _standard_input()
    elif name.lower().startswith(("http://", "https://")):
        yield Source(name, "url")
    elif "://" in name:
        yield _failed(
            name, "only http and https addresses are read; save the page as a file instead"
        )
    else:
        yield from _expand_path(name)


def _expand_path(name: str) -> Iterator[Source]:
    path = Path(name)
    try:
        if path.is_dir():
            yield from _folder(path)
        elif path.exists():
            yield from _file(path)
        else:
            yield from _pattern(name)
    except (OSError, ValueError) as error:
        yield _failed(name, f"cannot be opened ({error}); check the name")


def _failed(ref: str, reason: str) -> Source:
    return Source(ref, "file", failure=UnreadableInput(ref, reason))


def _folder(folder: Path) -> Iterator[Source]:
    paths = [path for path in sorted(folder.rglob("*")) if _is_readable(path, folder)]
    if not paths:
        known = " ".join([*MEDIA_TYPES, _ROWS_SUFFIX])
        yield _failed(str(folder), f"no file in this folder ends in {known}")
    for path in paths:
        yield from _file(path)


def _is_readable(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    known = path.suffix.lower() in MEDIA_TYPES or path.suffix.lower() == _ROWS_SUFFIX
    return known and not hidden and path.is_file()


def _pattern(name: str) -> Iterator[Source]:
    matches = sorted(glob.glob(name, recursive=True)) if glob.has_magic(name) else []  # noqa: PTH207 - absolute patterns
    if not matches:
        what = "nothing matches this pattern" if glob.has_magic(name) else "there is no such file"
        yield _failed(name, f"{what}; check the name")
    for match in matches:
        path = Path(match)
        yield from _folder(path) if path.is_dir() else _file(path)


def _file(path: Path) -> Iterator[Source]:
    if path.suffix.lower() == _ROWS_SUFFIX:
        yield from _rows(str(path), path.read_bytes())
    else:
        yield Source(str(path), "file", MEDIA_TYPES.get(path.suffix.lower(), ""))


def _standard_input() -> Iterator[Source]:
    data = sys.stdin.buffer.read(MAX_STDIN_BYTES + 1)
    if len(data) > MAX_STDIN_BYTES:
        yield _failed(STDIN_REF, f"standard input has more than {MAX_STDIN_BYTES // 10**6} MB")
    elif _is_rows(data):
        yield from _rows(STDIN_REF, data)
    else:
        yield Source(STDIN_REF, "stdin", data=data)


def _is_rows(data: bytes) -> bool:
    line = data.lstrip().split(b"\n", 1)[0]
    if not line.startswith(b"{"):
        return False
    try:
        row = json.loads(line)
    except ValueError:
        return False
    return isinstance(row, dict) and ("text" in row or "record" in row)


def _rows(ref: str, data: bytes) -> Iterator[Source]:
    """A source for each document of a JSON Lines file; records of other types are passed over."""
    count = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        row = _parse_row(line)
        if isinstance(row, dict) and row.get("record", "document") != "document":
            continue
        count += 1
        yield _row_source(f"{ref}#{number}", row)
    if not count:
        failure = EmptyInput(ref, 'no line holds a document; each needs a "text"')
        yield Source(ref, "file", failure=failure)


def _parse_row(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _row_source(ref: str, row: Any) -> Source:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return _failed(ref, 'this line is no JSON object with a "text"; correct or remove it')
    name = row.get("ref") if isinstance(row.get("ref"), str) and row.get("ref") else ref
    data = json.dumps(row, ensure_ascii=True, sort_keys=True).encode()
    return Source(str(name), "row", ROW_MEDIA, data)
