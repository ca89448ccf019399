"""Targets of a batch and the loss of every layer that it carries."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from batches import Batch
from examples import Example, FrameExample
from mentions import UNMARKED, meant
from model import Labels, Reader
from rashomon.nlp.frames import (
    ATTRIBUTES,
    KINDS,
    ROLE_LIST,
    attribute_slices,
    distance_buckets,
    role_columns,
    sentence_offsets,
)

IGNORE = -100
WEIGHTS = {
    "arcs": 1.0, "deprels": 0.7, "upos": 0.5, "mentions": 1.0, "causal": 0.5, "starts": 3.0,
    "roles": 1.0, "ends": 0.3, "attributes": 1.5, "vector": 10.0,
}  # fmt: skip
FRAME_SCALE = 12.0  # a frame's loss is a sum over words; this brings it near the other layers' size


class Targets:
    """Label numbers of the layers."""

    def __init__(self, labels: Labels) -> None:
        self.upos = {label: n for n, label in enumerate(labels.upos)}
        self.deprels = {label: n for n, label in enumerate(labels.deprels)}
        self.mentions = {label: n for n, label in enumerate(labels.mentions)}

    def deprel(self, label: str) -> int:
        """A rare subtype falls back to its base."""
        return self.deprels.get(
            label, self.deprels.get(label.partition(":")[0], self.deprels["dep"])
        )

    def meant(self, tag: str, source: str) -> list[int]:
        """Numbers of our tags that a source's tag may stand for."""
        if tag == "O":
            unmarked = UNMARKED.get(source, ())
            return [
                n for label, n in self.mentions.items() if label == "O" or label[2:] in unmarked
            ]
        return [self.mentions[f"{tag[:2]}{label}"] for label in meant(tag[2:], source)]


def batch_losses(
    model: Reader, out: dict[str, Tensor], batch: Batch, targets: Targets
) -> dict[str, Tensor]:
    """Loss by layer."""
    losses = {}
    known = batch.teacher.abs().sum(-1) > 0
    if bool(known.any()):
        losses["vector"] = (1.0 - (out["vector"] * batch.teacher).sum(-1))[known].mean()
    if any(e.heads for e in batch.examples):
        losses |= _parse(model, out, batch, targets)
    if any(e.mentions for e in batch.examples):
        losses["mentions"] = _mentions(out["mentions"], batch, targets)
    if any(c is not None for e in batch.examples for c in e.causal):
        losses["causal"] = _causal(out["causal"], batch)
    if any(e.frames is not None for e in batch.examples):
        losses["starts"] = _starts(out["starts"], batch)
        losses |= _frames(model, out, batch)
    return losses


def _rows(rows: list[list[int] | None], width: int) -> Tensor:
    matrix = torch.full((len(rows), width), IGNORE, dtype=torch.long)
    for r, row in enumerate(rows):
        if row:
            matrix[r, : len(row)] = torch.tensor(row[:width])
    return matrix


def _parse(
    model: Reader, out: dict[str, Tensor], batch: Batch, targets: Targets
) -> dict[str, Tensor]:
    width, pairs = out["upos"].shape[1], list(zip(batch.examples, batch.counts, strict=True))
    heads = _rows(
        [[h + 1 if h < n else IGNORE for h in e.heads[:n]] if e.heads else None for e, n in pairs],
        width,
    )
    upos = _rows(
        [[targets.upos[u] for u in e.upos[:n]] if e.upos else None for e, n in pairs], width
    )
    deprels = _rows(
        [[targets.deprel(d) for d in e.deprels[:n]] if e.deprels else None for e, n in pairs], width
    )
    deprels[heads == IGNORE] = IGNORE
    scores = model.relation_scores(out, heads.clamp(min=0))
    found = {
        "arcs": (out["arcs"], heads),
        "deprels": (scores, deprels),
        "upos": (out["upos"], upos),
    }
    return {
        name: functional.cross_entropy(s.flatten(0, 1), t.flatten(), ignore_index=IGNORE)
        for name, (s, t) in found.items()
    }


def _mentions(scores: Tensor, batch: Batch, targets: Targets) -> Tensor:
    """Each word's loss sums the probabilities of all labels that its source's label may mean."""
    allowed = torch.zeros(scores.shape, dtype=torch.bool)
    for r, (e, n) in enumerate(zip(batch.examples, batch.counts, strict=True)):
        for w, tag in enumerate((e.mentions or [])[:n]):
            if tag is not None:
                allowed[r, w, targets.meant(tag, e.source)] = True
    logs = functional.log_softmax(scores, dim=-1)
    known = allowed.any(-1)
    return -torch.logsumexp(logs.masked_fill(~allowed, -1e4), dim=-1)[known].mean()


def _causal(scores: Tensor, batch: Batch) -> Tensor:
    kinds = torch.full(scores.shape[:2], IGNORE, dtype=torch.long)
    for r, e in enumerate(batch.examples):
        for s, kind in enumerate(e.causal[: scores.shape[1]]):
            kinds[r, s] = IGNORE if kind is None else kind
    return functional.cross_entropy(scores.flatten(0, 1), kinds.flatten(), ignore_index=IGNORE)


