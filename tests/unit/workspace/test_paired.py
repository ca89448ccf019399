"""What the pair model said is kept in the case: nothing is read twice, nothing stale is believed."""

import numpy as np
import pytest

from rashomon.align.likeness import Wording
from rashomon.store.memory import MemoryStore
from rashomon.workspace.paired import KeptJudge

PAIRS = [
    (Wording("a", "the dam broke"), Wording("b", "the dam held")),
    (Wording("b", "the dam held"), Wording("a", "the dam broke")),
    (Wording("c", "it rained"), Wording("b", "the dam held")),
]


class Model:
    """Answers with the lengths of the texts, and remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, pairs):
        self.asked += pairs
        sizes = [len(a) + len(b) for a, b in pairs]
        return np.array([[0.5, size / 100, 0.5 - size / 100] for size in sizes], np.float32)


@pytest.fixture
def model():
    return Model()


def test_a_pair_is_read_once_in_either_order_and_kept(model):
    store = MemoryStore()
    first = KeptJudge(store, model, version="1")(PAIRS)
    assert len(model.asked) == 2
    assert first[0] == pytest.approx(first[1])
    again = KeptJudge(store, model, version="1")(PAIRS)
    assert len(model.asked) == 2
    assert again == pytest.approx(first, abs=1e-3)


def test_a_new_pair_of_a_known_document_is_added(model):
    store = MemoryStore()
    KeptJudge(store, model, version="1")(PAIRS[:1])
    KeptJudge(store, model, version="1")(PAIRS)
    assert len(model.asked) == 2
    KeptJudge(store, model, version="1")(PAIRS)
    assert len(model.asked) == 2


def test_other_weights_read_anew(model):
    store = MemoryStore()
    KeptJudge(store, model, version="1")(PAIRS)
    KeptJudge(store, model, version="2")(PAIRS)
    assert len(model.asked) == 4


def test_no_pairs_no_answers(model):
    assert KeptJudge(MemoryStore(), model, version="1")([]).shape == (0, 3)
    assert not model.asked
