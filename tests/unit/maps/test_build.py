import pytest

from rashomon.core.bodies import CausalClaim
from rashomon.core.records import Annotation
from rashomon.core.views import Factor, Phrase, ReadEdge
from rashomon.maps import build_map

FACTORS = [
    Factor("strait", "the strait", (Phrase("a", (0, 5), -1), Phrase("b", (3, 9), 1))),
    Factor("prices", "grain prices", (Phrase("a", (8, 12), 1),)),
    Factor("ships", "ships", (Phrase("b", (0, 4), 1),)),
]


def read(start=0, *, ends=(1, 1), voice="own", target="prices", score=0.9, **about):
    body = CausalClaim(((start, start + 3),), ((start + 5, start + 9),), **about)
    claim = Annotation.make(doc="a", body=body, producer="test", score=score)
    return ReadEdge(claim, "strait", ends[0], target, ends[1], voice)


@pytest.mark.parametrize("sign", [-1, 0, 1])
@pytest.mark.parametrize("cause", [-1, 1])
@pytest.mark.parametrize("effect", [-1, 1])
def test_the_sign_between_factors_is_claim_times_both_directions(sign, cause, effect):
    edge = build_map("a", FACTORS, [read(ends=(cause, effect), sign=sign)]).edges[0]
    assert edge.sign == sign * cause * effect


def test_a_denied_claim_keeps_its_sign_and_mode():
    edge = build_map("a", FACTORS, [read(sign=1, mode="denied", ends=(-1, 1))]).edges[0]
    assert (edge.sign, edge.mode) == (-1, "denied")


def test_the_same_said_twice_is_one_edge_hedged_only_if_all_are():
    once, again, other = read(40, hedged=True), read(0, hedged=True), read(20)
    assert build_map("a", FACTORS, [once, again]).edges[0].hedged
    (edge,) = build_map("a", FACTORS, [once, again, other]).edges
    assert not edge.hedged
    assert edge.annotations[0] == other.claim.id
    assert set(edge.annotations) == {r.claim.id for r in (once, again, other)}


def test_sign_mode_and_voice_keep_edges_apart():
    claims = [read(0), read(20, sign=-1), read(40, mode="threat"), read(60, voice="quoted")]
    assert len(build_map("a", FACTORS, claims).edges) == 4


def test_edges_stand_in_text_order_whatever_order_the_claims_come_in():
    claims = [read(40), read(0, sign=-1), read(20, mode="threat")]
    forward, backward = build_map("a", FACTORS, claims), build_map("a", FACTORS, claims[::-1])
    assert forward == backward
    assert [e.mode for e in forward.edges] == ["asserted", "threat", "asserted"]


def test_a_factor_does_not_move_itself():
    assert build_map("a", FACTORS, [read(target="strait")]).edges == ()


def test_the_map_keeps_the_factors_it_joins_with_the_accounts_own_phrases():
    factors = build_map("a", FACTORS, [read()]).factors
    assert [f.id for f in factors] == ["strait", "prices"]
    assert factors[0].phrases == (Phrase("a", (0, 5), -1),)
