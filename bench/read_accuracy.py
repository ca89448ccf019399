"""How well pages are read: ours and trafilatura, on annotated pages.

    python bench/read_accuracy.py [--pages 150] [--data ../shared/data/wcxb/dev] [--tuning] [--write]

`plain` reads the page's visible text as plain text, chrome and all; `plain_untouched` is that text
as it is. F1 is that of the bags of words of the main text, its mean over the pages. Title, author and date
count as right where the page's annotation has one and it is the same (title: four of five words;
author: any of the names; date: the day). `date_or_update` also takes the day of the last change, which
many annotations give where a page shows both. `--write` puts the table into evals/results/read.json.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / ".." / "shared" / "data" / "wcxb" / "dev"
RESULTS = ROOT / "evals" / "results" / "read.json"
SAME_TITLE = 0.8  # word F1 from which two titles count as the same
FETCHED = "2026-01-01T00:00:00+00:00"  # after every page of the collection


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def word_f1(found: str, gold: str) -> float:
    a, b = Counter(words(found)), Counter(words(gold))
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values())) if shared else 0.0


def visible_text(html: bytes, url: str) -> str:
    """The page as plain text, chrome and all: what remains when somebody copies the whole page."""
    from rashomon.core.records import Page
    from rashomon.read import decode
    from rashomon.read.html import parse_html, visible_blocks

    page = Page.make(ref=url, fetched_at=FETCHED, media_type="text/html", data=html)
    tree = parse_html(decode(page))
    return "" if tree is None else visible_blocks(tree)[0]


def read_ours(data: bytes, url: str, media_type: str = "text/html") -> dict[str, str]:
    from rashomon.core.errors import EmptyInput
    from rashomon.core.records import Page
    from rashomon.read import split_page

    page = Page.make(ref=url, fetched_at=FETCHED, media_type=media_type, data=data)
    try:
        documents = split_page(page).documents
    except EmptyInput:
        keys = ("text", "all", "title", "author", "date", "updated", "documents")
        return dict.fromkeys(keys, "")
    main = next(doc for doc in documents if doc.role == "main")
    return {
        "text": main.text,
        "all": "\n".join(doc.text for doc in documents),
        "title": main.title,
        "author": main.author,
        "date": main.published[:10],
        "updated": main.updated[:10],
        "documents": " ".join(doc.role for doc in documents),
    }


def read_extractor(html: bytes, url: str) -> dict[str, str]:
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        html, url=url, include_comments=False, with_metadata=True
    )
    if found is None:
        return {"text": "", "title": "", "author": "", "date": ""}
    about = {"title": found.title or "", "author": found.author or "", "date": found.date or ""}
    return {"text": found.text or "", **about}


def same(key: str, found: str, gold: str) -> bool:
    if key == "title":
        return word_f1(found, gold) >= SAME_TITLE
    if key == "author":
        names = [words(name) for name in re.split(r"[,;&]| and ", gold)]
        return any(name and set(name) <= set(words(found)) for name in names)
    return found[:10] == gold[:10]


def sample(folder: Path, count: int, *, shift: int) -> list[Path]:
    """Evenly spaced pages of every type, in the proportions of the collection.

    Another shift gives other pages as long as it is smaller than the spacing (3 for 150 of 500).
    """
    by_type = defaultdict(list)
    for path in sorted((folder / "ground-truth").glob("*.json")):
        by_type[page_type(json.loads(path.read_text()))].append(path)
    total = sum(map(len, by_type.values()))
    chosen = []
    for paths in by_type.values():
        wanted = max(1, round(count * len(paths) / total))
        places = [i * len(paths) // wanted + shift for i in range(wanted)]
        chosen += [paths[place] for place in places if place < len(paths)]
    return chosen


def page_type(about: dict[str, Any]) -> str:
    return str(about["_internal"]["page_type"]["primary"])


def measure(paths: list[Path]) -> list[dict[str, Any]]:
    rows = []
    for path in paths:
        about = json.loads(path.read_text())
        gold = about["ground_truth"]
        html = gzip.decompress((path.parents[1] / "html" / f"{path.stem}.html.gz").read_bytes())
        ours, alone = read_ours(html, about["url"]), read_extractor(html, about["url"])
        row: dict[str, Any] = {"page": path.stem, "type": page_type(about)}
        row["ours"] = word_f1(ours["text"], gold["main_content"])
        row["ours_all"] = word_f1(ours["all"], gold["main_content"])
        row["extractor"] = word_f1(alone["text"], gold["main_content"])
        text = visible_text(html, about["url"])
        plain = read_ours(text.encode(), about["url"], "text/plain")
        row["plain"] = word_f1(plain["text"], gold["main_content"])
        row["plain_untouched"] = word_f1(text, gold["main_content"])
        row["documents"] = len(ours["documents"].split())
        for key, name in (("title", "title"), ("author", "author"), ("date", "publish_date")):
            if gold.get(name):
                row[key] = [same(key, r[key], gold[name]) for r in (ours, alone)]
                row[f"{key}_found"] = [ours[key], alone[key], gold[name]]
        if "date" in row:
            changed = same("date", ours["updated"], gold["publish_date"])
            row["date_or_update"] = [row["date"][0] or changed, row["date"][1]]
        rows.append(row)
    return rows


def table(rows: list[dict[str, Any]]) -> dict[str, Any]:
    result = {}
    for kind in [*sorted({row["type"] for row in rows}), "all"]:
        of_kind = [row for row in rows if kind in (row["type"], "all")]
        result[kind] = {"pages": len(of_kind)}
        for key in ("ours", "ours_all", "extractor", "plain", "plain_untouched"):
            mean = sum(row[key] for row in of_kind) / len(of_kind)
            result[kind][f"f1_{key}"] = round(mean, 4)
        for key in ("title", "author", "date", "date_or_update"):
            known = [row[key] for row in of_kind if key in row]
            if known:
                right = [sum(pair[i] for pair in known) for i in (0, 1)]
                result[kind][key] = {"known": len(known), "ours": right[0], "extractor": right[1]}
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=150)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--tuning", action="store_true", help="the pages that rules were tuned on")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--rows", type=Path, help="write the row of every page here")
    options = parser.parse_args()
    if not options.data.is_dir():
        sys.exit(f"{options.data}: no such folder; name the WCXB pages with --data")
    shift = 0 if options.tuning else 1
    rows = measure(sample(options.data, options.pages, shift=shift))
    if options.rows:
        options.rows.write_text("\n".join(json.dumps(row) for row in rows))
    report = {
        "data": "WCXB dev split (CC BY 4.0), evenly spaced sample of the pages at hand",
        "measure": "bag-of-words F1 of the main text; counts of right titles, authors, dates",
        "pages": "looked at while the rules were made" if options.tuning else "held out",
        "types": table(rows),
    }
    print(json.dumps(report, indent=2))
    if options.write:
        RESULTS.parent.mkdir(parents=True, exist_ok=True)
        RESULTS.write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
