"""Good splits of a signed network in two: all of them counted, or found by moving actors across."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The search: from so many random splits at once, so many moves; who moved rests for a while.
STARTS = 16
MOVES_PER_ACTOR = 5
REST = (5, 15)


def count_splits(weights: "NDArray[np.float64]") -> "tuple[float, NDArray[np.int64]]":
    """The cost of a best split and that split, out of all 2^(n-1).

    Args:
        weights: n x n, symmetric, zero diagonal; > 0 between friends, < 0 between foes.
    """
    size = len(weights)
    numbers = np.arange(2 ** (size - 1))[:, None]
    splits = 1.0 - 2.0 * (numbers >> np.arange(size) & 1)
    kept = np.einsum("si,si->s", splits @ weights, splits) / 2
    best = int(kept.argmax())
    return float(np.abs(weights).sum() / 2 - kept[best]) / 2, splits[best].astype(np.int64)


def search_splits(weights: "NDArray[np.float64]") -> "tuple[float, NDArray[np.int64]]":
    """The cost of a good split and that split: tabu search, the same at every call.

    Args:
        weights: As for `count_splits`.

    Source:
        Kochenberger et al. (2013), Solving large scale max cut problems via tabu search.
    """
    size = len(weights)
    rng = np.random.default_rng(0)
    splits = rng.choice([-1.0, 1.0], (STARTS, size))
    gains = splits * (splits @ weights)  # what it costs to move each actor across
    costs = (np.abs(weights).sum() - gains.sum(axis=1)) / 4
    best, best_costs = splits.copy(), costs.copy()
    free_at = np.zeros((STARTS, size), np.int64)
    rows = np.arange(STARTS)
    for step in range(MOVES_PER_ACTOR * size):
        barred = (free_at > step) & (costs[:, None] + gains >= best_costs[:, None])
        moved = np.where(barred, np.inf, gains + 1e-3 * rng.random(gains.shape)).argmin(axis=1)
        costs = costs + gains[rows, moved]
        own = splits[rows, moved]
        splits[rows, moved] = -own
        gains -= 2 * own[:, None] * splits * weights[moved]
        gains[rows, moved] *= -1
        free_at[rows, moved] = step + rng.integers(*REST, STARTS)
        better = costs < best_costs - 1e-9
        best[better], best_costs[better] = splits[better], costs[better]
    winner = int(best_costs.argmin())
    return float(best_costs[winner]), best[winner].astype(np.int64)
