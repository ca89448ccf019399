"""Numbers that others published, reproduced."""

import pytest

from rashomon.maps.balance import structural_balance
from rashomon.maps.belief import belief
from rashomon.maps.loops import MAX_FACTORS, analyse_loops
from rashomon.maps.scenario import run_scenario

GIVEN_DIGITS = 5e-8  # the published values are rounded to seven decimals


def as_lists(matrix):
    return [list(row) for row in matrix]


def sign(value):
    return (value > 0) - (value < 0)


def test_kristensen_2019_adjoint_and_total_feedback(published):
    values = published["loop"]["kristensen2019"]
    found = analyse_loops(values["A"])
    assert as_lists(found.adjoint) == values["adj"]
    assert as_lists(found.feedback) == values["T"]


def test_levins_1996_signs(published):
    values = published["loop"]["levins1996"]
    adjoint = analyse_loops(values["A"]).adjoint
    assert [[sign(value) for value in column] for column in zip(*adjoint, strict=True)] == values[
        "sign_adjT"
    ]


def test_predator_and_prey():
    """Two factors by hand: more food for the prey helps only the predator, and surely."""
    found = analyse_loops([[0, -1], [1, -1]])
    assert as_lists(found.adjoint) == [[1, -1], [1, 0]]
    assert as_lists(found.weights) == [[1.0, 1.0], [1.0, None]]


def test_loop_analysis_refuses_what_it_cannot_count():
    size = MAX_FACTORS + 1
    with pytest.raises(ValueError, match=str(MAX_FACTORS)):
        analyse_loops([[0] * size] * size)


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("one", {"p": 1}),
        ("two_same", {"p": 2}),
        ("two_diff", {"p": 1, "q": 1}),
        ("two_plus_one", {"p": 2, "q": 1}),
    ],
)
def test_indra_belief(published, name, sentences):
    values = published["indra"]
    found = belief(sentences, random_error=values["rand"], systematic_error=values["syst"])
    assert found == pytest.approx(values[name], abs=1e-12)


def test_indra_belief_with_sentences_against(published):
    values = published["indra"]["neg_example"]
    found = belief(
        {"p": values["pos"]},
        against={"p": values["neg"]},
        random_error=values["rand"],
        systematic_error=values["syst"],
    )
    assert found == pytest.approx(values["belief"], abs=1e-12)


def test_nobody_said_it():
    assert belief({}) == 0


@pytest.mark.parametrize("rule", ["kosko", "modified_kosko", "rescaled"])
def test_fuzzy_cognitive_map_settles_at_the_published_state(published, rule):
    values = published["fcm"]
    run = run_scenario(values["W"], values["x0"], rule=rule, tolerance=values["eps"])
    name = {"modified_kosko": "mkosko"}.get(rule, rule)
    assert run.settled
    assert run.states[-1] == pytest.approx(values[name], abs=GIVEN_DIGITS)


def test_a_run_that_is_cut_short_says_so():
    assert not run_scenario([[0, 1], [-1, 0]], [1, 0], max_steps=1).settled


def test_the_balance_of_the_gahuku_gama_tribes(published):
    values = published["balance_tribes"]
    found = structural_balance([tuple(edge) for edge in values["edges"]])
    assert found.frustration == found.bound == values["frustration"]
    assert found.triangles == pytest.approx(values["triangles"], abs=GIVEN_DIGITS)
    assert found.walks == pytest.approx(values["walk"], abs=GIVEN_DIGITS)
    assert found.normalised == pytest.approx(values["norm"], abs=GIVEN_DIGITS)


def test_two_camps_are_found_and_are_perfectly_balanced():
    ties = [("a", "b", 1), ("c", "d", 1), ("a", "c", -1), ("b", "d", -1), ("a", "d", -1)]
    found = structural_balance(ties)
    assert {name for name, side in found.sides.items() if side == found.sides["a"]} == {"a", "b"}
    assert (found.frustration, found.bound, found.triangles, found.normalised) == (0, 0, 1.0, 1.0)
    assert found.walks == pytest.approx(1)


def test_no_ties_contradict_nothing():
    found = structural_balance([])
    assert (found.normalised, found.triangles, found.walks) == (1, None, 1)
