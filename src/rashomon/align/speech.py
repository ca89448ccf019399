"""Who speaks where in a text: what pronouns inside and beside quotations need to know."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rashomon.align.entities import Entity, Named
from rashomon.align.trees import Account
from rashomon.core.bodies import Attribution
from rashomon.core.spans import Span, overlaps

_FIRST = re.compile(
    r"(?<![\w'’])(I|me|my|mine|myself|we|us|our|ours|ourselves)(?!\w)", re.IGNORECASE
)
_PLURAL = frozenset("we us our ours ourselves".split())
_NESTED = 8  # contents that may begin between an attribution's own content and a word in it
_LAST = 4  # of an entity's spots that a source can overlap: it is near


@dataclass(frozen=True)
class Speech:
    """The attributions of a text by their characters."""

    text: str
    bodies: tuple[Attribution, ...]
    named: Sequence[Named]

    @cached_property
    def _contents(self) -> list[tuple[int, int, Attribution]]:
        """Pieces of contents, in order; of nested ones the inner is the later."""
        pieces = [(*span, body) for body in self.bodies for span in body.content]
        return sorted(pieces, key=lambda piece: (piece[0], -piece[1]))

    @cached_property
    def _sources(self) -> list[Span]:
        return sorted(span for body in self.bodies for span in body.source)

    @cached_property
    def _names(self) -> list[tuple[Span, Entity]]:
        found = [(named.spot.span, named.entity) for named in self.named if named.entity]
        return sorted(found, key=lambda pair: pair[0])

    def around(self, span: Span) -> Attribution | None:
        """The innermost attribution in whose content a span lies."""
        place = bisect_right(self._contents, span[0], key=lambda piece: piece[0])
        for start, end, body in reversed(self._contents[max(0, place - _NESTED) : place]):
            if start <= span[0] and span[1] <= end:
                return body
        return None

    def in_source(self, span: Span) -> bool:
        """Whether a span is part of a source."""
        place = bisect_left(self._sources, span[1], key=lambda source: source[0])
        return any(overlaps(source, span) for source in self._sources[max(0, place - 3) : place])

    def says(self, body: Attribution | None, entity: Entity) -> bool:
        """Whether an attribution's source is this entity, by what was read up to now."""
        if body is None:
            return False
        near = [spot.span for spot in entity.spots[-_LAST:]]
        return any(
            any(overlaps(span, source) for span in near)
            or any(other is entity for other in self._named_in(source))
            for source in body.source
        )

    def _named_in(self, source: Span) -> list[Entity]:
        first = bisect_left(self._names, source[0], key=lambda pair: pair[0][0])
        last = bisect_left(self._names, source[1], key=lambda pair: pair[0][0])
        return [entity for _, entity in self._names[first:last]]

    def first_persons(self, at: Mapping[Span, Entity]) -> Iterator[tuple[Span, Entity]]:
        """Each "I" in a direct quotation with its source; "we" where a body speaks."""
        spots = sorted(at)
        for match in _FIRST.finditer(self.text):
            body = self.around(match.span())
            if body is None or body.form == "indirect" or not body.source:
                continue
            entity = _speaker([at[span] for source in body.source for span in _within(spots, source)])  # fmt: skip
            if entity is not None and entity.named and _fits(match[0].lower(), entity):
                yield match.span(), entity


def _within(spots: Sequence[Span], source: Span) -> Sequence[Span]:
    first = bisect_left(spots, source[0], key=lambda span: span[0])
    return spots[first : bisect_left(spots, source[1], key=lambda span: span[0])]


def _speaker(inside: Sequence[Entity]) -> Entity | None:
    """The one who speaks among those in a source: the only person, or else the only one at all."""
    entities = list({id(entity): entity for entity in inside}.values())
    people = [entity for entity in entities if entity.label == "PERSON"]
    chosen = people or entities
    return chosen[0] if len(chosen) == 1 else None


def _fits(word: str, entity: Entity) -> bool:
    return word not in _PLURAL or entity.label != "PERSON"


def speech_of(account: Account, named: Sequence[Named]) -> Speech:
    """The speech of a text."""
    bodies = tuple(a.body for a in account.attributions if isinstance(a.body, Attribution))
    return Speech(account.doc.text, bodies, named)
