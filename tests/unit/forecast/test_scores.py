import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.forecast.scores import (
    aggregate,
    brier_score,
    decompose,
    log_score,
    neyman_factor,
    reliability,
)

METHODS = Path(__file__).parents[3] / ".." / "shared" / "values" / "methods.json"
GIVEN = st.lists(
    st.tuples(st.sampled_from([0, 0.1, 0.25, 0.5, 0.8, 1]), st.integers(0, 1)), min_size=1
)


@pytest.fixture(scope="session")
def published():
    if not METHODS.exists():
        pytest.skip(
            f"no published values at {METHODS.name}: the shared data are not beside the repository"
        )
    return json.loads(METHODS.read_text("utf-8"))


def test_briers_example_has_the_published_values(published):
    values = published["brier1950"]
    score = brier_score(values["f"], values["o"])
    assert score == pytest.approx(values["half"])
    assert 2 * score == pytest.approx(values["P_two_class"])
    parts = decompose(values["f"], values["o"])
    assert parts.reliability == pytest.approx(values["REL"])
    assert parts.resolution == pytest.approx(values["RES"])
    assert parts.uncertainty == pytest.approx(values["UNC"])
    assert parts.skill == pytest.approx(values["BSS"])


def test_aggregates_are_the_published_ones(published):
    values = published["aggregate"]
    p = values["p"]
    assert aggregate(p) == pytest.approx(values["geo_odds"])
    assert aggregate(p, factor=1.5) == pytest.approx(values["x1.5"])
    assert aggregate(p, factor=2.5) == pytest.approx(values["x2.5"])
    assert aggregate(p, factor=neyman_factor(len(p))) == pytest.approx(values["neyman"])


@given(GIVEN)
def test_the_parts_make_up_the_score(pairs):
    forecasts, outcomes = zip(*pairs, strict=True)
    parts = decompose(forecasts, outcomes)
    whole = parts.reliability - parts.resolution + parts.uncertainty
    assert whole == pytest.approx(brier_score(forecasts, outcomes))


@given(GIVEN)
def test_bins_hold_every_forecast_once(pairs):
    forecasts, outcomes = zip(*pairs, strict=True)
    for bins in (0, 1, 5, 10):
        found = reliability(forecasts, outcomes, bins=bins)
        assert sum(b.count for b in found) == len(forecasts)
        assert sum(b.count * b.came_true for b in found) == pytest.approx(sum(outcomes))


def test_a_sure_forecast_that_fails_costs_much_and_not_everything():
    assert log_score([1.0], [0]) == pytest.approx(6.9078, abs=1e-4)
    assert log_score([1.0], [1]) == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_an_aggregate_lies_among_its_forecasts_and_factor_moves_it_outwards(forecasts):
    plain = aggregate(forecasts)
    assert min(*forecasts, 0.999) - 1e-9 <= plain <= max(*forecasts, 0.001) + 1e-9
    assert abs(aggregate(forecasts, factor=2) - 0.5) >= abs(plain - 0.5) - 1e-9


def test_one_forecast_stays_as_it_is():
    assert neyman_factor(1) == 1
    assert aggregate([0.3], factor=neyman_factor(1)) == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("forecasts", "outcomes"), [([], []), ([0.5], []), ([1.2], [1]), ([0.5], [2])]
)
def test_what_cannot_be_scored_is_refused(forecasts, outcomes):
    with pytest.raises(ValueError, match="forecasts"):
        brier_score(forecasts, outcomes)
    with pytest.raises(ValueError, match="forecast"):
        aggregate([])
