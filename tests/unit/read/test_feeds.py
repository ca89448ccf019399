"""Feeds, sitemaps and lists of every kind, whole and broken."""

import feedparser
import pytest
from feed_samples import INDEX, LONG, OPML, RSS, SAMPLES, SITEMAP
from hypothesis import given, settings
from hypothesis import strategies as st
from read_samples import page

from rashomon.core.errors import SkipInput
from rashomon.read.discovery import find_feed
from rashomon.read.feeds import MAX_ENTRIES, Entry, read_feed

REF = "https://somewhere.example/feed"


def feed(content):
    return read_feed(page(content, media_type="application/xml", ref=REF))


def sample(name):
    return feed(SAMPLES[name])


def test_rss():
    found = sample("rss")
    assert (found.kind, found.title, found.feeds) == ("rss", "Harbour Daily", ())
    assert found.entries == (
        Entry(
            id="tag:7",
            url="https://harbour.example/ferries?utm_source=rss",
            title="Ferries & fishermen wait",
            author="Ada Brook",
            outlet="Harbour Daily",
            published="2031-05-02T12:01:00+02:00",
            content=LONG,
            whole=True,
        ),
        Entry(
            id="https://harbour.example/prices",
            url="https://harbour.example/prices",
            title="Prices rise",
            author="Carl Dane",
            outlet="Wire North",
            published="2031-05-01T08:00:00Z",
            content="<p>Grain is dear.</p>",
        ),
    )


def test_rss_1():
    found = sample("rdf")
    assert [entry.url for entry in found.entries] == [
        "https://old.example/1",
        "https://old.example/2",
    ]
    first = found.entries[0]
    assert (first.author, first.published) == ("Eva Holm", "2031-05-02T10:00:00Z")
    assert (found.kind, first.outlet) == ("rss", "Old Lamp")


def test_rss_0_91():
    (entry,) = sample("rss 0.91").entries
    assert (entry.title, entry.url, entry.content) == (
        "Low tide",
        "https://tide.example/low",
        "Mud.",
    )


def test_atom():
    found = sample("atom")
    assert (found.kind, found.title) == ("atom", "Civic & Tribune")
    assert found.entries == (
        Entry(
            id="urn:1",
            url="https://civic.example/blog/first",
            title="A < B",
            author="Ada Brook, Carl Dane",
            outlet="Civic & Tribune",
            published="2031-05-01T09:00:00Z",
            updated="2031-05-02T10:30:00+02:00",
            content="<p>The <em>ferry</em> sank.</p>",
            whole=True,
        ),
        Entry(
            id="urn:2",
            url="https://civic.example/old/second",
            title="Second",
            author="The desk",
            outlet="Meridian Post",
            updated="2031-04-30",
            content="Short.",
        ),
    )


def test_atom_0_3():
    (entry,) = sample("atom 0.3").entries
    assert (entry.url, entry.content) == ("https://small.example/a", "<p>Old text.</p>")
    assert (entry.published, entry.updated) == ("2031-05-02T10:00:00Z", "2031-05-03T10:00:00Z")


def test_json_feed():
    found = sample("json")
    three, four, odd = found.entries
    assert (found.kind, found.title, three.outlet) == ("json", "Json Gazette", "Json Gazette")
    assert (three.id, three.url) == ("3", "https://gazette.example/three")
    assert (three.author, three.published) == ("Ada Brook, Carl Dane", "2031-05-02T12:00:00+02:00")
    assert (four.url, four.author) == ("https://wire.example/4", "Eva Holm")
    assert four.content == "<p>One.</p><p>Two &amp; three.</p>"
    assert (odd.id, odd.url, odd.title) == ("", "", "")


def test_a_sitemap_with_news_and_pictures():
    found = sample("sitemap")
    assert found.kind == "sitemap"
    assert found.entries == (
        Entry(
            id="https://harbour.example/a",
            url="https://harbour.example/a",
            title="Ferries wait",
            outlet="Harbour Daily",
            published="2031-05-01",
            updated="2031-05-02T10:00:00Z",
        ),
        Entry(id="https://harbour.example/b?x=1&y=2", url="https://harbour.example/b?x=1&y=2"),
    )


def test_an_index_names_what_changed_last_first():
    found = sample("index")
    assert (found.kind, found.entries) == ("index", ())
    assert found.feeds == ("https://harbour.example/new.xml.gz", "https://harbour.example/old.xml")


def test_a_list_of_subscriptions():
    found = sample("opml")
    assert (found.kind, found.title, found.entries) == ("opml", "Papers", ())
    assert found.feeds == (
        "https://harbour.example/feed",
        "https://civic.example/atom",
        "https://lists.example/more.opml",
    )


def test_a_list_of_addresses():
    found = sample("addresses")
    assert (found.kind, [e.url[-1] for e in found.entries]) == ("list", ["a", "b"])


