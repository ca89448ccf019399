"""Copies of a case: what is kept of them, and what is compared again."""

import pytest

from rashomon.core.records import Document, Page
from rashomon.gather import find_copies
from rashomon.gather.shingles import pack_sketch, sketch
from rashomon.store.memory import MemoryStore
from rashomon.workspace import Case
from rashomon.workspace.copies import copies_of, load_index

WORDS = """the harbour council of port averin voted on tuesday to close the old swing bridge to trucks after
inspectors found cracks in two steel pillars the closure begins on monday and will last at least six weeks mayor
ilse marn promised that buses and ambulances may still cross shopkeepers fear for their winter trade""".split()
OTHER = """a storm that nobody in the ministry had expected tore eleven boats from their moorings near the
lighthouse of kessel and carried one of them as far as the mill where the miller tied it to a poplar and went
back to bed the owners have come to fetch what is left of it and quarrel over the ropes""".split()


def document(number, words, **about):
    page = Page.make(ref=f"{number}.txt", fetched_at="", media_type="text/plain", data=b"")
    text = " ".join(words).capitalize() + "."
    return Document.make(page=page.id, segment=number, text=text, ref=f"{number}.txt", **about)


ORIGINAL = document(1, WORDS, published="2031-05-02", precision="day")
COPY = document(2, [*WORDS[:45], "again", *WORDS[45:]], published="2031-05-03", precision="day")
REPORT = document(3, OTHER + WORDS[:30], published="2031-05-04", precision="day")
LATER = document(4, ["exclusive:", *WORDS], published="2031-05-05", precision="day")


@pytest.fixture
def store():
    with MemoryStore() as opened:
        opened.add([ORIGINAL, COPY, REPORT])
        yield opened


def test_a_copy_shows_its_changes_and_a_report_its_passage(store):
    overlaps = Case(store).overlaps()
    assert [(o.left, o.right, o.copy) for o in overlaps] == [
        (COPY.id, ORIGINAL.id, True),
        (REPORT.id, ORIGINAL.id, False),
    ]
    copied, shared = overlaps
    assert [COPY.text[slice(*c.left)] for c in copied.changes] == ["again"]
    (passage,) = shared.passages
    assert REPORT.text[slice(*passage.left)].casefold() == " ".join(WORDS[:30])
    assert ORIGINAL.text[slice(*passage.right)].casefold() == " ".join(WORDS[:30])
    (record, _) = Case(store).overlaps().records()
    assert record["changes"] == [
        {"kind": "added", "left": [*copied.changes[0].left], "right": [*copied.changes[0].right]}
    ]


def test_overlaps_of_one_story_are_those_of_its_documents(store):
    case = Case(store)
    story = next(s for s in case.stories() if COPY.id in s.documents)
    found = {(o.left, o.right) for o in case.overlaps(story.id)}
    assert (COPY.id, ORIGINAL.id) in found
    assert found <= {(o.left, o.right) for o in case.overlaps()}


def test_what_is_kept_is_not_computed_again(store):
    """A sketch that was kept is believed: one laid down by hand makes two texts one."""
    store.keep(f"sketch/{REPORT.id}", pack_sketch(sketch(ORIGINAL.text)))
    assert {(link.left, link.right) for link in copies_of(store, store.documents())} == {
        (COPY.id, ORIGINAL.id),
        (REPORT.id, ORIGINAL.id),
    }


def test_an_added_document_joins_what_was_kept(store):
    first = load_index(store, store.documents())
    assert store.cached("copies") == first.pack()
    store.add([LATER])
    assert list(Case(store).copies()) == find_copies(store.documents())
    assert load_index(store, store.documents()).texts == first.texts + 1
    assert store.cached(f"sketch/{LATER.id}") == pack_sketch(sketch(LATER.text))


def test_a_removed_document_leaves_nothing_behind(store):
    load_index(store, store.documents())
    store.remove_document(COPY.id)
    assert store.cached(f"sketch/{COPY.id}") is None
    assert store.cached("copies") is None
    assert copies_of(store, store.documents()) == []
