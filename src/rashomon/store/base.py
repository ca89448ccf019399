"""What every store offers. One contract test runs over all of them."""

import re
from collections.abc import Container, Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self

from rashomon.core.errors import UnknownRecord
from rashomon.core.records import Annotation, Decision, Document, Dropped, Item, Link, Page, Record
from rashomon.core.views import Hit


class Store(Protocol):
    """Where the records of one case live."""

    def add(self, records: Iterable[Record]) -> int:
        """Write records in one transaction; those already there stay. Returns how many were new.

        A record is there if its id is (annotations and links: its id of the same producer).
        Annotations are checked against their document's text, so they stand after it.

        Raises:
            SpanError: a span does not fit the text.
            UnknownRecord: an annotation's document is not there.
            CodecError: a text has a lone surrogate, or a score is no number.
            ReadOnlyCase, LockedCase, CaseError: the file cannot be written.
            In all of these cases nothing of the batch is written.
        """

    def records(self) -> Iterator[Record]:
        """Every record, as of one moment, each after those it points to."""

    def page(self, page_id: str) -> Page:
        """One page, or UnknownRecord."""

    def document(self, doc_id: str) -> Document:
        """One document, or UnknownRecord."""

    def annotation(self, annotation_id: str) -> Annotation:
        """One annotation (of the producer that came first), or UnknownRecord."""

    def documents(self) -> tuple[Document, ...]:
        """All documents in the order in which they came."""

    def dropped(self, doc_id: str) -> tuple[Dropped, ...]:
        """The parts dropped beside a document, in page order."""

    def annotations(self, doc_id: str) -> tuple[Annotation, ...]:
        """A document's annotations in the order of their first character."""

    def links(self, kind: str = "") -> tuple[Link, ...]:
        """Links of one kind, or all."""

    def items(self, kind: str = "") -> tuple[Item, ...]:
        """Items of one kind, or all."""

    def decisions(self, target: str = "") -> tuple[Decision, ...]:
        """Decisions on one target in the order in which they were made, or all."""

    def remove_document(self, doc_id: str) -> None:
        """Remove a document and everything that hangs on it.

        That is its annotations, the links to it and to them, the parts dropped beside it, its page
        if no other document was cut from it, and derived values: those whose key names it and
        those whose key names no other document, but for REMEMBERED ones. Decisions stay: they are
        only ever added.

        Raises:
            UnknownRecord: there is no such document.
        """

    def search(self, query: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Full-text search in title, author, outlet and text; best first, with matched spans.

        All words must occur (in any form of theirs); words in double quotes stand together. No
        query is an error. The spans are code points of the document's text, the first few of them.
        """

    @property
    def revision(self) -> int:
        """A number that grows with every change of the records."""

    def cached(self, key: str) -> bytes | None:
        """A derived value kept under a key, or None. Losing it costs time, never content."""

    def keep(self, key: str, value: bytes) -> None:
        """Keep a derived value under a key; it does not change the revision.

        A key names the documents that the value is about between characters that are no letters
        and digits: "parsed:0123456789abcdef". A value is not kept where the case may only be read
        or another process is writing to it.
        """

    def forget(self, prefix: str) -> None:
        """Drop derived values whose key starts with prefix."""

    def close(self) -> None:
        """Release the file."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...


REMEMBERED = "feed/"  # keys of what hangs on no document: which entries of a feed were seen


def survives(key: str, *, removed: str, remaining: Container[str]) -> bool:
    """Whether a derived value stays when a document is removed; see `Store.remove_document`."""
    if key.startswith(REMEMBERED):
        return True
    parts = re.split(r"[^0-9A-Za-z]+", key)
    return removed not in parts and any(part in remaining for part in parts)


def unknown(cls: type, record_id: str) -> UnknownRecord:
    """Say that a record is not there."""
    return UnknownRecord(f"no {cls.__name__.lower()} has the id {record_id!r} in this case")
