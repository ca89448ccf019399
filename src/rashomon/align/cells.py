"""From the statements of one account to its cell: what it says itself counts before what it quotes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rashomon.core.statements import ClaimStatement
from rashomon.core.views import Cell, Stance

_CONTRARY: dict[Stance, Stance] = {"asserts": "denies", "denies": "asserts"}


def contrary(stance: Stance) -> Stance:
    """What a stance becomes where the claim is worded the other way round."""
    return _CONTRARY.get(stance, stance)


def is_turned(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether of stances of the same people towards two wordings more are contrary than alike."""
    both = list(pairs)
    against = sum({a, b} == {"asserts", "denies"} for a, b in both)
    return against > sum(a == b for a, b in both)


def turn_cell(cell: Cell) -> Cell:
    """The cell towards the contrary wording."""
    return replace(cell, stance=contrary(cell.stance))


def turn_statement(one: ClaimStatement) -> ClaimStatement:
    """The statement towards the contrary wording."""
    return replace(one, stance=contrary(one.stance))


def cell_of(account: str, statements: Sequence[ClaimStatement]) -> Cell:
    """An account's stance towards a claim; silent where it has no statement.

    Its clauses count before the causal links that were read from them, its own voice before what it quotes;
    what both asserts and denies is unclear.
    """
    if not statements:
        return Cell(account, "silent")
    clauses = [one for one in statements if not one.annotation] or list(statements)
    counted = [one for one in clauses if one.voice == "own"] or clauses
    clear = {one.stance for one in counted if one.stance != "unclear"}
    stance: Stance = clear.pop() if len(clear) == 1 else "unclear"
    shown = [one for one in counted if one.stance == stance] or counted
    return Cell(
        account=account,
        stance=stance,
        spans=tuple(sorted({span for one in shown for span in one.spans})),
        voice=shown[0].voice,
        hedged=all(one.hedged for one in shown),
        annotations=tuple(dict.fromkeys(one.annotation for one in statements if one.annotation)),
        source=shown[0].source,
    )
