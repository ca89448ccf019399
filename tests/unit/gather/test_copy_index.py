"""The index finds the same whatever the order and the number of batches, and again after being kept."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.gather import find_copies
from rashomon.gather.copy_index import CopyIndex
from rashomon.gather.hash_postings import MAX_HOLDERS, Postings
from rashomon.gather.shingles import shared_words, shingle_hashes, sketch, word_hashes

from .prose import document, prose, text

# More texts than MAX_HOLDERS end in the same words, so that their hashes are common.
PRINTED = MAX_HOLDERS + 16
ENDING = prose(999, 30)


def _documents():
    docs = [document(text(prose(seed, 60) + ENDING), seed) for seed in range(PRINTED)]
    for seed in range(0, 40, 2):
        words = prose(seed, 60)
        words[seed % 7 :: 11] = ["changed"] * len(words[seed % 7 :: 11])
        docs.append(document(text(words[:50] + ENDING), 1000 + seed))
    return [*docs, document(text(prose(5, 60) + ENDING), 2000)]


DOCUMENTS = _documents()


def found(index):
    return sorted(index.copy_pairs()), sorted(index.passage_pairs())


def all_at_once():
    index = CopyIndex()
    index.add(DOCUMENTS)
    return found(index)


EXPECTED = all_at_once()


def test_the_documents_of_this_test_have_copies_and_common_words():
    copies, passages = EXPECTED
    assert len(copies) >= 20
    assert len(passages) >= 10
    index = CopyIndex()
    index.add(DOCUMENTS)
    assert index._postings._common


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 40))
def test_neither_order_nor_batches_decide(chance, size):
    docs = chance.sample(DOCUMENTS, len(DOCUMENTS))
    index = CopyIndex()
    for start in range(0, len(docs), size):
        index.add(docs[start : start + size])
    assert found(index) == EXPECTED
    index.add(docs)
    assert found(index) == EXPECTED


@pytest.mark.parametrize("before", [0, 1, 60, len(DOCUMENTS)])
def test_what_was_kept_goes_on_where_it_stopped(before):
    first = CopyIndex()
    first.add(DOCUMENTS[:before])
    sketches = {d.id: s for d in DOCUMENTS[:before] if (s := first.sketch_of(d.id))}
    again = CopyIndex()
    again.restore(DOCUMENTS, sketches=sketches, kept=first.pack())
    assert again.texts == first.texts
    again.add(DOCUMENTS)
    assert found(again) == EXPECTED
    assert find_copies(DOCUMENTS, index=again) == find_copies(DOCUMENTS)


def test_what_another_version_kept_is_passed_over():
    index = CopyIndex()
    index.add(DOCUMENTS)
    kept = index.pack()
    sketches = {d.id: sketch(d.text) for d in DOCUMENTS}
    other = CopyIndex()
    for data in (b"", b"\xff" + kept[1:]):
        other.restore(DOCUMENTS, sketches=sketches, kept=data)
        assert other.texts == 0


def test_copies_are_found_exactly():
    """What the sketches propose is what comparing all with all finds."""
    shingles = {d.id: shingle_hashes(word_hashes(d.text)) for d in DOCUMENTS[PRINTED:]}
    words = {d.id: len(word_hashes(d.text)) for d in DOCUMENTS[PRINTED:]}
    index = CopyIndex()
    index.add(DOCUMENTS[PRINTED:])
    pairs = {frozenset((p.left, p.right)) for p in index.copy_pairs()}
    expected = set()
    ids = sorted(shingles)
    for n, a in enumerate(ids):
        for b in ids[:n]:
            own = shared_words(shingles[a], shingles[b])
            texts = index.sketch_of(a).digest, index.sketch_of(b).digest
            if max(own[0] / words[a], own[1] / words[b]) >= 0.5 and texts[0] != texts[1]:
                expected.add(frozenset(texts))
    assert pairs == expected


hashes = st.lists(st.integers(0, 6), unique=True, max_size=4).map(sorted)


@settings(deadline=None)
@given(st.lists(hashes, min_size=1, max_size=12), st.integers(1, 5))
def test_postings_count_what_texts_share(sketches, size):
    postings, counted = Postings(), {}
    for first in range(0, len(sketches), size):
        batch = [np.array(s, np.uint32) for s in sketches[first : first + size]]
        run = postings.add(batch, list(range(first, first + len(batch))))
        later, earlier, shared, rare = (a.tolist() for a in postings.pairs(run, first=first))
        counted.update(zip(zip(later, earlier, strict=True), shared, strict=True))
        assert shared == rare
    expected = {
        (a, b): n
        for a in range(len(sketches))
        for b in range(a)
        if (n := len(set(sketches[a]) & set(sketches[b])))
    }
    assert counted == expected


def test_a_common_hash_counts_for_the_lowest_ranks_alone():
    count = MAX_HOLDERS + 10
    ranks = random.Random(3).sample(range(1000), count)
    lowest = set(sorted(range(count), key=ranks.__getitem__)[:MAX_HOLDERS])
    postings = Postings()
    run = postings.add([np.array([7], np.uint32)] * count, ranks)
    later, earlier, counted, rare = postings.pairs(run, first=0)
    pairs = set(zip(later.tolist(), earlier.tolist(), strict=True))
    expected = {(a, b) for a in range(count) for b in range(a) if {a, b} & lowest}
    assert pairs == expected
    assert set(counted.tolist()) == {1}
    assert set(rare.tolist()) == {0}
