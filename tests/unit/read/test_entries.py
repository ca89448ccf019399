"""Feeds as inputs: each entry is a page, with its own text or that of the page it links to."""

import gzip
from dataclasses import replace

import pytest
from containers import html, make_epub, make_message, make_record, make_warc, put
from feed_samples import LONG, SAMPLES, TEXT

from rashomon.core.errors import EmptyInput, PostponedInput, SkipInput, UnreadableInput
from rashomon.read import entries as entries_module
from rashomon.read import split_page
from rashomon.read.assemble import PageReading
from rashomon.read.entries import (
    Loaded,
    believed_date,
    entry_page,
    is_whole,
    load_pages,
    newest_first,
    told_by_feed,
)
from rashomon.read.feeds import Entry
from rashomon.read.fetch import Fetcher
from rashomon.read.inputs import expand

NOW = "2031-05-03T12:00:00+00:00"
WHOLE = Entry(
    id="7",
    url="https://harbour.example/ferries",
    title="Ferries <wait> & see",
    author="Ada Brook, Carl Dane",
    outlet="Harbour Daily",
    published="2031-05-02T12:01:00+02:00",
    content=LONG,
    whole=True,
)
PAGE = f"<html><head><title>Ferries</title></head><body><article>{LONG}</article></body></html>".encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}
XML = {"Content-Type": "application/xml"}


def load(*inputs):
    with Fetcher() as fetcher:
        return [loaded for s in expand(inputs) for loaded in load_pages(s, fetcher)]


def feed_of(*links, **more):
    items = "".join(f"<item><title>T</title><link>{link}</link></item>" for link in links)
    return f"<rss><channel><title>Post</title>{items}</channel></rss>".encode()


def opml_of(*feeds):
    outlines = "".join(f'<outline xmlUrl="{feed}"/>' for feed in feeds)
    return f"<opml><body>{outlines}</body></opml>".encode()


def test_an_entry_with_its_whole_text_is_a_page_of_its_own():
    page = entry_page(WHOLE, None, fetched_at=NOW)
    assert (page.ref, page.fetched_at) == (WHOLE.url, NOW)
    (doc,) = split_page(page).documents
    assert doc.title == "Ferries <wait> & see"
    assert (doc.author, doc.outlet) == ("Ada Brook, Carl Dane", "Harbour Daily")
    assert (doc.published, doc.precision) == ("2031-05-02T12:01:00+02:00", "second")
    assert doc.url == WHOLE.url
    assert doc.text.count("Fishermen said") == 7


def test_the_same_entry_is_the_same_page_and_a_changed_one_is_not():
    page = entry_page(WHOLE, None, fetched_at=NOW)
    assert entry_page(WHOLE, None, fetched_at="2031-06-01T00:00:00+00:00").id == page.id
    assert entry_page(replace(WHOLE, title="Ferries sail"), None, fetched_at=NOW).id != page.id


def test_markup_in_a_title_stays_text():
    title = "</script><script>alert(1)</script>"
    page = entry_page(replace(WHOLE, title=title), None, fetched_at=NOW)
    assert split_page(page).documents[0].title == title
    assert page.data.count(b"<script") == 1


def test_a_plain_text_without_markup():
    page = entry_page(replace(WHOLE, content=TEXT * 7), None, fetched_at=NOW)
    assert split_page(page).documents[0].text == (TEXT * 7).strip()


@pytest.mark.parametrize(
    ("content", "whole", "expected"),
    [
        (LONG, True, True),
        (LONG + LONG, False, True),
        (f"<p>{TEXT}</p>", True, False),
        (f"<p>{TEXT * 5}</p>", False, False),
        (LONG[:-4] + " [&#8230;]</p>", True, False),
        (LONG + "<p><a href='x'>Continue reading Ferries wait</a></p>", True, False),
        (LONG + "<p>Read more »</p>", True, False),
        ("", True, False),
    ],
)
def test_which_texts_are_whole(content, whole, expected):
    assert is_whole(replace(WHOLE, content=content, whole=whole)) is expected


def test_without_a_link_whatever_is_there_is_the_text():
    assert is_whole(Entry(id="1", content="<p>Short.</p>"))
    assert not is_whole(Entry(id="1", content="<p></p>"))
    with pytest.raises(EmptyInput, match="neither a text nor a link"):
        entry_page(Entry(id="1"), None, fetched_at=NOW)


