"""Fetching from a real server on the loopback address; refusing addresses that are not public."""

import gzip
import ipaddress
import itertools
import zlib

import pytest
from read_samples import PARAGRAPHS
from web_server import named

from rashomon.core.errors import PostponedInput, RefusedInput, SkipInput, UnreadableInput
from rashomon.read import expand, load_page, split_page
from rashomon.read.addresses import host_of, is_global, same_address
from rashomon.read.fetch import MAX_REDIRECTS, USER_AGENT, Fetcher, FetchRules, rules_of_environment
from rashomon.read.hosts import MAX_SILENT, Host
from rashomon.read.webcache import Validators

PAGE = f"<html><body><p>{'</p><p>'.join(PARAGRAPHS)}</p></body></html>".encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}
ALLOWED = frozenset(("127.0.0.1",))


class Clock:
    """Time that passes only when somebody waits, or by `step` at every look."""

    def __init__(self, step=0.0):
        self.now, self.step, self.waits = 1000.0, step, []

    def __call__(self):
        self.now += self.step
        return self.now

    def sleep(self, seconds):
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def site(web):
    web.pages["/page"] = (200, HTML, PAGE)
    return web


@pytest.fixture
def clock():
    return Clock()


def fetcher(clock=None, **rules):
    clock = clock or Clock()
    rules = FetchRules(**{"allow_private": ALLOWED, **rules})
    return Fetcher(rules, clock=clock, sleep=clock.sleep)


def fetch(url, **rules):
    with fetcher(**rules) as run:
        return run.page(url)


def test_a_page_comes_as_it_is(site):
    (source,) = expand([f"{site.url}/page"])
    with fetcher() as run:
        page = load_page(source, run)
    assert page.data == PAGE
    assert (page.ref, page.media_type) == (f"{site.url}/page", "text/html; charset=utf-8")
    assert split_page(page).documents[0].url == f"{site.url}/page"
    assert site.paths() == ["/robots.txt", "/page"]
    assert {headers["user-agent"] for _, headers in site.seen} == {USER_AGENT}
    assert {headers["host"] for _, headers in site.seen} == {site.url.removeprefix("http://")}


def test_the_loopback_address_is_refused_without_leave(site):
    with pytest.raises(RefusedInput, match="not a public address"):
        fetch(f"{site.url}/page", allow_private=frozenset())
    assert site.seen == []


def test_leave_for_one_host_is_none_for_another(site):
    site.pages["/away"] = (302, {"Location": site.url.replace("127.0.0.1", "localhost")}, b"")
    with pytest.raises(RefusedInput, match="'localhost', which is not a public address"):
        fetch(f"{site.url}/away")
    assert site.paths() == ["/robots.txt", "/away"]


def test_the_environment_gives_leave(monkeypatch):
    monkeypatch.delenv("RASHOMON_ALLOW_PRIVATE", raising=False)
    assert rules_of_environment().allow_private == frozenset()
    monkeypatch.setenv("RASHOMON_ALLOW_PRIVATE", "Wiki.example, 10.0.0.7")
    assert rules_of_environment().allow_private == {"wiki.example", "10.0.0.7"}


def test_leave_for_all_hosts(site):
    assert fetch(f"{site.url}/page", allow_private=frozenset("*")).data == PAGE


def test_robots_txt_is_obeyed_and_asked_for_once(site):
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
    with fetcher() as run:
        with pytest.raises(RefusedInput, match=r"robots\.txt"):
            run.page(f"{site.url}/private/page")
        assert run.page(f"{site.url}/page").data == PAGE
    assert site.paths() == ["/robots.txt", "/page"]


def test_a_site_whose_robots_txt_fails_is_left_alone(site):
    site.pages["/robots.txt"] = (500, {}, b"")
    with fetcher() as run:
        for _ in range(2):
            with pytest.raises(PostponedInput, match=r"robots\.txt answers 500"):
                run.page(f"{site.url}/page")
    assert site.paths() == ["/robots.txt"]


