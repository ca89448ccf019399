"""Levers against aims: whose aims each lever helps or hurts, and which are a dilemma."""

from collections.abc import Mapping, Sequence
from typing import Literal

from rashomon.core.views import (
    CausalMap,
    Effect,
    Lever,
    LeverCell,
    LeverRow,
    OwnedAim,
)
from rashomon.maps.propagate import Direction, Switch, propagate

Serves = Literal["helps", "hurts", "none", "either", "silent"]
WAYS: tuple[Direction, Direction] = (1, -1)
# What an actor threatens or makes conditional is what it would do with the lever.
CARRYING: frozenset[Switch] = frozenset({"threat", "conditional"})


def lever_table(
    maps: Sequence[CausalMap], levers: Sequence[Lever], aims: Sequence[OwnedAim]
) -> list[LeverRow]:
    """Push every lever both ways in its own account's map and see what that does to each aim.

    Threats and conditional links carry a pulse here: they say what pulling the lever would do.

    Args:
        maps: One map for each account.
        levers: Factors with the actors who move them.
        aims: What actors want, by account.

    Returns:
        A row for each lever whose pulse reaches an aim of its account, dilemmas first. A lever is
        a dilemma where its owner has aims that it reaches and each way hurts at least one of them.
    """
    by_account = {causal_map.account: causal_map for causal_map in maps}
    rows = []
    for lever in levers:
        own = [aim for aim in aims if aim.account == lever.account]
        cells = _cells(by_account[lever.account], lever, own)
        if any(cell.serves not in ("silent", "none") for cell in cells):
            rows.append(LeverRow(lever, tuple(cells), _is_dilemma(lever, cells)))
    return sorted(rows, key=lambda row: not row.dilemma)


def _cells(causal_map: CausalMap, lever: Lever, aims: Sequence[OwnedAim]) -> list[LeverCell]:
    if lever.factor not in {factor.id for factor in causal_map.factors}:
        return []
    found = []
    for way in WAYS:
        effects = propagate(causal_map, lever=lever.factor, sign=way, include=CARRYING)
        found += [_cell(aim, lever, way, effects) for aim in aims]
    return found


def _cell(aim: OwnedAim, lever: Lever, way: Direction, effects: Mapping[str, Effect]) -> LeverCell:
    if aim.factor == lever.factor:
        return LeverCell(aim, way, "helps" if way == aim.direction else "hurts", ())
    effect = effects.get(aim.factor)
    if effect is None:
        return LeverCell(aim, way, "silent", ())
    return LeverCell(aim, way, _serves(effect, aim), effect.path)


def _serves(effect: Effect, aim: OwnedAim) -> Serves:
    if effect.effect in ("rises", "falls"):
        up = effect.effect == "rises"
        return "helps" if up == (aim.direction == 1) else "hurts"
    if effect.effect == "none":
        return "none"
    return "either" if effect.effect == "either" else "silent"


def _is_dilemma(lever: Lever, cells: Sequence[LeverCell]) -> bool:
    own = [cell for cell in cells if cell.aim.actor == lever.actor]
    return all(
        any(cell.direction == way and cell.serves in ("hurts", "either") for cell in own)
        for way in WAYS
    )
