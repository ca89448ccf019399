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
from rashomon.read.containers import Matrix, Tree, name_words
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
    tree = Tree(layout, mass, mass * own[:, _LINK], prose)
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


# --- the elements around it ---------------------------------------------------------------------


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


def _page_row(blocks: Sequence[Block], layout: Layout, own: Matrix, tree: Tree) -> Matrix:
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
