"""Following feeds into a case: what is new is read once, a broken feed stops no other, a killed round goes on."""

import itertools

import pytest
from web_server import named, packed

from rashomon.core.errors import EmptyInput, PostponedInput, UnreadableInput
from rashomon.gather.clusters import Clusters
from rashomon.gather.stories import SAME_STORY
from rashomon.read.fetch import Fetcher
from rashomon.store import open_store
from rashomon.store.memory import MemoryStore
from rashomon.workspace.comparing import gather_stories
from rashomon.workspace.feedmemory import FeedMemory
from rashomon.workspace.reading import VERSION_OF
from rashomon.workspace.watching import MAX_TRIES, watch_round

XML = {"Content-Type": "application/xml"}
HTML = {"Content-Type": "text/html; charset=utf-8"}
SENTENCES = (
    "The ferries of the {0} strait stayed in port on Friday after the navy closed the passage.",
    "Fishermen of {0} said that the closure would cost them half of the season.",
    "The minister denied that the quarrel over {0} had anything to do with it.",
)


def article(name, *, more=""):
    text = "".join(f"<p>{sentence.format(name)}</p>" for sentence in SENTENCES)
    return f"<html><head><title>News from {name}</title></head><body><article>{text}{more}</article></body></html>".encode()


def item(url, date="Fri, 02 May 2031 12:00:00 GMT", title="News", **more):
    rest = "".join(f"<{key}>{value}</{key}>" for key, value in more.items())
    return f"<item><title>{title}</title><link>{url}</link><pubDate>{date}</pubDate>{rest}</item>"


def rss(*items):
    return f"<rss><channel><title>Post</title>{''.join(items)}</channel></rss>".encode()


@pytest.fixture
def store():
    return MemoryStore()


@pytest.fixture
def watch(store, web, monkeypatch):
    """One round in a run of its own, with no cache but what the case remembers."""

    monkeypatch.setenv("RASHOMON_ALLOW_PRIVATE", "127.0.0.1,localhost")

    def one_round(*paths, into=store, **options):
        feeds = [path if path not in web.pages else web.url + path for path in paths]
        with Fetcher() as fetcher:
            return watch_round(into, feeds, fetcher=fetcher, **options)

    return one_round


@pytest.fixture
def papers(web):
    """A feed of three articles."""
    names = ("Kessa", "Brenna", "Tarn")
    for name in names:
        web.pages[f"/{name}"] = (200, HTML, article(name))
    web.pages["/feed"] = (200, XML, rss(*(item(f"{web.url}/{name}") for name in names)))
    return web


def refs(found):
    return sorted(doc.ref.rpartition("/")[2] for doc in found.documents)


def test_the_first_round_reads_everything(watch, papers, store):
    found = watch("/feed")
    assert refs(found) == ["Brenna", "Kessa", "Tarn"]
    assert (found.feeds, found.unchanged, found.left, found.failures) == (1, 0, 0, ())
    assert len(store.documents()) == 3


def test_the_next_round_reads_what_is_new(watch, papers, store):
    watch("/feed")
    papers.pages["/Orsan"] = (200, HTML, article("Orsan"))
    papers.pages["/feed"] = (200, XML, rss(item(f"{papers.url}/Orsan"), item(f"{papers.url}/Tarn")))
    papers.seen.clear()
    assert refs(watch("/feed")) == ["Orsan"]
    assert papers.paths() == ["/robots.txt", "/feed", "/Orsan"]
    assert len(store.documents()) == 4


def test_a_feed_that_has_not_changed_is_not_sent_again(watch, papers):
    papers.pages["/feed"] = named(papers.pages["/feed"][2], '"1"', **XML)
    watch("/feed")
    found = watch("/feed")
    assert (found.documents, found.feeds, found.unchanged) == ((), 1, 1)
    assert papers.seen[-1][1]["if-none-match"] == '"1"'


def test_a_round_takes_the_newest_and_leaves_the_rest_for_the_next(watch, papers):
    dates = {"Kessa": "01", "Brenna": "03", "Tarn": "02"}
    items = [item(f"{papers.url}/{n}", f"Fri, {d} May 2031 12:00:00 GMT") for n, d in dates.items()]
    papers.pages["/feed"] = named(rss(*items), '"1"', **XML)
    first = watch("/feed", limit=2)
    assert (refs(first), first.left) == (["Brenna", "Tarn"], 1)
    second = watch("/feed", limit=2)
    assert (refs(second), second.left) == (["Kessa"], 0)
    assert watch("/feed", limit=2).unchanged == 1


