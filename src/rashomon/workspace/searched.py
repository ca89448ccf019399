"""The part of a case in which documents are found: search, related documents, saved searches."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from rashomon.core.query import Query
from rashomon.core.views import Hit, Related, Results, SavedSearch, SearchBy, Story
from rashomon.store.base import Store
from rashomon.workspace.records import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.workspace.searching import Run


class SearchedCase(ABC):
    """What a `Case` does to find documents; it needs the case's store and the stories that it keeps."""

    store: Store

    @abstractmethod
    def kept_stories(self) -> "Sequence[Story] | None":
        """The stories where they have been gathered and nothing has changed since; see `Case`."""

    def search(self, query: str, limit: int = 20, *, by: SearchBy = "words") -> View[Hit]:
        """Documents that fit a query (see docs/search.md), best first."""
        return View(self.find(query, limit=limit, by=by).hits)

    def find(self, query: Query | str, *, limit: int = 20, by: SearchBy = "words") -> Results:
        """The same with how many fit, of which outlets and months.

        Args:
            query: The line that a person types, or what `parse_query` makes of it.
            limit: At most so many hits.
            by: `words`, `meaning` or `both`.
        """
        from rashomon.workspace.searching import find

        return find(self.store, query, by=by, limit=limit)

    def related(self, doc_id: str, limit: int = 10) -> View[Related]:
        """Documents that are about what this one is about, nearest first; gathers no stories for it."""
        from rashomon.workspace.searching import related

        stories = self.kept_stories()
        return View(related(self.store, doc_id, stories=stories, limit=limit))

    def save_search(self, name: str, query: str, *, by: SearchBy = "words") -> None:
        """Keep a search under a name."""
        from rashomon.workspace.searching import save_search

        save_search(self.store, name, query, by=by)

    def forget_search(self, name: str) -> None:
        """Let a saved search go, or UnknownRecord."""
        from rashomon.workspace.searching import forget_search

        forget_search(self.store, name)

    def saved_searches(self) -> tuple[tuple[SavedSearch, int], ...]:
        """The searches kept in the case, each with how many documents it finds that are new."""
        from rashomon.workspace.searching import new_since, saved_searches

        found = saved_searches(self.store)
        return tuple((search, new_since(self.store, search, limit=0).total) for search in found)

    def run_search(self, name: str, *, limit: int = 20) -> "Run":
        """Run a saved search; what it finds now is not new the next time. Or UnknownRecord."""
        from rashomon.workspace.searching import run_search

        return run_search(self.store, name, limit=limit)
