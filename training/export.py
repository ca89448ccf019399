"""From a checkpoint to the package's files: `python training/export.py` (weights/reader.onnx, labels.json, tokenizer.json)."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch
from torch import Tensor, nn

from model import Labels, Reader
from quantise import quantise
from train import original_folder

PACKAGE = Path(__file__).parents[1] / "src" / "rashomon" / "nlp" / "weights"
VERSION = "reader/1"
OPSET = 17
INPUTS = ["ids", "mask", "shapes", "anchors", "anchor_mask"]
OUTPUTS = ["upos", "arcs", "deprels", "mentions", "attribution", "causal", "roles", "vector"]


class Rows(nn.Module):
    """An embedding table in int8 with one scale a row: a quarter of the size, and rows stay exact to 1/127 of their largest value."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127.0
        self.register_buffer("scale", scale)
        self.register_buffer("rows", torch.round(table / scale).to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """Rows by number, in float32."""
        return self.rows[ids].to(torch.float32) * self.scale[ids]


class Graph(nn.Module):
    """The reader with what decoding needs as outputs."""

    def __init__(self, reader: Reader, labels: Labels) -> None:
        super().__init__()
        self.reader = reader
        self.root = labels.deprels.index("root")

    def forward(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, anchors: Tensor, anchor_mask: Tensor
    ) -> tuple[Tensor, ...]:
        """The outputs in the order of OUTPUTS."""
        out = self.reader(ids, mask, shapes, anchors, anchor_mask)
        deprels = self.reader.relation_scores(out, out["arcs"].argmax(-1))
        return (
            out["upos"].argmax(-1),
            torch.log_softmax(out["arcs"], dim=-1),
            deprels.argmax(-1),
            out["mentions"].argmax(-1),
            out["attribution"].argmax(-1),
            torch.softmax(out["causal"], dim=-1),
            torch.log_softmax(out["roles"], dim=1),
            out["vector"],
        )


def load_reader(work: Path) -> tuple[Reader, Labels, int]:
    """The model of the last checkpoint, its labels and its step."""
    labels = Labels.load(work / "labels.json")
    reader = Reader(labels)
    state = torch.load(work / "reader.pt", weights_only=False)
    reader.load_state_dict(state["model"])
    return reader.eval(), labels, state["step"]


def export(reader: Reader, labels: Labels, path: Path) -> None:
    """The graph in float32, batch, pieces and words free."""
    example = torch.tensor([[101, 2023, 2003, 102]])
    anchors = torch.tensor([[0, 1, 2]])
    ones = torch.ones_like
    axes = {name: {0: "batch", 1: "pieces"} for name in ("ids", "mask", "shapes")}
    axes |= {name: {0: "batch", 1: "anchors"} for name in ("anchors", "anchor_mask", "roles")}
    axes |= {
        name: {0: "batch", 1: "words"} for name in ("upos", "deprels", "mentions", "attribution")
    }
    axes |= {
        "arcs": {0: "batch", 1: "words", 2: "anchors"},
        "causal": {0: "batch"},
        "vector": {0: "batch"},
    }
    torch.onnx.export(
        Graph(reader, labels).eval(), (example, ones(example), ones(example), anchors, ones(anchors)), str(path),
        input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def main() -> None:
    """Write the package's files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "out")
    parser.add_argument("--to", type=Path, default=PACKAGE)
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    reader, labels, step = load_reader(options.work)
    export(reader, labels, options.work / "reader-fp32.onnx")
    reader.encoder.word = Rows(reader.encoder.word.weight.data)  # type: ignore[assignment]
    export(reader, labels, options.work / "reader-rows.onnx")
    quantise(options.work / "reader-rows.onnx", options.work / "reader.onnx")
    shutil.copyfile(options.work / "reader.onnx", options.to / "reader.onnx")
    shutil.copyfile(original_folder() / "tokenizer.json", options.to / "tokenizer.json")
    digest = hashlib.sha256((options.to / "reader.onnx").read_bytes()).hexdigest()
    written = {
        "version": f"{VERSION}+{digest[:8]}",
        "sha256": digest,
        "step": step,
        **labels.__dict__,
    }
    (options.to / "labels.json").write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    print(
        json.dumps(
            {
                "bytes": (options.to / "reader.onnx").stat().st_size,
                "step": step,
                "version": written["version"],
            }
        )
    )


if __name__ == "__main__":
    main()
