"""Turn the reader's scores into shares and choose what is sure enough: `python training/calibrate.py`.

For each kind of frame, a logistic curve from the raw score to whether the frame was right, and the least share
with which the F1 of its kind of body is highest, both on the corpus's development split; written into the
`labels.json` of every folder of weights, the curve of the first.
A frame is right when each of its main roles shares more than half of its characters with a gold frame's.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))

from examples import CORPUS
from export import FULL, PACKAGE, VERSION
from passages import read_passages
from rashomon.extract.base import Reading
from rashomon.extract.told import told
from rashomon.nlp.encoder import Encoder
from scores import pairs

LEAST = np.arange(0.15, 0.75, 0.025)
BINS = 5
# Kinds of frames that propose the same kind of body are judged together, so that a duplicate is a mistake.
FAMILIES = {
    "attribution": ("attribution",),
    "causal_claim": ("causal_claim", "implicit"),
    "event": ("event",),
    "aim": ("aim",),
    "prediction": ("prediction",),
}


@dataclass
class Judged:
    """Frames of one family: raw score, kind and whether it was right; and how many gold ones there are."""

    scores: NDArray[np.float64]
    kinds: NDArray[np.str_]
    right: NDArray[np.bool_]
    gold: int

    def of(self, kind: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Scores and verdicts of one kind."""
        own = self.kinds == kind
        return self.scores[own], self.right[own]


def judged(encoder: Encoder, split: str) -> dict[str, Judged]:
    """The reader's frames on a split, by family."""
    plan = json.loads((CORPUS / "plan.json").read_text(encoding="utf-8"))
    authors = {name for name, a in plan["authors"].items() if a["split"] == split}
    rows: dict[str, list[tuple[float, str, bool]]] = {family: [] for family in FAMILIES}
    gold = dict.fromkeys(FAMILIES, 0)
    for passage in read_passages(CORPUS / "passages", authors):
        reading = Reading(passage.text, encoder.parse(passage.text, raw=True))
        for family, kinds in FAMILIES.items():
            wanted = [b for b in passage.bodies() if b.kind == family]
            found = [(one, kind) for kind in kinds for one in told(reading, kind)]
            found.sort(key=lambda pair: -pair[0].score)
            hits = {id(theirs) for _, theirs in pairs(family, wanted, [f.body for f, _ in found])}
            rows[family] += [(f.score, kind, id(f.body) in hits) for f, kind in found]
            gold[family] += len(wanted)
    return {
        family: Judged(
            np.array([s for s, _, _ in own]),
            np.array([k for _, k, _ in own]),
            np.array([r for _, _, r in own], bool),
            gold[family],
        )
        for family, own in rows.items()
    }


def fit(scores: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and shift of a logistic curve on the score's log-odds (Newton's method). Source: Platt (1999)."""
    clipped = np.clip(scores, 1e-6, 1 - 1e-6)
    x = np.stack([np.log(clipped / (1 - clipped)), np.ones(len(scores))], axis=1)
    weights, ridge = np.array([1.0, 0.0]), np.diag([0.1, 0.1])
    for _ in range(200):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (right - p) - ridge @ (weights - np.array([1.0, 0.0]))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge
        # a full step overshoots where nearly all frames are right
        weights = weights + np.clip(np.linalg.solve(hessian, gradient), -0.2, 0.2)
    return float(weights[0]), float(weights[1])


def shares(scores: NDArray[np.float64], slope: float, shift: float) -> NDArray[np.float64]:
    """Calibrated scores."""
    clipped = np.clip(scores, 1e-6, 1 - 1e-6)
    return 1 / (1 + np.exp(-(slope * np.log(clipped / (1 - clipped)) + shift)))


def best_leasts(found: Judged, share: NDArray[np.float64], kinds: tuple[str, ...]) -> list[float]:
    """The least share of each kind with which the family's F1 is highest."""
    best, chosen = -1.0, [0.5] * len(kinds)
    for leasts in itertools.product(LEAST, repeat=len(kinds)):
        kept = np.zeros(len(share), bool)
        for kind, least in zip(kinds, leasts, strict=True):
            kept |= (found.kinds == kind) & (share >= least)
        f1 = 2 * found.right[kept].sum() / max(kept.sum() + found.gold, 1)
        if f1 > best:
            best, chosen = f1, [float(least) for least in leasts]
    return chosen


def reliability(
    share: NDArray[np.float64], right: NDArray[np.bool_], least: float
) -> list[dict[str, float | int]]:
    """Of frames by score: how many, their mean score, the share that was right."""
    edges = np.linspace(least, 1.0, BINS + 1)
    rows = []
    for low, high in zip(edges, [*edges[1:-1], 1.01], strict=False):
        inside = (share >= low) & (share < high)
        if inside.any():
            rows.append({
                "from": round(float(low), 3), "frames": int(inside.sum()),
                "mean_score": round(float(share[inside].mean()), 3),
                "right": round(float(right[inside].mean()), 3),
            })  # fmt: skip
    return rows


def calibrate(
    found: dict[str, Judged],
) -> dict[str, list[float]]:
    """Slope, shift and least share of every kind."""
    chosen: dict[str, list[float]] = {}
    for family, kinds in FAMILIES.items():
        curves = {kind: fit(*found[family].of(kind)) for kind in kinds}
        share = _shares_of(found[family], curves)
        for kind, least in zip(kinds, best_leasts(found[family], share, kinds), strict=True):
            chosen[kind] = [round(v, 4) for v in (*curves[kind], least)]
    return chosen


def _shares_of(found: Judged, curves: dict[str, tuple[float, float]]) -> NDArray[np.float64]:
    share = np.zeros(len(found.scores))
    for kind, curve in curves.items():
        own = found.kinds == kind
        share[own] = shares(found.scores[own], *curve)
    return share


def write(folder: Path, chosen: dict[str, list[float]]) -> str:
    """Put the calibration into the folder's labels; the version names the graphs and it."""
    path = folder / "labels.json"
    labels = json.loads(path.read_text(encoding="utf-8")) | {"calibration": chosen}
    graphs = b"".join((folder / f"{name}.onnx").read_bytes() for name in ("reader", "roles"))
    digest = hashlib.sha256(graphs + json.dumps(chosen).encode()).hexdigest()
    labels |= {"version": f"{VERSION}+{digest[:8]}", "sha256": digest}
    path.write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    return str(labels["version"])


def main() -> None:
    """Fit on dev, measure on test, write into labels.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, nargs="+", default=[PACKAGE, FULL])
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    encoder = Encoder(weights=options.weights[0])
    chosen, test = calibrate(judged(encoder, "dev")), judged(encoder, "test")
    table = {}
    for family, kinds in FAMILIES.items():
        for kind in kinds:
            scores, right = test[family].of(kind)
            slope, shift, least = chosen[kind]
            table[kind] = reliability(shares(scores, slope, shift), right, least)
            print(kind, chosen[kind], table[kind])
    versions = [write(folder, chosen) for folder in options.weights]
    if options.output:
        kept = {"reader": versions[0], "calibration": chosen, "test": table}
        options.output.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
