"""Cutting what is many into blocks that are small enough to be compared pair by pair."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from rashomon.gather.words import Bag

NEIGHBOURS = 30  # nearest documents by vector that each is compared with
RARE_HOLDERS = 10  # documents that share a name this rare are compared
MIN_CLOSENESS = 0.1  # far below the threshold of a story: what is never this close stays apart
_ROWS = 512  # rows of the vectors' product held at a time

Pair = tuple[int, int]


def blocks_of(
    names: Sequence[Bag],
    vectors: NDArray[np.float32],
    *,
    closeness: Callable[[Sequence[Pair]], NDArray[np.float32]],
    size: int,
) -> list[list[int]]:
    """Groups of at most `size` documents, joined along the closest of the likely pairs first."""
    pairs = sorted({*_by_vector(vectors), *_by_name(names)})
    return _join(len(names), pairs, closeness(pairs), size=size, least=MIN_CLOSENESS)


def vector_blocks(vectors: NDArray[np.float32], *, size: int, least: float) -> list[list[int]]:
    """Groups of at most `size` rows, joined along the closest neighbours first.

    Args:
        vectors: float32 (n, d), unit length.
        size: Rows that may be compared with one another; fewer rows than that are one block.
        least: Cosine below which two rows are never joined.
    """
    if len(vectors) <= size:
        return [list(range(len(vectors)))]
    pairs = sorted(set(_by_vector(vectors)))
    rows = np.array(pairs)
    close = np.einsum("ij,ij->i", vectors[rows[:, 0]], vectors[rows[:, 1]])
    return _join(len(vectors), pairs, close, size=size, least=least)


def _join(
    count: int, pairs: Sequence[Pair], close: NDArray[np.float32], *, size: int, least: float
) -> list[list[int]]:
    group_of = {number: [number] for number in range(count)}
    for place in np.argsort(-close, kind="stable").tolist():
        if close[place] < least:
            break
        left, right = (group_of[number] for number in pairs[place])
        if left is not right and len(left) + len(right) <= size:
            left.extend(right)
            group_of.update((member, left) for member in right)
    groups = {id(group): sorted(group) for group in group_of.values()}
    return sorted(groups.values())


def _by_vector(vectors: NDArray[np.float32]) -> Iterator[Pair]:
    neighbours = min(NEIGHBOURS, len(vectors) - 1)
    for start in range(0, len(vectors), _ROWS):
        product = vectors[start : start + _ROWS] @ vectors.T
        nearest = np.argpartition(-product, neighbours, axis=1)[:, : neighbours + 1]
        for row, others in enumerate(nearest.tolist(), start):
            yield from ((min(row, o), max(row, o)) for o in others if o != row)


def _by_name(names: Sequence[Bag]) -> Iterator[Pair]:
    holders: dict[str, list[int]] = {}
    for number, bag in enumerate(names):
        for name in bag:
            holders.setdefault(name, []).append(number)
    for held in holders.values():
        if len(held) <= RARE_HOLDERS:
            yield from combinations(held, 2)
