"""Train the pair model: `python training/train_pairs.py --data ../shared/data` (see training/README.md).

Writes a checkpoint after every round under --work, then the package's weights/pairs.onnx; `--resume` goes on after a stop.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from examples import SEED
from export import OPSET, PACKAGE, Rows
from pair_model import PairModel, batch
from pairs import (
    CONTRADICTS,
    CUT,
    GROUPS,
    NEITHER,
    Event,
    Pair,
    Published,
    corpus_statements,
    read_cut,
    read_factors,
    read_groups,
    round_of,
    strangers,
)
from quantise import quantise
from rashomon.nlp.pieces import Pieces
from train import original_folder

ROUNDS = 4
PIECES_PER_BATCH = 2400
ENCODER_RATE, HEAD_RATE, LAYER_DECAY, WARM_UP = 1.2e-4, 5e-4, 0.85, 150
LOG_EVERY = 50  # batches
MEASURED = 3000  # pairs, after each round
# Authors that train: those who were asked for really different words, and those who wrote plainly.
DIFFERENT, PLAIN = ("p1", "p2", "p3", "p4", "p6", "p7", "p8", "p9", "p10"), (
    "p11", "p12", "p13", "p14", "p16", "p17", "p18", "p19", "p20",
)  # fmt: skip
PHRASES = ("f1", "f2")
HELD_OUT_CASES = (
    "kerrin-dam",
    "lumen-hospitals",
    "north-stand-riot",
    "quarle-rents",
    "tollen-vaccine",
)
PLAIN_EVENTS, DIFFERENT_EVENTS = 75, 19  # of each a round; phrases count as different


def rates(model: PairModel) -> torch.optim.AdamW:
    """Lower layers learn slower; word embeddings stay as they are."""
    model.encoder.word.weight.requires_grad = False
    groups: dict[float, list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            groups.setdefault(_rate(name), []).append(parameter)
    listed = [{"params": p, "lr": rate, "peak": rate} for rate, p in sorted(groups.items())]
    return torch.optim.AdamW(listed, weight_decay=0.01)


def _rate(name: str) -> float:
    if name.startswith("encoder.blocks."):
        return ENCODER_RATE * LAYER_DECAY ** (5 - int(name.split(".")[2]))
    return ENCODER_RATE * LAYER_DECAY**6 if name.startswith("encoder.") else HEAD_RATE


def batches(
    pairs: list[Pair], pieces: Pieces, rng: random.Random
) -> Iterator[tuple[list[Tensor], Tensor]]:
    """Pairs of like length together, their two texts in either order."""
    turned = [
        (p.second, p.first, p.label) if rng.random() < 0.5 else (p.first, p.second, p.label)
        for p in pairs
    ]
    turned.sort(key=lambda p: len(p[0]) + len(p[1]) + 20 * rng.random())
    groups: list[list[tuple[str, str, int]]] = []
    width = 0
    for pair in turned:
        size = 4 + (len(pair[0]) + len(pair[1])) // 4
        if not groups or max(width, size) * (len(groups[-1]) + 1) > PIECES_PER_BATCH:
            groups.append([])
            width = 0
        width = max(width, size)
        groups[-1].append(pair)
    rng.shuffle(groups)
    for group in groups:
        yield (
            list(batch([(a, b) for a, b, _ in group], pieces)),
            torch.tensor([n for _, _, n in group]),
        )


@torch.inference_mode()
def judged(model: PairModel, pairs: list[tuple[str, str]], pieces: Pieces) -> np.ndarray:
    """Probabilities (pairs, 3)."""
    model.eval()
    found = np.zeros((len(pairs), 3), np.float32)
    order = sorted(range(len(pairs)), key=lambda n: sum(map(len, pairs[n])))
    for at in range(0, len(order), 64):
        part = order[at : at + 64]
        found[part] = functional.softmax(
            model(*batch([tuple(sorted(pairs[n])) for n in part], pieces)), -1
        ).numpy()
    return found


def scores(gold: np.ndarray, found: np.ndarray) -> dict[str, float]:
    """Of pairs inside an event: F1 of being about one claim at its best threshold, and how many of those are told apart."""
    about, gold_about = 1 - found[:, NEITHER], gold != NEITHER
    order = np.argsort(-about)
    hits = np.cumsum(gold_about[order])
    precision, recall = hits / np.arange(1, len(hits) + 1), hits / max(hits[-1], 1)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    contrary = found[:, CONTRADICTS] > found[:, 1]
    return {
        "pairs": len(gold), "about one claim": int(gold_about.sum()),
        "average precision": round(float((precision * gold_about[order]).sum() / max(hits[-1], 1)), 4),
        "best f1": round(float(f1.max()), 4), "at": round(float(about[order][int(f1.argmax())]), 3),
        "told apart": round(float((contrary == (gold == CONTRADICTS))[gold_about].mean()), 4),
    }  # fmt: skip


def measure(
    model: PairModel, known: Mapping[tuple[str, str], int], pieces: Pieces
) -> dict[str, float]:
    """Scores over labelled pairs, of many a fixed sample."""
    listed = list(known.items())
    listed = random.Random(SEED).sample(listed, min(MEASURED, len(listed)))
    return scores(
        np.array([label for _, label in listed]), judged(model, [p for p, _ in listed], pieces)
    )


def labelled(events: Iterable[Event]) -> dict[tuple[str, str], int]:
    """Every pair of some events whose label is known."""
    return {pair: label for event in events for pair, label in event.labelled().items()}


def held_out(part: str) -> dict[str, dict[tuple[str, str], int]]:
    """What is measured on: of the authors the `dev` or `test` part, of the cases those that do not train."""
    found = {
        "different words": labelled(read_groups(GROUPS / f"p5-{part}.jsonl")),
        "plain words": labelled(read_groups(GROUPS / f"p15-{part}.jsonl")),
        "phrases": labelled(read_factors(GROUPS / f"f3-{part}.jsonl")),
    }
    cut = [pair for case in HELD_OUT_CASES for pair in read_cut(CUT[0] / f"{case}.jsonl")]
    return found | {"cut from cases": {(p.first, p.second): p.label for p in cut}}


class Rounds:
    """What each round of training sees."""

    def __init__(self, data: Path, work: Path) -> None:
        different = [e for name in DIFFERENT for e in read_groups(GROUPS / f"{name}.jsonl")]
        self._plain = [e for name in PLAIN for e in read_groups(GROUPS / f"{name}.jsonl")]
        phrases = [e for name in PHRASES for e in read_factors(GROUPS / f"{name}.jsonl")]
        self._different = different + phrases
        cases = [path for folder in CUT for path in sorted(folder.glob("*.jsonl"))]
        cases = [path for path in cases if path.stem not in HELD_OUT_CASES]
        self._cut = [pair for path in cases for pair in read_cut(path)]
        self._passages = corpus_statements(work / "statements.json")
        self._published = Published(data)

    def draw(self, number: int) -> list[Pair]:
        """Events of both kinds, what is cut from accounts (what speaks of one claim twice), and published pairs."""
        rng = random.Random(SEED + number)
        plain = rng.sample(self._plain, PLAIN_EVENTS)
        drawn = round_of(plain + rng.sample(self._different, DIFFERENT_EVENTS), rng)
        drawn += self._cut + [pair for pair in self._cut if pair.label != NEITHER]
        return drawn + self._published.round(rng) + strangers(self._passages, rng)


def train(model: PairModel, data: Path, work: Path, pieces: Pieces, *, resume: bool) -> None:
    """All rounds, a checkpoint after each."""
    rounds, known = Rounds(data, work), held_out("dev")
    optimizer, first = rates(model), 0
    checkpoint = work / "pairs.pt"
    if resume and checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["round"]
    for number in range(first, ROUNDS):
        rng = random.Random(SEED + number)
        teach(model, optimizer, list(batches(rounds.draw(number), pieces, rng)), number)
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save({**state, "round": number + 1}, checkpoint)
        found = {name: measure(model, pairs, pieces) for name, pairs in known.items()}
        print(json.dumps({"round": number, **found}), flush=True)


def teach(
    model: PairModel,
    optimizer: torch.optim.AdamW,
    listed: list[tuple[list[Tensor], Tensor]],
    number: int,
) -> None:
    """One round; the rate falls linearly to zero over all of them."""
    began, losses = time.monotonic(), list[float]()
    model.train()
    for step, (inputs, labels) in enumerate(listed):
        left = 1.0 - (number + step / len(listed)) / ROUNDS
        warm = 1.0 if number else min(1.0, (step + 1) / WARM_UP)
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * warm * left
        loss = functional.cross_entropy(model(*inputs), labels)
        loss.backward()
        nn.utils.clip_grad_norm_([p for p in model.parameters() if p.grad is not None], 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(float(loss.detach()))
        if step % LOG_EVERY == LOG_EVERY - 1:
            line = {"round": number, "step": step + 1, "of": len(listed)}
            line |= {"loss": round(sum(losses[-LOG_EVERY:]) / LOG_EVERY, 4)}
            print(json.dumps(line | {"seconds": round(time.monotonic() - began)}), flush=True)


class Graph(nn.Module):
    """The pair model with probabilities as its output."""

    def __init__(self, model: PairModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, *inputs: Tensor) -> Tensor:
        """(pairs, classes)."""
        return torch.softmax(self.model(*inputs), dim=-1)


def export(model: PairModel, work: Path, to: Path) -> None:
    """weights/pairs.onnx, int8; the float32 graph stays in the work folder."""
    example = (
        torch.tensor([[101, 2023, 102, 2003, 102]]),
        torch.ones(1, 5, dtype=torch.long),
        torch.tensor([[0, 0, 0, 1, 1]]),
    )
    axes = {name: {0: "pairs", 1: "pieces"} for name in ("ids", "mask", "sides")} | {
        "classes": {0: "pairs"}
    }
    for name, ready in (("pairs-fp32", False), ("pairs-rows", True)):
        if ready:
            model.encoder.word = Rows(model.encoder.word.weight.data)  # type: ignore[assignment]
        torch.onnx.export(
            Graph(model).eval(), example, str(work / f"{name}.onnx"), input_names=list(axes)[:3],
            output_names=["classes"], dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
    quantise(work / "pairs-rows.onnx", to / "pairs.onnx")


def main() -> None:
    """Read the options, train, export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "out")
    parser.add_argument("--to", type=Path, default=PACKAGE)
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    pieces = Pieces(original_folder() / "tokenizer.json")
    model = PairModel()
    model.load_original(original_folder())
    train(model, options.data, options.work, pieces, resume=options.resume)
    test = {name: measure(model, known, pieces) for name, known in held_out("test").items()}
    print(json.dumps(test))
    export(model.eval(), options.work, options.to)


if __name__ == "__main__":
    main()
