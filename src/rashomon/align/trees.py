"""A document as align reads it: its text, its parsed sentences and its annotations together."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from rashomon.core.bodies import Attribution, CausalClaim
from rashomon.core.records import Annotation, Document
from rashomon.core.spans import Span
from rashomon.nlp.encoder import ParsedSentence
from rashomon.nlp.tree import Tree

T = TypeVar("T")


@dataclass(frozen=True)
class Account:
    """One document with everything that was read from it."""

    doc: Document
    parsed: Sequence[ParsedSentence]
    annotations: Sequence[Annotation]

    @cached_property
    def trees(self) -> tuple[Tree, ...]:
        """The document's sentences in order, ready to walk."""
        return tuple(Tree(self.doc.text, sentence) for sentence in self.parsed)

    @cached_property
    def attributions(self) -> tuple[Annotation, ...]:
        """The document's attributions."""
        return tuple(a for a in self.annotations if isinstance(a.body, Attribution))

    @cached_property
    def causal_claims(self) -> tuple[Annotation, ...]:
        """The document's causal claims."""
        return tuple(a for a in self.annotations if isinstance(a.body, CausalClaim))

    def once(self, read: Callable[["Account"], T]) -> T:
        """What a function reads off the account; it is read once, since an account never changes."""
        if read not in self._read:
            self._read[read] = read(self)
        found: T = self._read[read]
        return found

    @cached_property
    def _read(self) -> dict[Callable[["Account"], Any], Any]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span[0] for sentence in self.parsed]

    def sentence_at(self, span: Span) -> int | None:
        """The number of the sentence in which a span begins."""
        number = bisect_right(self._starts, span[0]) - 1
        if number < 0 or self.parsed[number].span[1] <= span[0]:
            return None
        return number
