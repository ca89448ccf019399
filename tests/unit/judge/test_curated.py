"""What people say of hypotheses and evidence is kept, whatever becomes of ids."""

import pytest

from rashomon.core.records import Item
from rashomon.core.verdicts import Hypothesis
from rashomon.core.views import Cell, Claim
from rashomon.judge.curated import Places, fold_hypotheses, fold_ratings
from rashomon.judge.ratings import NULL

THESES = [Hypothesis("a", "The dam was old", "a", "proposal"), Hypothesis(NULL, "Chance", "", "")]
ACCOUNTS = ["a", "b"]


def said(kind, by="mara", at="2031", **fields):
    return Item.make(kind=kind, fields=fields, by=by, at=at)


def claim(name, *places, stance="asserts"):
    cells = [Cell(doc, stance, ((start, end),)) for doc, start, end in places]
    return Claim(name, f"claim {name}", "sentences", False, tuple(cells))


def fold(*items, theses=THESES):
    return fold_hypotheses(theses, items, ACCOUNTS)


def test_an_own_hypothesis_stands_behind_the_theses():
    own = said("hypothesis", text="Somebody  blew it up", forbids="An intact gate")
    rows, aside = fold(own)
    assert [h.id for h in rows] == ["a", NULL, own.id]
    assert (rows[2].text, rows[2].forbids, rows[2].account) == (
        "Somebody blew it up",
        "An intact gate",
        "",
    )
    assert aside == []


def test_a_change_keeps_the_row_and_the_last_one_counts():
    own = said("hypothesis", text="A")
    later = [
        said("hypothesis", of=own.id, text="B", by="ivo"),
        said("hypothesis", of="a", text="C"),
    ]
    rows, _ = fold(own, *later)
    assert {h.id: (h.text, h.by, h.account) for h in rows if h.id != NULL} == {
        "a": ("C", "mara", "a"),
        own.id: ("B", "ivo", ""),
    }


def test_what_is_set_aside_is_no_row_and_comes_back():
    out = said("hypothesis", of="a", text="C", aside=True)
    rows, aside = fold(out)
    assert ([h.id for h in rows], [h.id for h in aside]) == ([NULL], ["a"])
    rows, aside = fold(out, said("hypothesis", of="a", text="C"))
    assert ([h.id for h in rows], aside) == (["a", NULL], [])


def test_the_null_hypothesis_stays_whatever_is_said():
    rows, aside = fold(said("hypothesis", of=NULL, text="Chance", aside=True, forbids="A pattern"))
    assert [h.forbids for h in rows if h.id == NULL] == ["A pattern"]
    assert aside == []


def test_an_adopted_thesis_stays_when_the_account_ranks_another_one_first():
    rows, _ = fold(said("hypothesis", of="b", text="The gates", accounts=["b"]))
    assert [(h.id, h.account, h.by) for h in rows if h.id == "b"] == [("b", "b", "mara")]


def test_a_hypothesis_of_another_story_is_none_here():
    rows, _ = fold(said("hypothesis", text="The mill", accounts=["z"]))
    assert len(rows) == len(THESES)
    rows, _ = fold(said("hypothesis", text="The mill", accounts=["z", "b"]))
    assert len(rows) == len(THESES) + 1


@pytest.fixture
def known():
    return {h.id: h for h in THESES}


def test_a_rating_finds_its_claim_again_by_its_sentences(known):
    then = {
        "statement": "claim old",
        "hypothesis": "The dam was old",
        "spans": [["a", 0, 9], ["b", 3, 8]],
    }
    rating = said("rating", hypothesis="a", evidence="old", rating="II", said=then)
    places = Places([claim("new", ("a", 0, 9), ("b", 3, 8)), claim("other", ("b", 3, 8))])
    (opinion,), lost = fold_ratings([rating], places, known)
    assert (opinion.evidence, opinion.said.rating) == ("new", "II")
    assert opinion.said.evidence == "claim old"  # it reads otherwise now, and that is told
    assert opinion.said.hypothesis == ""
    assert lost == []


def test_a_rating_whose_claim_is_gone_is_kept_aside(known):
    then = {"statement": "claim old", "spans": [["a", 0, 9]]}
    rating = said("rating", hypothesis="a", evidence="old", rating="C", note="why", said=then)
    opinions, (lost,) = fold_ratings([rating], Places([claim("x", ("b", 0, 9))]), known)
    assert opinions == []
    assert (lost.hypothesis, lost.evidence, lost.rating.note) == (
        "The dam was old",
        "claim old",
        "why",
    )


def test_a_silent_account_lends_no_place(known):
    then = {"spans": [["a", 0, 9]]}
    rating = said("rating", hypothesis="a", evidence="old", rating="C", said=then)
    silent = Places([claim("x", ("a", 0, 9), stance="silent")])
    assert fold_ratings([rating], silent, known)[0] == []


def test_a_rating_that_was_taken_back_is_none_and_no_loss(known):
    rated = [
        said("rating", hypothesis="a", evidence="x", rating="C"),
        said("rating", hypothesis="a", evidence="x", rating="", at="2032"),
        said("rating", hypothesis="a", evidence="gone", rating=""),
    ]
    opinions, lost = fold_ratings(rated, Places([claim("x", ("a", 0, 1))]), known)
    assert [opinion.rated for opinion in opinions] == [None]
    assert lost == []


def test_what_an_import_garbled_breaks_nothing(known):
    odd = [
        said("rating", hypothesis="a", evidence="gone", rating="C", said="no"),
        said(
            "rating",
            hypothesis="a",
            evidence="gone",
            rating="C",
            said={"spans": [["a"], 3]},
            by="x",
        ),
        said("rating", hypothesis=None, evidence=None, rating=7),
        said("hypothesis", text=None),
        said("hypothesis", of="zz", text=""),
    ]
    assert len(fold_ratings(odd[:3], Places([]), known)[1]) == 2
    assert fold(*odd[3:])[0] == THESES
