"""Dates as pages write them."""

from datetime import UTC, datetime

import pytest

from rashomon.read.dates import find_date, is_date_line, parse_foreign, parse_stamp

NOW = datetime(2031, 3, 10, 14, 30, tzinfo=UTC)  # a Monday


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("24 June 2030", "2030-06-24", "day"),
        ("June 24, 2030", "2030-06-24", "day"),
        ("Mon 24th June 2030 14:05 GMT", "2030-06-24T14:05Z", "minute"),
        ("June 24, 2030 at 2:05 p.m. EDT", "2030-06-24T14:05-04:00", "minute"),
        ("2030-06-24T14:05:33+02:00", "2030-06-24T14:05:33+02:00", "second"),
        ("2030-06-24", "2030-06-24", "day"),
        ("2030-06", "2030-06", "month"),
        ("June 2030", "2030-06", "month"),
        ("24.06.2030", "2030-06-24", "day"),
        ("24/06/2030", "2030-06-24", "day"),
        ("06/24/2030", "2030-06-24", "day"),
        ("2030/06/24", "2030-06-24", "day"),
        ("Jun 24", "2030-06-24", "day"),
        ("10 March", "2031-03-10", "day"),
        ("11 March", "2030-03-11", "day"),
        ("29 February", "2028-02-29", "day"),
        ("27 minutes ago", "2031-03-10T14:03Z", "minute"),
        ("an hour ago", "2031-03-10T13Z", "hour"),
        ("3 hrs ago", "2031-03-10T11Z", "hour"),
        ("2 days ago", "2031-03-08", "day"),
        ("3 weeks ago", "2031-02", "month"),
        ("5 months ago", "2030-10", "month"),
        ("a year ago", "2030", "year"),
        ("just now", "2031-03-10T14:30Z", "minute"),
        ("yesterday", "2031-03-09", "day"),
        ("Yesterday at 18:20", "2031-03-09T18:20", "minute"),
        ("Friday", "2031-03-07", "day"),
        ("on Monday", "2031-03-10", "day"),
    ],
)
def test_a_date_is_resolved_to_its_precision(text, value, precision):
    found = find_date(text, now=NOW)
    assert found is not None
    assert (found.value, found.precision) == (value, precision)


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2030",  # two readings
        "31 June",
        "the march on the capital",
        "may be resolved",
        "Second round of talks",
        "The ministers will sit in the fall",
        "1984",
        "",
        "1 Oct " + "word " * 60,
    ],
)
def test_what_is_no_clear_date_stays_unread(text):
    assert find_date(text, now=NOW) is None


@pytest.mark.parametrize("value", ["2031-03-10T14:03Z", "2031-03-10T13Z", "2031-03-10T14:05-04:00"])
def test_times_are_iso_8601(value):
    assert datetime.fromisoformat(value).tzinfo is not None


@pytest.mark.parametrize(
    "line",
    [
        "Published 3 May 2030",
        "Posted on May 3, 2030",
        "3 May 2030 | 5 min read",
        "Published: 3 May 2030, updated 4 May 2030",
        "(3 May 2030)",
        "2 hours ago",
        "Last updated 3 May 2030 at 10:15 GMT",
    ],
)
def test_a_line_of_nothing_but_a_date(line):
    assert is_date_line(line, now=NOW) is not None


@pytest.mark.parametrize(
    "line",
    [
        "The talks of 3 May 2030",
        "Friday prayers",
        "On Monday the bridge reopened",
        "Yesterday's men",
        "May 3 protest",
    ],
)
def test_a_line_with_more_than_a_date_is_none(line):
    assert is_date_line(line, now=NOW) is None


def test_stamps_of_markup():
    assert parse_stamp("2030-05-03T10:00:00.000Z").value == "2030-05-03T10:00:00Z"
    assert parse_stamp("2030").precision == "year"
    assert parse_stamp("May 3, 2030").value == "2030-05-03"
    assert parse_stamp("May 3") is None
    assert parse_stamp("soon") is None


def test_a_day_in_another_language():
    assert parse_foreign("24 juin 2030").value == "2030-06-24"
    assert parse_foreign("24. Juni 2030").value == "2030-06-24"
    assert parse_foreign("Resolution 2030 fails") is None
