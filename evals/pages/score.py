"""Score what tools make of the benchmark's pages: documents, furniture, title, author and date.

    python evals/pages/score.py [--half b] [--found NAME=FILE.jsonl ...] [--write]

Rashomon is run here; another tool's findings come as JSON Lines, one page a line:
`{"page": "b-single-0", "documents": [{"text", "title", "author", "published"}]}` (`peers.py` makes
them). A document found is matched to the gold document that it is likest to (word F1, best pairs
first, each once).
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from compose import EACH, LAYOUTS, compose, read_articles

HERE = Path(__file__).parent
RESULTS = HERE.parents[0] / "results" / "pages.json"
RIGHT = 0.9  # word F1 from which a document counts as right
LINE_IN = 0.8  # share of a line's words, in order, that a document must hold to contain it

Found = Mapping[str, Sequence[Mapping[str, str]]]


def pages(half: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(name, text, gold) of a half's composed pages; those written by hand are half "hand"."""
    if half == "hand":
        for gold in sorted((HERE / "hand").glob("*.json")):
            about = json.loads(gold.read_text("utf-8"))
            yield gold.stem, (gold.parent / about["page"]).read_text("utf-8"), about
        return
    articles = read_articles()
    for layout in LAYOUTS:
        for number in range(EACH):
            text, about = compose(half, layout, number, articles)
            yield f"{half}-{layout}-{number}", text, about


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return re.findall(r"\w+", text.casefold())


def word_f1(found: str, gold: str) -> float:
    """F1 of two bags of words."""
    a, b = Counter(words(found)), Counter(words(gold))
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values())) if shared else 0.0


def matched(
    found: Sequence[Mapping[str, str]], gold: Sequence[Mapping[str, Any]]
) -> dict[int, tuple[int, float]]:
    """For each gold document that has one: the document found, and their F1."""
    texts = ["\n".join(g["paragraphs"]) for g in gold]
    scores = {
        (i, j): word_f1(f["text"], t)
        for (i, f), (j, t) in product(enumerate(found), enumerate(texts))
    }
    taken: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for (i, j), score in sorted(scores.items(), key=lambda x: -x[1]):
        if score > 0 and i not in used and j not in taken:
            taken[j] = i, score
            used.add(i)
    return taken


def holds(text: str, line: str) -> bool:
    """Whether a text holds a line (its words, in a row)."""
    own = " ".join(words(line))
    return bool(own) and f" {own} " in f" {text} "


def score_page(found: Sequence[Mapping[str, str]], about: Mapping[str, Any]) -> dict[str, Any]:
    """The counts of one page."""
    gold = about["documents"]
    pairs = matched(found, gold)
    total = sum(score for _, score in pairs.values())
    row: dict[str, Any] = {
        "layout": about["layout"],
        "gold": len(gold),
        "found": len(found),
        "f1": total,
        "right": sum(score >= RIGHT for _, score in pairs.values()),
        "count": len(found) == len(gold),
    }
    texts = [" ".join(words(doc["text"])) for doc in found]
    kept = [line for line in about["chrome"] if any(holds(text, line) for text in texts)]
    lost = [
        p for doc in gold for p in doc["paragraphs"] if not any(holds(text, p) for text in texts)
    ]
    row |= {"chrome": len(about["chrome"]), "chrome_kept": len(kept), "lines_lost": len(lost)}
    row["lines"] = sum(len(doc["paragraphs"]) for doc in gold)
    for fact in ("title", "author", "published"):
        known = [j for j, doc in enumerate(gold) if doc[fact]]
        right = [
            j
            for j in known
            if j in pairs and same(fact, found[pairs[j][0]].get(fact, ""), gold[j][fact])
        ]
        row |= {fact: len(known), f"{fact}_right": len(right)}
    return row


def same(fact: str, found: str, gold: str) -> bool:
    """Title and author by their words, a date by its day."""
    if fact == "published":
        return found[:10] == gold
    return words(found) == words(gold)


def table(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Figures over pages: documents by best matching, furniture by line, facts by count."""
    total: Counter[str] = Counter()
    for row in rows:
        total.update({key: value for key, value in row.items() if isinstance(value, int | float)})
    gone, right_gone = total["chrome"] - total["chrome_kept"], total["lines_lost"]
    return {
        "pages": len(rows),
        "documents": total["gold"],
        "f1": round(2 * total["f1"] / max(total["gold"] + total["found"], 1), 4),
        "right": total["right"],
        "right_number": total["count"],
        "chrome_recall": round(gone / max(total["chrome"], 1), 4),
        "chrome_precision": round(gone / max(gone + right_gone, 1), 4),
        **{
            fact: [total[f"{fact}_right"], total[fact]] for fact in ("title", "author", "published")
        },
    }


def run_ours(half: str) -> Found:
    """What Rashomon makes of the pages; teasers are no documents."""
    from rashomon.core.errors import EmptyInput
    from rashomon.core.records import Page
    from rashomon.read import split_page

    found = {}
    for name, text, about in pages(half):
        page = Page.make(
            ref=f"{name}.page",
            fetched_at=about["fetched_at"],
            media_type=about["media_type"],
            data=text.encode(),
        )
        try:
            documents = [doc for doc in split_page(page).documents if doc.role != "teaser"]
        except EmptyInput:
            documents = []
        found[name] = [
            {"text": d.text, "title": d.title, "author": d.author, "published": d.published}
            for d in documents
        ]
    return found


def read_found(path: Path) -> Found:
    """Another tool's findings."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return {row["page"]: row["documents"] for row in rows}


def measure(half: str, found: Found) -> dict[str, Any]:
    """The figures of one tool, by layout and for all."""
    by_layout = defaultdict(list)
    for name, _, about in pages(half):
        row = score_page([d for d in found.get(name, []) if d["text"].strip()], about)
        by_layout[about["layout"]].append(row)
    tables = {layout: table(rows) for layout, rows in by_layout.items()}
    return {**tables, "all": table([row for rows in by_layout.values() for row in rows])}


def show(results: Mapping[str, Mapping[str, Any]]) -> None:
    """A line a layout and tool."""
    for tool, tables in results.items():
        for layout, row in tables.items():
            facts = " ".join(
                f"{k} {row[k][0]}/{row[k][1]}" for k in ("title", "author", "published")
            )
            print(f"{tool:14} {layout:16} F1 {row['f1']:.3f} right {row['right']:3}/{row['documents']:3} number {row['right_number']:2}/{row['pages']:2} "
                  f"chrome R {row['chrome_recall']:.3f} P {row['chrome_precision']:.3f} {facts}")  # fmt: skip


def main() -> None:
    """Score, print, and with --write keep the figures of half b and of the pages made by hand."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--half", choices=("a", "b", "hand"), default="b")
    options.add_argument("--found", action="append", default=[], metavar="NAME=FILE")
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    if given.write and given.half == "a":
        sys.exit("half a is for tuning; write the figures of --half b or --half hand")
    results = {"rashomon": measure(given.half, run_ours(given.half))}
    for entry in given.found:
        name, _, path = entry.partition("=")
        results[name] = measure(given.half, read_found(Path(path)))
    show(results)
    if given.write:
        kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
        kept[given.half] = results
        RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
