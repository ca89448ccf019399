"""What each element of a page holds, and which elements and blocks are alike."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.read.walk import Layout

Matrix = NDArray[np.float32]

_LEVELS = (1, 2, 3, 5)  # elements up from a block's own whose contents are counted
_MOST_LEVELS = 60  # elements up that a block's names are read from
_CARD = 3  # like siblings from which a container is a list
_MAIN_SHARES = (0.5, 0.8)  # of the page's running text; the deepest elements that hold as much
_SPREAD, _FACTOR = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93  # odd, of random bits
_NAME_WORD = re.compile(r"[a-z]{2,}|[A-Z][a-z]+")


@lru_cache(maxsize=20_000)
def name_words(names: str) -> tuple[str, ...]:
    """The words of an element's class and id."""
    return tuple(dict.fromkeys(word.lower() for word in _NAME_WORD.findall(names)))


def chain(layout: Layout, node: int) -> Iterator[int]:
    """An element and those around it, innermost first."""
    for _ in range(_MOST_LEVELS):
        if node < 0:
            return
        yield node
        node = layout.parents[node]


class Paths:
    """Folds values along the way from every element up to the root, all elements at once.

    By pointer jumping: each round doubles the number of elements that a value stands for.
    """

    def __init__(self, parents: NDArray[np.int64]) -> None:
        end = len(parents)  # stands above the root
        up = np.append(np.where(parents < 0, end, parents), end)
        self.jumps = [up]
        while (self.jumps[-1] < end).any():
            self.jumps.append(self.jumps[-1][self.jumps[-1]])

    def fold(
        self, values: NDArray[Any], combine: Callable[[Any, Any], Any], *, empty: Any
    ) -> NDArray[Any]:
        """Combine each element's value (left) with those above it, innermost first."""
        found = np.append(values, empty)
        for jump in self.jumps:
            found = combine(found, found[jump])
        return found[:-1]

    def number(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Number the ways up by the values on them: like ways have like numbers."""
        found = np.append((values + 1).astype(np.uint64) * np.uint64(_SPREAD), np.uint64(0))
        factor = _FACTOR
        for jump in self.jumps:
            found = found + found[jump] * np.uint64(factor)
            factor = factor * factor % (1 << 64)
        numbers: NDArray[np.int64] = np.unique(found[:-1], return_inverse=True)[1]
        return numbers


class Tree:
    """What each element holds, in words: all, linked, running text, blocks."""

    def __init__(
        self,
        layout: Layout,
        kinds: NDArray[np.int64],
        mass: Matrix,
        linked: Matrix,
        prose: Matrix,
    ) -> None:
        """`kinds` numbers the elements by their tags and stable names."""
        self.mass = mass
        self.prose = prose
        self.parents = np.array(layout.parents, dtype=np.int64)
        self.homes = np.array(layout.homes, dtype=np.int64)
        self.ends = np.array(layout.ends, dtype=np.int64)
        self.paths = Paths(self.parents)
        self.depths = self.paths.fold(np.ones(len(self.parents), np.int64), np.add, empty=0)
        own = np.zeros((len(layout.parents) + 1, 4))
        np.add.at(own, self.homes + 1, np.stack([mass, linked, prose, np.ones_like(mass)], axis=1))
        before = np.cumsum(own, axis=0)
        self.sums = before[self.ends] - before[:-1]
        self.shapes = self.paths.number(kinds)
        self.cards = self._cards()

    def containers(self) -> Matrix:
        """What the elements one, two, three and five up hold."""
        whole = np.maximum(self.sums[0], 1.0)
        parts = []
        node, level = self.homes, 0
        for wanted in _LEVELS:
            while level < wanted:
                node, level = np.maximum(self.parents[node], 0), level + 1
            held = self.sums[node]
            parts += [
                np.log1p(held[:, 0]),
                held[:, 1] / np.maximum(held[:, 0], 1),
                held[:, 2] / np.maximum(held[:, 0], 1),
                held[:, 0] / whole[0],
                np.log1p(held[:, 3]),
            ]
        return np.stack(parts, axis=1).astype(np.float32)

    def main(self) -> Matrix:
        """Is the block inside the deepest elements that hold most of the running text."""
        parts = []
        for share in _MAIN_SHARES:
            best = self._deepest(share)
            inside = (self.homes >= best) & (self.homes < self.ends[best])
            parts += [inside.astype(float), np.full(len(self.homes), self.depths[best])]
        return np.stack(parts, axis=1).astype(np.float32)

    def _deepest(self, share: float) -> int:
        enough = self.sums[:, 2] >= share * max(self.sums[0, 2], 1.0)
        return int(np.flatnonzero(enough)[-1]) if enough.any() else 0

    def groups(self) -> Matrix:
        """The blocks of like shape, and the lists of like elements that a block stands in."""
        return np.concatenate([self._like_blocks(), self.cards], axis=1)

    def _like_blocks(self) -> Matrix:
        kind = self.shapes[self.homes]
        size = int(self.shapes.max()) + 1
        count = np.bincount(kind, minlength=size)
        words = np.bincount(kind, self.mass, minlength=size)
        prose = np.bincount(kind, self.prose, minlength=size)
        whole = max(float(self.mass.sum()), 1.0)
        parts = [
            np.log1p(count[kind]),
            np.log1p(words[kind] / np.maximum(count[kind], 1)),
            words[kind] / whole,
            prose[kind] / np.maximum(words[kind], 1),
        ]
        return np.stack(parts, axis=1).astype(np.float32)

    def _cards(self) -> Matrix:
        """Of the largest and the innermost list around each block: how many elements, how long
        they are, how much of the page, how much of it linked.
        """
        keys = (self.parents + 1) * (self.shapes.max() + 1) + self.shapes
        _, of, counts = np.unique(keys, return_inverse=True, return_counts=True)
        words = np.bincount(of, self.sums[:, 0])
        linked = np.bincount(of, self.sums[:, 1])
        whole = max(float(self.mass.sum()), 1.0)
        about = [np.log1p(counts), np.log1p(words / counts), words / whole]
        lists = np.stack([*about, linked / np.maximum(words, 1.0)], axis=1)
        lists = np.concatenate([lists, np.zeros((1, 4))])  # the last one, -1, is no list at all
        shares = np.append(words / whole, -1.0)
        own = np.where(counts[of] >= _CARD, of, -1)
        largest = self.paths.fold(
            own, lambda one, above: np.where(shares[above] >= shares[one], above, one), empty=-1
        )
        innermost = self.paths.fold(
            own, lambda one, above: np.where(one >= 0, one, above), empty=-1
        )
        return np.concatenate([lists[largest[self.homes]], lists[innermost[self.homes]]], axis=1)


@lru_cache(maxsize=20_000)
def stable_name(names: str) -> str:
    """Names without their numbers: `post-1204` and `post-1205` are of one shape."""
    return " ".join(name_words(names)[:6])
