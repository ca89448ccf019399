"""Structural balance of who is for and who is against whom."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from rashomon.maps.frustration import least_frustrated
from rashomon.maps.signed import network_of

Ties = Mapping[Hashable, Mapping[Hashable, int]]


@dataclass(frozen=True, slots=True)
class Balance:
    """How close a signed network of actors is to two camps; 1 is perfect balance.

    Attributes:
        frustration: The smallest number of ties that contradict a split into two camps, as far as
            it is known.
        bound: No split contradicts fewer; where it equals the frustration, that is proven.
        sides: The side (1 or -1) of each actor in a split that contradicts so many.
        triangles: Share of triangles with an even number of hostile ties; None without any.
        walks: Balanced closed walks against all, long ones counting less.
        normalised: 1 - 2 * frustration / number of ties.
    """

    frustration: int
    bound: int
    sides: Mapping[Hashable, int]
    triangles: float | None
    walks: float
    normalised: float


def structural_balance(ties: Iterable[tuple[Hashable, Hashable, int]]) -> Balance:
    """Measure structural balance.

    Args:
        ties: (actor, actor, 1 friendly or -1 hostile), undirected, each pair once.

    Source:
        Cartwright and Harary (1956); Aref and Wilson (2019) for frustration and the normalised
        line index; Estrada and Benzi (2014) for walks.
    """
    network: dict[Hashable, dict[Hashable, int]] = {}
    for left, right, sign in ties:
        network.setdefault(left, {})[right] = sign
        network.setdefault(right, {})[left] = sign
    names = list(network)
    number = {name: place for place, name in enumerate(names)}
    split = least_frustrated(
        network_of(
            (number[a], number[b], sign) for a, row in network.items() for b, sign in row.items()
        )
    )
    count = sum(len(row) for row in network.values()) // 2
    return Balance(
        round(split.cost),
        round(split.bound),
        {name: split.sides[number[name]] for name in names},
        _triangles(network),
        _walks(network),
        1 - 2 * split.cost / count if count else 1.0,
    )


def _triangles(network: Ties) -> float | None:
    signs = [
        row[b] * row[c] * network[b][c]
        for row in network.values()
        for b, c in combinations(row, 2)
        if c in network[b]
    ]
    return signs.count(1) / len(signs) if signs else None


def _walks(network: Ties) -> float:
    import numpy as np

    matrix = np.array([[network[a].get(b, 0) for b in network] for a in network], float)
    if not matrix.size:
        return 1.0
    signed = np.exp(np.linalg.eigvalsh(matrix)).sum()
    unsigned = np.exp(np.linalg.eigvalsh(abs(matrix))).sum()
    return float(signed / unsigned)
