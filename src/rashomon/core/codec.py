"""Records to JSON objects and back, without loss.

One JSON object a line; "record" names the type; a first line {"record": "case", "schema": N} tells
the version. A reader refuses a schema newer than its own.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, fields
from types import UnionType
from typing import Any, Literal, NoReturn, Union, get_args, get_origin

from rashomon.core.bodies import BODIES, Body, body_fields
from rashomon.core.errors import CodecError, NewerCase
from rashomon.core.records import (
    Annotation,
    Decision,
    Document,
    Dropped,
    Evidence,
    Item,
    Link,
    Page,
    Record,
)
from rashomon.core.spans import Spans

SCHEMA = 2
RECORDS: dict[str, type[Record]] = {
    "page": Page,
    "document": Document,
    "dropped": Dropped,
    "annotation": Annotation,
    "link": Link,
    "decision": Decision,
    "item": Item,
}
_NAMES = {cls: name for name, cls in RECORDS.items()}


def record_name(record: Record) -> str:
    """The name of a record's type as JSON Lines spell it."""
    return _NAMES[type(record)]


def to_json(record: Record) -> dict[str, Any]:
    """A record as a JSON object."""
    values = {f.name: getattr(record, f.name) for f in fields(record)}
    if isinstance(record, Annotation):
        values["kind"] = record.kind
        values["body"] = body_fields(record.body)
    elif isinstance(record, Page):
        values["body"] = base64.b64encode(record.body).decode("ascii")
    elif isinstance(record, Document):
        values["page_spans"] = [list(s) for s in record.page_spans]
        values["evidence"] = evidence_fields(record.evidence)
    elif isinstance(record, Item):
        values["fields"] = dict(record.fields)
    return {"record": record_name(record), **values}


def from_json(value: dict[str, Any]) -> Record:
    """A JSON object as a record.

    Raises:
        CodecError: it is none; the message names the type and the field.
    """
    name = value.get("record")
    if name not in RECORDS:
        message = f"unknown record type {name!r}; known: {', '.join(RECORDS)}"
        raise CodecError(message)
    try:
        record = _DECODERS.get(name, _plain(name))(value)
        _check_types(record)
    except KeyError as error:
        message = f"{name} {value.get('id', 'without id')}: no field {error}"
        raise CodecError(message) from error
    except (TypeError, ValueError, AttributeError) as error:
        message = f"{name} {value.get('id', 'without id')}: {error}"
        raise CodecError(message) from error
    return record


def body_from_json(kind: str, value: dict[str, Any]) -> Body:
    """A body from plain JSON values."""
    if kind not in BODIES:
        message = f"unknown kind {kind!r}; known: {', '.join(BODIES)}"
        raise CodecError(message)
    cls = BODIES[kind]
    values: dict[str, Any] = dict(value)
    for role in cls.roles:
        if role in value:
            values[role] = _spans(value[role])
    return cls(**values)


def evidence_fields(evidence: Iterable[Evidence]) -> list[dict[str, str]]:
    """Evidence as plain JSON values."""
    return [asdict(e) for e in evidence]


def evidence_from_json(value: Any) -> tuple[Evidence, ...]:
    """Evidence from plain JSON values.

    Raises:
        CodecError: a part of it is none.
    """
    if not isinstance(value, list):
        message = f"evidence is a list, not {value!r:.60}"
        raise CodecError(message)
    found = tuple(Evidence(**_known(Evidence, entry)) for entry in value)
    for entry in found:
        _check_types(entry)
    return found


def _known(cls: type, value: dict[str, Any]) -> dict[str, Any]:
    """The entries that are fields of a class."""
    known = {f.name for f in fields(cls)}
    return {k: v for k, v in value.items() if k in known}


def _spans(value: Any) -> Spans:
    pairs = value if isinstance(value, list | tuple) else [value]
    if not all(map(_is_span, pairs)):
        message = f"spans are pairs of whole numbers, not {value!r:.60}"
        raise CodecError(message)
    return tuple((start, end) for start, end in pairs)


def _is_span(pair: Any) -> bool:
    return isinstance(pair, list | tuple) and [type(offset) for offset in pair] == [int, int]


