"""Overlapping annotations flattened into runs of characters that nest in no other."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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
class Edit:
    """What a copy changed: its characters and those of its original (`other`).

    Where something was cut its own span is empty.
    """

    number: int
    kind: str
    span: Span
    other: Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters over which the same roles hold; `cuts` stand behind it, `opening` before."""

    span: Span
    text: str
    parts: tuple[Part, ...] = ()
    marked: bool = False
    mark_starts: bool = False
    edit: Edit | None = None
    cuts: tuple[Edit, ...] = ()
    opening: tuple[Edit, ...] = ()

    @property
    def edit_starts(self) -> bool:
        """Whether the edit begins here."""
        return self.edit is not None and self.edit.span[0] == self.span[0]

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
    text: str,
    annotations: Iterable[Annotation],
    *,
    within: Span,
    mark: Span | None = None,
    edits: Iterable[Edit] = (),
) -> tuple[Segment, ...]:
    """Cut a span of the text at every border of a role; joined, the segments are its characters.

    Args:
        text: The document's text.
        annotations: Those to show.
        within: The span to cut, a paragraph for example.
        mark: A further span to mark, from an address.
        edits: What the text changed of another one.
    """
    holds = [h for h in _holds(annotations) if h.start < within[1] and within[0] < h.end]
    own = [e for e in edits if e.span[0] <= within[1] and within[0] <= e.span[1]]
    edges = {*within, *(p for h in holds for p in (h.start, h.end)), *(mark or ())}
    edges.update(p for edit in own for p in edit.span)
    points = sorted(p for p in edges if within[0] <= p <= within[1])
    return tuple(
        _edited(_segment(text, span, holds, mark), own) for span in itertools.pairwise(points)
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


def _edited(segment: Segment, edits: Sequence[Edit]) -> Segment:
    start, end = segment.span
    around = (e for e in edits if e.span[0] <= start and end <= e.span[1])
    cuts = [e for e in edits if e.kind == "cut"]
    return replace(
        segment,
        edit=next(around, None),
        cuts=tuple(e for e in cuts if e.span[1] == end),
        opening=tuple(e for e in cuts if e.span[1] == start == 0),
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
