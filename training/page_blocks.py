"""Train the block classifier of pages: `python training/page_blocks.py [--data ../shared/data/wcxb/dev]`.

Data: pages of WCXB (CC BY 4.0), all but the ones that `bench/read_accuracy.py` reports on. A block
is text of the page where most of its words stand in the annotated main text, in runs of four that
may reach over the borders of blocks (so "Reply" counts only between two posts of the text). A
page weighs the same however long it is, its blocks by the square root of their words: the measure
is the mean F1 over pages.

Needs numpy only. Writes `src/rashomon/read/weights/blocks.npz`, and with --folds what the same
recipe reaches on pages that it has not seen: `evals/results/blocks.json`.
"""

import argparse
import gzip
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.core.records import Page
from rashomon.read import features
from rashomon.read.blocks import Block
from rashomon.read.classifier import WEIGHTS, BlockClassifier, Trees, WordScores, best_cut
from rashomon.read.containers import Matrix, chain, name_words
from rashomon.read.extractor import refuse_furniture, say_once
from rashomon.read.html import parse_html, show_page
from rashomon.read.pages import decode
from rashomon.read.walk import Layout

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))
from read_accuracy import DATA, FETCHED, page_type, sample, word_f1, words  # noqa: E402

RESULTS = ROOT / "evals" / "results" / "blocks.json"
HELD_OUT, HELD_SHIFT = 150, 1  # as in bench/read_accuracy.py
RUN = 4  # words in a row that must stand in the annotated text
TEXT_SHARE = 0.5  # of a block's words
LEAST_PAGES = 4  # that a word must stand on to have a score
PRIOR = 2.0  # pages that a word counts as seen besides, at the prior's share
PRIOR_SHARE = 0.4  # of text among them
FOLDS = 5  # that word scores are crossed over, so that no page is scored by its own words
TREES, DEPTH, RATE, RIDGE, BINS = 150, 6, 0.1, 8.0, 32
COLUMNS, ROWS = 0.15, 0.35  # share of them that each tree sees
SEED = 7

Floats = NDArray[np.float64]


@dataclass
class Labelled:
    """A page with its blocks' labels, and how text its words are: (shares in text, not in text)."""

    name: str
    kind: str
    gold: str
    blocks: list[Block]
    layout: Layout
    labels: Floats = field(default_factory=lambda: np.zeros(0))
    sizes: Floats = field(default_factory=lambda: np.zeros(0))
    names: dict[str, float] = field(default_factory=dict)
    short: dict[str, float] = field(default_factory=dict)
    rows: Matrix = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))


# --- labels -------------------------------------------------------------------------------------


def load_pages(folder: Path) -> Iterator[Labelled]:
    """The labelled pages that are not held out."""
    held = {path.stem for path in sample(folder, HELD_OUT, shift=HELD_SHIFT)}
    for path in sorted((folder / "ground-truth").glob("*.json")):
        if path.stem in held:
            continue
        about = json.loads(path.read_text("utf-8"))
        html = gzip.decompress((folder / "html" / f"{path.stem}.html.gz").read_bytes())
        page = Page.make(ref=about["url"], fetched_at=FETCHED, media_type="text/html", data=html)
        _, blocks, layout = show_page(parse_html(decode(page)))
        if blocks:
            gold = about["ground_truth"]["main_content"]
            yield label(Labelled(path.stem, page_type(about), gold, blocks, layout))


def label(page: Labelled) -> Labelled:
    """Put labels to the blocks and count the words of names and of short blocks."""
    own = [words(block.text) for block in page.blocks]
    page.sizes = np.array([len(w) for w in own], dtype=np.float64)
    covered = _covered([word for w in own for word in w], words(page.gold))
    owner = np.repeat(np.arange(len(own)), page.sizes.astype(int))
    shares = np.bincount(owner, covered, minlength=len(own)) / np.maximum(page.sizes, 1)
    lines = {tuple(words(line)) for line in page.gold.split("\n")}
    alone = np.array([len(w) > 1 and tuple(w) in lines for w in own])
    page.labels = ((shares >= TEXT_SHARE) | alone).astype(np.float64)
    page.names, page.short = _word_shares(page)
    return page


def _covered(stream: Sequence[str], gold: Sequence[str]) -> Floats:
    runs = {tuple(gold[i : i + RUN]) for i in range(len(gold) - RUN + 1)}
    covered = np.zeros(len(stream))
    for i in range(len(stream) - RUN + 1):
        if tuple(stream[i : i + RUN]) in runs:
            covered[i : i + RUN] = 1
    return covered