def test_robots_txt_may_lie_elsewhere(site):
    site.pages["/robots.txt"] = (301, {"Location": "/rules"}, b"")
    site.pages["/rules"] = (200, {}, b"User-agent: *\nDisallow: /page\n")
    with pytest.raises(RefusedInput, match=r"robots\.txt"):
        fetch(f"{site.url}/page")


def test_a_crawl_delay_is_kept(site, clock):
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 7\n")
    with fetcher(clock) as run:
        for _ in range(3):
            run.page(f"{site.url}/page")
    assert clock.waits == [7, 7]


def test_a_site_that_wants_very_long_pauses_gets_one_request(site, clock):
    site.pages["/robots.txt"] = (200, {}, b"User-agent: Rashomon\nCrawl-delay: 600\n")
    with fetcher(clock) as run:
        run.page(f"{site.url}/page")
        with pytest.raises(PostponedInput, match="600 seconds between two pages"):
            run.page(f"{site.url}/page")
    assert clock.waits == []


def test_a_host_that_names_no_delay_is_paused_for(clock):
    host = Host("a.example", None, pause_s=1, per_host=10, clock=clock, sleep=clock.sleep)
    host.wait_turn("x")
    host.answered()
    clock.now += 0.25  # what was done meanwhile counts
    host.wait_turn("y")
    assert clock.waits == [0.75]


def test_a_host_is_asked_only_so_often_in_a_run(site):
    with fetcher(per_host=2) as run:
        run.page(f"{site.url}/page")
        run.page(f"{site.url}/page")
        with pytest.raises(PostponedInput, match="asked 2 times in this run"):
            run.page(f"{site.url}/page")


def test_a_busy_server_is_waited_for(site, clock):
    answers = iter([(429, {"Retry-After": "5"}, b""), (503, {}, b""), (200, HTML, PAGE)])
    site.pages["/busy"] = lambda _: next(answers)
    with fetcher(clock, backoff_s=2) as run:
        assert run.page(f"{site.url}/busy").data == PAGE
    assert clock.waits == [5, 4]


def test_patience_has_an_end(site, clock):
    site.pages["/busy"] = (503, {}, b"")
    with fetcher(clock, tries=3, backoff_s=2) as run:
        with pytest.raises(PostponedInput, match=r"503 \(3 tries\)"):
            run.page(f"{site.url}/busy")
        with pytest.raises(PostponedInput, match="503"):
            run.page(f"{site.url}/page")
    assert clock.waits == [2, 4]
    assert site.paths() == ["/robots.txt", "/busy", "/busy", "/busy"]


def test_a_server_that_asks_for_too_much_patience_is_left(site, clock):
    site.pages["/busy"] = (429, {"Retry-After": "3600"}, b"")
    with fetcher(clock) as run:
        with pytest.raises(PostponedInput, match="3600 seconds"):
            run.page(f"{site.url}/busy")
        with pytest.raises(PostponedInput, match="3600 seconds"):
            run.page(f"{site.url}/page")
    assert clock.waits == []
    assert site.paths() == ["/robots.txt", "/busy"]


def test_redirects_are_followed_and_keep_the_first_address(site):
    site.pages["/old"] = (301, {"Location": "/page"}, b"")
    page = fetch(f"{site.url}/old")
    assert (page.ref, page.data) == (f"{site.url}/old", PAGE)


def test_too_many_redirects(site):
    site.pages["/loop"] = (302, {"Location": "/loop"}, b"")
    with pytest.raises(UnreadableInput, match="redirected"):
        fetch(f"{site.url}/loop")
    assert site.paths().count("/loop") == MAX_REDIRECTS + 1


