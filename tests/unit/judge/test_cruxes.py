from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.judge.cruxes import Crux, best_set, information_gain, joint_gain, rank_cruxes

SHARE = st.floats(0, 1)


@st.composite
def priors(draw, size=3):
    raw = [draw(st.floats(0.01, 1)) for _ in range(size)]
    return tuple(value / sum(raw) for value in raw)


def test_gain_is_the_published_number_of_bits(published):
    for case in published["eig"]:
        assert information_gain(case["p_yes"], case["prior"]) == pytest.approx(case["bits"])


@given(st.lists(SHARE, min_size=3, max_size=3), priors())
def test_gain_is_never_negative_and_at_most_what_is_unknown(p_yes, prior):
    assert (
        0 <= information_gain(p_yes, prior) <= joint_gain([Crux("q", tuple(p_yes))], prior) + 1e-9
    )


@given(st.lists(st.tuples(SHARE, SHARE, SHARE), min_size=1, max_size=4), priors())
def test_more_questions_never_tell_less(rows, prior):
    cruxes = [Crux(f"q{n}", row) for n, row in enumerate(rows)]
    gains = [joint_gain(cruxes[:n], prior) for n in range(len(cruxes) + 1)]
    assert all(a <= b + 1e-9 for a, b in pairwise(gains))


def test_the_set_leaves_out_what_another_question_tells_already():
    prior = (1 / 3, 1 / 3, 1 / 3)
    cruxes = [Crux("twin", (1, 0, 0)), Crux("one", (1, 0, 0)), Crux("other", (0.5, 0.9, 0.1))]
    assert best_set(cruxes, prior, size=2) == ("one", "other")


def test_a_question_that_all_hypotheses_answer_alike_is_worth_nothing():
    ranked = rank_cruxes(
        [Crux("same", (0.8, 0.8)), Crux("parts", (0.9, 0.1))], {"a": 0.5, "b": 0.5}, size=1
    )
    assert [(r.question, r.chosen) for r in ranked] == [("parts", True), ("same", False)]
    assert ranked[1].bits == pytest.approx(0)
    assert ranked[0].stable == 1


def test_a_choice_that_hangs_on_the_numbers_says_so():
    cruxes = [Crux("a", (0.7, 0.3)), Crux("b", (0.69, 0.3))]
    ranked = rank_cruxes(cruxes, {"x": 0.5, "y": 0.5}, size=1)
    assert 0.2 < ranked[0].stable < 0.8


@pytest.mark.parametrize(
    ("p_yes", "prior"), [((0.5,), (0.5, 0.5)), ((1.5, 0), (0.5, 0.5)), ((0, 1), (0.5, 0.6))]
)
def test_what_is_no_probability_is_refused(p_yes, prior):
    with pytest.raises(ValueError, match="probabilities"):
        information_gain(p_yes, prior)
