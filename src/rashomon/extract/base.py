"""What every extractor is: it reads a document and proposes bodies with their producer and score."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from rashomon.core.spans import overlaps
from rashomon.extract.quotes import Quote, find_quotes
from rashomon.nlp.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.core.bodies import Body
    from rashomon.core.spans import Span
    from rashomon.nlp.encoder import ParsedSentence

BUILTIN = {
    "mentions": "rashomon.extract.mentions:MentionExtractor",
    "attributions": "rashomon.extract.attributions:AttributionExtractor",
    "causal_claims": "rashomon.extract.causal:CausalExtractor",
    "aims": "rashomon.extract.told:AimExtractor",
    "predictions": "rashomon.extract.told:PredictionExtractor",
    "events": "rashomon.extract.told:EventExtractor",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A proposal: a body, who made it, and how sure that one is (0 to 1)."""

    body: Body
    producer: str
    score: float


@dataclass(frozen=True)
class Reading:
    """One document as the extractors see it.

    `producer` names the reader that parsed it.
    """

    text: str
    parsed: Sequence[ParsedSentence] = field(repr=False)
    producer: str = "reader"

    @cached_property
    def trees(self) -> tuple[Tree, ...]:
        """The sentences that have words."""
        return tuple(Tree(self.text, sentence) for sentence in self.parsed if sentence.tokens)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The passages in quotation marks."""
        return find_quotes(self.text)

    def trees_in(self, span: Span) -> Sequence[Tree]:
        """The sentences that share a character with the span."""
        first = max(0, bisect_right(self.trees, span[0], key=lambda tree: tree.span[0]) - 1)
        last = bisect_left(self.trees, span[1], key=lambda tree: tree.span[0])
        return [tree for tree in self.trees[first:last] if overlaps(tree.span, span)]

    def quotes_near(self, span: Span) -> Sequence[Quote]:
        """The quotations that the span touches, marks included."""
        first = bisect_left(self.quotes, span[0] - 1, key=lambda quote: quote.span[1])
        last = bisect_right(self.quotes, span[1] + 1, key=lambda quote: quote.span[0])
        return self.quotes[first:last]


class Extractor(Protocol):
    """Finds the bodies of one kind; `earlier` holds what the extractors before it found."""

    kind: str

    def find(self, reading: Reading, earlier: Sequence[Found]) -> list[Found]:
        """Propose bodies."""
