"""What of people's rulings holds: whose characters are still there, and which of two contrary ones counts.

Rulings are gone through from the latest back, so the later of two that contradict each other counts. Rows are
numbers of phrases or statements.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from rashomon.align.anchors import Spots
from rashomon.core.rulings import Anchor, Ruling, Status
from rashomon.gather.ties import Knots

K = TypeVar("K", bound=Hashable)
V = TypeVar("V", bound=Hashable)
Table = dict[K, tuple[V, str]]  # by thing: what counts, and the id of the ruling that says so

_TYING = frozenset({"merge", "split"})


@dataclass(frozen=True, slots=True)
class Found:
    """A ruling with the rows of its anchors, as far as they are there."""

    ruling: Ruling
    places: tuple[tuple[Anchor, tuple[int, ...]], ...]

    def rows(self, part: int | None = None) -> list[int]:
        """The rows of one part, or all, each once."""
        chosen = (rows for anchor, rows in self.places if part in (None, anchor.part))
        return list(dict.fromkeys(row for rows in chosen for row in rows))

    @property
    def active(self) -> bool:
        """Whether it may count: it is not taken back, and what it is about is there."""
        return self.ruling.status not in {"undone", "gone"}

    def told(self, status: Status, overruled_by: str = "") -> "Found":
        """The same with another standing of the ruling."""
        return replace(self, ruling=replace(self.ruling, status=status, overruled_by=overruled_by))


@dataclass(frozen=True, slots=True)
class Held:
    """All rulings, latest first, and what their merges and splits hold together and apart."""

    found: tuple[Found, ...]
    knots: Knots[int]


def hold(rulings: Sequence[Ruling], spots: Spots) -> Held:
    """Find what rulings are about, and tie what was merged and split.

    Args:
        rulings: Of factors or of claims, in the order in which they were decided.
        spots: The phrases or statements that there are.
    """
    knots = Knots[int]()
    found: list[Found] = []
    for ruling in reversed(rulings):
        one = _find(ruling, spots)
        found.append(_tie(knots, one, found) if one.active else one)
    return Held(tuple(found), knots)


def _find(ruling: Ruling, spots: Spots) -> Found:
    places = tuple(spots.all_rows(ruling.anchors))
    if ruling.status == "undone":
        return Found(ruling, places)
    missing = len(ruling.anchors) - len(places)
    here = {anchor.part for anchor, _ in places}
    # a merge and a split are about two things at least, a statement is flipped against others
    needed = min(2, len(ruling.parts))
    status: Status = "in part" if missing else "holds"
    if not places or len(here) < needed:
        status = "gone"
    return Found(replace(ruling, status=status, missing=missing), places)


def _tie(knots: Knots[int], one: Found, later: Sequence[Found]) -> Found:
    if one.ruling.action == "merge":
        return _merged(knots, one, later)
    return _split(knots, one, later) if one.ruling.action == "split" else one


def _merged(knots: Knots[int], one: Found, later: Sequence[Found]) -> Found:
    bases = _join_all(knots, one.rows())
    if len(bases) == 1:
        return one
    parts = [one.rows(part) for part in sorted(one.ruling.parts)]
    across = any(
        knots.joined(a, b)
        for number, rows in enumerate(parts)
        for b in rows
        for others in parts[:number]
        for a in others
    )
    return one.told("in part" if across else "overruled", _blamed(one, later, "split"))


def _split(knots: Knots[int], one: Found, later: Sequence[Found]) -> Found:
    bases = _join_all(knots, one.rows(0))
    parted = [knots.part(base, row) for base in bases for row in one.rows(1)]
    if all(parted):
        return one
    return one.told("in part" if any(parted) else "overruled", _blamed(one, later, "merge"))


def _join_all(knots: Knots[int], rows: Sequence[int]) -> list[int]:
    """Hold rows together as far as may be; one row of each of the groups that remain."""
    bases: list[int] = []
    for row in rows:
        if not any(knots.join(base, row) for base in bases):
            bases.append(row)
    return bases


def _blamed(one: Found, later: Sequence[Found], action: str) -> str:
    """The latest ruling that says the contrary of some of the same rows."""
    own = set(one.rows())
    sharing = [f.ruling for f in later if f.active and own & set(f.rows())]
    tying = [ruling for ruling in sharing if ruling.action in _TYING]
    contrary = [ruling.id for ruling in tying if ruling.action == action]
    return next(iter(contrary or [ruling.id for ruling in tying]), "")


def decide(table: Table[K, V], one: Found, values: Iterable[tuple[K, V]]) -> Found:
    """Write a ruling's values where no later ruling has written; say how far it counts.

    Args:
        table: What later rulings have decided; the ruling's values are added to it.
        one: The ruling.
        values: Things and what it says of them.
    """
    wanted = list(values)
    for key, value in wanted:
        table.setdefault(key, (value, one.ruling.id))
    against = [table[key][1] for key, value in wanted if table[key][0] != value]
    if not against:
        return one
    return one.told("overruled" if len(against) == len(wanted) else "in part", against[0])
