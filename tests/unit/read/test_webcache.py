"""Pages kept on disk: fresh, asked about again, dropped when there are too many, and never in the way."""

import sqlite3

import pytest
from web_server import named

from rashomon.read.fetch import Fetcher, FetchRules
from rashomon.read.webcache import FRESH_S, MAX_FRESH_S, WebCache, fresh_for, open_cache

RULES = FetchRules(allow_private=frozenset(("127.0.0.1",)))
PAGE = b"<html><body><p>The ferry sank near the cape on Friday.</p></body></html>"
HTML = {"Content-Type": "text/html"}


class Clock:
    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def fetch(tmp_path, clock):
    """Fetch one page in a run of its own, with the cache that all runs share."""

    def fetch_one(url, **about):
        with Fetcher(RULES, cache=WebCache(tmp_path / "web", clock=clock)) as run:
            return run.page(url, **about)

    return fetch_one


def asked(web, path="/page"):
    return web.paths().count(path)


def test_what_was_fetched_is_not_fetched_again(web, fetch, clock):
    web.pages["/page"] = (200, HTML, PAGE)
    first = fetch(f"{web.url}/page")
    clock.now += FRESH_S - 1
    assert fetch(f"{web.url}/page#part").data == first.data
    assert web.paths() == ["/robots.txt", "/page"]


def test_the_time_of_fetching_stays_that_of_the_bytes(web, fetch, clock, tmp_path):
    web.pages["/page"] = named(PAGE, '"1"')
    first = fetch(f"{web.url}/page")
    with sqlite3.connect(tmp_path / "web" / "pages.sqlite") as file:
        file.execute("UPDATE pages SET fetched_at = '2031-05-02T12:00:00+00:00'")
    clock.now += FRESH_S + 1
    again = fetch(f"{web.url}/page")
    assert (again.id, again.fetched_at) == (first.id, "2031-05-02T12:00:00+00:00")
    assert asked(web) == 2


def test_an_old_page_is_asked_about_and_not_sent_again(web, fetch, clock):
    web.pages["/page"] = named(PAGE, '"1"')
    fetch(f"{web.url}/page")
    clock.now += FRESH_S + 1
    assert fetch(f"{web.url}/page").data == PAGE
    assert web.seen[-1][1]["if-none-match"] == '"1"'
    clock.now += FRESH_S - 1  # the answer has made it fresh again
    assert fetch(f"{web.url}/page").data == PAGE
    assert asked(web) == 2


def test_a_changed_page_is_the_new_one(web, fetch, clock):
    web.pages["/page"] = named(PAGE, '"1"')
    fetch(f"{web.url}/page")
    web.pages["/page"] = named(PAGE + b"<p>More.</p>", '"2"')
    assert fetch(f"{web.url}/page", renew=True).data == PAGE + b"<p>More.</p>"
    assert fetch(f"{web.url}/page").data == PAGE + b"<p>More.</p>"
    assert asked(web) == 2


def test_a_page_without_a_name_is_sent_again(web, fetch, clock):
    web.pages["/page"] = (200, HTML, PAGE)
    fetch(f"{web.url}/page")
    clock.now += FRESH_S + 1
    web.pages["/page"] = (200, HTML, PAGE + b"!")
    assert fetch(f"{web.url}/page").data == PAGE + b"!"


def test_conditions_go_to_the_last_address_alone(web, fetch, clock):
    web.pages["/old"] = (302, {"Location": "/page"}, b"")
    web.pages["/page"] = named(PAGE, '"1"')
    fetch(f"{web.url}/old")
    clock.now += FRESH_S + 1
    assert fetch(f"{web.url}/old").data == PAGE
    told = [headers.get("if-none-match") for path, headers in web.seen if path == "/old"]
    assert told == [None, None]
    assert web.seen[-1][1]["if-none-match"] == '"1"'


def test_what_a_server_forbids_to_keep_is_not_kept(web, fetch):
    web.pages["/page"] = (200, {**HTML, "Cache-Control": "private, no-store"}, PAGE)
    for _ in range(2):
        fetch(f"{web.url}/page")
    assert asked(web) == 2


@pytest.mark.parametrize("status", [404, 500])
def test_failures_are_not_kept(web, fetch, status):
    web.pages["/page"] = (status, {}, b"no")
    for _ in range(2):
        with pytest.raises(Exception, match=str(status)):
            fetch(f"{web.url}/page")
    assert asked(web) == 2


def test_a_clock_that_was_set_back_makes_nothing_fresh(web, fetch, clock):
    web.pages["/page"] = (200, HTML, PAGE)
    fetch(f"{web.url}/page")
    clock.now -= 10 * MAX_FRESH_S
    fetch(f"{web.url}/page")
    assert asked(web) == 2


@pytest.mark.parametrize(
    ("control", "seconds"),
    [
        ("", FRESH_S),
        ("max-age=0", FRESH_S),
        ("public, max-age=3600", 3600),
        ('max-age="7200"', 7200),
        ("s-maxage=9000", FRESH_S),
        ("max-age=999999999", MAX_FRESH_S),
        ("max-age=soon", FRESH_S),
    ],
)
def test_how_long_a_page_is_fresh(control, seconds):
    assert fresh_for(control) == seconds


def keep(cache, name, data):
    cache.put(name, final=name, fetched_at="2031-05-02T12:00:00+00:00", headers={}, data=data)


def test_what_was_not_used_for_longest_goes_first(tmp_path, clock):
    cache = WebCache(tmp_path, max_bytes=250, clock=clock)
    noise = [bytes((n * k * 7919 >> 3) % 251 for n in range(60)) for k in (1, 2, 3, 4)]
    for name, data in zip("abc", noise, strict=False):
        clock.now += 1
        keep(cache, name, data)
    clock.now += 1
    assert cache.get("a").data == noise[0]
    clock.now += 1
    keep(cache, "d", noise[3])
    assert [name for name in "abcd" if cache.get(name)] == ["a", "c", "d"]


def test_a_page_that_is_too_large_is_not_kept(tmp_path):
    cache = WebCache(tmp_path, max_bytes=10)
    keep(cache, "a", bytes(range(256)))
    assert cache.get("a") is None


def test_a_broken_file_is_made_anew(tmp_path):
    (tmp_path / "pages.sqlite").write_bytes(b"no database" * 500)
    cache = WebCache(tmp_path)
    keep(cache, "a", PAGE)
    assert cache.get("a").data == PAGE


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path):
    (tmp_path / "file").write_text("in the way")
    cache = WebCache(tmp_path / "file" / "web")
    keep(cache, "a", PAGE)
    assert cache.get("a") is None


def test_a_file_that_another_run_holds_is_no_failure(tmp_path):
    cache = WebCache(tmp_path, busy_s=0)
    keep(cache, "a", PAGE)
    with sqlite3.connect(tmp_path / "pages.sqlite", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert cache.get("a") is None
        keep(cache, "b", PAGE)
        other.execute("ROLLBACK")
    assert cache.get("a").data == PAGE


def test_the_cache_can_be_off(monkeypatch, tmp_path):
    monkeypatch.setenv("RASHOMON_CACHE", "off")
    assert open_cache() is None
    monkeypatch.setenv("RASHOMON_CACHE", str(tmp_path))
    keep(open_cache(), "a", PAGE)
    assert (tmp_path / "web" / "pages.sqlite").exists()
