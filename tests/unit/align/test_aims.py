"""Aims and levers on factors, on sentences with hand-made claims, aims and actors."""

import dataclasses

import pytest

from rashomon.align.aims import find_aims, find_levers
from rashomon.align.drafts import turn_factor
from rashomon.align.factors import find_factors
from rashomon.core.bodies import Aim, Event
from rashomon.core.records import Annotation
from rashomon.core.views import Actor, Comparison, Reference, Story

TEXT = (
    "[Orsan’s closure of the strait]{cause} raised [grain prices]{effect}. "
    "Orsan wants higher grain prices. Dorn hopes for lower grain prices. Dorn seeks a new opera house."
)


def spans(text, words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return ((start, start + len(words)),)


@pytest.fixture
def account(read):
    made = read(TEXT)
    text = made.doc.text
    aims = [
        Aim(spans(text, "Orsan", 1), spans(text, "higher grain prices")),
        Aim(spans(text, "Dorn"), spans(text, "lower grain prices"), imputed=True),
        Aim(spans(text, "Dorn", 1), spans(text, "a new opera house")),
        Aim((), spans(text, "higher grain prices")),
    ]
    more = [Annotation.make(doc=made.doc.id, body=a, producer="test", score=1) for a in aims]
    return dataclasses.replace(made, annotations=(*made.annotations, *more))


@pytest.fixture
def actors(account):
    def actor(name):
        text = account.doc.text
        places = [spans(text, name, nth)[0] for nth in range(text.count(name))]
        found = tuple(Reference(account.doc.id, place, "name") for place in places)
        return Actor(name.lower(), name, "GPE", ((name, len(found)),), (), found)

    return [actor("Orsan"), actor("Dorn")]


def test_a_goal_is_its_factor_and_less_of_it_is_wanted_too(account, actors, encoder):
    factors, _ = find_factors([account], embed=encoder.embed)
    prices = next(f.id for f in factors if f.label == "grain prices")
    found = find_aims([account], factors, actors, embed=encoder.embed)
    assert [(a.actor, a.factor, a.direction, a.imputed) for a in found] == [
        ("orsan", prices, 1, False),
        ("dorn", prices, -1, True),
    ]


def test_who_wanted_more_of_a_factor_that_a_person_turned_wants_less(account, actors, encoder):
    before, _ = find_factors([account], embed=encoder.embed)
    view = Comparison(Story("s", "s", ()), (), before, ())
    prices = next(f.id for f in before if f.label == "grain prices")
    turned = dataclasses.replace(turn_factor(view, prices), id="r", at="2031-01-01")
    factors, _ = find_factors([account], embed=encoder.embed, rulings=[turned])
    found = find_aims([account], factors, actors, embed=encoder.embed)
    assert [(a.factor, a.direction) for a in found] == [(prices, -1), (prices, 1)]


def test_a_cause_that_begins_with_an_actor_is_its_lever(account, actors, encoder):
    factors, _ = find_factors([account], embed=encoder.embed)
    closure = next(f.id for f in factors if "closure" in f.label)
    assert [(x.actor, x.factor) for x in find_levers([account], factors, actors)] == [
        ("orsan", closure)
    ]


def test_the_actor_of_an_event_in_the_cause_moves_it(read, actors, account, encoder):
    made = read("[The closure of the strait]{cause} raised [grain prices]{effect}. Orsan did it.")
    text = made.doc.text
    event = Event(spans(text, "closure"), spans(text, "Orsan"), event_type="COERCE")
    more = Annotation.make(doc=made.doc.id, body=event, producer="test", score=1)
    made = dataclasses.replace(made, annotations=(*made.annotations, more))
    known = [
        Actor(
            "orsan",
            "Orsan",
            "GPE",
            (),
            (),
            (Reference(made.doc.id, spans(text, "Orsan")[0], "name"),),
        )
    ]
    factors, _ = find_factors([made], embed=encoder.embed)
    assert [x.actor for x in find_levers([made], factors, known)] == ["orsan"]
    assert find_levers([made], factors, []) == []


def test_a_threat_is_a_lever_of_who_threatens(read, encoder):
    made = read(
        "Orsan will close [Orsan’s port]{effect} if [the talks]{cause} fail.", mode="threat"
    )
    text = made.doc.text
    known = [
        Actor(
            "orsan",
            "Orsan",
            "GPE",
            (),
            (),
            (Reference(made.doc.id, spans(text, "Orsan", 1)[0], "name"),),
        )
    ]
    factors, _ = find_factors([made], embed=encoder.embed)
    port = next(f.id for f in factors if "port" in f.label)
    assert [(x.actor, x.factor) for x in find_levers([made], factors, known)] == [("orsan", port)]


def test_without_claims_there_is_nothing_to_want(read, encoder):
    made = read("Nothing happened.")
    assert find_aims([made], (), [], embed=encoder.embed) == []
