"""Hypotheses in rows, evidence in columns: what speaks against which, and what would settle it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.app.web.dossier import Account, Dossier
from rashomon.app.web.wording import SIGN_GLYPH, SIGN_KEY, verb
from rashomon.core.verdicts import (
    ConsistencyMatrix,
    Crux,
    EvidenceItem,
    Hypothesis,
    LeftOut,
    SeriesCheck,
)
from rashomon.judge.matrix import PROPOSER
from rashomon.judge.ratings import NULL

PAGE = 12  # columns shown at first, those that tell most
STEPS = {
    2: ("very-consistent", "++", "very consistent"),
    1: ("consistent", "+", "consistent"),
    0: ("neutral", "0", "neither"),
    -1: ("inconsistent", "−", "inconsistent"),
    -2: ("very-inconsistent", "−−", "very inconsistent"),
}


@dataclass(frozen=True, slots=True)
class JudgeCell:
    """One cell as it is shown; `proposed` where no person has rated it."""

    key: str
    sign: str
    word: str
    proposed: bool
    spread: float
    raters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgeRow:
    """A hypothesis with its cells in the order of the columns."""

    hypothesis: Hypothesis
    account: Account | None
    cells: tuple[JudgeCell | None, ...]

    @property
    def is_null(self) -> bool:
        """Whether it is the hypothesis that nothing of the kind is behind it."""
        return self.hypothesis.id == NULL

    @property
    def band(self) -> tuple[int, int, int]:
        """The share in hundredths: least, middle, greatest of the three strengths."""
        shares = sorted(self.hypothesis.share or (0.0, 0.0, 0.0))
        middle = (self.hypothesis.share or (0.0, 0.0, 0.0))[1]
        return round(100 * shares[0]), round(100 * middle), round(100 * shares[-1])


@dataclass(frozen=True, slots=True)
class Said:
    """What one account says moves the factor of a series."""

    account: Account
    sign: str
    key: str
    words: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataRow:
    """A data series around a day, beside what the accounts say of its factor."""

    check: SeriesCheck
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Judging:
    """The page."""

    rows: tuple[JudgeRow, ...]
    columns: tuple[EvidenceItem, ...]
    more: int
    weighed: bool
    left_out: tuple[tuple[LeftOut, str, str], ...]
    cruxes: tuple[Crux, ...]
    admitted: str
    data: tuple[DataRow, ...] = ()

    @property
    def most_bits(self) -> float:
        """The length of the longest bar of the cruxes."""
        return max((crux.bits for crux in self.cruxes), default=0.0) or 1.0


def build(dossier: Dossier, *, admitted: str = "", every: bool = False) -> Judging:
    """The consistency matrix of the story shown, the columns that tell most first."""
    if dossier.story is None:
        return Judging((), (), 0, weighed=False, left_out=(), cruxes=(), admitted="")
    matrix = dossier.case.judge(dossier.story.id, admit_only=admitted)
    order = sorted(matrix.evidence, key=lambda item: (-item.diagnosticity, -len(item.accounts)))
    columns = order if every else order[:PAGE]
    rows = tuple(_row(dossier, matrix, h, columns) for h in matrix.hypotheses)
    return Judging(
        rows,
        tuple(columns),
        len(order) - len(columns),
        weighed=any(h.share for h in matrix.hypotheses),
        left_out=_turning(dossier, matrix),
        cruxes=matrix.cruxes,
        admitted=admitted,
        data=tuple(_data(dossier, check) for check in dossier.case.series_checks(dossier.story.id)),
    )


def _data(dossier: Dossier, check: SeriesCheck) -> DataRow:
    said = tuple(
        Said(
            dossier.account(one.account),
            SIGN_GLYPH[one.sign],
            SIGN_KEY[one.sign],
            f"{one.cause} {verb(one.sign)} it",
            tuple(
                word
                for word, there in (
                    (one.mode, one.mode != "asserted"),
                    ("hedged", one.hedged),
                    (one.voice, one.voice != "own"),
                )
                if there
            ),
        )
        for one in check.stated
    )
    return DataRow(check, said)


def _row(
    dossier: Dossier, matrix: ConsistencyMatrix, row: Hypothesis, columns: Sequence[EvidenceItem]
) -> JudgeRow:
    own = {cell.evidence: cell for cell in matrix.cells if cell.hypothesis == row.id}
    cells: list[JudgeCell | None] = []
    for item in columns:
        cell = own.get(item.id)
        if cell is None or cell.step is None:
            cells.append(None)
            continue
        key, sign, word = STEPS[round(cell.step)]
        proposed = cell.raters == (PROPOSER,)
        cells.append(JudgeCell(key, sign, word, proposed, cell.spread, cell.raters))
    return JudgeRow(row, dossier.account(row.account) if row.account else None, tuple(cells))


def _turning(dossier: Dossier, matrix: ConsistencyMatrix) -> tuple[tuple[LeftOut, str, str], ...]:
    """What turns the order when it is left out: itself, its name, and who then leads."""
    names = {item.id: item.label for item in matrix.evidence}
    texts = {h.id: h.text for h in matrix.hypotheses}
    shares = {h.id: h.share[1] for h in matrix.hypotheses if h.share}
    leader = max(shares, key=lambda h: shares[h], default="")
    return tuple(
        (one, names.get(one.id) or dossier.account(one.id).label, texts[one.best])
        for one in matrix.left_out
        if one.best != leader
    )
