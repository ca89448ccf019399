"""Words and sketches: what counts as the same word, and what is kept of a text."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.gather import shingles
from rashomon.gather.shingles import (
    find_words,
    pack_sketch,
    shared_words,
    shingle_hashes,
    sketch,
    unpack_sketch,
    word_hashes,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Harbour, closed!", "the harbour “closed”"),
        ("office", "oﬃce"),
        ("co\u00adoperate", "cooperate"),
        ("café au lait", "cafe\u0301 au lait"),
        ("STRASSE", "straße"),
    ],
    ids=["case and punctuation", "ligature", "soft hyphen", "combining accent", "sharp s"],
)
def test_words_are_equal_whatever_their_form(one, other):
    assert word_hashes(one).tolist() == word_hashes(other).tolist()


def test_scripts_without_spaces_are_read_by_the_character():
    assert [end - start for start, end in find_words("港口关闭 Port 9")] == [1, 1, 1, 1, 4, 1]


def test_hashes_are_the_same_everywhere():
    kept = sketch(
        "The harbour council voted on Tuesday night to close the old swing bridge to all heavy trucks "
        "until spring, when new pillars come."
    )
    assert kept.words == 23
    assert kept.digest == 6457803317347523684
    assert kept.hashes.tolist() == [726915559, 1602021124, 1896888920, 2799200869]


@settings(deadline=None)
@given(st.text(max_size=400))
def test_every_word_has_a_span_and_a_hash(text):
    spans = find_words(text)
    assert len(spans) == len(word_hashes(text)) == sketch(text).words
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(any(c.isalnum() for c in text[s:e]) or text[s:e] > "\u0e00" for s, e in spans)


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcdefghij"), max_size=60))
def test_a_sketch_survives_being_kept(words):
    made = sketch(" ".join(words))
    kept = unpack_sketch(pack_sketch(made))
    assert (kept.words, kept.digest) == (made.words, made.digest)
    assert np.array_equal(kept.hashes, made.hashes)


def test_what_another_version_kept_is_no_sketch():
    data = pack_sketch(sketch("one two three four five six"))
    assert unpack_sketch(b"\xff" + data[1:]) is None
    assert unpack_sketch(data + b"x") is None
    assert unpack_sketch(b"") is None


@settings(deadline=None)
@given(
    st.lists(st.sampled_from("abc"), min_size=5, max_size=40),
    st.lists(st.sampled_from("abc"), min_size=5, max_size=40),
)
def test_shared_words_are_those_in_shared_runs_of_five(left, right):
    def expected(own, other):
        runs = {tuple(other[i : i + 5]) for i in range(len(other) - 4)}
        held = set()
        for i in range(len(own) - 4):
            if tuple(own[i : i + 5]) in runs:
                held |= set(range(i, i + 5))
        return len(held)

    hashes = [shingle_hashes(word_hashes(" ".join(words))) for words in (left, right)]
    assert shared_words(*hashes) == (expected(left, right), expected(right, left))


def test_only_so_many_words_of_a_text_are_compared(monkeypatch):
    monkeypatch.setattr(shingles, "MAX_WORDS", 100)
    assert len(find_words("word " * 150)) == len(word_hashes("word " * 150)) == 100


def test_the_memory_of_words_is_bounded(monkeypatch):
    monkeypatch.setattr(shingles, "_WORDS_HELD", 10)
    monkeypatch.setattr(shingles, "_WORD_HASHES", shingles._WordHashes())
    words = " ".join(f"word{n}" for n in range(100))
    first = word_hashes(words).tolist()
    assert len(shingles._WORD_HASHES) <= 10
    assert word_hashes(words).tolist() == first
