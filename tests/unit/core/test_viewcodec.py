"""Views to JSON and back."""

import json

from rashomon.core.viewcodec import view_from_json, view_to_json
from rashomon.core.views import (
    Actor,
    CausalMap,
    Cell,
    Claim,
    Comparison,
    Edge,
    Effect,
    Factor,
    Phrase,
    Reference,
    Role,
    Story,
)

STORY = Story("s", "A strait", ("a", "b", "c"), (("c", "b"),))
FACTOR = Factor("f", "grain prices", (Phrase("a", (0, 5), -1),))
COMPARISON = Comparison(
    STORY,
    (
        Claim(
            "x", "grain is dear", "sentences", True, (Cell("a", "asserts", ((0, 5), (7, 9))),), 2.5
        ),
    ),
    (FACTOR,),
    (CausalMap("a", (FACTOR,), (Edge("f", "g", -1, "denied", True, "quoted", ("n", "m")),)),),
    (
        Actor(
            "r",
            "Odo Renk",
            "PERSON",
            (("Renk", 2),),
            (Role("harbour master", "a", (0, 5), "2026-04-02"),),
            (Reference("a", (7, 9), "pronoun"),),
            ("n",),
        ),
    ),
)


def there_and_back(view):
    return view_from_json(type(view), json.loads(json.dumps(view_to_json(view))))


def test_a_comparison_survives():
    assert there_and_back(COMPARISON) == COMPARISON


def test_an_effect_survives():
    effect = Effect("a", "f", -1, "g", "either", ("n", "m"))
    assert there_and_back(effect) == effect


def test_an_empty_comparison_survives():
    empty = Comparison(Story("s", "", ()), (), (), ())
    assert there_and_back(empty) == empty
