"""The part of a case about what comes: questions, probabilities, outcomes, data series."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rashomon.core.errors import UnknownFactorError
from rashomon.core.records import Item
from rashomon.core.verdicts import Calibration, LedgerRow, Question
from rashomon.core.views import Comparison, Story
from rashomon.forecast.series import Series
from rashomon.store.base import Store
from rashomon.workspace.records import View
from rashomon.workspace.tables import CheckedSeries


class ForecastCase(ABC):
    """What a `Case` does with predictions and data; it needs the case's store, stories, comparisons."""

    store: Store

    @abstractmethod
    def stories(self) -> View[Story]:
        """The case's stories; see `Case`."""

    @abstractmethod
    def comparison(self, story_id: str = "") -> Comparison:
        """The accounts of a story side by side; see `Case`."""

    @abstractmethod
    def curate(self, kind: str, fields: Mapping[str, Any], *, by: str) -> Item:
        """Add what a person says; see `JudgedCase`."""

    def questions(self, *, words_as_numbers: bool = False) -> View[Question]:
        """The predictions of all accounts as dated questions, with what people decided."""
        from rashomon.workspace.judging import questions_of

        return View(questions_of(self.store, self.stories(), words_as_numbers=words_as_numbers))

    def question(self, question_id: str) -> Question:
        """One question, or UnknownRecord."""
        from rashomon.workspace.judging import question_of

        return question_of(self.store, question_id)

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
        """Confirm a prediction as a dated question.

        Args:
            question: The prediction's id.
            by: Who says so.
            wording: Words that can be answered with yes or no; the text's own where none are given.
            condition: Under what it counts, "" for always; None leaves what the text says.
            closes: The day on which it can be answered, such as 2031-05-14.
            resolves_by: The source that will answer it.
            aside: Take an earlier confirmation, or passing over, back.

        Raises:
            UnknownRecord: there is no such question.
            RecordError: a day is none.
        """
        from rashomon.workspace.curating import question_fields

        about: dict[str, Any] = {"wording": wording, "closes": closes, "resolves_by": resolves_by}
        about |= {} if condition is None else {"condition": condition}
        about |= {"aside": True} if aside else {}
        return self.curate("question", question_fields(self.question(question), **about), by=by)

    def pass_over(self, question: str, *, by: str) -> Item:
        """Say that a prediction is nothing that a day could answer; `confirm` takes that back.

        Raises:
            UnknownRecord: there is no such question.
        """
        from rashomon.workspace.curating import question_fields

        fields = question_fields(self.question(question), passed=True)
        return self.curate("question", fields, by=by)

    def give(self, question: str, probability: float | None, *, by: str, note: str = "") -> Item:
        """Give a question's wording a probability from 0 to 1; None takes one's own back.

        Raises:
            UnknownRecord: there is no such question.
            RecordError: it is no probability.
        """
        from rashomon.workspace.curating import question_fields

        fields = question_fields(self.question(question), probability=probability, note=note)
        return self.curate("forecast", fields, by=by)

    def resolve(self, question: str, outcome: str, *, by: str, evidence: str = "") -> Item:
        """Say what became of a question: yes, no, void (its condition failed), or open again.

        Raises:
            UnknownRecord: there is no such question.
            RecordError: it is no outcome.
        """
        from rashomon.workspace.curating import question_fields

        fields = question_fields(self.question(question), outcome=outcome, evidence=evidence)
        return self.curate("resolution", fields, by=by)

    def ledger(self, questions: Sequence[Question]) -> View[LedgerRow]:
        """Who predicted what and how it came out, by author and by outlet."""
        from rashomon.workspace.judging import ledger_of

        return View(ledger_of(self.store, list(questions)))

    def calibrations(self, questions: Sequence[Question]) -> View[Calibration]:
        """How far probabilities came true, where enough forecasts were resolved."""
        from rashomon.workspace.judging import calibrations_of

        return View(calibrations_of(self.store, list(questions)))

    def check_series(
        self,
        series: Path | Series,
        factor: str,
        *,
        at: date,
        days: int,
        story_id: str = "",
        keep_as: str = "",
    ) -> CheckedSeries:
        """Hold a data series (CSV or Frictionless data package) against what accounts say of a factor.

        Args:
            series: The file, or what was read from one.
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
        from rashomon.forecast.series_files import read_series
        from rashomon.workspace.judging import keep_check

        comparison = self.comparison(story_id)
        known = {f.id: f for f in comparison.factors}
        if factor not in known:
            message = f"no factor {factor!r} in this story; known: {', '.join(known) or 'none'}"
            raise UnknownFactorError(message)
        found = series if isinstance(series, Series) else read_series(series)
        check = check_series(found, known[factor], comparison.maps, at=at, days=days)
        if keep_as:
            check = keep_check(self.store, check, known[factor], by=keep_as)
        return CheckedSeries.of(check)

    def series_checks(self, story_id: str = "") -> View[CheckedSeries]:
        """The kept checks of a story's factors."""
        from rashomon.workspace.judging import kept_checks

        kept = kept_checks(self.store, self.comparison(story_id))
        return View(CheckedSeries.of(check) for check in kept)

    def drop_check(self, check_id: str, *, by: str) -> None:
        """Take a kept check away from the dossier; what was said stays in the case.

        Raises:
            UnknownRecord: no check has this id.
        """
        from rashomon.workspace.judging import drop_check

        drop_check(self.store, check_id, by=by)
