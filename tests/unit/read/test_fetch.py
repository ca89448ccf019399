"""Fetching from a real server on the loopback address; refusing addresses that are not public."""

import gzip
import ipaddress
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from read_samples import PARAGRAPHS

from rashomon.core.errors import RefusedInput, SkipInput, UnreadableInput
from rashomon.read import expand, fetch, load_page, split_page
from rashomon.read.fetch import MAX_REDIRECTS, USER_AGENT, fetch_page, is_global

PAGE = f"<html><body><p>{'</p><p>'.join(PARAGRAPHS)}</p></body></html>".encode()


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.seen.append((self.path, self.headers["User-Agent"], self.headers["Host"]))
        status, headers, body = self.server.pages.get(self.path, (404, {}, b"not here"))
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.seen, server.pages = (
        [],
        {"/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE)},
    )
    server.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_comes_as_it_is(site):
    (source,) = expand([f"{site.url}/page"])
    page = load_page(source, allow_private=True)
    assert page.data == PAGE
    assert (page.ref, page.media_type) == (f"{site.url}/page", "text/html; charset=utf-8")
    assert split_page(page).documents[0].url == f"{site.url}/page"
    assert [seen[0] for seen in site.seen] == ["/robots.txt", "/page"]
    assert {seen[1] for seen in site.seen} == {USER_AGENT}


def test_the_loopback_address_is_refused_without_leave(site):
    with pytest.raises(RefusedInput, match="not a public address"):
        fetch_page(f"{site.url}/page")
    assert site.seen == []


def test_robots_txt_is_obeyed(site):
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /page\n")
    with pytest.raises(RefusedInput, match=r"robots\.txt"):
        fetch_page(f"{site.url}/page", allow_private=True)
    assert [seen[0] for seen in site.seen] == ["/robots.txt"]


def test_redirects_are_followed_and_keep_the_first_address(site):
    site.pages["/old"] = (301, {"Location": "/page"}, b"")
    page = fetch_page(f"{site.url}/old", allow_private=True)
    assert (page.ref, page.data) == (f"{site.url}/old", PAGE)


def test_too_many_redirects(site):
    site.pages["/loop"] = (302, {"Location": "/loop"}, b"")
    with pytest.raises(UnreadableInput, match="redirected"):
        fetch_page(f"{site.url}/loop", allow_private=True)
    assert sum(path == "/loop" for path, _, _ in site.seen) == MAX_REDIRECTS + 1


@pytest.mark.parametrize("target", ["file:///etc/hosts", "ftp://example.org/x", "gopher://x"])
def test_a_redirect_to_another_scheme_is_refused(site, target):
    site.pages["/away"] = (302, {"Location": target}, b"")
    with pytest.raises(RefusedInput, match="only http and https"):
        fetch_page(f"{site.url}/away", allow_private=True)


def test_the_answer_of_a_server_that_has_no_such_page(site):
    with pytest.raises(UnreadableInput, match="404") as caught:
        fetch_page(f"{site.url}/gone", allow_private=True)
    assert caught.value.ref == f"{site.url}/gone"


def test_compressed_pages_are_unpacked(site):
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    site.pages["/packed"] = (200, headers, gzip.compress(PAGE))
    assert fetch_page(f"{site.url}/packed", allow_private=True).data == PAGE


def test_a_page_that_unpacks_to_too_much_is_refused(site, monkeypatch):
    monkeypatch.setattr(fetch, "MAX_PAGE_BYTES", 100_000)
    headers = {"Content-Encoding": "gzip"}
    site.pages["/bomb"] = (200, headers, gzip.compress(b"a" * 5_000_000))
    with pytest.raises(RefusedInput, match="limit"):
        fetch_page(f"{site.url}/bomb", allow_private=True)


def test_a_binary_file_is_named(site):
    site.pages["/file"] = (200, {"Content-Type": "text/html"}, b"\x89PNG\r\n\x1a\n")
    with pytest.raises(UnreadableInput, match="PNG"):
        fetch_page(f"{site.url}/file", allow_private=True)


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
        fetch_page(url)


@pytest.mark.parametrize(
    "url", ["http://", "http://[::1", "http://exa mple.invalid/", "http://no-such-host.invalid/"]
)
def test_addresses_that_lead_nowhere(url):
    with pytest.raises(SkipInput) as caught:
        fetch_page(url)
    assert caught.value.ref == url


def test_nobody_listens(site):
    url = f"{site.url}/page"
    site.shutdown()
    site.server_close()
    with pytest.raises(UnreadableInput, match="cannot be reached"):
        fetch_page(url, allow_private=True)


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
