"""Overlapping annotations flattened into runs of characters that nest in no other."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.core.bodies import body_spans
from rashomon.core.records import Annotation
from rashomon.core.spans import Span


@dataclass(frozen=True, slots=True)
class Part:
    """One annotation's hold on a segment; `first` marks where the annotation begins."""

    annotation: str
    kind: str
    role: str
    first: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters over which the same roles hold."""

    span: Span
    text: str
    parts: tuple[Part, ...] = ()
    marked: bool = False
    mark_starts: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The layers present here, each once."""
        return tuple(dict.fromkeys(part.kind for part in self.parts))


@dataclass(frozen=True, slots=True)
class _Hold:
    start: int
    end: int
    part: Part


def segment_text(
    text: str, annotations: Iterable[Annotation], *, within: Span, mark: Span | None = None
) -> tuple[Segment, ...]:
    """Cut a span of the text at every border of a role; joined, the segments are its characters.

    Args:
        text: The document's text.
        annotations: Those to show.
        within: The span to cut, a paragraph for example.
        mark: A further span to mark, from an address.
    """
    holds = [h for h in _holds(annotations) if h.start < within[1] and within[0] < h.end]
    edges = {*within, *(p for h in holds for p in (h.start, h.end)), *(mark or ())}
    points = sorted(p for p in edges if within[0] <= p <= within[1])
    return tuple(
        _segment(text, (start, end), holds, mark) for start, end in itertools.pairwise(points)
    )


def _holds(annotations: Iterable[Annotation]) -> list[_Hold]:
    holds: list[_Hold] = []
    for ann in annotations:
        roles = [(s, role) for role, spans in body_spans(ann.body).items() for s in spans]
        first = min((span[0] for span, _ in roles), default=-1)
        for (start, end), role in sorted(roles):
            part = Part(ann.id, ann.kind, role, first=start == first)
            holds.append(_Hold(start, end, part))
            first = first if start != first else -1
    return holds


def _segment(text: str, span: Span, holds: list[_Hold], mark: Span | None) -> Segment:
    start, end = span
    parts = tuple(
        Part(h.part.annotation, h.part.kind, h.part.role, h.part.first and h.start == start)
        for h in holds
        if h.start <= start and end <= h.end
    )
    marked = mark is not None and mark[0] <= start and end <= mark[1]
    return Segment(
        span, text[start:end], parts, marked, marked and mark is not None and start == mark[0]
    )


def paragraphs(text: str) -> tuple[Span, ...]:
    """Spans of the lines, each with the line ends behind it; together they are the whole text."""
    spans: list[Span] = []
    start = at = 0
    while at < len(text):
        stop = text.find("\n", at)
        if stop < 0:
            break
        while stop < len(text) and text[stop].isspace():
            stop += 1
        spans.append((start, stop))
        start = at = stop
    if start < len(text):
        spans.append((start, len(text)))
    return tuple(spans)