@pytest.mark.parametrize("target", ["file:///etc/hosts", "ftp://example.org/x", "gopher://x"])
def test_a_redirect_to_another_scheme_is_refused(site, target):
    site.pages["/away"] = (302, {"Location": target}, b"")
    with pytest.raises(RefusedInput, match="only http and https"):
        fetch(f"{site.url}/away")


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest", "http://10.0.0.7/", "http://[::1]/", "http://2130706433/"],
)
def test_a_redirect_into_a_private_network_is_refused(site, target):
    site.pages["/away"] = (302, {"Location": target}, b"")
    with pytest.raises(RefusedInput, match="not a public address"):
        fetch(f"{site.url}/away")


def test_a_redirect_to_a_question_about_cookies_is_told(site):
    site.pages["/away"] = (302, {"Location": "https://consent.outlet.example/ask?then=x"}, b"")
    with pytest.raises(RefusedInput, match="a consent page stands in front"):
        fetch(f"{site.url}/away")


@pytest.mark.parametrize(
    ("status", "told"), [(404, "check the address"), (401, "an account"), (403, "an account")]
)
def test_the_answer_of_a_server_that_gives_no_page(site, status, told):
    site.pages["/gone"] = (status, {}, b"no")
    with pytest.raises(UnreadableInput, match=f"{status}.*{told}") as caught:
        fetch(f"{site.url}/gone")
    assert caught.value.ref == f"{site.url}/gone"


def deflated(data):
    raw = zlib.compressobj(wbits=-15)
    return raw.compress(data) + raw.flush()


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", deflated),
        ("identity", bytes),
        ("gzip", lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:])),
        ("gzip", lambda data: gzip.compress(data) + b"\0" * 20),
    ],
)
def test_compressed_pages_are_unpacked(site, encoding, pack):
    site.pages["/packed"] = (200, {**HTML, "Content-Encoding": encoding}, pack(PAGE))
    assert fetch(f"{site.url}/packed").data == PAGE


def test_a_file_that_is_gzip_itself_is_unpacked(site):
    site.pages["/page.gz"] = (200, {"Content-Type": "application/gzip"}, gzip.compress(PAGE))
    assert fetch(f"{site.url}/page.gz").data == PAGE


@pytest.mark.parametrize(
    ("encoding", "body", "told"),
    [("br", b"x" * 99, "not asked for"), ("gzip", b"no gzip at all", "packed wrongly")],
)
def test_packing_that_cannot_be_undone(site, encoding, body, told):
    site.pages["/packed"] = (200, {"Content-Encoding": encoding}, body)
    with pytest.raises(UnreadableInput, match=told):
        fetch(f"{site.url}/packed")


@pytest.mark.parametrize("headers", [{"Content-Encoding": "gzip"}, {}])
def test_a_page_that_unpacks_to_too_much_is_refused(site, headers):
    bomb = gzip.compress(b"a" * 50_000_000)
    assert len(bomb) < 100_000
    site.pages["/bomb"] = (200, headers, bomb)
    with pytest.raises(RefusedInput, match="limit"):
        fetch(f"{site.url}/bomb", max_bytes=100_000)


def test_a_page_that_never_ends_is_refused(site):
    site.pages["/endless"] = lambda _: (200, HTML, itertools.repeat(b"<p>more</p>" * 1000))
    with pytest.raises(RefusedInput, match="limit"):
        fetch(f"{site.url}/endless", max_bytes=100_000)


def test_a_robots_txt_that_never_ends_is_cut(site):
    site.pages["/robots.txt"] = lambda _: (200, {}, itertools.repeat(b"Disallow: /none\n" * 1000))
    assert fetch(f"{site.url}/page").data == PAGE


def test_a_server_that_drips_is_left(site):
    site.pages["/slow"] = lambda _: (200, HTML, itertools.repeat(b"."))
    with pytest.raises(UnreadableInput, match="more than 60 seconds"):
        fetch(f"{site.url}/slow", clock=Clock(step=0.5))


