"""One item of evidence against every hypothesis: where a person rates."""

from dataclasses import dataclass

from rashomon.app.web.dossier import Account, Dossier
from rashomon.app.web.pages import matrix as matrix_page
from rashomon.app.web.pages.history import Entry, history
from rashomon.app.web.pages.judge import Lens, marks_of, matrix_of, rate_href
from rashomon.app.web.wording import RATINGS, step_of
from rashomon.core.errors import UnknownRecord
from rashomon.core.verdicts import Hypothesis, PersonRating, RatedCell
from rashomon.judge.matrix import PROPOSER
from rashomon.judge.ratings import NULL


@dataclass(frozen=True, slots=True)
class RateRow:
    """A hypothesis to rate the item against."""

    mark: str
    hypothesis: Hypothesis
    account: Account | None
    mine: PersonRating
    others: tuple[PersonRating, ...]
    proposed: str
    spread: float
    history: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Rating:
    """The page."""

    claim: matrix_page.ClaimView
    evidence: list[matrix_page.Evidence]
    rows: tuple[RateRow, ...]
    number: int
    total: int
    rated: int
    tells: float
    witness: Account | None
    previous: str
    following: str
    next_item: str
    lens: Lens
    scale: tuple[tuple[str, str, str], ...] = tuple(
        (rating, step.sign, step.word) for rating, step in RATINGS.items()
    )


def build(dossier: Dossier, evidence: str, lens: Lens, *, me: str) -> Rating:
    """An item with the ratings that it has.

    Args:
        dossier: The case.
        evidence: The claim's id.
        lens: What the matrix looks at: it gives the order of the items. What is said of this one is
            shown of everybody.
        me: The person whose ratings can be changed here.

    Raises:
        UnknownRecord: the story has no such evidence.
    """
    matrix = matrix_of(dossier, Lens())
    if evidence not in {item.id for item in matrix.evidence}:
        message = f"no item of evidence has the id {evidence!r}"
        raise UnknownRecord(message)
    marks = marks_of(dossier, matrix)
    own = {cell.hypothesis: cell for cell in matrix.cells if cell.evidence == evidence}
    rows = [h for h in matrix.hypotheses if h.id != NULL]
    before, after, number, total = _neighbours(dossier, evidence, lens)
    item = next(item for item in matrix.evidence if item.id == evidence)
    mine = {c.evidence for c in matrix.cells if any(r.by == me for r in c.ratings)}
    return Rating(
        matrix_page.one(dossier, evidence),
        matrix_page.evidence(dossier, evidence),
        tuple(_row(dossier, evidence, h, marks[h.id], own.get(h.id), me) for h in rows),
        number,
        total,
        len(mine),
        item.diagnosticity,
        next((a for a in dossier.accounts if a.id == item.source), None),
        rate_href(dossier, before, lens) if before else "",
        rate_href(dossier, after, lens) if after else "",
        after,
        lens,
    )


def _neighbours(dossier: Dossier, evidence: str, lens: Lens) -> tuple[str, str, int, int]:
    """The items before and after in the order of the claim matrix, which ratings do not change."""
    known = {item.id for item in matrix_of(dossier, lens).evidence} | {evidence}
    order = [claim.id for claim in dossier.comparison.claims if claim.id in known]
    at = order.index(evidence)
    before = order[at - 1] if at else ""
    after = order[at + 1] if at + 1 < len(order) else ""
    return before, after, at + 1, len(order)


def _row(
    dossier: Dossier, evidence: str, row: Hypothesis, mark: str, cell: RatedCell | None, me: str
) -> RateRow:
    ratings = cell.ratings if cell else ()
    proposed = cell is not None and cell.raters == (PROPOSER,) and cell.step is not None
    return RateRow(
        mark,
        row,
        dossier.account(row.account) if row.account else None,
        next((one for one in ratings if one.by == me), PersonRating(me, "")),
        tuple(one for one in ratings if one.by != me),
        step_of(cell.step).word if proposed and cell else "",
        cell.spread if cell else 0.0,
        history(dossier, evidence, kinds=("rating",), about=row.id),
    )
