"""How evidence stands to a hypothesis, as several people rate it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from statistics import median
from typing import Literal, get_args

Rating = Literal["CC", "C", "N", "I", "II", "NA"]
RATINGS: tuple[Rating, ...] = get_args(Rating)
# Steps of likelihood from very consistent to very inconsistent; what does not apply has none.
STEPS: dict[Rating, float] = {"CC": 2, "C": 1, "N": 0, "I": -1, "II": -2}
SIGNS = {2: "++", 1: "+", 0: "0", -1: "−", -2: "−−"}
NOT_APPLICABLE = "n/a"
NULL = (
    "null"  # the hypothesis that nothing of the kind is behind it: always there, never rated well
)


@dataclass(frozen=True, slots=True)
class Rated:
    """One person's rating of one cell."""

    hypothesis: str
    evidence: str
    rating: Rating
    by: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that the hypotheses are held against.

    `source` is a syndication cluster: what one source says in several places is one witness.
    `accounts` are the documents that mention it.
    """

    id: str
    label: str
    source: str
    accounts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CellRating:
    """One cell over all raters: the middle step, how far they are apart, who rated."""

    step: float | None
    spread: float
    raters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RatingMatrix:
    """Hypotheses in rows, evidence in columns.

    That way round reduced confirmation bias in trials; the usual one did not.
    """

    hypotheses: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    cells: Mapping[tuple[str, str], CellRating]

    def step(self, hypothesis: str, evidence: str) -> float | None:
        """The step of a cell; None where nobody rated it or it does not apply."""
        cell = self.cells.get((hypothesis, evidence))
        return cell.step if cell else None

    def keep(self, evidence: Iterable[str]) -> "RatingMatrix":
        """The same with these columns only."""
        wanted = set(evidence)
        kept = tuple(item for item in self.evidence if item.id in wanted)
        cells = {key: cell for key, cell in self.cells.items() if key[1] in wanted}
        return RatingMatrix(self.hypotheses, kept, cells)

    def without(self, *, item: str = "", account: str = "") -> "RatingMatrix":
        """The same without one item, or without what only one account mentions."""
        return self.keep(
            e.id
            for e in self.evidence
            if e.id != item and not (account and e.accounts == {account})
        )

    def admit_only(self, account: str) -> "RatingMatrix":
        """The same with nothing but what this account mentions."""
        return self.keep(e.id for e in self.evidence if account in e.accounts)


def sign_of(step: float | None) -> str:
    """A step as a sign; a middle between two steps has both, what does not apply has none."""
    if step is None:
        return NOT_APPLICABLE
    near, far = sorted((floor(step), ceil(step)), key=abs)
    return SIGNS[near] if near == far else f"{SIGNS[near]}/{SIGNS[far]}"


def rating_matrix(
    hypotheses: Sequence[str], evidence: Sequence[Evidence], rated: Iterable[Rated]
) -> RatingMatrix:
    """Put everybody's ratings together; of one person and cell the last one counts.

    Args:
        hypotheses: Ids in the order of the rows.
        evidence: The columns.
        rated: Ratings of cells that are in the matrix; others are left out.
    """
    last = {(r.hypothesis, r.evidence, r.by): r.rating for r in rated}
    known = set(hypotheses), {e.id for e in evidence}
    by_cell: dict[tuple[str, str], dict[str, Rating]] = {}
    for (hypothesis, item, by), rating in last.items():
        if hypothesis in known[0] and item in known[1]:
            by_cell.setdefault((hypothesis, item), {})[by] = rating
    cells = {key: _cell(own) for key, own in by_cell.items()}
    return RatingMatrix(tuple(hypotheses), tuple(evidence), cells)


def _cell(own: Mapping[str, Rating]) -> CellRating:
    steps = [STEPS[rating] for rating in own.values() if rating in STEPS]
    if not steps:
        return CellRating(None, 0.0, tuple(sorted(own)))
    return CellRating(float(median(steps)), max(steps) - min(steps), tuple(sorted(own)))
