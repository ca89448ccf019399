"""Search: hits with the matched characters marked in their sentences, filters and what narrows."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from rashomon.app.web.dossier import Account, Dossier, Quote
from rashomon.app.web.wording import month_name
from rashomon.core.query import ActorTerm, Days, Every, Filter, Query, Term, days_of, parse_query
from rashomon.core.views import Hit, Results, SearchBy

LIMIT = 20
QUOTES = 3  # of one document: enough to judge whether to open it
FACETS = 8  # outlets and months offered


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form says; empty fields narrow nothing."""

    q: str = ""
    by: SearchBy = "words"
    outlet: str = ""
    actor: str = ""
    since: str = ""
    until: str = ""

    @property
    def query(self) -> Query:
        """All of it as one query."""
        words = [Term(self.outlet, "outlet", phrase=True)] if _said(self.outlet) else []
        actors = [ActorTerm(self.actor)] if _said(self.actor) else []
        asked = Every((*actors, *words))
        return parse_query(self.q).narrowed(Query(asked, tuple(self._days())))

    @property
    def narrowed(self) -> bool:
        """Whether a filter is set."""
        return bool(self.outlet or self.actor or self.since or self.until)

    def params(self, **changes: str) -> Mapping[str, str]:
        """The fields for an address."""
        values = asdict(self) | changes
        return {name: value for name, value in values.items() if (name, value) != ("by", "words")}

    def _days(self) -> Iterable[Filter]:
        start, end = days_of(self.since), days_of(self.until)
        if start or end:
            yield Days(start[0] if start else "", end[1] if end else "")


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that narrows the search: its name, how many documents, and where it leads."""

    name: str
    number: int
    href: str


@dataclass(frozen=True, slots=True)
class Result:
    """A document that matches, with some of its matching sentences."""

    account: Account
    story: str
    story_href: str
    quotes: tuple[Quote, ...]
    near: bool
    opening: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A search that is kept in the case."""

    name: str
    query: str
    new: int
    href: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the page shows."""

    results: tuple[Result, ...] = ()
    total: int = 0
    complete: bool = True
    outlets: tuple[Facet, ...] = ()
    months: tuple[Facet, ...] = ()
    saved: tuple[Saved, ...] = ()

    @property
    def more(self) -> bool:
        """Whether there are more than those shown."""
        return self.total > len(self.results)


def build(dossier: Dossier, asked: Asked, *, limit: int = LIMIT) -> Found:
    """The results, best first."""
    saved = tuple(
        Saved(s.name, s.query, new, dossier.links.page("search", q=s.query, by=s.by))
        for s, new in dossier.case.saved_searches()
    )
    if not asked.query:
        return Found(saved=saved)
    found = dossier.case.find(asked.query, limit=limit, by=asked.by)
    return Found(
        tuple(_results(dossier, found)),
        found.total,
        found.complete,
        _outlets(dossier, asked, found),
        _months(dossier, asked, found),
        saved,
    )


def _results(dossier: Dossier, found: Results) -> Iterable[Result]:
    stories = {doc: story for story in dossier.stories for doc in story.documents}
    for hit in found.hits:
        account = dossier.account(hit.doc)
        story = stories.get(hit.doc)
        yield Result(
            account,
            story.title if story else "",
            f"/?story={story.id}" if story else "",
            _quotes(dossier, hit),
            hit.by == "meaning",
            " ".join(account.doc.text[:240].split()),
        )


def _quotes(dossier: Dossier, hit: Hit) -> tuple[Quote, ...]:
    """Sentences with matches, one for each snippet; or the one that is near in meaning."""
    if not hit.spans:
        return dossier.quotes(hit.doc, {"near": hit.snippets}) if hit.snippets else ()
    quotes = dossier.quotes(hit.doc, {"hit": hit.spans})
    ranked = sorted(quotes, key=lambda quote: -_marks(quote))
    return tuple(quote for quote in quotes if quote in ranked[:QUOTES])


def _marks(quote: Quote) -> int:
    """How many different words of a quote are marked."""
    return len({piece.text.casefold() for piece in quote.passage.pieces if piece.role})


def _outlets(dossier: Dossier, asked: Asked, found: Results) -> tuple[Facet, ...]:
    if asked.outlet:
        return ()
    return tuple(
        Facet(name, number, dossier.links.page("search", **asked.params(outlet=name)))
        for name, number in found.outlets[:FACETS]
    )


def _months(dossier: Dossier, asked: Asked, found: Results) -> tuple[Facet, ...]:
    if asked.since or asked.until:
        return ()
    most = sorted(found.months[:FACETS], reverse=True)
    return tuple(
        Facet(
            month_name(month),
            number,
            dossier.links.page("search", **asked.params(since=month, until=month)),
        )
        for month, number in most
    )


def _said(text: str) -> bool:
    return any(c.isalnum() for c in text)
