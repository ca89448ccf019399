"""Average linkage."""

import numpy as np

from rashomon.align.cluster import average_link


def test_groups_what_is_alike():
    similarity = np.array([[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]], np.float32)
    assert average_link(similarity, threshold=0.5) == [[0, 1], [2]]


def test_a_chain_does_not_swallow_its_ends():
    similarity = np.array([[1, 0.8, 0.1], [0.8, 1, 0.7], [0.1, 0.7, 1]], np.float32)
    assert average_link(similarity, threshold=0.5) == [[0, 1], [2]]


def test_pairs_kept_apart_never_meet():
    similarity = np.ones((3, 3), np.float32)
    groups = average_link(similarity, threshold=0.5, apart=[(0, 1)])
    assert not any({0, 1} <= set(group) for group in groups)


def test_nothing():
    assert average_link(np.zeros((0, 0), np.float32), threshold=0.5) == []
