"""From the reader's scores to trees, tags and the best pair of cause and effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rashomon.core.spans import Span

ROLES = ("cause", "effect", "signal")


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


def bio(tags: Sequence[str]) -> tuple[str, ...]:
    """Make every run begin with B-."""
    fixed: list[str] = []
    before = "O"
    for tag in tags:
        fits = tag[0] != "I" or before[2:] == tag[2:]
        before = tag if fits else f"B-{tag[2:]}"
        fixed.append(before)
    return tuple(fixed)


def close_gaps(tags: Sequence[str], *, label: str, gap: int) -> tuple[str, ...]:
    """Join runs of one label that at most `gap` untagged words part; nothing else is touched."""
    joined, last = list(tags), -1
    for word, tag in enumerate(tags):
        if tag[2:] == label:
            between = range(last + 1, word)
            if last >= 0 and len(between) <= gap and all(tags[w] == "O" for w in between):
                for w in (*between, word):
                    joined[w] = f"I-{label}"
            last = word
    return tuple(joined)


def without_addressees(
    tags: Sequence[str], heads: Sequence[int], deprels: Sequence[str]
) -> tuple[str, ...]:
    """Untag what hangs on a cue as its object: in "Voss told the radio" the radio is no source."""
    kept = list(tags)
    for word, tag in enumerate(tags):
        top = word
        while heads[top] >= 0 and tags[heads[top]][2:] == "source":
            top = heads[top]
        on_cue = heads[top] >= 0 and tags[heads[top]][2:] == "cue"
        if tag[2:] == "source" and on_cue and deprels[top] in ("iobj", "obj"):
            kept[word] = "O"
    return tuple(kept)


def with_cue_only(tags: Sequence[str], upos: Sequence[str]) -> tuple[str, ...]:
    """Drop what is no whole attribution: everything where there is no cue, signs at the ends of a run, contents of one word."""
    if not any(tag[2:] == "cue" for tag in tags):
        return ("O",) * len(tags)
    kept = list(tags)
    for first, last in _runs(tags):
        inner = [w for w in range(first, last + 1) if upos[w] != "PUNCT"]
        label = tags[first][2:]
        least = 2 if label == "content" else 1
        for w in range(first, last + 1):
            inside = len(inner) >= least and inner[0] <= w <= inner[-1]
            kept[w] = f"{'B' if w == inner[0] else 'I'}-{label}" if inside else "O"
    return tuple(kept)


def _runs(tags: Sequence[str]) -> list[Span]:
    """First and last word of every BIO run."""
    runs: list[Span] = []
    for word, tag in enumerate(tags):
        if tag[0] == "B":
            runs.append((word, word))
        elif tag[0] == "I":
            runs[-1] = (runs[-1][0], word)
    return runs


def best_pair(logs: NDArray[np.float32]) -> tuple[Span, Span, float] | None:
    """Choose cause and effect together.

    Args:
        logs: (1 + words, 6) log-probabilities of the first and last word of cause, effect and
            signal; row 0 is [CLS].

    Returns:
        The two word ranges [first, last] that do not overlap and whose four log-probabilities have
        the highest mean, and that mean; None for less than two words.
    """
    if len(logs) < 3:
        return None
    words = logs[1:].astype(np.float64)
    best: tuple[float, Span, Span, bool] | None = None
    for cause_first in (True, False):
        left, right = (
            (words[:, 0:2], words[:, 2:4]) if cause_first else (words[:, 2:4], words[:, 0:2])
        )
        score, first, second = _two_spans(left, right)
        if best is None or score > best[0]:
            best = (score, first, second, cause_first)
    assert best is not None
    score, first, second, cause_first = best
    return (first, second, score / 4) if cause_first else (second, first, score / 4)


def _two_spans(left: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[float, Span, Span]:
    """The best span of `left` that ends before the best span of `right` begins; (words, 2) scores each."""
    ending = left[:, 1] + np.maximum.accumulate(left[:, 0])
    begins = right[:, 0] + np.maximum.accumulate(right[::-1, 1])[::-1]
    before = np.maximum.accumulate(ending)
    gap = int(np.argmax(before[:-1] + begins[1:]))
    left_last = int(np.argmax(ending[: gap + 1]))
    left_first = int(np.argmax(left[: left_last + 1, 0]))
    right_first = gap + 1
    right_last = right_first + int(np.argmax(right[right_first:, 1]))
    return float(before[gap] + begins[gap + 1]), (left_first, left_last), (right_first, right_last)


def best_signal(logs: NDArray[np.float32]) -> Span | None:
    """The signal's word range [first, last], or None where [CLS] ("no signal") scores higher."""
    first, last = logs[1:, 4].astype(np.float64), logs[1:, 5].astype(np.float64)
    if not len(first):
        return None
    ending = last + np.maximum.accumulate(first)
    stop = int(np.argmax(ending))
    if ending[stop] <= float(logs[0, 4]) + float(logs[0, 5]):
        return None
    return int(np.argmax(first[: stop + 1])), stop
