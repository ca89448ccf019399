"""Causal claims: the reader's pair of cause and effect, and rules that back it up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rashomon.core.bodies import Attribution, CausalClaim
from rashomon.core.spans import covers, hull, overlaps
from rashomon.extract.base import Found
from rashomon.extract.causatives import find_causatives, find_reversed
from rashomon.extract.connectives import find_connectives
from rashomon.extract.nominal import find_nominal
from rashomon.extract.pairs import read_pair
from rashomon.extract.quotes import balance
from rashomon.extract.sequences import find_sequences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rashomon.core.spans import Span
    from rashomon.extract.base import Reading
    from rashomon.extract.frames import Frame
    from rashomon.nlp.tree import Tree

# Rounded down from what a reader confirmed: 35 of 40 random claims over opinion and news (November
# 2026), connectives more often than verbs, mere sequence less.
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
        found: list[Found] = []
        before: Tree | None = None
        for tree in reading.trees:
            near = before if before and _same_paragraph(reading.text, before, tree) else None
            found.extend(
                _balanced(one, reading) for one in _of_sentence(tree, near, reading.producer)
            )
            before = tree
        contents = _by_block(f.body for f in earlier if isinstance(f.body, Attribution))
        return [_reported(one, contents[_block(one)]) for one in found]


_BLOCK = 2_000  # characters; attributions are kept by the blocks of text that they touch


def _by_block(attributions: Iterable[Attribution]) -> dict[int, list[Attribution]]:
    blocks: dict[int, list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        start, end = hull(attribution.content)
        for block in range(start // _BLOCK, end // _BLOCK + 1):
            blocks[block].append(attribution)
    return blocks


def _block(found: Found) -> int:
    assert isinstance(found.body, CausalClaim)
    return found.body.cause[0][0] // _BLOCK


def _balanced(found: Found, reading: Reading) -> Found:
    """With cause and effect either in or out of the quotations that they touch."""
    body = found.body
    assert isinstance(body, CausalClaim)
    cause = balance(body.cause[0], reading.quotes_near(body.cause[0]))
    effect = balance(body.effect[0], reading.quotes_near(body.effect[0]))
    return replace(found, body=replace(body, cause=(cause,), effect=(effect,)))


def _same_paragraph(text: str, before: Tree, tree: Tree) -> bool:
    return "\n" not in text[before.span[1] : tree.span[0]]


def _of_sentence(tree: Tree, before: Tree | None, producer: str) -> list[Found]:
    frames = _distinct(
        [
            *find_connectives(tree, before),
            *find_sequences(tree),
            *find_nominal(tree),
            *find_causatives(tree),
            *find_reversed(tree),
        ]
    )
    found = [_claim(frame) for frame in frames if not _is_bare(tree, frame)]
    pair = read_pair(tree, producer)
    return found if pair is None else _with_pair(found, pair)


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


def _with_pair(found: list[Found], pair: Found) -> list[Found]:
    """The reader's pair joins the first claim of a rule that has the same ends, else stands alone."""
    for number, one in enumerate(found):
        if _agree(one.body, pair.body):
            return [*found[:number], _joined(one, pair), *found[number + 1 :]]
    return found if any(_rivals(one.body, pair.body) for one in found) else [*found, pair]


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


def _joined(rule: Found, pair: Found) -> Found:
    reader = pair.producer.partition("+rule:")[0]
    score = 1 - (1 - rule.score) * (1 - pair.score)
    return Found(rule.body, f"{reader}+{rule.producer}", score)


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
