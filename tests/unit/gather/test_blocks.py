"""Blocks: bounded, complete, and near ones together."""

import numpy as np

from rashomon.gather.blocks import vector_blocks


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_few_rows_are_one_block():
    vectors = unit(np.random.default_rng(1).normal(size=(5, 8)))
    assert vector_blocks(vectors, size=5, least=0.9) == [[0, 1, 2, 3, 4]]


def test_every_row_is_in_one_block_of_bounded_size():
    vectors = unit(np.random.default_rng(2).normal(size=(200, 8)))
    blocks = vector_blocks(vectors, size=30, least=0.1)
    assert sorted(row for block in blocks for row in block) == list(range(200))
    assert max(map(len, blocks)) <= 30


def test_near_rows_stay_together():
    random = np.random.default_rng(3)
    centres = np.repeat(np.eye(10, dtype=np.float32), 8, axis=0)
    vectors = unit(centres + random.normal(scale=0.01, size=centres.shape))
    blocks = vector_blocks(vectors, size=8, least=0.5)
    assert blocks == [list(range(n, n + 8)) for n in range(0, 80, 8)]
