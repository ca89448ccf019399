"""What a person holds together or apart: pairs that agree with one another, and groups that keep to them."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from rashomon.gather.blocks import Pair, join_closest
from rashomon.gather.linkage import average_link

T = TypeVar("T", bound=Hashable)


class Knots(Generic[T]):
    """Things held together and apart, pair by pair; what contradicts an earlier pair is refused."""

    def __init__(self) -> None:
        self.together: list[tuple[T, T]] = []
        self.apart: list[tuple[T, T]] = []
        self._group: dict[T, set[T]] = {}

    def join(self, left: T, right: T) -> bool:
        """Hold two together; False where they are held apart."""
        ours, theirs = self._of(left), self._of(right)
        if ours is not theirs and any(self._across(pair, ours, theirs) for pair in self.apart):
            return False
        self.together.append((left, right))
        if ours is not theirs:
            ours |= theirs
            self._group.update(dict.fromkeys(theirs, ours))
        return True

    def part(self, left: T, right: T) -> bool:
        """Hold two apart; False where they are held together."""
        if self._of(left) is self._of(right):
            return False
        self.apart.append((left, right))
        return True

    def joined(self, left: T, right: T) -> bool:
        """Whether they are held together."""
        return left == right or (left in self._group and right in self._group[left])

    def _of(self, one: T) -> set[T]:
        return self._group.setdefault(one, {one})

    def _across(self, pair: tuple[T, T], ours: set[T], theirs: set[T]) -> bool:
        a, b = pair
        return (a in ours and b in theirs) or (a in theirs and b in ours)


def tied_link(
    closeness: NDArray[np.float32],
    *,
    threshold: float,
    together: Sequence[Pair] = (),
    apart: Sequence[Pair] = (),
) -> list[list[int]]:
    """Average linkage that keeps to what a person decided.

    Args:
        closeness: (n, n), symmetric.
        threshold: See `average_link`.
        together: Pairs of rows that stay in one group; they count as one from the start.
        apart: Pairs that stay in two; with a pair in both, `together` counts.

    Returns:
        The groups, each sorted, by their first member.
    """
    if not together and not apart:
        return average_link(closeness, threshold=threshold)
    units = join_closest(len(closeness), together, size=len(closeness))
    linked = average_link(
        _between(units, closeness, apart),
        threshold=threshold,
        sizes=[len(unit) for unit in units],
    )
    return sorted(sorted(row for unit in group for row in units[unit]) for group in linked)


def pairs_among(rows: Sequence[int], pairs: Iterable[Pair]) -> list[Pair]:
    """The places in `rows` of both ends of each pair that has them there."""
    place = {row: at for at, row in enumerate(rows)}
    return [(place[a], place[b]) for a, b in pairs if a in place and b in place]


def _between(
    units: Sequence[Sequence[int]], closeness: NDArray[np.float32], apart: Sequence[Pair]
) -> NDArray[np.float32]:
    """The mean closeness of every two units; minus infinity where they are held apart."""
    unit_of = np.zeros(len(closeness), np.int64)
    for number, unit in enumerate(units):
        unit_of[list(unit)] = number
    found = np.array(closeness, np.float32)
    if len(units) < len(closeness):
        share = np.zeros((len(units), len(closeness)), np.float32)
        share[unit_of, np.arange(len(closeness))] = 1
        share /= share.sum(axis=1, keepdims=True)
        found = np.asarray(share @ found @ share.T, np.float32)
    for a, b in apart:
        if unit_of[a] != unit_of[b]:
            found[unit_of[a], unit_of[b]] = found[unit_of[b], unit_of[a]] = -np.inf
    return found
