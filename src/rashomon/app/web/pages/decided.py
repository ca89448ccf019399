"""What people decided about a story's factors and claims, and how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.app.rulings import STATUSES, standing, told
from rashomon.app.web.dossier import Dossier
from rashomon.app.web.wording import moment
from rashomon.core.rulings import Of, Ruling

UNHEARD = frozenset({"gone", "overruled"})  # decisions that somebody should look at again


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision in words; `href` leads to what it is about, "" where that is nowhere."""

    ruling: Ruling
    words: str
    standing: str
    when: str
    href: str
    after: str  # what a later decision says, where one overrules it

    @property
    def key(self) -> str:
        """The status as a style."""
        return self.ruling.status.replace(" ", "-")

    @property
    def undone(self) -> bool:
        """Whether it is taken back."""
        return self.ruling.status == "undone"

    @property
    def status(self) -> str:
        """The status in short."""
        return STATUSES[self.ruling.status]


def decided(dossier: Dossier, *, of: Of | None = None, target: str = "") -> tuple[Decided, ...]:
    """The decisions of the story, the latest first; only those about one factor or claim if asked."""
    rulings = dossier.comparison.rulings
    known = {ruling.id: ruling for ruling in rulings}
    return tuple(
        _told(dossier, ruling, known)
        for ruling in reversed(rulings)
        if of in (None, ruling.of) and (not target or target in ruling.targets)
    )


def decision(dossier: Dossier, ruling_id: str) -> Decided | None:
    """One decision of the story; None where there is none."""
    known = {ruling.id: ruling for ruling in dossier.comparison.rulings}
    return _told(dossier, known[ruling_id], known) if ruling_id in known else None


def unheard(rulings: Iterable[Ruling]) -> int:
    """How many decisions are without effect or overruled."""
    return sum(ruling.status in UNHEARD for ruling in rulings)


def _told(dossier: Dossier, ruling: Ruling, known: dict[str, Ruling]) -> Decided:
    later = known.get(ruling.overruled_by)
    return Decided(
        ruling,
        told(ruling, dossier.case.label),
        standing(ruling),
        moment(ruling.at),
        _href(dossier, ruling),
        f"{told(later, dossier.case.label)} ({later.by})" if later else "",
    )


def _href(dossier: Dossier, ruling: Ruling) -> str:
    if not ruling.targets:
        return ""
    target = ruling.targets[0]
    if ruling.of == "factor":
        return f"{dossier.links.page('factors', factor=target)}#f-{target}"
    return f"{dossier.links.page('matrix', claim=target)}#c-{target}"