@pytest.mark.parametrize(
    ("total_s", "told"), [(1, "more than 1 seconds"), (1e9, "cannot be reached")]
)
def test_headers_that_never_end(site, total_s, told):
    lines = itertools.chain([b"HTTP/1.1 200 OK\r\n"], itertools.repeat(b"X-More: yes\r\n"))
    site.pages["/slow"] = lambda _: (0, {}, lines)
    with pytest.raises(UnreadableInput, match=told):
        fetch(f"{site.url}/slow", clock=Clock(step=0.5), total_s=total_s)


def test_an_answer_that_is_cut_off(site):
    site.pages["/cut"] = (0, {}, [b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", PAGE[:100]])
    with pytest.raises(UnreadableInput, match="cannot be reached"):
        fetch(f"{site.url}/cut")


def test_a_binary_file_is_named(site):
    site.pages["/file"] = (200, HTML, b"\x89PNG\r\n\x1a\n")
    with pytest.raises(UnreadableInput, match="PNG"):
        fetch(f"{site.url}/file")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://10.0.0.7/",
        "http://169.254.169.254/latest",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://user:pass@127.0.0.1/",
    ],
)
def test_addresses_that_are_not_public(url):
    with pytest.raises(RefusedInput, match="not a public address"):
        fetch(url, allow_private=frozenset())


@pytest.mark.parametrize(
    "url", ["http://", "http://[::1", "http://exa mple.invalid/", "http://no-such-host.invalid/"]
)
def test_addresses_that_lead_nowhere(url):
    with pytest.raises(SkipInput) as caught:
        fetch(url)
    assert caught.value.ref == url


def test_nobody_listens(site):
    site.shutdown()
    site.server_close()
    with fetcher() as run:
        for number in range(MAX_SILENT):
            with pytest.raises(UnreadableInput, match="cannot be reached"):
                run.page(f"{site.url}/{number}")
        with pytest.raises(PostponedInput, match="did not answer 3 times"):
            run.page(f"{site.url}/page")


def test_a_feed_is_asked_whether_it_has_changed(site):
    site.pages["/feed"] = named(PAGE, '"1"')
    with fetcher() as run:
        first = run.feed(f"{site.url}/feed", Validators())
        assert first.page.data == PAGE
        assert run.feed(f"{site.url}/feed", first.validators).page is None
        site.pages["/feed"] = named(PAGE + b" ", '"2"')
        assert run.feed(f"{site.url}/feed", first.validators).validators == Validators('"2"', "")


def test_sitemaps_that_robots_txt_names(site):
    site.pages["/robots.txt"] = (200, {}, b"Sitemap: https://a.example/map.xml\n")
    with fetcher() as run:
        assert run.sitemaps(f"{site.url}/") == ("https://a.example/map.xml",)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),
        ("64:ff9b::a00:1", False),
        ("64:ff9b:1::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:a00:1::", False),
        ("2001:0:5db8:d822:0:0:f5ff:fffe", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("224.0.0.1", False),
        ("ff0e::1", False),
        ("100.64.0.1", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert is_global(ipaddress.ip_address(address)) is public


@pytest.mark.parametrize(
    "other",
    [
        "http://www.a.example/x/?b=2&a=1",
        "https://A.example:443/x?a=1&b=2#part",
        "https://a.example/x?a=1&utm_source=feed&b=2&fbclid=9",
    ],
)
def test_addresses_that_lead_to_the_same_page(other):
    assert same_address(other) == same_address("https://a.example/x?a=1&b=2")


@pytest.mark.parametrize(
    "other", ["https://a.example/X", "https://b.a.example/x", "https://a.example/x?a=2"]
)
def test_addresses_that_do_not(other):
    assert same_address(other) != same_address("https://a.example/x?a=1&b=2")


@pytest.mark.parametrize(
    ("address", "host"),
    [("https://www.a.example/x", "a.example"), ("a.txt", ""), ("http://[::1", "")],
)
def test_hosts(address, host):
    assert host_of(address) == host
