"""Search by meaning, related documents and saved searches, with the real reader."""

import numpy as np
import pytest

from rashomon.core.errors import UnknownRecord
from rashomon.core.records import Document
from rashomon.core.views import Actor, Story
from rashomon.store.memory import MemoryStore
from rashomon.workspace.reading import extract_into
from rashomon.workspace.searching import (
    actor_names,
    find,
    forget_search,
    keep_names,
    new_since,
    related,
    run_search,
    save_search,
    saved_search,
    saved_searches,
)

TEXTS = {
    "bread": "Loaves have become more expensive in Tarvia. Bakers in Halden raised what they ask.",
    "grain": "Grain prices rose in Halden. The harvest in Tarvia had failed, bakers in Halden said.",
    "ferry": "A ferry sank off Orlow on Monday. Divers searched the wreck for survivors.",
    "wreck": "Divers found no survivors in the ferry that sank off Orlow, rescuers said on Tuesday.",
    "chess": "The young grandmaster won the final of the chess tournament in the last round.",
}


def document(name, text, number):
    return Document.make(page="", segment=number, text=text, ref=name, outlet=f"Paper {number}")


DOCS = {name: document(name, text, n) for n, (name, text) in enumerate(TEXTS.items())}
NAMES = {doc.id: name for name, doc in DOCS.items()}


@pytest.fixture
def store():
    with MemoryStore() as store:
        store.add(DOCS.values())
        for doc in DOCS.values():
            extract_into(store, doc)
        yield store


def found(results):
    return [NAMES[hit.doc] for hit in results.hits]


def test_words_must_all_occur(store):
    assert found(find(store, "bakers prices")) == ["grain"]
    assert found(find(store, "bread costs more")) == []


def test_meaning_finds_what_shares_no_word(store):
    results = find(store, "bread costs more", by="meaning")
    assert found(results)[0] == "bread"
    assert "chess" not in found(results)
    hit = results.hits[0]
    text = DOCS["bread"].text
    (start, end), *_ = hit.snippets
    assert "expensive" in text[start:end]
    assert find(store, "xqzzy vbrrk", by="meaning", limit=0).hits == ()


def test_both_join_the_rankings_and_say_how(store):
    results = find(store, "the price of bread", by="both")
    ways = {NAMES[hit.doc]: hit.by for hit in results.hits}
    assert ways["bread"] == "meaning"
    assert ways["grain"] in {"both", "words"}
    assert all(hit.snippets for hit in results.hits)


def test_what_is_no_bare_word_holds_in_every_way(store):
    for by in ("words", "meaning", "both"):
        assert "ferry" not in found(find(store, "sank -divers", by=by))
        assert set(found(find(store, 'sank outlet:"paper 3"', by=by))) <= {"wreck"}
        assert set(found(find(store, '"searched the" sank', by=by))) <= {"ferry"}
        assert find(store, "", by=by).hits == ()


def test_related_documents_come_nearest_first(store):
    near = related(store, DOCS["ferry"].id)
    assert NAMES[near[0].doc] == "wreck"
    assert DOCS["ferry"].id not in {other.doc for other in near}
    assert near[0].same_story is None
    with pytest.raises(UnknownRecord, match="f00d"):
        related(store, "f00d")


def test_related_documents_know_their_story(store):
    ids = [DOCS[name].id for name in ("ferry", "wreck", "grain")]
    story = Story("s", "", (*ids[:2],), ((ids[1], ids[0]),))
    near = {NAMES[r.doc]: r for r in related(store, ids[0], stories=[story])}
    assert near["wreck"].same_story
    assert near["wreck"].copy
    others = related(store, ids[2], stories=[story])
    assert not any(other.same_story or other.copy for other in others)


def test_a_document_without_a_vector_is_related_by_its_words(store):
    late = document("late", "The ferry that sank off Orlow had too few boats for survivors.", 9)
    store.add([late])
    assert related(store, late.id)[0].doc in {DOCS["ferry"].id, DOCS["wreck"].id}


def test_an_actor_is_found_under_the_names_of_the_case(store):
    aliases = (("Orlow Diving Club", 3), ("Divers", 2), ("the rescuers", 1))
    keep_names(store, "s", [Actor("a", "Orlow Diving Club", "ORG", aliases, (), ())])
    assert actor_names(store, "diving club") == ("diving club", "Orlow Diving Club", "Divers")
    assert actor_names(store, "Nobody") == ("Nobody",)
    assert set(found(find(store, 'actor:"Orlow Diving Club"'))) == {"ferry", "wreck"}
    assert found(find(store, 'actor:"Orlow Diving Club" searched')) == ["ferry"]


def test_a_saved_search_says_what_is_new(store):
    save_search(store, "wrecks", "sank")
    assert [search.name for search in saved_searches(store)] == ["wrecks"]
    assert new_since(store, saved_search(store, "wrecks")).total == 2
    assert run_search(store, "wrecks").new.total == 2
    again = run_search(store, "wrecks")
    assert (again.new.total, again.results.total) == (0, 2)
    late = document("late", "Another ferry sank.", 9)
    store.add([late])
    later = run_search(store, "wrecks")
    assert [hit.doc for hit in later.new.hits] == [late.id]
    assert later.results.total == 3
    store.remove_document(late.id)
    assert run_search(store, "wrecks").new.total == 2


def test_a_saved_search_is_replaced_and_let_go(store):
    for query in ("sank", "ferry", "sank"):
        save_search(store, "wrecks", query, by="both")
    assert [(s.query, s.by) for s in saved_searches(store)] == [("sank", "both")]
    forget_search(store, "wrecks")
    assert saved_searches(store) == ()
    with pytest.raises(UnknownRecord, match="wrecks"):
        run_search(store, "wrecks")


def test_saved_searches_come_along_with_an_export(store):
    save_search(store, "wrecks", "sank")
    run_search(store, "wrecks")
    with MemoryStore() as copy:
        copy.add(store.records())
        assert saved_searches(copy) == saved_searches(store)
        assert run_search(copy, "wrecks").new.total == 0


def test_the_vector_of_a_document_is_the_mean_of_its_sentences(store):
    kept = store.vector(DOCS["ferry"].id)
    mean = np.frombuffer(store.cached(f"mean/{DOCS['ferry'].id}"), np.float16).astype(np.float32)
    assert kept @ mean / np.linalg.norm(mean) == pytest.approx(1, abs=1e-3)
