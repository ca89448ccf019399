"""What the reader knows of frames: kinds, roles and attributes, in the order of the model's outputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rashomon.core.spans import Spans

# A frame is found by its anchor, the first word of the role named here (of the next one where that is missing).
ANCHOR_ROLES: Final[dict[str, tuple[str, ...]]] = {
    "attribution": ("cue", "source", "content"),
    "causal_claim": ("signal",),
    "implicit": ("effect",),  # a causal claim without a signal
    "event": ("trigger",),
    "aim": ("cue", "goal"),
    "prediction": ("content",),
}
KINDS: Final = tuple(ANCHOR_ROLES)
ROLES: Final[dict[str, tuple[str, ...]]] = {
    "attribution": ("source", "cue", "content"),
    "causal_claim": ("cause", "effect", "signal"),
    "implicit": ("cause", "effect"),
    "event": ("trigger", "actor", "recipient", "date", "place"),
    "aim": ("actor", "goal", "cue"),
    "prediction": ("content", "condition", "horizon", "hedge"),
}
NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "attribution": ("content",),
    "causal_claim": ("cause", "effect"),
    "implicit": ("cause", "effect"),
    "event": ("trigger",),
    "aim": ("goal",),
    "prediction": ("content",),
}
EVENT_TYPES: Final = tuple(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
    "SANCTION MOBILIZE COERCE ASSAULT".split()
)
ATTRIBUTES: Final[dict[str, tuple[object, ...]]] = {
    "stance": ("asserts", "denies", "asks", "wants"),
    "sign": (1, -1, 0),
    "mode": ("asserted", "denied", "conditional", "threat", "counterfactual"),
    "hedged": (False, True),
    "event_type": EVENT_TYPES,
    "event_negated": (False, True),
    "hypothetical": (False, True),
    "wants": (1, -1),
    "imputed": (False, True),
    "prediction_negated": (False, True),
}
# The roles of all kinds that have outputs of their own; an implicit claim shares those of a signalled one.
ROLE_LIST: Final = tuple(
    (kind, role) for kind, roles in ROLES.items() if kind != "implicit" for role in roles
)
STATES: Final = 3  # outside, begin, inside

MENTION_LABELS: Final = "PERSON ORG GPE NORP LOC FAC WEAPON EVENT MISC DATE QUANTITY".split()


@dataclass(frozen=True, slots=True)
class ReadFrame:
    """A frame that the reader found.

    Attributes:
        kind: One of KINDS.
        score: Share of right ones among frames like it; raw, the probability of its anchor times the least
            geometric mean of the probabilities of a needed role's words.
        roles: Spans in code points of the whole text; roles without words are missing.
        attributes: Values of the attributes that its kind has.
        sure: Whether the score reaches its kind's threshold; what is not sure may still back up a rule.
    """

    kind: str
    score: float
    roles: dict[str, Spans]
    attributes: dict[str, object]
    sure: bool = True


OF_KIND: Final[dict[str, tuple[str, ...]]] = {
    "attribution": ("stance",),
    "causal_claim": ("sign", "mode", "hedged"),
    "implicit": ("sign", "mode", "hedged"),
    "event": ("event_type", "event_negated", "hypothetical"),
    "aim": ("wants", "imputed"),
    "prediction": ("prediction_negated",),
}

_NEAR = 6  # distances up to here have a bucket each, then two for each doubling


def distance_buckets(distances: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed word distances as 0 … 24; 12 is the anchor itself."""
    size = np.abs(distances)
    far = _NEAR + np.floor(np.log2(np.maximum(size, 1) / _NEAR) * 2).astype(np.int64) + 1
    bucket = np.where(size <= _NEAR, size, np.minimum(far, 12))
    return 12 + np.sign(distances) * bucket


def sentence_offsets(offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed distances in sentences as 0 … 4; 2 is the anchor's own."""
    return np.clip(offsets, -2, 2) + 2


def role_columns(kind: str) -> list[int]:
    """Places of a kind's roles in ROLE_LIST."""
    family = "causal_claim" if kind == "implicit" else kind
    return [n for n, (own, role) in enumerate(ROLE_LIST) if own == family and role in ROLES[kind]]


def inventory() -> dict[str, object]:
    """What the order of the model's outputs means; kept with the weights, which are read by it."""
    return {
        "kinds": list(KINDS),
        "roles": [list(pair) for pair in ROLE_LIST],
        "attributes": {name: list(values) for name, values in ATTRIBUTES.items()},
    }


def attribute_slices() -> dict[str, slice]:
    """Where each attribute's scores stand."""
    found, at = {}, 0
    for name, values in ATTRIBUTES.items():
        found[name] = slice(at, at + len(values))
        at += len(values)
    return found
