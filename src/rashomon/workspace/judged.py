"""The part of a case in which people take part: hypotheses, ratings, questions, outcomes, data."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rashomon.core.errors import UnknownFactorError
from rashomon.core.records import Item
from rashomon.core.verdicts import ConsistencyMatrix, LedgerRow, Question, SeriesCheck
from rashomon.core.views import Comparison, Story
from rashomon.store.base import Store
from rashomon.workspace.records import View


class JudgedCase(ABC):
    """What a `Case` does with what people add; it needs the case's store, stories and comparisons."""

    store: Store

    @abstractmethod
    def stories(self) -> View[Story]:
        """The case's stories; see `Case`."""

    @abstractmethod
    def comparison(self, story_id: str = "") -> Comparison:
        """The accounts of a story side by side; see `Case`."""

    def judge(self, story_id: str = "", *, admit_only: str = "") -> ConsistencyMatrix:
        """A story's hypotheses against its claims; `admit_only` takes what one account speaks of."""
        from rashomon.workspace.judging import judge_story

        return judge_story(self.store, self.comparison(story_id), admitted=admit_only)

    def questions(self, *, words_as_numbers: bool = False) -> View[Question]:
        """The predictions of all accounts as dated questions, with what people decided."""
        from rashomon.workspace.judging import questions_of

        return View(questions_of(self.store, self.stories(), words_as_numbers=words_as_numbers))

    def ledger(self, questions: Sequence[Question]) -> View[LedgerRow]:
        """Who predicted what and how it came out, by author and by outlet."""
        from rashomon.workspace.judging import ledger_of

        return View(ledger_of(self.store, list(questions)))

    def check_series(
        self, path: Path, factor: str, *, at: date, days: int, story_id: str = "", keep_as: str = ""
    ) -> SeriesCheck:
        """Hold a data series (CSV or Frictionless data package) against what accounts say of a factor.

        Args:
            path: The file.
            factor: The id of the factor that it measures.
            at: The day of what is said to have moved it.
            days: How long after it the window ends.
            story_id: The story; the first one where none is given.
            keep_as: Keep the check under this person's name, so that the dossier shows it.

        Raises:
            UnreadableInput, EmptyInput: the file has no values, or none around the day.
            UnknownFactorError: no such factor.
        """
        from rashomon.forecast.checks import check_series
        from rashomon.forecast.series import read_series
        from rashomon.workspace.judging import keep_check

        comparison = self.comparison(story_id)
        known = {f.id: f for f in comparison.factors}
        if factor not in known:
            message = f"no factor {factor!r} in this story; known: {', '.join(known) or 'none'}"
            raise UnknownFactorError(message)
        check = check_series(read_series(path), known[factor], comparison.maps, at=at, days=days)
        if keep_as:
            keep_check(self.store, check, by=keep_as)
        return check

    def series_checks(self, story_id: str = "") -> View[SeriesCheck]:
        """The kept checks of a story's factors."""
        from rashomon.workspace.judging import kept_checks

        return View(kept_checks(self.store, self.comparison(story_id)))

    def curate(self, kind: str, fields: Mapping[str, Any], *, by: str) -> Item:
        """Add what a person says: a hypothesis, rating, crux, question, forecast or resolution.

        Raises:
            RecordError: a field is missing or impossible.
        """
        from rashomon.workspace.judging import curate

        return curate(self.store, kind, fields, by=by)
