"""Large maps as arrays give what the steps one by one give."""

import gc
import importlib

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.core.views import CausalMap, Edge, Factor
from rashomon.maps.network import Push, network_of_map
from rashomon.maps.propagate import LARGE, propagate, what_if

propagation = importlib.import_module("rashomon.maps.propagate")
NAMES = "abcdefgh"
MODES = ("asserted", "asserted", "asserted", "denied", "conditional", "threat", "counterfactual")
SWITCHES = ("denied", "conditional", "counterfactual", "threat", "imputed")

edges_of_maps = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from((1, 1, -1, -1, 0)),
        st.sampled_from(MODES),
        st.sampled_from(("own", "own", "quoted", "imputed")),
    ).filter(lambda e: e[0] != e[1]),
    max_size=30,
)


def made(edges, account="a"):
    named = tuple(
        Edge(source, target, sign, mode, False, voice, (f"e{n}",))
        for n, (source, target, sign, mode, voice) in enumerate(edges)
    )
    return CausalMap(account, tuple(Factor(n, n, ()) for n in NAMES), named)


@settings(deadline=None)
@given(
    edges_of_maps,
    st.sampled_from(NAMES),
    st.sampled_from((1, -1)),
    st.frozensets(st.sampled_from(SWITCHES)),
)
def test_effects_and_their_ways_are_the_same(edges, lever, sign, include):
    causal_map = made(edges)
    step_by_step = propagate(causal_map, lever=lever, sign=sign, include=include)
    at_once = Push(causal_map, lever, sign, include)
    assert dict(at_once) == step_by_step
    assert len(at_once) == len(step_by_step)
    assert dict(at_once.moved()) == {
        o: e.effect for o, e in step_by_step.items() if e.effect != "silent"
    }


def test_the_table_of_a_large_map_is_that_of_a_small_one(monkeypatch):
    maps = [
        made([("a", "b", 1, "asserted", "own"), ("b", "c", -1, "asserted", "own")], "one"),
        made([("a", "b", -1, "asserted", "own"), ("d", "e", 1, "asserted", "own")], "two"),
        made([("d", "e", 1, "asserted", "own")], "three"),
    ]
    before = list(what_if(maps, push="a", direction=1))
    monkeypatch.setattr(propagation, "LARGE", 0)
    table = what_if(maps, push="a", direction=1)
    assert list(table) == before
    assert (table[-1], table[:2]) == (before[-1], before[:2])
    assert before[0].outcome == "b"


def test_arrays_go_with_their_map():
    edges = [(NAMES[n % 7], NAMES[n % 7 + 1], 1, "asserted", "own") for n in range(LARGE)]
    causal_map = made(edges)
    key = id(causal_map)
    assert propagate(causal_map, lever="a", sign=1)["h"].effect == "rises"
    assert network_of_map(causal_map) is network_of_map(causal_map)
    del causal_map
    gc.collect()
    assert key not in importlib.import_module("rashomon.maps.network")._NETWORKS
