"""What a document is about: lemmas, names, and that what is said first counts most."""

import numpy as np
import pytest

from rashomon.core.records import Document
from rashomon.gather import words
from rashomon.gather.leads import lead_vector


def document(text, **about):
    return Document.make(page="0", segment=0, text=text, ref="r", **about)


def profile(text, **about):
    return words.profile(document(text, **about), np.ones(3, np.float32))


def test_words_are_lemmas_and_names_have_a_capital_inside_a_sentence():
    found = profile("Ferries sank. The ferry of Orlow sank; “Orlow wept”.", title="Two Ferries")
    assert set(found.words) == {"two", "ferry", "sink", "the", "of", "orlow", "weep"}
    assert set(found.names) == {"orlow"}
    assert found.words["ferry"] > found.words["orlow"] > found.names["orlow"] * 0.99 > 0


def test_a_word_weighs_less_the_further_down_it_stands():
    late = profile(f"{'so ' * words.HALF_WORDS}oleander").words["oleander"]
    early = profile(f"oleander {'so ' * words.HALF_WORDS}").words["oleander"]
    assert early == pytest.approx(1 / (1 + words.SATURATION), rel=1e-3)
    assert late == pytest.approx(0.5 / (0.5 + words.SATURATION), rel=1e-3)


def test_a_long_text_keeps_the_words_that_say_most():
    filler = " ".join(f"w{n}x" for n in range(200))
    found = profile(f"the oleander of government {filler}")
    assert len(found.words) == words.MAX_TERMS
    assert "oleander" in found.words
    assert "the" not in found.words


@pytest.mark.parametrize("text", ["", "🌊", "\u0301\u0301", "a" * 100_000, "x " * 50_000])
def test_any_text_has_a_profile(text):
    assert len(profile(text).words) <= words.MAX_TERMS


@pytest.mark.parametrize(
    ("published", "days"),
    [
        ("", None),
        ("1970-01-03", (2, 2)),
        ("1970-01-03T23:30:00-02:00", (3, 3)),
        ("1970-02", (31, 58)),
        ("1970", (0, 364)),
        ("soon", None),
    ],
)
def test_days_are_counted_in_universal_time(published, days):
    assert profile("Rain.", published=published).days == days


def test_the_first_sentence_counts_most():
    rows = np.eye(3, dtype=np.float32)
    assert lead_vector(list(rows)).tolist() == [1, 0.5, 0.25]
