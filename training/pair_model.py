"""The pair model: two statements in one pass of a six-layer encoder, and what the second does with the first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from model import HIDDEN, Encoder
from rashomon.nlp.pairs import LABELS, encode_pair
from rashomon.nlp.pieces import Pieces
from tensors import pad

INNER_HEAD = 192
SIDES = 2


class PairModel(nn.Module):
    """Scores of neither, same, contradicts."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout=dropout, marks=SIDES)
        self.inner = nn.Linear(3 * HIDDEN, INNER_HEAD)
        self.dropout = nn.Dropout(dropout)
        self.classes = nn.Linear(INNER_HEAD, len(LABELS))

    def forward(self, ids: Tensor, mask: Tensor, sides: Tensor) -> Tensor:
        """Take ids (pairs, pieces), mask 1 on pieces, sides 1 on the second text; return (pairs, classes) scores."""
        states = self.encoder(ids, mask, sides)[-1]
        parts = [states[:, 0]]
        for side in range(SIDES):
            weights = ((sides == side) & (mask > 0)).to(states.dtype)[:, :, None]
            parts.append((states * weights).sum(1) / weights.sum(1).clamp(min=1.0))
        hidden = functional.gelu(self.inner(torch.cat(parts, dim=-1)))
        return self.classes(self.dropout(hidden)).float()

    def load_original(self, folder: Path) -> None:
        """Begin as all-MiniLM-L6-v2, whose second token type marks the second text."""
        self.encoder.load_original(folder)
        kinds = load_file(str(folder / "model.safetensors"))[
            "embeddings.token_type_embeddings.weight"
        ]
        self.encoder.shape.weight.data[1] = kinds[1] - kinds[0]


def batch(texts: Sequence[tuple[str, str]], pieces: Pieces) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask and sides of some pairs."""
    rows = [encode_pair(pieces, *pair) for pair in texts]
    ids, mask = pad([ids for ids, _ in rows])
    sides, _ = pad([sides for _, sides in rows])
    return ids, mask, sides
