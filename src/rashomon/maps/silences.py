"""What an account says nothing about that others do. Silent is not denies."""

from collections.abc import Iterator

from rashomon.align.ties import KINDS
from rashomon.core.profiles import Silence, SilenceKind
from rashomon.core.views import Comparison

SHARED = 2  # other accounts from which on something is listed, not only counted
FEW = 3  # accounts of a story up to which what one other account has is listed too

_Thing = tuple[SilenceKind, str, str, frozenset[str]]  # kind, id, label, the accounts that have it


def find_silences(comparison: Comparison) -> dict[str, tuple[list[Silence], int]]:
    """For each account what others have and it does not, and how much one other account alone has.

    Returns:
        By account: claims, factors, aims and actors, those that most independent accounts have
        first; and the number of things of a single other account that are not listed (0 in a story
        of few accounts, where they are). A copy is no account, so it does not count.
    """
    accounts = comparison.story.accounts
    least = 1 if len(accounts) <= FEW else SHARED
    things = sorted(_things(comparison), key=lambda thing: (-len(thing[3]), thing[2], thing[1]))
    found = {}
    for account in accounts:
        missing = [thing for thing in things if thing[3] and account not in thing[3]]
        listed = [thing for thing in missing if len(thing[3]) >= least]
        silences = [
            Silence(kind, name, label, tuple(a for a in accounts if a in having))
            for kind, name, label, having in listed
        ]
        found[account] = silences, len(missing) - len(listed)
    return found


def _things(comparison: Comparison) -> Iterator[_Thing]:
    accounts = set(comparison.story.accounts)
    labels = {factor.id: factor.label for factor in comparison.factors}
    names = {actor.id: actor.name for actor in comparison.actors}
    for claim in comparison.claims:
        if claim.origin != "implied":
            speaking = (cell.account for cell in claim.cells if cell.stance != "silent")
            yield "claim", claim.id, claim.statement, frozenset(speaking)
    for factor in comparison.factors:
        naming = frozenset(phrase.doc for phrase in factor.phrases) & accounts
        yield "factor", factor.id, factor.label, naming
    for actor in comparison.actors:
        if actor.label in KINDS:
            naming = frozenset(reference.doc for reference in actor.references) & accounts
            yield "actor", actor.id, actor.name, naming
    for (who, what, direction), having in _aims(comparison).items():
        wanted = f"{names.get(who, who)}: {'more' if direction > 0 else 'less'} {labels[what]}"
        yield "aim", f"{who}/{what}/{direction}", wanted, frozenset(having)


def _aims(comparison: Comparison) -> dict[tuple[str, str, int], set[str]]:
    found: dict[tuple[str, str, int], set[str]] = {}
    for aim in comparison.aims:
        found.setdefault((aim.actor, aim.factor, aim.direction), set()).add(aim.account)
    return found
