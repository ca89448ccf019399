import pytest

from rashomon.nlp import lexicon
from rashomon.nlp.lemmas import lemma


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Rose", "rise"),
        ("felt", "feel"),
        ("undermining", "undermine"),
        ("Weaponised", "weaponize"),
        ("advertised", "advertise"),
        ("defences", "defense"),
        ("n't", "not"),
        ("", ""),
        ("🌊", "🌊"),
        ("x" * 5000, "x" * 5000),
    ],
)
def test_lemma(word, expected):
    assert lemma(word) == expected


@pytest.mark.parametrize("table", ["CAUSATIVE", "BENEFIT", "CHANGE_VERBS", "CUES"])
def test_verbs_are_listed_by_the_lemma_that_they_are_looked_up_by(table):
    wrong = [w for w in getattr(lexicon, table) if " " not in w and lemma(w) != w]
    assert wrong == []


def test_signs_are_signs():
    tables = (lexicon.CAUSATIVE, lexicon.BENEFIT, lexicon.CHANGE_VERBS)
    assert {sign for table in tables for sign in table.values()} == {1, -1}
    assert lexicon.CAUSATIVE["weaken"] == -1
    assert lexicon.CHANGE_ADJECTIVES["cheaper"] == -1


def test_antonyms_go_both_ways():
    assert lexicon.ANTONYMS["rise"] == "fall"
    assert all(word != other for word, other in lexicon.ANTONYMS.items())
    assert all(other in lexicon.ANTONYMS for other in lexicon.ANTONYMS.values())
