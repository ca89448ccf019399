"""Rows of numbers as padded tensors."""

from __future__ import annotations

import torch
from torch import Tensor


def pad(rows: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Rows as a matrix, and its mask."""
    matrix = torch.zeros((len(rows), max(len(row) for row in rows)), dtype=torch.long)
    mask = torch.zeros_like(matrix)
    for r, row in enumerate(rows):
        matrix[r, : len(row)] = torch.tensor(row, dtype=torch.long)
        mask[r, : len(row)] = 1
    return matrix, mask
