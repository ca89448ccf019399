"""Pages read per second, against trafilatura alone on the same pages in the same run.

Both get a page's bytes. trafilatura gives the main text and its metadata; Rashomon cuts the page
into documents, keeps what it dropped, and finds byline and date. They take turns, page by page.

    python bench/read_pages.py [--pages 200]
"""

import argparse
import contextlib
import gzip
import logging
import time
from collections.abc import Callable
from importlib.metadata import version

from common import EXAMPLE, SHARED, median, publish

FETCHED_AT = "2026-11-01T12:00:00+00:00"
ROUNDS = 3


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=200)
    pages, origin = find_pages(options.parse_args().pages)
    logging.disable(logging.CRITICAL)  # trafilatura reports each page it finds nothing in
    readers: dict[str, Callable[[bytes], None]] = {
        "rashomon read": read_ours,
        f"trafilatura {version('trafilatura')}": read_peer,
    }
    for reader in readers.values():
        reader(pages[0])  # what loads on first use is no part of it
    times = take_turns(pages, readers)
    speeds = {name: median([len(pages) / total for total in own]) for name, own in times.items()}
    ours, peer = speeds.values()
    rows = [{"reader": name, "pages_per_s": round(speed, 1)} for name, speed in speeds.items()]
    notes = [
        f"{len(pages)} pages of {origin}, median of {ROUNDS} rounds, one thread",
        f"ratio ours to trafilatura: {ours / peer:.2f}",
    ]
    publish("read_pages", rows, notes=notes)


def find_pages(count: int) -> tuple[list[bytes], str]:
    """Evenly spread pages of the WCXB development set; without it the example's pages repeated."""
    files = sorted((SHARED / "data" / "wcxb" / "dev" / "html").glob("*.html.gz"))
    if files:
        step = max(1, len(files) // count)
        return [gzip.decompress(f.read_bytes()) for f in files[::step][:count]], "WCXB dev"
    own = [path.read_bytes() for path in sorted(EXAMPLE.glob("*.html"))]
    return (own * count)[:count], "the built-in example"


def take_turns(
    pages: list[bytes], readers: dict[str, Callable[[bytes], None]]
) -> dict[str, list[float]]:
    """Seconds for all pages, by reader and round; who goes first changes from page to page."""
    times: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(ROUNDS):
        totals = dict.fromkeys(readers, 0.0)
        for number, page in enumerate(pages):
            for name in list(readers) if number % 2 else reversed(readers):
                start = time.perf_counter()
                readers[name](page)
                totals[name] += time.perf_counter() - start
        for name, total in totals.items():
            times[name].append(total)
    return times


def read_ours(data: bytes) -> None:
    from rashomon.core.errors import EmptyInput
    from rashomon.core.records import Page
    from rashomon.read import split_page

    page = Page.make(ref="page.html", fetched_at=FETCHED_AT, media_type="text/html", data=data)
    with contextlib.suppress(EmptyInput):  # the peer gives None for a page without text
        split_page(page)


def read_peer(data: bytes) -> None:
    from trafilatura import bare_extraction

    bare_extraction(data, with_metadata=True)


if __name__ == "__main__":
    main()
