"""What every store offers. One contract test runs over all of them."""

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self

from rashomon.core.records import Annotation, Decision, Document, Dropped, Item, Link, Page, Record
from rashomon.core.views import Hit


class Store(Protocol):
    """Where the records of one case live."""

    def add(self, records: Iterable[Record]) -> int:
        """Write records in one transaction; those already there stay. Returns how many were new.

        Annotations are checked against their document's text.

        Raises:
            SpanError, UnknownRecord: nothing of the batch is written.
        """

    def records(self) -> Iterator[Record]:
        """Every record, in an order in which each stands after those it points to."""

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
        """Remove a document and everything that hangs on it."""

    def search(self, query: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Full-text search in title, author, outlet and text; best first, with matched spans."""

    @property
    def revision(self) -> int:
        """A number that grows with every change of the records."""

    def cached(self, key: str) -> bytes | None:
        """A derived value kept under a key, or None. Losing it costs time, never content."""

    def keep(self, key: str, value: bytes) -> None:
        """Keep a derived value under a key; it does not change the revision."""

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
