"""The split of a signed network into two camps that contradicts fewest of its ties."""

from dataclasses import dataclass
from math import ceil

from rashomon.maps.signed import (
    Network,
    Sides,
    each_tie,
    find_blocks,
    reduce_network,
)

COUNTED = 14  # actors of a core whose splits are all counted: 2^13 of them, a few milliseconds
SMALL = 1e-6  # rounding of the bounds


@dataclass(frozen=True, slots=True)
class Split:
    """A split into two camps, with the weight of the ties that contradict it.

    Attributes:
        sides: 1 or -1 for each actor; actors that nothing ties together are split on their own.
        cost: The weight of the contradicted ties.
        bound: No split contradicts less. Where it equals the cost, the split is a best one.
    """

    sides: Sides
    cost: float
    bound: float

    @property
    def proven(self) -> bool:
        """Whether no split is better."""
        return self.bound >= self.cost


def least_frustrated(network: Network) -> Split:
    """Split a signed network so that the weight of contradicted ties is as small as can be.

    Args:
        network: Whole-numbered weights, > 0 between friends and < 0 between foes.

    Returns:
        A best split, proven so wherever the parts that remain after reduction are small or the
        cycles found in them leave no room for a better one. Otherwise the best split found, and
        the bound tells how far it may be from a best one. The same input gives the same split.

    Source:
        Aref and Wilson (2019), Balance and frustration in signed networks; the bound is the linear
        programme over negative cycles of Grötschel and Pulleyblank (1981), Weakly bipartite graphs.
    """
    sides: Sides = {}
    cost = bound = 0.0
    for part in reversed(find_blocks(network)):
        found = _split_block(part)
        _glue(sides, found.sides)
        cost += found.cost
        bound += ceil(found.bound - SMALL)
    sides.update(dict.fromkeys(network.keys() - sides.keys(), 1))
    return Split(sides, cost, min(bound, cost))


def _split_block(network: Network) -> Split:
    """Reduce, split what falls apart, and so on, until a core is left that gives no hold."""
    kernel = reduce_network(network)
    parts = find_blocks(kernel.network)
    if len(parts) == 1 and len(parts[0]) == len(network):
        return _split_core(parts[0])
    sides: Sides = {}
    cost = bound = kernel.cost
    for part in reversed(parts):
        found = _split_block(part)
        _glue(sides, found.sides)
        cost += found.cost
        bound += found.bound
    sides.update(dict.fromkeys(kernel.network.keys() - sides.keys(), 1))
    return Split(kernel.restore(sides), cost, bound)


def _glue(sides: Sides, part: Sides) -> None:
    """Take a part in, turned so that the one actor it may share with the rest keeps its side."""
    shared = next((node for node in part if node in sides), None)
    turn = 1 if shared is None or sides[shared] == part[shared] else -1
    sides.update({node: turn * side for node, side in part.items()})


def _split_core(network: Network) -> Split:
    import numpy as np

    from rashomon.maps.flips import count_splits, search_splits

    nodes = sorted(network)
    place = {node: number for number, node in enumerate(nodes)}
    weights = np.zeros((len(nodes), len(nodes)))
    for left, right, weight in each_tie(network):
        weights[place[left], place[right]] = weights[place[right], place[left]] = weight
    if len(nodes) <= COUNTED:
        cost, best = count_splits(weights)
        bound = cost
    else:
        from rashomon.maps.cycles import cycle_bound

        cost, best = search_splits(weights)
        bound = cycle_bound(weights, cost)
    return Split(dict(zip(nodes, best.tolist(), strict=True)), cost, bound)
