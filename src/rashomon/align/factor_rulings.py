"""What people ruled about factors, as the clustering of phrases and the reading of factors need it."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from rashomon.align.anchors import Spot, Spots
from rashomon.align.held import Found, Table, decide, hold
from rashomon.core.rulings import Ruling
from rashomon.core.views import Factor

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FactorRulings:
    """Rulings on rows: phrases that stay together and apart, what they speak of, what they are called.

    `turns` and `directions` are 1 or -1 by row, where a person said so; `names` are renamings, latest first.
    """

    together: tuple[Pair, ...]
    apart: tuple[Pair, ...]
    turns: Table[int, int]
    directions: Table[int, int]
    names: tuple[Found, ...]
    told: tuple[Ruling, ...]


def hold_factors(rulings: Iterable[Ruling], spots: Sequence[Spot]) -> FactorRulings:
    """Bind rulings about factors to phrases.

    Args:
        rulings: In the order in which they were decided; those about claims are passed over.
        spots: Where the phrases stand, by row.
    """
    held = hold([ruling for ruling in rulings if ruling.of == "factor"], Spots(spots))
    turns: Table[int, int] = {}
    directions: Table[int, int] = {}
    told: list[Found] = []
    for one in held.found:
        after = one
        if one.active:
            pinned = [(row, a.turn) for a, rows in one.places for row in rows if a.turn]
            # a merge only keeps what was turned when it was made; nothing of it is overruled by a later turn
            turned = decide(turns, one, pinned)
            after = turned if one.ruling.action == "turn" else one
            if one.ruling.action == "direction":
                value = -1 if one.ruling.value == "-1" else 1
                after = decide(directions, one, [(row, value) for row in one.rows()])
        told.append(after)
    return FactorRulings(
        tuple(held.knots.together),
        tuple(held.knots.apart),
        turns,
        directions,
        tuple(one for one in told if one.active and one.ruling.action == "rename"),
        tuple(one.ruling for one in reversed(told)),
    )


def names_of(
    held: FactorRulings, groups: Sequence[Sequence[int]]
) -> tuple[Table[int, str], list[Found]]:
    """The groups' names that people gave, by number of the group, and how far each renaming counts.

    A name goes to the group with most of the phrases that it was given to.
    """
    place = {row: number for number, rows in enumerate(groups) for row in rows}
    names: Table[int, str] = {}
    told = []
    for one in held.names:
        counts = Counter(place[row] for row in one.rows() if row in place)
        most = max(counts.values(), default=0)
        first = min((number for number, count in counts.items() if count == most), default=None)
        told.append(one if first is None else decide(names, one, [(first, one.ruling.value)]))
    return names, told


def tell_factor_rulings(
    rulings: Iterable[Ruling], factors: Sequence[Factor], *, shown: Container[str]
) -> tuple[Ruling, ...]:
    """How the rulings about factors stand, now that the factors are found.

    Args:
        rulings: All of them, in the order in which they were decided.
        factors: All factors of the story, also those that no map joins.
        shown: Ids of those that some map joins; only they are told as targets.
    """
    phrases = [(number, p) for number, factor in enumerate(factors) for p in factor.phrases]
    spots = [Spot(p.doc, (p.span,), p.role) for _, p in phrases]
    held = hold_factors(rulings, spots)
    groups: list[list[int]] = [[] for _ in factors]
    for row, (number, _) in enumerate(phrases):
        groups[number].append(row)
    _, named = names_of(held, groups)
    standing = {one.ruling.id: one.ruling for one in named}
    index = Spots(spots)
    factor_of = [factors[number].id for number, _ in phrases]
    return tuple(
        replace(
            standing.get(ruling.id, ruling),
            targets=tuple(t for t in _targets(ruling, index, factor_of) if t in shown),
        )
        for ruling in held.told
    )


def _targets(ruling: Ruling, index: Spots, factor_of: Sequence[str]) -> tuple[str, ...]:
    rows = (row for _, found in index.all_rows(ruling.anchors) for row in found)
    return tuple(dict.fromkeys(factor_of[row] for row in rows))
