"""What the block classifier sees of a page: a row of numbers for each block.

Four kinds: the block's words, the elements around it, its neighbours, and the page as a whole. The
order of the columns is the order in which they are made here; the weights are read by it.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rashomon.read.blocks import Block
from rashomon.read.containers import Matrix, Tree, name_words, stable_name
from rashomon.read.regions import REASONS
from rashomon.read.walk import Layout

WordScores = Callable[[str], float]  # a word's log-odds of standing in or around main text

_TEXT_READ = 600  # characters of a block that are looked at
LABEL_WORDS = 10  # words; longer blocks are no labels
_REACH = (-2, -1, 1, 2)  # neighbours that a block's row repeats the words of
_FAR = 50  # blocks; beyond that a distance is just far
_WINDOW = 5  # blocks to each side that are averaged
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
_LABEL_WORD = re.compile(r"[a-z]{2,}|\d+|[^\w\s]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:/.]\d\d\b")
_SENTENCE_ENDS, _CLOSERS = frozenset(".!?…"), "\"'’”)]"
_DIGITS = 5  # which of the marks counts digits
_KINDS = ("text", "heading", "item", "quote", "caption", "cell")
_KIND_NUMBERS = np.arange(len(_KINDS))


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
    kinds = _Kinds(layout)
    tree = Tree(layout, kinds.numbers, mass, mass * own[:, _LINK], prose)
    around = _element_columns(blocks, layout, kinds, tree, names)
    parts = [own, around, tree.containers(), tree.main(), tree.groups(), _places(blocks, own)]
    parts.append(_neighbours(own))
    page = _page_row(blocks, kinds, own, tree)
    parts.append(np.repeat(page[None, :], len(blocks), axis=0))
    return np.concatenate(parts, axis=1, dtype=np.float32)


# --- the block's words --------------------------------------------------------------------------

_LINK, _STOPS, _PROSE = 2, 3, 4  # columns that others are made from


def _own_columns(blocks: Sequence[Block], labels: WordScores) -> Matrix:
    texts = [block.text[:_TEXT_READ] for block in blocks]
    count = np.array([block.words for block in blocks], dtype=np.float32)
    sizes = [len(block.text) for block in blocks]
    stops, few = _function_words(texts)
    ends = np.array([text.rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS for text in texts])
    marks = _marks(texts, np.maximum(count, 1))
    digits = (marks[:, _DIGITS] > 0).tolist()
    told = [
        (
            block.link_density,
            text[-1] == ":",
            text[-1] == "?",
            text[0].islower(),
            has_digit and bool(_YEAR.search(text)),
            block.opens_article,
            bool(block.author),
            bool(block.time),
        )
        for block, text, has_digit in zip(blocks, texts, digits, strict=True)
    ]
    flags = np.array(told, dtype=np.float32)
    prose = (count >= 4) & (stops > 0.15) & (ends | (count >= 15))
    kinds = np.array([_KINDS.index(block.kind) for block in blocks])[:, None] == _KIND_NUMBERS
    logs = np.log1p(np.stack([count, np.array(sizes, dtype=np.float32)]))
    front = np.stack([*logs, flags[:, 0], stops, prose, ends], axis=1)
    scores = _label_scores(texts, few, labels)
    return np.concatenate([front, flags[:, 1:], kinds, marks, scores], axis=1, dtype=np.float32)


def _function_words(texts: Sequence[str]) -> tuple[Matrix, NDArray[np.bool_]]:
    """The share of function words in each text, and whether it is short enough for a label."""
    counts = np.array([len(text.split()) for text in texts])
    tokens = "\n".join(texts).lower().split()
    hits = np.fromiter(map(_FUNCTION_WORDS.__contains__, tokens), np.float32, len(tokens))
    shares = np.bincount(_owners(counts), hits, minlength=len(texts)) / np.maximum(counts, 1)
    return shares.astype(np.float32), counts <= LABEL_WORDS


def _owners(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each part of all texts in a row, the number of its text."""
    return np.repeat(np.arange(len(counts)), counts)


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


