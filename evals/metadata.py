"""Title, author, outlet, dates, section, address and language on pages with traps.

    python evals/metadata.py [--write]

`metadata_cases.jsonl` holds invented pages, each built around one trap (its name says which) with
the fields that a careful person reads there; a list holds answers that are all right, "" means that
nothing may be told. The peer is trafilatura's metadata on the same pages, for the fields that it
has and compared as far as it goes (dates by day); it gives no update, first outlet or precision.
`--write` puts the counts into results/metadata.json.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rashomon.core.errors import EmptyInput
from rashomon.core.records import Page
from rashomon.read import split_page

CASES = Path(__file__).parent / "metadata_cases.jsonl"
RESULTS = Path(__file__).parent / "results" / "metadata.json"
FETCHED = "2026-01-01T00:00:00+00:00"
PEER = {"title": "title", "author": "author", "outlet": "sitename", "published": "date"}

Case = dict[str, Any]
Wrong = tuple[str, Any, str]  # field, what is right, what was found


def load() -> list[Case]:
    """The cases in the order of the file."""
    return [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


def page_of(case: Case) -> Page:
    """The page of a case, fetched after all of its dates."""
    about = {"ref": case["url"], "media_type": case["media_type"]}
    return Page.make(fetched_at=FETCHED, data=case["page"].encode(), **about)


def read_ours(case: Case) -> dict[str, str]:
    """What we tell of the main document."""
    try:
        documents = split_page(page_of(case)).documents
    except EmptyInput:
        return {}
    main = next(doc for doc in documents if doc.role == "main")
    return {field: getattr(main, field) for field in case["gold"]}


def read_peer(case: Case) -> dict[str, str]:
    """What trafilatura tells of the page."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(case["page"], url=case["url"], with_metadata=True)
    values = {field: getattr(found, name, None) or "" for field, name in PEER.items()}
    return {**values, "author": values["author"].replace("; ", ", ")}


def is_right(found: str, gold: Any, *, length: int | None = None) -> bool:
    """Whether a value is one of those that are right, compared as far as `length`."""
    wanted = gold if isinstance(gold, list) else [gold]
    return any(found[:length] == value[:length] for value in wanted)


def wrong_fields(case: Case) -> Iterator[Wrong]:
    """The fields of a case that we tell wrongly."""
    found = read_ours(case)
    for field, gold in case["gold"].items():
        if not is_right(found.get(field, ""), gold):
            yield field, gold, found.get(field, "")


def measure() -> dict[str, Any]:
    """Right answers by field, ours and the peer's."""
    fields: dict[str, dict[str, int]] = {}
    for case in load():
        missed = {field for field, _, _ in wrong_fields(case)}
        peer = read_peer(case)
        for field, gold in case["gold"].items():
            row = fields.setdefault(field, {"known": 0, "ours": 0})
            row["known"] += 1
            row["ours"] += field not in missed
            if field in PEER and case["media_type"] == "text/html":
                length = 10 if field == "published" else None
                row["peer_known"] = row.get("peer_known", 0) + 1
                row["peer"] = row.get("peer", 0) + is_right(peer[field], gold, length=length)
    return {"pages": len(load()), "peer": "trafilatura, on the HTML pages", "fields": fields}


def main() -> None:
    """Print what is wrong and the counts."""
    for case in load():
        for field, gold, found in wrong_fields(case):
            print(f"{case['name']}: {field} {gold!r}, found {found!r}")
    report = measure()
    print(json.dumps(report, indent=2))
    if "--write" in sys.argv[1:]:
        RESULTS.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
