"""The reader at run time: one small encoder, one pass a window of sentences, all heads (onnxruntime on the CPU)."""

from __future__ import annotations

import json
import math
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rashomon.core.errors import MissingPart
from rashomon.nlp.decode import best_tags, tree
from rashomon.nlp.frames import (
    KINDS,
    ReadFrame,
    distance_buckets,
    inventory,
    sentence_offsets,
)
from rashomon.nlp.pieces import Encoded, Pieces
from rashomon.nlp.roles import best_paths, decode_frame
from rashomon.nlp.sentences import split_sentences
from rashomon.nlp.tokens import tokenize
from rashomon.nlp.windows import MAX_PIECES, Window, cut_windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from rashomon.core.spans import Span

WEIGHTS = Path(__file__).parent / "weights"
VECTOR_SIZE = 384
PIECES_PER_BATCH = 512  # activations stay in the cache
MIN_START = 0.05  # a frame is decoded from this probability of its anchor on
OUR_STYLE = 0  # the guidelines of our own corpus, among those that the weights know
_OUTPUTS = "upos arcs deprels mentions causal starts vector role_words role_anchors".split()
_ROLE_OUTPUTS = ["states", "ends", "attributes"]


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """What the reader says about one sentence; every span is in code points of the whole text.

    Attributes:
        heads: Index into `tokens` of each token's head, -1 for the root; always one tree.
        mentions: BIO tags over the labels of `frames.MENTION_LABELS`.
        causal_class: Probabilities of none, causal, countercausal.
        frames: What was found at the words of this sentence; a role may lie in a neighbouring one.
        vector: float32 (384,), unit length, comparable with `Encoder.embed`.
    """

    span: Span
    tokens: tuple[Span, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    mentions: tuple[str, ...]
    causal_class: tuple[float, float, float]
    frames: tuple[ReadFrame, ...]
    vector: NDArray[np.float32]


class Encoder:
    """The weights of the package, loaded once; safe to call again and again, not from two threads at once."""

    def __init__(self, *, threads: int = 2, weights: Path = WEIGHTS) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # batches run side by side, each on one thread: the graph's many small steps do not share out well
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._threads = threads
        self._session, self._roles = (
            onnxruntime.InferenceSession(
                str(weights / f"{name}.onnx"), options, providers=["CPUExecutionProvider"]
            )
            for name in ("reader", "roles")
        )
        self._pieces = Pieces(weights / "tokenizer.json")
        self._labels: dict[str, Any] = json.loads((weights / "labels.json").read_text("utf-8"))
        if self._labels["frames"] != inventory():
            message = (
                f"the weights in {weights} were made for other frames: train or export them anew"
            )
            raise MissingPart(message)
        self.version: str = self._labels["version"]

    def parse(
        self,
        text: str,
        *,
        sentences: Sequence[Span] | None = None,
        tokens: Sequence[Sequence[Span]] | None = None,
        style: int = OUR_STYLE,
        raw: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> list[ParsedSentence]:
        """Read a text.

        Args:
            text: Any text.
            sentences: Where its sentences are; found by `split_sentences` where not given.
            tokens: The tokens of each of `sentences`; found by `tokenize` where not given.
            style: Whose guidelines its frames follow; other than our own only to be measured.
            raw: Give frames the model's own scores; else scores are calibrated and say what is sure enough
                (`labels.json`, set by training/calibrate.py).
            progress: Called with the number of sentences done after every batch.

        Returns:
            One ParsedSentence for every sentence that has a token, in the order of the text.
        """
        spans = split_sentences(text) if sentences is None else list(sentences)
        cut = (
            [_tokens(text, span) for span in spans] if tokens is None else [list(t) for t in tokens]
        )
        words = [[text[a:b] for a, b in own] for own in cut]
        windows = cut_windows([sum(len(self._pieces.of(w)) for w in own) for own in words])
        found: dict[int, ParsedSentence] = {}
        for batch, out in self._batches(windows, words, style):
            frames = self._frames(batch, out, cut, raw=raw)
            for row, window in enumerate(batch):
                for at in range(window.context, len(window.sentences)):
                    number = window.sentences[at]
                    found[number] = self._sentence(
                        spans[number], cut[number], _Place(row, at, out), frames[row]
                    )
            if progress:
                progress(len(found))
        return [found[number] for number in sorted(found)]

    def embed(self, phrases: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of short texts: float32 (n, 384), unit length; an empty phrase gets zeros."""
        vectors = np.zeros((len(phrases), VECTOR_SIZE), np.float32)
        words = [[phrase[a:b] for a, b in tokenize(phrase)] for phrase in phrases]
        windows = [Window((n,), 0) for n, own in enumerate(words) if own]
        for batch, out in self._batches(windows, words, OUR_STYLE):
            vectors[[window.sentences[0] for window in batch]] = out["vector"][:, 0]
        return vectors

    def _batches(
        self, windows: Sequence[Window], words: Sequence[Sequence[str]], style: int
    ) -> Iterator[tuple[list[Window], dict[str, Any]]]:
        """Run all windows, those of like length together."""
        encoded = [
            self._pieces.encode([words[n] for n in window.sentences], limit=MAX_PIECES)
            for window in windows
        ]
        groups = grouped([len(row.ids) for row in encoded], most=PIECES_PER_BATCH)
        with ThreadPoolExecutor(self._threads) as pool:
            waiting: deque[tuple[list[int], Future[dict[str, Any]]]] = deque()
            for group in groups:
                rows = [encoded[n] for n in group]
                waiting.append((group, pool.submit(self._run, rows, style)))
                if len(waiting) > 2 * self._threads:
                    done, result = waiting.popleft()
                    yield [windows[n] for n in done], result.result()
            for done, result in waiting:
                yield [windows[n] for n in done], result.result()

    def _run(self, rows: list[Encoded], style: int) -> dict[str, Any]:
        """The model's outputs, and the sentence of each word of the batch (0 behind a row's end)."""
        ids, mask = padded([row.ids for row in rows])
        anchors, anchor_mask = padded([row.anchors for row in rows])
        most = max(row.groups[-1] for row in rows)
        fed = {
            "ids": ids,
            "mask": mask,
            "shapes": padded([row.shapes for row in rows])[0],
            "groups": padded([row.piece_groups() for row in rows])[0],
            "anchors": anchors,
            "anchor_mask": anchor_mask,
            "sentences": np.arange(1, most + 1),
            "style": np.full(len(rows), style, np.int64),
        }
        out = dict(zip(_OUTPUTS, self._session.run(_OUTPUTS, fed), strict=True))
        return out | {"groups": padded([row.groups for row in rows])[0]}

    def _sentence(
        self, span: Span, tokens: list[Span], place: _Place, frames: list[tuple[int, ReadFrame]]
    ) -> ParsedSentence:
        count = place.stop - place.start
        left_out = len(tokens) - count
        heads = tree(place.arcs()) if count else []
        root = heads.index(-1) if heads else 0
        classes = tuple(float(p) for p in place.of_sentence("causal"))
        mentions = best_tags(place.of_words("mentions"), self._labels["mentions"])
        return ParsedSentence(
            span=span,
            tokens=tuple(tokens),
            upos=(*self._names("upos", place.of_words("upos")), *["X"] * left_out),
            heads=(*heads, *[root if count else n - 1 for n in range(left_out)]),
            deprels=(*self._deprels(place.of_words("deprels"), heads), *["dep"] * left_out),
            mentions=(*mentions, *["O"] * left_out),
            causal_class=(classes[0], classes[1], classes[2]),
            frames=tuple(frame for word, frame in frames if place.start <= word < place.stop),
            vector=place.of_sentence("vector"),
        )

    def _names(self, layer: str, numbers: NDArray[np.int64]) -> list[str]:
        labels = self._labels[layer]
        return [labels[n] for n in numbers]

    def _deprels(self, numbers: NDArray[np.int64], heads: list[int]) -> list[str]:
        """The labels go with the best head; where the tree chose another one, 'root' is kept true."""
        names = self._names("deprels", numbers)
        return [
            "root" if head < 0 else "parataxis" if name == "root" else name
            for name, head in zip(names, heads, strict=True)
        ]

    def _frames(
        self,
        batch: Sequence[Window],
        out: dict[str, Any],
        tokens: Sequence[Sequence[Span]],
        *,
        raw: bool,
    ) -> list[list[tuple[int, ReadFrame]]]:
        """The frames of each window with the word of their anchor."""
        found: list[list[tuple[int, ReadFrame]]] = [[] for _ in batch]
        context = np.array([window.context for window in batch])[:, None]
        likely = (out["starts"] >= MIN_START) & (out["groups"] > context)[:, :, None]
        places = np.argwhere(likely)
        if not len(places):
            return found
        spans = [[span for n in window.sentences for span in tokens[n]] for window in batch]
        counts = (out["groups"] > 0).sum(1)
        states, ends, attributes = self._run_roles(places, out)
        paths = best_paths(states, counts[places[:, 0]])
        for n, (row, word, kind) in enumerate(places):
            frame = decode_frame(
                KINDS[kind],
                float(out["starts"][row, word, kind]),
                paths[n, : counts[row]],
                states[n, : counts[row]],
                ends[n, : counts[row]],
                attributes[n],
                spans[row],
            )
            if frame is not None:
                found[row].append((int(word), frame if raw else self._calibrated(frame)))
        return found

    def _calibrated(self, frame: ReadFrame) -> ReadFrame:
        """The frame with the share of right ones among those with its score."""
        slope, shift, least = self._labels["calibration"][frame.kind]
        score = min(max(frame.score, 1e-6), 1 - 1e-6)
        odds = slope * math.log(score / (1 - score)) + shift
        share = 1 / (1 + math.exp(-min(max(odds, -50.0), 50.0)))
        return replace(frame, score=round(share, 4), sure=share >= least)

    def _run_roles(self, places: NDArray[np.int64], out: dict[str, Any]) -> list[Any]:
        """States, ends and attributes of the frames at (row, word, kind)."""
        rows, anchors, kinds = places.T
        own = out["groups"][rows]
        fed = {
            "words": out["role_words"][rows],
            "anchor": out["role_anchors"][rows, anchors],
            "kind": kinds,
            "distance": distance_buckets(np.arange(own.shape[1])[None, :] - anchors[:, None]),
            "offset": sentence_offsets(own - own[np.arange(len(rows)), anchors][:, None]),
        }
        return list(self._roles.run(_ROLE_OUTPUTS, fed))


def grouped(sizes: Sequence[int], *, most: int) -> list[list[int]]:
    """Rows of like length together, so many that their padded pieces are at most `most`."""
    groups: list[list[int]] = []
    for n in sorted(range(len(sizes)), key=lambda n: sizes[n]):
        if not groups or (len(groups[-1]) + 1) * sizes[n] > most:
            groups.append([])
        groups[-1].append(n)
    return groups


class _Place:
    """One sentence in a batch: its row, and its words from `start` to before `stop`."""

    def __init__(self, row: int, at: int, out: dict[str, Any]) -> None:
        words = np.flatnonzero(out["groups"][row] == at + 1)
        self.start, self.stop = (int(words[0]), int(words[-1]) + 1) if len(words) else (0, 0)
        self._row, self._at, self._out = row, at, out

    def of_words(self, layer: str) -> Any:
        """The layer's output at the sentence's words."""
        return self._out[layer][self._row, self.start : self.stop]

    def of_sentence(self, layer: str) -> Any:
        """The layer's output for the sentence."""
        return self._out[layer][self._row, self._at]

    def arcs(self) -> NDArray[np.float32]:
        """Scores of heads inside the sentence: (words, 1 + words)."""
        rows: NDArray[np.float32] = self.of_words("arcs")
        return rows[:, [0, *range(self.start + 1, self.stop + 1)]]


def _tokens(text: str, span: Span) -> list[Span]:
    start, end = span
    return [(start + a, start + b) for a, b in tokenize(text[start:end])]


def padded(rows: list[list[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
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
