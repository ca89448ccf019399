"""What people name on the command line, as single sources in a fixed order."""

import glob
import io
import sys
from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rashomon.read.kinds import find_kind
from rashomon.read.members import is_container, open_given, page_media
from rashomon.read.sources import (
    CONTAINER_SUFFIXES,
    MEDIA_TYPES,
    SNIFFED,
    Given,
    Source,
    failed,
    limited,
)
from rashomon.read.unpack import peek

STDIN_REF = "-"
MAX_STDIN_BYTES = 50_000_000
_SUFFIXES = (*MEDIA_TYPES, *CONTAINER_SUFFIXES)
_PACKED = ".gz"
# what browsers name the folder of a page that is saved "complete", behind the page's own name
_SAVED_FOLDERS = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", "_ficheiros", "_arquivos", "_bestanden", "_pliki", "_soubory", "_tiedostot", "-filer")  # fmt: skip


def expand(inputs: Sequence[str]) -> Generator[Source, None, None]:
    """Find the sources that the inputs name, in the order given, each file and address once.

    Containers are read as the sources are asked for, one member at a time.

    Args:
        inputs: Files of every kind in docs/inputs.md, folders (searched to the bottom in sorted
            order; hidden files and unknown suffixes passed over), glob patterns, http(s) URLs,
            `-` for standard input.

    Yields:
        The sources. An input that matches nothing gives a source whose loading fails.
    """
    seen: set[tuple[str, str]] = set()
    for name in inputs:
        for source in _expand_one(name, seen):
            own = str(source.failure or source.ref)  # a file may fail in several ways
            if source.kind not in ("file", "url") or _is_new(seen, source.kind, own):
                yield source


def _is_new(seen: set[tuple[str, str]], kind: str, ref: str) -> bool:
    new = (kind, ref) not in seen
    seen.add((kind, ref))
    return new


def _expand_one(name: str, seen: set[tuple[str, str]]) -> Iterator[Source]:
    if name == STDIN_REF:
        yield from _standard_input()
    elif name.lower().startswith(("http://", "https://")):
        yield Source(name, "url")
    elif "://" in name:
        yield failed(
            name, "only http and https addresses are read; save the page as a file instead"
        )
    else:
        yield from _expand_path(name, seen)


def _expand_path(name: str, seen: set[tuple[str, str]]) -> Iterator[Source]:
    """The sources of a file, folder or pattern; a container that was opened is not opened again."""
    try:
        paths = list(_paths(Path(name), name))
    except (OSError, ValueError) as error:
        yield failed(name, f"cannot be opened ({error}); check the name")
        return
    for path in paths:
        if isinstance(path, Source):
            yield path
        elif _is_new(seen, "path", str(path)):
            yield from _file(path)


def _paths(path: Path, name: str) -> Iterator[Path | Source]:
    if path.is_dir():
        yield from _folder(path)
    elif path.exists():
        yield path
    else:
        yield from _pattern(name)


def _folder(folder: Path) -> Iterator[Path | Source]:
    paths = [path for path in sorted(folder.rglob("*")) if _is_readable(path, folder)]
    if not paths:
        yield failed(str(folder), f"no file in this folder ends in {' '.join(_SUFFIXES)}")
    yield from paths


def _is_readable(path: Path, folder: Path) -> bool:
    inner = path.relative_to(folder)
    if any(part.startswith(".") for part in inner.parts) or not path.is_file():
        return False
    if any(_is_saved_folder(folder / parent) for parent in inner.parents):
        return False
    suffix = path.suffix.lower()
    if suffix == ".json":
        return _kind(path) == "list"
    return (path.with_suffix("").suffix.lower() if suffix == _PACKED else suffix) in _SUFFIXES


def _is_saved_folder(folder: Path) -> bool:
    """Whether a folder holds what belongs to a page beside it that was saved "complete"."""
    ending = next((end for end in _SAVED_FOLDERS if folder.name.endswith(end)), "")
    page = folder.name.removesuffix(ending)
    return bool(ending) and any(
        (folder.parent / (page + end)).exists() for end in (".html", ".htm", ".xhtml")
    )


def _kind(path: Path) -> str:
    with path.open("rb") as file:
        return find_kind(file.read(SNIFFED), path.name)


def _pattern(name: str) -> Iterator[Path | Source]:
    matches = sorted(glob.glob(name, recursive=True)) if glob.has_magic(name) else []  # noqa: PTH207 - absolute patterns
    if not matches:
        what = "nothing matches this pattern" if glob.has_magic(name) else "there is no such file"
        yield failed(name, f"{what}; check the name")
    for match in matches:
        path = Path(match)
        yield from _folder(path) if path.is_dir() else (path,)


def _file(path: Path) -> Iterator[Source]:
    """The file itself, which is opened when it is loaded, or what it contains."""
    ref = str(path)
    try:
        with path.open("rb", buffering=0) as raw:
            stream, start = peek(raw)
            kind = find_kind(start, path.name)
            if is_container(kind):
                at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                given = Given(ref, path.name, stream, start, at)
                yield from limited(ref, open_given(given))
            else:
                yield Source(ref, "file", page_media(kind, path.name))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", "") or error
        yield failed(ref, f"cannot be read ({reason}); check the name and its permissions")


def _standard_input() -> Iterator[Source]:
    data = sys.stdin.buffer.read(MAX_STDIN_BYTES + 1)
    if len(data) > MAX_STDIN_BYTES:
        yield failed(STDIN_REF, f"standard input has more than {MAX_STDIN_BYTES // 10**6} MB")
        return
    start, now = data[:SNIFFED], datetime.now(UTC)
    kind = find_kind(start, STDIN_REF)
    if is_container(kind):
        given = Given(STDIN_REF, STDIN_REF, io.BytesIO(data), start, now)
        yield from limited(STDIN_REF, open_given(given))
    else:
        yield Source(STDIN_REF, "stdin", page_media(kind, STDIN_REF), data=data)
