from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rashomon.nlp.decode import (
    best_pair,
    best_signal,
    bio,
    close_gaps,
    tree,
    with_cue_only,
    without_addressees,
)

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


def test_bio_opens_every_run() -> None:
    assert bio(["I-LOC", "I-LOC", "O", "I-ORG", "I-LOC"]) == (
        "B-LOC",
        "I-LOC",
        "O",
        "B-ORG",
        "B-LOC",
    )


def brute_force(logs: np.ndarray) -> float:
    words = range(1, len(logs))
    best = -np.inf
    for a, b, c, d in product(words, repeat=4):
        if a <= b and c <= d and (b < c or d < a):
            best = max(best, float(logs[a, 0] + logs[b, 1] + logs[c, 2] + logs[d, 3]))
    return best / 4


@given(st.integers(3, 7).flatmap(lambda n: hnp.arrays(np.float64, (n, 6), elements=SCORES)))
def test_the_pair_is_the_best_of_all_pairs(logs: np.ndarray) -> None:
    found = best_pair(logs)
    assert found is not None
    (a, b), (c, d), score = found
    assert a <= b
    assert c <= d
    assert b < c or d < a
    assert score == pytest.approx(brute_force(logs))
    chosen = logs[a + 1, 0] + logs[b + 1, 1] + logs[c + 1, 2] + logs[d + 1, 3]
    assert chosen / 4 == pytest.approx(score)


def test_one_word_has_no_pair() -> None:
    assert best_pair(np.zeros((2, 6))) is None


def test_no_signal_where_the_first_row_wins() -> None:
    logs = np.full((4, 6), -3.0)
    logs[2, 4] = logs[3, 5] = -0.1
    assert best_signal(logs) == (1, 2)
    logs[0, 4:] = 0.0
    assert best_signal(logs) is None


def test_small_holes_in_a_content_are_closed() -> None:
    tags = ["B-content", "O", "B-content", "B-cue", "B-content", "O", "O", "O", "B-content"]
    assert close_gaps(tags, label="content", gap=2) == (
        "B-content",
        "I-content",
        "I-content",
        "B-cue",
        "B-content",
        "O",
        "O",
        "O",
        "B-content",
    )


def test_who_is_told_is_no_source() -> None:
    # Voss told the radio
    tags = ["B-source", "B-cue", "B-source", "I-source"]
    heads, deprels = [1, -1, 3, 1], ["nsubj", "root", "det", "iobj"]
    assert without_addressees(tags, heads, deprels) == ("B-source", "B-cue", "O", "O")


def test_an_attribution_needs_a_cue() -> None:
    assert with_cue_only(["B-content", "I-content", "O"], ["NOUN", "VERB", "PUNCT"]) == ("O",) * 3


def test_contents_lose_outer_signs_and_single_words() -> None:
    tags = [
        "B-source",
        "B-cue",
        "B-content",
        "I-content",
        "I-content",
        "I-content",
        "O",
        "B-content",
    ]
    upos = ["PROPN", "VERB", "PUNCT", "NOUN", "VERB", "PUNCT", "CCONJ", "NOUN"]
    expected = ("B-source", "B-cue", "O", "B-content", "I-content", "O", "O", "O")
    assert with_cue_only(tags, upos) == expected
