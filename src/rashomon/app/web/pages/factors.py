"""The factors of a story with the phrases that name them: to be merged, split, named and flipped."""

from dataclasses import dataclass

from rashomon.app.web.dossier import Account, Dossier, Quote
from rashomon.app.web.pages.decided import Decided, decided
from rashomon.core.errors import UnknownFactorError
from rashomon.core.views import Factor, Phrase

PAGE = 60  # factors shown before "show all"
_WAYS = {1: "more", -1: "less"}


@dataclass(frozen=True, slots=True)
class PhraseView:
    """One phrase with its sentence; `way` is what it speaks of: more or less of the factor."""

    id: str
    account: Account
    way: str
    turned: bool
    words: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class FactorView:
    """A factor as the list shows it."""

    id: str
    label: str
    proposed: str
    turned: bool
    accounts: tuple[Account, ...]
    phrases: int
    href: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The factor that is looked at, with its phrases and what was decided about it."""

    factor: FactorView
    phrases: tuple[PhraseView, ...]
    decided: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class Factors:
    """The page: what fits the words asked for, and the factor that is open."""

    rows: tuple[FactorView, ...]
    matching: int
    total: int
    opened: Opened | None


def build(dossier: Dossier, *, query: str = "", opened: str = "", limit: int = PAGE) -> Factors:
    """The list of factors; `limit` 0 shows all.

    Raises:
        UnknownFactorError: the factor to open is none of the story's.
    """
    every = dossier.comparison.factors
    words = query.casefold().split()
    fit = [f for f in every if all(word in f.label.casefold() for word in words)]
    shown = fit[: limit or None]
    chosen = _chosen(every, opened)
    if chosen and chosen not in shown:
        shown = [chosen, *shown]
    return Factors(
        tuple(_view(dossier, factor) for factor in shown),
        len(fit),
        len(every),
        _opened(dossier, chosen) if chosen else None,
    )


def _chosen(factors: tuple[Factor, ...], factor_id: str) -> Factor | None:
    if not factor_id:
        return None
    for factor in factors:
        if factor.id == factor_id:
            return factor
    message = f"no factor has the id {factor_id!r}"
    raise UnknownFactorError(message)


def _view(dossier: Dossier, factor: Factor) -> FactorView:
    named = {phrase.doc for phrase in factor.phrases}
    return FactorView(
        factor.id,
        factor.label,
        factor.proposed,
        any(phrase.turn < 0 for phrase in factor.phrases),
        tuple(account for account in dossier.accounts if account.id in named),
        len(factor.phrases),
        f"{dossier.links.page('factors', factor=factor.id)}#f-{factor.id}",
    )


def _opened(dossier: Dossier, factor: Factor) -> Opened:
    order = {account.id: number for number, account in enumerate(dossier.accounts)}
    phrases = sorted(factor.phrases, key=lambda p: (order.get(p.doc, len(order)), p.span))
    return Opened(
        _view(dossier, factor),
        tuple(_phrase(dossier, phrase) for phrase in phrases),
        decided(dossier, of="factor", target=factor.id),
    )


def _phrase(dossier: Dossier, phrase: Phrase) -> PhraseView:
    text = dossier.document(phrase.doc).text
    return PhraseView(
        phrase.id,
        dossier.account(phrase.doc),
        _WAYS[phrase.direction],
        phrase.turn < 0,
        " ".join(text[slice(*phrase.span)].split()),
        dossier.quotes(phrase.doc, {phrase.role or "item": (phrase.span,)}),
    )
