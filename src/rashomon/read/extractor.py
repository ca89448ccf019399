"""Which blocks of a page are its text: the block classifier's verdict."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.read.blocks import Block
from rashomon.read.walk import Layout

_FEWEST_WORDS = 25  # a text below that is a miss
_LINKED = 0.6  # share of link text from which a block is no running text
_SHORTEST_REPEATED = 8  # words; shorter lines may well be said twice
_NEVER_TEXT = frozenset(("site chrome: dialog", "site chrome: page foot"))


def mark_wanted(blocks: Sequence[Block], layout: Layout) -> None:
    """Put the classifier's verdict to the blocks; that of our own rules where it finds nothing."""
    from rashomon.read.classifier import best_cut, load_classifier

    scores = say_once(refuse_furniture(load_classifier().scores(blocks, layout), blocks), blocks)
    words = np.array([block.words for block in blocks], dtype=np.float64)
    cut, _ = best_cut(scores, words)
    wanted = scores >= cut
    found = words[wanted].sum() >= _FEWEST_WORDS
    for block, verdict in zip(blocks, wanted.tolist(), strict=True):
        block.wanted = verdict if found else False if _is_aside(block) else None


def refuse_furniture(scores: NDArray[np.float64], blocks: Sequence[Block]) -> NDArray[np.float64]:
    """The scores with 0 for what stands in dialogs and page feet.

    Notices about cookies are the longest running text of many a page of short texts, and too few
    pages have them for the classifier to learn it. A page that shows little else is left as it is.
    """
    furniture = np.array([block.region in _NEVER_TEXT for block in blocks])
    words = np.array([block.words for block in blocks])
    return scores if words[~furniture].sum() < _FEWEST_WORDS else np.where(furniture, 0.0, scores)


def say_once(scores: NDArray[np.float64], blocks: Sequence[Block]) -> NDArray[np.float64]:
    """The scores with 0 for all copies of a paragraph but the one that is surest to be text.

    Posts quoted whole, signatures, and pages that hold a text once more for another kind of screen.
    """
    once = scores.copy()
    kept: dict[str, int] = {}
    for i, block in enumerate(blocks):
        if block.words < _SHORTEST_REPEATED:
            continue
        before = kept.setdefault(block.text, i)
        if before != i:
            better, worse = (i, before) if scores[i] > scores[before] else (before, i)
            kept[block.text], once[worse] = better, 0.0
    return once


def _is_aside(block: Block) -> bool:
    return bool(block.region) or block.link_density > _LINKED