@pytest.mark.parametrize(
    "content",
    [
        "<html><head><title>feed</title></head><body><feed>x</feed></body></html>",
        "# rss\n\nThe <rss> element holds a channel.",
        '{"version": 3, "text": "no feed"}',
        '{"version": "https://jsonfeed.org/version/1", "items"',
        "https://harbour.example/a is the address",
        "https:",
        "<svg/>",
        "An article about sitemaps.",
    ],
)
def test_what_is_no_feed(content):
    assert feed(content) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "cp1252"])
def test_encodings_that_are_declared_wrongly(encoding):
    content = SAMPLES["rss 0.91"].replace("Low tide", "Flut in Übersee")
    declared = '<?xml version="1.0" encoding="utf-8"?>' + content
    (entry,) = feed(declared.encode(encoding)).entries
    assert entry.title == "Flut in Übersee"


@pytest.mark.parametrize("name", ["rss", "rdf", "atom", "sitemap", "opml"])
def test_a_feed_that_is_cut_off_gives_what_is_whole(name):
    content = SAMPLES[name]
    found = feed(content[: int(len(content) * 0.8)])
    assert found.entries or found.feeds


def test_characters_that_xml_forbids():
    content = SAMPLES["rss 0.91"].replace("Low tide", "Low\x00 \x08ti\x1bde &hellip; &nosuch; & on")
    (entry,) = feed(content).entries
    assert entry.title.startswith("Low")
    assert "…" in entry.title
    assert entry.url == "https://tide.example/low"


def test_nothing_that_a_feed_names_is_loaded_or_unfolded(tmp_path):
    (tmp_path / "secret").write_text("TOP SECRET")
    lots = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    content = (
        f'<!DOCTYPE rss [<!ENTITY l0 "lol">{lots}<!ENTITY file SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
        "<rss><channel><item><title>a &file; b &l8; c</title><link>https://a.example/</link></item></channel></rss>"
    )
    (entry,) = feed(content).entries
    assert "SECRET" not in entry.title
    assert len(entry.title) < 100


def test_nesting_without_end():
    deep = "<outline>" * 100_000
    found = feed(f'<opml><body><outline xmlUrl="https://a.example/"/>{deep}</body></opml>')
    assert found is None or found.feeds in ((), ("https://a.example/",))


def test_a_feed_lists_only_so_much():
    urls = "".join(f"<url><loc>https://a.example/{n}</loc></url>" for n in range(MAX_ENTRIES + 9))
    assert len(feed(f"<urlset>{urls}</urlset>").entries) == MAX_ENTRIES


@pytest.mark.parametrize(
    "date", ["Fri, 32 Foo 2031", "tomorrow", "0000-00-00", "99999999999999", "Fri,", "2 ", "-"]
)
def test_absurd_dates_are_none(date):
    content = SAMPLES["rss 0.91"].replace(
        "<description>", f"<pubDate>{date}</pubDate><description>"
    )
    assert feed(content).entries[0].published == ""


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_is_survived(data):
    content = data.draw(st.sampled_from([*SAMPLES.values()])).encode()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        size = data.draw(st.sampled_from([0, 1, 7, 300]))
        content = content[:at] + data.draw(st.binary(max_size=12)) + content[at + size :]
    try:
        found = feed(content)
    except SkipInput:
        return
    for entry in found.entries if found else ():
        assert entry.url == "" or entry.url.startswith(("http://", "https://"))


@pytest.mark.parametrize("name", ["rss", "rdf", "rss 0.91", "atom 0.3"])
def test_the_usual_parser_finds_the_same(name):
    peers, ours = feedparser.parse(SAMPLES[name]).entries, sample(name).entries
    assert [e.link for e in peers] == [e.url for e in ours]
    assert [e.get("author", "").partition(" (")[0] for e in peers[:1]] == [ours[0].author]


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (
            '<link rel="alternate" type="application/rss+xml" href="/feed">',
            "https://a.example/feed",
        ),
        (
            '<base href="https://b.example/"><link rel="alternate" type="application/atom+xml" href="f">',
            "https://b.example/f",
        ),
        (
            '<link rel="alternate" type="application/rss+xml" title="Comments" href="/c"><link rel=alternate type=application/feed+json href=j>',
            "https://a.example/j",
        ),
        ('<link rel="alternate" hreflang="fr" href="/fr"><link rel="stylesheet" href="x">', ""),
        ('<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">', ""),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:x">', ""),
    ],
)
def test_the_feed_that_a_page_names(head, address):
    html = f"<html><head>{head}</head><body><p>Welcome.</p></body></html>"
    assert find_feed(page(html, media_type="text/html", ref="https://a.example/")) == address


def test_samples_are_what_they_seem():
    assert RSS.count("{whole}") == 1
    assert {feed(text).kind for text in (SITEMAP, INDEX, OPML)} == {"sitemap", "index", "opml"}