def _word_shares(page: Labelled) -> tuple[dict[str, float], dict[str, float]]:
    """For each word of names and short blocks, which share of what it marks is text."""
    names, short = Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    places = zip(page.blocks, page.labels, page.layout.inner, strict=True)
    for block, is_text, inner in places:
        around = {
            word
            for node in chain(page.layout, inner)
            for word in name_words(page.layout.names[node])
        }
        for word in around:
            names[word, bool(is_text)] += math.sqrt(max(block.words, 1))  # type: ignore[assignment]
        if block.words <= features.LABEL_WORDS:
            for word in set(features.label_words(block.text)):
                short[word, bool(is_text)] += 1
    return _shares(names), _shares(short)


def _shares(counts: Counter[tuple[str, bool]]) -> dict[str, float]:
    found = {word for word, _ in counts}
    return {w: counts[w, True] / (counts[w, True] + counts[w, False]) for w in found}


def word_scores(shares: Sequence[dict[str, float]]) -> WordScores:
    """The log-odds of each word that enough pages have; each page has one voice."""
    pages, text = Counter[str](), Counter[str]()
    for own in shares:
        pages.update(own.keys())
        text.update(own)  # type: ignore[arg-type]
    scores = {}
    for word, count in pages.items():
        if count >= LEAST_PAGES:
            yes = text[word] + PRIOR * PRIOR_SHARE
            no = count - text[word] + PRIOR * (1 - PRIOR_SHARE)
            scores[word] = round(math.log(yes / no), 3)
    return WordScores(scores)


def fill_rows(
    pages: Sequence[Labelled], *, by: Sequence[Labelled]
) -> tuple[WordScores, WordScores]:
    """Make the pages' rows with the word scores of other pages."""
    names, short = (word_scores([getattr(p, key) for p in by]) for key in ("names", "short"))
    for page in pages:
        page.rows = features.page_rows(page.blocks, page.layout, names=names, labels=short)
    return names, short


# --- trees --------------------------------------------------------------------------------------


def fit(pages: Sequence[Labelled]) -> Trees:
    """Boost oblivious trees on the pages' rows (log loss, Newton steps)."""
    rows = np.concatenate([page.rows for page in pages])
    target = np.concatenate([page.labels for page in pages])
    weight = np.concatenate([_weights(page) for page in pages])
    edges = [_edges(rows[:, i]) for i in range(rows.shape[1])]
    binned = np.stack([np.searchsorted(e, rows[:, i]) for i, e in enumerate(edges)]).astype(
        np.uint8
    )
    text = float((weight * target).sum())
    base = math.log(text / (float(weight.sum()) - text))
    grower = _Grower(binned, [len(e) for e in edges], np.random.default_rng(SEED))
    odds = np.full(len(target), base)
    columns, cuts, leaves = [], [], []
    for _ in range(TREES):
        p = 1 / (1 + np.exp(-odds))
        asked, places, values = grower.grow(weight * (target - p), weight * p * (1 - p))
        odds += values[places]
        columns.append([column for column, _ in asked])
        cuts.append([edges[column][cut] for column, cut in asked])
        leaves.append(values)
    return Trees(base, np.array(columns), np.array(cuts, np.float32), np.array(leaves, np.float32))


def _weights(page: Labelled) -> Floats:
    roots = np.sqrt(page.sizes)
    found: Floats = roots / max(roots.sum(), 1.0) * 100
    return found


