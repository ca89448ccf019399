"""Statements of several accounts: who asserts, who denies."""

import numpy as np

from rashomon.align.claims import find_claims
from rashomon.align.statements import find_statements
from rashomon.nlp.pairs import load_pair_reader


def judge(pairs):
    return load_pair_reader().judge([(a.text, b.text) for a, b in pairs])


def matrix(encoder, *accounts):
    statements = [s for account in accounts for s in find_statements(account)]
    vectors = encoder.embed([s.text for s in statements])
    claims = find_claims([a.doc.id for a in accounts], statements, vectors, judge=judge)
    return [[cell.stance for cell in claim.cells] for claim in claims], claims


def test_a_negation_clashes(read, encoder):
    a = read("The patrol boats fired on the ferry near the cape.", name="a")
    b = read("The patrol boats did not fire on the ferry near the cape.", name="b")
    stances, claims = matrix(encoder, a, b)
    assert stances == [["asserts", "denies"]]
    assert claims[0].clash
    assert claims[0].statement == "The patrol boats fired on the ferry near the cape"


def test_a_denial_by_a_source_clashes(read, encoder):
    a = read("The patrol boats fired on the ferry near the cape.", name="a")
    b = read("[Vostria]{source} denied [firing on the ferry near the cape]{denies}.", name="b")
    stances, claims = matrix(encoder, a, b)
    assert stances == [["asserts", "denies"]]
    assert claims[0].cells[1].voice == "quoted"
    assert claims[0].cells[1].source == "Vostria"


def test_an_opposite_word_clashes(read, encoder):
    a = read("The parliament of Dorn accepted the new fishing treaty.", name="a")
    b = read("The parliament of Dorn rejected the new fishing treaty.", name="b")
    stances, _ = matrix(encoder, a, b)
    assert stances == [["asserts", "denies"]]


def test_another_number_clashes(read, encoder):
    a = read("The explosion in the harbour killed 12 dockers.", name="a")
    b = read("The explosion in the harbour killed 40 dockers.", name="b")
    stances, _ = matrix(encoder, a, b)
    assert stances == [["asserts", "denies"]]


def test_agreement_is_no_clash_and_silence_no_denial(read, encoder):
    a = read("The patrol boats fired on the ferry near the cape.", name="a")
    b = read("Patrol boats opened fire on the ferry near the cape.", name="b")
    c = read("The museum of tools opened its new glass roof today.", name="c")
    stances, claims = matrix(encoder, a, b, c)
    assert stances == [["asserts", "asserts", "silent"]]
    assert not claims[0].clash


def test_a_hedge_is_unclear(read, encoder):
    a = read("The patrol boats fired on the ferry near the cape.", name="a")
    b = read("The patrol boats may have fired on the ferry near the cape.", name="b")
    stances, _ = matrix(encoder, a, b)
    assert stances == [["asserts", "unclear"]]


def test_cells_show_the_characters(read, encoder):
    a = read("The patrol boats fired on the ferry near the cape.", name="a")
    b = read("The patrol boats did not fire on the ferry near the cape.", name="b")
    _, claims = matrix(encoder, a, b)
    for account, cell in zip((a, b), claims[0].cells, strict=True):
        (span,) = cell.spans
        assert account.doc.text[slice(*span)] == account.doc.text.rstrip(".")


def test_nothing_said_gives_no_claims():
    assert find_claims(["a"], [], np.zeros((0, 384), np.float32), judge=judge) == ()


def test_a_quotation_at_a_distance_is_unclear(read, encoder):
    a = read("The patrol boats fired on the ferry near the cape.", name="a")
    b = read(
        "[The ministry]{source} claims that [the patrol boats fired on the ferry near the cape]{asserts}.",
        name="b",
        cue="claims",
    )
    stances, _ = matrix(encoder, a, b)
    assert stances == [["asserts", "unclear"]]


def test_a_place_is_no_push(read, encoder):
    a = read("The flood destroyed 40 homes on Monday.", name="a")
    b = read("The flood destroyed 40 homes in the lower town on Monday.", name="b")
    stances, _ = matrix(encoder, a, b)
    assert stances == [["asserts", "asserts"]]


def test_no_object_is_a_denial(read, encoder):
    a = read("The maintenance cuts had an effect on the dam gate.", name="a")
    b = read("The maintenance cuts had no effect on the dam gate.", name="b")
    stances, _ = matrix(encoder, a, b)
    assert stances == [["asserts", "denies"]]


def test_would_not_is_a_denial(read, encoder):
    a = read("The compensation will raise electricity prices in the valley.", name="a")
    b = read("The compensation would not raise electricity prices in the valley.", name="b")
    stances, _ = matrix(encoder, a, b)
    assert stances == [["asserts", "denies"]]
