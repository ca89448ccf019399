import pytest

from rashomon.core.records import Document, Item
from rashomon.core.views import Cell, Claim, Comparison, Story
from rashomon.judge.matrix import Focus, consistency_matrix
from rashomon.judge.ratings import NULL

TEXT = "The dam broke because it was old. Nobody had opened the gates. The mill stood still."
FIRST, SECOND = (0, 32), (34, 61)


def made_claim(name, cells, *, clash=False, origin="sentences"):
    return Claim(name, name, origin, clash, tuple(cells))


@pytest.fixture
def comparison():
    claims = (
        made_claim(
            "opened", [Cell("a", "denies", (SECOND,)), Cell("b", "asserts", (SECOND,))], clash=True
        ),
        made_claim("old", [Cell("a", "asserts", (FIRST,)), Cell("b", "silent")]),
        made_claim(
            "mill", [Cell("a", "asserts", (SECOND,), "quoted"), Cell("b", "unclear", (SECOND,))]
        ),
        made_claim("implied", [Cell("a", "asserts", (FIRST,))], origin="implied"),
    )
    return Comparison(Story("s", "The dam", ("a", "b")), claims, (), ())


@pytest.fixture
def documents():
    return {name: Document.make(page=name, segment=0, text=TEXT, ref=name) for name in ("a", "b")}


def said(kind, by="mara", **fields):
    return Item.make(kind=kind, fields=fields, by=by, at="2031-05-14")


def steps(matrix):
    return {(c.hypothesis, c.evidence): c.step for c in matrix.cells}


def test_each_account_has_its_thesis_in_its_own_sentence(comparison, documents):
    matrix = consistency_matrix(comparison, documents)
    texts = {h.id: h.text for h in matrix.hypotheses}
    assert texts["a"] == "Nobody had opened the gates."  # its denial is the clash
    assert texts["b"] == "Nobody had opened the gates."
    assert matrix.hypotheses[-1].id == NULL


def test_proposals_follow_the_stances_and_weigh_nothing(comparison, documents):
    matrix = consistency_matrix(comparison, documents)
    assert steps(matrix) == {
        ("a", "opened"): -1, ("b", "opened"): 1, ("a", "old"): 1, ("a", "mill"): 1, ("b", "mill"): 0,
    }  # fmt: skip
    assert all(h.share is None for h in matrix.hypotheses)
    assert matrix.left_out == ()


def test_what_a_map_implies_is_no_evidence(comparison, documents):
    matrix = consistency_matrix(comparison, documents)
    assert [e.id for e in matrix.evidence] == ["opened", "old", "mill"]


def test_a_persons_rating_stands_in_place_of_the_proposal_and_weighs(comparison, documents):
    rated = [
        said("rating", hypothesis="a", evidence="opened", rating="II"),
        said("rating", hypothesis="b", evidence="opened", rating="N"),
    ]
    matrix = consistency_matrix(comparison, documents, rated)
    assert steps(matrix)["a", "opened"] == -2
    shares = {h.id: h.share for h in matrix.hypotheses}
    assert shares["a"][1] < shares["b"][1]
    assert shares[NULL] is None
    assert matrix.left_out[0].id == "opened"


def test_a_persons_hypothesis_has_a_row_without_proposals(comparison, documents):
    own = said("hypothesis", text="Somebody blew it up")
    matrix = consistency_matrix(comparison, documents, [own])
    assert own.id in [h.id for h in matrix.hypotheses]
    assert not any(h == own.id for h, _ in steps(matrix))


def test_one_account_alone_is_one_witness(comparison, documents):
    matrix = consistency_matrix(comparison, documents)
    assert {e.id: e.source for e in matrix.evidence} == {
        "opened": "opened",
        "old": "a",
        "mill": "mill",
    }


def test_only_what_an_account_speaks_of_is_admitted(comparison, documents):
    matrix = consistency_matrix(comparison, documents, focus=Focus(admitted="b"))
    assert [e.id for e in matrix.evidence] == ["opened", "mill"]


def test_a_crux_needs_a_probability_under_every_hypothesis(comparison, documents):
    asked = [
        said(
            "crux",
            text="Does the log show the gates open?",
            closes="2031-06-01",
            p_yes={"a": 0.1, "b": 0.9},
        ),
        said("crux", text="Is the mill rebuilt?", p_yes={"a": 0.5}),
    ]
    matrix = consistency_matrix(comparison, documents, asked)
    assert [(c.text, c.closes, c.chosen, c.bits is None) for c in matrix.cruxes] == [
        ("Does the log show the gates open?", "2031-06-01", True, False),
        ("Is the mill rebuilt?", "", False, True),
    ]
    assert [chance.middle for chance in matrix.cruxes[1].chances] == [0.5, None]
    assert 0 < matrix.settled_bits < matrix.open_bits == 1


def test_a_story_without_claims_has_the_null_hypothesis_alone(documents):
    empty = Comparison(Story("s", "", ("a", "b")), (), (), ())
    matrix = consistency_matrix(empty, documents)
    assert [h.id for h in matrix.hypotheses] == [NULL]
    assert matrix.evidence == ()
