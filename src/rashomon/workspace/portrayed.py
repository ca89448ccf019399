"""The part of a case that draws accounts and actors: loops, camps, profiles, who vouches for an effect."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from rashomon.core.camps import Camps
from rashomon.core.profiles import Profile
from rashomon.core.views import Comparison, Effect, Loops, Robustness
from rashomon.store.base import Store
from rashomon.workspace.records import View

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Portraits:
    camps: tuple[Camps, ...]
    profiles: tuple[Profile, ...]


class PortrayedCase(ABC):
    """What a `Case` draws of its accounts; it needs the case's store, comparisons and kept views."""

    store: Store

    @abstractmethod
    def comparison(self, story_id: str = "") -> Comparison:
        """The accounts of a story side by side; see `Case`."""

    @abstractmethod
    def whatif(self, factor: str, direction: int, story_id: str = "") -> View[Effect]:
        """What each account implies when a factor is pushed; see `Case`."""

    @abstractmethod
    def _view(self, name: str, cls: type[T], make: Callable[[], T]) -> T:
        """The view kept for this state of the records, or a new one."""

    def loops(self, story_id: str = "") -> View[Loops]:
        """The feedback loops of each account's map, shortest first."""
        from rashomon.maps.loops import find_loops

        return View(find_loops(own) for own in self.comparison(story_id).maps)

    def camps(self, story_id: str = "") -> View[Camps]:
        """Who stands with whom and against whom, in each account."""
        return View(self._portraits(story_id).camps)

    def profiles(self, story_id: str = "") -> View[Profile]:
        """How each account tells the story: what it vouches for, whom it quotes, what it leaves out."""
        return View(self._portraits(story_id).profiles)

    def robustness(self, factor: str, direction: int, story_id: str = "") -> View[Robustness]:
        """For each effect of a push, how many independent sources would have to be wrong."""
        from rashomon.workspace.portraits import robustness_of

        effects = self.whatif(factor, direction, story_id)
        return View(robustness_of(self.store, self.comparison(story_id), effects))

    def _portraits(self, story_id: str) -> _Portraits:
        from rashomon.workspace.portraits import portraits_of

        comparison = self.comparison(story_id)

        def make() -> _Portraits:
            camps, profiles = portraits_of(self.store, comparison)
            return _Portraits(tuple(camps), tuple(profiles))

        return self._view(f"portraits/{comparison.story.id}", _Portraits, make)
