"""The disagreement: claims in rows, accounts in columns, clashes first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.app.web.dossier import Account, Dossier, Quote
from rashomon.app.web.pages.decided import Decided, decision
from rashomon.app.web.pages.steps import Step, steps
from rashomon.app.web.wording import ORIGINS, STANCES, Word, stance_word
from rashomon.core.errors import UnknownRecord
from rashomon.core.views import Cell, Claim

SHOWS = {"several": "Said by several", "clashes": "Clashes only", "all": "All claims"}
ENOUGH = 4  # shared claims that make a first view worth having
PAGE = 60  # claims shown before "show all"; beyond that a reader filters rather than scrolls


@dataclass(frozen=True, slots=True)
class CellView:
    """One account's stance with what qualifies it."""

    account: Account
    stance: Word
    tags: tuple[str, ...]
    href: str

    @property
    def speaks(self) -> bool:
        """Whether there is something to open."""
        return self.stance.key != "silent"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one account says about a claim, with its sentences or its chain of links."""

    cell: CellView
    who: str
    quotes: tuple[Quote, ...]
    chain: tuple[Step, ...]
    set_by: Decided | None = None
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A row of the matrix."""

    id: str
    statement: str
    clash: bool
    origin: Word
    tally: str
    speakers: int
    cells: tuple[CellView, ...]
    href: str
    edit: str = ""  # where the row can be corrected; "" where nothing can
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the matrix is asked for."""

    show: str = ""
    origin: str = ""
    query: str = ""

    def keeps(self, claim: Claim) -> bool:
        """Whether a claim passes."""
        words = self.query.casefold().split()
        return (
            self._shows(claim)
            and self.origin in ("", claim.origin)
            and all(word in claim.statement.casefold() for word in words)
        )

    def _shows(self, claim: Claim) -> bool:
        if self.show == "clashes":
            return claim.clash
        return self.show != "several" or claim.clash or speakers(claim) > 1


def ranked(claims: Sequence[Claim]) -> list[Claim]:
    """Clashes first, then by score; equal ones stay in their order."""
    return sorted(claims, key=lambda claim: (not claim.clash, -claim.score))


def build(dossier: Dossier, *, only: Filter | None = None, limit: int = 0) -> list[ClaimView]:
    """The rows of the matrix; `limit` 0 shows all."""
    only = only or Filter()
    kept = [claim for claim in ranked(dossier.comparison.claims) if only.keeps(claim)]
    return [_claim(dossier, claim) for claim in kept[: limit or None]]


def speakers(claim: Claim) -> int:
    """How many accounts speak of a claim."""
    return sum(cell.stance != "silent" for cell in claim.cells)


def find(dossier: Dossier, claim_id: str) -> Claim:
    """A claim of the story, or UnknownRecord."""
    for claim in dossier.comparison.claims:
        if claim.id == claim_id:
            return claim
    message = f"no claim has the id {claim_id!r}"
    raise UnknownRecord(message)


def evidence(dossier: Dossier, claim_id: str) -> list[Evidence]:
    """What every account that speaks says about a claim, in the order of the columns."""
    claim = find(dossier, claim_id)
    cells = _cells(dossier, claim)
    shown = [cell for cell in cells if cell.stance != "silent" or cell.ruling]
    return [_evidence(dossier, claim, cell) for cell in shown]


def one(dossier: Dossier, claim_id: str) -> ClaimView:
    """The row of one claim, whatever the filter."""
    return _claim(dossier, find(dossier, claim_id))


def opening(dossier: Dossier) -> str:
    """What to show at first: what several accounts speak of, or all where that is too little."""
    shared = sum(map(Filter("several").keeps, dossier.comparison.claims))
    return "several" if shared >= ENOUGH else "all"


def shows(dossier: Dossier) -> list[tuple[str, str, int]]:
    """The choices of the filter with how many claims each shows."""
    claims = dossier.comparison.claims
    return [(key, word, sum(map(Filter(key).keeps, claims))) for key, word in SHOWS.items()]


def origins(dossier: Dossier) -> list[tuple[Word, int]]:
    """The origins that occur, with how many claims each has."""
    counts = Counter(claim.origin for claim in dossier.comparison.claims)
    return [(word, counts[key]) for key, word in ORIGINS.items() if counts[key]]


def _cells(dossier: Dossier, claim: Claim) -> list[Cell]:
    by_account = {cell.account: cell for cell in claim.cells}
    return [by_account.get(a.id, Cell(a.id, "silent")) for a in dossier.accounts]


def _claim(dossier: Dossier, claim: Claim) -> ClaimView:
    cells = _cells(dossier, claim)
    return ClaimView(
        claim.id,
        claim.statement[:1].upper() + claim.statement[1:],
        claim.clash,
        ORIGINS[claim.origin],
        _tally(claim, cells),
        speakers(claim),
        tuple(_cell(dossier, claim, cell) for cell in cells),
        _href(dossier, claim),
        _edit(dossier, claim),
        claim.proposed,
    )


def _href(dossier: Dossier, claim: Claim, account: str = "") -> str:
    address = dossier.links.page("matrix", claim=claim.id, account=account)
    return address if address.startswith("#") else f"{address}#c-{claim.id}"


def _edit(dossier: Dossier, claim: Claim) -> str:
    address = dossier.links.page("matrix", claim=claim.id, edit="1")
    return "" if address.startswith("#") else f"{address}#c-{claim.id}"


def _cell(dossier: Dossier, claim: Claim, cell: Cell) -> CellView:
    tags: list[str] = [] if cell.voice == "own" or cell.stance == "silent" else [cell.voice]
    if cell.hedged:
        tags.append("hedged")
    if cell.ruling:
        tags.append("by hand")
    account = dossier.account(cell.account)
    return CellView(
        account,
        stance_word(cell.stance, claim.origin),
        tuple(tags),
        _href(dossier, claim, cell.account),
    )


def _tally(claim: Claim, cells: Sequence[Cell]) -> str:
    counts = Counter(cell.stance for cell in cells)
    said = [(counts[stance], stance_word(stance, claim.origin).word) for stance in STANCES]
    return ", ".join(f"{n} {word if n == 1 else _plural(word)}" for n, word in said if n)


def _plural(word: str) -> str:
    """A stance's verb as several accounts do it."""
    verb, _, rest = word.partition(" ")
    several = {"asserts": "assert", "denies": "deny", "implies": "imply"}
    return " ".join(part for part in (several.get(verb, verb), rest) if part)


