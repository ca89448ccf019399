"""Words, names and their weights."""

import numpy as np
import pytest

from rashomon.core.records import Document
from rashomon.gather.words import cosine, cosines, name_counts, weighted, word_counts


def document(text, number=0, **about):
    return Document.make(page=str(number), segment=0, text=text, ref="r", **about)


def test_words_are_counted_by_lemma_and_names_by_their_capital():
    doc = document("Ferries sank. The ferry of Orlow sank; “Orlow wept”.", title="Two Ferries")
    words = word_counts(doc)
    assert words["ferry"] == 3
    assert words["orlow"] == 2
    assert name_counts(doc) == {"orlow": 1}


def test_a_rare_word_weighs_more_than_a_common_one():
    bag = weighted([document("the oleander of government")], word_counts)[0]
    assert bag["oleander"] > bag["government"] > bag["the"] > 0
    assert sum(weight**2 for weight in bag.values()) == pytest.approx(1)


def test_all_cosines_at_once_equal_one_by_one():
    chance = np.random.default_rng(5)
    texts = [" ".join(f"w{n}x" for n in chance.zipf(1.3, 60) % 400) for _ in range(80)]
    bags = weighted([document(text, n) for n, text in enumerate([*texts, ""])], word_counts)
    expected = [[cosine(a, b) for b in bags] for a in bags]
    off = ~np.eye(len(bags), dtype=bool)  # nobody compares a document with itself
    assert cosines(bags)[off] == pytest.approx(np.array(expected)[off], abs=1e-5)
    assert cosines([]).shape == (0, 0)
