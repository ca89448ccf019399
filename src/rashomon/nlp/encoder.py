"""The reader at run time: one small encoder, one pass a sentence, all heads (onnxruntime on the CPU)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rashomon.nlp.decode import (
    best_pair,
    best_signal,
    bio,
    close_gaps,
    tree,
    with_cue_only,
    without_addressees,
)
from rashomon.nlp.pieces import Encoded, Pieces
from rashomon.nlp.sentences import split_sentences
from rashomon.nlp.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from rashomon.core.spans import Span

WEIGHTS = Path(__file__).parent / "weights"
VECTOR_SIZE = 384
MAX_PIECES = 256  # of a sentence; words beyond get neutral labels
PIECES_PER_BATCH = (
    512  # activations stay in the cache: 364 sentences a second and core, 256 with 2048
)
MIN_CAUSAL = 0.2  # a pair is decoded from this probability of "causal or countercausal" on
CONTENT_GAP = 2  # untagged words inside one content
_OUTPUTS = ("upos", "arcs", "deprels", "mentions", "attribution", "causal", "roles", "vector")


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """What the reader says about one sentence; every span is in code points of the whole text.

    Attributes:
        heads: Index into `tokens` of each token's head, -1 for the root; always one tree.
        mentions: BIO tags over PERSON, ORG, LOC, MISC, DATE.
        attribution: BIO tags over source, cue, content.
        causal_class: Probabilities of none, causal, countercausal.
        cause: Chosen together with `effect`, never overlapping it; None below MIN_CAUSAL.
        causal_score: (1 - P(none)) times the geometric mean of the four boundary probabilities.
        vector: float32 (384,), unit length, comparable with `Encoder.embed`.
    """

    span: Span
    tokens: tuple[Span, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    mentions: tuple[str, ...]
    attribution: tuple[str, ...]
    causal_class: tuple[float, float, float]
    cause: Span | None
    effect: Span | None
    signal: Span | None
    causal_score: float
    vector: NDArray[np.float32]


class Encoder:
    """The weights of the package, loaded once; safe to call again and again, not from two threads at once."""

    def __init__(self, *, threads: int = 2, weights: Path = WEIGHTS) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # two cores: a spinning pool takes the time of whatever else runs
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(weights / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._pieces = Pieces(weights / "tokenizer.json")
        self._labels: dict[str, Any] = json.loads((weights / "labels.json").read_text("utf-8"))
        self.version: str = self._labels["version"]

    def parse(
        self,
        text: str,
        *,
        sentences: Sequence[Span] | None = None,
        tokens: Sequence[Sequence[Span]] | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> list[ParsedSentence]:
        """Read a text.

        Args:
            text: Any text.
            sentences: Where its sentences are; found by `split_sentences` where not given.
            tokens: The tokens of each of `sentences`; found by `tokenize` where not given.
            progress: Called with the number of sentences done after every batch.

        Returns:
            One ParsedSentence for every sentence that has a token, in the order of the text.
        """
        spans = split_sentences(text) if sentences is None else list(sentences)
        cut = (
            [_tokens(text, span) for span in spans] if tokens is None else [list(t) for t in tokens]
        )
        words = [[text[a:b] for a, b in own] for own in cut]
        found: dict[int, ParsedSentence] = {}
        for numbers, encoded, out in self._batches(words):
            for row, number in enumerate(numbers):
                found[number] = self._sentence(spans[number], cut[number], encoded[row], out, row)
            if progress:
                progress(len(found))
        return [found[number] for number in sorted(found)]

    def embed(self, phrases: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of short texts: float32 (n, 384), unit length; an empty phrase gets zeros."""
        vectors = np.zeros((len(phrases), VECTOR_SIZE), np.float32)
        words = [[phrase[a:b] for a, b in tokenize(phrase)] for phrase in phrases]
        for numbers, _, out in self._batches(words):
            vectors[numbers] = out["vector"]
        return vectors

    def _batches(
        self, words: Sequence[Sequence[str]]
    ) -> Iterator[tuple[list[int], list[Encoded], dict[str, Any]]]:
        """Run all rows that have words, those of like length together."""
        encoded = [self._pieces.encode(own, limit=MAX_PIECES) for own in words]
        order = sorted(
            (n for n in range(len(words)) if words[n]), key=lambda n: len(encoded[n].ids)
        )
        first = 0
        while first < len(order):
            last = first + 1
            while (
                last < len(order)
                and (last + 1 - first) * len(encoded[order[last]].ids) <= PIECES_PER_BATCH
            ):
                last += 1
            rows = [encoded[n] for n in order[first:last]]
            yield order[first:last], rows, self._run(rows)
            first = last

    def _run(self, rows: list[Encoded]) -> dict[str, Any]:
        ids, mask = _pad([row.ids for row in rows])
        shapes, _ = _pad([row.shapes for row in rows])
        anchors, anchor_mask = _pad([row.anchors for row in rows])
        fed = {
            "ids": ids,
            "mask": mask,
            "shapes": shapes,
            "anchors": anchors,
            "anchor_mask": anchor_mask,
        }
        return dict(zip(_OUTPUTS, self._session.run(list(_OUTPUTS), fed), strict=True))

    def _sentence(
        self, span: Span, tokens: list[Span], encoded: Encoded, out: dict[str, Any], row: int
    ) -> ParsedSentence:
        count = len(encoded.anchors) - 1
        left_out = len(tokens) - count
        heads = tree(out["arcs"][row, :count, : count + 1]) if count else []
        upos = self._names("upos", out["upos"][row, :count])
        deprels = self._deprels(out["deprels"][row, :count], heads)
        root = heads.index(-1) if heads else 0
        classes = tuple(float(p) for p in out["causal"][row])
        cause, effect, signal, score = _relation(
            tokens, out["roles"][row, : count + 1], 1 - classes[0]
        )
        return ParsedSentence(
            span=span,
            tokens=tuple(tokens),
            upos=(*upos, *["X"] * left_out),
            heads=(*heads, *[root if count else n - 1 for n in range(left_out)]),
            deprels=(*deprels, *["dep"] * left_out),
            mentions=(
                *bio(self._names("mentions", out["mentions"][row, :count])),
                *["O"] * left_out,
            ),
            attribution=(
                *self._attribution(out["attribution"][row, :count], upos, heads, deprels),
                *["O"] * left_out,
            ),
            causal_class=(classes[0], classes[1], classes[2]),
            cause=cause,
            effect=effect,
            signal=signal,
            causal_score=score,
            vector=out["vector"][row],
        )

    def _names(self, layer: str, numbers: NDArray[np.int64]) -> list[str]:
        labels = self._labels[layer]
        return [labels[n] for n in numbers]

    def _attribution(
        self, numbers: NDArray[np.int64], upos: list[str], heads: list[int], deprels: list[str]
    ) -> tuple[str, ...]:
        """Every word is judged alone: what cannot be an attribution is cleared, small holes are closed."""
        tags = close_gaps(
            bio(self._names("attribution", numbers)), label="content", gap=CONTENT_GAP
        )
        return with_cue_only(without_addressees(tags, heads, deprels), upos)

    def _deprels(self, numbers: NDArray[np.int64], heads: list[int]) -> list[str]:
        """The labels go with the best head; where the tree chose another one, 'root' is kept true."""
        names = self._names("deprels", numbers)
        return [
            "root" if head < 0 else "parataxis" if name == "root" else name
            for name, head in zip(names, heads, strict=True)
        ]


