"""The block classifier: which blocks are the page's own text.

Boosted oblivious trees (each level of a tree asks one question of all rows, so a tree is a table
of 2^depth leaves) over the columns of `features.py`, evaluated with numpy. Trained by
`training/page_blocks.py`; the weights are one archive of arrays in the package.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rashomon.read.blocks import Block
from rashomon.read.containers import Matrix
from rashomon.read.features import page_rows
from rashomon.read.walk import Layout

WEIGHTS = Path(__file__).parent / "weights" / "blocks.npz"


@dataclass(frozen=True, slots=True, eq=False)  # one table is one key of the features' caches
class WordScores:
    """Log-odds by word, 0 for words that training has not seen on enough sites."""

    table: Mapping[str, float]

    def __call__(self, word: str) -> float:
        """The score of a word."""
        return self.table.get(word, 0.0)


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted oblivious trees.

    `columns` and `cuts` have the shape (trees, depth), `leaves` (trees, 2^depth).
    """

    base: float
    columns: NDArray[np.int64]
    cuts: NDArray[np.float32]
    leaves: NDArray[np.float32]

    def log_odds(self, rows: Matrix) -> NDArray[np.float64]:
        """The log-odds of each row."""
        trees, depth = self.columns.shape
        columns = np.ascontiguousarray(rows.T)
        asked = columns[self.columns.T.ravel()] > self.cuts.T.ravel()[:, None]
        answers = asked.reshape(depth, trees, len(rows))
        places = np.zeros((trees, len(rows)), dtype=np.intp)
        for answer in answers:
            places += places + answer
        leaves = np.take_along_axis(self.leaves, places, axis=1)
        found: NDArray[np.float64] = leaves.sum(axis=0, dtype=np.float64)
        return found + self.base


@dataclass(frozen=True, slots=True)
class BlockClassifier:
    """Trees with the word scores that their rows are made with."""

    trees: Trees
    names: WordScores
    labels: WordScores

    def scores(self, blocks: Sequence[Block], layout: Layout) -> NDArray[np.float64]:
        """The probability of each block to be text of the page."""
        rows = page_rows(blocks, layout, names=self.names, labels=self.labels)
        return 1.0 / (1.0 + np.exp(-self.trees.log_odds(rows)))


@cache
def load_classifier(path: Path = WEIGHTS) -> BlockClassifier:
    """The package's classifier, loaded once."""
    with np.load(path, allow_pickle=False) as kept:
        trees = Trees(
            float(kept["base"]),
            kept["columns"].astype(np.int64),
            kept["cuts"].astype(np.float32),
            kept["leaves"].astype(np.float32),
        )
        names, labels = (
            WordScores(
                dict(zip(kept[f"{k}_words"].tolist(), kept[f"{k}_scores"].tolist(), strict=True))
            )
            for k in ("names", "labels")
        )
    return BlockClassifier(trees, names, labels)


def best_cut(scores: NDArray[np.float64], words: NDArray[np.float64]) -> tuple[float, float]:
    """The score from which on blocks are taken, and the word F1 to be expected of that.

    With probabilities that can be trusted, taking the k likeliest blocks is expected to give
    F1 = 2 * hits / (taken + text); the best k is the cut. A page that is hard to tell gets a lower
    one.
    """
    order = np.argsort(-scores)
    hits = np.cumsum((words * scores)[order])
    taken = np.cumsum(words[order])
    expected = 2 * hits / np.maximum(taken + hits[-1], 1e-9)
    best = int(np.argmax(expected))
    return float(scores[order[best]]), float(expected[best])
