"""Endless batches of one pool each, of about equal cost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from examples import SEED, Example
from rashomon.nlp.pieces import Encoded, Pieces
from tensors import pad

# Shares of the batches: what the corpora of words and sentences teach first, then with our own corpus.
STAGES = (
    {"ewt": 0.34, "gum": 0.15, "ner": 0.22, "causal": 0.20, "corpus": 0.0, "phrases": 0.09},
    {"ewt": 0.18, "gum": 0.09, "ner": 0.15, "causal": 0.12, "corpus": 0.41, "phrases": 0.05},
)
MAX_PIECES = 192  # of a training window; longer ones are cut
PIECES_PER_BATCH = 1900
MAX_BATCH = 128
BATCHES_SORTED_TOGETHER = 12


@dataclass
class Batch:
    """Tensors for the model and the examples they come from."""

    pool: str
    examples: list[Example]
    inputs: dict[str, Tensor]
    word_sentences: Tensor  # (batch, words), counted from 1
    counts: list[int]  # words of each example that fitted
    teacher: Tensor  # (batch, sentences, 384), zero where there is none


class Pool:
    """One pool of examples, encoded once."""

    def __init__(
        self, name: str, examples: list[Example], pieces: Pieces, teacher: dict[str, np.ndarray]
    ) -> None:
        self.name = name
        self.examples = examples
        self.encoded = [
            pieces.encode([e.words[a:b] for a, b in e.sentences], limit=MAX_PIECES)
            for e in examples
        ]
        self._teacher = teacher

    def batches(self, stage: int) -> Iterator[Batch]:
        """Shuffled anew in every round; windows of like length stand together."""
        rng = random.Random(f"{SEED}{self.name}{stage}")
        order = list(range(len(self.examples)))
        while True:
            rng.shuffle(order)
            size = BATCHES_SORTED_TOGETHER * 60
            for at in range(0, len(order), size):
                groups = self.group(
                    sorted(order[at : at + size], key=lambda n: len(self.encoded[n].ids))
                )
                rng.shuffle(groups)
                yield from map(self.batch, groups)

    def group(self, order: list[int]) -> list[list[int]]:
        """Cut an order into batches by padded size."""
        groups: list[list[int]] = []
        for n in order:
            width = len(self.encoded[n].ids)
            if (
                not groups
                or len(groups[-1]) >= MAX_BATCH
                or (len(groups[-1]) + 1) * width > PIECES_PER_BATCH
            ):
                groups.append([])
            groups[-1].append(n)
        return groups

    def batch(self, numbers: list[int]) -> Batch:
        """Tensors of some examples."""
        rows: list[Encoded] = [self.encoded[n] for n in numbers]
        examples = [self.examples[n] for n in numbers]
        ids, mask = pad([row.ids for row in rows])
        shapes, _ = pad([row.shapes for row in rows])
        anchors, anchor_mask = pad([row.anchors for row in rows])
        counts = [len(row.anchors) - 1 for row in rows]
        pairs = list(zip(examples, counts, strict=True))
        word_sentences, _ = pad([row.groups for row in rows])
        groups, _ = pad([row.piece_groups() for row in rows])
        most = max(len(e.sentences) for e in examples)
        teacher = np.zeros((len(rows), most, 384), np.float32)
        for r, (e, n) in enumerate(pairs):
            for s, (text, (_, last)) in enumerate(zip(e.texts, e.sentences, strict=True)):
                if last <= n and text in self._teacher:
                    teacher[r, s] = self._teacher[text]
        inputs = {
            "ids": ids, "mask": mask, "shapes": shapes, "groups": groups, "anchors": anchors,
            "anchor_mask": anchor_mask, "sentences": torch.arange(1, most + 1),
            "style": torch.tensor([e.style for e in examples]),
        }  # fmt: skip
        return Batch(self.name, examples, inputs, word_sentences, counts, torch.from_numpy(teacher))


def mixed(pools: dict[str, Pool], stage: int) -> Iterator[Batch]:
    """Batches of all pools, drawn by the stage's shares."""
    rng = random.Random(SEED + stage)
    streams = {name: pool.batches(stage) for name, pool in pools.items()}
    names = [n for n in STAGES[stage] if n in pools and pools[n].examples]
    while True:
        yield next(streams[rng.choices(names, [STAGES[stage][n] for n in names])[0]])
