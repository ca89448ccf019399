"""What is known about a page's main article before its lines are looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.core.records import Evidence
from rashomon.read.dates import Dated, parse_stamp


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page's markup, front matter or feed says about its main article.

    `desk` is an organisation or a user's name given as author, `guessed` a date: they count only
    where no line above or below the text tells better. `language` is what the page says of itself;
    it counts where the text is too short to tell. `evidence` names the place of each fact.
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
    evidence: tuple[Evidence, ...] = ()

    def with_told(self, field: str, told: tuple[str, str]) -> "Facts":
        """These facts and one more: what is said, and the place that says it."""
        value, place = told
        if not value:
            return self
        return replace(self, **{field: value}).noting(field, place)  # type: ignore[arg-type]

    def with_date(self, field: str, told: Sequence[tuple[str, str]]) -> "Facts":
        """These facts and the first date that can be read among texts with their places."""
        for text, place in told:
            dated = parse_stamp(text) if text else None
            if dated is not None:
                noted = self.noting(field, place, text)
                return replace(noted, **{field: dated})  # type: ignore[arg-type]
        return self

    def noting(self, field: str, place: str, text: str = "") -> "Facts":
        """These facts with the place of one."""
        return replace(self, evidence=(*self.evidence, Evidence(field, place, text)))

    def place_of(self, field: str) -> Evidence:
        """Where a fact was read."""
        known = (entry for entry in self.evidence if entry.field == field)
        return next(known, Evidence(field, "the page's own data"))
