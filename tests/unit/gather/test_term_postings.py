"""Postings give the same however they came in."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rashomon.gather.term_postings import MAX_HOLDERS, Postings

ENTRIES = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)), max_size=60)


def filled(entries, batch):
    postings = Postings()
    for start in range(0, len(entries), batch):
        part = entries[start : start + batch]
        terms, buckets = (np.array(column, np.int64) for column in zip(*part, strict=True))
        numbers = np.arange(start, start + len(part))
        postings.add(terms, buckets, numbers, np.ones(len(part), np.float32))
    return postings


@given(ENTRIES, st.integers(1, 7), st.integers(0, 5), st.integers(1, 9), st.integers(0, 4))
def test_what_is_found_is_what_came_in(entries, batch, term, first, width):
    query = (np.array([value]) for value in (term, first, first + width))
    _, documents, _ = filled(entries, batch).find(*query)
    expected = [
        number
        for number, (own, bucket) in enumerate(entries)
        if own == term and first <= bucket <= first + width
    ]
    assert sorted(documents.tolist()) == expected


def test_of_a_common_term_the_latest_holders_are_found():
    entries = [(1, 1)] * (MAX_HOLDERS + 50)
    _, documents, _ = filled(entries, len(entries)).find(*(np.array([1]),) * 3)
    assert documents.tolist() == list(range(50, MAX_HOLDERS + 50))


def test_nothing_is_found_in_nothing():
    queries, documents, weights = Postings().find(*(np.array([1]),) * 3)
    assert len(queries) == len(documents) == len(weights) == 0
