"""What if a factor is pushed: what each account implies would follow."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.app.web.dossier import Account, Dossier
from rashomon.app.web.pages.steps import Step, steps
from rashomon.app.web.wording import EFFECTS, Word
from rashomon.core.errors import UnknownFactorError
from rashomon.core.views import Effect, Factor, Robustness, Speaker

Direction = Literal[-1, 1]
_Backings = Mapping[tuple[str, str], Sequence["Backing"]]  # by account and outcome
PUSH: dict[str, Direction] = {"up": 1, "down": -1}


@dataclass(frozen=True, slots=True)
class Backing:
    """Who would have to be wrong for an effect to vanish: between `least` and `most` sources."""

    effect: Word
    least: int
    most: int
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EffectCell:
    """What one account implies for one outcome."""

    account: Account
    effect: Word
    path: tuple[str, ...]
    backing: tuple[Backing, ...] = ()

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
    backing: dict[tuple[str, str], list[Backing]] = {}
    for found in dossier.case.robustness(factor_id, direction, story):
        own = backing.setdefault((found.account, found.outcome), [])
        own.append(_backing(dossier, found))
    rows = _rows(dossier, [e for e in effects if e.outcome != factor_id], backing)
    return Scenario(dossier.factors[factor_id], direction, rows)


def chains(dossier: Dossier, row: Outcome) -> list[Chain]:
    """The witness paths of a row, one per account that has any."""
    return [Chain(c, steps(dossier, c.account.id, c.path)) for c in row.cells if c.speaks]


def _backing(dossier: Dossier, found: Robustness) -> Backing:
    speakers = tuple(_name(dossier, speaker) for speaker in found.speakers)
    return Backing(EFFECTS[found.effect], found.least, found.most, speakers)


def _name(dossier: Dossier, speaker: Speaker) -> str:
    """A source as a reader of the page knows it."""
    if speaker.actor:
        return next(a.name for a in dossier.comparison.actors if a.id == speaker.actor)
    label = dossier.account(speaker.account).label
    return f"“{speaker.words}”, quoted by {label}" if speaker.words else label


def _rows(dossier: Dossier, effects: list[Effect], backing: _Backings) -> tuple[Outcome, ...]:
    by_outcome: dict[str, dict[str, Effect]] = {}
    for effect in effects:
        by_outcome.setdefault(effect.outcome, {})[effect.account] = effect
    rows = [_row(dossier, outcome, own, backing) for outcome, own in by_outcome.items()]
    moved = [row for row in rows if row.spoken]
    return tuple(sorted(moved, key=lambda row: (not row.clash, -row.spoken, row.label)))


def _row(
    dossier: Dossier, outcome: str, by_account: Mapping[str, Effect], backing: _Backings
) -> Outcome:
    cells = []
    for account in dossier.accounts:
        effect = by_account.get(account.id)
        kind = effect.effect if effect else "silent"
        found = tuple(backing.get((account.id, outcome), ()))
        cells.append(EffectCell(account, EFFECTS[kind], effect.path if effect else (), found))
    said = {cell.effect.key for cell in cells} - {"silent", "either"}
    return Outcome(outcome, dossier.factors[outcome].label, len(said) > 1, tuple(cells))
