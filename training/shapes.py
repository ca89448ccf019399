"""Compare ways to decode roles from one and the same training run: `python training/shapes.py`.

Gold anchors of the corpus's development split are given, so only the shape of the role decoder differs:
tags word by word, tags by Viterbi, start and end pointers for each role that has a tag, both together.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from batches import Pool
from evaluate import f1
from examples import FrameExample, load
from export import load_reader
from losses import role_scores
from passages import cut
from rashomon.nlp.decode import viterbi
from rashomon.nlp.frames import ROLE_LIST, role_columns
from rashomon.nlp.pieces import Pieces
from rashomon.nlp.roles import MAY_HAVE_PIECES, START, TRANSITIONS, role_words
from train import original_folder

Spans = set[tuple[int, int]]


def from_path(path: np.ndarray) -> Spans:
    """Word ranges of one role's states."""
    found: list[list[int]] = []
    for word, state in enumerate(path):
        if state == 1 or (state == 2 and (not found or found[-1][1] != word)):
            found.append([word, word + 1])
        elif state == 2:
            found[-1][1] = word + 1
    return {(a, b) for a, b in found}


def from_ends(ends: np.ndarray) -> Spans:
    """The best first and last word: (words, 2) scores."""
    total = np.triu(ends[:, 0][:, None] + ends[:, 1][None, :]) + np.tril(
        np.full((len(ends), len(ends)), -1e9), -1
    )
    first, last = np.unravel_index(int(total.argmax()), total.shape)
    return {(int(first), int(last) + 1)}


def decoded(states: np.ndarray, ends: np.ndarray, column: int) -> dict[str, Spans]:
    """One role by each shape."""
    logs = states[:, [column]]
    path = viterbi(logs, TRANSITIONS, START)[:, 0]
    best = from_path(path)
    return {
        "tags word by word": from_path(logs[:, 0].argmax(-1)),
        "tags by Viterbi": best,
        "start and end pointers": from_ends(ends[:, column]) if best else set(),
        "pointers and tags together": set(
            role_words(
                path,
                states[:, column],
                ends[:, column],
                pieces=ROLE_LIST[column] in MAY_HAVE_PIECES,
            )
        ),
    }


@torch.inference_mode()
def measure(data: Path, work: Path) -> dict[str, Any]:
    """Exact span F1 by shape and role."""
    reader, _, _ = load_reader(work)
    windows = [w for e in load(data).test["ours_dev"] for w in cut(e)]
    pool = Pool("dev", windows, Pieces(original_folder() / "tokenizer.json"), {})
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for numbers in pool.group(list(range(len(windows)))):
        batch = pool.batch(numbers)
        frames: list[tuple[int, FrameExample]] = [
            (r, f)
            for r, e in enumerate(batch.examples)
            for f in e.frames or []
            if f.anchor < batch.counts[r]
        ]
        if not frames:
            continue
        states, ends, _ = role_scores(reader, reader(**batch.inputs), batch, frames)
        logs = torch.log_softmax(states, dim=-1).numpy()
        for n, (row, frame) in enumerate(frames):
            count = batch.counts[row]
            for column in role_columns(frame.kind):
                gold = set(frame.roles.get(ROLE_LIST[column][1], []))
                name = " ".join(ROLE_LIST[column])
                for shape, spans in decoded(
                    logs[n, :count], ends.numpy()[n, :count], column
                ).items():
                    for key in (name, "all"):
                        kept = counts[shape, key]
                        kept[0] += len(gold & spans)
                        kept[1] += len(spans)
                        kept[2] += len(gold)
    table: dict[str, Any] = defaultdict(dict)
    for (shape, role), (right, predicted, gold_count) in counts.items():
        table[shape][role] = f1(right, predicted, gold_count)
    return dict(table)


def main() -> None:
    """Print the table, and write it where --output says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "out")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    table = measure(options.data, options.work)
    for shape, roles in table.items():
        print(shape, {role: score["f1"] for role, score in roles.items()})
    if options.output:
        kept = json.loads(options.output.read_text("utf-8")) if options.output.exists() else {}
        written = json.dumps(kept | {"decoders": table}, indent=1)
        options.output.write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
