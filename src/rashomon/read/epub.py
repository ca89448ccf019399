"""E-books (EPUB): a page for each chapter, in the order in which they are read."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import unquote

from rashomon.core.errors import EmptyInput, RefusedInput, UnreadableInput
from rashomon.read.dates import parse_stamp
from rashomon.read.facts import Facts
from rashomon.read.pages import MAX_PAGE_BYTES, too_large
from rashomon.read.sources import Given, Source, failed
from rashomon.read.text import count_words, normalise
from rashomon.read.unpack import read_whole

MAX_ENTRIES = 20_000  # of an archive
MAX_BOOK_BYTES = 500_000_000  # that all chapters of a book may have unpacked
FEWEST_WORDS = 25  # of a chapter: covers, half titles and dedications have fewer
_TOO_MANY = f"holds more than {MAX_ENTRIES} files; it is no book that can be read"
_END_MARK = b"PK\x05\x06"  # of the record that closes a ZIP archive; the list's size is in it
_LONGEST_END = 65_557  # bytes of that record with the longest comment
_ENTRY_BYTES = 200  # that a file takes in the list, more than names in books need
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONT_SCRAMBLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_HTML_TYPES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_TAG = re.compile(
    rb"<(?:script|style|title)\b.*?</(?:script|style|title)>|<[^>]*>", re.DOTALL | re.IGNORECASE
)
_NO_CHAPTER = re.compile(
    rb"epub:type\s*=\s*[\"'][^\"']*\b(?:toc|cover|titlepage|copyright-page|index|landmarks)\b"
)
_NO_BOOK = "is a ZIP archive or office document; unpack it or save its text first"
_LOCKED = "is protected against copying (DRM); only books without protection can be read"
_LONGEST = 400  # characters of a name


def epub_chapters(given: Given) -> Iterator[Source]:
    """A source for each chapter: `book.epub#OEBPS/chapter-1.xhtml`.

    Left out are the parts outside the reading order, tables of contents and what has fewer than
    FEWEST_WORDS words.

    Raises:
        SkipInput: it is no book, a broken or protected one, or holds no text.
    """
    stream = given.stream if given.stream.seekable() else io.BytesIO(read_whole(given))
    try:
        _check_directory(given.ref, stream)
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        reason = f"is a broken ZIP archive or e-book ({error}); get the file again"
        raise UnreadableInput(given.ref, reason) from error
    with archive:
        book = _Book(archive, given)
        book.check()
        count = 0
        for source in book.chapters():
            count += 1
            yield source
        if not count:
            raise EmptyInput(given.ref, "no chapter of this book holds text")


def _check_directory(ref: str, stream: BinaryIO) -> None:
    """Raise RefusedInput for a list of files that is too long to be taken into memory."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(size - _LONGEST_END, 0))
    _, found, end = stream.read().rpartition(_END_MARK)
    if found and int.from_bytes(end[8:12], "little") > MAX_ENTRIES * _ENTRY_BYTES:
        raise RefusedInput(ref, _TOO_MANY)


class _Book:
    def __init__(self, archive: zipfile.ZipFile, given: Given) -> None:
        self.archive, self.given = archive, given
        self.names = frozenset(archive.namelist())
        self.left = MAX_BOOK_BYTES

    def check(self) -> None:
        if len(self.names) > MAX_ENTRIES:
            raise RefusedInput(self.given.ref, _TOO_MANY)
        if _CONTAINER not in self.names:
            raise UnreadableInput(self.given.ref, _NO_BOOK)
        if _ENCRYPTION in self.names and self._is_locked():
            raise UnreadableInput(self.given.ref, _LOCKED)

    def _is_locked(self) -> bool:
        methods = _all(self._xml(_ENCRYPTION), "EncryptionMethod")
        return any(m.get("Algorithm") not in _FONT_SCRAMBLING for m in methods)

    def chapters(self) -> Iterator[Source]:
        roots = _all(self._xml(_CONTAINER), "rootfile")
        package = next((root.get("full-path") or "" for root in roots), "")
        if package not in self.names:
            reason = "is an e-book without a list of its chapters; get the file again"
            raise UnreadableInput(self.given.ref, reason)
        tree = self._xml(package)
        known = _facts(tree)
        for name in _reading_order(tree, posixpath.dirname(package)):
            source = self._chapter(name, known)
            if source is not None:
                yield source

    def _chapter(self, name: str, known: Facts) -> Source | None:
        ref = f"{self.given.ref}#{name}"
        if name not in self.names:
            return failed(ref, "the book lists this chapter and does not hold it")
        try:
            data = self._bytes(name)
        except UnreadableInput as failure:
            return Source(ref, "file", failure=UnreadableInput(ref, failure.reason))
        words = count_words(_TAG.sub(b" ", data).decode("utf-8", "replace"))
        if words < FEWEST_WORDS or _NO_CHAPTER.search(data[:4_000]):
            return None
        return Source(ref, "member", "text/html", data, at=self.given.at, known=known)

    def _bytes(self, name: str) -> bytes:
        """A file's bytes, never more than a page or the rest of a book may have."""
        try:
            with self.archive.open(name) as file:
                data = file.read(MAX_PAGE_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise UnreadableInput(self.given.ref, f"is broken ({error}); get it again") from error
        except (RuntimeError, NotImplementedError) as error:
            raise UnreadableInput(self.given.ref, _LOCKED) from error
        self.left -= len(data)
        if len(data) > MAX_PAGE_BYTES:
            raise RefusedInput(self.given.ref, too_large(len(data)))
        if self.left < 0:
            reason = f"unpacks to more than {MAX_BOOK_BYTES // 10**6} MB; it is no book"
            raise RefusedInput(self.given.ref, reason)
        return data

    def _xml(self, name: str) -> Any:
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        try:
            tree = etree.fromstring(self._bytes(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            reason = f"has a broken part {name!r} ({error}); get the file again"
            raise UnreadableInput(self.given.ref, reason) from error
        if tree is None:
            raise UnreadableInput(self.given.ref, f"has an empty part {name!r}; get the file again")
        return tree


def _all(tree: Any, name: str) -> list[Any]:
    """All elements of this name, whatever their namespace."""
    return list(tree.iter(f"{{*}}{name}"))


def _reading_order(package: Any, folder: str) -> Iterator[str]:
    """The names of the chapters' files in the archive, each once."""
    files = {
        item.get("id"): item.get("href") or ""
        for item in _all(package, "item")
        if item.get("media-type") in _HTML_TYPES
        and "nav" not in (item.get("properties") or "").split()
    }
    order = [ref.get("idref") for ref in _all(package, "itemref") if ref.get("linear") != "no"]
    hrefs = dict.fromkeys(files[name].partition("#")[0] for name in order if files.get(name))
    for href in hrefs:
        yield posixpath.normpath(posixpath.join(folder, unquote(href)))


def _facts(package: Any) -> Facts:
    """Author, publisher and date of the book; its chapters have their own titles."""
    authors = dict.fromkeys(filter(None, map(_text, _all(package, "creator"))))
    dates = [date for date in _all(package, "date") if "modif" not in str(dict(date.attrib))]
    days = [parse_stamp(_text(date)) for date in dates]
    return Facts(
        author=", ".join(authors)[:_LONGEST],
        outlet=next((_text(tag) for tag in _all(package, "publisher")), ""),
        dated=next((day for day in days if day), None),
    ).read_at("epub metadata")


def _text(element: Any) -> str:
    return " ".join(normalise("".join(element.itertext())[: 4 * _LONGEST]).split())[:_LONGEST]
