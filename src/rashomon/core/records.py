"""The records that a case is made of: frozen, each with a content id.

Page (bytes as fetched) -> Document (one article's frozen text) -> Annotation (said about characters
of a document) -> Link (said about two records) -> Decision (a person's verdict). Everything else is
a view computed from these (`core.views`).
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from rashomon.core.bodies import Body, body_fields, body_spans
from rashomon.core.errors import RefusedInput, SpanError, UnreadableInput
from rashomon.core.ids import bytes_digest, content_id
from rashomon.core.spans import Spans, check_span

DocumentRole = Literal["main", "related", "teaser"]
Precision = Literal["second", "minute", "hour", "day", "month", "year"]
Verdict = Literal["accepted", "rejected", "unsure"]

MAX_PAGE_BYTES = 256 * 2**20  # zlib packs up to 1000 times: a body of 1 MB may hold 1 GB
_TOO_LARGE = f"more than {MAX_PAGE_BYTES // 2**20} MB"


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of one input, as they came.

    `ref` is the URL or path as given; `fetched_at` an ISO 8601 time with zone; `body` the bytes,
    zlib-compressed.
    """

    id: str
    ref: str
    fetched_at: str
    media_type: str
    body: bytes = field(repr=False)
    sha256: str

    @classmethod
    def make(cls, *, ref: str, fetched_at: str, media_type: str, data: bytes) -> "Page":
        """Build a page from its uncompressed bytes; same ref and bytes, same id.

        Raises:
            RefusedInput: there are more than MAX_PAGE_BYTES of them.
        """
        if len(data) > MAX_PAGE_BYTES:
            raise RefusedInput(ref, _TOO_LARGE)
        digest = bytes_digest(data)
        page_id = content_id("page", ref, digest)
        return cls(page_id, ref, fetched_at, media_type, zlib.compress(data, 6), digest)

    @property
    def data(self) -> bytes:
        """The bytes, uncompressed.

        Raises:
            RefusedInput: there are more than MAX_PAGE_BYTES of them.
            UnreadableInput: the compressed bytes are broken.
        """
        unpacker = zlib.decompressobj()
        try:
            data = unpacker.decompress(self.body, MAX_PAGE_BYTES + 1)
        except zlib.error as error:
            raise UnreadableInput(self.ref, f"its kept bytes are broken: {error}") from error
        if len(data) > MAX_PAGE_BYTES:
            raise RefusedInput(self.ref, _TOO_LARGE)
        if not unpacker.eof:
            raise UnreadableInput(self.ref, "its kept bytes are broken: they end too early")
        return data


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a field of a document was read.

    `field` is the document's field; `place` names the spot in plain words ("json-ld author", "meta
    og:title", "byline"); `text` is what stands there, "" where that is the field's value itself.
    """

    field: str
    place: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One article cut from a page; its text never changes.

    `text` is normalised one code point for one, so offsets into it stay valid. `page_spans` are
    half-open code-point spans of the page's visible text that the document was cut from.
    `published` is an ISO 8601 date or time, cut to `precision`; `updated` is one cut to its own.
    `outlet` brought out the page, `original_outlet` the text before it, where the page says so.
    `language` is an ISO 639-1 code. Empty strings where unknown. `evidence` tells of each field
    where it was read.
    """

    id: str
    page: str
    segment: int
    ref: str
    text: str = field(repr=False)
    title: str = ""
    author: str = ""
    outlet: str = ""
    published: str = ""
    precision: Precision | Literal[""] = ""
    url: str = ""
    role: DocumentRole = "main"
    page_spans: Spans = ()
    cleaner: str = ""
    original_outlet: str = ""
    updated: str = ""
    section: str = ""
    language: str = ""
    evidence: tuple[Evidence, ...] = ()

    @classmethod
    def make(cls, *, page: str, segment: int, text: str, ref: str, **about: Any) -> "Document":
        """Build a document; its id follows from page, segment and text."""
        return cls(content_id("document", page, segment, text), page, segment, ref, text, **about)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A part of a page that went into no document, kept to be shown with the reason.

    `doc` is the document it stood beside ("" if none) and `at` the code-point offset in that
    document's text before which it stood.
    """

    id: str
    page: str
    doc: str
    at: int
    text: str
    reason: str

    @classmethod
    def make(cls, *, page: str, doc: str, at: int, text: str, reason: str) -> "Dropped":
        """Build a dropped part; its id follows from all it says."""
        return cls(content_id("dropped", page, doc, at, text, reason), page, doc, at, text, reason)


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something said about characters of a document. Two producers that agree share the id."""

    id: str
    doc: str
    body: Body
    producer: str
    score: float
    made_at: str

    @classmethod
    def make(
        cls, *, doc: str, body: Body, producer: str, score: float, made_at: str = ""
    ) -> "Annotation":
        """Build an annotation; its id follows from document and body."""
        annotation_id = content_id("annotation", doc, body.kind, body_fields(body))
        return cls(annotation_id, doc, body, producer, round(score, 4), made_at)

    @property
    def kind(self) -> str:
        """The body's kind."""
        return self.body.kind

    def check(self, text: str) -> None:
        """Raise SpanError unless every role's spans fit the document's text."""
        spans = body_spans(self.body)
        if not any(spans.values()):
            message = f"annotation {self.id} of document {self.doc} has no characters"
            raise SpanError(message)
        for role, role_spans in spans.items():
            for span in role_spans:
                check_span(span, length=len(text), owner=f"annotation {self.id}, role {role}")


@dataclass(frozen=True, slots=True)
class Link:
    """Something said about two records, for example `duplicate_of` or `same_story`."""

    id: str
    kind: str
    left: str
    right: str
    producer: str
    score: float

    @classmethod
    def make(cls, *, kind: str, left: str, right: str, producer: str, score: float) -> "Link":
        """Build a link; its id follows from kind and both ends."""
        link_id = content_id("link", kind, left, right)
        return cls(link_id, kind, left, right, producer, round(score, 4))


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's verdict on a record. Decisions are only ever added; the latest one counts."""

    id: str
    target: str
    verdict: Verdict
    by: str
    at: str
    note: str = ""
    replaced_by: str = ""

    @classmethod
    def make(cls, *, target: str, verdict: Verdict, by: str, at: str, **more: str) -> "Decision":
        """Build a decision; its id follows from target, person and time."""
        return cls(content_id("decision", target, verdict, by, at), target, verdict, by, at, **more)


@dataclass(frozen=True, slots=True)
class Item:
    """What people curate: an actor, factor, hypothesis, question, resolution, series, setting."""

    id: str
    kind: str
    fields: Mapping[str, Any]
    by: str
    at: str

    @classmethod
    def make(cls, *, kind: str, fields: Mapping[str, Any], by: str, at: str) -> "Item":
        """Build an item; its id follows from kind and fields."""
        return cls(content_id("item", kind, dict(fields)), kind, dict(fields), by, at)


Record = Page | Document | Dropped | Annotation | Link | Decision | Item
