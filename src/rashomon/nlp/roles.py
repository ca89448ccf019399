"""From the scores of one frame's words to its roles and attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rashomon.nlp.decode import viterbi
from rashomon.nlp.frames import (
    ATTRIBUTES,
    NEEDED,
    OF_KIND,
    ROLE_LIST,
    STATES,
    ReadFrame,
    attribute_slices,
    role_columns,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rashomon.core.spans import Span, Spans

_SLICES = attribute_slices()
# outside, begin, inside: nothing goes on inside that has not begun
TRANSITIONS = np.zeros((STATES, STATES))
TRANSITIONS[0, 2] = -np.inf
START = np.array([0.0, 0.0, -np.inf])


# Both chosen on gold anchors of the corpus's development split (training/shapes.py).
TAG_WEIGHT = 0.3  # of the tags' odds of the words inside, beside the pointers to a role's ends
SURE_PIECE = 0.99  # mean probability of the words of every piece of a role that has several
MAY_HAVE_PIECES = frozenset(
    [("attribution", "content"), *(("causal_claim", r) for r in ("cause", "effect", "signal"))]
)


def best_paths(states: NDArray[np.float32], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The best path of states of every role of several frames at once.

    Args:
        states: (frames, words, roles, STATES) log-probabilities.
        counts: (frames,) how many words each frame's window has; what is behind them is outside.

    Returns:
        States, (frames, words, roles).
    """
    frames, words, roles, _ = states.shape
    behind = np.arange(words)[None, :] >= counts[:, None]
    logs = np.where(behind[:, :, None, None], np.array([0.0, -99.0, -99.0], np.float32), states)
    flat = logs.transpose(1, 0, 2, 3).reshape(words, frames * roles, STATES)
    paths = viterbi(flat, TRANSITIONS, START)
    return paths.reshape(words, frames, roles).transpose(1, 0, 2)


def decode_frame(
    kind: str,
    start: float,
    paths: NDArray[np.int64],
    states: NDArray[np.float32],
    ends: NDArray[np.float32],
    attributes: NDArray[np.float32],
    tokens: Sequence[Span],
) -> ReadFrame | None:
    """Put a frame together.

    Args:
        kind: One of KINDS.
        start: Probability of its anchor.
        paths: (words, roles of ROLE_LIST) states, as `best_paths` gives them.
        states: (words, roles of ROLE_LIST, STATES) log-probabilities.
        ends: (words, roles, 2) scores of being a role's first and last word.
        attributes: (values of all attributes,) scores.
        tokens: Spans of the window's words.

    Returns:
        The frame, or None where a role that it needs has no words.
    """
    roles: dict[str, Spans] = {}
    sure = 1.0
    for column in role_columns(kind):
        own, name = ROLE_LIST[column]
        pieces = (own, name) in MAY_HAVE_PIECES
        runs = role_words(paths[:, column], states[:, column], ends[:, column], pieces=pieces)
        if runs:
            roles[name] = tuple((tokens[first][0], tokens[last - 1][1]) for first, last in runs)
        if name in NEEDED[kind]:
            if not runs:
                return None
            sure = min(sure, _mean_probability(states[:, column], runs))
    values = {
        name: ATTRIBUTES[name][int(attributes[_SLICES[name]].argmax())] for name in OF_KIND[kind]
    }
    return ReadFrame(kind, start * sure, roles, values)


def role_words(
    path: NDArray[np.int64],
    states: NDArray[np.float32],
    ends: NDArray[np.float32],
    *,
    pieces: bool,
) -> list[Span]:
    """The words of one role as (first, behind the last).

    The tags say whether the role is there, and whether it has several pieces; otherwise the best first and
    last word count, by the pointers and the tags together.
    """
    runs = _runs(path)
    if not runs:
        return []
    inside = np.logaddexp(states[:, 1], states[:, 2])
    if pieces and len(runs) > 1 and all(np.exp(inside[a:b]).mean() >= SURE_PIECE for a, b in runs):
        return runs
    sums = np.concatenate([[0.0], np.cumsum(inside - states[:, 0])]) * TAG_WEIGHT
    opening = ends[:, 0] - sums[:-1]
    closing = ends[:, 1] + sums[1:]
    best = np.maximum.accumulate(opening)
    last = int((best + closing).argmax())
    return [(int(opening[: last + 1].argmax()), last + 1)]


def _mean_probability(states: NDArray[np.float32], runs: Sequence[Span]) -> float:
    """Geometric mean of the probabilities that the words are in the role."""
    logs = np.concatenate([np.logaddexp(states[a:b, 1], states[a:b, 2]) for a, b in runs])
    return float(np.exp(logs.mean()))


def _runs(path: NDArray[np.int64]) -> list[Span]:
    """Runs of words that a path of states puts inside."""
    found: list[Span] = []
    for word, state in enumerate(path):
        if state == 1 or (state == 2 and not found):
            found.append((word, word + 1))
        elif state == 2:
            found[-1] = (found[-1][0], word + 1)
    return found
