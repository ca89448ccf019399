import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.core.errors import UnknownFactorError
from rashomon.core.views import CausalMap, Edge, Factor
from rashomon.maps import propagate, what_if


def effects(causal_map, lever, sign=1, **options):
    found = propagate(causal_map, lever=lever, sign=sign, **options)
    return {name: effect.effect for name, effect in found.items()}


def test_signs_multiply_along_a_chain_and_the_witness_names_every_edge(draw):
    found = propagate(draw("strait - trade; trade - prices"), lever="strait", sign=1)
    assert (found["trade"].effect, found["prices"].effect) == ("falls", "rises")
    assert found["prices"].path == ("a:strait - trade", "a:trade - prices")


def test_paths_that_disagree_give_either_with_the_rising_one_first(draw):
    effect = propagate(draw("a - b; a + c; c + b"), lever="a", sign=1)["b"]
    assert effect.effect == "either"
    assert effect.path == ("a:a + c", "a:c + b", "a:a - b")


def test_edges_into_the_lever_are_cut(draw):
    loop = draw("a + b; b - a; b + c")
    assert effects(loop, "a") == {"b": "rises", "c": "rises"}


def test_a_negative_loop_away_from_the_lever_gives_either(draw):
    assert effects(draw("a + b; b + c; c - b"), "a") == {"b": "either", "c": "either"}


@pytest.mark.parametrize("says_none", ["a 0 b", "a + b denied"])
def test_none_reaches_its_target_and_passes_nothing_on(draw, says_none):
    causal_map = draw(f"{says_none}; b + c")
    assert effects(causal_map, "a") == {"b": "none", "c": "silent"}
    assert propagate(causal_map, lever="a", sign=1)["b"].path == (f"a:{says_none}",)


def test_none_gives_way_to_any_pulse(draw):
    assert effects(draw("a 0 b; a + c; c - b"), "a")["b"] == "falls"


def test_none_from_a_factor_that_is_not_reached_says_nothing(draw):
    assert effects(draw("x 0 b; a + c"), "a") == {"x": "silent", "b": "silent", "c": "rises"}


@pytest.mark.parametrize("word", ["denied", "conditional", "counterfactual", "threat", "imputed"])
def test_what_is_not_asserted_carries_a_pulse_only_when_switched_on(draw, word):
    causal_map = draw(f"a - b {word}; b + c")
    assert effects(causal_map, "a")["c"] == "silent"
    assert effects(causal_map, "a", include=frozenset({word}))["c"] == "falls"


def test_quoted_without_distance_carries_a_pulse(draw):
    assert effects(draw("a - b quoted hedged"), "a")["b"] == "falls"


def test_a_threat_in_an_imputed_voice_needs_both_switches(draw):
    causal_map = draw("a + b threat imputed")
    assert effects(causal_map, "a", include=frozenset({"threat"}))["b"] == "silent"
    assert effects(causal_map, "a", include=frozenset({"threat", "imputed"}))["b"] == "rises"


def test_among_equal_paths_the_edge_that_stands_first_decides(draw):
    effect = propagate(draw("a + c; a + b; c + d; b + d"), lever="a", sign=1)["d"]
    assert effect.path == ("a:a + c", "a:c + d")


def test_an_unknown_lever_is_an_error(draw):
    with pytest.raises(UnknownFactorError, match="nothing"):
        propagate(draw("a + b"), lever="nothing", sign=1)


def test_what_if_gives_every_account_an_answer(draw):
    maps = [draw("a + b; a + c", "one"), draw("a - b", "two"), draw("x + b", "three")]
    found = what_if(maps, push="a", direction=1)
    assert [(e.account, e.outcome, e.effect) for e in found] == [
        ("one", "b", "rises"),
        ("two", "b", "falls"),
        ("three", "b", "silent"),
        ("one", "c", "rises"),
        ("two", "c", "silent"),
        ("three", "c", "silent"),
    ]


def test_what_if_refuses_a_factor_that_no_account_has(draw):
    with pytest.raises(UnknownFactorError, match="rashomon map"):
        what_if([draw("a + b")], push="z", direction=1)


# Laws

SIZE = 6
MODES = ["asserted", "asserted", "asserted", "denied", "threat"]
NODES = [f"f{n}" for n in range(SIZE)]


@st.composite
def maps(draw_value, *, acyclic):
    pairs = [(a, b) for a in range(SIZE) for b in range(SIZE) if (a < b if acyclic else a != b)]
    chosen = draw_value(st.lists(st.sampled_from(pairs), max_size=10, unique=True))
    edges = [
        Edge(
            NODES[a],
            NODES[b],
            draw_value(st.sampled_from([-1, 0, 1])),
            draw_value(st.sampled_from(MODES)),
            False,
            draw_value(st.sampled_from(["own", "own", "quoted", "imputed"])),
            (f"e{number}",),
        )
        for number, (a, b) in enumerate(chosen)
    ]
    return CausalMap("x", tuple(Factor(name, name, ()) for name in NODES), tuple(edges))


