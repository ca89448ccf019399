"""Camps, profiles, loops and the sources behind an effect, as the pages show them."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.app.web.arcs import ROW, WIDTH, lay_out_arcs
from rashomon.app.web.wording import fit
from rashomon.core.camps import Camps, Tie

ACTORS = "abcdefghijklmnop"
PAIRS = st.lists(st.tuples(st.sampled_from(ACTORS), st.sampled_from(ACTORS)), max_size=30)


def _texts(root, path):
    return [" ".join(e.text_content().split()) for e in root.cssselect(path)]


def test_every_actor_stands_at_the_same_place_in_every_picture(page):
    pictures = page("/camps").cssselect("svg.camps")
    places = [
        {
            g.cssselect("title")[0].text.split(" (")[0]: g.cssselect("text")[-1].get("y")
            for g in p.cssselect("g.actor")
        }
        for p in pictures
    ]
    assert len(pictures) == 2
    assert places[0] == places[1]
    assert len(places[0]) == 4


def test_an_account_without_ties_is_named_and_not_drawn(page):
    text = page("/camps").text_content()
    assert "puts no two named actors" not in text
    assert "put no two named actors beside or against one another" in text
    assert "No account of this story puts" in page("/camps?story=st2").text_content()


def test_each_tie_has_its_sign_in_words_and_its_sentence(page):
    panel = page("/camps").cssselect(".panel")[0]
    rows = panel.cssselect(".edge-row")
    assert len(rows) == len(panel.cssselect("a.edge-link")) == 4
    drawn = {a.get("href")[1:] for a in panel.cssselect("a.edge-link")}
    assert drawn == {row.get("id") for row in rows}
    assert all(row.cssselect("blockquote a") for row in rows)
    words = {(t[0], t[1]) for t in ((_texts(r, "th")[0], _texts(r, ".sign")[0]) for r in rows)}
    assert ("Oskel", "± stands both with and against") in words
    assert "− stands against" in {w for _, w in words}


def test_a_strained_tie_and_those_who_could_stand_on_either_side_are_told(page):
    panel = page("/camps").cssselect(".panel")[0]
    assert _texts(panel, ".edge-row .tag").count("strained") == 1
    assert len(panel.cssselect("path.halo")) == 1
    assert "1 of 3 ties does not fit into two camps." in _texts(panel, "p.note")[0]
    (words,) = _texts(panel, ".camp-words li")
    assert "On either side as well" in words


def test_camps_are_told_by_shape(page):
    first, second = page("/camps").cssselect("svg.camps")
    assert len(first.cssselect("rect.other")) >= 1
    assert len(second.cssselect("rect.other")) == 0
    assert len(second.cssselect("g.actor.one")) == 2
    assert len(second.cssselect("g.actor.none")) == 2


def tie(sign, *, strained=False):
    return Tie("a", "b", sign, strained, ())


@pytest.mark.parametrize(
    ("camps", "words"),
    [
        (Camps("x", ties=(tie(1),)), "The one tie fits into two camps."),
        (Camps("x", ties=(tie(1), tie(-1), tie(0))), "All 2 ties fit into two camps."),
        (Camps("x", ties=(tie(0),)), "No tie has a side, so nothing is split."),
        (Camps("x", ties=(tie(1),) * 9, frustration=4, bound=2), "4 of 9 ties do not fit into two camps; a better split is not excluded, none has fewer than 2."),
    ],
)  # fmt: skip
def test_how_well_ties_fit_in_words(camps, words):
    assert fit(camps) == words


@settings(deadline=None, max_examples=60)
@given(PAIRS, st.integers(0, 16))
def test_actors_never_share_a_place_and_stay_on_the_drawing(pairs, cut):
    arcs = lay_out_arcs(ACTORS[:cut], ACTORS[cut:], pairs)
    assert arcs.places.keys() == set(ACTORS)
    for a, b in itertools.combinations(arcs.places.values(), 2):
        assert math.dist(a, b) >= ROW - 0.2
    for actor, (x, y) in arcs.places.items():
        assert 100 < x < WIDTH - 100
        assert 0 < y < arcs.height
        assert (x < WIDTH / 2) == (actor in arcs.left)


def test_a_profile_counts_each_statement_once(page, case):
    profile = page("/profile").cssselect(".profile")[0]
    bars = dict(
        zip(_texts(profile, ".bars th"), map(int, _texts(profile, ".bars .number")), strict=True)
    )
    # p1 and p4 in its own voice; the harbour master says p2, a trader p3 and pp, and pw is what Oskel denies
    assert bars == {
        "asserted": 2,
        "hedged": 0,
        "conditional": 0,
        "attributed": 4,
        "imputed": 0,
        "denied": 0,
    }
    assert _texts(profile, ".bars caption") == ["Of 6 statements"]
    assert sum(bars.values()) == case.profiles()[0].statements


def test_a_profile_says_whom_it_quotes_and_what_it_leaves_out(page, case):
    profile = page("/profile").cssselect(".profile")[0]
    assert "Odo Renk 1" in _texts(profile, ".tallies li")
    silent = _texts(profile, ".silences li")
    assert any("Naval escorts lead to a closure of the Narrows" in s for s in silent)
    assert len(profile.cssselect(".silences .letter")) >= 2 * len(silent)
    assert not any("The tolls raised grain prices" in s for s in silent)
    assert "no story" not in page("/profile?story=st2").text_content()


def test_a_loop_stands_below_its_map_with_a_sentence_for_each_link(client_of, looping):
    root = client_of(looping)("/maps")
    panel = next(p for p in root.cssselect(".panel") if p.cssselect(".loops"))
    (loop,) = panel.cssselect(".loops > li")
    assert _texts(loop, "p")[0].startswith("balancing")
    assert len(loop.cssselect(".step")) == 2
    assert all(step.cssselect("blockquote") for step in loop.cssselect(".step"))


def test_a_witness_says_who_would_have_to_be_wrong(page):
    row = page("/whatif?factor=tolls&push=up").get_element_by_id("w-grain")
    post, wire, *_ = _texts(row, ".backing")
    assert post == wire
    assert post.startswith("2 independent sources would have to be wrong for this to vanish:")
    assert "“traders”, quoted by Northline · Kai Dorrit" in post
    far = page("/whatif?factor=tolls&push=up").get_element_by_id("w-ilvane")
    assert _texts(far, ".backing")[0].startswith("1 independent source would")
