"""From a checkpoint to the package's files: `python training/export.py` (weights/reader.onnx, roles.onnx, labels.json, tokenizer.json)."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch
from torch import Tensor, nn

from model import FRAME, PRODUCT, Labels, Reader, RoleHead
from quantise import quantise
from rashomon.nlp.frames import KINDS, inventory
from train import original_folder

PACKAGE = Path(__file__).parents[1] / "src" / "rashomon" / "nlp" / "weights"
FULL = Path(__file__).parent / "out" / "fp32"
VERSION = "reader/2"
OPSET = 17
INPUTS = "ids mask shapes groups anchors anchor_mask sentences style".split()
OUTPUTS = "upos arcs deprels mentions causal starts vector role_words role_anchors".split()
ROLE_INPUTS = "words anchor kind distance offset".split()
ROLE_OUTPUTS = ["states", "ends", "attributes"]


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

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """The outputs in the order of OUTPUTS."""
        out = self.reader(*inputs)
        deprels = self.reader.relation_scores(out, out["arcs"].argmax(-1))
        return (
            out["upos"].argmax(-1),
            torch.log_softmax(out["arcs"], dim=-1),
            deprels.argmax(-1),
            torch.log_softmax(out["mentions"], dim=-1),
            torch.softmax(out["causal"], dim=-1),
            torch.sigmoid(out["starts"]),
            out["vector"],
            out["role_words"],
            out["role_anchors"],
        )


class Roles(nn.Module):
    """The second graph: roles and attributes of frames."""

    def __init__(self, head: RoleHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """The outputs in the order of ROLE_OUTPUTS."""
        states, ends, attributes = self.head(*inputs)
        return torch.log_softmax(states, dim=-1), ends, attributes


def load_reader(work: Path) -> tuple[Reader, Labels, int]:
    """The model of the last checkpoint, its labels and its step."""
    labels = Labels.load(work / "labels.json")
    reader = Reader(labels)
    state = torch.load(work / "reader.pt", weights_only=False)
    reader.load_state_dict(state["model"])
    return reader.eval(), labels, state["stage"]


def export(reader: Reader, path: Path) -> None:
    """The graph in float32; batch, pieces, words and sentences free."""
    ids = torch.tensor([[101, 2023, 2003, 102]])
    groups, anchors = torch.tensor([[0, 1, 2, 0]]), torch.tensor([[0, 1, 2]])
    ones = torch.ones_like
    example = (
        ids,
        ones(ids),
        ones(ids),
        groups,
        anchors,
        ones(anchors),
        torch.tensor([1, 2]),
        torch.tensor([0]),
    )
    axes = {name: {0: "batch", 1: "pieces"} for name in ("ids", "mask", "shapes", "groups")}
    axes |= {name: {0: "batch", 1: "anchors"} for name in ("anchors", "anchor_mask")}
    axes |= {
        name: {0: "batch", 1: "words"}
        for name in ("upos", "deprels", "mentions", "starts", "role_words", "role_anchors")
    }
    axes |= {
        "arcs": {0: "batch", 1: "words", 2: "anchors"},
        "sentences": {0: "sentences"},
        "style": {0: "batch"},
    }
    axes |= {name: {0: "batch", 1: "sentences"} for name in ("causal", "vector")}
    torch.onnx.export(
        Graph(reader).eval(), example, str(path),
        input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def export_roles(reader: Reader, path: Path) -> None:
    """The second graph in float32; frames and words free."""
    size, numbers = FRAME + PRODUCT, torch.tensor([[0, 1, 2], [1, 2, 3]])
    example = (
        torch.zeros(2, 3, size),
        torch.zeros(2, size),
        torch.tensor([0, 1]),
        numbers,
        numbers,
    )
    axes = {
        name: {0: "frames", 1: "words"}
        for name in ("words", "distance", "offset", "states", "ends")
    }
    axes |= {name: {0: "frames"} for name in ("anchor", "kind", "attributes")}
    torch.onnx.export(
        Roles(reader.roles).eval(), example, str(path),
        input_names=ROLE_INPUTS, output_names=ROLE_OUTPUTS, dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def main() -> None:
    """Write the package's files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "out")
    parser.add_argument("--to", type=Path, default=PACKAGE)
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    reader, labels, stage = load_reader(options.work)
    full = options.work / "fp32"
    full.mkdir(exist_ok=True)
    export(reader, full / "reader.onnx")
    export_roles(reader, full / "roles.onnx")
    reader.encoder.word = Rows(reader.encoder.word.weight.data)  # type: ignore[assignment]
    export(reader, options.work / "reader-rows.onnx")
    quantise(options.work / "reader-rows.onnx", options.to / "reader.onnx")
    quantise(full / "roles.onnx", options.to / "roles.onnx")
    digest = hashlib.sha256(
        (options.to / "reader.onnx").read_bytes() + (options.to / "roles.onnx").read_bytes()
    ).hexdigest()
    written = {
        "version": f"{VERSION}+{digest[:8]}",
        "sha256": digest,
        **labels.__dict__,
        "frames": inventory(),
        "calibration": {kind: [1.0, 0.0, 0.3] for kind in KINDS},
    }
    for folder in (options.to, full):
        shutil.copyfile(original_folder() / "tokenizer.json", folder / "tokenizer.json")
        (folder / "labels.json").write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    size = sum((options.to / f"{name}.onnx").stat().st_size for name in ("reader", "roles"))
    print(json.dumps({"bytes": size, "stage": stage, "version": written["version"]}))


if __name__ == "__main__":
    main()
