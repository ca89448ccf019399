"""What people ruled about claims, as the clustering of statements needs it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.align.anchors import Spot, Spots
from rashomon.align.held import hold
from rashomon.core.rulings import Ruling
from rashomon.gather.ties import pairs_among

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class StatementRulings:
    """Rows that stay together, rows that stay apart, and rows that some ruling is about."""

    together: tuple[Pair, ...]
    apart: tuple[Pair, ...]
    ruled: frozenset[int]

    def among(self, rows: Sequence[int]) -> "StatementRulings":
        """The same for some of the rows, by their places there."""
        return StatementRulings(
            tuple(pairs_among(rows, self.together)),
            tuple(pairs_among(rows, self.apart)),
            frozenset(at for at, row in enumerate(rows) if row in self.ruled),
        )


def hold_statements(rulings: Iterable[Ruling], spots: Sequence[Spot]) -> StatementRulings:
    """Bind rulings about claims to statements.

    Args:
        rulings: In the order in which they were decided; those about factors are passed over.
        spots: Where the statements stand, by row.
    """
    held = hold([ruling for ruling in rulings if ruling.of == "claim"], Spots(spots))
    return StatementRulings(
        tuple(held.knots.together),
        tuple(held.knots.apart),
        frozenset(row for one in held.found if one.ruling.status != "undone" for row in one.rows()),
    )
