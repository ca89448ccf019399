"""What is no record is refused with the line and the field."""

import json

import pytest

from rashomon.core.bodies import CausalClaim, Mention
from rashomon.core.codec import SCHEMA, dump_line, dump_lines, from_json, load_lines, to_json
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
)

DOC = Document.make(
    page="p",
    segment=0,
    text="A dam 🌊",
    ref="r",
    page_spans=((0, 7),),
    original_outlet="Norland Press",
    updated="2031-05-04",
    section="Harbour",
    language="en",
    evidence=(Evidence("updated", "date line", "Updated 4 May 2031"), Evidence("section", "row")),
)
CLAIM = CausalClaim(cause=((0, 1),), effect=((2, 5), (6, 7)), sign=-1, mode="denied")
ANN = Annotation.make(doc=DOC.id, body=CLAIM, producer="p", score=0.5)
RECORDS = (
    Page.make(ref="r", fetched_at="t", media_type="m", data=b"\0\xff"),
    DOC,
    Dropped.make(page="p", doc=DOC.id, at=2, text="Ad", reason="chrome"),
    ANN,
    Annotation.make(doc=DOC.id, body=Mention(name=((0, 1),), label="ORG"), producer="", score=1),
    Link.make(kind="k", left="a", right="b", producer="p", score=0.1),
    Decision.make(target="a", verdict="unsure", by="b", at="t", note="n", replaced_by="c"),
    Item.make(kind="actor", fields={"names": ["a", "b"]}, by="b", at="t"),
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_every_record_survives(record):
    assert from_json(json.loads(dump_line(to_json(record)))) == record


def test_lines_begin_with_the_schema_and_end_the_same():
    lines = list(dump_lines(RECORDS))
    assert json.loads(lines[0]) == {"record": "case", "schema": SCHEMA}
    assert tuple(load_lines([*lines[:3], "", "  \n", *lines[3:]])) == RECORDS


def test_a_document_of_an_older_version_has_the_newer_fields_empty():
    newer = ("original_outlet", "updated", "section", "language", "evidence")
    older = {k: v for k, v in to_json(DOC).items() if k not in newer}
    doc = from_json(older)
    assert isinstance(doc, Document)
    assert (doc.id, doc.updated, doc.section, doc.evidence) == (DOC.id, "", "", ())


@pytest.mark.parametrize(
    "evidence",
    ["byline", {"field": "title"}, [{"field": "title"}], [7], [{"field": 1, "place": "x"}]],
)
def test_evidence_that_is_none_is_refused(evidence):
    with pytest.raises(CodecError, match=r"evidence|field|document"):
        from_json({**to_json(DOC), "evidence": evidence})


def test_fields_that_others_add_are_passed_over():
    assert from_json({**to_json(DOC), "colour": "red"}) == DOC


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"record": "story"}, "unknown record type 'story'"),
        ({"kind": "rumour"}, "unknown kind 'rumour'"),
        ({"kind": None}, "unknown kind"),
        ({"doc": 5}, "field 'doc'"),
        ({"score": "high"}, "field 'score'"),
        ({"score": True}, "field 'score'"),
        ({"body": []}, "cause"),
        ({"body": {"cause": [[0, 1]]}}, "effect"),
        ({"body": {"cause": [[0, 1.5]], "effect": [[0, 1]]}}, "whole numbers"),
        ({"body": {"cause": [[0, True]], "effect": [[0, 1]]}}, "whole numbers"),
        ({"body": {"cause": [[0]], "effect": [[0, 1]]}}, "whole numbers"),
        ({"body": {"cause": [[0, 1]], "effect": [[0, 1]], "sign": 2}}, "field 'sign'"),
        ({"body": {"cause": [[0, 1]], "effect": [[0, 1]], "sign": True}}, "field 'sign'"),
        ({"body": {"cause": [[0, 1]], "effect": [[0, 1]], "mode": "sure"}}, "field 'mode'"),
        ({"body": {"cause": [[0, 1]], "effect": [[0, 1]], "tone": "dry"}}, "tone"),
    ],
)
def test_a_wrong_field_is_named(change, says):
    line = json.dumps({**to_json(ANN), **change})
    with pytest.raises(CodecError, match=f"line 3: .*({says})"):
        list(load_lines(["", dump_line(to_json(DOC)), line]))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_missing_field_is_named(record):
    for name in ("id", "producer", "fields", "page", "body", "doc", "verdict"):
        value = to_json(record)
        if name in value:
            del value[name]
            with pytest.raises(CodecError, match=name):
                from_json(value)


@pytest.mark.parametrize(
    "change",
    [
        *({"precision": "fortnight"}, {"role": "hero"}, {"segment": "1"}, {"text": None}),
        *({"page_spans": 7}, {"page_spans": [["a", "b"]]}),
    ],
)
def test_a_document_with_a_wrong_field_is_refused(change):
    with pytest.raises(CodecError, match=next(iter(change)).removeprefix("page_")):
        from_json({**to_json(DOC), **change})


@pytest.mark.parametrize(
    "line",
    [
        *("{", "[1]", "null", '"text"', "{'record': 'page'}", "\ufeff{}", "[" * 100_000),
        *('{"record":"link","id":"\\ud83d"}', '{"record":"link","score":NaN}', '{"record":[]}'),
    ],
)
def test_a_line_that_is_no_record_is_named(line):
    with pytest.raises(CodecError, match="line 2: "):
        list(load_lines(['{"record":"case","schema":1}', line]))


def test_two_escapes_that_make_one_character_are_fine():
    line = dump_line(to_json(DOC)).replace("🌊", "\\ud83c\\uDF0A")
    assert list(load_lines([line])) == [DOC]


def test_a_newer_schema_is_refused():
    with pytest.raises(NewerCase, match="install"):
        list(load_lines([dump_line({"record": "case", "schema": SCHEMA + 1})]))
    with pytest.raises(CodecError, match="line 1"):
        list(load_lines([dump_line({"record": "case", "schema": None})]))


@pytest.mark.parametrize("value", ["\ud800", "\ud83d\ude00", float("nan"), b"", {1, 2}])
def test_what_json_cannot_hold_is_not_written(value):
    with pytest.raises(CodecError, match="item x"):
        dump_line({"record": "item", "id": "x", "fields": {"value": value}})
