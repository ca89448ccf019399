"""Find again what a ruling is about: the phrases or statements at the characters that it names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.core.rulings import Anchor, AnchorRole
from rashomon.core.spans import Spans

# Share of the characters of both that a phrase and an anchor have in common where they count as one. A reader's
# next version may cut a phrase a word longer; half and half would already be another phrase.
SAME_PLACE = 0.5


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a phrase or a statement stands."""

    doc: str
    spans: Spans
    role: AnchorRole


class Spots:
    """Phrases or statements, to be found by anchors."""

    def __init__(self, spots: Iterable[Spot]) -> None:
        self._of: dict[str, list[tuple[int, Spot]]] = {}
        for row, spot in enumerate(spots):
            self._of.setdefault(spot.doc, []).append((row, spot))

    def rows(self, anchor: Anchor) -> tuple[int, ...]:
        """Those at the anchor's very characters, else at the nearest that are mostly the same ones."""
        near = [
            (row, spot)
            for row, spot in self._of.get(anchor.doc, ())
            if not anchor.role or not spot.role or anchor.role == spot.role
        ]
        exact = tuple(row for row, spot in near if spot.spans == anchor.spans)
        if exact or not near:
            return exact
        shares = [shared(anchor.spans, spot.spans) for _, spot in near]
        best = max(range(len(near)), key=shares.__getitem__)
        if shares[best] < SAME_PLACE:
            return ()
        return tuple(row for row, spot in near if spot.spans == near[best][1].spans)

    def all_rows(self, anchors: Sequence[Anchor]) -> list[tuple[Anchor, tuple[int, ...]]]:
        """Each anchor that still stands somewhere, with its rows."""
        found = ((anchor, self.rows(anchor)) for anchor in anchors)
        return [(anchor, rows) for anchor, rows in found if rows]


def shared(left: Spans, right: Spans) -> float:
    """Common characters relative to all characters of both."""
    common = sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)
    return common / max(1, _length(left) + _length(right) - common)


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)
