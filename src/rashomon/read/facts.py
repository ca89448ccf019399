"""What is known about a page's main article before its lines are looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from rashomon.core.records import Evidence
from rashomon.read.dates import Dated, parse_stamp

Told = tuple[str, str]  # what is said, and the place that says it


@dataclass(frozen=True, slots=True)
class Facts:
    """What a container, a page's markup or its front matter says about the main article.

    `desk` is an organisation or a user's name given as author, `guessed` a date: they count only
    where no line above or below the text tells better. `language` is what a container says, `lang`
    what the page says of itself: that counts where the text is too short to tell. `evidence` names
    the place of each fact. `thread` tells that the page is a thread of a forum: no fact about an
    article, and so without a place.
    """

    title: str = ""
    author: str = ""
    outlet: str = ""
    dated: Dated | None = None
    guessed: Dated | None = None
    url: str = ""
    desk: str = ""
    original_outlet: str = ""
    updated: Dated | None = None
    section: str = ""
    language: str = ""
    lang: str = ""
    thread: bool = False
    evidence: tuple[Evidence, ...] = ()

    def over(self, other: "Facts") -> "Facts":
        """These facts, with the other's where these say nothing."""
        told = {name: getattr(self, name) or getattr(other, name) for name in _named()}
        places = [entry for entry in other.evidence if not getattr(self, entry.field)]
        thread = self.thread or other.thread
        return Facts(**told, thread=thread, evidence=(*self.evidence, *places))

    def read_at(self, place: str) -> "Facts":
        """These facts, those without evidence as read at one place."""
        noted = {entry.field for entry in self.evidence}
        told = [name for name in _named() if getattr(self, name) and name not in noted]
        return replace(self, evidence=(*self.evidence, *(Evidence(name, place) for name in told)))

    def with_told(self, field: str, told: Told) -> "Facts":
        """These facts and one more: what is said, and the place that says it."""
        value, place = told
        if not value:
            return self
        return self._with(field, value).noting(field, place)

    def with_date(self, field: str, told: Sequence[Told]) -> "Facts":
        """These facts and the first date that can be read among texts with their places."""
        for text, place in told:
            dated = parse_stamp(text) if text else None
            if dated is not None:
                return self._with(field, dated).noting(field, place, text)
        return self

    def _with(self, field: str, value: Any) -> "Facts":
        return replace(self, **{field: value})

    def noting(self, field: str, place: str, text: str = "") -> "Facts":
        """These facts with the place of one."""
        return replace(self, evidence=(*self.evidence, Evidence(field, place, text)))

    def place_of(self, field: str) -> Evidence:
        """Where a fact was read."""
        known = (entry for entry in self.evidence if entry.field == field)
        return next(known, Evidence(field, "the page's own data"))


def _named() -> list[str]:
    """The names of the facts about an article."""
    return [entry.name for entry in fields(Facts) if entry.name not in ("thread", "evidence")]
