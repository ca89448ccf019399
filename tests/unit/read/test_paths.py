"""Values folded from every element up to the root are those that a walk from each one gives."""

import numpy as np
import pytest

from rashomon.read.containers import Paths

PARENTS = np.array([-1, 0, 1, 2, 2, 4, 0, 6, 6, 8, -1, 10])
VALUES = np.array([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8])


def upwards(node):
    while node >= 0:
        yield int(node)
        node = PARENTS[node]


@pytest.mark.parametrize(("combine", "plain"), [(np.add, sum), (np.minimum, min)])
def test_folding_is_walking_up(combine, plain):
    found = Paths(PARENTS).fold(VALUES, combine, empty=0 if plain is sum else 99)
    assert found.tolist() == [plain(int(VALUES[n]) for n in upwards(i)) for i in range(12)]


def test_the_innermost_counts_first():
    marked = np.array([7, -1, 8, -1, -1, -1, -1, 9, -1, -1, -1, -1])
    found = Paths(PARENTS).fold(marked, lambda one, above: np.where(one >= 0, one, above), empty=-1)
    assert found.tolist() == [7, 7, 8, 8, 8, 8, 7, 9, 7, 7, -1, -1]


def test_like_ways_have_like_numbers():
    kinds = np.array([0, 1, 2, 3, 3, 1, 1, 2, 2, 3, 0, 1])
    ways = [tuple(int(kinds[n]) for n in upwards(i)) for i in range(12)]
    numbers = Paths(PARENTS).number(kinds).tolist()
    assert all(
        (ways[i] == ways[j]) == (numbers[i] == numbers[j]) for i in range(12) for j in range(12)
    )
