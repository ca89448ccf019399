import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from rashomon.core.errors import EmptyInput, UnreadableInput
from rashomon.forecast.series import MOST_SHOWN, Series, around, say, window
from rashomon.forecast.series_files import given_series, read_series

BRENT = Path(__file__).parents[3] / ".." / "shared" / "data" / "series" / "brent-daily.csv"


def made(values, *, start=date(2031, 1, 1)):
    days = tuple(start + timedelta(days=n) for n in range(len(values)))
    return Series("ferry fares", "crowns", "harbour office", days, tuple(map(float, values)))


def test_the_oil_price_after_the_strike():
    if not BRENT.exists():
        pytest.skip("no series: the shared data are not beside the repository")
    found = window(read_series(BRENT), at=date(2025, 6, 22), days=2)
    assert found is not None
    assert (found.before, found.after) == ((date(2025, 6, 20), 78.73), (date(2025, 6, 24), 69.13))
    assert found.move == "fell"
    assert found.change == pytest.approx(-0.1219, abs=1e-4)
    assert found.larger is not None
    assert found.larger < 0.05


def test_the_value_before_is_before_the_day_and_the_window_ends_on_its_last_day():
    found = window(made([10, 11, 12, 13, 14]), at=date(2031, 1, 3), days=1)
    assert found is not None
    assert (found.before[1], found.after[1], found.steps) == (11, 13, 2)


def test_a_series_that_has_no_value_near_says_nothing():
    series = made([10, 11])
    assert window(series, at=date(2031, 1, 1), days=5) is None
    assert window(series, at=date(2031, 3, 1), days=5) is None
    assert window(series, at=date(2030, 3, 1), days=5) is None


def test_what_is_usual_is_told_only_from_enough_windows():
    short = window(made(range(1, 10)), at=date(2031, 1, 9), days=0)
    assert short is not None
    assert (short.usual, short.larger) == (None, None)
    calm = window(made([100, 101] * 20 + [100, 150]), at=date(2031, 2, 11), days=1)
    assert calm is not None
    assert calm.usual == pytest.approx(0.01, abs=1e-3)
    assert calm.larger == 0


def test_the_sentence_has_the_numbers_and_no_verdict():
    series = made([10, 10, 8])
    found = window(series, at=date(2031, 1, 3), days=0)
    assert found is not None
    expected = "ferry fares fell 20%, from 10 crowns (2 January 2031) to 8 crowns (3 January 2031)"
    assert say(series, found) == expected


def test_a_data_package_names_its_series(tmp_path):
    (tmp_path / "fares.csv").write_text("when,what\n2031-02,4.5\n2031-01,4\nsoon,5\n", "utf-8")
    about = {
        "title": "Fares",
        "sources": [{"title": "Harbour office"}],
        "resources": [
            {
                "name": "fares",
                "path": "fares.csv",
                "schema": {"fields": [{"name": "what", "unit": "crowns"}]},
            }
        ],
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(about), "utf-8")
    series = read_series(tmp_path / "datapackage.json")
    assert (series.name, series.unit, series.source) == ("fares", "crowns", "Harbour office")
    assert series.days == (date(2031, 1, 1), date(2031, 2, 1))
    assert series.values == (4.0, 4.5)


def test_a_package_leads_nowhere_else(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.csv").write_text("2031-01-01,1\n", "utf-8")
    about = {"resources": [{"path": "../secret.csv"}]}
    (inner / "datapackage.json").write_text(json.dumps(about), "utf-8")
    with pytest.raises(UnreadableInput, match="outside"):
        read_series(inner / "datapackage.json")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", EmptyInput),
        ("a,b\nc,d\n", EmptyInput),
        ("2031-01-01,nan\n2031-01-02,inf\n", EmptyInput),
    ],
)
def test_a_file_without_values_is_said_to_have_none(tmp_path, text, error):
    path = tmp_path / "x.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(error, match="date"):
        read_series(path)


def test_what_is_drawn_holds_both_ends_of_the_window_and_no_more_points_than_can_be_seen():
    series = made(range(5000))
    at, days = date(2035, 1, 1), 900
    found = window(series, at=at, days=days)
    assert found is not None
    shown = around(series, found, at=at, days=days)
    assert {found.before, found.after} <= set(shown)
    assert MOST_SHOWN / 2 < len(shown) <= MOST_SHOWN + 2
    assert list(shown) == sorted(shown)
    assert shown[0][0] < found.before[0] - timedelta(days=days)


def test_a_short_window_is_drawn_with_a_month_on_either_side():
    series = made(range(200))
    at = date(2031, 4, 1)
    found = window(series, at=at, days=1)
    assert found is not None
    shown = around(series, found, at=at, days=1)
    assert (shown[0][0], shown[-1][0]) == (date(2031, 3, 2), date(2031, 5, 2))


def test_the_ends_of_time_are_days_like_others():
    series = made([1, 2], start=date(9999, 12, 30))
    found = window(series, at=date.max, days=3000)
    assert found is not None
    assert len(around(series, found, at=date.max, days=3000)) == 2


def test_a_series_that_was_handed_over_is_read_like_a_file(tmp_path):
    data = "2031-01-01,4\n2031-01-02,5\n".encode("utf-8-sig")
    (tmp_path / "fares.csv").write_bytes(data)
    assert given_series({"fares.csv": data}) == read_series(tmp_path / "fares.csv")


@pytest.mark.parametrize(
    "files",
    [{}, {"a.csv": b"2031-01-01,1", "b.csv": b"2031-01-01,1"}, {"datapackage.json": b"[1]"},
     {"datapackage.json": b'{"resources": [{"path": "x.csv"}]}'}],
)  # fmt: skip
def test_what_was_handed_over_and_is_no_series_is_refused(files):
    with pytest.raises(UnreadableInput):
        given_series(files)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(UnreadableInput):
        read_series(path)
