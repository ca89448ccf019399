"""The reader: a six-layer BERT encoder (all-MiniLM-L6-v2) with word-level heads and a sentence vector.

The encoder is written out here in plain operations so that training (matrix products in bfloat16), the teacher
and the exported graph share one definition.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from examples import STYLES
from rashomon.nlp.frames import ATTRIBUTES, KINDS, ROLE_LIST, STATES
from rashomon.nlp.tokens import SHAPES

HIDDEN, LAYERS, ATTENTION_HEADS, INNER, POSITIONS = 384, 6, 12, 1536, 512


class SharedDropout(nn.Module):
    """Dropout of features, the same ones at every word of a window (Gal and Ghahramani 2016); far cheaper to draw, too."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """Take x (batch, …, features)."""
        if not self.training or not self.share:
            return x
        mask = x.new_empty(x.shape[0], *([1] * (x.dim() - 2)), x.shape[-1])
        return x * mask.bernoulli_(1.0 - self.share).div_(1.0 - self.share)


class Block(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.last_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = SharedDropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Take x (batch, pieces, 384); bias (batch, 1, 1, pieces) is 0 on pieces and very low on padding."""
        batch, length, size = x.shape[0], x.shape[1], HIDDEN // ATTENTION_HEADS
        qkv = self.qkv(x).reshape(batch, length, 3, ATTENTION_HEADS, size).permute(2, 0, 3, 1, 4)
        scores = torch.matmul(qkv[0], qkv[1].transpose(-1, -2)) * (1.0 / math.sqrt(size))
        weights = torch.softmax(scores + bias.to(scores.dtype), dim=-1)
        mixed = (
            torch.matmul(weights.to(qkv.dtype), qkv[2])
            .transpose(1, 2)
            .reshape(batch, length, HIDDEN)
        )
        x = self.norm(x + self.out(mixed))
        inner = self.down(functional.gelu(self.up(x)))
        return self.last_norm(x + self.dropout(inner))


