"""What the pages ask of a case. The workspace's `Case` fits; so does anything else with these."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from rashomon.core.camps import Camps
from rashomon.core.overlaps import Overlap
from rashomon.core.profiles import Profile
from rashomon.core.query import Query
from rashomon.core.records import Annotation, Document, Dropped, Item, Page
from rashomon.core.rulings import Ruling
from rashomon.core.verdicts import (
    Calibration,
    ConsistencyMatrix,
    LedgerRow,
    Question,
    SeriesCheck,
)
from rashomon.core.views import (
    Comparison,
    Effect,
    Loops,
    Related,
    Results,
    Robustness,
    SavedSearch,
    SearchBy,
    Stance,
    Story,
)
from rashomon.forecast.series import Series


class Aligned(Protocol):
    """What people decide about factors and claims; see the workspace's `AlignedCase`."""

    def merge_factors(
        self, *factor_ids: str, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Make one of several factors."""

    def split_factor(
        self, *phrase_ids: str, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Make a factor of their own of some phrases of a factor."""

    def rename_factor(
        self, factor_id: str, label: str, *, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Call a factor so."""

    def flip_factor(
        self, factor_id: str, *, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Say that more of a factor is what was less of it."""

    def flip_phrase(
        self, phrase_id: str, *, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Say that a phrase speaks of less where more was read, or the reverse."""

    def merge_claims(
        self, *claim_ids: str, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Make one of several claims."""

    def split_claim(
        self, *statement_ids: str, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Make a claim of their own of some statements of a claim."""

    def rename_claim(
        self, claim_id: str, wording: str, *, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Word a claim so."""

    def set_cell(
        self,
        claim_id: str,
        account: str,
        stance: Stance,
        *,
        by: str = "",
        note: str = "",
        story_id: str = "",
    ) -> Ruling:
        """Say what an account does with a claim."""

    def flip_statement(
        self, statement_id: str, *, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Say that a statement denies what it was read to assert, or the reverse."""

    def undo_ruling(self, ruling_id: str, *, by: str = "", note: str = "") -> None:
        """Take a decision back."""

    def redo_ruling(self, ruling_id: str, *, by: str = "", note: str = "") -> None:
        """Let a decision hold again."""


class Judged(Protocol):
    """What people say of explanations; see the workspace's `JudgedCase`."""

    def judge(
        self,
        story_id: str = "",
        /,
        *,
        admit_only: str = "",
        without: tuple[str, ...] = (),
        rater: str = "",
        choose: int = 3,
    ) -> ConsistencyMatrix:
        """A story's hypotheses against its claims."""

    def add_hypothesis(self, text: str, *, by: str, forbids: str = "", story_id: str = "") -> Item:
        """Add an explanation."""

    def change_hypothesis(
        self,
        hypothesis: str,
        *,
        by: str,
        text: str = "",
        forbids: str | None = None,
        aside: bool = False,
        story_id: str = "",
    ) -> Item:
        """Adopt, reword, set aside or take up again."""

    def rate(
        self,
        hypothesis: str,
        evidence: str,
        rating: str,
        *,
        by: str,
        note: str = "",
        story_id: str = "",
    ) -> Item:
        """Rate a cell."""

    def ask(
        self,
        text: str,
        p_yes: Mapping[str, float | None],
        *,
        by: str,
        closes: str = "",
        resolves_by: str = "",
        crux: str = "",
        aside: bool = False,
        story_id: str = "",
    ) -> Item:
        """Ask a crux or give one's probabilities."""

    def said_about(self, record_id: str, /) -> tuple[Item, ...]:
        """Everything that people said about something."""


class Forecasted(Protocol):
    """What people say of predictions and data; see the workspace's `ForecastCase`."""

    def questions(self, *, words_as_numbers: bool = False) -> tuple[Question, ...]:
        """The accounts' predictions as dated questions."""

    def question(self, question_id: str, /) -> Question:
        """One question, or UnknownRecord."""

    def confirm(
        self,
        question: str,
        *,
        by: str,
        wording: str = "",
        condition: str | None = None,
        closes: str = "",
        resolves_by: str = "",
        aside: bool = False,
    ) -> Item:
        """Confirm a prediction as a dated question."""

    def pass_over(self, question: str, *, by: str) -> Item:
        """Say that a prediction is nothing to ask."""

    def give(self, question: str, probability: float | None, *, by: str, note: str = "") -> Item:
        """Give a question a probability."""

    def resolve(self, question: str, outcome: str, *, by: str, evidence: str = "") -> Item:
        """Say what became of a question."""

    def ledger(self, questions: Sequence[Question], /) -> tuple[LedgerRow, ...]:
        """Who predicted what and how it came out."""

    def calibrations(self, questions: Sequence[Question], /) -> tuple[Calibration, ...]:
        """How far probabilities came true."""

    def series_checks(self, story_id: str = "", /) -> tuple[SeriesCheck, ...]:
        """Data series held against what accounts say of a story's factors."""

    def check_series(
        self,
        series: Series,
        factor: str,
        *,
        at: date,
        days: int,
        story_id: str = "",
        keep_as: str = "",
    ) -> SeriesCheck:
        """Hold a series against what accounts say of a factor."""

    def drop_check(self, check_id: str, *, by: str) -> None:
        """Take a kept check away."""


class Case(Aligned, Judged, Forecasted, Protocol):
    """A case as the pages show it, and as their forms write to it."""

    def documents(self) -> tuple[Document, ...]:
        """All documents in the order in which they came."""

    def document(self, doc_id: str, /) -> Document:
        """One document, or UnknownRecord."""

    def dropped(self, doc_id: str, /) -> tuple[Dropped, ...]:
        """The parts dropped beside a document."""

    def annotations(self, doc_id: str, /) -> tuple[Annotation, ...]:
        """A document's annotations in text order."""

    def annotation(self, annotation_id: str, /) -> Annotation:
        """One annotation, or UnknownRecord."""

    def page(self, page_id: str, /) -> Page:
        """One page, or UnknownRecord."""

    def stories(self) -> tuple[Story, ...]:
        """The stories, most accounts first."""

    def overlaps(self, story_id: str = "", /) -> tuple[Overlap, ...]:
        """What copies changed and which passages accounts share, of all stories or of one."""

    def comparison(self, story_id: str = "", /) -> Comparison:
        """A story's accounts side by side; the first story where none is named."""

    def whatif(self, factor_id: str, direction: int, story_id: str = "", /) -> tuple[Effect, ...]:
        """What each account implies when a factor is pushed."""

    def robustness(
        self, factor_id: str, direction: int, story_id: str = "", /
    ) -> tuple[Robustness, ...]:
        """For each effect of a push, how many independent sources would have to be wrong."""

    def loops(self, story_id: str = "", /) -> tuple[Loops, ...]:
        """The feedback loops of each account's map."""

    def camps(self, story_id: str = "", /) -> tuple[Camps, ...]:
        """Who stands with whom and against whom, in each account."""

    def profiles(self, story_id: str = "", /) -> tuple[Profile, ...]:
        """How each account tells the story."""

    def find(self, query: Query, /, *, limit: int = 20, by: SearchBy = "words") -> Results:
        """Documents that fit a query, best first, with what narrows it."""

    def saved_searches(self) -> tuple[tuple[SavedSearch, int], ...]:
        """The searches kept in the case, each with how many documents it finds that are new."""

    def related(self, doc_id: str, limit: int = 10, /) -> tuple[Related, ...]:
        """Documents near a document, nearest first."""

    def label(self, doc_id: str, /) -> str:
        """A short name of an account."""
