"""Structural balance of who is for and who is against whom."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

MAX_ACTORS = 24  # the frustration is found exactly; the search may take 2^n steps

Ties = Mapping[Hashable, Mapping[Hashable, int]]


@dataclass(frozen=True, slots=True)
class Balance:
    """How close a signed network of actors is to two camps; 1 is perfect balance.

    Attributes:
        frustration: The smallest number of ties that contradict any split into two camps.
        camp: One of the two camps of a best split.
        triangles: Share of triangles with an even number of hostile ties.
        walks: Balanced closed walks against all, long ones counting less.
        normalised: 1 - 2 * frustration / number of ties.
    """

    frustration: int
    camp: frozenset[Hashable]
    triangles: float
    walks: float
    normalised: float


def structural_balance(ties: Iterable[tuple[Hashable, Hashable, int]]) -> Balance:
    """Measure structural balance.

    Args:
        ties: (actor, actor, 1 friendly or -1 hostile), undirected, each pair once.

    Raises:
        ValueError: there are too many actors for an exact answer.

    Source:
        Cartwright and Harary (1956); Aref and Wilson (2019) for frustration and the normalised
        line index; Estrada and Benzi (2014) for walks.
    """
    network: dict[Hashable, dict[Hashable, int]] = {}
    for left, right, sign in ties:
        network.setdefault(left, {})[right] = sign
        network.setdefault(right, {})[left] = sign
    if len(network) > MAX_ACTORS:
        message = f"structural balance is exact up to {MAX_ACTORS} actors, not {len(network)}"
        raise ValueError(message)
    count = sum(len(row) for row in network.values()) // 2
    frustration, camp = _best_split(network)
    normalised = 1 - 2 * frustration / count if count else 1.0
    return Balance(frustration, camp, _triangles(network), _walks(network), normalised)


def _best_split(network: Ties) -> tuple[int, frozenset[Hashable]]:
    """Branch and bound: actors with many ties first, a branch ends when it cannot be better."""
    actors = sorted(network, key=lambda actor: -len(network[actor]))
    best: tuple[int, frozenset[Hashable]] = (
        1 + sum(len(row) for row in network.values()),
        frozenset(),
    )
    stack: list[tuple[int, dict[Hashable, int]]] = [(0, {})]
    while stack:
        cost, sides = stack.pop()
        if cost >= best[0]:
            continue
        if len(sides) == len(actors):
            best = cost, frozenset(actor for actor, side in sides.items() if side > 0)
            continue
        actor = actors[len(sides)]
        choices = [(cost + _clashes(network[actor], side, sides), side) for side in (1, -1)]
        # the cheaper side is looked at first; the first actor's side is free
        for after, side in sorted(choices, reverse=True)[: 2 if sides else 1]:
            stack.append((after, {**sides, actor: side}))
    return best


def _clashes(row: Mapping[Hashable, int], side: int, sides: Mapping[Hashable, int]) -> int:
    return sum(sign != side * sides[other] for other, sign in row.items() if other in sides)


def _triangles(network: Ties) -> float:
    signs = [
        network[a][b] * network[b][c] * network[a][c]
        for a, b, c in combinations(network, 3)
        if b in network[a] and c in network[b] and c in network[a]
    ]
    return signs.count(1) / len(signs) if signs else 1.0


def _walks(network: Ties) -> float:
    import numpy as np

    matrix = np.array([[network[a].get(b, 0) for b in network] for a in network], float)
    if not matrix.size:
        return 1.0
    signed = np.exp(np.linalg.eigvalsh(matrix)).sum()
    unsigned = np.exp(np.linalg.eigvalsh(abs(matrix))).sum()
    return float(signed / unsigned)
