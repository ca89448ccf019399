"""Copies and shared passages of a case, found again without comparing what was compared before.

Kept are `sketch/DOC`, a document's sketch, and `copies`, the pairs that overlap.
"""

from collections.abc import Iterator, Mapping, Sequence

from rashomon.core.overlaps import Overlap
from rashomon.core.records import Document, Link
from rashomon.core.views import Story
from rashomon.gather.copy_index import CopyIndex
from rashomon.gather.duplicates import find_copies
from rashomon.gather.passages import compare_texts
from rashomon.gather.shingles import Sketch, pack_sketch, unpack_sketch
from rashomon.store.base import Store

_PAIRS = "copies"
MIN_PASSAGE = 25  # words: more than a sentence that everybody quotes has


def copies_of(store: Store, documents: Sequence[Document]) -> list[Link]:
    """The links "duplicate_of" between documents of the case."""
    return find_copies(documents, index=load_index(store, documents))


def load_index(store: Store, documents: Sequence[Document]) -> CopyIndex:
    """The index of the documents; what is new in it is kept."""
    sketches = dict(_kept_sketches(store, documents))
    index = CopyIndex()
    kept = store.cached(_PAIRS)
    if kept is not None:
        index.restore(documents, sketches=sketches, kept=kept)
    before = index.texts
    index.add(documents, sketches=sketches)
    new = _new_sketches(index, documents, sketches)
    if new or index.texts > before:
        store.keep_all({**new, _PAIRS: index.pack()})
    return index


def _new_sketches(
    index: CopyIndex, documents: Sequence[Document], kept: Mapping[str, Sketch]
) -> dict[str, bytes]:
    return {
        f"sketch/{doc.id}": pack_sketch(sketch)
        for doc in documents
        if doc.id not in kept and (sketch := index.sketch_of(doc.id))
    }


def _kept_sketches(store: Store, documents: Sequence[Document]) -> Iterator[tuple[str, Sketch]]:
    for doc in documents:
        kept = store.cached(f"sketch/{doc.id}")
        sketch = unpack_sketch(kept) if kept is not None else None
        if sketch is not None:
            yield doc.id, sketch


def find_overlaps(store: Store, stories: Sequence[Story]) -> Iterator[Overlap]:
    """What the documents of stories share: each copy with its original, then passages.

    Passages of at least MIN_PASSAGE words are given between documents that are no copies; the one
    on the left is the later, or of the later id.
    """
    documents = {doc.id: doc for doc in store.documents() if doc.role != "teaser"}
    original_of = {copy: original for story in stories for copy, original in story.copies}
    for copy, original in original_of.items():
        yield compare_texts(documents[copy], documents[original], copy=True)
    told = [doc for story in stories for doc in story.accounts]
    index = load_index(store, list(documents.values()))
    for a, b in _sharing(index, told):
        pair = sorted((documents[a], documents[b]), key=lambda doc: (doc.published, doc.id))
        overlap = compare_texts(pair[1], pair[0], copy=False)
        if any(passage.words >= MIN_PASSAGE for passage in overlap.passages):
            yield overlap


def _sharing(index: CopyIndex, told: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of accounts that seem to share a passage."""
    accounts: Mapping[int, str] = {
        sketch.digest: doc for doc in told if (sketch := index.sketch_of(doc)) is not None
    }
    return sorted(
        (accounts[pair.left], accounts[pair.right])
        for pair in index.passage_pairs()
        if pair.left in accounts and pair.right in accounts
    )
