"""Pages read per second, against trafilatura alone on the same pages in the same run.

Both get a page's bytes. trafilatura gives the main text and its metadata; Rashomon cuts the page
into documents, keeps what it dropped, and finds byline and date. They take turns, page by page, and
read each page once: what both remember of a page would flatter a second round. Seconds are those of
the processor, so that other work on the machine counts less.

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
WARMING = 20  # pages


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=200 + WARMING)
    pages, origin = find_pages(options.parse_args().pages)
    logging.disable(logging.CRITICAL)  # trafilatura reports each page it finds nothing in
    readers: dict[str, Callable[[bytes], None]] = {
        "rashomon read": read_ours,
        f"trafilatura {version('trafilatura')}": read_peer,
    }
    warming, pages = pages[:WARMING], pages[WARMING:]
    take_turns(warming, readers)  # what loads on first use is no part of it
    times = take_turns(pages, readers)
    speeds = {name: len(pages) / sum(own) for name, own in times.items()}
    ours, peer = speeds.values()
    rows = [
        {
            "reader": name,
            "pages_per_s": round(speeds[name], 1),
            "median_ms": round(1000 * median(times[name]), 1),
        }
        for name in readers
    ]
    notes = [
        f"{len(pages)} pages of {origin}, each read once; pages per second of CPU time, one thread",
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
    """CPU seconds for each page, by reader; who goes first changes from page to page."""
    times: dict[str, list[float]] = {name: [] for name in readers}
    for number, page in enumerate(pages):
        for name in list(readers) if number % 2 else reversed(readers):
            start = time.process_time()
            readers[name](page)
            times[name].append(time.process_time() - start)
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
