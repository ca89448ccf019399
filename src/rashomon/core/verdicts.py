"""Views that people take part in: hypotheses and ratings, questions and outcomes, data beside what is said."""

from dataclasses import dataclass
from typing import Literal

from rashomon.core.bodies import Mode, Sign
from rashomon.core.spans import Spans
from rashomon.core.views import Voice

QuestionStatus = Literal["proposed", "confirmed", "yes", "no", "void"]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An explanation in a row of the consistency matrix, and where it stands.

    `account` is the document whose thesis it is, "" for a person's own. `inconsistency` is what
    speaks against it (PARC); `log_odds` and `share` are bands over three declared strengths of a
    step; None where nobody has rated it, and for the null hypothesis, which is never weighed.
    """

    id: str
    text: str
    account: str
    by: str
    inconsistency: float | None = None
    log_odds: tuple[float, float, float] | None = None
    share: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """A claim as evidence: a column of the consistency matrix.

    `source` is what counts as one witness, `diagnosticity` how many steps of consistency it puts
    between the hypotheses.
    """

    id: str
    label: str
    source: str
    accounts: tuple[str, ...]
    diagnosticity: float


@dataclass(frozen=True, slots=True)
class RatedCell:
    """How one item of evidence stands to one hypothesis: the middle step of all raters, -2 to 2."""

    hypothesis: str
    evidence: str
    step: float | None
    spread: float
    raters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What becomes of the leading hypothesis without one item or one account."""

    what: Literal["item", "account"]
    id: str
    best: str
    change: float


@dataclass(frozen=True, slots=True)
class Crux:
    """A dated question that would tell hypotheses apart; the set counts, not the decimals."""

    id: str
    text: str
    closes: str
    bits: float
    stable: float
    chosen: bool


@dataclass(frozen=True, slots=True)
class ConsistencyMatrix:
    """Hypotheses in rows, evidence in columns, and what hangs on what.

    `admitted` is the account whose mentions alone are admitted, "" for all.
    """

    story: str
    admitted: str
    hypotheses: tuple[Hypothesis, ...]
    evidence: tuple[EvidenceItem, ...]
    cells: tuple[RatedCell, ...]
    left_out: tuple[LeftOut, ...]
    cruxes: tuple[Crux, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A prediction of an account as a dated question.

    Its id is that of the prediction's annotation. `closes` is the day on which it can be answered,
    "" where the text names none; `probability` only where the text or a person gives one.
    """

    id: str
    account: str
    wording: str
    spans: Spans
    condition: str
    horizon: str
    closes: str
    hedge: str
    negated: bool
    voice: Voice
    source: str
    probability: float | None
    status: QuestionStatus
    resolves_by: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class StatedEffect:
    """One account's statement that something moves a factor."""

    account: str
    cause: str
    sign: Sign
    mode: Mode
    hedged: bool
    voice: Voice
    annotations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeriesCheck:
    """A data series around a date beside what accounts say of the factor that it measures.

    `before` and `after` are a day and a value; `change` is relative (-0.12: 12% less), `usual` the
    median size of such changes in the year before, `larger` the share that was at least as large;
    None where it cannot be said. No verdict: a factor has many causes.
    """

    factor: str
    label: str
    series: str
    unit: str
    origin: str
    at: str
    before: tuple[str, float]
    after: tuple[str, float]
    steps: int
    change: float | None
    usual: float | None
    larger: float | None
    move: Literal["rose", "fell", "did not move"]
    sentence: str
    stated: tuple[StatedEffect, ...]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """Who predicted, how often, and how it came out; scores only from enough resolved forecasts."""

    kind: Literal["author", "outlet"]
    name: str
    predictions: int
    confirmed: int
    given: int
    resolved: int
    void: int
    brier: float | None
    log_score: float | None
