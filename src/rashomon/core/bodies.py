"""The closed set of annotation bodies. A body holds only what can be read off the text.

Every role is a tuple of half-open code-point spans into the document's text (gaps allowed).
"""

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal

from rashomon.core.spans import Spans

Label = Literal[
    "PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "WEAPON", "EVENT", "DATE", "QUANTITY", "MISC"
]
Form = Literal["direct", "indirect", "mixed"]
AttributionStance = Literal["asserts", "denies", "asks", "wants"]
Sign = Literal[-1, 0, 1]
Mode = Literal["asserted", "denied", "conditional", "threat", "counterfactual"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text; it refers to an actor through a link."""

    kind: ClassVar[str] = "mention"
    roles: ClassVar[tuple[str, ...]] = ("name",)
    name: Spans
    label: Label


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, the cue that introduces it, and the content that is attributed to it (PARC)."""

    kind: ClassVar[str] = "attribution"
    roles: ClassVar[tuple[str, ...]] = ("source", "cue", "content")
    source: Spans
    cue: Spans
    content: Spans
    form: Form = "indirect"
    stance: AttributionStance = "asserts"


@dataclass(frozen=True, slots=True)
class CausalClaim:
    """A cause, an effect and the signal between them (Causal News Corpus).

    `sign`: 1 raises or brings about, -1 lowers or prevents, 0 says that it has no effect. A denied
    claim keeps the sign that is denied.
    """

    kind: ClassVar[str] = "causal_claim"
    roles: ClassVar[tuple[str, ...]] = ("cause", "effect", "signal")
    cause: Spans
    effect: Spans
    signal: Spans = ()
    sign: Sign = 1
    mode: Mode = "asserted"
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens (PLOVER types)."""

    kind: ClassVar[str] = "event"
    roles: ClassVar[tuple[str, ...]] = ("trigger", "actor", "recipient", "date", "place")
    trigger: Spans
    actor: Spans = ()
    recipient: Spans = ()
    date: Spans = ()
    place: Spans = ()
    event_type: str = ""
    negated: bool = False
    hypothetical: bool = False


@dataclass(frozen=True, slots=True)
class Aim:
    """What an actor wants (1) or does not want (-1); imputed where the author says so of another."""

    kind: ClassVar[str] = "aim"
    roles: ClassVar[tuple[str, ...]] = ("actor", "goal", "cue")
    actor: Spans
    goal: Spans
    cue: Spans = ()
    wants: Literal[-1, 1] = 1
    imputed: bool = False


@dataclass(frozen=True, slots=True)
class Prediction:
    """A sentence's statement about what will be, as the text words it."""

    kind: ClassVar[str] = "prediction"
    roles: ClassVar[tuple[str, ...]] = ("content", "condition", "horizon", "hedge")
    content: Spans
    condition: Spans = ()
    horizon: Spans = ()
    hedge: Spans = ()
    negated: bool = False
    probability: float | None = None


Body = Mention | Attribution | CausalClaim | Event | Aim | Prediction
BODIES: dict[str, type[Body]] = {
    body.kind: body for body in (Mention, Attribution, CausalClaim, Event, Aim, Prediction)
}


def body_fields(body: Body) -> dict[str, Any]:
    """The body as plain JSON values, roles as lists of [start, end]."""
    values = {f.name: getattr(body, f.name) for f in fields(body)}
    return {k: [list(s) for s in v] if k in body.roles else v for k, v in values.items()}


def body_spans(body: Body) -> dict[str, Spans]:
    """The spans of each role."""
    return {role: getattr(body, role) for role in body.roles}
