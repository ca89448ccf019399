"""Search: hits with the matched characters marked in their sentences."""

from dataclasses import dataclass

from rashomon.app.web.dossier import Account, Dossier, Quote

LIMIT = 20
QUOTES = 3  # of one document: enough to judge whether to open it


@dataclass(frozen=True, slots=True)
class Result:
    """A document that matches, with some of its matching sentences."""

    account: Account
    story: str
    story_href: str
    quotes: tuple[Quote, ...]
    more: int
    opening: str


def build(dossier: Dossier, query: str, *, limit: int = LIMIT) -> tuple[list[Result], bool]:
    """The results, best first, and whether there are more than `limit`."""
    if not query.strip():
        return [], False
    hits = dossier.case.search(query, limit + 1)
    stories = {doc: story for story in dossier.stories for doc in story.documents}
    results = []
    for hit in hits[:limit]:
        account = dossier.account(hit.doc)
        quotes = dossier.quotes(hit.doc, {"hit": hit.spans}) if hit.spans else ()
        story = stories.get(hit.doc)
        results.append(
            Result(
                account,
                story.title if story else "",
                f"/?story={story.id}" if story else "",
                quotes[:QUOTES],
                max(0, len(quotes) - QUOTES),
                " ".join(account.doc.text[:240].split()),
            )
        )
    return results, len(hits) > limit
