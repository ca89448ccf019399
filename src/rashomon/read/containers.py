"""What each element of a page holds, and which elements and blocks are alike."""

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rashomon.read.walk import Layout

Matrix = NDArray[np.float32]

_LEVELS = (1, 2, 3, 5)  # elements up from a block's own whose contents are counted
_MOST_LEVELS = 60  # elements up that a block's names are read from
_CARD = 3  # like siblings from which a container is a list
_MAIN_SHARES = (0.5, 0.8)  # of the page's running text; the deepest elements that hold as much
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


class Tree:
    """What each element holds, in words: all, linked, running text, blocks."""

    def __init__(self, layout: Layout, mass: Matrix, linked: Matrix, prose: Matrix) -> None:
        self.layout = layout
        self.mass = mass
        self.prose = prose
        self.parents = np.array(layout.parents, dtype=np.int64)
        self.homes = np.array(layout.homes, dtype=np.int64)
        self.ends = np.array(layout.ends, dtype=np.int64)
        own = np.zeros((len(layout.parents) + 1, 4))
        np.add.at(own, self.homes + 1, np.stack([mass, linked, prose, np.ones_like(mass)], axis=1))
        before = np.cumsum(own, axis=0)
        self.sums = before[self.ends] - before[:-1]
        self.shapes = self._shapes()
        self.cards = self._cards(self.shapes)

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
            parts += [inside.astype(float), np.full(len(self.homes), self._depth(best))]
        return np.stack(parts, axis=1).astype(np.float32)

    def _deepest(self, share: float) -> int:
        enough = self.sums[:, 2] >= share * max(self.sums[0, 2], 1.0)
        return int(np.flatnonzero(enough)[-1]) if enough.any() else 0

    def _depth(self, node: int) -> int:
        return sum(1 for _ in chain(self.layout, node))

    def groups(self) -> Matrix:
        """The blocks of like shape, and the lists of like elements that a block stands in."""
        return np.concatenate([self._like_blocks(self.shapes), self.cards], axis=1)

    def _shapes(self) -> list[int]:
        """For each element the number of its shape: its own tag and names, and its parent's."""
        numbers: dict[tuple[int, str, str], int] = {}
        shapes: list[int] = []
        for parent, tag, names in zip(
            self.layout.parents, self.layout.tags, self.layout.names, strict=True
        ):
            above = shapes[parent] if parent >= 0 else -1
            shapes.append(numbers.setdefault((above, tag, _stable(names)), len(numbers)))
        return shapes

    def _like_blocks(self, shapes: list[int]) -> Matrix:
        kind = np.array(shapes)[self.homes]
        size = max(shapes) + 1
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

    def _cards(self, shapes: list[int]) -> Matrix:
        """Of the largest and the innermost list around each block: how many elements, how long
        they are, how much of the page, how much of it linked.
        """
        keys = (self.parents + 1) * (max(shapes) + 1) + np.array(shapes)
        _, of, counts = np.unique(keys, return_inverse=True, return_counts=True)
        words = np.bincount(of, self.sums[:, 0])
        linked = np.bincount(of, self.sums[:, 1])
        whole = max(float(self.mass.sum()), 1.0)
        about = [np.log1p(counts), np.log1p(words / counts), words / whole]
        lists = np.stack([*about, linked / np.maximum(words, 1.0)], axis=1)
        shares, enough = (words / whole).tolist(), (counts >= _CARD).tolist()
        largest, innermost = self._lists(of.tolist(), shares, enough)
        lists = np.concatenate([lists, np.zeros((1, 4))])  # the last one is no list at all
        homes = self.homes
        return np.concatenate([lists[largest][homes], lists[innermost][homes]], axis=1)

    def _lists(
        self, of: list[int], shares: list[float], enough: list[bool]
    ) -> tuple[list[int], list[int]]:
        largest: list[int] = []
        innermost: list[int] = []
        for parent, own in zip(self.layout.parents, of, strict=True):
            outer, inner = (largest[parent], innermost[parent]) if parent >= 0 else (-1, -1)
            if enough[own]:
                inner = own
                outer = outer if outer >= 0 and shares[outer] >= shares[own] else own
            largest.append(outer)
            innermost.append(inner)
        return largest, innermost


@lru_cache(maxsize=20_000)
def _stable(names: str) -> str:
    """Names without their numbers: `post-1204` and `post-1205` are of one shape."""
    return " ".join(name_words(names)[:6])