def _starts(scores: Tensor, batch: Batch) -> Tensor:
    """Whether a frame of a kind begins at a word; only kinds and sentences that the source annotates count."""
    wanted, weight = torch.zeros_like(scores), torch.zeros_like(scores)
    for r, (e, n) in enumerate(zip(batch.examples, batch.counts, strict=True)):
        if e.frames is None:
            continue
        columns = [k for k, kind in enumerate(KINDS) if kind in e.frame_kinds]
        for s, (first, last) in enumerate(e.sentences):
            if s not in e.unjudged:
                weight[r, first : min(last, n), columns] = e.frame_weight
        for frame in e.frames:
            if frame.anchor < n:
                wanted[r, frame.anchor, KINDS.index(frame.kind)] = 1.0
    each = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    # by gold frame and not by word, as there are fifty words without a frame for each with one
    return (each * weight).sum() / ((wanted * weight).sum() + 0.02 * weight.sum()).clamp(min=1.0)


def _frames(model: Reader, out: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    chosen = [
        (r, merged, e.frame_weight)
        for r, (e, n) in enumerate(zip(batch.examples, batch.counts, strict=True))
        for merged in _at_one_anchor(e, n)
    ]
    if not chosen:
        return {}
    states, ends, attributes = role_scores(model, out, batch, [(r, f) for r, f, _ in chosen])
    weights = torch.tensor([w for _, _, w in chosen])
    losses = {
        "roles": _states_loss(states, chosen, batch, weights),
        "ends": _ends_loss(ends, chosen, batch.counts, weights),
    }
    gold = torch.full((len(chosen), len(ATTRIBUTES)), IGNORE, dtype=torch.long)
    for f, (_, frame, _) in enumerate(chosen):
        for a, name in enumerate(ATTRIBUTES):
            gold[f, a] = frame.attributes.get(name, IGNORE)
    if bool((gold != IGNORE).any()):
        each = torch.stack([
            functional.cross_entropy(attributes[:, where], gold[:, a], ignore_index=IGNORE, reduction="none")
            for a, where in enumerate(attribute_slices().values())
        ], dim=1)  # fmt: skip
        losses["attributes"] = each.sum() / (gold != IGNORE).sum()
    return losses


def _at_one_anchor(example: Example, count: int) -> list[FrameExample]:
    """Frames of one kind that share an anchor are taught as one ("for three reasons")."""
    merged: dict[tuple[str, int], FrameExample] = {}
    for frame in example.frames or []:
        if frame.anchor >= count:
            continue
        known = merged.get((frame.kind, frame.anchor))
        if known is None:
            merged[frame.kind, frame.anchor] = frame
        else:
            roles = {
                r: _united([*known.roles.get(r, []), *frame.roles.get(r, [])])
                for r in {*known.roles, *frame.roles}
            }
            merged[frame.kind, frame.anchor] = FrameExample(
                known.kind, known.anchor, roles, known.attributes
            )
    return list(merged.values())


def _united(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def role_scores(
    model: Reader, out: dict[str, Tensor], batch: Batch, frames: list[tuple[int, FrameExample]]
) -> tuple[Tensor, Tensor, Tensor]:
    """States, ends and attributes of frames given by row and anchor."""
    rows = torch.tensor([r for r, _ in frames])
    places = torch.tensor([f.anchor for _, f in frames])
    kinds = torch.tensor([KINDS.index(f.kind) for _, f in frames])
    width = out["role_words"].shape[1]
    distances = np.arange(width)[None, :] - places.numpy()[:, None]
    own = batch.word_sentences[rows]
    offsets = (own - own.gather(1, places[:, None])).numpy()
    return model.roles(  # type: ignore[no-any-return]
        out["role_words"][rows], out["role_anchors"][rows, places], kinds,
        torch.from_numpy(distance_buckets(distances)), torch.from_numpy(sentence_offsets(offsets)),
    )  # fmt: skip


def _states_loss(
    scores: Tensor, chosen: list[tuple[int, FrameExample, float]], batch: Batch, weights: Tensor
) -> Tensor:
    gold = torch.full(scores.shape[:3], IGNORE, dtype=torch.long)
    for f, (r, frame, _) in enumerate(chosen):
        columns, count = role_columns(frame.kind), batch.counts[r]
        gold[f, :count, columns] = 0
        for column in columns:
            for first, last in frame.roles.get(ROLE_LIST[column][1], []):
                if first < count:
                    gold[f, first : min(last, count), column] = 2
                    gold[f, first, column] = 1
    each = functional.cross_entropy(
        scores.flatten(0, 2), gold.flatten(), ignore_index=IGNORE, reduction="none"
    )
    by_frame = each.reshape(len(chosen), -1).sum(1)
    return (by_frame * weights).sum() / weights.sum() / FRAME_SCALE


def _ends_loss(
    scores: Tensor,
    chosen: list[tuple[int, FrameExample, float]],
    counts: list[int],
    weights: Tensor,
) -> Tensor:
    """First and last word of each role that is there, of its longest piece."""
    rows, columns, firsts, lasts = [], [], [], []
    for f, (r, frame, _) in enumerate(chosen):
        for column in role_columns(frame.kind):
            spans = [s for s in frame.roles.get(ROLE_LIST[column][1], []) if s[1] <= counts[r]]
            if spans:
                first, last = max(spans, key=lambda s: s[1] - s[0])
                rows.append(f)
                columns.append(column)
                firsts.append(first)
                lasts.append(last - 1)
    if not rows:
        return scores.sum() * 0.0
    marked = scores[rows, :, columns]
    each = functional.cross_entropy(marked[..., 0], torch.tensor(firsts), reduction="none")
    each = each + functional.cross_entropy(marked[..., 1], torch.tensor(lasts), reduction="none")
    return (each * weights[rows]).sum() / weights[rows].sum()
