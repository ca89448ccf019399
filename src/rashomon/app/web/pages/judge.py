"""Hypotheses in rows, evidence in columns: what speaks against which, and what it hangs on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.app.web.dossier import Account, Dossier
from rashomon.app.web.pages.cruxes import Cruxes, lay_out
from rashomon.app.web.pages.data import DataRow, data_rows
from rashomon.app.web.pages.history import Entry, history
from rashomon.app.web.pages.witnesses import Dependence, dependence
from rashomon.app.web.wording import step_of
from rashomon.core.verdicts import (
    ConsistencyMatrix,
    EvidenceItem,
    Hypothesis,
    LeftOut,
    PersonRating,
    RatedCell,
    Unplaced,
)
from rashomon.judge.asked import SET_SIZE
from rashomon.judge.matrix import PROPOSER
from rashomon.judge.ratings import NULL

PAGE = 12  # columns shown at first, those that tell most
TURNS = 8  # items named among what the order hangs on, those that change most


@dataclass(frozen=True, slots=True)
class Lens:
    """What the page looks at, as its address says."""

    admit: str = ""
    without: tuple[str, ...] = ()
    rater: str = ""
    choose: int = SET_SIZE
    every: bool = False

    @property
    def params(self) -> dict[str, str]:
        """The parameters of an address."""
        return {
            "admit": self.admit,
            "without": ",".join(self.without),
            "rater": self.rater,
            "choose": "" if self.choose == SET_SIZE else str(self.choose),
            "every": "1" if self.every else "",
        }

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.admit or self.without or self.rater)

    def toggled(self, name: str) -> "Lens":
        """The same with an item or account left out, or taken in again."""
        rest = tuple(one for one in self.without if one != name)
        return replace(self, without=rest if name in self.without else (*rest, name))


@dataclass(frozen=True, slots=True)
class JudgeCell:
    """One cell as it is shown; `proposed` where no person has rated it."""

    key: str
    sign: str
    word: str
    proposed: bool
    spread: float
    ratings: tuple[PersonRating, ...]
    href: str


@dataclass(frozen=True, slots=True)
class JudgeRow:
    """A hypothesis with its cells in the order of the columns."""

    mark: str
    hypothesis: Hypothesis
    account: Account | None
    cells: tuple[JudgeCell, ...] = ()
    history: tuple[Entry, ...] = ()

    @property
    def is_null(self) -> bool:
        """Whether it is the hypothesis that nothing of the kind is behind it."""
        return self.hypothesis.id == NULL

    @property
    def is_proposal(self) -> bool:
        """Whether no person has made it theirs."""
        return self.hypothesis.by == PROPOSER

    @property
    def band(self) -> tuple[int, int, int]:
        """The share in hundredths: least, middle, greatest of the three strengths."""
        shares = self.hypothesis.share or (0.0, 0.0, 0.0)
        return round(100 * min(shares)), round(100 * shares[1]), round(100 * max(shares))

    @property
    def odds(self) -> str:
        """The band of log-odds in words."""
        odds = self.hypothesis.log_odds or (0.0, 0.0, 0.0)
        ends = (round(end, 1) + 0.0 for end in (min(odds), max(odds)))  # no "−0.0"
        return " to ".join(f"{end:+.1f}" for end in ends).replace("-", "−")


@dataclass(frozen=True, slots=True)
class Column:
    """An item of evidence as a column head."""

    item: EvidenceItem
    letters: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What becomes of the order without an item or an account."""

    name: str
    account: bool
    best: str
    points: int
    turns: bool
    href: str


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is left out, and the address that takes it in again."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Judging:
    """The page."""

    lens: Lens
    rows: tuple[JudgeRow, ...] = ()
    columns: tuple[Column, ...] = ()
    more: int = 0
    total: int = 0
    raters: tuple[str, ...] = ()
    choices: tuple[EvidenceItem, ...] = ()
    left: tuple[Left, ...] = ()
    turns: tuple[Turn, ...] = ()
    dependence: Dependence | None = None
    cruxes: Cruxes | None = None
    aside: tuple[Hypothesis, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    data: tuple[DataRow, ...] = ()

    @property
    def weighed(self) -> tuple[JudgeRow, ...]:
        """The rows that people rated, those that least speaks against first."""
        rows = [row for row in self.rows if row.hypothesis.share]
        return tuple(sorted(rows, key=lambda r: (r.hypothesis.inconsistency or 0, -r.band[1])))

    @property
    def even(self) -> float:
        """The share of each weighed hypothesis before any evidence, in hundredths."""
        return round(100 / max(1, len(self.weighed)), 1)


def build(dossier: Dossier, lens: Lens) -> Judging:
    """The consistency matrix of the story shown, the columns that tell most first."""
    if dossier.story is None:
        return Judging(lens)
    matrix = matrix_of(dossier, lens)
    marks = marks_of(dossier, matrix)
    order = sorted(matrix.evidence, key=lambda item: (-item.diagnosticity, -len(item.accounts)))
    shown = order if lens.every else order[:PAGE]
    return Judging(
        lens,
        rows=tuple(_row(dossier, matrix, h, shown, marks[h.id], lens) for h in matrix.hypotheses),
        columns=tuple(_column(dossier, item, lens) for item in shown),
        more=len(order) - len(shown),
        total=len(order),
        raters=matrix.raters,
        choices=tuple(order),
        left=tuple(_left(dossier, lens, name) for name in lens.without),
        turns=_turns(dossier, matrix, marks, lens),
        dependence=dependence(dossier, matrix),
        cruxes=lay_out(matrix, marks),
        aside=matrix.set_aside,
        unplaced=matrix.unplaced,
        data=data_rows(dossier),
    )


def matrix_of(dossier: Dossier, lens: Lens) -> ConsistencyMatrix:
    """The story's matrix under a lens."""
    story = dossier.story.id if dossier.story else ""
    return dossier.case.judge(
        story,
        admit_only=lens.admit,
        without=lens.without,
        rater=lens.rater,
        choose=lens.choose,
    )


def marks_of(dossier: Dossier, matrix: ConsistencyMatrix) -> dict[str, str]:
    """A short sign for each hypothesis: its account's letter, H1, H2 … for people's own, 0 for null."""
    marks: dict[str, str] = {}
    own = 0
    for h in (*matrix.hypotheses, *matrix.set_aside):
        if h.id == NULL:
            marks[h.id] = "0"
        elif h.account:
            marks[h.id] = dossier.account(h.account).letter or "?"
        else:
            own += 1
            marks[h.id] = f"H{own}"
    return marks


def rate_href(dossier: Dossier, evidence: str, lens: Lens, *, hypothesis: str = "") -> str:
    """The page on which an item is rated, at a hypothesis."""
    address = dossier.links.page("judge/rate", item=evidence, **lens.params)
    return f"{address}#r-{hypothesis}" if hypothesis else address


def _row(
    dossier: Dossier,
    matrix: ConsistencyMatrix,
    row: Hypothesis,
    columns: Sequence[EvidenceItem],
    mark: str,
    lens: Lens,
) -> JudgeRow:
    own = {cell.evidence: cell for cell in matrix.cells if cell.hypothesis == row.id}
    account = dossier.account(row.account) if row.account else None
    told = history(dossier, row.id, kinds=("hypothesis",))
    if row.id == NULL:
        return JudgeRow(mark, row, account, (), told)
    hrefs = {item.id: rate_href(dossier, item.id, lens, hypothesis=row.id) for item in columns}
    cells = tuple(_cell(own.get(item.id), hrefs[item.id]) for item in columns)
    return JudgeRow(mark, row, account, cells, told)


def _cell(cell: RatedCell | None, href: str) -> JudgeCell:
    if cell is None:
        return JudgeCell("empty", "", "not rated", False, 0, (), href)
    step = step_of(cell.step)
    proposed = cell.raters == (PROPOSER,)
    return JudgeCell(step.key, step.sign, step.word, proposed, cell.spread, cell.ratings, href)


def _column(dossier: Dossier, item: EvidenceItem, lens: Lens) -> Column:
    letters = tuple(a.letter for a in dossier.accounts if a.id in item.accounts)
    return Column(item, letters, rate_href(dossier, item.id, lens))


def _names(dossier: Dossier) -> dict[str, str]:
    claims = {claim.id: claim.statement for claim in dossier.comparison.claims}
    return claims | {account.id: account.label for account in dossier.accounts}


def _left(dossier: Dossier, lens: Lens, name: str) -> Left:
    href = dossier.links.page("judge", **lens.toggled(name).params)
    return Left(_names(dossier).get(name, name), href)


def _turns(
    dossier: Dossier, matrix: ConsistencyMatrix, marks: Mapping[str, str], lens: Lens
) -> tuple[Turn, ...]:
    """What turns the order when it is left out, and what changes it most."""
    names = _names(dossier)
    shares = {h.id: h.share[1] for h in matrix.hypotheses if h.share}
    leader = max(shares, key=shares.__getitem__, default="")
    found = [one for one in matrix.left_out if one.best != leader or round(100 * one.change)]
    items = [one for one in found if one.what == "item"][:TURNS]
    accounts = [one for one in found if one.what == "account"]
    return tuple(_turn(dossier, one, names, marks, leader, lens) for one in (*accounts, *items))


def _turn(
    dossier: Dossier,
    one: LeftOut,
    names: Mapping[str, str],
    marks: Mapping[str, str],
    leader: str,
    lens: Lens,
) -> Turn:
    return Turn(
        names.get(one.id, one.id),
        one.what == "account",
        marks[one.best],
        round(100 * one.change),
        one.best != leader,
        dossier.links.page("judge", **lens.toggled(one.id).params),
    )
