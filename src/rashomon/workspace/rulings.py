"""What a person rules about factors and claims, kept in the case; only ever added."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from rashomon.core.errors import UnknownRecord
from rashomon.core.records import Decision, Document, Verdict
from rashomon.core.rulings import KIND, Anchor, Ruling, read_rulings, ruling_item
from rashomon.core.spans import Span, locate
from rashomon.core.views import Story
from rashomon.store.base import Store
from rashomon.workspace.reading import VERSION_OF

AROUND = 60  # characters on both sides that tell which of equal words of another text are meant


def keep_ruling(store: Store, ruling: Ruling, *, by: str, note: str) -> str:
    """Add a ruling with the decision that it holds; returns its id.

    The same ruling made again is only accepted again.
    """
    item = ruling_item(replace(ruling, by=by, at=_now()))
    decision = Decision.make(target=item.id, verdict="accepted", by=by, at=item.at, note=note)
    store.add([item, decision])
    return item.id


def judge_ruling(store: Store, ruling_id: str, verdict: Verdict, *, by: str, note: str) -> None:
    """Take a ruling back ("unsure": the texts decide again) or let it hold once more ("accepted").

    Raises:
        UnknownRecord: there is no such ruling.
    """
    known = [item.id for item in store.items(KIND)]
    if ruling_id not in known:
        message = f"no ruling {ruling_id!r} in this case; known: {', '.join(known) or 'none'}"
        raise UnknownRecord(message)
    store.add([Decision.make(target=ruling_id, verdict=verdict, by=by, at=_now(), note=note)])


def rulings_of(store: Store, story: Story) -> tuple[Ruling, ...]:
    """The rulings that are about a story, in the order in which they were decided.

    What was ruled about a page's older version, or about what now counts as a copy, is about the same words of
    the newer version or the original. A ruling whose documents are in no story is told in every one.
    """
    rulings = read_rulings(store.items(KIND), store.decisions())
    if not rulings:
        return ()
    carrier = _Carrier(store, story)
    carried = [carrier.carry(ruling) for ruling in rulings]
    held = set(story.documents)
    return tuple(
        ruling
        for ruling in carried
        if any(anchor.doc in held for anchor in ruling.anchors)
        or not any(anchor.doc in carrier.told for anchor in ruling.anchors)
    )


class _Carrier:
    """Carries anchors from texts that count no more to those that stand for them."""

    def __init__(self, store: Store, story: Story) -> None:
        self._newer = {link.right: link.left for link in store.links(VERSION_OF)}
        self._original = dict(story.copies)
        self._documents = {doc.id: doc for doc in store.documents()}
        kept = (doc for doc in self._documents.values() if doc.role != "teaser")
        self.told = {doc.id for doc in kept if doc.id not in self._newer}

    def carry(self, ruling: Ruling) -> Ruling:
        anchors = tuple(self._anchor(anchor) for anchor in ruling.anchors)
        account = self._stands_for(ruling.account) if ruling.account else ""
        return replace(ruling, anchors=anchors, account=account)

    def _stands_for(self, doc_id: str) -> str:
        seen = {doc_id}
        while (after := self._newer.get(doc_id) or self._original.get(doc_id)) is not None:
            if after in seen:
                break
            seen.add(after)
            doc_id = after
        return doc_id

    def _anchor(self, anchor: Anchor) -> Anchor:
        after = self._stands_for(anchor.doc)
        old, new = self._documents.get(anchor.doc), self._documents.get(after)
        if after == anchor.doc or old is None or new is None:
            return anchor
        spans = [_same_words(old, new, span) for span in anchor.spans]
        found = tuple(span for span in spans if span is not None)
        return replace(anchor, doc=after, spans=found) if len(found) == len(spans) else anchor


def _same_words(old: Document, new: Document, span: Span) -> Span | None:
    start, end = span
    before, after = old.text[max(0, start - AROUND) : start], old.text[end : end + AROUND]
    return locate(new.text, old.text[start:end], prefix=before, suffix=after, whole_words=True)


def ruling_by_id(rulings: Sequence[Ruling], ruling_id: str) -> Ruling:
    """The ruling with this id, or UnknownRecord."""
    for ruling in rulings:
        if ruling.id == ruling_id:
            return ruling
    message = f"no ruling {ruling_id!r} about this story"
    raise UnknownRecord(message)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
