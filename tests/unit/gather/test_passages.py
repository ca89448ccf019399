"""What is shared and what was changed, at the exact characters."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.gather.passages import compare_texts
from rashomon.gather.shingles import word_hashes

from .prose import document, prose, text

ORIGINAL = (
    "The harbour council of Port Averin voted on Tuesday to close the old swing bridge to trucks after "
    "inspectors found cracks in two steel pillars. The closure begins on Monday and will last at least six "
    "weeks, the council said. Mayor Ilse Marn promised that buses and ambulances may still cross. "
    "Shopkeepers on the island fear for their winter trade and want the state to pay for a ferry."
)
COPY = (
    "PORT AVERIN (Northline) – The harbour council of Port Averin voted Tuesday to close the old swing bridge to "
    "trucks after inspectors found cracks in three steel pillars. Shopkeepers on the island fear for their "
    "winter trade and want the state to pay for a ferry. The closure begins on Monday, the council said. Mayor "
    "Ilse Marn promised that buses and ambulances may still cross!"
)


def told(one, other):
    left, right = document(one), document(other, 1)
    overlap = compare_texts(left, right, copy=True)
    return [
        (change.kind, one[slice(*change.left)], other[slice(*change.right)])
        for change in overlap.changes
    ]


def test_a_copy_is_told_change_by_change():
    assert told(COPY, ORIGINAL) == [
        ("added", "PORT AVERIN (Northline", ""),
        ("cut", "", "on"),
        ("changed", "three", "two"),
        ("cut", "", "and will last at least six weeks"),
    ]


def test_a_passage_in_another_place_has_moved():
    overlap = compare_texts(document(COPY), document(ORIGINAL, 1), copy=True)
    (moved,) = [passage for passage in overlap.passages if passage.moved]
    assert COPY[slice(*moved.left)] == ORIGINAL[slice(*moved.right)]
    assert COPY[slice(*moved.left)].startswith("Shopkeepers on the island")
    assert overlap.left_share == pytest.approx(1 - 5 / 65, abs=0.02)


def test_the_same_text_has_one_passage_and_no_change():
    overlap = compare_texts(document(ORIGINAL), document(ORIGINAL.upper(), 1), copy=True)
    assert len(overlap.passages) == 1
    assert overlap.changes == ()
    assert (overlap.left_share, overlap.right_share) == (1, 1)


def test_texts_that_share_nothing():
    one, other = "one two three four five six", "seven eight nine ten eleven"
    assert told(one, other) == [("changed", one, other)]
    assert told("", other) == [("cut", "", other)]
    assert told("", "") == []


def test_an_embedded_paragraph_is_one_passage():
    host, lender = prose(1, 300), prose(2, 300)
    left = document(text(host[:120] + lender[50:110] + host[120:]))
    right = document(text(lender), 1)
    overlap = compare_texts(left, right, copy=False)
    assert [passage.words for passage in overlap.passages] == [60]
    assert overlap.changes == ()
    assert not overlap.copy


def test_a_word_repeated_without_end_does_not_hang():
    left, right = document("tick " * 200_001), document("tick " * 3000, 1)
    assert compare_texts(left, right, copy=True).left_share == 1
    assert compare_texts(right, left, copy=True).left_share == 1


edited = (
    st.integers(0, 10**6)
    .map(random.Random)
    .map(lambda chance: _edit(prose(chance.randrange(99), chance.randint(5, 90)), chance))
)


def _edit(words, chance):
    """A text and a version of it: words replaced, dropped, added, a part of it moved."""
    made = []
    for word in words:
        made += chance.choice([[word]] * 9 + [[], ["new"], [word, "more words"]])
    a, b, c = sorted(chance.randrange(len(made) + 1) for _ in range(3))
    if chance.random() < 0.5:
        made = made[:a] + made[b:c] + made[a:b] + made[c:]
    return text(words), text(made) if made else "…"


@settings(max_examples=100, deadline=None)
@given(edited)
def test_every_passage_is_equal_text(versions):
    original, copy = document(versions[0]), document(versions[1], 1)
    overlap = compare_texts(copy, original, copy=True)
    for passage in overlap.passages:
        ends = copy.text[slice(*passage.left)], original.text[slice(*passage.right)]
        assert word_hashes(ends[0]).tolist() == word_hashes(ends[1]).tolist()
        assert len(word_hashes(ends[0])) == passage.words
        assert all(end == end.strip(" .") for end in ends)


@settings(max_examples=100, deadline=None)
@given(edited)
def test_passages_and_changes_are_the_whole_copy(versions):
    original, copy = document(versions[0]), document(versions[1], 1)
    overlap = compare_texts(copy, original, copy=True)
    parts = [passage.left for passage in overlap.passages]
    parts += [change.left for change in overlap.changes if change.kind != "cut"]
    words = [h for start, end in sorted(parts) for h in word_hashes(copy.text[start:end]).tolist()]
    assert words == word_hashes(copy.text).tolist()
    kept = sum(passage.words for passage in overlap.passages)
    total = len(word_hashes(copy.text))
    assert overlap.left_share == (round(kept / total, 4) if total else 0)


@settings(max_examples=100, deadline=None)
@given(edited)
def test_nothing_of_the_original_is_lost(versions):
    original, copy = document(versions[0]), document(versions[1], 1)
    overlap = compare_texts(copy, original, copy=True)
    parts = [passage.right for passage in overlap.passages]
    parts += [change.right for change in overlap.changes if change.kind != "added"]
    held = {place for start, end in parts for place in range(start, end)}
    words = [p for p, c in enumerate(original.text) if c.isalnum()]
    assert held.issuperset(words)