def _edges(column: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cuts half way between two values, so that rounding moves no row across one."""
    values = np.unique(column)
    at = np.searchsorted(values, np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1]))
    at = np.unique(at[at < len(values) - 1])
    return ((values[at] + values[at + 1]) / 2).astype(np.float32)


@dataclass
class _Grower:
    """Grows a tree on a sample of rows and columns; `binned` has the shape (columns, rows)."""

    binned: NDArray[np.uint8]
    sizes: list[int]
    rng: np.random.Generator

    def grow(
        self, slope: Floats, curve: Floats
    ) -> tuple[list[tuple[int, int]], NDArray[np.int64], Floats]:
        """The questions (column, cut) of the levels, each row's leaf, and the leaves' values."""
        usable = [i for i, size in enumerate(self.sizes) if size]
        columns = self.rng.choice(usable, max(1, int(COLUMNS * len(usable))), replace=False)
        seen = np.flatnonzero(self.rng.random(len(slope)) < ROWS)
        binned, g, h = self.binned[:, seen], slope[seen], curve[seen]
        leaf = np.zeros(len(seen), dtype=np.int64)
        asked: list[tuple[int, int]] = []
        for level in range(DEPTH):
            gains = [self._best(binned[c], leaf, 1 << level, g, h) for c in columns]
            best = int(np.argmax([gain for gain, _ in gains]))
            asked.append((int(columns[best]), gains[best][1]))
            leaf = leaf * 2 + (binned[columns[best]] > asked[-1][1])
        top = np.bincount(leaf, g, minlength=1 << DEPTH)
        values = RATE * top / (np.bincount(leaf, h, minlength=1 << DEPTH) + RIDGE)
        places = np.zeros(len(slope), dtype=np.int64)
        for column, cut in asked:
            places = places * 2 + (self.binned[column] > cut)
        return asked, places, values

    def _best(
        self, column: NDArray[np.uint8], leaf: NDArray[np.int64], leaves: int, g: Floats, h: Floats
    ) -> tuple[float, int]:
        size = int(column.max()) + 1
        places = leaf * size + column
        shape = leaves, size
        tops = np.bincount(places, g, minlength=leaves * size).reshape(shape).cumsum(axis=1)
        lows = np.bincount(places, h, minlength=leaves * size).reshape(shape).cumsum(axis=1)
        left, under = tops[:, :-1], lows[:, :-1]
        right, over = tops[:, -1:] - left, lows[:, -1:] - under
        gains = (left**2 / (under + RIDGE) + right**2 / (over + RIDGE)).sum(axis=0)
        if not len(gains):
            return -1.0, 0
        cut = int(np.argmax(gains))
        return float(gains[cut]), cut


# --- the whole ----------------------------------------------------------------------------------


def folds(pages: Sequence[Labelled]) -> list[list[Labelled]]:
    """The pages in FOLDS parts, each kind spread evenly."""
    rng = np.random.default_rng(SEED)
    parts: list[list[Labelled]] = [[] for _ in range(FOLDS)]
    for kind in sorted({page.kind for page in pages}):
        own = [page for page in pages if page.kind == kind]
        for number, place in enumerate(rng.permutation(len(own))):
            parts[number % FOLDS].append(own[place])
    return parts


def cross(parts: Sequence[list[Labelled]], *, keep: Callable[[Labelled, Floats], None]) -> None:
    """Fit on all folds but one, and hand on the scores of that one."""
    for part in parts:
        others = [page for other in parts if other is not part for page in other]
        trees = fit(others)
        for page in part:
            keep(page, 1 / (1 + np.exp(-trees.log_odds(page.rows))))


def unseen_f1(page: Labelled, scores: Floats) -> float:
    """Word F1 of the blocks that are taken."""
    scores = say_once(refuse_furniture(scores, page.blocks), page.blocks)
    cut, _ = best_cut(scores, page.sizes)
    taken = (b.text for b, score in zip(page.blocks, scores, strict=True) if score >= cut)
    return word_f1("\n".join(taken), page.gold)


def main() -> None:
    """Train, write the weights, and with --folds report on pages not seen."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=DATA)
    options.add_argument("--folds", action="store_true", help="cross-validate first")
    given = options.parse_args()
    if not given.data.is_dir():
        sys.exit(f"{given.data}: no such folder; name the WCXB pages with --data")
    started = time.monotonic()
    pages = list(load_pages(given.data))
    parts = folds(pages)
    for part in parts:
        fill_rows(part, by=[p for other in parts if other is not part for p in other])
    print(f"{len(pages)} pages, {sum(len(p.blocks) for p in pages)} blocks")
    if given.folds:
        report(parts)
    trees = fit(pages)
    names, short = (word_scores([getattr(p, key) for p in pages]) for key in ("names", "short"))
    save(BlockClassifier(trees, names, short))
    print(f"written after {time.monotonic() - started:.0f} s: {WEIGHTS}")


def report(parts: Sequence[list[Labelled]]) -> None:
    """Cross-validated F1 by type of page, into evals/results."""
    found: dict[str, list[float]] = {}
    cross(parts, keep=lambda page, s: found.setdefault(page.kind, []).append(unseen_f1(page, s)))
    types: dict[str, Any] = {
        kind: {"pages": len(values), "f1": round(sum(values) / len(values), 4)}
        for kind, values in sorted(found.items())
    }
    print(json.dumps(types, indent=1))
    about = "word F1 of the blocks taken, five folds over the pages that are not held out"
    RESULTS.write_text(json.dumps({"measure": about, "types": types}, indent=1) + "\n", "utf-8")


def save(classifier: BlockClassifier, path: Path = WEIGHTS) -> None:
    """Write the archive that `load_classifier` reads."""
    trees = classifier.trees
    arrays: dict[str, Any] = {
        "base": np.float64(trees.base),
        "columns": trees.columns.astype(np.uint8 if trees.columns.max() < 256 else np.uint16),
        "cuts": trees.cuts,
        "leaves": trees.leaves.astype(np.float16),
    }
    for key, table in (("names", classifier.names.table), ("labels", classifier.labels.table)):
        arrays[f"{key}_words"] = np.array(sorted(table))
        arrays[f"{key}_scores"] = np.array([table[w] for w in sorted(table)])
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(path, **arrays)


if __name__ == "__main__":
    main()
