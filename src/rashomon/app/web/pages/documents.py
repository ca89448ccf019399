"""All documents of the case: role, story, copies; a page at a time."""

from dataclasses import dataclass

from rashomon.app.web.dossier import Dossier
from rashomon.app.web.links import web_address
from rashomon.app.web.wording import when
from rashomon.core.records import Document
from rashomon.core.views import Story

PAGE = 100  # rows a page: a thousand documents in ten


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the list."""

    doc: Document
    label: str
    date: str
    href: str
    url: str
    story: Story | None
    story_href: str
    original: str
    original_href: str
    copies: int


@dataclass(frozen=True, slots=True)
class DocumentList:
    """The rows shown, and how many there are."""

    rows: tuple[DocumentRow, ...]
    total: int
    matching: int


def build(dossier: Dossier, *, query: str = "", limit: int = 0) -> DocumentList:
    """The documents whose title, outlet, author or address holds every word of the query."""
    docs = dossier.case.documents()
    words = query.casefold().split()
    found = [doc for doc in docs if all(word in _about(doc) for word in words)]
    stories = {doc: story for story in dossier.stories for doc in story.documents}
    copies = {copy: original for story in dossier.stories for copy, original in story.copies}
    rows = tuple(_row(dossier, doc, stories.get(doc.id), copies) for doc in found[: limit or None])
    return DocumentList(rows, len(docs), len(found))


def _about(doc: Document) -> str:
    return f"{doc.title} {doc.outlet} {doc.author} {doc.ref} {doc.url}".casefold()


def _row(
    dossier: Dossier, doc: Document, story: Story | None, copies: dict[str, str]
) -> DocumentRow:
    original = copies.get(doc.id, "")
    return DocumentRow(
        doc,
        dossier.case.label(doc.id),
        when(doc),
        dossier.links.read(doc.id),
        web_address(doc.url),
        story,
        f"/?story={story.id}" if story else "",
        dossier.case.label(original) if original else "",
        dossier.links.read(original) if original else "",
        sum(found == doc.id for found in copies.values()),
    )
