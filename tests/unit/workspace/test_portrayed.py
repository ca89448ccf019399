"""What a case remembers while it is open, and what makes it look again."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.align.walk import words_in
from rashomon.core.records import Decision
from rashomon.core.spans import overlaps
from rashomon.nlp.encoder import load_encoder
from rashomon.store.memory import MemoryStore
from rashomon.workspace import Case
from rashomon.workspace.comparing import embed_phrases
from rashomon.workspace.reading import account_of

TEXT = (
    "Orsan attacked Merrowe. The closure of the strait raised grain prices. Dorn supports Orsan.\n"
)


@pytest.fixture
def case(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(
            f"{name} reports\n\nBy Ada Brook\n12 March 2026\n\n{TEXT} {name}.\n"
        )
    with Case(MemoryStore()) as opened:
        opened.add([str(tmp_path / "one.txt"), str(tmp_path / "two.txt")])
        yield opened


def reject(case, annotation):
    case.store.add(
        [Decision.make(target=annotation.id, verdict="rejected", by="me", at="2026-03-13")]
    )


def test_an_account_is_read_once_until_a_person_decides(case):
    doc = case.documents()[0]
    account = account_of(case.store, doc)
    assert account_of(case.store, doc) is account
    assert account.once(len_of) == account.once(len_of) == len(doc.text)
    claim = account.causal_claims[0]
    reject(case, claim)
    again = account_of(case.store, doc)
    assert claim.id not in {a.id for a in again.annotations}
    assert account_of(case.store, doc) is again


def len_of(account):
    return len(account.doc.text)


def test_views_are_the_same_until_a_person_decides(case):
    before = case.comparison()
    assert case.comparison() is before
    assert case.camps() == case.camps()
    assert before.maps[0].edges
    for doc in before.story.accounts:
        for annotation in account_of(case.store, case.document(doc)).causal_claims:
            reject(case, annotation)
    after = case.comparison()
    assert after is not before
    assert not any(own.edges for own in after.maps)
    assert [len(p.shares[0].annotations) for p in case.profiles()] != []


def test_remembered_vectors_are_those_of_the_encoder():
    phrases = ["grain prices", "the closure of the strait", "grain prices"]
    assert np.allclose(embed_phrases(phrases), load_encoder().embed(phrases), atol=1e-5)
    assert np.array_equal(embed_phrases(phrases)[0], embed_phrases(["grain prices"])[0])
    assert embed_phrases([]).shape == (0, 384)


lengths = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 2)), max_size=12)
wanted = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=4)


@settings(deadline=None)
@given(lengths, wanted)
def test_the_words_of_spans_are_those_that_share_a_character(words, spans):
    tokens, place = [], 0
    for length, gap in words:
        tokens.append((place, place + length))
        place += length + gap
    found = tuple((start, start + length) for start, length in spans)
    tree = SimpleNamespace(parsed=SimpleNamespace(tokens=tokens))
    naive = [n for n, token in enumerate(tokens) if any(overlaps(token, span) for span in found)]
    assert words_in(tree, found) == naive
