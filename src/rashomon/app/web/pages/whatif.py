"""What if a factor is pushed: what each account implies would follow."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from rashomon.app.web.dossier import Account, Dossier
from rashomon.app.web.pages.steps import Step, steps
from rashomon.app.web.wording import EFFECTS, Word
from rashomon.core.errors import UnknownFactorError
from rashomon.core.views import Effect, Factor

Direction = Literal[-1, 1]
PUSH: dict[str, Direction] = {"up": 1, "down": -1}


@dataclass(frozen=True, slots=True)
class EffectCell:
    """What one account implies for one outcome."""

    account: Account
    effect: Word
    path: tuple[str, ...]

    @property
    def speaks(self) -> bool:
        """Whether there is a chain to open."""
        return bool(self.path)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row: one factor that may move, with what every account implies for it."""

    id: str
    label: str
    clash: bool
    cells: tuple[EffectCell, ...]

    @property
    def spoken(self) -> int:
        """How many accounts imply anything."""
        return sum(cell.effect.key != "silent" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One push and all that follows from it."""

    factor: Factor
    direction: Direction
    rows: tuple[Outcome, ...]

    @property
    def push(self) -> str:
        """The direction as the address spells it."""
        return "up" if self.direction == 1 else "down"

    @property
    def clashes(self) -> int:
        """How many outcomes the accounts disagree on."""
        return sum(row.clash for row in self.rows)


@dataclass(frozen=True, slots=True)
class Chain:
    """An account's witness path to an outcome."""

    cell: EffectCell
    steps: tuple[Step, ...]


def levers(dossier: Dossier) -> list[tuple[Factor, int]]:
    """Factors that some account lets move something, by how many accounts name them."""
    named = Counter(f.id for m in dossier.comparison.maps for f in m.factors)
    moving = Counter(e.source for m in dossier.comparison.maps for e in m.edges)
    factors = [f for f in dossier.comparison.factors if moving[f.id]]
    factors.sort(key=lambda f: (-named[f.id], -moving[f.id], f.label))
    return [(factor, named[factor.id]) for factor in factors]


def build(dossier: Dossier, factor_id: str, direction: Direction) -> Scenario:
    """The table of one push.

    Raises:
        UnknownFactorError: the story has no such factor.
    """
    if factor_id not in dossier.factors:
        message = f"this story has no factor {factor_id!r}"
        raise UnknownFactorError(message)
    story = dossier.story.id if dossier.story else ""
    effects = dossier.case.whatif(factor_id, direction, story)
    rows = _rows(dossier, [e for e in effects if e.outcome != factor_id])
    return Scenario(dossier.factors[factor_id], direction, rows)


def chains(dossier: Dossier, row: Outcome) -> list[Chain]:
    """The witness paths of a row, one per account that has any."""
    return [Chain(c, steps(dossier, c.account.id, c.path)) for c in row.cells if c.speaks]


def _rows(dossier: Dossier, effects: list[Effect]) -> tuple[Outcome, ...]:
    outcomes = dict.fromkeys(effect.outcome for effect in effects)
    rows = [_row(dossier, o, [e for e in effects if e.outcome == o]) for o in outcomes]
    moved = [row for row in rows if row.spoken]
    return tuple(sorted(moved, key=lambda row: (not row.clash, -row.spoken, row.label)))


def _row(dossier: Dossier, outcome: str, effects: list[Effect]) -> Outcome:
    by_account = {effect.account: effect for effect in effects}
    cells = []
    for account in dossier.accounts:
        effect = by_account.get(account.id)
        kind = effect.effect if effect else "silent"
        cells.append(EffectCell(account, EFFECTS[kind], effect.path if effect else ()))
    said = {cell.effect.key for cell in cells} - {"silent", "either"}
    return Outcome(outcome, dossier.factors[outcome].label, len(said) > 1, tuple(cells))
