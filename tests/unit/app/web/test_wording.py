import pytest

from rashomon.app.web.wording import count, moment, when
from rashomon.core.records import Document


@pytest.mark.parametrize(
    ("published", "precision", "words"),
    [
        ("2026-04-02T08:15", "minute", "2 April 2026, 08:15"),
        ("2026-04-02T08:15:30+02:00", "second", "2 April 2026, 08:15"),
        ("2026-04-02T08", "hour", "2 April 2026, about 08:00"),
        ("2026-04-02", "day", "2 April 2026"),
        ("2026-04", "month", "April 2026"),
        ("2026", "year", "2026"),
        ("", "", ""),
        ("spring", "", "spring"),
    ],
)
def test_a_date_is_told_no_finer_than_it_is_known(published, precision, words):
    doc = Document.make(
        page="p", segment=0, text="x", ref="x", published=published, precision=precision
    )
    assert when(doc) == words


def test_numbers_carry_their_noun():
    assert count(1, "clash", "clashes") == "1 clash"
    assert count(1200, "claim") == "1,200 claims"


def test_a_moment_says_that_it_counts_in_utc():
    assert moment("2031-05-14T09:30:12+00:00") == "2031-05-14 09:30 UTC"
    assert moment("") == ""
