"""What a language model may return: the closed set of bodies, with quotes where these have spans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from rashomon.core.bodies import BODIES, AttributionStance, Body, Form, Label, Mode, Sign
from rashomon.core.spans import Span, Spans, locate
from rashomon.nlp.frames import EVENT_TYPES

ABSENT = "a quote that is not in the text"
INVALID = "a value outside the schema"
MISSING = "a needed role missing"
UNKNOWN = "an unknown kind"

# What models write in place of typographic signs, one code point for one: offsets stay.
_SIGNS = str.maketrans("‘’‚“”„«»–—−", '\'\'\'"""""---')
_PERCENT = re.compile(r"\b(\d{1,2}(?:\.\d+)?|100)\s?(?:%|per ?cent\b)")
_CHANCE = re.compile(r"chance|probab|likel|odds", re.IGNORECASE)


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Quote(_Closed):
    """Words of the text, with a little of what stands before and after them."""

    prefix: str = ""
    quote: str
    suffix: str = ""


def _number(value: Any) -> Any:
    """Refuse true and false, which compare equal to numbers of a literal."""
    if value is True or value is False:
        message = "no number"
        raise ValueError(message)
    return value


def _plover(value: str) -> str:
    if value and value not in EVENT_TYPES:
        message = "no event type of PLOVER"
        raise ValueError(message)
    return value


Needed = Annotated[list[Quote], Field(min_length=1)]
Number = BeforeValidator(_number)
EventType = Annotated[
    str, AfterValidator(_plover), WithJsonSchema({"type": "string", "enum": [*EVENT_TYPES, ""]})
]


class Item(_Closed):
    """One proposal; its fields are those of the body of its kind, quotes for spans."""

    kind: ClassVar[str]


class MentionItem(Item):
    """A name, date or quantity."""

    kind: ClassVar[str] = "mention"
    name: Needed
    label: Label


class AttributionItem(Item):
    """Who says what; the label before a quotation is a source without a cue."""

    kind: ClassVar[str] = "attribution"
    source: list[Quote] = []
    cue: list[Quote] = []
    content: Needed
    form: Form
    stance: AttributionStance

    @model_validator(mode="after")
    def _is_said(self) -> Self:
        if self.source or self.cue:
            return self
        kind, message = "missing", "neither a source nor a cue"
        raise PydanticCustomError(kind, message)


class CausalClaimItem(Item):
    """What brings about, raises, lowers or prevents what, as the text says."""

    kind: ClassVar[str] = "causal_claim"
    cause: Needed
    effect: Needed
    signal: list[Quote] = []
    sign: Annotated[Sign, Number]
    mode: Mode
    hedged: bool


class EventItem(Item):
    """What an actor does towards another."""

    kind: ClassVar[str] = "event"
    trigger: Needed
    actor: list[Quote] = []
    recipient: list[Quote] = []
    date: list[Quote] = []
    place: list[Quote] = []
    event_type: EventType
    negated: bool
    hypothetical: bool


class AimItem(Item):
    """Who wants what."""

    kind: ClassVar[str] = "aim"
    actor: list[Quote] = []
    goal: Needed
    cue: list[Quote] = []
    wants: Annotated[Literal[-1, 1], Number]
    imputed: bool


class PredictionItem(Item):
    """What will be; a probability is read off the hedge, never taken from the model."""

    kind: ClassVar[str] = "prediction"
    content: Needed
    condition: list[Quote] = []
    horizon: list[Quote] = []
    hedge: list[Quote] = []
    negated: bool


class Answer(_Closed):
    """All that is asked for, in the order in which the model writes it."""

    mentions: list[MentionItem]
    attributions: list[AttributionItem]
    causal_claims: list[CausalClaimItem]
    events: list[EventItem]
    aims: list[AimItem]
    predictions: list[PredictionItem]


ITEMS: dict[str, type[Item]] = {
    name: get_args(field.annotation)[0] for name, field in Answer.model_fields.items()
}


def answer_schema() -> dict[str, Any]:
    """The JSON schema that is sent: as strict servers want it, without what they do not know."""
    schema = _strict(Answer.model_json_schema())
    assert isinstance(schema, dict)
    return schema


def _strict(value: Any) -> Any:
    """Every property required and no other allowed; no defaults, no least lengths."""
    if isinstance(value, list):
        return [_strict(one) for one in value]
    if not isinstance(value, dict):
        return value
    dropped = {"default", "minItems", "title", "description"}
    kept = {k: _strict(v) for k, v in value.items() if k not in dropped}
    if "properties" in kept:
        kept |= {"required": [*kept["properties"]], "additionalProperties": False}
    return kept


def read_items(answer: Mapping[str, Any], *, lose: Callable[[str], None]) -> Iterator[Item]:
    """The items of an answer that keep to the schema; `lose` hears why each other one is dropped."""
    for name, raw_items in answer.items():
        if name not in ITEMS or not isinstance(raw_items, list):
            lose(UNKNOWN if name not in ITEMS else INVALID)
            continue
        for raw in raw_items:
            try:
                yield ITEMS[name].model_validate(raw)
            except ValidationError as error:
                kinds = {problem["type"] for problem in error.errors()}
                lose(MISSING if kinds <= {"missing", "too_short"} else INVALID)


def place_item(item: Item, passage: str, *, offset: int) -> Body | None:
    """The body of an item, its quotes found in the passage.

    Args:
        item: A valid proposal.
        passage: The text that the model saw.
        offset: Where the passage begins in the document.

    Returns:
        The body with spans into the document; None where any quote is not in the passage.
    """
    cls = BODIES[item.kind]
    values = {name: getattr(item, name) for name in type(item).model_fields}
    for role in cls.roles:
        spans = [_find(quote, passage) for quote in values[role]]
        found = [span for span in spans if span]
        if len(found) < len(spans):
            return None
        values[role] = tuple((s + offset, e + offset) for s, e in _joined(found))
    if isinstance(item, PredictionItem):
        hedge = " ".join(passage[s - offset : e - offset] for s, e in values["hedge"])
        values["probability"] = stated_probability(hedge)
    return cls(**values)


def _find(quote: Quote, passage: str) -> Span | None:
    words, prefix, suffix = (
        part.translate(_SIGNS) for part in (quote.quote, quote.prefix, quote.suffix)
    )
    plain = passage.translate(_SIGNS)
    return locate(plain, words, prefix=prefix, suffix=suffix, whole_words=True)


def _joined(spans: list[Span]) -> Spans:
    """In order, those that overlap made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def stated_probability(hedge: str) -> float | None:
    """The probability that words of doubt state as a percentage, as in "a 20% chance"."""
    percent = _PERCENT.search(hedge)
    return float(percent[1]) / 100 if percent and _CHANCE.search(hedge) else None
