"""The part of a case in which people decide about factors and claims: it shapes every later comparison."""

from abc import ABC, abstractmethod

from rashomon.core.rulings import Ruling
from rashomon.core.views import Comparison, Factor, Stance
from rashomon.store.base import Store
from rashomon.workspace.records import View


class AlignedCase(ABC):
    """What a `Case` does with what people decide; it needs the case's store and comparisons.

    Ids are those of the comparison as it is now. Every method adds a decision, which holds whatever arrives
    later, and returns it as it stands then.
    """

    store: Store

    @abstractmethod
    def comparison(self, story_id: str = "") -> Comparison:
        """The accounts of a story side by side; see `Case`."""

    def factors(self, story_id: str = "") -> View[Factor]:
        """A story's factors with their phrases, those of most accounts first."""
        return View(self.comparison(story_id).factors)

    def rulings(self, story_id: str = "") -> View[Ruling]:
        """What people decided about a story's factors and claims, the oldest first, and how it stands."""
        return View(self.comparison(story_id).rulings)

    def merge_factors(
        self, *factor_ids: str, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Make one of several factors.

        Raises:
            UnknownFactorError: there is no such factor in the story.
            RecordError: they are fewer than two.
        """
        from rashomon.align.drafts import merge_factors

        draft = merge_factors(self.comparison(story_id), factor_ids)
        return self._rule(draft, by, note, story_id)

    def split_factor(
        self, *phrase_ids: str, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Make a factor of their own of some phrases of a factor.

        Raises:
            UnknownRecord: they are no phrases of one factor.
            RecordError: they are all of its phrases.
        """
        from rashomon.align.drafts import split_factor

        draft = split_factor(self.comparison(story_id), phrase_ids)
        return self._rule(draft, by, note, story_id)

    def rename_factor(
        self, factor_id: str, label: str, *, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Call a factor so.

        Raises:
            UnknownFactorError: there is no such factor in the story.
            RecordError: the label is empty or too long.
        """
        from rashomon.align.drafts import rename_factor

        draft = rename_factor(self.comparison(story_id), factor_id, label)
        return self._rule(draft, by, note, story_id)

    def flip_factor(
        self, factor_id: str, *, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Say that more of a factor is what was less of it: all its phrases change direction.

        Raises:
            UnknownFactorError: there is no such factor in the story.
        """
        from rashomon.align.drafts import turn_factor

        return self._rule(turn_factor(self.comparison(story_id), factor_id), by, note, story_id)

    def flip_phrase(
        self, phrase_id: str, *, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Say that a phrase speaks of less of its factor where more was read, or the other way round.

        Raises:
            UnknownRecord: there is no such phrase.
        """
        from rashomon.align.drafts import flip_phrase

        return self._rule(flip_phrase(self.comparison(story_id), phrase_id), by, note, story_id)

    def merge_claims(
        self, *claim_ids: str, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Make one of several claims.

        Raises:
            UnknownRecord: there is no such claim in the story.
            RecordError: they are fewer than two, or one is only implied by maps.
        """
        from rashomon.align.drafts import merge_claims

        draft = merge_claims(self.comparison(story_id), claim_ids)
        return self._rule(draft, by, note, story_id)

    def split_claim(
        self, *statement_ids: str, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Make a claim of their own of some statements of a claim.

        Raises:
            UnknownRecord: they are no statements of one claim.
            RecordError: they are all of its statements.
        """
        from rashomon.align.drafts import split_claim

        draft = split_claim(self.comparison(story_id), statement_ids)
        return self._rule(draft, by, note, story_id)

    def rename_claim(
        self, claim_id: str, wording: str, *, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Word a claim so.

        Raises:
            UnknownRecord: there is no such claim in the story.
            RecordError: the wording is empty or too long.
        """
        from rashomon.align.drafts import rename_claim

        draft = rename_claim(self.comparison(story_id), claim_id, wording)
        return self._rule(draft, by, note, story_id)

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
        """Say that an account asserts or denies a claim, is unclear about it or silent.

        Raises:
            UnknownRecord: there is no such claim or account in the story.
            RecordError: that is no stance.
        """
        from rashomon.align.drafts import set_cell

        draft = set_cell(self.comparison(story_id), claim_id, account, stance)
        return self._rule(draft, by, note, story_id)

    def flip_statement(
        self, statement_id: str, *, by: str = "", note: str = "", story_id: str = ""
    ) -> Ruling:
        """Say that a statement denies its claim where it was read as asserting it, or the reverse.

        Raises:
            UnknownRecord: there is no such statement in a claim of the story.
            RecordError: it does neither.
        """
        from rashomon.align.drafts import flip_statement

        draft = flip_statement(self.comparison(story_id), statement_id)
        return self._rule(draft, by, note, story_id)

    def undo_ruling(self, ruling_id: str, *, by: str = "", note: str = "") -> None:
        """Take a ruling back: the texts and the other rulings decide again.

        Raises:
            UnknownRecord: there is no such ruling.
        """
        from rashomon.workspace.rulings import judge_ruling

        judge_ruling(self.store, ruling_id, "unsure", by=by, note=note)

    def redo_ruling(self, ruling_id: str, *, by: str = "", note: str = "") -> None:
        """Let a ruling that was taken back hold again, as the latest one.

        Raises:
            UnknownRecord: there is no such ruling.
        """
        from rashomon.workspace.rulings import judge_ruling

        judge_ruling(self.store, ruling_id, "accepted", by=by, note=note)

    def _rule(self, draft: Ruling, by: str, note: str, story_id: str) -> Ruling:
        from rashomon.workspace.rulings import keep_ruling, ruling_by_id

        kept = keep_ruling(self.store, draft, by=by, note=note)
        return ruling_by_id(self.comparison(story_id).rulings, kept)
