"""What-if on maps of 100,000 edges, and two such maps compared.

Random maps, a third of the edges lowering, one in ten denied, imputed or of sign 0. Two peers run in
turns with ours: the search step by step that small maps take, and SciPy's breadth-first search over
the doubled network (a node for a factor that rises, one for a factor that falls), which gives what is
reached and over what, and no more: neither what is denied nor the sentences of a way.

    python bench/big_maps.py [--edges 100000]
"""

import argparse
import importlib
import random
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from common import median, publish
from rashomon.core.views import CausalMap, Edge, Factor
from rashomon.maps.network import network_of_map
from rashomon.maps.propagate import propagate, what_if

propagation = importlib.import_module("rashomon.maps.propagate")
ROUNDS = 20
STEPS = 3  # rounds of the slow peer
SHOWN = 100  # effects that are put into words: a page of outcomes
FACTORS_PER_EDGE = (0.2, 0.5)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--edges", type=int, default=100_000)
    edges = options.parse_args().edges
    rows = [row for share in FACTORS_PER_EDGE for row in measured(edges, round(edges * share))]
    notes = [
        f"{edges:,} edges; milliseconds of CPU time, medians of {ROUNDS} pushes ({STEPS} step by step), the least and the largest",
        f"push: every factor's effect known, ways of {SHOWN} of them; compare: two maps, outcomes ranked by dispute, {SHOWN} effects in words",
        "arrays: made once for a map from its edges; ratio: the peer's median over that of the push",
    ]
    publish("big_maps", rows, notes=notes)


def measured(edges: int, factors: int) -> list[dict[str, Any]]:
    maps = [random_map(name, edges, factors) for name in "ab"]
    start = time.process_time()
    for own in maps:
        network_of_map(own).carrying(frozenset())
    arrays = (time.process_time() - start) / len(maps)
    pushes = [edge.source for edge in maps[0].edges[:ROUNDS]]
    ours = timed(lambda lever: push(maps[0], lever), pushes)
    both = timed(lambda lever: what_if(maps, push=lever, direction=1)[:SHOWN], pushes)
    network = doubled(maps[0])
    theirs = timed(lambda lever: breadth_first_order(network, 2 * int(lever[1:])), pushes)
    slow = timed(lambda lever: step_by_step(maps[0], lever), pushes[:STEPS])
    about = {"factors": factors}
    return [
        {**about, "step": "arrays of one map", "ms": arrays * 1000},
        {**about, "step": "push", **told(ours)},
        {**about, "step": "compare two maps", **told(both)},
        {
            **about,
            "step": "peer: scipy breadth first",
            **told(theirs),
            "ratio": ratio(theirs, ours),
        },
        {**about, "step": "peer: step by step", **told(slow), "ratio": ratio(slow, ours)},
    ]


def random_map(account: str, edges: int, factors: int) -> CausalMap:
    choose = random.Random(f"{account}{edges}/{factors}")
    names = [f"f{n}" for n in range(factors)]
    made = []
    for number in range(edges):
        source, target = choose.sample(names, 2)
        odd = choose.random()
        sign = 0 if odd < 0.03 else choose.choice((1, 1, -1))
        mode = "denied" if 0.03 <= odd < 0.06 else "asserted"
        voice = "imputed" if 0.06 <= odd < 0.1 else "own"
        made.append(Edge(source, target, sign, mode, False, voice, (f"{account}{number}",)))
    return CausalMap(account, tuple(Factor(n, n, ()) for n in names), tuple(made))


def push(causal_map: CausalMap, lever: str) -> list[Any]:
    effects = propagate(causal_map, lever=lever, sign=1)
    return [effects[factor.id] for factor in causal_map.factors[: SHOWN + 1] if factor.id != lever]


def step_by_step(causal_map: CausalMap, lever: str) -> Any:
    large, propagation.LARGE = propagation.LARGE, len(causal_map.edges) + 1
    try:
        return propagate(causal_map, lever=lever, sign=1)
    finally:
        propagation.LARGE = large


def doubled(causal_map: CausalMap) -> Any:
    """Node 2 f: factor f rises; 2 f + 1: it falls."""
    carrying = [
        e for e in causal_map.edges if e.mode == "asserted" and e.sign and e.voice != "imputed"
    ]
    ends = [(2 * int(e.source[1:]), 2 * int(e.target[1:]), e.sign < 0) for e in carrying]
    rows = [row + side for row, _, _ in ends for side in (0, 1)]
    columns = [column + (side ^ turn) for _, column, turn in ends for side in (0, 1)]
    size = 2 * len(causal_map.factors)
    return csr_array((np.ones(len(rows), np.int8), (rows, columns)), shape=(size, size))


def timed(do: Callable[[str], Any], levers: list[str]) -> list[float]:
    do(levers[0])
    found = []
    for lever in levers:
        start = time.process_time()
        do(lever)
        found.append(time.process_time() - start)
    return found


def told(seconds: list[float]) -> dict[str, float]:
    return {"ms": median(seconds) * 1000, "least": min(seconds) * 1000, "most": max(seconds) * 1000}


def ratio(peer: list[float], ours: list[float]) -> float:
    return round(median(peer) / median(ours), 2)


if __name__ == "__main__":
    main()