def _evidence(dossier: Dossier, claim: Claim, cell: Cell) -> Evidence:
    chain: tuple[Step, ...] = ()
    quotes: tuple[Quote, ...] = ()
    if claim.origin == "implied" and cell.annotations:
        chain = steps(dossier, cell.account, cell.annotations)
    elif cell.annotations:
        found = (dossier.annotation_quotes(dossier.case.annotation(a)) for a in cell.annotations)
        quotes = _distinct(quote for some in found for quote in some)
    elif cell.spans:
        quotes = dossier.quotes(cell.account, {"item": cell.spans})
    said = "" if cell.ruling and not quotes and not chain else who(cell)
    by_hand = decision(dossier, cell.ruling) if cell.ruling else None
    return Evidence(_cell(dossier, claim, cell), said, quotes, chain, by_hand, cell.proposed)


def _distinct(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Each sentence once, as its first annotation marks it."""
    seen: dict[object, Quote] = {}
    for quote in quotes:
        seen.setdefault((quote.account.id, quote.passage.span), quote)
    return tuple(seen.values())


def who(cell: Cell) -> str:
    """Whose voice it is, in words."""
    source = f" {cell.source}" if cell.source else " someone"
    words = {
        "own": "in its own voice",
        "quoted": f"quoting{source}",
        "imputed": f"imputed to{source}",
    }
    return words[cell.voice]
