"""What is computed from the records and shown: stories, claims, maps, effects.

A view is never stored as truth: it can be computed anew from the records at any time.
"""

from dataclasses import dataclass
from typing import Literal

from rashomon.core.bodies import Label, Mode, Sign
from rashomon.core.records import Annotation
from rashomon.core.spans import Span, Spans

Stance = Literal["asserts", "denies", "unclear", "silent"]
Origin = Literal["sentences", "edges", "implied"]
EffectKind = Literal["rises", "falls", "none", "either", "silent"]
Voice = Literal["own", "quoted", "imputed"]
QuestionStatus = Literal["proposed", "confirmed", "yes", "no", "void"]
How = Literal["name", "title", "office", "description", "pronoun"]


@dataclass(frozen=True, slots=True)
class Story:
    """Documents about the same happening; `copies` maps a document to the one that it repeats."""

    id: str
    title: str
    documents: tuple[str, ...]
    copies: tuple[tuple[str, str], ...] = ()

    @property
    def accounts(self) -> tuple[str, ...]:
        """The documents that count: each copy is represented by its original."""
        copied = {copy for copy, _ in self.copies}
        return tuple(d for d in self.documents if d not in copied)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one account does with one claim, and the characters that show it."""

    account: str
    stance: Stance
    spans: Spans = ()
    voice: Voice = "own"
    hedged: bool = False
    annotations: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that at least one account says, with every account's stance towards it.

    `origin` tells where it comes from: sentences that say the same or contradict, edges between
    the same two factors, or effects that the maps imply. `score` ranks, highest first.
    """

    id: str
    statement: str
    origin: Origin
    clash: bool
    cells: tuple[Cell, ...]
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Where a factor is named; direction 1 means that the phrase speaks of more of it."""

    doc: str
    span: Span
    direction: Literal[-1, 1]


@dataclass(frozen=True, slots=True)
class Factor:
    """A quantity or happening that causes and effects name, across accounts."""

    id: str
    label: str
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class ReadEdge:
    """A causal claim with the factors that its cause and effect speak of.

    A direction is 1 where the phrase speaks of more of the factor, -1 where of less.
    """

    claim: Annotation
    source: str
    source_direction: int
    target: str
    target_direction: int
    voice: Voice


@dataclass(frozen=True, slots=True)
class Edge:
    """One account's statement that one factor moves another; `sign` is between the factors."""

    source: str
    target: str
    sign: Sign
    mode: Mode
    hedged: bool
    voice: Voice
    annotations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CausalMap:
    """One account's factors and edges."""

    account: str
    factors: tuple[Factor, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What one account implies for an outcome when a factor is pushed.

    `path` is a witness: annotation ids along one shortest chain of edges (for "either": one chain
    that raises, then one that lowers).
    """

    account: str
    push: str
    direction: Literal[-1, 1]
    outcome: str
    effect: EffectKind
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A title or office that a text gives an actor; `when` is the day of that text, where it has one."""

    title: str
    doc: str
    span: Span
    when: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Characters that stand for an actor; `how` tells by what.

    A *title* is one that stands beside the name ("Harl Dovic, the energy minister"), an *office* one that
    stands for its holder ("the energy minister", "the Russian president").
    """

    doc: str
    span: Span
    how: How


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that accounts name, across a story.

    `aliases` counts the words that stand for it, pronouns left out; `attributions` are the ids of those whose
    source it is.
    """

    id: str
    name: str
    label: Label
    aliases: tuple[tuple[str, int], ...]
    roles: tuple[Role, ...]
    references: tuple[Reference, ...]
    attributions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A story's accounts laid side by side: the claim matrix, the maps that it rests on, who is named."""

    story: Story
    claims: tuple[Claim, ...]
    factors: tuple[Factor, ...]
    maps: tuple[CausalMap, ...]
    actors: tuple[Actor, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result: a document and the spans that matched."""

    doc: str
    score: float
    spans: Spans
