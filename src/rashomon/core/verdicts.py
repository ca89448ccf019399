"""Views that people take part in: hypotheses and ratings, questions and outcomes, data beside what is said."""

from dataclasses import dataclass
from typing import Literal

from rashomon.core.bodies import Mode, Sign
from rashomon.core.spans import Spans
from rashomon.core.views import Voice

QuestionStatus = Literal["proposed", "passed", "confirmed", "yes", "no", "void"]
GroupKind = Literal["case", "author", "outlet"]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An explanation in a row of the consistency matrix, and where it stands.

    `account` is the document whose thesis it is, "" for a person's own; `by` who worded it last.
    `inconsistency` is what speaks against it (PARC); `log_odds` and `share` are bands over three
    declared strengths of a step; None where nobody has rated it, and for the null hypothesis, which
    is never weighed. `rated` counts the items that people held against it, `forbids` is what, as a
    person says, would not be seen if it held.
    """

    id: str
    text: str
    account: str
    by: str
    inconsistency: float | None = None
    log_odds: tuple[float, float, float] | None = None
    share: tuple[float, float, float] | None = None
    rated: int = 0
    forbids: str = ""


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
class PersonRating:
    """What one person says of one cell.

    `hypothesis` and `evidence` are how both read then, "" where they read so still.
    """

    by: str
    rating: str
    note: str = ""
    at: str = ""
    hypothesis: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class RatedCell:
    """How one item of evidence stands to one hypothesis: the middle step of all raters, -2 to 2."""

    hypothesis: str
    evidence: str
    step: float | None
    spread: float
    raters: tuple[str, ...]
    ratings: tuple[PersonRating, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What becomes of the leading hypothesis without one item or one account."""

    what: Literal["item", "account"]
    id: str
    best: str
    change: float


@dataclass(frozen=True, slots=True)
class Chance:
    """The probability of yes under one hypothesis: the middle of all people, and each person's."""

    hypothesis: str
    middle: float | None
    given: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Crux:
    """A dated question that would tell hypotheses apart; the set counts, not the decimals.

    Attributes:
        id: That of the item which asked it first.
        text: The question.
        closes: The day on which it can be answered, "" where none is named.
        bits: Expected information gain; None while a probability is missing.
        stable: Share of the shifts after which it is still in the chosen set.
        chosen: Whether it is in the set.
        resolves_by: The source that will answer it.
        chances: A probability under each hypothesis in play, in the order of the rows.
        agree: The people by whose own numbers it is in the set.
    """

    id: str
    text: str
    closes: str
    bits: float | None
    stable: float
    chosen: bool
    resolves_by: str = ""
    chances: tuple[Chance, ...] = ()
    agree: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A rating whose claim the story no longer has: kept, shown and not weighed."""

    hypothesis: str
    evidence: str
    rating: PersonRating


@dataclass(frozen=True, slots=True)
class ConsistencyMatrix:
    """Hypotheses in rows, evidence in columns, and what hangs on what.

    `admitted` is the account whose mentions alone are admitted, "" for all; `without` the items and
    accounts that are left out; `rater` the person whose word alone counts, "" for all of `raters`.
    `set_aside` are hypotheses that people took out of the rows. `settled_bits` is what the answers to
    the chosen cruxes are expected to tell together, `open_bits` all there is to know.
    """

    story: str
    admitted: str
    hypotheses: tuple[Hypothesis, ...]
    evidence: tuple[EvidenceItem, ...]
    cells: tuple[RatedCell, ...]
    left_out: tuple[LeftOut, ...]
    cruxes: tuple[Crux, ...]
    without: tuple[str, ...] = ()
    rater: str = ""
    raters: tuple[str, ...] = ()
    set_aside: tuple[Hypothesis, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    settled_bits: float = 0.0
    open_bits: float = 0.0


@dataclass(frozen=True, slots=True)
class Given:
    """The probability that one person gives a question."""

    by: str
    probability: float
    note: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A prediction of an account as a dated question.

    Its id is that of the prediction's annotation. `closes` is the day on which it can be answered,
    "" where the text names none. `probability` is what people give it (several together as the
    geometric mean of their odds), else what the text itself states, else None; `given` is each
    person's. `decided` names who resolved it, and when. Its status is "passed" where a person found
    in it nothing that a day could answer.
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
    given: tuple[Given, ...] = ()
    decided: tuple[str, str] = ("", "")


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
    None where it cannot be said. `points` are days and values around the window, thinned where they
    are many; `id` and `by` are those of the item that keeps it. No verdict: a factor has many causes.
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
    points: tuple[tuple[str, float], ...] = ()
    id: str = ""
    by: str = ""


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


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Forecasts of about one probability: how many, their mean, the share that came true."""

    count: int
    mean: float
    came_true: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far the probabilities of the case, an author or an outlet came true.

    Brier score = `reliability` - `resolution` + `uncertainty` (Murphy 1973); `skill` is against
    always saying the base rate. Only from enough resolved forecasts.
    """

    kind: GroupKind
    name: str
    count: int
    base_rate: float
    brier: float
    log_score: float
    reliability: float
    resolution: float
    uncertainty: float
    skill: float
    bins: tuple[CalibrationBin, ...]
