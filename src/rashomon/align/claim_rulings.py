"""What people ruled about claims: wordings, cells and statements, on the claims as they came out.

A stance is one towards a wording, and wordings change as documents arrive. So an anchor keeps what its statement
did with the claim when a person ruled; where most do the contrary now, the claim is worded the other way round,
and what was ruled is turned with it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from rashomon.align.anchors import Spots
from rashomon.align.cells import cell_of, contrary, is_turned
from rashomon.align.claim_groups import regroup, statement_spot, tallied, turned
from rashomon.align.held import Found, Table, decide, hold
from rashomon.core.rulings import Ruling
from rashomon.core.views import Cell, Claim, Stance

_Row = tuple[int, int]  # number of a claim, and of a statement in it


def rule_claims(
    claims: Sequence[Claim], rulings: Iterable[Ruling], *, texts: Mapping[str, str]
) -> tuple[list[Claim], tuple[Ruling, ...]]:
    """Apply what people decided about claims.

    Args:
        claims: All of a story, as the machine proposes them.
        rulings: In the order in which they were decided; those about factors are passed over.
        texts: The accounts' texts by document id.

    Returns:
        The claims, and how the rulings stand.
    """
    own = [ruling for ruling in rulings if ruling.of == "claim"]
    if not own:
        return list(claims), ()
    bench = _Bench(regroup(claims, own, texts=texts), own)
    told = [bench.rename(one) for one in bench.found]
    bench.frame()
    told = [bench.weigh(one) for one in told]
    bench.apply()
    return bench.claims, tuple(bench.targeted(one) for one in reversed(told))


class _Bench:
    """Claims while rulings are applied to them, latest first."""

    def __init__(self, claims: Sequence[Claim], rulings: Sequence[Ruling]) -> None:
        self.claims = list(claims)
        self.rows: list[_Row] = [
            (number, at)
            for number, claim in enumerate(claims)
            for at in range(len(claim.statements))
        ]
        spots = (statement_spot(claims[n], claims[n].statements[at]) for n, at in self.rows)
        self.found = hold(rulings, Spots(spots)).found
        self.names: Table[int, str] = {}
        self.sides: Table[_Row, Stance] = {}
        self.cells: Table[tuple[int, str], Stance] = {}

    def rename(self, one: Found) -> Found:
        """Note a wording that a person gave."""
        number = self._claim_of(one)
        if one.ruling.action != "rename" or not one.active or number is None:
            return one
        return decide(self.names, one, [(number, one.ruling.value)])

    def frame(self) -> None:
        """Put people's wordings on the claims, with stances towards them."""
        by_id = {one.ruling.id: one for one in self.found}
        for number, (name, ruling) in self.names.items():
            claim = self.claims[number]
            framed = turned(claim) if self._is_turned(by_id[ruling], number) else claim
            self.claims[number] = replace(framed, statement=name, proposed=claim.statement)

    def weigh(self, one: Found) -> Found:
        """Note a stance that a person gave to a statement or to a cell."""
        action = one.ruling.action
        if action not in {"side", "cell"} or not one.active:
            return one
        number = self._claim_of(one)
        value = cast("Stance", one.ruling.value)
        if number is None or (action == "cell" and not self._cell(number, one.ruling.account)):
            return one.told("gone")
        stance = contrary(value) if self._is_turned(one, number) else value
        if action == "cell":
            return decide(self.cells, one, [((number, one.ruling.account), stance)])
        rows = [self.rows[row] for row in one.rows(0) if self.rows[row][0] == number]
        return decide(self.sides, one, [(row, stance) for row in rows])

    def apply(self) -> None:
        """Put the stances that people gave on the claims."""
        before = list(self.claims)
        for (number, at), (stance, ruling) in self.sides.items():
            claim = self.claims[number]
            said = list(claim.statements)
            said[at] = replace(said[at], stance=stance, proposed=said[at].stance, ruling=ruling)
            self.claims[number] = _with_cell(
                replace(claim, statements=tuple(said)),
                cell_of(said[at].doc, [other for other in said if other.doc == said[at].doc]),
            )
        for (number, account), (stance, ruling) in self.cells.items():
            cell = self._cell(number, account)
            assert cell is not None
            self.claims[number] = _with_cell(self.claims[number], _set(cell, stance, ruling))
        for number in {key[0] for key in (*self.sides, *self.cells)}:
            self.claims[number] = tallied(self.claims[number], before[number])

    def targeted(self, one: Found) -> Ruling:
        """The ruling with the claims that it is about now."""
        if one.ruling.action in {"merge", "split"}:
            numbers = dict.fromkeys(self.rows[row][0] for row in one.rows())
        else:
            number = self._claim_of(one)
            numbers = {} if number is None else {number: None}
        return replace(one.ruling, targets=tuple(self.claims[n].id for n in numbers))

    def _cell(self, number: int, account: str) -> Cell | None:
        return next((c for c in self.claims[number].cells if c.account == account), None)

    def _claim_of(self, one: Found) -> int | None:
        """The claim that holds most of the ruling's anchors; of a flipped statement, the one that holds it."""
        counts: Counter[int] = Counter()
        for _, rows in one.places:
            counts.update({self.rows[row][0] for row in rows})
        fit = set(counts)
        if one.ruling.action == "side":
            here = [{self.rows[row][0] for row in one.rows(part)} for part in one.ruling.parts]
            fit = set.intersection(*here) if here else set()
        sizes = {number: len(self.claims[number].statements) for number in fit}
        return min(fit, key=lambda number: (-counts[number], sizes[number], number), default=None)

    def _is_turned(self, one: Found, number: int) -> bool:
        """Whether the claim is worded contrary to how it was when a person ruled."""
        said = self.claims[number].statements
        judged = 0 if one.ruling.action == "side" else None  # its own reading may have been mended
        return is_turned(
            (anchor.stance, said[at].stance)
            for anchor, rows in one.places
            for claim, at in (self.rows[row] for row in rows)
            if claim == number and anchor.part != judged
        )


def _with_cell(claim: Claim, cell: Cell) -> Claim:
    cells = tuple(cell if other.account == cell.account else other for other in claim.cells)
    return replace(claim, cells=cells)


def _set(cell: Cell, stance: Stance, ruling: str) -> Cell:
    """The cell as a person set it; who is silent shows no characters."""
    about = replace(cell, stance=stance, hedged=False, ruling=ruling, proposed=cell.stance)
    return replace(about, spans=(), annotations=()) if stance == "silent" else about
