from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rashomon.nlp.decode import best_tags, tree

SCORES = st.floats(-50, 0, width=32)


def reaches_the_root(heads: list[int], word: int) -> bool:
    for _ in range(len(heads)):
        if word == -1:
            return True
        word = heads[word]
    return word == -1


@given(st.integers(1, 12).flatmap(lambda n: hnp.arrays(np.float32, (n, n + 1), elements=SCORES)))
def test_heads_are_always_one_tree(arcs: np.ndarray) -> None:
    heads = tree(arcs)
    assert heads.count(-1) == 1
    assert all(reaches_the_root(heads, word) for word in range(len(heads)))


def test_a_cycle_is_broken_at_its_cheapest_arc() -> None:
    # words 1 and 2 choose each other; word 2 loses least by going to word 0, the root
    arcs = np.full((3, 4), -9.0, np.float32)
    arcs[0, 0] = -0.1
    arcs[1, 3], arcs[1, 1] = -0.1, -5.0
    arcs[2, 2], arcs[2, 1] = -0.1, -1.0
    assert tree(arcs) == [-1, 2, 0]


LABELS = ["O", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]


def allowed(tags: tuple[str, ...]) -> bool:
    before = ("O", *tags)
    return all(t[0] != "I" or b[2:] == t[2:] for b, t in zip(before, tags, strict=False))


@given(st.integers(1, 4).flatmap(lambda n: hnp.arrays(np.float32, (n, 5), elements=SCORES)))
def test_the_tags_are_the_best_of_all_that_are_allowed(logs: np.ndarray) -> None:
    def score(tags: tuple[str, ...]) -> float:
        return sum(float(logs[w, LABELS.index(t)]) for w, t in enumerate(tags))

    found = tuple(best_tags(logs, LABELS))
    assert allowed(found)
    best = max(score(tags) for tags in product(LABELS, repeat=len(logs)) if allowed(tags))
    assert score(found) == pytest.approx(best, abs=1e-3)


def test_no_words_have_no_tags() -> None:
    assert best_tags(np.zeros((0, 5), np.float32), LABELS) == []
