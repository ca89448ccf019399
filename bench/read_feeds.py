"""Entries of feeds parsed per second of processor time, against feedparser and fastfeedparser on the same bytes.

Each gets a feed's bytes and gives its entries with title, link, author, date and content. The feeds
are composed here: RSS with whole texts, RSS with excerpts, Atom, and a sitemap, which the peers do
not read. They take turns, feed by feed, and must find the same links.

    python bench/read_feeds.py [--entries 100]
"""

import argparse
import sys
import time
from collections.abc import Callable
from html import escape
from importlib.metadata import version

from common import median, publish

FETCHED_AT = "2026-11-01T12:00:00+00:00"
ROUNDS = 5
SENTENCES = (
    "The ferries of harbour {0} stayed in port on Friday after the navy of Norland closed passage {1}.",
    "Fishermen said that the closure would cost them {1} days of the season, and “nobody had asked them”.",
    "The minister of transport denied that passage {1} was closed because of the quarrel over lighthouse {0}.",
)
WORDS = 400  # of a whole text, about
Parse = Callable[[bytes], list[str]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entries", type=int, default=100)
    count = options.parse_args().entries
    peers: dict[str, Parse] = {
        f"feedparser {version('feedparser')}": parse_feedparser,
        f"fastfeedparser {version('fastfeedparser')}": parse_fastfeedparser,
    }
    rows, notes = (
        [],
        [f"{count} entries a feed, median of {ROUNDS} rounds, one thread, processor time"],
    )
    for kind, (data, known) in compose(count).items():
        parsers = {"rashomon": parse_ours, **(peers if known else {})}
        check(kind, data, parsers)
        speeds = take_turns(data, parsers, count)
        for name, speed in speeds.items():
            rows.append({"feed": kind, "parser": name, "entries_per_s": round(speed)})
        ratios = [
            f"{speeds['rashomon'] / speeds[name]:.2g} times {name}"
            for name in speeds
            if name in peers
        ]
        if ratios:
            notes.append(f"{kind}: ours {', '.join(ratios)}")
    publish("read_feeds", rows, notes=notes)


def compose(count: int) -> dict[str, tuple[bytes, bool]]:
    """Feeds by kind, and whether the peers read them."""
    texts = [write_text(number) for number in range(count)]
    links = [f"https://outlet.example/{number}" for number in range(count)]
    date = "Fri, 02 May 2025 12:01:00 +0200"
    stamp = "2025-05-02T12:01:00+02:00"
    whole = [
        f"<item><title>Story {n}</title><link>{link}</link><guid>{link}</guid><pubDate>{date}</pubDate><dc:creator>Ada Brook</dc:creator>"
        f"<description>{escape(text[:200])}</description><content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>"
        for n, (text, link) in enumerate(zip(texts, links, strict=True))
    ]
    short = [
        f"<item><title>Story {n}</title><link>{link}</link><pubDate>{date}</pubDate><description>{escape(text[:200])}</description></item>"
        for n, (text, link) in enumerate(zip(texts, links, strict=True))
    ]
    atom = [
        f'<entry><id>{link}</id><title>Story {n}</title><link href="{link}"/><updated>{stamp}</updated><author><name>Ada Brook</name></author>'
        f'<content type="html">{escape(f"<p>{text}</p>")}</content></entry>'
        for n, (text, link) in enumerate(zip(texts, links, strict=True))
    ]
    places = [f"<url><loc>{link}</loc><lastmod>{stamp}</lastmod></url>" for link in links]
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    head = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {spaces}><channel><title>Outlet</title>'
    return {
        "RSS, whole texts": (f"{head}{''.join(whole)}</channel></rss>".encode(), True),
        "RSS, excerpts": (f"{head}{''.join(short)}</channel></rss>".encode(), True),
        "Atom": (
            f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Outlet</title>{"".join(atom)}</feed>'.encode(),
            True,
        ),
        "sitemap": (
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(places)}</urlset>'.encode(),
            False,
        ),
    }


def write_text(number: int) -> str:
    sentences = (SENTENCES[n % len(SENTENCES)].format(number, n) for n in range(WORDS // 16))
    return " ".join(sentences)


def check(kind: str, data: bytes, parsers: dict[str, Parse]) -> None:
    """All find the same links, or the comparison says nothing."""
    found = {name: parse(data) for name, parse in parsers.items()}
    if len({tuple(links) for links in found.values()}) != 1 or not all(found.values()):
        sys.exit(f"{kind}: the parsers find different links")


def take_turns(data: bytes, parsers: dict[str, Parse], count: int) -> dict[str, float]:
    """Entries per second by parser; who goes first changes from round to round."""
    times: dict[str, list[float]] = {name: [] for name in parsers}
    for number in range(ROUNDS):
        for name in list(parsers) if number % 2 else reversed(parsers):
            start = time.process_time()
            parsers[name](data)
            times[name].append(time.process_time() - start)
    return {name: count / median(own) for name, own in times.items()}


def parse_ours(data: bytes) -> list[str]:
    from rashomon.core.records import Page
    from rashomon.read.feeds import read_feed

    page = Page.make(ref="feed.xml", fetched_at=FETCHED_AT, media_type="text/xml", data=data)
    feed = read_feed(page)
    return [entry.url for entry in feed.entries] if feed else []


def parse_feedparser(data: bytes) -> list[str]:
    import feedparser

    return [entry.link for entry in feedparser.parse(data).entries]


def parse_fastfeedparser(data: bytes) -> list[str]:
    import fastfeedparser

    return [entry.link for entry in fastfeedparser.parse(data).entries]


if __name__ == "__main__":
    main()