def _label_scores(texts: Sequence[str], few: NDArray[np.bool_], labels: WordScores) -> Matrix:
    """The mean and the least score of the words of short texts, 0 for others."""
    words = [label_words(text) if short else () for text, short in zip(texts, few, strict=True)]
    counts = np.array([len(own) for own in words])
    found = np.zeros((len(texts), 2), dtype=np.float32)
    scored = np.flatnonzero(counts)
    if len(scored):
        starts = (np.cumsum(counts) - counts)[scored]
        scores = np.array([labels(word) for own in words for word in own])
        found[scored, 0] = np.add.reduceat(scores, starts) / counts[scored]
        found[scored, 1] = np.minimum.reduceat(scores, starts)
    return found


@lru_cache(maxsize=20_000)
def label_words(text: str) -> tuple[str, ...]:
    """The words of a short block, numbers as one word."""
    found = _LABEL_WORD.findall(text.casefold()[:_TEXT_READ])
    return tuple("0" if word.isdigit() else word for word in found)


# --- the elements around it ---------------------------------------------------------------------


class _Kinds:
    """The kinds of elements: each tag with its names once, and which kind each element is."""

    def __init__(self, layout: Layout) -> None:
        numbers: dict[tuple[str, str], int] = {}
        pairs = zip(layout.tags, layout.names, strict=True)
        self.of = np.array([numbers.setdefault(pair, len(numbers)) for pair in pairs])
        self.pairs = list(numbers)
        self.counts = np.bincount(self.of).tolist()
        shapes: dict[tuple[str, str], int] = {}
        own = [shapes.setdefault((t, stable_name(n)), len(shapes)) for t, n in self.pairs]
        self.numbers = np.array(own)[self.of]


def _element_columns(
    blocks: Sequence[Block], layout: Layout, kinds: _Kinds, tree: Tree, names: WordScores
) -> Matrix:
    own = np.array([_name_score(text, names) for _, text in kinds.pairs])[kinds.of]
    tags = np.array([_TAG_BITS.get(tag, 0) for tag, _ in kinds.pairs])[kinds.of]
    fold, at = tree.paths.fold, np.array(layout.inner)
    bits = fold(tags, np.bitwise_or, empty=0)[at][:, None] & _BITS
    least, most = fold(own, np.minimum, empty=0.0)[at], fold(own, np.maximum, empty=0.0)[at]
    depth, total = tree.depths[at], fold(own, np.add, empty=0.0)[at]
    regions = np.array([_REGION_NUMBERS.get(block.region, -1) for block in blocks])
    homes, inner = own[tree.homes], own[at]
    above = own[np.maximum(tree.parents[tree.homes], 0)]
    near = np.where(inner != 0, inner, np.where(homes != 0, homes, above))
    each = [depth, near, homes, total, total / np.maximum(depth, 1), least, most]
    return np.concatenate(
        [bits != 0, regions[:, None] == np.arange(len(REASONS)), np.stack(each, axis=1)],
        axis=1,
        dtype=np.float32,
    )


@lru_cache(maxsize=20_000)
def _name_score(text: str, names: WordScores) -> float:
    scores = [names(word) for word in name_words(text)]
    return max(scores, key=abs) if scores else 0.0


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


def _page_row(blocks: Sequence[Block], kinds: _Kinds, own: Matrix, tree: Tree) -> Matrix:
    mass = np.expm1(own[:, 0])
    whole = max(float(mass.sum()), 1.0)
    lists = tree.cards[:, :4]
    longest = lists[int(np.argmax(lists[:, 2]))]
    tags, names = Counter[str](), Counter[str]()
    for (tag, text), times in zip(kinds.pairs, kinds.counts, strict=True):
        tags[tag] += times
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