def test_a_broken_feed_stops_no_other(watch, papers):
    papers.pages["/bad"] = (200, XML, b"\x89PNG\r\n\x1a\n" + bytes(99))
    papers.pages["/page"] = (200, HTML, article("Orsan"))
    found = watch(f"{papers.url}/gone", "/bad", "/page", "/feed", "no-file.xml")
    assert refs(found) == ["Brenna", "Kessa", "Tarn"]
    assert [failure.ref.rpartition("/")[2] for failure in found.failures] == [
        "gone",
        "bad",
        "page",
        "no-file.xml",
    ]
    assert found.feeds == 1


def test_a_broken_entry_stops_no_other_and_is_given_up_in_the_end(watch, papers):
    papers.pages["/Brenna"] = (500, {}, b"")
    first = watch("/feed")
    assert refs(first) == ["Kessa", "Tarn"]
    assert [type(failure) for failure in first.failures] == [UnreadableInput]
    for _ in range(MAX_TRIES - 1):
        assert len(watch("/feed").failures) == 1
    papers.seen.clear()
    assert watch("/feed").failures == ()
    assert "/Brenna" not in papers.paths()


def test_a_broken_entry_that_gets_well_is_read(watch, papers):
    papers.pages["/Brenna"] = (500, {}, b"")
    watch("/feed")
    papers.pages["/Brenna"] = (200, HTML, article("Brenna"))
    assert refs(watch("/feed")) == ["Brenna"]


def test_a_busy_site_is_named_once_and_asked_again_in_the_next_round(watch, papers):
    for name in ("Kessa", "Brenna", "Tarn"):
        papers.pages[f"/{name}"] = (429, {"Retry-After": "9999"}, b"")
    found = watch("/feed")
    assert [type(failure) for failure in found.failures] == [PostponedInput]
    assert found.left == 3
    papers.pages["/Tarn"] = (200, HTML, article("Tarn"))
    papers.pages["/feed"] = (200, XML, rss(item(f"{papers.url}/Tarn")))
    assert refs(watch("/feed")) == ["Tarn"]


class Killed(BaseException):
    """What ends a process that is killed."""


def test_a_killed_round_loses_nothing_and_the_next_goes_on(watch, papers, tmp_path):
    path = tmp_path / "crisis.rashomon"

    def kill(progress):
        if progress.done == 2:
            raise Killed

    with open_store(path, create=True) as store, pytest.raises(Killed):
        watch("/feed", into=store, report=kill)
    papers.seen.clear()
    with open_store(path) as store:
        assert len(store.documents()) == 2
        assert len(watch("/feed", into=store).documents) == 1
        assert len(store.documents()) == 3
    assert len([p for p in papers.paths() if p in {"/Kessa", "/Brenna", "/Tarn"}]) == 1


def test_killed_between_writing_a_document_and_its_mark(watch, papers, store):
    watch("/feed")
    before = store.documents()
    store.forget("feed/")
    papers.seen.clear()
    assert watch("/feed").documents == ()
    assert store.documents() == before
    assert papers.paths() == ["/robots.txt", "/feed"]


def test_documents_that_left_the_case_are_read_again(watch, papers, store):
    watch("/feed")
    gone = store.documents()[0]
    store.remove_document(gone.id)
    found = watch("/feed")
    assert [doc.id for doc in found.documents] == [gone.id]


def test_what_the_case_remembers_survives_a_removal(watch, papers, store):
    watch("/feed")
    store.remove_document(store.documents()[0].id)
    papers.seen.clear()
    watch("/feed")
    assert len(papers.paths()) == 3  # robots.txt, the feed, the page that left


def test_a_changed_page_is_a_new_version_and_the_old_one_stays(watch, papers, store):
    watch("/feed")
    url = f"{papers.url}/Tarn"
    (old,) = (doc for doc in store.documents() if doc.ref == url)
    papers.pages["/Tarn"] = (
        200,
        HTML,
        article("Tarn", more="<p>Later the navy opened the passage at Tarn again.</p>"),
    )
    papers.pages["/feed"] = (200, XML, rss(item(url, "Sat, 03 May 2031 12:00:00 GMT")))
    (new,) = watch("/feed").documents
    assert old in store.documents()
    assert [(link.left, link.right) for link in store.links(VERSION_OF)] == [(new.id, old.id)]
    told = {doc for story in gather_stories(store, Clusters(SAME_STORY)) for doc in story.documents}
    assert new.id in told
    assert old.id not in told
    assert watch("/feed").documents == ()


def test_a_page_that_changed_in_nothing_but_its_furniture_is_no_new_version(watch, papers, store):
    watch("/feed")
    papers.pages["/Tarn"] = (
        200,
        HTML,
        article("Tarn").replace(b"<body>", b"<body data-nonce='9'>"),
    )
    papers.pages["/feed"] = (
        200,
        XML,
        rss(item(f"{papers.url}/Tarn", "Sat, 03 May 2031 12:00:00 GMT")),
    )
    papers.seen.clear()
    assert watch("/feed").documents == ()
    assert watch("/feed").documents == ()
    assert papers.paths().count("/Tarn") == 1
    assert store.links(VERSION_OF) == ()


