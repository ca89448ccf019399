"""The part of a case in which people judge: hypotheses, ratings, cruxes."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from rashomon.core.records import Item
from rashomon.core.views import Comparison
from rashomon.judge.asked import SET_SIZE
from rashomon.judge.matrix import Focus
from rashomon.store.base import Store
from rashomon.workspace.records import View
from rashomon.workspace.tables import JudgedMatrix


class JudgedCase(ABC):
    """What a `Case` does with what people say of explanations; it needs its store and comparisons."""

    store: Store

    @abstractmethod
    def comparison(self, story_id: str = "") -> Comparison:
        """The accounts of a story side by side; see `Case`."""

    def judge(
        self,
        story_id: str = "",
        *,
        admit_only: str = "",
        without: tuple[str, ...] = (),
        rater: str = "",
        choose: int = SET_SIZE,
    ) -> JudgedMatrix:
        """A story's hypotheses against its claims.

        Args:
            story_id: The story; the first one where none is given.
            admit_only: Take only what this account speaks of.
            without: Items of evidence and accounts to leave out.
            rater: Take only this person's ratings and probabilities.
            choose: Questions in the set of cruxes.

        Raises:
            UnknownRecord: what is to be admitted or left out is not in the story.
        """
        from rashomon.workspace.judging import judge_story

        focus = Focus(admit_only, tuple(without), rater, choose)
        found = judge_story(self.store, self.comparison(story_id), focus=focus)
        return JudgedMatrix.of(found)

    def add_hypothesis(self, text: str, *, by: str, forbids: str = "", story_id: str = "") -> Item:
        """Add an explanation of one's own; the item's id is the row's.

        Raises:
            RecordError: there are no words in it.
        """
        from rashomon.workspace.curating import hypothesis_fields

        fields = hypothesis_fields(self.comparison(story_id), text, forbids=forbids)
        return self.curate("hypothesis", fields, by=by)

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
        """Adopt, reword, set aside or take up again a hypothesis; ratings of it stay with it.

        Args:
            hypothesis: The row: an account's (the document's id), an own one's, or "null".
            by: Who says so.
            text: Other words for it; without any it is adopted as it reads.
            forbids: What would not be seen if it held; None leaves what was said.
            aside: Take it out of the rows.
            story_id: The story; the first one where none is given.

        Raises:
            UnknownRecord: there is no such hypothesis.
            RecordError: the null hypothesis was to be set aside.
        """
        from rashomon.core.errors import RecordError
        from rashomon.judge.ratings import NULL
        from rashomon.workspace.curating import find_hypothesis, hypothesis_fields

        comparison = self.comparison(story_id)
        known = find_hypothesis(self.store, comparison, hypothesis)
        if aside and known.id == NULL:
            message = "the null hypothesis is always there; it cannot be set aside"
            raise RecordError(message)
        fields = hypothesis_fields(
            comparison,
            text or known.text,
            forbids=known.forbids if forbids is None else forbids,
            of=known.id,
            aside=aside,
        )
        return self.curate("hypothesis", fields, by=by)

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
        """Rate a cell: CC C N I II (very consistent … very inconsistent), NA, or "" to take it back.

        Raises:
            UnknownRecord: there is no such hypothesis or claim.
            RecordError: it is no rating, or the null hypothesis.
        """
        from rashomon.workspace.curating import find_hypothesis, rating_fields

        comparison = self.comparison(story_id)
        row = find_hypothesis(self.store, comparison, hypothesis)
        fields = rating_fields(comparison, row, evidence, rating, note=note)
        return self.curate("rating", fields, by=by)

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
        """Ask a dated question that would tell hypotheses apart, or give an asked one one's numbers.

        Args:
            text: The question.
            p_yes: Probability of yes under each hypothesis, by its id; None takes one back.
            by: Who says so.
            closes: The day on which it can be answered, such as 2031-05-14.
            resolves_by: The source that will answer it.
            crux: The id of the question that this changes; without it, the same words are the same
                question.
            aside: Take it off the list.
            story_id: The story; the first one where none is given.

        Raises:
            UnknownRecord: there is no such hypothesis.
            RecordError: a number is no probability, or a day no day.
        """
        from rashomon.workspace.curating import find_hypothesis

        comparison = self.comparison(story_id)
        for hypothesis in p_yes:
            find_hypothesis(self.store, comparison, hypothesis)
        fields: dict[str, Any] = {
            "text": text,
            "closes": closes,
            "resolves_by": resolves_by,
            "p_yes": dict(p_yes),
            "accounts": list(comparison.story.accounts),
        }
        more = ({"of": crux} if crux else {}) | ({"aside": True} if aside else {})
        return self.curate("crux", fields | more, by=by)

    def said_about(self, record_id: str) -> View[Item]:
        """Everything that people said about a hypothesis, claim, crux or question, oldest first."""
        from rashomon.workspace.judging import said_about

        return View(said_about(self.store, record_id))

    def curate(self, kind: str, fields: Mapping[str, Any], *, by: str) -> Item:
        """Add what a person says as it is: a hypothesis, rating, crux, question, forecast, resolution.

        Raises:
            RecordError: a field is missing or impossible.
        """
        from rashomon.workspace.curating import curate

        return curate(self.store, kind, fields, by=by)
