"""One body of tests over every store."""

import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rashomon.core.bodies import Aim, Attribution, CausalClaim, Event, Mention, Prediction
from rashomon.core.errors import CodecError, SpanError, UnknownRecord
from rashomon.core.query import Newer, parse_query
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
from rashomon.export.jsonl import read_jsonl, write_jsonl
from rashomon.store import open_store
from rashomon.store.base import REMEMBERED
from rashomon.store.memory import MemoryStore

STORES = ("memory", "sqlite")
TEXT = "The mayor said the flood e\u0301tait inévitable 🌊 and the dam would break."
PAGE = Page.make(ref="town.html", fetched_at="2031-05-02", media_type="text/html", data=b"<p>\xff")
DOC = Document.make(
    page=PAGE.id,
    segment=0,
    text=TEXT,
    ref="town.html",
    title="Flood",
    page_spans=((0, 5), (7, 9)),
    original_outlet="Norland Press",
    updated="2031-05-03",
    section="Town",
    language="en",
    evidence=(Evidence("section", "meta article:section"), Evidence("title", "heading", "Flood")),
)
OTHER = Document.make(page=PAGE.id, segment=1, text="The ferry sank.", ref="town.html")


def ann(body, *, doc=DOC, producer="reader 1", score=0.5):
    return Annotation.make(doc=doc.id, body=body, producer=producer, score=score)


NAME = ann(Mention(name=((4, 9),), label="PERSON"))
SAID = ann(Attribution(source=((0, 9),), cue=((10, 14),), content=((15, 40), (42, 60))))
FERRY = ann(Mention(name=((4, 9),), label="FAC"), doc=OTHER)
DROPPED = Dropped.make(page=PAGE.id, doc=DOC.id, at=9, text="Share this", reason="chrome")
LOOSE = Dropped.make(page=PAGE.id, doc="", at=0, text="Cookies?", reason="chrome")
ACTOR = Item.make(kind="actor", fields={"name": "The mayor", "tags": ["a", 1, None]}, by="m", at="")
REFERS = Link.make(kind="refers_to", left=NAME.id, right=ACTOR.id, producer="align", score=1)
SAME = Link.make(kind="same_story", left=OTHER.id, right=DOC.id, producer="gather", score=0.25)
YES = Decision.make(target=NAME.id, verdict="accepted", by="ada", at="2031-05-02T10:00:00Z")
NO = Decision.make(
    target=NAME.id, verdict="rejected", by="ada", at="2031-05-01T10:00:00Z", note="?"
)
ALL = (PAGE, DOC, OTHER, DROPPED, LOOSE, NAME, SAID, FERRY, ACTOR, REFERS, SAME, YES, NO)


@pytest.fixture(params=STORES)
def store(request, tmp_path):
    with make_store(request.param, tmp_path) as store:
        yield store


def make_store(name, folder):
    return MemoryStore() if name == "memory" else open_store(folder / "town.case", create=True)


def test_an_empty_store(store):
    assert store.revision == 0
    assert list(store.records()) == []
    assert store.documents() == store.links() == store.items() == store.decisions() == ()
    assert store.annotations("x") == store.dropped("x") == store.search("flood").hits == ()
    assert store.add([]) == 0
    assert store.revision == 0


def test_what_is_added_is_there(store):
    assert store.add(ALL) == len(ALL)
    assert store.page(PAGE.id) == PAGE
    assert store.page(PAGE.id).data == b"<p>\xff"
    assert store.document(DOC.id) == DOC
    assert store.documents() == (DOC, OTHER)
    assert store.dropped(DOC.id) == (DROPPED,)
    assert store.annotation(SAID.id) == SAID
    assert store.annotations(DOC.id) == (SAID, NAME)
    assert store.links() == (REFERS, SAME)
    assert store.links("same_story") == (SAME,)
    assert store.items("actor") == store.items() == (ACTOR,)
    assert store.items("factor") == ()
    assert store.decisions() == store.decisions(NAME.id) == (YES, NO)
    assert store.decisions(DOC.id) == ()


