"""The pair model at run time: whether two statements say the same, contradict each other, or neither."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import numpy as np

from rashomon.nlp.encoder import PIECES_PER_BATCH, WEIGHTS, grouped, padded
from rashomon.nlp.pieces import CLS, SEP, Pieces
from rashomon.nlp.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

LABELS: Final = ("neither", "same", "contradicts")
MOST_KNOWN = 200_000  # answers kept in memory; when there are more, all are forgotten
MOST_PIECES = 62  # of each text; what is longer is cut


class PairReader:
    """The weights of the package, loaded once; safe to call again and again, not from two threads at once."""

    def __init__(self, *, threads: int = 2, weights: Path = WEIGHTS) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._threads = threads
        self._session = onnxruntime.InferenceSession(
            str(weights / "pairs.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._pieces = Pieces(weights / "tokenizer.json")
        self._known: dict[tuple[str, str], NDArray[np.float32]] = {}
        self.version = f"pairs+{sha256((weights / 'pairs.onnx').read_bytes()).hexdigest()[:8]}"

    def judge(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Probabilities of LABELS for each pair; the order of its two texts does not count.

        Returns:
            float32 (pairs, 3), rows summing to 1.
        """
        ordered = [(min(pair), max(pair)) for pair in pairs]
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        missing = list(dict.fromkeys(pair for pair in ordered if pair not in self._known))
        self._known |= zip(missing, self._read(missing), strict=True)
        return np.array([self._known[p] for p in ordered], np.float32).reshape(-1, len(LABELS))

    def _read(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Pairs of like length together, batches side by side."""
        rows = [encode_pair(self._pieces, *pair) for pair in pairs]
        found = np.zeros((len(rows), len(LABELS)), np.float32)
        groups = grouped([len(ids) for ids, _ in rows], most=PIECES_PER_BATCH)
        with ThreadPoolExecutor(self._threads) as pool:
            for group, scores in zip(
                groups, pool.map(lambda g: self._run([rows[n] for n in g]), groups), strict=True
            ):
                found[group] = scores
        return found

    def _run(self, rows: list[tuple[list[int], list[int]]]) -> NDArray[np.float32]:
        ids, mask = padded([ids for ids, _ in rows])
        sides, _ = padded([sides for _, sides in rows])
        fed = {"ids": ids, "mask": mask, "sides": sides}
        scores: NDArray[np.float32] = self._session.run(["classes"], fed)[0]
        return scores


def encode_pair(pieces: Pieces, first: str, second: str) -> tuple[list[int], list[int]]:
    """[CLS] first [SEP] second [SEP] as ids, and 1 where the second text's pieces are."""
    left, right = (_ids(pieces, text) for text in (first, second))
    ids = [CLS, *left, SEP, *right, SEP]
    return ids, [0] * (len(left) + 2) + [1] * (len(right) + 1)


def _ids(pieces: Pieces, text: str) -> list[int]:
    words = (text[a:b] for a, b in tokenize(text))
    return [piece for word in words for piece in pieces.of(word)][:MOST_PIECES]


@cache
def load_pair_reader() -> PairReader:
    """Return the package's pair model, loaded on first use."""
    return PairReader()
