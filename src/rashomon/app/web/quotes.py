"""Sentences with the characters of an item marked in them."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rashomon.core.spans import Span, Spans, hull, overlaps
from rashomon.nlp.sentences import split_sentences

_LONGEST = 700  # characters of a quote; a "sentence" that is a whole table is cut around its item


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a quote; `role` is what they are in the item ("" outside of it)."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence (or several that an item runs over) cut at the item's characters."""

    span: Span
    pieces: tuple[Piece, ...]
    number: int
    of: int
    cut_before: bool = False
    cut_after: bool = False

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"sentence {self.number} of {self.of}"

    @property
    def text(self) -> str:
        """The characters as they stand in the document."""
        return "".join(piece.text for piece in self.pieces)


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentence spans of a text; kept, since a page quotes the same documents many times."""
    return tuple(split_sentences(text)) or ((0, len(text)),)


def passages(text: str, roles: Mapping[str, Spans]) -> tuple[Passage, ...]:
    """The sentences that hold the item's characters, in text order, each once.

    Args:
        text: The document's text.
        roles: The item's spans by role; with overlapping roles the first one named wins.
    """
    found = [span for spans in roles.values() for span in spans]
    bounds = sentences(text)
    runs = _runs(bounds, found)
    return tuple(_passage(text, run, roles, bounds) for run in runs)


def _runs(bounds: tuple[Span, ...], found: Iterable[Span]) -> list[tuple[int, int]]:
    """Ranges of sentence numbers: one per span, merged where they touch the same sentence."""
    runs: list[tuple[int, int]] = []
    for span in sorted(found):
        touched = [i for i, bound in enumerate(bounds) if overlaps(bound, span)] or [
            max((i for i, bound in enumerate(bounds) if bound[0] <= span[0]), default=0)
        ]
        if runs and touched[0] <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], touched[-1]))
        else:
            runs.append((touched[0], touched[-1]))
    return runs


def _passage(
    text: str, run: tuple[int, int], roles: Mapping[str, Spans], bounds: tuple[Span, ...]
) -> Passage:
    whole = bounds[run[0]][0], bounds[run[1]][1]
    span = _shorten(whole, [s for spans in roles.values() for s in spans if overlaps(s, whole)])
    pieces = cut(text, span, roles)
    return Passage(span, pieces, run[0] + 1, len(bounds), span[0] > whole[0], span[1] < whole[1])


def _shorten(whole: Span, found: list[Span]) -> Span:
    """The whole sentence, or a window around the item where it is too long to show."""
    if whole[1] - whole[0] <= _LONGEST or not found:
        return whole
    start, end = hull(found)
    spare = max(0, _LONGEST - (end - start)) // 2
    return max(whole[0], start - spare), min(whole[1], max(end, start + 1) + spare)


def cut(text: str, span: Span, roles: Mapping[str, Spans]) -> tuple[Piece, ...]:
    """A span of the text as pieces; joined they are exactly its characters."""
    edges = {*span}
    for spans in roles.values():
        edges.update(point for s in spans for point in s if span[0] < point < span[1])
    points = sorted(edges)
    return tuple(
        Piece(text[start:end], _role_at(start, roles)) for start, end in itertools.pairwise(points)
    )


def _role_at(point: int, roles: Mapping[str, Spans]) -> str:
    for role, spans in roles.items():
        if any(start <= point < end for start, end in spans):
            return role
    return ""