class Encoder(nn.Module):
    """Word pieces to hidden states of every layer."""

    def __init__(
        self, vocabulary: int = 30522, dropout: float = 0.1, *, marks: int = SHAPES
    ) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        # a mark of each piece, letter case in the reader, which the uncased pieces have lost; starts at zero, so that it starts as the original
        self.shape = nn.Embedding(marks, HIDDEN)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.blocks = nn.ModuleList(Block(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> list[Tensor]:
        """The embedding's and every layer's output, each (batch, pieces, 384)."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.word(ids) + self.position(positions) + self.kind + self.shape(shapes))
        bias = ((1.0 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        states = [x]
        for block in self.blocks:
            x = block(x, bias)
            states.append(x)
        return states

    def load_original(self, folder: Path) -> None:
        """Take the weights of all-MiniLM-L6-v2 as published."""
        raw = load_file(str(folder / "model.safetensors"))
        self.word.weight.data = raw["embeddings.word_embeddings.weight"].clone()
        self.position.weight.data = raw["embeddings.position_embeddings.weight"].clone()
        self.kind.data = raw["embeddings.token_type_embeddings.weight"][0].clone()
        _take(self.norm, raw, "embeddings.LayerNorm")
        for number, block in enumerate(self.blocks):
            at = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                parts = [
                    raw[f"{at}attention.self.{name}.{kind}"] for name in ("query", "key", "value")
                ]
                getattr(block.qkv, kind).data = torch.cat(parts)
            _take(block.out, raw, at + "attention.output.dense")
            _take(block.norm, raw, at + "attention.output.LayerNorm")
            _take(block.up, raw, at + "intermediate.dense")
            _take(block.down, raw, at + "output.dense")
            _take(block.last_norm, raw, at + "output.LayerNorm")


def _take(module: nn.Module, raw: dict[str, Tensor], name: str) -> None:
    module.weight.data = raw[name + ".weight"].clone()
    module.bias.data = raw[name + ".bias"].clone()


def mean_pool(states: Tensor, mask: Tensor) -> Tensor:
    """Mean over pieces, as the original's sentence embedding."""
    weights = mask.to(states.dtype)[:, :, None]
    return (states * weights).sum(1) / weights.sum(1)


@dataclass(frozen=True)
class Labels:
    """Label inventories of the word layers; the order is the order of the model's outputs."""

    upos: list[str]
    deprels: list[str]
    mentions: list[str]

    def save(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(self.__dict__, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Read what `save` wrote."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        return cls(raw["upos"], raw["deprels"], raw["mentions"])


def _projection(size: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU(), SharedDropout(dropout))


def _styles(size: int) -> nn.Embedding:
    """One row for each set of guidelines; all begin alike."""
    table = nn.Embedding(len(STYLES), size)
    nn.init.zeros_(table.weight)
    return table


def _mixed(states: list[Tensor], scores: Tensor) -> Tensor:
    """A learnt mean of the layers."""
    weights = torch.softmax(scores, dim=0)
    return sum(weight * state for weight, state in zip(weights, states, strict=True))  # type: ignore[return-value]


INNER_HEAD = 192
FRAME, PRODUCT = 256, 64
DISTANCES = 25  # buckets of word distances, see `distance_bucket`
OFFSETS = 5  # sentences before and after: -2 and less … 2 and more


class RoleHead(nn.Module):
    """Roles and attributes of one frame: every word of the window seen from the frame's anchor."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.kind = nn.Embedding(len(KINDS), FRAME)
        self.distance = nn.Embedding(DISTANCES, FRAME)
        self.offset = nn.Embedding(OFFSETS, FRAME)
        self.dropout = SharedDropout(dropout)
        self.inner = nn.Linear(FRAME + PRODUCT, FRAME)
        self.states = nn.Linear(FRAME, len(ROLE_LIST) * STATES)
        with torch.no_grad():
            self.states.bias.view(-1, STATES)[:, 0] += 2.0  # most words are outside
        self.ends = nn.Linear(FRAME, len(ROLE_LIST) * 2)
        self.attend = nn.Linear(FRAME, 1)
        self.attributes = nn.Sequential(
            nn.Linear(2 * FRAME, 192), nn.GELU(), nn.Dropout(dropout),
            nn.Linear(192, sum(map(len, ATTRIBUTES.values()))),
        )  # fmt: skip

    def forward(
        self, words: Tensor, anchor: Tensor, kind: Tensor, distance: Tensor, offset: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Score one window's words for each of n frames.

        Args:
            words: (n, words, FRAME + PRODUCT) features of the words of each frame's window.
            anchor: (n, FRAME + PRODUCT) features of the anchor, its style added.
            kind: (n,) numbers in KINDS.
            distance: (n, words) buckets.
            offset: (n, words) sentence offsets, 0 to OFFSETS - 1.

        Returns:
            Scores of states (n, words, roles, STATES), of ends (n, words, roles, 2), of attributes (n, values).
        """
        own = anchor[:, :FRAME] + self.kind(kind)
        hidden = words[..., :FRAME] + own[:, None] + self.distance(distance) + self.offset(offset)
        product = words[..., FRAME:] * anchor[:, None, FRAME:]
        hidden = torch.cat([functional.gelu(hidden), product], dim=-1)
        hidden = functional.gelu(self.inner(self.dropout(hidden)))
        shape = (*hidden.shape[:2], len(ROLE_LIST), -1)
        states = self.states(hidden).reshape(shape)
        ends = self.ends(hidden).reshape(shape)
        # what the frame looks like as a whole: the words of the anchor's sentence that count most
        scores = self.attend(hidden).squeeze(-1).float().masked_fill(offset != OFFSETS // 2, -1e4)
        weights = torch.softmax(scores, dim=-1).to(hidden.dtype)
        near = torch.matmul(weights[:, None], hidden).squeeze(1)
        attributes = self.attributes(torch.cat([functional.gelu(own), near], dim=-1))
        return states.float(), ends.float(), attributes.float()


class Reader(nn.Module):
    """Encoder and heads. Words are read at their first piece; index 0 of `anchors` is [CLS], the parse's root."""

    def __init__(
        self, labels: Labels, *, arc: int = 256, rel: int = 96, dropout: float = 0.2
    ) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.mix = nn.Parameter(torch.tensor([-2.0, -1.0, -0.5, 0.0, 0.5, 0.5, 1.0]).repeat(4, 1))
        # the sentence vector starts as the original's, at the last layer
        self.vector_mix = nn.Parameter(torch.tensor([-3.0, -3.0, -3.0, -3.0, -3.0, -3.0, 3.0]))
        self.dropout = SharedDropout(dropout)
        self.upos = nn.Linear(HIDDEN, len(labels.upos))
        self.arc_head, self.arc_word = _projection(arc, dropout), _projection(arc, dropout)
        self.arc_product = nn.Linear(arc, arc, bias=False)
        self.arc_bias = nn.Linear(arc, 1)
        self.rel_head, self.rel_word = _projection(rel, dropout), _projection(rel, dropout)
        self.rel_product = nn.Linear(rel + 1, len(labels.deprels) * (rel + 1))
        self.mention_words, self.mention_style = nn.Linear(HIDDEN, INNER_HEAD), _styles(INNER_HEAD)
        self.mentions = nn.Linear(INNER_HEAD, len(labels.mentions))
        self.attend = nn.Linear(HIDDEN, 1)
        self.causal_words, self.causal_style = (
            nn.Linear(2 * HIDDEN, INNER_HEAD),
            _styles(INNER_HEAD),
        )
        self.causal = nn.Linear(INNER_HEAD, 3)
        self.style = _styles(FRAME)
        self.start_words = nn.Linear(HIDDEN, FRAME)
        self.starts = nn.Linear(FRAME, len(KINDS))
        self.role_words = nn.Linear(HIDDEN, FRAME + PRODUCT)
        self.role_anchors = nn.Linear(HIDDEN, FRAME + PRODUCT)
        self.role_style = _styles(FRAME + PRODUCT)
        self.roles = RoleHead(dropout)
        self.vector = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.vector.weight.data = torch.eye(HIDDEN)
        nn.init.constant_(self.starts.bias, -4.0)  # one word in fifty begins a frame
        self.relations = len(labels.deprels)

    def forward(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, groups: Tensor, anchors: Tensor,
        anchor_mask: Tensor, sentences: Tensor, style: Tensor,
    ) -> dict[str, Tensor]:  # fmt: skip
        """All scores of a batch of windows.

        Args:
            ids: (batch, pieces), as mask, shapes and groups are.
            mask: 1 on pieces, 0 on padding.
            shapes: Letter case, see `word_shape`.
            groups: The sentence of each piece, counted from 1; 0 on [CLS], [SEP] and padding.
            anchors: (batch, 1 + words), the first piece of each word; the first is [CLS].
            anchor_mask: 1 on words, 0 on padding.
            sentences: (most sentences of a window,) the numbers 1, 2, 3…
            style: (batch,) numbers in STYLES.

        Returns:
            `arcs` (batch, words, 1 + words) inside sentences only; `causal` and `vector` by sentence; `starts` (batch, words, kinds);
            `role_words`, `role_anchors` (batch, words, FRAME + PRODUCT) for `roles`; `deprels` need `relation_scores`.
        """  # fmt: skip
        states = self.encoder(ids, mask, shapes)
        own = torch.gather(groups, 1, anchors)[:, 1:] * anchor_mask[:, 1:]
        parse, tags, causal, frames = (self._words(states, n, anchors) for n in range(4))
        words, frames = parse[:, 1:], frames[:, 1:]
        belongs = own[:, None, :] == sentences[None, :, None]
        pieces = (groups[:, None, :] == sentences[None, :, None]).to(states[-1].dtype)
        pooled = torch.matmul(pieces, _mixed(states, self.vector_mix)) / pieces.sum(
            -1, keepdim=True
        ).clamp(min=1.0)
        hidden = functional.gelu(self.start_words(frames) + self.style(style)[:, None])
        return {
            "upos": self.upos(words).float(),
            "arcs": self._arcs(parse, words, own),
            "rel_heads": self.rel_head(parse),
            "rel_words": self.rel_word(words),
            "mentions": self._mentions(tags[:, 1:], style),
            "causal": self._causal(causal[:, 1:], belongs, style),
            "starts": self.starts(self.dropout(hidden)).float(),
            "role_words": self.role_words(frames),
            "role_anchors": self.role_anchors(frames) + self.role_style(style)[:, None],
            "vector": functional.normalize(self.vector(pooled).float(), dim=-1),
        }

    def _words(self, states: list[Tensor], group: int, anchors: Tensor) -> Tensor:
        mixed = _mixed(states, self.mix[group])
        return self.dropout(torch.gather(mixed, 1, anchors[:, :, None].expand(-1, -1, HIDDEN)))

    def _mentions(self, words: Tensor, style: Tensor) -> Tensor:
        hidden = self.mention_words(words) + self.mention_style(style)[:, None]
        return self.mentions(self.dropout(functional.gelu(hidden))).float()

    def _causal(self, words: Tensor, belongs: Tensor, style: Tensor) -> Tensor:
        """Classes of each sentence: the mean of its words, and the words that count most."""
        weights = belongs.to(words.dtype)
        mean = torch.matmul(weights, words) / weights.sum(-1, keepdim=True).clamp(min=1.0)
        scores = self.attend(words).transpose(1, 2).float().expand(-1, belongs.shape[1], -1)
        chosen = torch.softmax(scores.masked_fill(~belongs, -1e4), dim=-1).to(words.dtype)
        both = torch.cat([mean, torch.matmul(chosen, words)], dim=-1)
        hidden = self.causal_words(both) + self.causal_style(style)[:, None]
        return self.causal(self.dropout(functional.gelu(hidden))).float()

    def _arcs(self, parse: Tensor, words: Tensor, own: Tensor) -> Tensor:
        heads = self.arc_head(parse)
        scores = torch.matmul(self.arc_product(self.arc_word(words)), heads.transpose(1, 2)) / 16.0
        scores = (scores + self.arc_bias(heads).transpose(1, 2)).float()
        same = own[:, :, None] == own[:, None, :]
        allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], dim=-1)
        return scores.masked_fill(~allowed, -1e4)

    def relation_scores(self, out: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Scores of the labels of the arcs to `heads` (batch, words), which count [CLS] as 0."""
        size = out["rel_heads"].shape[-1]
        chosen = torch.gather(out["rel_heads"], 1, heads[:, :, None].expand(-1, -1, size))
        one = torch.ones_like(chosen[:, :, :1])
        product = self.rel_product(torch.cat([out["rel_words"], one], dim=-1))
        product = product.reshape(product.shape[0], product.shape[1], self.relations, size + 1)
        return (
            torch.matmul(product, torch.cat([chosen, one], dim=-1)[:, :, :, None])
            .squeeze(-1)
            .float()
        )
