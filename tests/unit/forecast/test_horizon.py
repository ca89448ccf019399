from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.forecast.horizon import close_date

WRITTEN = date(2031, 5, 14)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "closes"),
    [
        ("the end of May", "2031-05-31"),
        ("by March", "2032-03-31"),
        ("March 2033", "2033-03-31"),
        ("3 June", "2031-06-03"),
        ("before June 3rd, 2034", "2034-06-03"),
        ("2 May", "2032-05-02"),
        ("Friday", "2031-05-16"),
        ("Wednesday", "2031-05-21"),
        ("within two weeks", "2031-05-28"),
        ("in 10 days", "2031-05-24"),
        ("this week", "2031-05-18"),
        ("next week", "2031-05-25"),
        ("the end of the month", "2031-05-31"),
        ("next month", "2031-06-30"),
        ("this quarter", "2031-06-30"),
        ("next year", "2032-12-31"),
        ("by 2040", "2040-12-31"),
        ("the summer", "2031-08-31"),
        ("winter", "2032-02-29"),
        ("tonight", "2031-05-14"),
        ("tomorrow", "2031-05-15"),
        ("a decade", "2041-05-13"),
        ("the end of the decade", "2039-12-31"),
    ],
)
def test_a_horizon_ends_on_its_last_day(words, closes):
    found = close_date(words, written=WRITTEN)
    assert found is not None
    assert found.isoformat() == closes


@pytest.mark.parametrize(
    "words", ["soon", "in the long run", "", "31 February", "1999", "the harvest"]
)
def test_what_cannot_be_counted_or_is_past_has_no_day(words):
    assert close_date(words, written=WRITTEN) is None


@given(st.text(max_size=60), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_horizon_is_never_before_its_text(words, written):
    found = close_date(words, written=written)
    assert found is None or found >= written
