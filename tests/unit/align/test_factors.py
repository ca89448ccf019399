"""Phrases of several accounts become factors."""

from rashomon.align.factors import find_factors, same_name, word_stem
from rashomon.align.trees import Account
from rashomon.core.bodies import Attribution
from rashomon.core.records import Annotation


def factor_of(factors, account, quote):
    start = account.doc.text.index(quote)
    return next(
        f.id
        for f in factors
        for p in f.phrases
        if p.doc == account.doc.id and p.span[0] <= start < p.span[1]
    )


def test_wordings_of_one_thing_are_one_factor(read, encoder):
    a = read("[The closure of the strait]{cause} raised [grain prices]{effect}.", name="a")
    b = read("[Closing the strait]{cause} pushed up [the price of grain]{effect}.", name="b")
    factors, _ = find_factors([a, b], embed=encoder.embed)
    assert factor_of(factors, a, "closure") == factor_of(factors, b, "Closing")
    assert factor_of(factors, a, "grain") == factor_of(factors, b, "price")
    assert len(factors) == 2


def test_different_things_stay_apart(read, encoder):
    a = read("[The closure of the strait]{cause} raised [grain prices]{effect}.", name="a")
    b = read("[The election in Dorn]{cause} delayed [the fishing talks]{effect}.", name="b")
    factors, _ = find_factors([a, b], embed=encoder.embed)
    assert len(factors) == 4


def test_cause_and_effect_of_one_claim_never_merge(read, encoder):
    a = read("[Grain prices]{cause} drove [grain prices]{effect}.", name="a")
    factors, edges = find_factors([a], embed=encoder.embed)
    assert len(factors) == 2
    assert len(edges[a.doc.id]) == 1


def test_directions_reach_the_edges(read, encoder):
    a = read("[Higher taxes]{cause} brought [weaker growth]{effect}.", name="a")
    _, edges = find_factors([a], embed=encoder.embed)
    (edge,) = edges[a.doc.id]
    assert (edge.source_direction, edge.target_direction) == (1, -1)


def test_order_of_accounts_does_not_matter(read, encoder):
    a = read("[The closure of the strait]{cause} raised [grain prices]{effect}.", name="a")
    b = read("[Closing the strait]{cause} pushed up [the price of grain]{effect}.", name="b")
    there, _ = find_factors([a, b], embed=encoder.embed)
    back, _ = find_factors([b, a], embed=encoder.embed)
    assert {f.id for f in there} == {f.id for f in back}


def test_no_claims_no_factors(read, encoder):
    a = read("Nothing happened.")
    assert find_factors([a], embed=encoder.embed) == ((), {a.doc.id: ()})


def test_stems():
    assert same_name("vostria", "vostrian")
    assert not same_name("austria", "australia")
    assert not same_name("iran", "iraq")
    assert word_stem("closure") == word_stem("close")
    assert word_stem("seizure") == word_stem("seize")


def test_one_kind_of_happening_is_one_factor(read, encoder):
    a = read("[The attack]{cause} raised [oil prices]{effect}.", name="a")
    b = read("[The bombing]{cause} raised [the price of oil]{effect}.", name="b")
    factors, _ = find_factors([a, b], embed=encoder.embed)
    assert factor_of(factors, a, "attack") == factor_of(factors, b, "bombing")


def test_a_link_quoted_at_a_distance_is_imputed(read, encoder):
    a = read("The critics claim that [the closure]{cause} raised [bread prices]{effect}.")
    start = a.doc.text.index("the closure")
    content = Attribution(((0, 11),), ((12, 17),), ((start, len(a.doc.text) - 1),))
    quoted = Annotation.make(doc=a.doc.id, body=content, producer="test", score=1)
    a = Account(a.doc, a.parsed, [*a.annotations, quoted])
    _, edges = find_factors([a], embed=encoder.embed)
    assert [edge.voice for edge in edges[a.doc.id]] == ["imputed"]
