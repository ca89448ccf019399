"""Periods of known precision and the days between them."""

import pytest

from rashomon.gather.times import days_between, period


@pytest.mark.parametrize(
    ("left", "right", "days"),
    [
        ("2031-05-02", "2031-05-02T23:30Z", 0),
        ("2031-05-02", "2031-05-03", 0),
        ("2031-05-02", "2031-05-12", 9),
        ("2031-05", "2031-05-20", 0),
        ("2031", "2032-01-11", 10),
        ("2031-12", "2032-02", 31),
        ("2031-05-02T10:00+02:00", "2031-05-02T08:00:59Z", 0),
        ("2031-05-02T10:00", "2031-05-03T10:01Z", 1),
        ("", "2031", 0),
        ("soon", "2031", 0),
        ("2031-13", "1999", 0),
    ],
)
def test_days_between(left, right, days):
    assert days_between(period(left), period(right)) == pytest.approx(days, abs=1e-9)
    assert days_between(period(right), period(left)) == pytest.approx(days, abs=1e-9)