@pytest.mark.parametrize(
    ("published", "updated", "believed"),
    [
        ("2031-05-02", "2031-05-03", "2031-05-02"),
        ("", "2031-05-03", "2031-05-03"),
        ("2031-05-04T11:00:00Z", "", "2031-05-04T11:00:00Z"),
        ("2031-05-05", "", ""),
        ("2099-01-01T00:00:00Z", "2031-05-01", "2031-05-01"),
        ("", "", ""),
    ],
)
def test_dates_in_the_future_are_not_believed(published, updated, believed):
    assert believed_date(Entry(published=published, updated=updated), NOW) == believed


def test_newest_first():
    dates = ["2031-05-01", "", "2031-05-03", "2031-05-02T10:00:00Z", ""]
    found = newest_first([Entry(id=str(n), updated=date) for n, date in enumerate(dates)])
    assert [entry.id for entry in found] == ["2", "3", "0", "1", "4"]


def test_a_feed_fills_what_its_page_does_not_say(web):
    web.pages["/bare"] = (200, HTML, PAGE)
    entry = replace(WHOLE, url=f"{web.url}/bare", content="Short.", title="Told by the feed")
    with Fetcher() as fetcher:
        page = entry_page(entry, fetcher, fetched_at=NOW)
    main = told_by_feed(split_page(page), entry, fetched_at=NOW).documents[0]
    assert (main.title, main.author) == ("Ferries", "Ada Brook, Carl Dane")
    assert (main.published, main.precision) == ("2031-05-02T12:01:00+02:00", "second")
    empty = PageReading((), ())
    assert told_by_feed(empty, None, fetched_at=NOW) is empty


def test_a_feed_at_an_address(web):
    linked = feed_of(f"{web.url}/1", f"{web.url}/2", f"{web.url}/1")
    web.pages.update({"/feed": (200, XML, linked), "/1": (200, HTML, PAGE), "/2": (404, {}, b"")})
    first, second = load(f"{web.url}/feed")
    assert isinstance(first, Loaded)
    assert (first.page.ref, first.page.data) == (f"{web.url}/1", PAGE)
    assert isinstance(second, UnreadableInput)
    assert web.paths() == ["/robots.txt", "/feed", "/1", "/2"]


def test_a_feed_in_a_file(tmp_path, web):
    (tmp_path / "harbour.rss").write_text(SAMPLES["rss"].replace("{whole}", LONG))
    first, second = load(str(tmp_path))
    assert first.page.ref == "https://harbour.example/ferries?utm_source=rss"
    assert first.entry.title == "Ferries & fishermen wait"
    assert isinstance(second, SkipInput)  # its page would have to be fetched from no real host


def test_lists_that_name_each_other_end(web):
    web.pages.update(
        {
            "/a.opml": (200, XML, opml_of(f"{web.url}/b.opml", f"{web.url}/feed")),
            "/b.opml": (
                200,
                XML,
                opml_of(f"{web.url}/a.opml", f"{web.url}/b.opml", f"{web.url}/feed"),
            ),
            "/feed": (200, XML, feed_of(f"{web.url}/1")),
            "/1": (200, HTML, PAGE),
        }
    )
    (found,) = load(f"{web.url}/a.opml")
    assert found.page.ref == f"{web.url}/1"


def test_a_broken_feed_in_a_list_does_not_stop_the_others(web):
    feeds = [f"{web.url}/{name}" for name in ("gone", "page", "empty", "feed")]
    web.pages.update(
        {
            "/list.opml": (200, XML, opml_of(*feeds)),
            "/page": (200, HTML, PAGE),
            "/empty": (200, XML, b"<rss><channel/></rss>"),
            "/feed": (200, XML, feed_of(f"{web.url}/1")),
            "/1": (200, HTML, PAGE),
        }
    )
    *failures, found = load(f"{web.url}/list.opml")
    assert [failure.ref for failure in failures] == feeds[:3]
    assert found.page.ref == f"{web.url}/1"


