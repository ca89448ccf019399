"""Which blocks of a page are its text: the block classifier's verdict."""

from collections.abc import Sequence

import numpy as np

from rashomon.read.blocks import Block
from rashomon.read.walk import Layout

_FEWEST_WORDS = 25  # a text below that is a miss
_LINKED = 0.6  # share of link text from which a block is no running text


def mark_wanted(blocks: Sequence[Block], layout: Layout) -> None:
    """Put the classifier's verdict to the blocks; that of our own rules where it finds nothing."""
    from rashomon.read.classifier import best_cut, load_classifier

    scores = load_classifier().scores(blocks, layout)
    words = np.array([block.words for block in blocks], dtype=np.float64)
    cut, _ = best_cut(scores, words)
    wanted = scores >= cut
    found = words[wanted].sum() >= _FEWEST_WORDS
    for block, verdict in zip(blocks, wanted.tolist(), strict=True):
        block.wanted = verdict if found else False if _is_aside(block) else None


def _is_aside(block: Block) -> bool:
    return bool(block.region) or block.link_density > _LINKED
