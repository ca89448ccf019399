"""What the block classifier sees of a page: a row of numbers for each block.

Four kinds: the block's words, the elements around it, its neighbours, and the page as a whole. The
order of the columns is the order in which they are made here; the weights are read by it.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rashomon.read.blocks import Block
from rashomon.read.regions import REASONS
from rashomon.read.walk import Layout

Matrix = NDArray[np.float32]
WordScores = Callable[[str], float]  # a word's log-odds of standing in or around main text

_TEXT_READ = 600  # characters of a block that are looked at
LABEL_WORDS = 10  # words; longer blocks are no labels
_LEVELS = (1, 2, 3, 5)  # elements up from a block's own whose contents are counted
_MOST_LEVELS = 60  # elements up that a block's names are read from
_REACH = (-2, -1, 1, 2)  # neighbours that a block's row repeats the words of
_FAR = 50  # blocks; beyond that a distance is just far
_WINDOW = 5  # blocks to each side that are averaged
_CARD = 3  # like siblings from which a container is a list
_MAIN_SHARES = (0.5, 0.8)  # of the page's running text; the deepest elements that hold as much
_TAGS = (
    "p li td table nav header footer aside form button article main section figure blockquote h1 h2 h3 pre dd dt label"
    " summary address ul ol"
).split()  # fmt: skip
_TAG_BITS = {tag: 1 << i for i, tag in enumerate(_TAGS)}
_BITS = np.array(list(_TAG_BITS.values()))
_REGION_NUMBERS = {reason: number for number, reason in enumerate(REASONS)}
_FUNCTION_WORDS = frozenset(
    "the of and to in a is that for it was on as with be by at this are have from or but not an had they you which we were"
    " their has will would can if his her more when who what so about there than been i".split()
)
_NAME_WORD = re.compile(r"[a-z]{2,}|[A-Z][a-z]+")
_LABEL_WORD = re.compile(r"[a-z]{2,}|\d+|[^\w\s]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:/.]\d\d\b")
_ENDS = re.compile(r"[.!?…][\"'’”)\]]*$")
_TAIL = 12  # characters at the end of a block that are looked at for its last punctuation
_KINDS = ("text", "heading", "item", "quote", "caption", "cell")
_KIND_COLUMNS = {kind: tuple(float(kind == other) for other in _KINDS) for kind in _KINDS}
_NO_SCORE = (0.0, 0.0)


def page_rows(
    blocks: Sequence[Block],
    layout: Layout,
    *,
    names: WordScores,
    labels: WordScores,
) -> Matrix:
    """The rows of a page's blocks, shape (blocks, columns).

    Args:
        blocks: The blocks.
        layout: Their elements.
        names: The scores of words in class names and ids.
        labels: The scores of words in short blocks.
    """
    own = _own_columns(blocks, labels)
    mass = np.expm1(own[:, 0])
    prose = mass * own[:, _PROSE]
    tree = _Tree(layout, mass, mass * own[:, _LINK], prose)
    around = _element_columns(blocks, layout, names)
    parts = [own, around, tree.containers(), tree.main(), tree.groups(), _places(blocks, own)]
    parts.append(_neighbours(own))
    page = _page_row(blocks, layout, own, tree)
    parts.append(np.repeat(page[None, :], len(blocks), axis=0))
    return np.concatenate(parts, axis=1, dtype=np.float32)


# --- the block's words --------------------------------------------------------------------------

_LINK, _STOPS, _PROSE = 2, 3, 4  # columns that others are made from


def _own_columns(blocks: Sequence[Block], labels: WordScores) -> Matrix:
    texts = [block.text[:_TEXT_READ] for block in blocks]
    words = [text.lower().split() for text in texts]
    rows = [
        (
            block.words,
            len(block.text),
            block.link_density,
            sum(map(_FUNCTION_WORDS.__contains__, tokens)) / max(len(tokens), 1),
            bool(_ENDS.search(text[-_TAIL:])),
            text[-1] == ":",
            text[-1] == "?",
            text[0].islower(),
            bool(_YEAR.search(text)),
            block.opens_article,
            bool(block.author),
            bool(block.time),
            *_KIND_COLUMNS[block.kind],
            *(_label_score(text, labels) if len(tokens) <= LABEL_WORDS else _NO_SCORE),
        )
        for block, text, tokens in zip(blocks, texts, words, strict=True)
    ]
    told = np.array(rows, dtype=np.float32)
    count, stops, ends = told[:, 0], told[:, 3], told[:, 4]
    prose = (count >= 4) & (stops > 0.15) & ((ends > 0) | (count >= 15))
    logs = np.log1p(told[:, :2])
    marks = _marks(texts, np.maximum(count, 1))
    return np.concatenate(
        [logs, told[:, 2:4], prose[:, None], told[:, 4:-2], marks, told[:, -2:]],
        axis=1,
        dtype=np.float32,
    )


def _marks(texts: Sequence[str], count: Matrix) -> Matrix:
    """Full stops, commas, bars, money, lines by words; digits and capitals by characters."""
    sizes = np.array([len(text) for text in texts])
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "replace"), dtype=np.uint32)
    classes = _CLASSES[np.minimum(codes, _CODES - 1)]
    owner = np.repeat(np.arange(len(texts)), sizes) * _CLASS_COUNT
    found = np.bincount(owner + classes, minlength=len(texts) * _CLASS_COUNT)
    table = found.reshape(len(texts), _CLASS_COUNT)[:, 1:].astype(np.float32)
    table[:, :5] /= count[:, None]
    table[:, 5:] /= np.maximum(sizes, 1)[:, None]
    return table


def _char_classes() -> NDArray[np.int64]:
    classes = np.zeros(_CODES, dtype=np.int64)
    groups = (".!?", ",", "|·•»/>", "$€£%", "\n", "0123456789")
    for number, group in enumerate(groups, start=1):
        classes[[ord(c) for c in group if ord(c) < _CODES]] = number
    classes[[code for code in range(_CODES) if chr(code).isupper()]] = len(groups) + 1
    return classes


_CODES = 0x2100  # characters that are told apart; the others are just characters
_CLASSES = _char_classes()
_CLASS_COUNT = 8


@lru_cache(maxsize=20_000)
def _label_score(text: str, labels: WordScores) -> tuple[float, float]:
    scores = [labels(word) for word in label_words(text)]
    return (sum(scores) / len(scores), min(scores)) if scores else _NO_SCORE


@lru_cache(maxsize=20_000)
def label_words(text: str) -> tuple[str, ...]:
    """The words of a short block, numbers as one word."""
    found = _LABEL_WORD.findall(text.casefold()[:_TEXT_READ])
    return tuple("0" if word.isdigit() else word for word in found)


@lru_cache(maxsize=20_000)
def name_words(names: str) -> tuple[str, ...]:
    """The words of an element's class and id."""
    return tuple(dict.fromkeys(word.lower() for word in _NAME_WORD.findall(names)))


