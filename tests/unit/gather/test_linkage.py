"""Average linkage by chains equals the plain way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.gather.linkage import average_link


def plainly(closeness, threshold):
    """Join the two closest groups, over and over."""
    groups = [[n] for n in range(len(closeness))]

    def near(a, b):
        return np.mean([closeness[i, j] for i in a for j in b])

    while len(groups) > 1:
        best, a, b = max(
            (near(groups[a], groups[b]), a, b) for a in range(len(groups)) for b in range(a)
        )
        if best < threshold:
            break
        groups[b] += groups.pop(a)
    return sorted(sorted(group) for group in groups)


@given(st.integers(0, 9), st.integers(0, 10**6), st.floats(0.05, 0.95))
def test_chains_give_what_the_plain_way_gives(count, seed, threshold):
    drawn = np.random.default_rng(seed).random((count, count)).astype(np.float32)
    closeness = (drawn + drawn.T) / 2
    assert average_link(closeness, threshold=threshold) == plainly(closeness, threshold)


def test_no_chaining():
    """Each neighbour is close to the next, but the ends are far apart."""
    place = np.arange(6.0)
    closeness = np.maximum(0, 1 - np.abs(place[:, None] - place) / 2).astype(np.float32)
    assert max(map(len, average_link(closeness, threshold=0.4))) == 2


@pytest.mark.parametrize("count", [0, 1, 3])
def test_equals_are_joined(count):
    closeness = np.ones((count, count), np.float32)
    assert average_link(closeness, threshold=1) == ([list(range(count))] if count else [])
