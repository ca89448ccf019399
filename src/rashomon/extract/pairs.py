"""The reader's own pair of cause and effect, with sign, mode and hedge read by rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.core.bodies import CausalClaim
from rashomon.core.spans import trim
from rashomon.extract.base import Found
from rashomon.extract.causal_words import verb_sign
from rashomon.extract.mood import Mood, mood
from rashomon.nlp.tree import PREDICATES

if TYPE_CHECKING:
    from rashomon.core.bodies import Mode, Sign
    from rashomon.core.spans import Span
    from rashomon.nlp.tree import Tree

RULE = "rule:sign/1"
MIN_SCORE = 0.5  # of the reader's pair with a signal; below, most were wrong on news read by hand
_PURPOSE = re.compile(
    r"(?i)(?:in order |so as )?to\b(?!\s+the\b)|in order\b|order\b|so that\b|aimed\b"
    r"|(?:demanding|urging|seeking|calling for|asking|hoping|aiming)\b"
)
SURE = 0.8  # from here on a pair counts even without a signal
# Signals that mostly mean something else; as the reader learnt them from news of protests they err.
_VAGUE = frozenset(
    """and until while when as since without with but or before for in would that against demanding""".split()
)
_CONCESSIVE = frozenset(
    ["despite", "although", "though", "even though", "in spite of", "regardless of"]
)
_CONDITIONAL = frozenset(["if", "unless", "provided", "in case", "should"])
_EDGES = re.compile(r"^[\s,;:.\-–—)\]”’]+|[\s,;:.\-–—(\[“‘]+$")


def read_pair(tree: Tree, producer: str) -> Found | None:
    """The reader's pair where it is sure enough and no purpose; None otherwise."""
    parsed = tree.parsed
    if parsed.cause is None or parsed.effect is None or tree.is_question:
        return None
    cause, effect = _tidy(tree.text, parsed.cause), _tidy(tree.text, parsed.effect)
    signal = _tidy(tree.text, parsed.signal) if parsed.signal else None
    if cause is None or effect is None or not _is_sure(tree, cause, effect, signal):
        return None
    verb, in_signal = _verb(tree, signal, effect)
    read = mood(tree, verb, negation=in_signal) if verb is not None else Mood()
    word = tree.text[slice(*signal)].lower() if signal else ""
    mode: Mode = "conditional" if word in _CONDITIONAL and read.mode == "asserted" else read.mode
    if parsed.causal_class[2] > parsed.causal_class[1] and not (
        mode == "denied" or word in _CONCESSIVE
    ):
        return None  # the reader sees a denial that nothing else shows
    if in_signal and verb is not None and effect[0] <= tree.parsed.tokens[verb][0] < effect[1]:
        signal = None  # "injuring people" is the effect, not something that lowers it
    sign: Sign = 0 if word in _CONCESSIVE else _sign(tree, signal)
    body = CausalClaim((cause,), (effect,), (signal,) if signal else (), sign, mode, read.hedged)
    return Found(body, f"{producer}+{RULE}", parsed.causal_score)


def _is_sure(tree: Tree, cause: Span, effect: Span, signal: Span | None) -> bool:
    """Whether score and signal speak for a cause, and nothing for a purpose or a list of means."""
    word = tree.text[slice(*signal)].lower() if signal else ""
    least = MIN_SCORE if signal else SURE
    if tree.parsed.causal_score < least or word in _VAGUE:
        return False
    return not (_is_purpose(tree, cause, signal) or _is_chain(tree.text, cause, effect, word))


def _is_chain(text: str, cause: Span, effect: Span, word: str) -> bool:
    """As in "by doing A, doing B": the second is one more means, not an effect."""
    first = text[slice(*effect)].split(maxsplit=1)[0]
    return word == "by" and cause[1] <= effect[0] and first.endswith("ing")


def _tidy(text: str, span: Span) -> Span | None:
    """Without ragged punctuation at the edges."""
    start, end = trim(text, span)
    if found := _EDGES.match(text[start:end]):
        start += found.end()
    inner = text[start:end]
    end -= len(inner) - len(_EDGES.sub("", inner))
    return (start, end) if start < end else None


def _is_purpose(tree: Tree, cause: Span, signal: Span | None) -> bool:
    """Whether the "cause" is what the effect was done for: an infinitive, "in order", "aimed at"."""
    own = tree.text[slice(*signal)] if signal else ""
    if _PURPOSE.match(own) or _PURPOSE.match(tree.text[slice(*cause)]):
        return True
    first = next((i for i, (start, _) in enumerate(tree.parsed.tokens) if start >= cause[0]), 0)
    return first > 0 and tree.upos(first) == "VERB" and tree.lower[first - 1] == "to"


def _verb(tree: Tree, signal: Span | None, effect: Span) -> tuple[int | None, bool]:
    """The verb of the signal (and True), else the predicate of the effect that no other one governs."""
    inside = _words(tree, signal) if signal else []
    verbs = [i for i in inside if tree.upos(i) in PREDICATES and tree.rel(i) != "aux"]
    if verbs:
        return verbs[0], True
    words = _words(tree, effect)
    tops = [i for i in words if tree.upos(i) in PREDICATES and tree.head(i) not in words]
    return (tops[0] if tops else None), False


def _words(tree: Tree, span: Span) -> list[int]:
    tokens = enumerate(tree.parsed.tokens)
    return [i for i, (start, end) in tokens if span[0] <= start and end <= span[1]]


def _sign(tree: Tree, signal: Span | None) -> Sign:
    """The sign of the verb in the signal; a connective brings its effect about."""
    for i, (start, end) in enumerate(tree.parsed.tokens):
        if signal and signal[0] <= start and end <= signal[1] and (sign := verb_sign(tree, i)):
            return sign
    return 1
