"""A person's merge or split of stories stays, and can be taken back."""

import numpy as np
import pytest

from rashomon.core.errors import RecordError, UnknownRecord
from rashomon.core.records import Document, Link
from rashomon.nlp.archive import pack_vectors
from rashomon.nlp.encoder import VECTOR_SIZE
from rashomon.store.memory import MemoryStore
from rashomon.workspace import Case
from rashomon.workspace.verdicts import story_ties

TEXTS = {
    "a": "The river Velm burst its dam at Orlow on Monday. Mayor Tessa Brandt said Orlow was warned.",
    "b": "Residents of Orlow blame Mayor Tessa Brandt. The Velm dam had been cracked for years.",
    "c": "Pilots of Karru Air walked out on Friday. The union chief Ilan Soto wants shorter nights.",
    "d": "Karru Air cancelled forty flights as pilots struck. Soto said the union would not yield.",
}
LATER = "The cracked Velm dam: Orlow buries its dead, and Mayor Tessa Brandt stays away."


def document(name, text):
    return Document.make(page=name, segment=0, text=text, ref=name, published="2031-05-02")


DOC = {name: document(name, text) for name, text in TEXTS.items()}


def add(case, *documents):
    case.take(documents)
    for doc in documents:
        vector = np.zeros(VECTOR_SIZE, np.float32)
        vector["Orlow" in doc.text] = 1
        case.store.keep(f"lead/{doc.id}", pack_vectors(vector))


@pytest.fixture
def case():
    with Case(MemoryStore()) as opened:
        add(opened, *DOC.values())
        yield opened


def stories(case):
    name_of = {doc.id: doc.ref for doc in case.documents()}
    return sorted("".join(sorted(name_of[d] for d in s.documents)) for s in case.stories())


def story_of(case, name):
    return next(s.id for s in case.stories() if DOC[name].id in s.documents)


def test_the_texts_decide_where_nobody_else_does(case):
    assert stories(case) == ["ab", "cd"]


def test_a_merge_stays_as_more_arrives_and_can_be_taken_back(case):
    merged = case.merge_stories(
        story_of(case, "a"), story_of(case, "c"), by="mk", note="one strike"
    )
    assert len(merged.documents) == 4
    add(case, document("e", LATER))
    assert stories(case) == ["abcde"] or "abcd" in stories(case)[0]
    case.release_story(story_of(case, "a"))
    assert stories(case) == ["abe", "cd"]
    assert {d.verdict for d in case.store.decisions()} == {"accepted", "unsure"}


def test_a_split_stays_as_more_arrives_and_can_be_taken_back(case):
    assert case.split_story(DOC["b"].id).documents == (DOC["b"].id,)
    add(case, document("e", LATER))
    assert DOC["a"].id not in case.story(story_of(case, "b")).documents
    case.release_story(story_of(case, "b"))
    assert stories(case) == ["abe", "cd"]


def test_the_later_of_two_contrary_verdicts_holds(case):
    case.merge_stories(story_of(case, "a"), story_of(case, "c"))
    case.split_story(DOC["c"].id, DOC["d"].id)
    assert stories(case) == ["ab", "cd"]
    case.merge_stories(story_of(case, "a"), story_of(case, "c"))
    assert stories(case) == ["abcd"]


def test_verdicts_survive_export_and_import(case):
    case.split_story(DOC["b"].id)
    with Case(MemoryStore()) as other:
        other.take(case.records())
        assert story_ties(other.store) == story_ties(case.store)
        assert story_ties(other.store).apart


def test_a_verdict_on_a_copy_is_one_on_its_original(case):
    copy = document("copy", "Pilots walked out at Karru Air.")
    add(case, copy)
    tie = Link.make(kind="duplicate_of", left=copy.id, right=DOC["c"].id, producer="t", score=1)
    from rashomon.gather import find_stories
    from rashomon.gather.clusters import Ties

    docs = [*DOC.values(), copy]
    found = find_stories(
        docs,
        vectors=np.ones((len(docs), 4), np.float32),
        copies=[tie],
        ties=Ties(together=((DOC["a"].id, copy.id),)),
    )
    assert any({DOC["a"].id, DOC["c"].id, copy.id} <= set(s.documents) for s in found)


@pytest.mark.parametrize("names", ["ab", "ac", ""])
def test_a_split_that_makes_no_sense_is_refused(case, names):
    with pytest.raises((RecordError, UnknownRecord)):
        case.split_story(*(DOC[name].id for name in names))
    assert case.store.decisions() == ()


def test_unknown_stories_are_refused(case):
    with pytest.raises(UnknownRecord):
        case.merge_stories("0" * 16, story_of(case, "a"))
