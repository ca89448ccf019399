"""How little any split of a signed network can contradict: negative cycles that share no tie.

Around a cycle with an odd number of hostile ties every split contradicts at least one. Such cycles
are laid into the network, each with a weight, so that no tie carries more than its own; the sum of
their weights is a bound. The best weights are a linear programme; whatever the solver says, the
bound that is returned is that of weights that were checked to fit.
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Cycle = tuple[int, ...]  # numbers of ties

MAX_ROUNDS = 4  # of finding cycles and weighing them; each about a second where little is settled
MAX_ACTORS = 400  # beyond, the shortest cycles are not looked for and nothing is proven
SHORT = 1e-4  # length of a tie by itself, so that of equal cycles the one with fewer ties is taken
VIOLATED = 1e-3  # how far below 1 a cycle must be to be taken up


def cycle_bound(weights: "NDArray[np.float64]", cost: float) -> float:
    """A weight that no split in two can contradict less than.

    Args:
        weights: n x n, symmetric, zero diagonal; > 0 between friends, < 0 between foes.
        cost: What a known split contradicts; once the bound leaves no room below it, it is
            returned.

    Source:
        Grötschel and Pulleyblank (1981), Weakly bipartite graphs and the max-cut problem.
    """
    if len(weights) > MAX_ACTORS:
        return 0.0
    left, right = np.nonzero(np.triu(weights))
    signed = weights[left, right]
    network = _Ties(len(weights), left, right, signed < 0)
    step = _common_step(signed)
    packing = _Packing(np.abs(signed))
    lengths = np.zeros(len(signed))
    best = 0.0
    for _ in range(MAX_ROUNDS):
        found = network.short_cycles(lengths)
        if not packing.add(found):
            break
        lengths, bound = packing.weigh()
        best = max(best, bound)
        if best > cost - step + SHORT:
            return cost
    return best


def _common_step(signed: "NDArray[np.float64]") -> float:
    """A number that divides the weights, so that it divides what any split contradicts."""
    step = 1.0
    while not np.array_equal(signed / step, np.rint(signed / step)):
        step /= 2
    return step


class _Ties:
    """The ties of a network, and the shortest walks over an even and an odd number of hostile ones."""

    def __init__(
        self,
        size: int,
        left: "NDArray[np.int64]",
        right: "NDArray[np.int64]",
        hostile: "NDArray[np.bool_]",
    ) -> None:
        self.size, self.left, self.right = size, left, right
        self.parity = hostile.astype(np.int64)
        ends = zip(left.tolist(), right.tolist(), strict=True)
        self.number = {end: n for n, pair in enumerate(ends) for end in (pair, pair[::-1])}

    def short_cycles(self, lengths: "NDArray[np.float64]") -> "list[Cycle]":
        """For each tie the shortest negative cycle through it, if it is shorter than 1; shortest first."""
        distance, after = self._walks(lengths + SHORT)
        back = 1 - self.parity  # the way back makes the number of hostile ties odd
        around = distance[back, self.left, self.right] + lengths
        found: dict[Cycle, None] = {}
        for tie in np.argsort(around, kind="stable").tolist():
            if around[tie] >= 1 - VIOLATED:
                break
            walk = [tie, *self._walk(after, tie, int(back[tie]))]
            numbers, counts = np.unique(walk, return_counts=True)
            # a tie passed twice leaves the parity as it is, so what is passed once holds a cycle
            cycle = tuple(numbers[counts % 2 == 1].tolist())
            if lengths[list(cycle)].sum() < 1 - VIOLATED:
                found[cycle] = None
        return list(found)

    def _walks(
        self, lengths: "NDArray[np.float64]"
    ) -> "tuple[NDArray[np.float64], NDArray[np.int64]]":
        """Shortest lengths by parity, from and to; and the next actor and its parity on the way.

        Source:
            Floyd (1962), Algorithm 97, on the network taken twice: once for each parity.
        """
        size = self.size
        distance = np.full((2, size, size), np.inf)
        distance[0, range(size), range(size)] = 0
        after = np.zeros((2, size, size), np.int64)
        for a, b in ((self.left, self.right), (self.right, self.left)):
            distance[self.parity, a, b] = lengths
            after[self.parity, a, b] = 2 * b + self.parity
        for k in range(size):
            through = distance[:, :, k].copy(), distance[:, k, :].copy(), after[:, :, k].copy()
            for first in (0, 1):
                for second in (0, 1):
                    parity = first ^ second
                    way = through[0][first][:, None] + through[1][second][None, :]
                    better = way < distance[parity]
                    np.copyto(distance[parity], way, where=better)
                    np.copyto(after[parity], through[2][first][:, None], where=better)
        return distance, after

    def _walk(self, after: "NDArray[np.int64]", tie: int, parity: int) -> "list[int]":
        """The ties of the way back from a tie's one end to its other."""
        here, goal = int(self.left[tie]), int(self.right[tie])
        found = []
        while here != goal or parity:
            there, turned = divmod(int(after[parity, here, goal]), 2)
            found.append(self.number[here, there])
            here, parity = there, parity ^ turned
        return found


class _Packing:
    """Cycles with weights such that no tie carries more than it can."""

    def __init__(self, capacity: "NDArray[np.float64]") -> None:
        import highspy

        self.capacity = capacity
        self.cycles: dict[Cycle, None] = {}
        self.solver = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("solver", "ipm")):
            self.solver.setOptionValue(option, value)
        size = len(capacity)
        self.solver.addVars(size, np.zeros(size), np.full(size, highspy.kHighsInf))
        self.solver.changeColsCost(size, np.arange(size, dtype=np.int32), capacity)

    def add(self, cycles: "Sequence[Cycle]") -> int:
        """Take up cycles; returns how many are new."""
        import highspy

        new = [cycle for cycle in cycles if cycle not in self.cycles]
        self.cycles.update(dict.fromkeys(new))
        if new:
            sizes = [len(cycle) for cycle in new]
            starts = np.cumsum([0, *sizes[:-1]]).astype(np.int32)
            ties = np.concatenate([np.array(cycle, np.int32) for cycle in new])
            ones, unbounded = np.ones(len(new)), np.full(len(new), highspy.kHighsInf)
            self.solver.addRows(
                len(new), ones, unbounded, len(ties), starts, ties, np.ones(len(ties))
            )
        return len(new)

    def weigh(self) -> "tuple[NDArray[np.float64], float]":
        """Lengths of the ties under which every cycle is at least 1, and the weight of the packing."""
        self.solver.run()
        solution = self.solver.getSolution()
        weights = np.maximum(np.array(solution.row_dual), 0.0)
        load = np.zeros(len(self.capacity))
        for cycle, weight in zip(self.cycles, weights.tolist(), strict=True):
            load[list(cycle)] += weight
        fits = max(1.0, float((load / self.capacity).max()))
        return np.maximum(np.array(solution.col_value), 0.0), float(weights.sum()) / fits
