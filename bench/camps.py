"""Camps: how fast a best split of a signed network is found and proven.

150 actors and 1,250 ties at random between them, signs by two planted camps, each turned round with
a probability: the noise. The peer is the same solver (HiGHS) with the textbook model: the AND model
of Aref and Wilson, a variable for each actor and each tie, given to its own branch and bound.

    python bench/camps.py [--limit 20]
"""

import argparse
import random
import time
from itertools import combinations
from typing import Any

import highspy
import numpy as np

from common import median, publish
from rashomon.maps.frustration import least_frustrated
from rashomon.maps.signed import network_of

ACTORS, TIES, GRAPHS = 150, 1250, 5
NOISES = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3)
PEER_NOISES = (0.02, 0.1)

Ties = list[tuple[int, int, int]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--limit", type=float, default=20.0, help="seconds for the peer on a graph"
    )
    limit = options.parse_args().limit
    warm_up()
    rows = [row(noise, limit) for noise in NOISES]
    notes = [
        f"{ACTORS} actors, {TIES} ties, {GRAPHS} graphs a row; cpu_s: median seconds of CPU time, most_s the largest",
        "proven: no split contradicts fewer ties; gap: how far the bound stays below the split found, in ties",
        f"peer: AND model of Aref and Wilson in HiGHS's branch and bound, one graph, at most {limit:.0f} s, where it ran",
    ]
    publish("camps", rows, notes=notes)


def row(noise: float, limit: float) -> dict[str, Any]:
    costs, proven, gaps = [], 0, []
    for seed in range(GRAPHS):
        network = network_of(planted(noise, seed))
        start = time.process_time()
        found = least_frustrated(network)
        costs.append(time.process_time() - start)
        proven += found.proven
        gaps.append(found.cost - found.bound)
    about: dict[str, Any] = {
        "noise": noise,
        "cpu_s": round(median(costs), 2),
        "most_s": round(max(costs), 2),
        "proven": f"{proven}/{GRAPHS}",
        "gap": f"{min(gaps):.0f} to {max(gaps):.0f}",
    }
    if noise in PEER_NOISES:
        seconds, gap = peer(planted(noise, 0), limit)
        about |= {"peer_cpu_s": round(seconds, 1), "peer_gap": f"{gap:.0f}"}
    return about


def warm_up() -> None:
    """Load the solver, and let the first call pay for it."""
    least_frustrated(network_of(planted(0.1, -1)))


def planted(noise: float, seed: int) -> Ties:
    choose = random.Random(seed)
    camp = [choose.choice((1, -1)) for _ in range(ACTORS)]
    pairs = choose.sample(list(combinations(range(ACTORS), 2)), TIES)
    return [(a, b, camp[a] * camp[b] * (-1 if choose.random() < noise else 1)) for a, b in pairs]


def peer(ties: Ties, limit: float) -> tuple[float, float]:
    """Seconds of CPU time and the gap that is left, in ties.

    x says on which side an actor is, y both sides' product; a friendly tie costs x + x' - 2 y, a
    hostile one 1 - (x + x' - 2 y).
    """
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("time_limit", limit)):
        solver.setOptionValue(option, value)
    count = ACTORS + len(ties)
    solver.addVars(count, np.zeros(count), np.ones(count))
    whole = np.full(ACTORS, highspy.HighsVarType.kInteger)
    solver.changeColsIntegrality(ACTORS, np.arange(ACTORS, dtype=np.int32), whole)
    costs, offset = np.zeros(count), 0.0
    for number, (a, b, sign) in enumerate(ties, ACTORS):
        costs[a] += sign
        costs[b] += sign
        costs[number] -= 2 * sign
        offset += sign < 0
        if sign > 0:
            solver.addRow(-highspy.kHighsInf, 0.0, 2, [number, a], [1.0, -1.0])
            solver.addRow(-highspy.kHighsInf, 0.0, 2, [number, b], [1.0, -1.0])
        else:
            solver.addRow(-1.0, highspy.kHighsInf, 3, [number, a, b], [1.0, -1.0, -1.0])
    solver.changeColsCost(count, np.arange(count, dtype=np.int32), costs)
    start = time.process_time()
    solver.run()
    info = solver.getInfo()
    return time.process_time() - start, info.objective_function_value - info.mip_dual_bound


if __name__ == "__main__":
    main()
