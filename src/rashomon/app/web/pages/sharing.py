"""What a document shares with others: the changes of a copy, the passages of an account."""

from collections import Counter
from dataclasses import dataclass

from rashomon.app.web.dossier import Account, Dossier
from rashomon.app.web.segments import Edit
from rashomon.app.web.wording import count
from rashomon.core.overlaps import Overlap
from rashomon.core.records import Document
from rashomon.core.spans import Span
from rashomon.core.views import Story
from rashomon.gather.passages import compare_texts

LISTED = 100  # changes of a copy that the page lists; all are marked in the text
_EXCERPT = 300  # characters of a change in the list


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """A change as the list beside the text tells it; `href` leads to its place in the original."""

    number: int
    kind: str
    own: str
    original: str
    href: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A copy against its original."""

    original: Account
    kept: str
    tally: str
    edits: tuple[Edit, ...]
    notes: tuple[ChangeNote, ...]


@dataclass(frozen=True, slots=True)
class Sharing:
    """A passage that another account has too."""

    other: Account
    words: int
    href: str
    other_href: str


def repeat_of(dossier: Dossier, doc_id: str) -> Repeat | None:
    """What a copy changed; None where the document is no copy."""
    story = _story_of(dossier, doc_id)
    original_id = dict(story.copies).get(doc_id) if story else None
    if original_id is None:
        return None
    copy, original = dossier.document(doc_id), dossier.document(original_id)
    overlap = compare_texts(copy, original, copy=True)
    edits = _edits(overlap)
    tally = Counter(edit.kind for edit in edits)
    return Repeat(
        dossier.account(original_id),
        f"{overlap.left_share:.0%}",
        ", ".join(f"{number} {kind}" for kind, number in sorted(tally.items())),
        edits,
        tuple(_note(dossier, copy, original, edit) for edit in edits[:LISTED]),
    )


def shared_with(dossier: Dossier, doc_id: str) -> tuple[Sharing, ...]:
    """The longest passage that an account shares with each of the others of its story."""
    story = _story_of(dossier, doc_id)
    if story is None or doc_id not in story.accounts:
        return ()
    found = []
    for overlap in dossier.case.overlaps(story.id):
        if not overlap.copy and doc_id in (overlap.left, overlap.right):
            longest = max(overlap.passages, key=lambda passage: passage.words)
            ends = {overlap.left: longest.left, overlap.right: longest.right}
            (other,) = ends.keys() - {doc_id}
            hrefs = [dossier.links.read(doc, span=ends[doc]) for doc in (doc_id, other)]
            found.append(Sharing(dossier.account(other), longest.words, *hrefs))
    return tuple(sorted(found, key=lambda sharing: -sharing.words))


def _story_of(dossier: Dossier, doc_id: str) -> Story | None:
    return next((story for story in dossier.stories if doc_id in story.documents), None)


def _edits(overlap: Overlap) -> tuple[Edit, ...]:
    changed = [(change.left, change.kind, change.right) for change in overlap.changes]
    moved = [(p.left, "moved", p.right) for p in overlap.passages if p.moved]
    return tuple(
        Edit(number, kind, span, other)
        for number, (span, kind, other) in enumerate(sorted([*changed, *moved]), 1)
    )


def _note(dossier: Dossier, copy: Document, original: Document, edit: Edit) -> ChangeNote:
    href = ""
    if edit.other[0] < edit.other[1]:
        href = dossier.links.read(original.id, span=edit.other)
    own, other = _excerpt(copy.text, edit.span), _excerpt(original.text, edit.other)
    return ChangeNote(edit.number, edit.kind, own, "" if edit.kind == "moved" else other, href)


def _excerpt(text: str, span: Span) -> str:
    """The characters, or the first of them and how many follow."""
    start, end = span
    if end - start <= _EXCERPT:
        return text[start:end]
    return f"{text[start : start + _EXCERPT]} … ({count(end - start - _EXCERPT, 'character')} more)"