def test_the_same_text_at_another_address_of_the_site_is_not_taken_twice(watch, papers):
    papers.pages["/print/Tarn"] = papers.pages["/Tarn"]
    papers.pages["/feed"] = (
        200,
        XML,
        rss(item(f"{papers.url}/Tarn"), item(f"{papers.url}/print/Tarn")),
    )
    assert len(watch("/feed").documents) == 1
    assert watch("/feed").documents == ()


def test_the_same_text_at_another_site_is_a_document_of_its_own(watch, papers, store):
    other = papers.url.replace("127.0.0.1", "localhost")
    long = "".join(f"<p>{n}. {s.format('Tarn')}</p>" for n in range(5) for s in SENTENCES)
    full = [
        f"<item><title>T</title><link>{base}/long</link><description><![CDATA[{long * 3}]]></description></item>"
        for base in (papers.url, other)
    ]
    papers.pages["/feed"] = (200, XML, rss(*full))
    documents = watch("/feed").documents
    assert len({doc.text for doc in documents}) == 1
    assert len(documents) == 2


def test_one_address_twice_with_different_text(watch, papers, store):
    url = f"{papers.url}/live"
    texts = [
        "".join(f"<p>{n}. {s.format(name)}</p>" for n in range(9) for s in SENTENCES)
        for name in ("Kessa", "Tarn")
    ]
    both = [
        item(url, guid=f"{n}", description=f"<![CDATA[{text}]]>") for n, text in enumerate(texts)
    ]
    papers.pages["/feed"] = (200, XML, rss(*both))
    assert len(watch("/feed").documents) == 2
    assert len(store.links(VERSION_OF)) == 1


def test_addresses_that_differ_in_tracking_alone_are_one(watch, papers):
    for suffix in ("?utm_source=rss", "?utm_source=mail#top"):
        papers.pages[f"/Tarn{suffix.partition('#')[0]}"] = papers.pages["/Tarn"]
    papers.pages["/feed"] = (200, XML, rss(item(f"{papers.url}/Tarn?utm_source=rss")))
    papers.pages["/other"] = (200, XML, rss(item(f"{papers.url}/Tarn?utm_source=mail#top")))
    assert len(watch("/feed", "/other").documents) == 1
    assert papers.paths().count("/Tarn?utm_source=mail") == 0


def test_what_is_in_the_case_already_is_not_fetched(watch, papers, store):
    watch("/feed")
    papers.pages["/other"] = papers.pages["/feed"]
    papers.seen.clear()
    assert watch("/other").documents == ()
    assert papers.paths() == ["/robots.txt", "/other"]


def test_hosts_take_turns(watch, papers):
    other = papers.url.replace("127.0.0.1", "localhost")
    for name in "abcd":
        papers.pages[f"/{name}"] = (200, HTML, article(name))
    papers.pages["/one"] = (200, XML, rss(*(item(f"{papers.url}/{name}") for name in "abc")))
    papers.pages["/two"] = (200, XML, rss(item(f"{other}/d"), item(f"{papers.url}/a")))
    found = watch("/one", "/two")
    assert refs(found) == ["a", "b", "c", "d"]
    asked = [path for path in papers.paths() if len(path) == 2]
    assert asked == ["/a", "/d", "/b", "/c"]


def test_lists_that_name_each_other_end(watch, papers):
    def opml(*paths):
        outlines = "".join(f'<outline xmlUrl="{papers.url}{path}"/>' for path in paths)
        return (200, XML, f"<opml><body>{outlines}</body></opml>".encode())

    papers.pages["/a"], papers.pages["/b"] = opml("/b", "/a", "/feed"), opml("/a", "/feed")
    found = watch("/a")
    assert (found.feeds, refs(found)) == (3, ["Brenna", "Kessa", "Tarn"])


def test_sitemaps_that_name_each_other_end(watch, papers):
    def index(*paths):
        maps = "".join(f"<sitemap><loc>{papers.url}{path}</loc></sitemap>" for path in paths)
        return (200, XML, f"<sitemapindex>{maps}</sitemapindex>".encode())

    page = f"<urlset><url><loc>{papers.url}/Tarn</loc></url></urlset>"
    papers.pages["/a"], papers.pages["/b"] = index("/b", "/map"), index("/a", "/b")
    papers.pages["/map"] = (200, XML, page.encode())
    assert refs(watch("/a")) == ["Tarn"]


