"""Average-link clustering: a group is as close to another as its members are on average."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def average_link(
    closeness: NDArray[np.float32], *, threshold: float, sizes: Sequence[int] | None = None
) -> list[list[int]]:
    """Join the closest groups until none are at least `threshold` close.

    Args:
        closeness: (n, n), symmetric; minus infinity keeps two, and all that they join, apart.
        threshold: What two groups must reach on average over their pairs to be joined.
        sizes: How many each of the n stands for; one each where not given.

    Returns:
        The groups, each sorted, by their first member. O(n²) time and one copy of `closeness`.

    Source:
        Murtagh (1983), nearest-neighbour chains. Joining never makes groups closer to a third
        one than the nearer of the two was, so a group without a near neighbour is final.
    """
    near = np.array(closeness, np.float64)
    np.fill_diagonal(near, -np.inf)
    groups = {number: [number] for number in range(len(near))}
    counts = list(sizes or [1] * len(near))
    final: list[list[int]] = []
    chain: list[int] = []
    while groups:
        if not chain:
            chain.append(min(groups))
        top = chain[-1]
        other = _nearest(near, top, chain)
        if near[top, other] < threshold:
            final.append(sorted(groups.pop(top)))
            near[:, top] = -np.inf
            chain.pop()
        elif len(chain) > 1 and other == chain[-2]:
            _join(near, counts, other, top)
            groups[other] += groups.pop(top)
            del chain[-2:]
        else:
            chain.append(other)
    return sorted(final)


def _nearest(near: NDArray[np.float64], top: int, chain: Sequence[int]) -> int:
    """The nearest group; among equals the one before in the chain, so that it ends."""
    other = int(np.argmax(near[top]))
    if len(chain) > 1 and near[top, chain[-2]] >= near[top, other]:
        return chain[-2]
    return other


def _join(near: NDArray[np.float64], counts: list[int], keep: int, drop: int) -> None:
    sizes = counts[keep], counts[drop]
    row = (near[keep] * sizes[0] + near[drop] * sizes[1]) / sum(sizes)
    row[keep] = -np.inf
    near[keep], near[:, keep] = row, row
    near[drop], near[:, drop] = -np.inf, -np.inf
    counts[keep] += counts[drop]
