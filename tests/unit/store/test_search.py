"""Search takes any query and marks code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.core.records import Document
from rashomon.core.views import Results
from rashomon.store import search
from rashomon.store.memory import MemoryStore
from rashomon.store.snippets import SNIPPETS, SPANS


def store_of(*texts, **about):
    store = MemoryStore()
    store.add(
        Document.make(page="p", segment=n, text=text, ref="r", **about)
        for n, text in enumerate(texts)
    )
    return store


def found(store, query):
    texts = {doc.id: doc.text for doc in store.documents()}
    return [[texts[hit.doc][s:e] for s, e in hit.spans] for hit in store.search(query).hits]


def test_spans_are_code_points_behind_wide_characters():
    store = store_of("🌊🌊 Ça va: the Königsbrücke, e\u0301tabli, held; kings hold bridges.")
    assert found(store, "konigsbrucke") == [["Königsbrücke"]]
    assert found(store, "etabli") == [["e\u0301tabli"]]
    assert found(store, "CA") == [["Ça"]]


def test_forms_of_a_word_are_found():
    store = store_of("They negotiated. The negotiations failed; nobody negotiates now.")
    assert found(store, "negotiating") == [["negotiated", "negotiations", "negotiates"]]


def test_all_words_must_occur_and_phrases_stand_together():
    store = store_of("The north dam broke.", "The dam in the north broke.", "Nothing broke.")
    assert len(store.search("north dam").hits) == 2
    assert found(store, '"north dam"') == [["north dam"]]
    assert found(store, '"north dam') == [["north", "dam"], ["dam", "north"]]
    assert len(store.search('broke "north"').hits) == 2


def test_a_match_in_the_title_comes_first():
    store = MemoryStore()
    about = [("A ferry, a ferry, and again a ferry sank.", ""), ("It sank.", "The ferry")]
    store.add(
        Document.make(page="p", segment=n, text=text, ref="r", title=title)
        for n, (text, title) in enumerate(about)
    )
    hits = store.search("ferry").hits
    assert [hit.doc for hit in hits] == [store.documents()[1].id, store.documents()[0].id]
    assert hits[0].score > hits[1].score
    assert hits[0].spans == ()
    assert len(store.search("ferry", limit=1).hits) == 1


def test_author_and_outlet_are_searched():
    store = store_of("It rained.", author="Mira Holt", outlet="The Orlow Courier")
    assert len(store.search("holt").hits) == len(store.search('"orlow courier"').hits) == 1


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("f*", ["ferryman", "ferrymen", "ferry"]),
        ("fer*", ["ferryman", "ferrymen", "ferry"]),
        ("ferrym*", ["ferryman", "ferrymen"]),
        ("ferrym* OR sank", ["ferryman", "ferrymen", "sank"]),
        ('"the ferrym"*', ["The ferryman", "the ferrymen"]),
    ],
)
def test_a_beginning_is_marked_in_every_hit_whatever_its_length(query, words):
    store = store_of("The ferryman.", "Nothing.", "Here the ferrymen met.", "The ferry sank.")
    assert sorted(found(store, query)) == sorted([word] for word in words)


def test_where_too_many_fit_the_last_ones_and_the_last_titles_are_ranked(monkeypatch):
    monkeypatch.setattr(search, "RANKED", 2)
    monkeypatch.setattr(search, "TITLED", 1)
    store = MemoryStore()
    store.add(
        Document.make(page="p", segment=n, text=f"Dam {n}", ref="r", title=title)
        for n, title in enumerate(("Dam", "Dam", "Ferry", "Dam", ""))
    )
    results = store.search("dam")
    texts = {doc.id: doc.text for doc in store.documents()}
    assert {texts[hit.doc] for hit in results.hits} == {"Dam 1", "Dam 3", "Dam 4"}
    assert not results.complete


def test_many_matches_give_the_first_few():
    hit = store_of("dam " * 5000).search("dam").hits[0]
    assert hit.spans[:SPANS] == tuple((4 * n, 4 * n + 3) for n in range(SPANS))
    assert len(hit.spans) <= SNIPPETS * SPANS
    assert len(hit.snippets) == SNIPPETS


ODD = (
    *('"', '""', "'", "(", ")", "*", "dam*", "title:dam", "dam AND", "OR", "NOT dam", "NEAR(a b)"),
    *("", " ", "!?.", "-dam", "^dam", "a+b", "\0", "dam\0", "\ud800", "🌊", "{title}: x", "\\"),
)


@pytest.mark.parametrize("query", ODD)
def test_no_query_is_an_error(query):
    assert isinstance(store_of("The dam broke.").search(query), Results)


def test_a_query_of_nothing_finds_nothing():
    store = store_of("... !!! ???")
    for query in ("", "  ", '""', "!!!", "...", "\0"):
        assert store.search(query) == Results()


STORE = store_of(
    "The dam at Orlow broke, and Ørsted's \0 ferry — 12.5 m long — sank.\n\nŁódź: état; 水 water",
    "\ufdd0\ufdd1dam\ufdd1\ufdd0 and dam",
)


@given(
    st.text() | st.lists(st.sampled_from(['"', "dam", "OR", "*", "(", "état", " "])).map("".join)
)
def test_any_query_is_safe_and_its_spans_fit(query):
    texts = {doc.id: doc.text for doc in STORE.documents()}
    for hit in STORE.search(query).hits:
        assert all(0 <= s < e <= len(texts[hit.doc]) for s, e in hit.spans)
        assert list(hit.spans) == sorted(hit.spans)