def all_paths(causal_map, lever):
    """Every path from the lever along edges that carry, as (target, sign, length)."""
    carrying = [
        e for e in causal_map.edges if e.mode == "asserted" and e.sign and e.voice != "imputed"
    ]
    found, open_paths = [], [(lever, 1, 0)]
    while open_paths:
        at, sign, length = open_paths.pop()
        for edge in (e for e in carrying if e.source == at and e.target != lever):
            step = (edge.target, sign * edge.sign, length + 1)
            found.append(step)
            open_paths.append(step)
    return found


def enumerated(causal_map, lever):
    """Effects and the lengths of shortest witnesses by looking at every path."""
    paths = all_paths(causal_map, lever)
    at_all = {lever} | {target for target, _, _ in paths}
    says_none = {
        e.target
        for e in causal_map.edges
        if e.voice != "imputed"
        and e.source in at_all
        and e.target != lever
        and (e.sign == 0 if e.mode == "asserted" else e.mode == "denied" and e.sign)
    }
    result = {}
    for name in (n for n in NODES if n != lever):
        shortest = {
            sign: min((k for t, s, k in paths if (t, s) == (name, sign)), default=0)
            for sign in (1, -1)
        }
        kind = {(True, True): "either", (True, False): "rises", (False, True): "falls"}.get(
            (bool(shortest[1]), bool(shortest[-1])), "none" if name in says_none else "silent"
        )
        result[name] = kind, sum(shortest.values())
    return result


@given(maps(acyclic=True), st.sampled_from(NODES))
def test_propagation_equals_path_enumeration_on_acyclic_maps(causal_map, lever):
    found = propagate(causal_map, lever=lever, sign=1)
    expected = enumerated(causal_map, lever)
    assert {n: e.effect for n, e in found.items()} == {n: kind for n, (kind, _) in expected.items()}
    for name, (kind, length) in expected.items():
        if kind != "none":
            assert len(found[name].path) == length


@given(maps(acyclic=False), st.sampled_from(NODES), st.sampled_from([1, -1]))
def test_every_witness_is_a_chain_from_the_lever_with_the_sign_it_claims(causal_map, lever, sign):
    by_id = {e.annotations[0]: e for e in causal_map.edges}
    for effect in propagate(causal_map, lever=lever, sign=sign).values():
        if effect.effect in {"rises", "falls"}:
            chain = [by_id[i] for i in effect.path]
            assert [e.source for e in chain] == [lever, *[e.target for e in chain[:-1]]]
            assert chain[-1].target == effect.outcome
            product = sign
            for edge in chain:
                product *= edge.sign
            assert product == (1 if effect.effect == "rises" else -1)


@given(maps(acyclic=False), st.sampled_from(NODES), st.permutations(NODES))
def test_relabelling_factors_changes_nothing(causal_map, lever, names):
    new = dict(zip(NODES, names, strict=True))
    renamed = CausalMap(
        "x",
        tuple(Factor(new[f.id], f.label, ()) for f in causal_map.factors),
        tuple(
            Edge(new[e.source], new[e.target], e.sign, e.mode, e.hedged, e.voice, e.annotations)
            for e in causal_map.edges
        ),
    )
    before = propagate(causal_map, lever=lever, sign=1)
    after = propagate(renamed, lever=new[lever], sign=1)
    assert {new[n]: (e.effect, e.path) for n, e in before.items()} == {
        n: (e.effect, e.path) for n, e in after.items()
    }


@given(maps(acyclic=False), st.sampled_from(NODES))
def test_removing_denied_edges_never_changes_what_rises_or_falls(causal_map, lever):
    without = CausalMap(
        "x", causal_map.factors, tuple(e for e in causal_map.edges if e.mode != "denied")
    )
    moving = {"rises", "falls", "either"}
    before, after = (
        {n: e for n, e in propagate(m, lever=lever, sign=1).items() if e.effect in moving}
        for m in (causal_map, without)
    )
    assert before == after


@given(maps(acyclic=False), st.sampled_from(NODES))
def test_pushing_down_mirrors_pushing_up(causal_map, lever):
    mirror = {"rises": "falls", "falls": "rises"}
    up, down = effects(causal_map, lever, 1), effects(causal_map, lever, -1)
    assert {n: mirror.get(kind, kind) for n, kind in up.items()} == down
