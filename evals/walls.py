"""How often a page is taken for a paywall, a consent page or a check for robots.

    python evals/walls.py [--show]

Every page of the WCXB development set is read, articles and others apart. Its gold text tells what is behind it: a
page whose gold text is long was readable, so a wall that is said there is a false alarm. Those with
a short gold text may stand behind a wall in truth; they are counted apart. --show lists every wall.
Nothing in `read/walls.py` was set on these pages. Writes `evals/results/walls.json`.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

from rashomon.core.errors import SkipInput
from rashomon.core.records import Page
from rashomon.read import split_page
from rashomon.read.walls import PAYWALL

ROOT = Path(__file__).parents[1]
PAGES = ROOT / ".." / "shared" / "data" / "wcxb" / "dev"
RESULTS = ROOT / "src" / "rashomon" / "app" / "evaluation" / "results" / "walls.json"
READABLE_WORDS = 250  # of a gold text, from which a page was readable beyond doubt
FETCHED_AT = "2026-11-01T12:00:00+00:00"


def main() -> None:
    """Count, print and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--show", action="store_true", help="list every page with a wall")
    show = options.parse_args().show
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted((PAGES / "ground-truth").glob("*.json")):
        about = json.loads(path.read_text("utf-8"))
        kind = "article" if about["_internal"]["page_type"]["primary"] == "article" else "other"
        words = len((about["ground_truth"]["main_content"] or "").split())
        wall = find_wall(path.stem)
        length = "readable" if words >= READABLE_WORDS else "short"
        counts[f"{kind}, {length}"][wall] += 1
        if show and wall != "none":
            print(path.stem, kind, wall, words, about["url"])
    result = {
        "on": datetime.now(UTC).date().isoformat(),
        "set": "WCXB dev",
        "readable_words": READABLE_WORDS,
        "told to have no wall": {
            name: {"right": c["none"], "of": c.total()} for name, c in sorted(counts.items())
        },
    }
    print(json.dumps(result, indent=1))
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


def find_wall(name: str) -> str:
    """What the reader says stands in front of a page: none, paywall, consent or check."""
    data = gzip.decompress((PAGES / "html" / f"{name}.html.gz").read_bytes())
    page = Page.make(ref=name, fetched_at=FETCHED_AT, media_type="text/html", data=data)
    try:
        reading = split_page(page)
    except SkipInput as failure:
        told = {"consent page": "consent", "check for robots": "check", "a paywall": "paywall"}
        return next((kind for words, kind in told.items() if words in failure.reason), "none")
    return PAYWALL if any(part.reason == PAYWALL for part in reading.dropped) else "none"


if __name__ == "__main__":
    main()
