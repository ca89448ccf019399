"""Ids are the same everywhere and for ever; a page's bytes are bounded."""

import zlib
from dataclasses import replace

import pytest

from rashomon.core import records
from rashomon.core.bodies import CausalClaim, Mention
from rashomon.core.errors import RefusedInput, SpanError, UnreadableInput
from rashomon.core.ids import content_id
from rashomon.core.records import Annotation, Decision, Document, Dropped, Item, Link, Page

PAGE = Page.make(ref="town.html", fetched_at="2031", media_type="text/html", data=b"<p>A dam")
DOC = Document.make(page=PAGE.id, segment=0, text="A dam é🌊", ref="town.html")
BODY = CausalClaim(cause=((0, 1),), effect=((2, 5),))
PINNED = {  # computed once; another value would orphan every case that there is
    "page": "e2ea2c54d5430fb5",
    "document": "2a1d3d14f3c01a6d",
    "dropped": "8f8d69ffe0531f04",
    "annotation": "984eddb2dfd37ff3",
    "link": "168d0399f8dc5219",
    "decision": "6bed91f6c87eaa88",
    "item": "b89c9c50a1b65296",
    "parts": "6c4fc108464d375b",
}


def test_ids_are_pinned():
    found = {
        "page": PAGE.id,
        "document": DOC.id,
        "dropped": Dropped.make(page=PAGE.id, doc=DOC.id, at=0, text="Ad", reason="ad").id,
        "annotation": Annotation.make(doc=DOC.id, body=BODY, producer="p", score=1).id,
        "link": Link.make(kind="k", left="a", right="b", producer="p", score=1).id,
        "decision": Decision.make(target="a", verdict="unsure", by="b", at="t").id,
        "item": Item.make(kind="k", fields={"b": 1, "a": [None]}, by="b", at="t").id,
        "parts": content_id("a", 1, ("b", None), {"y": 1, "x": 2.5}),
    }
    assert found == PINNED


def test_an_id_follows_from_what_is_said_and_not_from_who_says_it():
    first = Annotation.make(doc=DOC.id, body=BODY, producer="p", score=1, made_at="t")
    assert Annotation.make(doc=DOC.id, body=BODY, producer="q", score=0.5).id == first.id
    assert Annotation.make(doc=PAGE.id, body=BODY, producer="p", score=1).id != first.id
    assert Item.make(kind="k", fields={"a": 1, "b": 2}, by="x", at="1").id == (
        Item.make(kind="k", fields={"b": 2, "a": 1}, by="y", at="2").id
    )


def test_texts_that_differ_only_in_form_are_different():
    texts = ("é", "e\u0301", "a", "a ", "A")
    ids = {Document.make(page="p", segment=0, text=text, ref="r").id for text in texts}
    assert len(ids) == len(texts)


def test_a_page_gives_its_bytes_back():
    for data in (b"", b"\0\xff" * 5000):
        assert Page.make(ref="r", fetched_at="", media_type="", data=data).data == data


def test_a_page_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(records, "MAX_PAGE_BYTES", 1000)
    allowed = Page.make(ref="bomb.html", fetched_at="", media_type="", data=b"0" * 1000)
    assert len(allowed.data) == 1000
    with pytest.raises(RefusedInput, match=r"bomb\.html"):
        Page.make(ref="bomb.html", fetched_at="", media_type="", data=b"0" * 1001)
    bomb = replace(allowed, body=zlib.compress(b"0" * 10_000_000))
    with pytest.raises(RefusedInput, match=r"bomb\.html"):
        _ = bomb.data


@pytest.mark.parametrize("body", [b"", b"not zlib", zlib.compress(b"text" * 99)[:-4]])
def test_a_page_with_broken_bytes_is_named(body):
    with pytest.raises(UnreadableInput, match=r"town\.html"):
        _ = replace(PAGE, body=body).data


@pytest.mark.parametrize("name", [((0, 9),), ((3, 3),), ((-1, 2),), ()])
def test_an_annotation_must_fit_its_text(name):
    ann = Annotation.make(doc=DOC.id, body=Mention(name=name, label="ORG"), producer="", score=1)
    with pytest.raises(SpanError, match=ann.id):
        ann.check(DOC.text)


def test_an_annotation_that_fits_is_let_pass():
    ann = Annotation.make(doc=DOC.id, body=BODY, producer="", score=1)
    ann.check(DOC.text)
    assert ann.kind == "causal_claim"
