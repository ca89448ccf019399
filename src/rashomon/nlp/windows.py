"""Windows of neighbouring sentences: what the reader sees at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WINDOW_PIECES = 160  # of a window, [CLS] and [SEP] included
CONTEXT_PIECES = 48  # a longer sentence is no context
MAX_PIECES = 256  # of a longer sentence that stands alone; its words beyond get neutral labels
_MARKS = 2  # [CLS] and [SEP]


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences by number; the first `context` of them are read elsewhere and only seen here."""

    sentences: tuple[int, ...]
    context: int


def cut_windows(pieces: Sequence[int]) -> list[Window]:
    """Cut a text into windows.

    Args:
        pieces: How many word pieces each sentence has; 0 for one without words, which is left out.

    Returns:
        Windows of at most WINDOW_PIECES, each sentence owned by exactly one of them; a window begins with the
        sentence before its own where that is short enough, so that who "she" is can be seen.
    """
    windows: list[Window] = []
    own: list[int] = []
    context, size = 0, _MARKS
    last = -1
    for number, count in enumerate(pieces):
        if count == 0:
            continue
        if own[context:] and size + count > WINDOW_PIECES:
            windows.append(Window(tuple(own), context))
            fits = pieces[last] <= CONTEXT_PIECES and pieces[last] + count + _MARKS <= WINDOW_PIECES
            own, context = ([last], 1) if fits else ([], 0)
            size = _MARKS + sum(pieces[n] for n in own)
        own.append(number)
        size += count
        last = number
    if own:
        windows.append(Window(tuple(own), context))
    return windows