def test_only_so_many_entries_are_read_and_the_rest_is_told(web, monkeypatch):
    monkeypatch.setattr(entries_module, "MAX_READ_ENTRIES", 2)
    web.pages["/feed"] = (200, XML, feed_of(*(f"{web.url}/{n}" for n in range(5))))
    for number in range(5):
        web.pages[f"/{number}"] = (200, HTML, PAGE)
    *found, rest = load(f"{web.url}/feed")
    assert [loaded.page.ref[-1] for loaded in found] == ["0", "1"]
    assert isinstance(rest, PostponedInput)
    assert "3 entries" in rest.reason


def test_taken_as_it_is_a_feed_is_a_page(tmp_path):
    path = tmp_path / "notes.rss"
    path.write_text(SAMPLES["rss 0.91"])
    with Fetcher() as fetcher:
        (loaded,) = load_pages(next(expand([str(path)])), fetcher, unfold=False)
    assert loaded.page.ref == str(path)


def titles(found):
    return [loaded.cut().documents[0].title for loaded in found]


@pytest.mark.parametrize("sample", ["rss", "json"])
def test_a_packed_feed_in_a_file(tmp_path, sample):
    text = SAMPLES[sample].replace("{whole}", LONG)
    path = put(tmp_path, "harbour.xml.gz", gzip.compress(text.encode()))
    plain = load(str(put(tmp_path, "harbour", text)))
    packed = load(str(path))
    assert [getattr(one, "ref", "") for one in packed] == [one.ref for one in plain]
    assert len(packed) > 1


def test_a_container_at_an_address(web):
    book = make_epub({"a.xhtml": html("Storms"), "b.xhtml": html("Calm")})
    rows = b'{"text": "Ferries wait.", "title": "Row"}\n{"text": 7}\n'
    web.pages.update({"/book": (200, {}, book), "/rows.jsonl.gz": (200, {}, gzip.compress(rows))})
    chapters = load(f"{web.url}/book")
    assert [one.ref for one in chapters] == [f"{web.url}/book#OEBPS/{n}.xhtml" for n in "ab"]
    assert {one.cut().documents[0].outlet for one in chapters} == {"Harbour Press"}
    row, broken = load(f"{web.url}/rows.jsonl.gz")
    assert (titles([row]), row.ref) == (["Row"], f"{web.url}/rows.jsonl.gz#1")
    assert isinstance(broken, UnreadableInput)


def test_an_archived_page_at_an_address_keeps_its_own_address(web):
    archive = make_warc([make_record("https://lantern.example/a", html("Storms"))])
    web.pages["/a.warc.gz"] = (200, {}, archive)
    (found,) = load(f"{web.url}/a.warc.gz")
    assert found.cut().documents[0].url == "https://lantern.example/a"


def test_an_entry_may_lead_to_a_container(web):
    book = make_epub({"a.xhtml": html("Storms"), "b.xhtml": html("Calm")})
    web.pages["/feed"] = (200, XML, feed_of(f"{web.url}/book.epub"))
    web.pages["/book.epub"] = (200, {}, book)
    assert titles(load(f"{web.url}/feed")) == ["Storms", "Calm"]


def test_what_a_list_says_counts_before_the_page_and_a_fetched_list_leads_to_pages_alone(web):
    book = make_epub({"a.xhtml": html("Storms")})
    entries = "".join(
        f"TY  - NEWS\nTI  - Told by the list\nUR  - {web.url}/{name}\nER  -\n"
        for name in ("1", "b")
    )
    web.pages.update({"/list": (200, {}, entries.encode()), "/1": (200, HTML, PAGE)})
    web.pages["/b"] = (200, {}, book)
    page, container = load(f"{web.url}/list")
    assert titles([page]) == ["Told by the list"]
    assert isinstance(container, UnreadableInput)
    assert "give its own address" in container.reason


def test_what_a_message_lists_is_not_fetched(web, tmp_path):
    message = make_message(plain=f"{web.url}/1\n{web.url}/2\n")
    path = put(tmp_path, "news.eml", bytes(message))
    message.add_attachment(
        feed_of(f"{web.url}/1"), maintype="application", subtype="rss+xml", filename="feed.rss"
    )
    load(str(path), str(put(tmp_path, "more.eml.gz", gzip.compress(bytes(message)))))
    assert web.paths() == []
