"""Loops of a map: found once, with their kind, and never more than there is time for."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.core.views import CausalMap, Edge, Factor
from rashomon.maps.loops import find_loops

NAMES = "abcdef"


def complete(draw, names=NAMES):
    return draw(";".join(f"{a} + {b}" for a in names for b in names if a != b))


def test_loops_are_found_once_with_their_kind(draw):
    found = find_loops(
        draw("a + b; b - a; b + c; c + a; c + d; d + a denied; a + e hedged; e + a imputed")
    )
    assert [(loop.factors, loop.kind) for loop in found.loops] == [
        (("a", "b"), "balancing"),
        (("a", "b", "c"), "reinforcing"),
    ]
    assert found.loops[0].annotations == ("a:a + b", "a:b - a")


def test_two_ways_round_are_two_loops_and_two_voices_one(draw):
    kinds = [loop.kind for loop in find_loops(draw("a + b; a - b; b + a")).loops]
    assert sorted(kinds) == ["balancing", "reinforcing"]
    (loop,) = find_loops(draw("a + b hedged; a + b quoted; b + a")).loops
    assert loop.annotations[0] == "a:a + b quoted"
    assert not loop.hedged


def test_a_loop_with_a_reserve_says_so(draw):
    (loop,) = find_loops(draw("a + b hedged; b + a")).loops
    assert loop.hedged


def test_the_search_keeps_its_limits_and_says_so(draw):
    everything = complete(draw)
    # all cycles of the complete directed graph on six: sum of C(6,k) * (k-1)! for k = 2..6
    found = find_loops(everything)
    assert len(found.loops) == 200
    assert found.complete_to == 4
    found = find_loops(everything, max_loops=1000)
    assert len(found.loops) == 15 + 20 * 2 + 15 * 6 + 6 * 24 + 120
    assert found.complete_to == 8
    assert len(find_loops(everything, max_length=3).loops) == 15 + 20 * 2


def test_a_thicket_of_edges_ends_early(draw):
    """Twenty factors that all move one another have millions of loops of eight."""
    names = [f"f{n}" for n in range(20)]
    edges = [
        Edge(a, b, 1, "asserted", False, "own", (f"{a}{b}",))
        for a in names
        for b in names
        if a != b
    ]
    big = CausalMap("a", tuple(Factor(n, n, ()) for n in names), tuple(edges))
    found = find_loops(big, max_loops=10**9, max_steps=5_000)
    assert found.complete_to in (2, 3)
    assert len(found.loops) < 5_000
    dead_ends = [
        Edge(a, b, 1, "asserted", False, "own", (f"{a}{b}",))
        for n, a in enumerate(names)
        for b in names[n + 1 :]
    ]
    tree = CausalMap("a", big.factors, tuple(dead_ends))
    assert find_loops(tree) == find_loops(tree, max_steps=50_000)
    assert find_loops(tree).complete_to == 8


@settings(deadline=None)
@given(st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=16))
def test_all_loops_are_there(pairs):
    pairs = {(a, b) for a, b in pairs if a != b}
    edges = tuple(Edge(a, b, 1, "asserted", False, "own", (a + b,)) for a, b in sorted(pairs))
    made = CausalMap("a", tuple(Factor(n, n, ()) for n in NAMES), edges)
    wanted = {
        order
        for size in range(2, len(NAMES) + 1)
        for order in permutations(NAMES, size)
        if order[0] == min(order)
        and all((order[n], order[(n + 1) % size]) in pairs for n in range(size))
    }
    found = find_loops(made, max_loops=10**6, max_steps=10**7)
    assert sorted(loop.factors for loop in found.loops) == sorted(wanted)
    assert [len(loop.factors) for loop in found.loops] == sorted(map(len, wanted))


@pytest.mark.parametrize("unusual", ["denied", "conditional", "threat", "imputed"])
def test_only_what_the_account_asserts_closes_a_loop(draw, unusual):
    assert find_loops(draw(f"a + b; b + a {unusual}")).loops == ()
