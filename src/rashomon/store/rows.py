"""Records as rows of a table and back."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from math import isfinite
from typing import Any

from rashomon.core.bodies import Body, body_fields, body_spans
from rashomon.core.codec import (
    body_from_json,
    dump_line,
    evidence_fields,
    evidence_from_json,
)
from rashomon.core.errors import CodecError
from rashomon.core.records import (
    Annotation,
    Decision,
    Document,
    Dropped,
    Item,
    Link,
    Page,
    Record,
)
from rashomon.core.spans import Spans

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Where one type of record lives and how it becomes a row."""

    name: str
    columns: tuple[str, ...]
    to_row: Callable[[Any], Row]
    from_row: Callable[[Row], Record]

    @property
    def names(self) -> str:
        """The columns, quoted for SQL (`left`, `by` are words of the language)."""
        return ", ".join(f'"{c}"' for c in self.columns)

    @property
    def insert(self) -> str:
        """The statement that adds a row and passes over one that is there."""
        marks = ", ".join("?" * len(self.columns))
        return f"INSERT OR IGNORE INTO {self.name} ({self.names}) VALUES ({marks})"  # noqa: S608

    def select(self, rest: str = "ORDER BY seq") -> str:
        """The statement that reads rows."""
        return f"SELECT {self.names} FROM {self.name} {rest}"  # noqa: S608


def first_character(body: Body) -> int:
    """Where the earliest of a body's spans starts."""
    return min(span[0] for spans in body_spans(body).values() for span in spans)


def _plain(name: str, cls: type[Record]) -> Table:
    columns = tuple(f.name for f in fields(cls))

    def to_row(record: Record) -> Row:
        return [getattr(record, column) for column in columns]

    return Table(name, columns, to_row, lambda row: cls(*row))


def _spans_text(spans: Spans) -> str:
    return json.dumps(spans, separators=(",", ":"))


def _document_row(doc: Document) -> Row:
    packed = {
        "page_spans": _spans_text(doc.page_spans),
        "evidence": json.dumps(evidence_fields(doc.evidence), separators=(",", ":")),
    }
    return [packed[c] if c in packed else getattr(doc, c) for c in DOCUMENTS.columns]


def _document(row: Row) -> Document:
    values = dict(zip(DOCUMENTS.columns, row, strict=True))
    spans = tuple((start, end) for start, end in json.loads(values.pop("page_spans")))
    evidence = evidence_from_json(json.loads(values.pop("evidence")))
    return Document(**values, page_spans=spans, evidence=evidence)


def _annotation_row(ann: Annotation) -> Row:
    _check_score(ann)
    body = dump_line(body_fields(ann.body))
    first = first_character(ann.body)
    return (ann.id, ann.doc, ann.kind, body, ann.producer, ann.score, ann.made_at, first)


def _annotation(row: Row) -> Annotation:
    ann_id, doc, kind, body, producer, score, made_at, _first = row
    decoded = body_from_json(kind, json.loads(body))
    return Annotation(ann_id, doc, decoded, producer, score, made_at)


def _link_row(link: Link) -> Row:
    _check_score(link)
    return (link.id, link.kind, link.left, link.right, link.producer, link.score)


def _item_row(item: Item) -> Row:
    return (item.id, item.kind, dump_line(dict(item.fields)), item.by, item.at)


def _item(row: Row) -> Item:
    item_id, kind, values, by, at = row
    return Item(item_id, kind, json.loads(values), by, at)


def _check_score(record: Annotation | Link) -> None:
    if not isfinite(record.score):
        message = f"{record.id}: score {record.score} is no number"
        raise CodecError(message)


PAGES = _plain("pages", Page)
DOCUMENTS = Table("documents", tuple(f.name for f in fields(Document)), _document_row, _document)
DROPPED = _plain("dropped", Dropped)
ANNOTATIONS = Table(
    "annotations",
    ("id", "doc", "kind", "body", "producer", "score", "made_at", "first"),
    _annotation_row,
    _annotation,
)
ITEMS = Table("items", ("id", "kind", "fields", "by", "at"), _item_row, _item)
LINKS = Table(
    "links",
    ("id", "kind", "left", "right", "producer", "score"),
    _link_row,
    lambda row: Link(*row),
)
DECISIONS = _plain("decisions", Decision)

# In this order each record stands after those that it points to.
TABLES: dict[type, Table] = {
    Page: PAGES,
    Document: DOCUMENTS,
    Dropped: DROPPED,
    Annotation: ANNOTATIONS,
    Item: ITEMS,
    Link: LINKS,
    Decision: DECISIONS,
}
