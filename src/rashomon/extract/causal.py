"""Causal claims: the reader's frames, and rules that back them up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from rashomon.core.bodies import Attribution, CausalClaim
from rashomon.core.spans import covers, hull, overlaps
from rashomon.extract.base import Found
from rashomon.extract.causatives import find_causatives, find_reversed
from rashomon.extract.connectives import find_connectives
from rashomon.extract.nominal import find_nominal
from rashomon.extract.quotes import balance
from rashomon.extract.sequences import find_sequences
from rashomon.extract.told import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rashomon.core.bodies import Body
    from rashomon.core.spans import Span
    from rashomon.extract.base import Reading
    from rashomon.extract.frames import Frame
    from rashomon.nlp.tree import Tree

CLAIMS = ("causal_claim", "implicit")
# Rules that may find what the reader does not: on the corpus's development split they cost nothing. Causal
# verbs would: of 25 that they add there 4 are right.
ALONE = frozenset(["rule:connectives/1", "rule:nouns/1", "rule:participles/1", "rule:sequences/1"])
RULE_SCORE = {
    "rule:causatives/1": 0.7,
    "rule:connectives/1": 0.8,
    "rule:nouns/1": 0.7,
    "rule:participles/1": 0.7,
    "rule:sequences/1": 0.6,
}


@dataclass(frozen=True, slots=True)
class CausalExtractor:
    """Finds causal claims with sign, mode and hedge."""

    kind: str = "causal_claim"

    def find(self, reading: Reading, earlier: Sequence[Found]) -> list[Found]:
        """Propose claims; what an attribution denies, asks or wants takes its mode from there."""
        ruled: list[Found] = []
        before: Tree | None = None
        for tree in reading.trees:
            near = before if before and _same_paragraph(reading.text, before, tree) else None
            ruled.extend(_balanced(one, reading) for one in _of_sentence(tree, near))
            before = tree
        said = [f.body for f in earlier if isinstance(f.body, Attribution)]
        contents = _by_block(said, said)
        merged = _merged(ruled, told(reading, *CLAIMS), told(reading, *CLAIMS, sure=False))
        return [_reported(one, contents[_blocks(one.body)[0]]) for one in merged]


_BLOCK = (
    2_000  # characters; what is looked up by place is kept by the blocks of text that it touches
)
_T = TypeVar("_T")


def _by_block(bodies: Iterable[Body], kept: Iterable[_T]) -> dict[int, list[_T]]:
    blocks: dict[int, list[_T]] = defaultdict(list)
    for body, one in zip(bodies, kept, strict=True):
        for block in _blocks(body):
            blocks[block].append(one)
    return blocks


def _blocks(body: Body) -> range:
    """The blocks that a content, or a cause and its effect, lie in."""
    assert isinstance(body, Attribution | CausalClaim)
    own = body.content if isinstance(body, Attribution) else body.cause + body.effect
    start, end = hull(own)
    return range(start // _BLOCK, end // _BLOCK + 1)


def _balanced(found: Found, reading: Reading) -> Found:
    """With cause and effect either in or out of the quotations that they touch."""
    body = found.body
    assert isinstance(body, CausalClaim)
    cause = balance(body.cause[0], reading.quotes_near(body.cause[0]))
    effect = balance(body.effect[0], reading.quotes_near(body.effect[0]))
    return replace(found, body=replace(body, cause=(cause,), effect=(effect,)))


def _same_paragraph(text: str, before: Tree, tree: Tree) -> bool:
    return "\n" not in text[before.span[1] : tree.span[0]]


def _of_sentence(tree: Tree, before: Tree | None) -> list[Found]:
    frames = _distinct(
        [
            *find_connectives(tree, before),
            *find_sequences(tree),
            *find_nominal(tree),
            *find_causatives(tree),
            *find_reversed(tree),
        ]
    )
    return [_claim(frame) for frame in frames if not _is_bare(tree, frame)]


_BARE = frozenset(
    ["what", "which", "who", "whom", "how", "why", "where", "when", "whatever", "one", "there"]
)


def _is_bare(tree: Tree, frame: Frame) -> bool:
    """Whether cause or effect is nothing but a question word, or cut off after "to"."""
    phrases = [tree.text[slice(*span)].lower() for span in (frame.cause, frame.effect)]
    return any(phrase in _BARE or phrase.endswith(" to") for phrase in phrases)


def _distinct(frames: Sequence[Frame]) -> list[Frame]:
    """Without a frame whose cause and effect another one already has."""
    kept: list[Frame] = []
    for frame in frames:
        if not any(_same(frame.cause, k.cause) and _same(frame.effect, k.effect) for k in kept):
            kept.append(frame)
    return kept


def _same(left: Span, right: Span) -> bool:
    """Whether two phrases share more than half of the longer one."""
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return 2 * shared > max(left[1] - left[0], right[1] - right[0])


def _claim(frame: Frame) -> Found:
    body = CausalClaim(
        cause=(frame.cause,),
        effect=(frame.effect,),
        signal=(frame.signal,) if frame.signal else (),
        sign=frame.sign,
        mode=frame.mode,
        hedged=frame.hedged,
    )
    return Found(body, frame.rule, RULE_SCORE[frame.rule])


def _merged(ruled: Sequence[Found], sure: Sequence[Found], unsure: Sequence[Found]) -> list[Found]:
    """The reader's sure claims, and what a rule and the reader find together, or a rule that may stand alone."""
    kept = dict(enumerate(sure))
    told = [*sure, *unsure]
    near = _by_block((f.body for f in told), range(len(told)))
    more: list[Found] = []
    for rule in ruled:
        numbers = sorted({n for block in _blocks(rule.body) for n in near[block]})
        same = next((n for n in numbers if _agree(rule.body, told[n].body)), None)
        if same is not None:
            kept[same] = _backed(kept.get(same, told[same]), rule)
        elif rule.producer in ALONE and not any(
            n in kept and _rivals(rule.body, told[n].body) for n in numbers
        ):
            more.append(rule)
    return sorted([*kept.values(), *more], key=_place)