def test_adding_again_changes_nothing(store):
    store.add(ALL)
    revision = store.revision
    assert store.add(ALL) == 0
    assert store.add([replace(NAME, score=0.1), replace(DOC, title="Other")]) == 0
    assert store.revision == revision
    assert store.document(DOC.id).title == "Flood"
    assert list(store.records()) == list(ALL)


def test_the_revision_grows_with_every_change(store):
    seen = [store.revision]
    for batch in ([PAGE, DOC], [NAME], [YES]):
        store.add(batch)
        seen.append(store.revision)
    store.remove_document(DOC.id)
    seen.append(store.revision)
    assert seen == sorted(set(seen))


def test_two_producers_that_agree_are_both_kept(store):
    second = replace(NAME, producer="reader 2", score=0.75)
    assert second.id == NAME.id
    assert store.add([DOC, NAME, second]) == 3
    assert store.annotations(DOC.id) == (NAME, second)
    assert store.annotation(NAME.id) == NAME
    linked = replace(REFERS, producer="ada")
    assert store.add([REFERS, linked]) == 2
    assert store.links() == (REFERS, linked)


@pytest.mark.parametrize(
    "body",
    [
        Mention(name=((60, len(TEXT) + 1),), label="ORG"),
        Mention(name=((5, 5),), label="ORG"),
        Mention(name=((-1, 5),), label="ORG"),
        Mention(name=(), label="ORG"),
        CausalClaim(cause=((0, 3),), effect=((9, 4),)),
    ],
)
def test_a_span_that_does_not_fit_refuses_the_whole_batch(store, body):
    with pytest.raises(SpanError):
        store.add([PAGE, DOC, NAME, ann(body)])
    assert list(store.records()) == []
    assert store.search("flood").hits == ()
    assert store.revision == 0


def test_an_annotation_of_no_document_is_refused(store):
    with pytest.raises(UnknownRecord, match=DOC.id):
        store.add([PAGE, NAME])
    assert list(store.records()) == []


def test_an_unknown_id_is_named(store):
    store.add(ALL)
    for get in (store.page, store.document, store.annotation, store.remove_document):
        with pytest.raises(UnknownRecord, match="f00d"):
            get("f00d")


def test_annotations_come_in_the_order_of_their_first_character(store):
    spans = [((20, 22), (1, 2)), ((5, 9),), ((0, 1),), ((5, 6),)]
    anns = [ann(Mention(name=s, label="LOC")) for s in spans]
    store.add([DOC, *anns])
    assert [a.body.name for a in store.annotations(DOC.id)] == [spans[n] for n in (2, 0, 1, 3)]


def test_dropped_parts_come_in_page_order(store):
    parts = [Dropped.make(page=PAGE.id, doc=DOC.id, at=at, text="x", reason="ad") for at in (9, 2)]
    store.add([PAGE, DOC, *parts])
    assert [part.at for part in store.dropped(DOC.id)] == [2, 9]


def test_decisions_keep_the_order_in_which_they_were_made(store):
    for decision in (YES, NO):
        store.add([decision])
    assert store.decisions(NAME.id) == (YES, NO)
    again = Decision.make(target=NAME.id, verdict="unsure", by="bo", at="2030-01-01")
    store.add([again])
    assert store.decisions(NAME.id) == (YES, NO, again)


def test_removing_a_document_removes_what_hangs_on_it(store):
    store.add(ALL)
    store.remove_document(DOC.id)
    rest = [PAGE, OTHER, LOOSE, FERRY, ACTOR, YES, NO]
    assert list(store.records()) == rest
    assert store.search("flood").hits == ()
    assert store.search("ferry").hits[0].doc == OTHER.id
    store.remove_document(OTHER.id)
    assert list(store.records()) == [ACTOR, YES, NO]
    assert store.search("ferry").hits == ()


def test_a_removed_document_can_come_again(store):
    store.add(ALL)
    store.remove_document(DOC.id)
    assert store.add(ALL) == 6
    assert store.annotations(DOC.id) == (SAID, NAME)
    assert store.decisions(NAME.id) == (YES, NO)
    assert len(store.search("flood").hits) == 1


