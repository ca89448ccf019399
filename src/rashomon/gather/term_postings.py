"""Which documents hold a term at about a time: sorted runs that grow without being built anew."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

BUCKET_BITS = 20  # of a key; the bits above them are the term
UNDATED = (1 << BUCKET_BITS) - 1
MAX_HOLDERS = 200  # of a term about a time; of more only the latest are looked at


@dataclass(frozen=True, slots=True)
class _Run:
    keys: Ints
    documents: Ints
    weights: Floats


class Postings:
    """Documents by term and time.

    Runs of like size are merged, so that n documents take O(n log n) and are found in O(log² n),
    whether they came at once or one by one.

    Source:
        O'Neil et al. (1996), The log-structured merge-tree.
    """

    def __init__(self) -> None:
        self._runs: list[_Run] = []

    def add(self, terms: Ints, buckets: Ints, documents: Ints, weights: Floats) -> None:
        """Take in entries: each a term, the bucket of a time (or UNDATED), a document, a weight."""
        self._runs.append(_sorted((terms << BUCKET_BITS) | buckets, documents, weights))
        while len(self._runs) > 1 and len(self._runs[-2].keys) < 2 * len(self._runs[-1].keys):
            late, early = self._runs.pop(), self._runs.pop()
            self._runs.append(
                _sorted(
                    np.concatenate([early.keys, late.keys]),
                    np.concatenate([early.documents, late.documents]),
                    np.concatenate([early.weights, late.weights]),
                )
            )

    def find(self, terms: Ints, first: Ints, last: Ints) -> tuple[Ints, Ints, Floats]:
        """The holders of each term between two buckets, both included.

        Returns:
            For every holder found: the position of the query, the document, its weight.
        """
        low, high = (terms << BUCKET_BITS) | first, (terms << BUCKET_BITS) | last
        parts = [_find(run, low, high) for run in self._runs]
        if not parts:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32)
        queries, documents, weights = zip(*parts, strict=True)
        return np.concatenate(queries), np.concatenate(documents), np.concatenate(weights)


def _sorted(keys: Ints, documents: Ints, weights: Floats) -> _Run:
    order = np.argsort(keys, kind="stable")
    return _Run(keys[order], documents[order], weights[order])


def _find(run: _Run, low: Ints, high: Ints) -> tuple[Ints, Ints, Floats]:
    starts = np.searchsorted(run.keys, low, "left")
    ends = np.searchsorted(run.keys, high, "right")
    starts = np.maximum(starts, ends - MAX_HOLDERS)
    queries, places = spread(starts, ends)
    return queries, run.documents[places], run.weights[places]


def spread(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """All positions of half-open ranges: which range each is of, and the position."""
    counts = np.maximum(ends - starts, 0)
    which = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return which, np.arange(len(which)) - before[which] + starts[which]
