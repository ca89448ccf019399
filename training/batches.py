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

POOL_WEIGHTS = {"ewt": 0.34, "gum": 0.14, "ner": 0.18, "causal": 0.23, "phrases": 0.11}
MAX_PIECES = 128  # of a training sentence; longer ones are cut
PIECES_PER_BATCH = 1900
MAX_BATCH = 128
BATCHES_SORTED_TOGETHER = 40


@dataclass
class Batch:
    """Tensors for the model and the examples they come from."""

    pool: str
    examples: list[Example]
    ids: Tensor
    mask: Tensor
    shapes: Tensor
    anchors: Tensor
    anchor_mask: Tensor
    counts: list[int]
    teacher: Tensor


class Pool:
    """One pool of examples, encoded once."""

    def __init__(
        self, name: str, examples: list[Example], pieces: Pieces, teacher: dict[str, np.ndarray]
    ) -> None:
        self.name = name
        self.examples = examples
        self.encoded = [pieces.encode(e.words, limit=MAX_PIECES) for e in examples]
        self._teacher = teacher

    def batches(self) -> Iterator[Batch]:
        """Shuffled anew in every round; sentences of like length stand together."""
        rng = random.Random(f"{SEED}{self.name}")
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
        ids, mask = pad([row.ids for row in rows])
        shapes, _ = pad([row.shapes for row in rows])
        anchors, anchor_mask = pad([row.anchors for row in rows])
        examples = [self.examples[n] for n in numbers]
        vectors = [self._teacher.get(e.text, np.zeros(384, np.float32)) for e in examples]
        counts = [len(row.anchors) - 1 for row in rows]
        return Batch(
            self.name,
            examples,
            ids,
            mask,
            shapes,
            anchors,
            anchor_mask,
            counts,
            torch.from_numpy(np.stack(vectors)),
        )


def mixed(pools: dict[str, Pool]) -> Iterator[Batch]:
    """Batches of all pools, drawn by POOL_WEIGHTS."""
    rng = random.Random(SEED)
    streams = {name: pool.batches() for name, pool in pools.items()}
    names = list(POOL_WEIGHTS)
    while True:
        yield next(streams[rng.choices(names, [POOL_WEIGHTS[n] for n in names])[0]])
