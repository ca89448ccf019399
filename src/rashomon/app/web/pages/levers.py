"""Levers against aims: who moves what, and whose aims that helps or hurts, as each account tells it."""

from dataclasses import dataclass

from rashomon.app.web.dossier import Account, Dossier, Quote
from rashomon.app.web.wording import Word
from rashomon.core.views import LeverCell

SERVES = {
    "helps": Word("rises", "helps", "What follows is what the actor wants."),
    "hurts": Word("falls", "hurts", "What follows is the contrary of what the actor wants."),
    "either": Word("either", "either way", "Chains of this account lead both ways."),
    "none": Word("none", "no effect", "The account says outright that it has no effect."),
    "silent": Word("silent", "silent", "No chain of this account leads there."),
}


@dataclass(frozen=True, slots=True)
class AimRow:
    """One aim under a lever: who wants what, its sentence, and what each way does to it."""

    actor: str
    own: bool
    wants: str
    imputed: bool
    quotes: tuple[Quote, ...]
    more: Word
    less: Word


@dataclass(frozen=True, slots=True)
class LeverGroup:
    """A lever of an actor in one account with the aims that it reaches."""

    account: Account
    actor: str
    factor: str
    dilemma: bool
    aims: tuple[AimRow, ...]


def build(dossier: Dossier) -> list[LeverGroup]:
    """The levers of the story shown, dilemmas first."""
    actors = {actor.id: actor.name for actor in dossier.comparison.actors}
    groups = []
    for row in dossier.comparison.levers:
        both = _both_ways(row.cells)
        aims = tuple(
            AimRow(
                actors[more.aim.actor],
                more.aim.actor == row.lever.actor,
                f"{'more' if more.aim.direction > 0 else 'less'} {dossier.factors[more.aim.factor].label}",
                more.aim.imputed,
                dossier.annotation_quotes(dossier.case.annotation(more.aim.annotation)),
                SERVES[more.serves],
                SERVES[less.serves],
            )
            for more, less in both
        )
        account = dossier.account(row.lever.account)
        factor = dossier.factors[row.lever.factor].label
        groups.append(LeverGroup(account, actors[row.lever.actor], factor, row.dilemma, aims))
    return groups


def _both_ways(cells: tuple[LeverCell, ...]) -> list[tuple[LeverCell, LeverCell]]:
    """Each aim that the lever reaches, with what more and what less of the lever does."""
    less = {cell.aim.annotation: cell for cell in cells if cell.direction < 0}
    return [
        (cell, less[cell.aim.annotation])
        for cell in cells
        if cell.direction > 0 and {cell.serves, less[cell.aim.annotation].serves} != {"silent"}
    ]
