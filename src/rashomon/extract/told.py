"""The reader's frames as bodies: what it found at the words, tidied at the edges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from rashomon.core.bodies import (
    Aim,
    Attribution,
    CausalClaim,
    Event,
    Prediction,
    body_spans,
)
from rashomon.core.spans import hull
from rashomon.extract.base import Found
from rashomon.extract.quotes import balance
from rashomon.nlp.frames import NEEDED
from rashomon.nlp.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.core.bodies import Body
    from rashomon.core.spans import Span, Spans
    from rashomon.extract.base import Reading
    from rashomon.nlp.frames import ReadFrame

_SIGNS = re.compile(r"[,;:.!?…\-–—()\[\]“”‘’\"']+")


@dataclass(frozen=True, slots=True)
class FrameExtractor:
    """Proposes the reader's frames of one kind as they are."""

    kind: str

    def find(self, reading: Reading, earlier: Sequence[Found]) -> list[Found]:
        """Propose bodies in the order of the text."""
        del earlier
        return told(reading, self.kind)


@dataclass(frozen=True, slots=True)
class AimExtractor(FrameExtractor):
    """Who wants what."""

    kind: str = "aim"


@dataclass(frozen=True, slots=True)
class PredictionExtractor(FrameExtractor):
    """What the text says will come."""

    kind: str = "prediction"


@dataclass(frozen=True, slots=True)
class EventExtractor(FrameExtractor):
    """What an actor does to another."""

    kind: str = "event"


def told(reading: Reading, *kinds: str, sure: bool = True) -> list[Found]:
    """The reader's frames of some kinds as bodies, in the order of the sentences: the sure ones, or the others.

    Of two in a sentence that say the same the surer one stays: neighbouring anchors may find one thing twice.
    """
    kept: list[Found] = []
    for sentence in reading.parsed:
        frames = [f for f in sentence.frames if f.kind in kinds and f.sure == sure]
        own: list[Found] = []
        for frame in sorted(frames, key=lambda f: -f.score):
            found = found_body(reading, frame)
            if found and not any(_same(found, one, NEEDED[frame.kind]) for one in own):
                own.append(found)
        kept += sorted(own, key=_place)
    return kept


def _place(found: Found) -> Span:
    return hull(span for spans in body_spans(found.body).values() for span in spans)


def _same(left: Found, right: Found, roles: Sequence[str]) -> bool:
    """Whether each of the roles shares more than half of the longer one's characters; two cues are two attributions."""
    if isinstance(left.body, Attribution) and left.body.cue:
        roles = ("cue", *roles) if isinstance(right.body, Attribution) and right.body.cue else roles
    return all(
        2 * _shared(hull(getattr(left.body, role)), hull(getattr(right.body, role))) > 1
        for role in roles
    )


def _shared(left: Span, right: Span) -> float:
    common = min(left[1], right[1]) - max(left[0], right[0])
    return max(common, 0) / max(left[1] - left[0], right[1] - right[0])


def found_body(reading: Reading, frame: ReadFrame) -> Found | None:
    """The frame as a body; None where nothing of a needed role is left after tidying."""
    roles = {r: s for r, spans in frame.roles.items() if (s := tidied(reading, spans))}
    if not roles.keys() >= set(NEEDED[frame.kind]):
        return None
    body = _MAKERS[frame.kind](roles, cast("dict[str, Any]", frame.attributes))
    return Found(body, reading.producer, frame.score)


def _attribution(roles: dict[str, Spans], values: dict[str, Any]) -> Body:
    return Attribution(
        source=roles.get("source", ()),
        cue=roles.get("cue", ()),
        content=roles["content"],
        stance=values["stance"],
    )


def _claim(roles: dict[str, Spans], values: dict[str, Any]) -> Body:
    return CausalClaim(
        cause=roles["cause"],
        effect=roles["effect"],
        signal=roles.get("signal", ()),
        sign=values["sign"],
        mode=values["mode"],
        hedged=bool(values["hedged"]),
    )


def _event(roles: dict[str, Spans], values: dict[str, Any]) -> Body:
    return Event(
        trigger=roles["trigger"],
        **{r: roles.get(r, ()) for r in ("actor", "recipient", "date", "place")},
        event_type=values["event_type"],
        negated=bool(values["event_negated"]),
        hypothetical=bool(values["hypothetical"]),
    )


def _aim(roles: dict[str, Spans], values: dict[str, Any]) -> Body:
    return Aim(
        actor=roles.get("actor", ()),
        goal=roles["goal"],
        cue=roles.get("cue", ()),
        wants=values["wants"],
        imputed=bool(values["imputed"]),
    )


def _prediction(roles: dict[str, Spans], values: dict[str, Any]) -> Body:
    return Prediction(
        content=roles["content"],
        condition=roles.get("condition", ()),
        horizon=roles.get("horizon", ()),
        hedge=roles.get("hedge", ()),
        negated=bool(values["prediction_negated"]),
    )


_MAKERS = {
    "attribution": _attribution,
    "causal_claim": _claim,
    "implicit": _claim,
    "event": _event,
    "aim": _aim,
    "prediction": _prediction,
}


def tidied(reading: Reading, spans: Spans) -> Spans:
    """Without ragged signs at the edges, quotations whole, none over an empty line."""
    tidy = (tidy_span(reading.text, _in_paragraph(reading.text, span)) for span in spans)
    whole = (balance(span, reading.quotes_near(span)) for span in tidy if span)
    return tuple(dict.fromkeys(span for span in whole if span[0] < span[1]))


def _in_paragraph(text: str, span: Span) -> Span:
    """The longest piece of the span that no empty line cuts."""
    start, end = span
    pieces = []
    for part in text[start:end].split("\n\n"):
        pieces.append((start, start + len(part)))
        start += len(part) + 2
    return max(pieces, key=lambda piece: piece[1] - piece[0])


def tidy_span(text: str, span: Span) -> Span | None:
    """Without words at the edges that are signs ("U.S." keeps its stop); None where nothing is left."""
    start, end = span
    words = [(start + a, start + b) for a, b in tokenize(text[start:end])]
    while words and _SIGNS.fullmatch(text[slice(*words[0])]):
        del words[0]
    while words and _SIGNS.fullmatch(text[slice(*words[-1])]):
        words.pop()
    return (words[0][0], words[-1][1]) if words else None
