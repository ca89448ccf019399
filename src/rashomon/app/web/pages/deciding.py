"""One claim of the matrix with its statements: to be merged, split, worded, set and flipped."""

from dataclasses import dataclass

from rashomon.app.web.dossier import Account, Dossier, Quote
from rashomon.app.web.pages.decided import Decided, decided
from rashomon.app.web.pages.matrix import ClaimView, find, one
from rashomon.app.web.wording import Word, stance_word
from rashomon.core.statements import ClaimStatement
from rashomon.core.views import Claim


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement with its sentence; `flips` where it asserts or denies, so that it can be flipped."""

    id: str
    account: Account
    stance: Word
    proposed: str
    kind: str
    flips: bool
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Deciding:
    """A claim to decide about; a row from implied effects has no statements of its own."""

    claim: ClaimView
    statements: tuple[StatementView, ...]
    decided: tuple[Decided, ...]
    implied: bool


def build(dossier: Dossier, claim_id: str) -> Deciding:
    """A claim with its statements in the order of the columns, or UnknownRecord."""
    claim = find(dossier, claim_id)
    order = {account.id: number for number, account in enumerate(dossier.accounts)}
    said = sorted(claim.statements, key=lambda s: (order.get(s.doc, len(order)), s.spans))
    implied = claim.origin == "implied"
    return Deciding(
        one(dossier, claim_id),
        () if implied else tuple(_statement(dossier, claim, s) for s in said),
        decided(dossier, of="claim", target=claim_id),
        implied,
    )


def _statement(dossier: Dossier, claim: Claim, said: ClaimStatement) -> StatementView:
    return StatementView(
        said.id,
        dossier.account(said.doc),
        stance_word(said.stance, claim.origin),
        said.proposed if said.ruling else "",
        "link" if said.annotation else "sentence",
        said.stance in ("asserts", "denies"),
        dossier.quotes(said.doc, {"item": said.spans}),
    )