# --- the elements around it ---------------------------------------------------------------------


def chain(layout: Layout, node: int) -> Iterator[int]:
    """An element and those around it, innermost first."""
    for _ in range(_MOST_LEVELS):
        if node < 0:
            return
        yield node
        node = layout.parents[node]


def _element_columns(blocks: Sequence[Block], layout: Layout, names: WordScores) -> Matrix:
    scores = {text: _name_score(text, names) for text in set(layout.names)}
    own = [scores[text] for text in layout.names]
    inherited = np.array(_inherit(layout, own))[layout.inner]
    bits = inherited[:, 0].astype(np.int64)[:, None] & _BITS
    regions = np.array([_REGION_NUMBERS.get(block.region, -1) for block in blocks])
    depth, total = inherited[:, 1], inherited[:, 2]
    homes = np.array(own)[layout.homes]
    inner = np.array(own)[layout.inner]
    above = np.array(own)[np.maximum(np.array(layout.parents)[layout.homes], 0)]
    near = np.where(inner != 0, inner, np.where(homes != 0, homes, above))
    each = [depth, near, homes, total, total / np.maximum(depth, 1), *inherited[:, 3:].T]
    return np.concatenate(
        [bits != 0, regions[:, None] == np.arange(len(REASONS)), np.stack(each, axis=1)],
        axis=1,
        dtype=np.float32,
    )


@lru_cache(maxsize=20_000)
def _name_score(text: str, names: WordScores) -> float:
    scores = [names(word) for word in name_words(text)]
    return max(scores, key=abs) if scores else 0.0


