"""Where the cache is, and how long a server asks to wait."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.core.web import cache_folder, retry_after

NOON = datetime(2031, 5, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("RASHOMON_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)


def test_the_cache_is_where_the_desktop_says(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.platform", "linux")
    assert cache_folder("answers") == Path.home() / ".cache" / "rashomon" / "answers"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder("answers") == Path.home() / ".cache" / "rashomon" / "answers"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder("answers") == tmp_path / "rashomon" / "answers"


def test_other_systems_have_other_places(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.platform", "darwin")
    assert cache_folder() == Path.home() / "Library" / "Caches" / "rashomon"
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert cache_folder() == tmp_path / "rashomon"


def test_a_folder_that_is_named_counts_before_all(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("RASHOMON_CACHE", str(tmp_path / "mine"))
    assert cache_folder("web") == tmp_path / "mine" / "web"
    monkeypatch.setenv("RASHOMON_CACHE", "off")
    assert cache_folder("web") == tmp_path / "rashomon" / "web"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("-5", 0.0),
        ("1.5", 1.5),
        ("Fri, 02 May 2031 12:01:00 GMT", 60.0),
        ("Fri, 02 May 2031 11:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("nan", None),
        ("inf", None),
    ],
)
def test_how_long_to_wait(value, seconds):
    assert retry_after(value, now=NOON) == seconds