def _backed(told: Found, rule: Found) -> Found:
    """The reader's phrases, with the rule's sign, its denials and its hedges.

    On the corpus's development split they are right more often than the reader's; the rule's other modes are not.
    """
    if rule.producer in told.producer:
        return told
    assert isinstance(told.body, CausalClaim)
    assert isinstance(rule.body, CausalClaim)
    mode = "denied" if rule.body.mode == "denied" else told.body.mode
    hedged = told.body.hedged or rule.body.hedged
    body = replace(told.body, sign=rule.body.sign, mode=mode, hedged=hedged)
    return replace(told, body=body, producer=f"{told.producer}+{rule.producer}")


def _place(found: Found) -> Span:
    assert isinstance(found.body, CausalClaim)
    return hull(found.body.cause + found.body.effect)


def _rivals(rule: object, pair: object) -> bool:
    """Whether the two read the same signal, or the same phrases the other way round."""
    assert isinstance(rule, CausalClaim)
    assert isinstance(pair, CausalClaim)
    if any(overlaps(a, b) for a in rule.signal for b in pair.signal):
        return True
    return overlaps(rule.cause[0], pair.effect[0]) and overlaps(rule.effect[0], pair.cause[0])


def _agree(left: object, right: object) -> bool:
    assert isinstance(left, CausalClaim)
    assert isinstance(right, CausalClaim)
    return overlaps(left.cause[0], right.cause[0]) and overlaps(left.effect[0], right.effect[0])


def _reported(found: Found, attributions: Sequence[Attribution]) -> Found:
    """A claim inside what a source denies is denied; what one asks or wants is only supposed."""
    body = found.body
    assert isinstance(body, CausalClaim)
    if body.mode != "asserted":
        return found
    for attribution in _around(body, attributions):
        if attribution.stance == "denies":
            return replace(found, body=replace(body, mode="denied"))
        if attribution.stance in {"asks", "wants"}:
            return replace(found, body=replace(body, mode="conditional", hedged=True))
    return found


def _around(body: CausalClaim, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    spans = body.cause + body.effect
    return (a for a in attributions if covers(a.content, spans))
