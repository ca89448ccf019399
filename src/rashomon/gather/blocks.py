"""Cutting what is many into blocks that are small enough to be compared pair by pair."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 30  # nearest rows that each is compared with
_ROWS = 512  # rows of the vectors' product held at a time

Pair = tuple[int, int]


def vector_blocks(
    vectors: NDArray[np.float32], *, size: int, least: float, together: Sequence[Pair] = ()
) -> list[list[int]]:
    """Groups of at most `size` rows, joined along the closest neighbours first.

    Args:
        vectors: float32 (n, d), unit length.
        size: Rows that may be compared with one another; fewer rows than that are one block.
        least: Cosine below which two rows are never joined.
        together: Pairs of rows that come into one block first, whatever their cosine.
    """
    if len(vectors) <= size:
        return [list(range(len(vectors)))]
    pairs = np.array(sorted(set(_neighbours(vectors))))
    close = np.einsum("ij,ij->i", vectors[pairs[:, 0]], vectors[pairs[:, 1]])
    order = np.argsort(-close, kind="stable")
    near = pairs[order[close[order] >= least]]
    return join_closest(len(vectors), [*together, *map(tuple, near.tolist())], size=size)


def join_closest(count: int, pairs: Iterable[Pair], *, size: int) -> list[list[int]]:
    """Groups of at most `size` of the numbers below `count`, joined along the pairs, first ones first."""
    group_of = [[number] for number in range(count)]
    for a, b in pairs:
        left, right = group_of[a], group_of[b]
        if left is right or len(left) + len(right) > size:
            continue
        if len(left) < len(right):
            left, right = right, left
        left.extend(right)
        for member in right:
            group_of[member] = left
    groups = {id(group): sorted(group) for group in group_of}
    return sorted(groups.values())


def _neighbours(vectors: NDArray[np.float32]) -> Iterator[Pair]:
    neighbours = min(NEIGHBOURS, len(vectors) - 1)
    for start in range(0, len(vectors), _ROWS):
        product = vectors[start : start + _ROWS] @ vectors.T
        nearest = np.argpartition(-product, neighbours, axis=1)[:, : neighbours + 1]
        for row, others in enumerate(nearest.tolist(), start):
            yield from ((min(row, o), max(row, o)) for o in others if o != row)