def _plain(name: str) -> Callable[[dict[str, Any]], Record]:
    cls = RECORDS[name]
    return lambda value: cls(**_known(cls, value))


def _annotation(value: dict[str, Any]) -> Annotation:
    body = body_from_json(value["kind"], value["body"])
    _check_types(body)
    made_at = value.get("made_at", "")
    return Annotation(value["id"], value["doc"], body, value["producer"], value["score"], made_at)


def _page(value: dict[str, Any]) -> Record:
    return _plain("page")({**value, "body": base64.b64decode(value["body"], validate=True)})


def _document(value: dict[str, Any]) -> Record:
    spans = _spans(value.get("page_spans", ()))
    evidence = evidence_from_json(value.get("evidence", []))
    return _plain("document")({**value, "page_spans": spans, "evidence": evidence})


def _item(value: dict[str, Any]) -> Record:
    return _plain("item")({**value, "fields": dict(value["fields"])})


def _check_types(value: Record | Body | Evidence) -> None:
    for f in fields(value):
        held = getattr(value, f.name)
        if not _fits(held, f.type):
            message = f"field {f.name!r} cannot be {held!r:.60}"
            raise CodecError(message)


def _fits(value: Any, kind: Any) -> bool:
    """Whether a decoded value is of a field's type; containers are seen to by their decoders."""
    if get_origin(kind) in (Union, UnionType):
        return any(_fits(value, part) for part in get_args(kind))
    if get_origin(kind) is Literal:
        return any(value == choice and type(value) is type(choice) for choice in get_args(kind))
    if kind is float:
        return type(value) in (int, float)
    return type(value) is kind if kind in (str, int, bool, bytes, type(None)) else True


_DECODERS: dict[str, Callable[[dict[str, Any]], Record]] = {
    "annotation": _annotation,
    "page": _page,
    "document": _document,
    "item": _item,
}


def dump_line(value: dict[str, Any]) -> str:
    """A JSON object as one line, without its line end.

    Raises:
        CodecError: it holds a lone surrogate (which no UTF-8 file can hold, and two of which JSON
            would join into one character, moving every offset behind) or a number that is none.
    """
    try:
        line = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        line.encode("utf-8")
    except UnicodeEncodeError as error:
        name, code = value.get("record", "text"), ord(error.object[error.start])
        message = f"{name} {value.get('id', '')}: U+{code:04X} is a lone surrogate, no character: replace it first"
        raise CodecError(message) from error
    except (TypeError, ValueError) as error:
        message = f"{value.get('record', 'value')} {value.get('id', '')}: {error}"
        raise CodecError(message) from error
    return line


def dump_lines(records: Iterable[Record]) -> Iterator[str]:
    """The header and then each record as one line of JSON."""
    yield dump_line({"record": "case", "schema": SCHEMA})
    for record in records:
        yield dump_line(to_json(record))


def load_lines(lines: Iterable[str]) -> Iterator[Record]:
    """Records from JSON Lines; blank lines are passed over.

    Raises:
        CodecError: a line is no record; the message names its number.
        NewerCase: the header tells a newer schema.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = _json_object(line)
            if value.get("record") == "case":
                _check_schema(value)
                continue
            yield from_json(value)
        except (ValueError, TypeError, RecursionError, CodecError) as error:
            message = f"line {number}: {error}"
            raise CodecError(message) from error


def _json_object(line: str) -> dict[str, Any]:
    value = json.loads(line, parse_constant=_refuse_constant)
    if not isinstance(value, dict):
        message = f"a record is a JSON object, not {line.strip():.60}"
        raise CodecError(message)
    if "\\ud" in line.lower():  # an escaped surrogate; two that make up a character are fine
        dump_line(value)
    return value


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is no number"
    raise CodecError(message)


def _check_schema(header: dict[str, Any]) -> None:
    if int(header.get("schema", 0)) > SCHEMA:
        message = (
            f"these records have schema {header['schema']}, this version knows {SCHEMA}: "
            "install a newer Rashomon"
        )
        raise NewerCase(message)
