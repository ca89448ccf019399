"""Plots as numbers."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.app.web.plots import plot_series
from rashomon.core.verdicts import SeriesCheck

START = date(2031, 1, 1)


def check(values, *, at=2, after=3):
    days = [(START + timedelta(days=n)).isoformat() for n in range(len(values))]
    points = tuple(zip(days, map(float, values), strict=True))
    return SeriesCheck(
        "f", "fares", "fares", "", "", days[at], points[at - 1], points[after], 1, None, None, None,
        "rose", "", (), points,
    )  # fmt: skip


def test_what_is_more_stands_higher_and_what_is_later_further_right():
    plot = plot_series(check([1, 2, 3, 4, 5]))
    places = [tuple(map(float, p.split())) for p in re.split("[ML]", plot.line)[1:]]
    assert places == sorted(places)
    assert [y for _, y in places] == sorted((y for _, y in places), reverse=True)
    assert (plot.day, plot.start, plot.width) == (50, 25, 50)
    assert plot.before.label == "2 on 2 January 2031"


@given(st.lists(st.floats(-1e9, 1e9), min_size=5, max_size=40))
def test_everything_lies_in_the_frame_and_ticks_are_round_and_few(values):
    plot = plot_series(check(values))
    numbers = [float(n) for n in re.findall(r"-?[\d.]+(?:e-?\d+)?", plot.line)]
    assert all(0 <= n <= 100 for n in numbers)
    assert 1 <= len(plot.values) <= 8
    assert all(0 <= tick.at <= 100 for tick in plot.values)
    assert len({tick.label for tick in plot.values}) == len(plot.values)


@pytest.mark.parametrize("values", [[7, 7, 7, 7, 7], [0, 0, 0, 0, 0], [-3, -3, -3, -3, -3]])
def test_a_flat_line_lies_in_the_middle(values):
    plot = plot_series(check(values))
    assert (plot.before.y, plot.after.y) == (50, 50)


def test_days_that_lie_near_give_way_to_the_day_that_counts():
    plot = plot_series(check(range(60), at=2, after=9))
    assert [tick.label for tick in plot.days] == ["3 January 2031", "1 March 2031"]
    late = replace(check(range(60)), at=(START + timedelta(days=59)).isoformat())
    assert [tick.label for tick in plot_series(late).days] == ["1 January 2031", "1 March 2031"]