def test_derived_values_are_kept_and_forgotten(store):
    store.keep("map:1", b"one")
    store.keep("map:1", b"\0two")
    store.keep("map%2", b"")
    assert store.revision == 0
    assert store.cached("map:1") == b"\0two"
    assert store.cached("map%2") == b""
    assert store.cached("none") is None
    store.forget("map%")
    assert store.cached("map%2") is None
    assert store.cached("map:1") == b"\0two"
    store.forget("")
    assert store.cached("map:1") is None
    store.keep_all({"map:1": b"three", "map:2": b""})
    assert store.cached("map:1") == b"three"
    assert store.cached("map:2") == b""
    assert store.revision == 0


def test_derived_values_go_with_their_document(store):
    store.add(ALL)
    keys = (f"parsed:{DOC.id}", f"parsed:{OTHER.id}", f"pair:{OTHER.id}:{DOC.id}", "stories")
    for key in keys:
        store.keep(key, b"x")
    store.remove_document(DOC.id)
    assert [store.cached(key) for key in keys] == [None, b"x", None, None]


def test_what_was_seen_of_feeds_stays_when_a_document_goes(store):
    store.add(ALL)
    keys = (f"{REMEMBERED}followed", f"{REMEMBERED}{DOC.id}/{OTHER.id}")
    for key in keys:
        store.keep(key, b"x")
    store.remove_document(DOC.id)
    assert [store.cached(key) for key in keys] == [b"x", b"x"]


def test_search_finds_words_in_any_form(store):
    store.add(ALL)
    hit = store.search("etait flooding").hits[0]
    assert hit.doc == DOC.id
    assert [TEXT[s:e] for s, e in hit.spans] == ["flood", "e\u0301tait"]
    assert store.search('"flood dam"').hits == ()
    assert store.search("ferry", limit=0).hits == ()


def report(number, text, **about):
    return Document.make(page="", segment=number, text=text, ref=f"{number}.txt", **about)


FILED = [
    report(0, "The dam broke at dawn.", title="Flood", outlet="North Post", published="2026-05-03"),
    report(1, "The dam held, the ferry sank.", author="Ada Brook", published="2026-05"),
    report(2, "A ferry sank.", title="Dam city", outlet="South Post", published="2026"),
    report(3, "Nothing broke.", role="teaser", published="2026-06-01T10:00+02:00"),
    report(4, "The dams of the north."),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dam", {0, 1, 2, 4}),
        ("text:dam", {0, 1, 4}),
        ("title:dam", {2}),
        ("author:brook outlet:post", set()),
        ("outlet:post", {0, 2}),
        ('outlet:"north post"', {0}),
        ("dam -ferry", {0, 4}),
        ("broke OR ferry", {0, 1, 2, 3}),
        ("(broke OR sank) dam", {0, 1, 2}),
        ("fer*", {1, 2}),
        ('"the dam"', {0, 1, 4}),
        ("dam published:2026-05", {0, 1}),
        ("published:2026", {0, 1, 2, 3}),
        ("published:2026-05-02..2026-06-01", {0, 3}),
        ("dam before:2026-05", {2}),
        ("after:2026-05-02", {0, 3}),
        ("dam -published:2026", {4}),
        ("role:teaser", {3}),
        ("-dam", {3}),
        ("-dam -role:teaser", set()),
        ("kind:mention", {1}),
        ("dam -kind:mention", {0, 2, 4}),
        ("actor:brook", {1}),
    ],
)
def test_search_reads_fields_and_filters(store, query, found):
    store.add([*FILED, ann(Mention(name=((0, 7),), label="FAC"), doc=FILED[1])])
    results = store.search(query)
    assert {hit.doc for hit in results.hits} == {FILED[n].id for n in found}
    assert results.total == len(found)
    assert results.complete


def test_search_counts_outlets_and_months(store):
    store.add(FILED)
    results = store.search("dam OR ferry", limit=1)
    assert len(results.hits) == 1
    assert results.outlets == (("North Post", 1), ("South Post", 1))
    assert results.months == (("2026-05", 2), ("2026-01", 1))


def test_filters_alone_give_the_newest_first(store):
    store.add(FILED)
    assert [hit.doc for hit in store.search("published:2026").hits] == [
        FILED[n].id for n in (3, 0, 1, 2)
    ]


