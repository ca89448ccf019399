"""What the pages ask of a case. The workspace's `Case` fits; so does anything else with these."""

from collections.abc import Sequence
from typing import Protocol

from rashomon.core.overlaps import Overlap
from rashomon.core.query import Query
from rashomon.core.records import Annotation, Document, Dropped, Page
from rashomon.core.rulings import Ruling
from rashomon.core.verdicts import ConsistencyMatrix, LedgerRow, Question, SeriesCheck
from rashomon.core.views import (
    Comparison,
    Effect,
    Related,
    Results,
    SavedSearch,
    SearchBy,
    Stance,
    Story,
)


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


class Case(Aligned, Protocol):
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

    def judge(self, story_id: str = "", /, *, admit_only: str = "") -> ConsistencyMatrix:
        """A story's hypotheses against its claims."""

    def series_checks(self, story_id: str = "", /) -> tuple[SeriesCheck, ...]:
        """Data series held against what accounts say of a story's factors."""

    def questions(self) -> tuple[Question, ...]:
        """The accounts' predictions as dated questions."""

    def ledger(self, questions: Sequence[Question], /) -> tuple[LedgerRow, ...]:
        """Who predicted what and how it came out."""

    def find(self, query: Query, /, *, limit: int = 20, by: SearchBy = "words") -> Results:
        """Documents that fit a query, best first, with what narrows it."""

    def saved_searches(self) -> tuple[tuple[SavedSearch, int], ...]:
        """The searches kept in the case, each with how many documents it finds that are new."""

    def related(self, doc_id: str, limit: int = 10, /) -> tuple[Related, ...]:
        """Documents near a document, nearest first."""

    def label(self, doc_id: str, /) -> str:
        """A short name of an account."""
