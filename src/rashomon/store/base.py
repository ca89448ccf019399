"""What every store offers. One contract test runs over all of them."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from rashomon.core.errors import UnknownRecord
from rashomon.core.query import Query
from rashomon.core.records import Annotation, Decision, Document, Dropped, Item, Link, Page, Record
from rashomon.core.spans import Spans
from rashomon.core.views import Results

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNCOUNTED = frozenset(
    {"search", "hypothesis", "rating", "crux", "question", "forecast", "resolution", "series"}
)


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

    def newest_document(self) -> str:
        """The id of the document that came last; "" where there is none."""

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

    def search(
        self, query: Query | str, *, limit: int = 20, some: bool = False, marked: bool = True
    ) -> Results:
        """Full-text search in title, author, outlet and text; best first, with matched spans.

        No query is an error. The spans are code points of the document's text. Where more
        documents fit than are ranked, the results say so.

        Args:
            query: The question, or the line that `parse_query` reads.
            limit: At most so many hits.
            some: Bare words need not all occur: the rarest of them are alternatives.
            marked: Find the spans and snippets of the hits, and count outlets and months; else
                there are none.
        """

    def places(self, query: Query, doc_ids: Sequence[str]) -> tuple[tuple[Spans, Spans], ...]:
        """Of each document snippets of its text and the matches, for any of a query's words.

        Raises:
            UnknownRecord: there is no such document as one of them.
        """

    def keep_vector(self, doc_id: str, vector: "NDArray[np.float32]") -> None:
        """Keep what a document is about, for `nearest`; it does not change the revision.

        It goes with its document and, like a derived value, is not kept where the case may only be
        read or another process is writing to it. All vectors of a case have one length.

        Raises:
            UnknownRecord: there is no such document.
        """

    def vector(self, doc_id: str) -> "NDArray[np.float32] | None":
        """The vector kept for a document, of unit length, a number to a byte; or None."""

    def nearest(
        self, vector: "NDArray[np.float32]", *, limit: int = 20, within: Query | None = None
    ) -> tuple[tuple[str, float], ...]:
        """The documents whose vectors point most the same way, with their cosines, best first.

        Args:
            vector: What is looked for; all zeros is near to nothing.
            limit: At most so many.
            within: Only documents that this query finds.
        """

    @property
    def revision(self) -> int:
        """A number that grows with every change of the records.

        Items of the kinds in `UNCOUNTED` change it not: nothing is computed from them.
        """

    def cached(self, key: str) -> bytes | None:
        """A derived value kept under a key, or None. Losing it costs time, never content."""

    def keep(self, key: str, value: bytes) -> None:
        """Keep a derived value under a key; it does not change the revision.

        A key names the documents that the value is about between characters that are no letters
        and digits: "parsed:0123456789abcdef". A value is not kept where the case may only be read
        or another process is writing to it.
        """

    def keep_all(self, values: Mapping[str, bytes]) -> None:
        """Keep many derived values at the price of one; see `keep`."""

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


def counts(record: Record) -> bool:
    """Whether a new record changes the revision; see `Store.revision`."""
    return not (isinstance(record, Item) and record.kind in UNCOUNTED)


def unknown(cls: type, record_id: str) -> UnknownRecord:
    """Say that a record is not there."""
    return UnknownRecord(f"no {cls.__name__.lower()} has the id {record_id!r} in this case")
