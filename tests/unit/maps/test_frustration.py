"""The least frustrated split: against all splits of small networks, and proven on large planted ones."""

import itertools
import random
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.maps import frustration
from rashomon.maps.cycles import cycle_bound
from rashomon.maps.flips import search_splits
from rashomon.maps.frustration import least_frustrated
from rashomon.maps.signed import each_tie, find_blocks, network_of, reduce_network

SIZE = 7
unhurried = settings(deadline=None, max_examples=80)


@st.composite
def networks(draw, weights=(-2, -1, 1, 3)):
    pairs = list(itertools.combinations(range(SIZE), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=len(pairs)))
    return network_of((a, b, draw(st.sampled_from(weights))) for a, b in chosen)


def cost_of(network, sides):
    return sum(abs(w) for a, b, w in each_tie(network) if w * sides[a] * sides[b] < 0)


def best_cost(network):
    nodes = sorted(network)
    splits = itertools.product((1, -1), repeat=max(0, len(nodes) - 1))
    return min(cost_of(network, dict(zip(nodes, (1, *rest), strict=False))) for rest in splits)


def planted(actors, ties, noise, seed):
    """Two camps; of so many ties each contradicts them with a probability."""
    choose = random.Random(seed)
    camp = [choose.choice((1, -1)) for _ in range(actors)]
    pairs = choose.sample(list(itertools.combinations(range(actors), 2)), ties)
    wrong = [choose.random() < noise for _ in pairs]
    signs = [camp[a] * camp[b] * (-1 if w else 1) for (a, b), w in zip(pairs, wrong, strict=True)]
    return network_of((a, b, s) for (a, b), s in zip(pairs, signs, strict=True)), sum(wrong)


def as_matrix(network):
    nodes = sorted(network)
    return np.array([[network[a].get(b, 0.0) for b in nodes] for a in nodes])


@unhurried
@given(networks())
def test_no_split_is_better(network):
    found = least_frustrated(network)
    assert found.cost == found.bound == best_cost(network) == cost_of(network, found.sides)
    assert found.sides.keys() == network.keys()


@unhurried
@given(networks())
def test_what_is_taken_out_comes_back_at_the_cost_that_was_told(network):
    kernel = reduce_network(network)
    assert all(len(row) > 3 for row in kernel.network.values())
    rest = min(
        cost_of(kernel.network, dict(zip(sorted(kernel.network), sides, strict=True)))
        for sides in itertools.product((1, -1), repeat=len(kernel.network))
    )
    assert kernel.cost + rest == best_cost(network)


@unhurried
@given(networks())
def test_blocks_share_at_most_one_actor_and_hold_every_tie_once(network):
    blocks = find_blocks(network)
    ties = [tie for block in blocks for tie in each_tie(block)]
    assert sorted(ties) == sorted(each_tie(network))
    for one, other in itertools.combinations(blocks, 2):
        assert len(one.keys() & other.keys()) <= 1
    seen = set()
    for block in reversed(blocks):
        assert len(seen & block.keys()) <= 1
        seen |= block.keys()


@unhurried
@given(networks())
def test_a_bound_is_one(network):
    """Also where it is not tight, and whatever split was known: no split costs less."""
    if network:
        assert cycle_bound(as_matrix(network), float("inf")) <= best_cost(network) + 1e-9


def test_searching_and_bounding_agree_where_all_could_be_counted(monkeypatch):
    monkeypatch.setattr(frustration, "COUNTED", 3)
    for seed in range(40):
        network, _ = planted(10, 30, 0.25, seed)
        found = least_frustrated(network)
        assert found.bound <= best_cost(network) <= found.cost
        assert found.proven == (found.cost == best_cost(network))


@pytest.mark.parametrize("noise", [0.05, 0.15, 0.22])
def test_a_hundred_and_fifty_actors_are_split_provably(noise):
    network, wrong = planted(150, 1250, noise, seed=7)
    found = least_frustrated(network)
    assert found.proven
    assert found.cost == cost_of(network, found.sides) <= wrong


def test_where_nothing_is_planted_the_gap_is_told():
    network, _ = planted(80, 600, 0.5, seed=3)
    found = least_frustrated(network)
    assert not found.proven
    assert 100 < found.bound < found.cost == cost_of(network, found.sides)


def test_the_search_gives_the_same_split_again():
    matrix = as_matrix(planted(40, 200, 0.4, seed=1)[0])
    first, again = search_splits(matrix), search_splits(matrix)
    assert first[0] == again[0]
    assert np.array_equal(first[1], again[1])


def test_actors_without_ties_and_no_actors():
    assert least_frustrated({}).sides == {}
    assert least_frustrated({4: {}, 9: {}}).sides == {4: 1, 9: 1}


def test_the_solver_says_nothing_on_standard_output():
    """Records are printed there, one a line."""
    code = (
        "import random; from itertools import combinations\n"
        "from rashomon.maps.frustration import least_frustrated\n"
        "from rashomon.maps.signed import network_of\n"
        "choose = random.Random(1)\n"
        "ties = [(a, b, choose.choice((1, -1))) for a, b in combinations(range(20), 2)]\n"
        "assert least_frustrated(network_of(ties)).cost > 0"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