def test_some_of_the_words_are_enough_where_asked(store):
    store.add(FILED)
    assert store.search("dam broke zeppelin").hits == ()
    results = store.search("dam broke zeppelin", some=True, marked=False)
    hits = results.hits
    assert {hit.doc for hit in hits} == {doc.id for doc in FILED}
    assert all(hit.spans == hit.snippets == () for hit in hits)
    assert (results.total, results.outlets, results.months) == (len(FILED), (), ())
    assert store.search("zeppelin kraken", some=True).hits == ()
    strict = store.search("dam broke -ferry published:2026-05", some=True).hits
    assert [hit.doc for hit in strict] == [FILED[0].id]


def test_places_are_found_for_any_of_the_words(store):
    store.add(FILED)
    text = FILED[1].text
    asked = [FILED[1].id, FILED[0].id]
    for query in ("ferry broke -held", "ferr* broke", "f* broke", "ferry*"):
        (snippets, spans), others = store.places(parse_query(query), asked)
        assert [text[a:b] for a, b in spans] == ["ferry"]
        assert snippets == ((0, len(text)),)
        assert bool(others[1]) == ("broke" in query)
    assert store.places(parse_query("zeppelin"), asked) == (((), ()),) * 2
    assert store.places(parse_query("published:2026"), asked) == (((), ()),) * 2
    assert store.places(parse_query("ferry"), []) == ()
    with pytest.raises(UnknownRecord, match="f00d"):
        store.places(parse_query("ferry"), [FILED[1].id, "f00d"])


def test_the_newest_document(store):
    assert store.newest_document() == ""
    store.add(FILED)
    assert store.newest_document() == FILED[-1].id
    after = parse_query("dam")
    later = replace(after, filters=(Newer(FILED[1].id),))
    assert {hit.doc for hit in store.search(later).hits} == {FILED[2].id, FILED[4].id}
    gone = replace(after, filters=(Newer("f00d"),))
    assert store.search(gone).total == store.search("dam").total


def vector(*numbers):
    return np.array([*numbers, *[0.25] * (64 - len(numbers))], np.float32)


def test_vectors_find_what_is_near(store):
    store.add(FILED)
    assert store.nearest(vector(1)) == ()
    vectors = [vector(3), vector(3, -1), vector(-3), vector(-3, 2), vector(2.9)]
    for doc, own in zip(FILED, vectors, strict=True):
        store.keep_vector(doc.id, own)
    assert store.revision == 1
    near = store.nearest(vector(3), limit=3)
    assert [doc for doc, _ in near] == [FILED[n].id for n in (0, 4, 1)]
    assert near[0][1] == pytest.approx(1, abs=1e-3)
    cosine = vectors[0] @ vectors[1] / np.linalg.norm(vectors[0]) / np.linalg.norm(vectors[1])
    assert near[2][1] == pytest.approx(cosine, abs=0.01)
    held = store.vector(FILED[1].id)
    assert held @ held == pytest.approx(1, abs=1e-5)
    assert store.nearest(vector(3), limit=0) == store.nearest(np.zeros(64, np.float32)) == ()
    within = store.nearest(vector(3), within=parse_query("ferry"))
    assert [doc for doc, _ in within] == [FILED[1].id, FILED[2].id]
    assert store.nearest(vector(3), within=parse_query("zeppelin")) == ()


def test_a_vector_goes_with_its_document(store):
    store.add(FILED)
    for doc in FILED:
        store.keep_vector(doc.id, vector(3))
    store.remove_document(FILED[4].id)
    assert FILED[4].id not in {doc for doc, _ in store.nearest(vector(3))}
    store.add([report(9, "In its place.")])
    assert len(store.nearest(vector(3))) == 4
    assert store.vector(FILED[0].id) is not None
    for ask in (store.vector, lambda doc: store.keep_vector(doc, vector(1))):
        with pytest.raises(UnknownRecord, match="f00d"):
            ask("f00d")


def test_a_vector_is_replaced(store):
    store.add(FILED)
    for own in (vector(3), vector(-3)):
        store.keep_vector(FILED[0].id, own)
    ((doc, cosine),) = store.nearest(vector(-3))
    assert doc == FILED[0].id
    assert cosine > 0.99


