"""What a person holds together or apart is so in the groups, whatever is close."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rashomon.gather.blocks import vector_blocks
from rashomon.gather.linkage import average_link
from rashomon.gather.ties import Knots, pairs_among, tied_link

PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=8)


def drawn(seed, count=8):
    values = np.random.default_rng(seed).random((count, count)).astype(np.float32)
    return (values + values.T) / 2


@given(PAIRS, PAIRS, st.integers(0, 10**6))
def test_ties_hold_whatever_is_close(together, apart, seed):
    knots = Knots()
    joined = [pair for pair in together if knots.join(*pair)]
    parted = [pair for pair in apart if knots.part(*pair)]
    groups = tied_link(drawn(seed), threshold=0.5, together=joined, apart=parted)
    place = {row: number for number, rows in enumerate(groups) for row in rows}
    assert sorted(place) == list(range(8))
    assert all(place[a] == place[b] for a, b in joined)
    assert all(place[a] != place[b] for a, b in parted)


@given(PAIRS, PAIRS)
def test_what_was_laid_down_first_is_never_contradicted(first, then):
    knots = Knots()
    parted = [pair for pair in first if knots.part(*pair)]
    for pair in then:
        knots.join(*pair)
    assert not any(knots.joined(a, b) for a, b in parted)


def test_without_ties_it_is_average_linkage():
    closeness = drawn(3)
    assert tied_link(closeness, threshold=0.5) == average_link(closeness, threshold=0.5)


def test_a_tied_group_is_as_close_as_its_members_are_on_average():
    closeness = np.array([[1, 0, 0.9], [0, 1, 0.3], [0.9, 0.3, 1]], np.float32)
    assert tied_link(closeness, threshold=0.5, together=[(0, 1)]) == [[0, 1, 2]]
    assert tied_link(closeness, threshold=0.7, together=[(0, 1)]) == [[0, 1], [2]]


def test_pairs_count_where_both_ends_are():
    assert pairs_among([4, 7, 9], [(9, 4), (7, 8)]) == [(2, 0)]


def test_tied_rows_come_into_one_block():
    vectors = np.eye(6, dtype=np.float32)
    blocks = vector_blocks(vectors, size=3, least=0.5, together=[(0, 5)])
    assert [0, 5] in blocks
