"""A claim found both between sentences and between edges is one claim."""

from rashomon.core.bodies import CausalClaim
from rashomon.core.records import Annotation
from rashomon.core.views import Cell, Claim
from rashomon.maps.merge import merge_claims, quote_statement


def claim(origin, clash, *cells):
    return Claim(f"{origin}{len(cells)}", origin, origin, clash, cells, 1.0)


def test_an_edge_fills_silent_cells():
    sentence = claim(
        "sentences",
        False,
        Cell("a", "asserts", ((0, 9),)),
        Cell("b", "asserts", ((0, 9),)),
        Cell("c", "silent"),
    )
    edge = claim(
        "edges",
        True,
        Cell("a", "asserts", ((2, 4),)),
        Cell("b", "asserts", ((3, 5),)),
        Cell("c", "denies", ((7, 8),)),
    )
    (merged,) = merge_claims([sentence], [edge])
    assert [c.stance for c in merged.cells] == ["asserts", "asserts", "denies"]
    assert merged.clash
    assert merged.origin == "sentences"


def test_an_edge_worded_the_other_way_is_turned():
    sentence = claim(
        "sentences",
        False,
        Cell("a", "asserts", ((0, 9),)),
        Cell("b", "asserts", ((0, 9),)),
        Cell("c", "silent"),
    )
    edge = claim(
        "edges",
        True,
        Cell("a", "denies", ((2, 4),)),
        Cell("b", "denies", ((3, 5),)),
        Cell("c", "denies", ((7, 8),)),
    )
    (merged,) = merge_claims([sentence], [edge])
    assert [c.stance for c in merged.cells] == ["asserts", "asserts", "asserts"]
    assert not merged.clash


def test_what_shares_one_account_only_stays_apart():
    sentence = claim(
        "sentences", False, Cell("a", "asserts", ((0, 9),)), Cell("b", "asserts", ((0, 9),))
    )
    edge = claim("edges", False, Cell("a", "asserts", ((2, 4),)), Cell("b", "asserts", ((20, 24),)))
    assert merge_claims([sentence], [edge]) == (sentence, edge)


def test_nothing_to_merge():
    assert merge_claims([], []) == ()


def test_an_edge_is_worded_as_an_account_words_it():
    text = "The closure of the strait raised grain prices."
    body = CausalClaim(((0, 25),), ((33, 45),), ((26, 32),))
    found = Annotation.make(doc="a", body=body, producer="test", score=1)
    edge = claim("edges", False, Cell("a", "asserts", ((0, 25),), annotations=(found.id,)))
    assert quote_statement(edge, [found], {"a": text}).statement == text.rstrip(".")
    denied = claim("edges", False, Cell("a", "denies", ((0, 25),), annotations=(found.id,)))
    assert quote_statement(denied, [found], {"a": text}) == denied