def test_saved_searches_leave_the_revision(store):
    store.add([Item.make(kind="search", fields={"name": "n"}, by="", at="")])
    assert store.revision == 0
    assert len(store.items("search")) == 1
    store.add([ACTOR, Item.make(kind="search", fields={"name": "m"}, by="", at="")])
    assert store.revision == 1


def test_records_come_after_those_they_point_to(store, tmp_path):
    for record in (PAGE, OTHER, DOC, SAID, ACTOR, REFERS, YES, LOOSE, NAME, SAME, DROPPED, FERRY):
        store.add([record])
    copy = MemoryStore()
    assert copy.add(store.records()) == 12
    assert list(copy.records()) == list(store.records())


def test_a_lone_surrogate_is_refused(store):
    for bad in (
        replace(DOC, text="ab\udc80"),
        replace(PAGE, ref="\ud800"),
        replace(ACTOR, fields={"name": "\ud83d\ude00"}),
    ):
        with pytest.raises(CodecError, match="surrogate"):
            store.add([OTHER, bad])
    assert list(store.records()) == []


def test_a_score_that_is_no_number_is_refused(store):
    for bad in (replace(SAME, score=float("nan")), replace(NAME, score=float("inf"))):
        with pytest.raises(CodecError):
            store.add([DOC, bad])
    assert list(store.records()) == []


# Records of every type with whatever text there is.

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    [
        "e\u0301\u0323",
        "👩‍👩‍👧",
        "\0",
        "\ufeff",
        "\u2028\r\n\x85",
        "ﷺ",
        '{"record":"case"}',
        "\ufdd0\ufdd1",
    ]
)
scores = st.floats(0, 1).map(lambda score: round(score, 4))
spans = st.lists(st.tuples(st.integers(0, 8), st.integers(9, 15)), min_size=1, max_size=2).map(
    tuple
)
bodies = st.one_of(
    st.builds(Mention, name=spans, label=st.sampled_from(["PERSON", "GPE"])),
    st.builds(Attribution, source=spans, cue=spans, content=spans),
    st.builds(CausalClaim, cause=spans, effect=spans, sign=st.sampled_from([-1, 0, 1])),
    st.builds(Event, trigger=spans, event_type=texts, negated=st.booleans()),
    st.builds(Aim, actor=spans, goal=spans, wants=st.sampled_from([-1, 1])),
    st.builds(Prediction, content=spans, probability=st.none() | scores),
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | scores | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)


@st.composite
def batches(draw):
    page = Page.make(ref=draw(texts), fetched_at="", media_type="", data=draw(st.binary()))
    doc = Document.make(
        page=page.id,
        segment=0,
        text=draw(texts) + TEXT,
        ref=draw(texts),
        title=draw(texts),
        section=draw(texts),
        evidence=(Evidence("section", draw(texts), draw(texts)),),
    )
    about = {"producer": draw(texts), "score": draw(scores)}
    anns = [Annotation.make(doc=doc.id, body=body, **about) for body in draw(st.lists(bodies))]
    drop = Dropped.make(page=page.id, doc=doc.id, at=0, text=draw(texts), reason=draw(texts))
    fields = draw(st.dictionaries(texts, values, max_size=3))
    item = Item.make(kind=draw(texts), fields=fields, by=draw(texts), at="")
    link = Link.make(kind="k", left=doc.id, right=item.id, **about)
    said = Decision.make(target=doc.id, verdict="unsure", by=draw(texts), at="", note=draw(texts))
    return [page, doc, drop, *dict.fromkeys(anns), item, link, said]


@pytest.mark.parametrize("name", STORES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(batch=batches())
@example(batch=list(ALL))
def test_json_lines_out_and_in_lose_nothing(name, batch, tmp_path_factory):
    folder = tmp_path_factory.mktemp("case")
    with make_store(name, folder) as store:
        store.add(batch)
        lines = io.StringIO()
        write_jsonl(store.records(), lines)
        held = list(store.records())
    raw = io.BytesIO(lines.getvalue().encode("utf-8"))
    with MemoryStore() as copy:
        copy.add(read_jsonl(io.TextIOWrapper(raw, encoding="utf-8", newline="\n")))
        assert list(copy.records()) == held
        assert len(held) == len(batch)