def _tokens(text: str, span: Span) -> list[Span]:
    start, end = span
    return [(start + a, start + b) for a, b in tokenize(text[start:end])]


def _relation(
    tokens: list[Span], logs: NDArray[np.float32], related: float
) -> tuple[Span | None, Span | None, Span | None, float]:
    """Cause, effect and signal in code points, and the score of the pair."""
    pair = best_pair(logs) if related >= MIN_CAUSAL else None
    if pair is None:
        return None, None, None, 0.0
    cause, effect, mean_log = pair
    signal = best_signal(logs)
    score = related * float(np.exp(mean_log))
    return (
        _hull(tokens, cause),
        _hull(tokens, effect),
        _hull(tokens, signal) if signal else None,
        score,
    )


def _hull(tokens: list[Span], words: Span) -> Span:
    return tokens[words[0]][0], tokens[words[1]][1]


def _pad(rows: list[list[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows as a matrix, and its mask."""
    matrix = np.zeros((len(rows), max(map(len, rows))), np.int64)
    mask = np.zeros_like(matrix)
    for number, row in enumerate(rows):
        matrix[number, : len(row)] = row
        mask[number, : len(row)] = 1
    return matrix, mask


@cache
def load_encoder() -> Encoder:
    """Return the package's encoder, loaded on first use."""
    return Encoder()
