"""Which texts hold which hashes: sorted runs that grow by being merged, never rebuilt."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.gather.shingles import distinct

Numbers = NDArray[np.int64]
_Run = NDArray[np.uint64]  # ascending; the upper half is a hash, the lower half a text's number

# A hash that more texts hold is *common*, boilerplate for the most part. For its sake a text is
# compared only with so many of its holders, those of the lowest rank: always the same ones.
MAX_HOLDERS = 64
_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)


class Postings:
    """Texts by number, 0, 1, 2…, and the hashes of their sketches.

    What is found depends on the texts alone: not on their order, nor on how they were batched.
    Eight bytes a hash; adding m hashes to n costs O(m log n) and, now and then, a merge.
    """

    def __init__(self) -> None:
        self._runs: list[_Run] = []
        self._ranks = np.zeros(0, np.uint64)
        self._common: dict[int, int] = {}  # hash: the highest rank that is compared for its sake

    def __len__(self) -> int:
        return len(self._ranks)

    def add(self, sketches: Sequence[NDArray[np.uint32]], ranks: Sequence[int]) -> _Run:
        """Take texts in, numbered on from the last; gives the run of their hashes."""
        first = len(self)
        self._ranks = np.concatenate([self._ranks, np.array(ranks, np.uint64)])
        numbers = np.repeat(
            np.arange(first, len(self), dtype=np.uint64), [len(hashes) for hashes in sketches]
        )
        hashes = np.concatenate([np.zeros(0, np.uint32), *sketches]).astype(np.uint64)
        run = np.sort(hashes << _HALF | numbers)
        self._runs.append(run)
        while len(self._runs) > 1 and 2 * len(self._runs[-1]) > len(self._runs[-2]):
            merged = np.concatenate([self._runs.pop(), self._runs.pop()])
            merged.sort(kind="stable")  # of two ascending parts: a merge
            self._runs.append(merged)
        self._note_common(_hashes_of(run))
        return run

    def _note_common(self, hashes: NDArray[np.uint64]) -> None:
        starts, ends = self._ranges(hashes)
        held = (ends - starts).sum(axis=0)
        for place in np.flatnonzero(held > MAX_HOLDERS).tolist():
            holders = self._holders(starts[:, place], ends[:, place])
            ranks = np.partition(self._ranks[holders], MAX_HOLDERS - 1)
            self._common[int(hashes[place])] = int(ranks[MAX_HOLDERS - 1])

    def _ranges(self, hashes: NDArray[np.uint64]) -> tuple[Numbers, Numbers]:
        """Where the holders of each hash stand in each run: both (runs, hashes)."""
        low = hashes << _HALF
        starts = np.array([np.searchsorted(run, low) for run in self._runs])
        ends = np.array([np.searchsorted(run, low | _LOWER, side="right") for run in self._runs])
        return starts, ends

    def _holders(self, starts: Numbers, ends: Numbers) -> Numbers:
        parts = [run[a:b] for run, a, b in zip(self._runs, starts, ends, strict=True)]
        return (np.concatenate(parts) & _LOWER).astype(np.int64)

    def pairs(self, run: _Run, *, first: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """The pairs of texts that share hashes, for the texts of one run.

        Args:
            run: What `add` gave.
            first: The number of the first text of the run.

        Returns:
            Later text, earlier text, how many hashes they share that count, and how many of these
            are rare: four (pairs,).
        """
        hashes = _hashes_of(run)
        starts, ends = self._ranges(hashes)
        common = np.isin(hashes, np.fromiter(self._common, np.uint64, len(self._common)))
        rare = ~common & ((ends - starts).sum(axis=0) > 1)
        rare_keys = self._rare_pairs(starts[:, rare], ends[:, rare], first)
        common_keys = [
            self._common_pairs(self._holders(a, b), self._common[h], first)
            for h, a, b in zip(
                hashes[common].tolist(), starts.T[common], ends.T[common], strict=True
            )
        ]
        keys, which = np.unique(np.concatenate([rare_keys, *common_keys]), return_inverse=True)
        counted = np.bincount(which, minlength=len(keys))
        rare_counts = np.bincount(which[: len(rare_keys)], minlength=len(keys))
        return keys >> 32, keys & 0xFFFFFFFF, counted, rare_counts

    def _rare_pairs(self, starts: Numbers, ends: Numbers, first: int) -> Numbers:
        """Keys of the pairs of a new holder of a hash and each holder with a lower number."""
        counts = ends - starts
        rows = np.concatenate([np.repeat(np.arange(counts.shape[1]), own) for own in counts])
        held = np.concatenate(
            [
                run[np.repeat(low - np.cumsum(own) + own, own) + np.arange(own.sum())] & _LOWER
                for run, low, own in zip(self._runs, starts, counts, strict=True)
            ]
        ).astype(np.int64)
        # Runs hold ever higher numbers, so that each row's holders come to stand in ascending order.
        held = held[np.argsort(rows, kind="stable")]
        sizes = counts.sum(axis=0)
        before = np.arange(len(held)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        new = np.flatnonzero(held >= first)
        lower = before[new]
        places = np.repeat(new - np.cumsum(lower), lower) + np.arange(lower.sum())
        return _keys(np.repeat(held[new], lower), held[places], first)

    def _common_pairs(self, holders: Numbers, highest: int, first: int) -> Numbers:
        """Keys of the pairs of which one is new and one is among the lowest in rank."""
        new, lowest = holders >= first, self._ranks[holders] <= np.uint64(highest)
        sides = ((holders[new], holders[lowest]), (holders, holders[new & lowest]))
        found = [
            _keys(np.repeat(left, len(right)), np.tile(right, len(left)), first)
            for left, right in sides
        ]
        return np.unique(np.concatenate(found))

    def shared(self, left: int, right: int, hashes: NDArray[np.uint32]) -> tuple[int, int]:
        """How many of the hashes that two texts share count, and how many of them are rare."""
        if not self._common:
            return len(hashes), len(hashes)
        low = int(min(self._ranks[left], self._ranks[right]))
        common = [self._common[h] for h in hashes.tolist() if h in self._common]
        rare = len(hashes) - len(common)
        return rare + sum(low <= highest for highest in common), rare


def _hashes_of(run: _Run) -> NDArray[np.uint64]:
    hashes = run >> _HALF
    return hashes[distinct(hashes)]


def _keys(left: Numbers, right: Numbers, first: int) -> Numbers:
    """Pairs as one number each, the later text in the upper half; only those with a new text."""
    later, earlier = np.maximum(left, right), np.minimum(left, right)
    new = (later >= first) & (earlier >= 0) & (later != earlier)
    keys: Numbers = later[new] << 32 | earlier[new]
    return keys
