"""From the reader's scores to trees and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def tree(arcs: NDArray[np.float32]) -> list[int]:
    """Heads that form one tree.

    Args:
        arcs: (words, 1 + words) scores; column 0 is the root.

    Returns:
        For every word its head as a word index, -1 for the one root. Greedy: the best head of each
        word, one root, then every cycle is broken at its cheapest arc.
    """
    count = len(arcs)
    scores = arcs[:, : count + 1].astype(np.float64)
    scores[np.arange(count), np.arange(1, count + 1)] = -np.inf
    root = int(np.argmax(scores[:, 0] - scores[:, 1:].max(axis=1, initial=-1e9)))
    heads = scores[:, 1:].argmax(axis=1) if count > 1 else np.zeros(1, np.int64)
    heads[root] = -1
    while (cycle := _cycle(heads)) is not None:
        _break(scores, heads, cycle)
    return [int(head) for head in heads]


def _cycle(heads: NDArray[np.int64]) -> list[int] | None:
    seen = np.zeros(len(heads), np.int64)  # 0 new, n = visited in walk n
    for walk in range(1, len(heads) + 1):
        word = walk - 1
        while word >= 0 and seen[word] == 0:
            seen[word] = walk
            word = int(heads[word])
        if word >= 0 and seen[word] == walk:
            return _around(heads, word)
    return None


def _around(heads: NDArray[np.int64], start: int) -> list[int]:
    cycle, word = [start], int(heads[start])
    while word != start:
        cycle.append(word)
        word = int(heads[word])
    return cycle


def _break(scores: NDArray[np.float64], heads: NDArray[np.int64], cycle: list[int]) -> None:
    """Give the word of the cycle that loses least a head that does not hang on the cycle."""
    free = [word for word in range(len(heads)) if not _hangs_on(heads, word, set(cycle))]
    columns = np.array(free) + 1
    best = [(float(scores[w, heads[w] + 1] - scores[w, columns].max()), w) for w in cycle]
    word = min(best)[1]
    heads[word] = free[int(scores[word, columns].argmax())]


def _hangs_on(heads: NDArray[np.int64], word: int, cycle: set[int]) -> bool:
    for _ in range(len(heads)):
        if word in cycle:
            return True
        word = int(heads[word])
        if word < 0:
            return False
    return True  # walked into another cycle


def best_tags(logs: NDArray[np.float32], labels: Sequence[str]) -> list[str]:
    """The most likely sequence of BIO tags in which no I- stands without its label before it (Viterbi).

    Args:
        logs: (words, labels) log-probabilities.
        labels: "O", "B-X", "I-X"… in the order of the columns.
    """
    if not len(logs):
        return []
    barred = np.zeros((len(labels), len(labels)))
    for after, label in enumerate(labels):
        if label[0] == "I":
            barred[[n for n, other in enumerate(labels) if other[2:] != label[2:]], after] = -np.inf
    start = np.array([-np.inf if label[0] == "I" else 0.0 for label in labels])
    return [labels[n] for n in viterbi(logs[:, None, :], barred, start)[:, 0]]


def viterbi(
    logs: NDArray[np.float32], transitions: NDArray[np.float64], start: NDArray[np.float64]
) -> NDArray[np.int64]:
    """The best path of states for each of several sequences of the same length.

    Args:
        logs: (words, sequences, states).
        transitions: (states before, states after), added; minus infinity bars a step.
        start: (states,), added to the first word.

    Returns:
        States, (words, sequences).
    """
    best = logs[0].astype(np.float64) + start
    back = np.zeros(logs.shape, np.int64)
    for word in range(1, len(logs)):
        steps = best[:, :, None] + transitions
        back[word] = steps.argmax(1)
        best = steps.max(1) + logs[word]
    path = np.zeros(logs.shape[:2], np.int64)
    path[-1] = best.argmax(1)
    columns = np.arange(logs.shape[1])
    for word in range(len(logs) - 1, 0, -1):
        path[word - 1] = back[word, columns, path[word]]
    return path
