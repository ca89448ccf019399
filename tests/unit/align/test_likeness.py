"""Which statements are held against each other."""

import numpy as np
import pytest

from rashomon.align import likeness
from rashomon.align.likeness import judged, near_pairs, opposes, quick_likeness
from rashomon.align.statements import find_statements


def statements_of(read, encoder, *texts):
    found = [s for n, text in enumerate(texts) for s in find_statements(read(text, name=str(n)))]
    return found, encoder.embed([s.text for s in found])


def test_far_statements_are_not_read(read, encoder):
    statements, vectors = statements_of(
        read, encoder, "The dam gate broke at night.", "The gate of the dam broke.", "Sugar costs more in Pell."
    )  # fmt: skip
    pairs = near_pairs(quick_likeness(statements, vectors)).tolist()
    assert pairs == [[0, 1]]
    asked = []

    def judge(pairs):
        asked.extend((a.text, b.text) for a, b in pairs)
        return np.full((len(pairs), 3), 1 / 3, np.float32)

    alike = judged(statements, vectors, judge)
    assert len(asked) == 1
    assert alike.about[0, 1] == alike.about[1, 0] > 0
    assert alike.about[0, 2] == alike.agree[0, 2] == 0


def test_a_denial_around_a_statement_turns_it(read, encoder):
    statements, vectors = statements_of(
        read, encoder, "The patrol boats fired on the ferry near the cape.",
        "[Vostria]{source} denied that [the patrol boats fired on the ferry near the cape]{denies}.",
    )  # fmt: skip

    def same(pairs):
        return np.array([[0.02, 0.96, 0.02]] * len(pairs), np.float32)

    assert [s.denied for s in statements] == [False, True]
    assert judged(statements, vectors, same).agree[0, 1] < 0


@pytest.mark.parametrize(("each", "most", "kept"), [(9, 5, 5), (1, 6000, 6), (9, 6000, 15)])
def test_a_story_has_a_budget(monkeypatch, each, most, kept):
    monkeypatch.setattr(likeness, "PAIRS_EACH", each)
    monkeypatch.setattr(likeness, "MOST_PAIRS", most)
    alike = np.random.default_rng(1).uniform(0.5, 1, (6, 6)).astype(np.float32)
    alike = (alike + alike.T) / 2
    pairs = near_pairs(alike)
    assert (pairs[:, 0] < pairs[:, 1]).all()
    best = sorted(alike[np.triu_indices(6, 1)])[-kept:]
    assert {alike[a, b] for a, b in pairs} == set(best)


def test_opposite_words_and_numbers(read, encoder):
    (up,), _ = statements_of(read, encoder, "The parliament accepted the treaty of Pell.")
    (down,), _ = statements_of(read, encoder, "The parliament rejected the treaty of Pell.")
    assert opposes(up, down)
    assert not opposes(up, up)