def test_an_index_that_goes_on_for_ever_ends(watch, papers, monkeypatch):
    monkeypatch.setattr("rashomon.workspace.watching.FEEDS_A_ROUND", 20)
    numbers = itertools.count()

    class Endless(dict):
        def get(self, path, default=None):
            if not path.startswith("/map"):
                return super().get(path, default)
            inner = f"<sitemap><loc>{papers.url}/map{next(numbers)}</loc></sitemap>"
            return (200, XML, f"<sitemapindex>{inner}</sitemapindex>".encode())

    papers.pages = Endless(papers.pages)
    found = watch(f"{papers.url}/map")
    assert found.feeds == 20
    assert "more than 20 feeds" in found.failures[0].reason


def test_the_feeds_of_a_list_that_has_not_changed_are_followed(watch, papers):
    listed = f'<opml><body><outline xmlUrl="{papers.url}/feed"/></body></opml>'.encode()
    papers.pages["/list"] = named(listed, '"1"', **XML)
    watch("/list")
    papers.pages["/Orsan"] = (200, HTML, article("Orsan"))
    papers.pages["/feed"] = (200, XML, rss(item(f"{papers.url}/Orsan")))
    found = watch("/list")
    assert (refs(found), found.unchanged) == (["Orsan"], 1)


def test_a_site_leads_to_its_feed(watch, papers):
    head = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    papers.pages["/"] = (
        200,
        HTML,
        f"<html><head>{head}</head><body><p>Home.</p></body></html>".encode(),
    )
    found = watch("/")
    assert refs(found) == ["Brenna", "Kessa", "Tarn"]
    assert found.named == {f"{papers.url}/": f"{papers.url}/feed"}


def test_a_site_without_a_feed_leads_to_its_sitemap(watch, papers):
    papers.pages["/"] = (200, HTML, b"<html><body><p>Home.</p></body></html>")
    papers.pages["/robots.txt"] = (200, {}, f"Sitemap: {papers.url}/map\n".encode())
    papers.pages["/map"] = (
        200,
        XML,
        f"<urlset><url><loc>{papers.url}/Tarn</loc></url></urlset>".encode(),
    )
    assert refs(watch("/")) == ["Tarn"]


def test_a_site_that_names_nothing(watch, papers):
    papers.pages["/"] = (200, HTML, b"<html><body><p>Home.</p></body></html>")
    (failure,) = watch("/").failures
    assert isinstance(failure, EmptyInput)
    assert "give the address of its feed" in failure.reason


@pytest.mark.parametrize(("name", "pack"), [("papers.opml", bytes), ("papers.xml.gz", packed)])
def test_a_list_in_a_file(watch, papers, tmp_path, name, pack):
    path = tmp_path / name
    path.write_bytes(
        pack(f'<opml><body><outline xmlUrl="{papers.url}/feed"/></body></opml>'.encode())
    )
    assert refs(watch(str(path))) == ["Brenna", "Kessa", "Tarn"]


def test_an_entry_that_leads_to_a_container_is_told(watch, papers, store):
    papers.pages["/rows"] = (200, {}, b'{"text": "Ferries wait."}')
    papers.pages["/feed"] = (200, XML, rss(item(f"{papers.url}/rows"), item(f"{papers.url}/Tarn")))
    found = watch("/feed")
    assert refs(found) == ["Tarn"]
    (failure,) = found.failures
    assert "give its own address" in failure.reason


def test_dates_in_the_future_neither_count_nor_disturb(watch, papers, store):
    items = [
        item(f"{papers.url}/Tarn", "Fri, 02 May 2099 12:00:00 GMT"),
        item(f"{papers.url}/Kessa", "never"),
    ]
    papers.pages["/feed"] = (200, XML, rss(*items))
    assert refs(watch("/feed")) == ["Kessa", "Tarn"]
    assert {doc.published for doc in store.documents()} == {""}
    assert watch("/feed").documents == ()


def test_a_feed_of_nothing_is_no_failure(watch, papers):
    papers.pages["/feed"] = (200, XML, b"<rss><channel><title>Post</title></channel></rss>")
    found = watch("/feed")
    assert (found.feeds, found.documents, found.failures) == (1, (), ())


def test_entries_behind_forbidding_rules_are_told(watch, papers):
    papers.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /Tarn\n")
    found = watch("/feed")
    assert refs(found) == ["Brenna", "Kessa"]
    assert "robots.txt" in found.failures[0].reason


def test_what_a_case_follows_is_remembered(store):
    memory = FeedMemory(store)
    memory.follow(["https://a.example/feed", "b.opml"])
    memory.follow(["b.opml", "https://c.example/"])
    assert memory.followed() == ("https://a.example/feed", "b.opml", "https://c.example/")


def test_a_memory_that_cannot_be_read_is_empty(store):
    memory = FeedMemory(store)
    memory.follow(["https://a.example/feed"])
    store.keep("feed/followed", b"{broken")
    assert memory.followed() == ()