def _inherit(layout: Layout, own: list[float]) -> list[tuple[int, int, float, float, float]]:
    """For each element: its tags as bits, depth, and the sum, least and most of the scores."""
    found: list[tuple[int, int, float, float, float]] = []
    for parent, tag, score in zip(layout.parents, layout.tags, own, strict=True):
        bits, depth, total, least, most = found[parent] if parent >= 0 else (0, 0, 0.0, 0.0, 0.0)
        bits |= _TAG_BITS.get(tag, 0)
        found.append((bits, depth + 1, total + score, min(least, score), max(most, score)))
    return found


class _Tree:
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


# --- where it stands ----------------------------------------------------------------------------


def _places(blocks: Sequence[Block], own: Matrix) -> Matrix:
    count = len(blocks)
    index = np.arange(count)
    mass = np.expm1(own[:, 0])
    before = np.cumsum(mass) - mass
    prose = np.flatnonzero(own[:, _PROSE])
    first, last = (prose[0], prose[-1]) if len(prose) else (count, -1)
    heading = [b.kind == "heading" for b in blocks]
    latest = np.maximum.accumulate(np.where(heading, index, -_FAR))
    head = np.minimum(index - latest, _FAR)
    again = Counter(block.text for block in blocks)
    parts = [
        index / count,
        before / max(mass.sum(), 1.0),
        np.minimum(index, 100),
        np.minimum(count - index, 100),
        np.clip(index - first, -_FAR, _FAR),
        np.clip(last - index, -_FAR, _FAR),
        head,
        np.log1p([again[block.text] for block in blocks]),
    ]
    return np.stack(parts, axis=1).astype(np.float32)


def _neighbours(own: Matrix) -> Matrix:
    columns = own[:, [0, _LINK, _STOPS, _PROSE, -2]]
    shifted = [shift_rows(columns, by) for by in _REACH]
    width = 2 * _WINDOW + 1
    padded = np.pad(columns, ((_WINDOW + 1, _WINDOW), (0, 0)))
    sums = np.cumsum(padded, axis=0)
    return np.concatenate([*shifted, (sums[width:] - sums[:-width]) / width], axis=1)


def shift_rows(rows: Matrix, by: int) -> Matrix:
    """Each row's neighbour so many places further, -1 beyond the ends."""
    result = np.full_like(rows, -1.0)
    if abs(by) >= len(rows):
        return result
    if by > 0:
        result[:-by] = rows[by:]
    else:
        result[-by:] = rows[:by]
    return result


# --- the page -----------------------------------------------------------------------------------


def _page_row(blocks: Sequence[Block], layout: Layout, own: Matrix, tree: _Tree) -> Matrix:
    mass = np.expm1(own[:, 0])
    whole = max(float(mass.sum()), 1.0)
    lists = tree.cards[:, :4]
    longest = lists[int(np.argmax(lists[:, 2]))]
    tags = Counter(layout.tags)
    names = Counter[str]()
    for text, times in Counter(layout.names).items():
        for word in _page_names(text):
            names[word] += times
    return np.array(
        [
            math.log1p(len(blocks)),
            math.log1p(whole),
            float((mass * own[:, _LINK]).sum() / whole),
            float((mass * own[:, _PROSE]).sum() / whole),
            math.log1p(float(np.max(mass))),
            math.log1p(float(own[:, _PROSE].sum())),
            *longest,
            *(math.log1p(tags[tag]) for tag in ("article", "time", "h1", "h2", "h3", "p", "li", "td", "main", "section")),
            *(math.log1p(names[word]) for word in PAGE_NAMES),
            math.log1p(sum(bool(b.author) for b in blocks)),
        ],
        dtype=np.float32,
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def _page_names(names: str) -> tuple[str, ...]:
    return tuple(word for word in name_words(names)[:6] if word in PAGE_NAMES)


PAGE_NAMES = tuple(
    "post posts reply comment comments message thread topic forum author user votes answer question quote avatar"
    " product products price card item items grid list listing entry excerpt result teaser article content cart rating"
    " filter category job event course".split()
)
PAGE_COLUMNS = 6 + 4 + 10 + len(PAGE_NAMES) + 1  # the last columns of a row: the same for all
