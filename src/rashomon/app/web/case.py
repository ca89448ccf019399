"""What the pages ask of a case. The workspace's `Case` fits; so does anything else with these."""

from collections.abc import Sequence
from typing import Protocol

from rashomon.core.camps import Camps
from rashomon.core.profiles import Profile
from rashomon.core.query import Query
from rashomon.core.records import Annotation, Document, Dropped, Page
from rashomon.core.verdicts import ConsistencyMatrix, LedgerRow, Question, SeriesCheck
from rashomon.core.views import (
    Comparison,
    Effect,
    Loops,
    Overlap,
    Related,
    Results,
    Robustness,
    SavedSearch,
    SearchBy,
    Story,
)


class Case(Protocol):
    """The reading side of a case."""

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
