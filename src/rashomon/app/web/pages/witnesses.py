"""Which evidence hangs together: items of one witness, and accounts that share passages."""

from dataclasses import dataclass

from rashomon.app.web.dossier import Account, Dossier
from rashomon.core.verdicts import ConsistencyMatrix


@dataclass(frozen=True, slots=True)
class Witness:
    """An account that alone says several things: they count as one."""

    account: Account
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Two accounts that share a passage: counted apart, perhaps one source."""

    left: Account
    right: Account
    words: int
    href: str


@dataclass(frozen=True, slots=True)
class Dependence:
    """How many witnesses the evidence has."""

    items: int
    witnesses: int
    alone: tuple[Witness, ...]
    copied: tuple[Account, ...]
    shared: tuple[Shared, ...]


def dependence(dossier: Dossier, matrix: ConsistencyMatrix) -> Dependence:
    """Group the evidence by what counts as one witness."""
    by_source: dict[str, list[str]] = {}
    for item in matrix.evidence:
        by_source.setdefault(item.source, []).append(item.label)
    alone = [
        Witness(account, tuple(by_source[account.id]))
        for account in dossier.accounts
        if len(by_source.get(account.id, ())) > 1
    ]
    copied = tuple(account for account in dossier.accounts if account.copies)
    return Dependence(len(matrix.evidence), len(by_source), tuple(alone), copied, _shared(dossier))


def _shared(dossier: Dossier) -> tuple[Shared, ...]:
    """Accounts that have a passage in common, the longest first."""
    story = dossier.story.id if dossier.story else ""
    found = []
    for overlap in dossier.case.overlaps(story):
        if overlap.copy or not overlap.passages:
            continue
        longest = max(overlap.passages, key=lambda passage: passage.words)
        left, right = dossier.account(overlap.left), dossier.account(overlap.right)
        href = dossier.links.read(left.id, span=longest.left)
        found.append(Shared(left, right, longest.words, href))
    return tuple(sorted(found, key=lambda one: -one.words))
