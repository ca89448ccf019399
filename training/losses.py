"""Targets of a batch and the loss of every layer that it carries."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from examples import Example
from model import Labels, Reader

IGNORE = -100
WEIGHTS = {
    "arcs": 1.0, "deprels": 0.7, "upos": 0.5, "mentions": 1.0, "attribution": 1.0,
    "causal": 0.5, "roles": 0.7, "vector": 10.0,
}  # fmt: skip


def _rows(rows: list[list[int] | None], width: int) -> Tensor:
    matrix = torch.full((len(rows), width), IGNORE, dtype=torch.long)
    for r, row in enumerate(rows):
        if row:
            matrix[r, : len(row)] = torch.tensor(row[:width])
    return matrix


class Targets:
    """Label numbers of the layers."""

    def __init__(self, labels: Labels) -> None:
        self.upos = {label: n for n, label in enumerate(labels.upos)}
        self.deprels = {label: n for n, label in enumerate(labels.deprels)}
        self.mentions = {label: n for n, label in enumerate(labels.mentions)}
        self.attribution = {label: n for n, label in enumerate(labels.attribution)}

    def deprel(self, label: str) -> int:
        """A rare subtype falls back to its base."""
        return self.deprels.get(
            label, self.deprels.get(label.partition(":")[0], self.deprels["dep"])
        )


def batch_losses(
    model: Reader,
    out: dict[str, Tensor],
    batch: list[Example],
    counts: list[int],
    targets: Targets,
    teacher: Tensor,
) -> dict[str, Tensor]:
    """Loss by layer; `counts` are the words of each example that fitted."""
    width = out["upos"].shape[1]
    losses = {"vector": (1.0 - (out["vector"] * teacher).sum(-1)).mean()}
    if any(e.heads for e in batch):
        losses |= _parse(model, out, batch, counts, targets, width)
    if any(e.mentions for e in batch):
        losses["mentions"] = _mentions(out["mentions"], batch, counts, targets, width)
    if any(e.attribution for e in batch):
        losses["attribution"] = _attribution(out["attribution"], batch, counts, targets, width)
    if any(e.causal is not None for e in batch):
        losses |= _causal(out, batch, counts)
    return losses


def _parse(
    model: Reader,
    out: dict[str, Tensor],
    batch: list[Example],
    counts: list[int],
    targets: Targets,
    width: int,
) -> dict[str, Tensor]:
    heads = _rows(
        [
            [h + 1 if h < n else IGNORE for h in e.heads[:n]] if e.heads else None
            for e, n in zip(batch, counts, strict=True)
        ],
        width,
    )
    upos = _rows(
        [
            [targets.upos[u] for u in e.upos[:n]] if e.upos else None
            for e, n in zip(batch, counts, strict=True)
        ],
        width,
    )
    deprels = _rows(
        [
            [targets.deprel(d) for d in e.deprels[:n]] if e.deprels else None
            for e, n in zip(batch, counts, strict=True)
        ],
        width,
    )
    deprels[heads == IGNORE] = IGNORE
    scores = model.relation_scores(out, heads.clamp(min=0))
    return {
        "arcs": functional.cross_entropy(
            out["arcs"].flatten(0, 1), heads.flatten(), ignore_index=IGNORE
        ),
        "deprels": functional.cross_entropy(
            scores.flatten(0, 1), deprels.flatten(), ignore_index=IGNORE
        ),
        "upos": functional.cross_entropy(
            out["upos"].flatten(0, 1), upos.flatten(), ignore_index=IGNORE
        ),
    }


def _mentions(
    scores: Tensor, batch: list[Example], counts: list[int], targets: Targets, width: int
) -> Tensor:
    """Where a source does not mark a type, the probability of that type counts as O."""
    numbers = _rows(
        [
            [targets.mentions[t] if t else IGNORE for t in e.mentions[:n]] if e.mentions else None
            for e, n in zip(batch, counts, strict=True)
        ],
        width,
    )
    unmarked = torch.zeros(len(batch), scores.shape[-1], dtype=torch.bool)
    for r, e in enumerate(batch):
        for label, n in targets.mentions.items():
            unmarked[r, n] = label[2:] in e.unmarked
    logs = functional.log_softmax(scores, dim=-1)
    other = targets.mentions["O"]
    as_other = unmarked.clone()
    as_other[:, other] = True
    outside = torch.logsumexp(logs.masked_fill(~as_other[:, None, :], -1e4), dim=-1)
    chosen = torch.gather(logs, 2, numbers.clamp(min=0)[:, :, None]).squeeze(-1)
    known = numbers != IGNORE
    return -torch.where(numbers == other, outside, chosen)[known].mean()


def _attribution(
    scores: Tensor, batch: list[Example], counts: list[int], targets: Targets, width: int
) -> Tensor:
    numbers = _rows(
        [
            [targets.attribution[t] for t in e.attribution[:n]] if e.attribution else None
            for e, n in zip(batch, counts, strict=True)
        ],
        width,
    )
    weights = torch.tensor([e.attribution_weight for e in batch])[:, None].expand(-1, width)
    each = functional.cross_entropy(
        scores.flatten(0, 1), numbers.flatten(), ignore_index=IGNORE, reduction="none"
    )
    known = (numbers != IGNORE).flatten()
    return (each * weights.flatten())[known].sum() / weights.flatten()[known].sum()


def _causal(out: dict[str, Tensor], batch: list[Example], counts: list[int]) -> dict[str, Tensor]:
    kinds = torch.tensor([e.causal if e.causal is not None else IGNORE for e in batch])
    weights = torch.tensor([e.causal_weight for e in batch])
    known = kinds != IGNORE
    each = functional.cross_entropy(out["causal"], kinds, ignore_index=IGNORE, reduction="none")
    losses = {"causal": (each * weights)[known].sum() / weights[known].sum()}
    ends = torch.full((len(batch), 6), IGNORE, dtype=torch.long)
    for r, (e, n) in enumerate(zip(batch, counts, strict=True)):
        if e.relations and e.causal:
            cause, effect, signal = e.relations[0]
            # countercausal sources mark no signals: there the signal is not judged; otherwise [CLS] stands for 'none'
            places = [
                *cause,
                *effect,
                *(signal or ((-1, -1) if e.source in ("cnc", "gum") else (-200, -200))),
            ]
            ends[r] = torch.tensor([p + 1 if -1 <= p < n else IGNORE for p in places])
    if bool((ends != IGNORE).any()):
        each = _pointers(out["roles"], ends)
        marked = ends != IGNORE
        losses["roles"] = (each * weights[:, None])[marked].sum() / weights[:, None].expand(-1, 6)[
            marked
        ].sum()
    return losses


def _pointers(scores: Tensor, ends: Tensor) -> Tensor:
    """Cross-entropy of each of the six pointers over [CLS] and the words."""
    logs = functional.log_softmax(scores, dim=1)
    return -torch.gather(logs, 1, ends.clamp(min=0)[:, None, :]).squeeze(1)
