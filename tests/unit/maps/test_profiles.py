"""How an account tells it: shares, sources, roles, and what it says nothing about."""

import pytest

from rashomon.align.trees import Account
from rashomon.core.bodies import Aim, Attribution, CausalClaim, Event, Prediction
from rashomon.core.records import Annotation, Document
from rashomon.core.views import (
    Actor,
    Cell,
    Claim,
    Comparison,
    Factor,
    OwnedAim,
    Phrase,
    Reference,
    Story,
)
from rashomon.maps.profiles import find_profiles, share_of
from rashomon.maps.silences import find_silences

TEXT = "Orsan closed the port. Prices rose. Dorn said that Orsan shelled Dorn and prices fell. Rain helps."


def at(words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return ((start, start + len(words)),)


SAID = Attribution(at("Dorn"), at("said"), at("that Orsan shelled Dorn and prices fell"))
CLAIM = CausalClaim(at("Orsan closed the port"), at("Prices"))
QUOTED = CausalClaim(at("Orsan shelled Dorn"), at("prices"), sign=-1)


def annotated(*bodies):
    doc = Document.make(page="p", segment=0, text=TEXT, ref="r")
    made = [Annotation.make(doc=doc.id, body=b, producer="test", score=1) for b in bodies]
    return Account(doc, (), tuple(made))


def actor(name, doc, *places, label="GPE", said=()):
    references = tuple(Reference(doc, place[0], "name") for place in places)
    return Actor(name.lower(), name, label, (), (), references, said)


def compared(account, *, actors=()):
    story = Story("s", "", (account.doc.id,))
    return Comparison(story, (), (), (), tuple(actors))


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (CLAIM, "asserted"),
        (CausalClaim(CLAIM.cause, CLAIM.effect, hedged=True), "hedged"),
        (CausalClaim(CLAIM.cause, CLAIM.effect, mode="threat", hedged=True), "conditional"),
        (CausalClaim(CLAIM.cause, CLAIM.effect, mode="denied", hedged=True), "denied"),
        (QUOTED, "attributed"),
        (CausalClaim(QUOTED.cause, QUOTED.effect, mode="denied"), "denied"),
        (Event(at("closed"), at("Orsan")), "asserted"),
        (Event(at("closed"), at("Orsan"), negated=True), "denied"),
        (Event(at("closed"), at("Orsan"), hypothetical=True), "conditional"),
        (Event(at("shelled"), at("Orsan", 1)), "attributed"),
        (Prediction(at("Prices rose"), hedge=at("rose")), "hedged"),
        (Prediction(at("Prices rose"), condition=at("rose"), hedge=at("rose")), "conditional"),
        (Aim(at("Orsan"), at("the port"), imputed=True), "imputed"),
        (Aim(at("Orsan", 1), at("prices"), imputed=True), "attributed"),
        (Aim((), at("the port")), "asserted"),
        (SAID, None),
    ],
)
def test_each_statement_has_one_share(body, key):
    account = annotated(SAID, body) if body is not SAID else annotated(SAID)
    assert share_of(account, account.annotations[-1]) == key


def test_shares_add_up_and_name_their_statements():
    account = annotated(SAID, CLAIM, QUOTED, Event(at("shelled"), at("Orsan", 1), at("Dorn", 1)))
    (profile,) = find_profiles([account], compared(account))
    shares = {share.key: len(share.annotations) for share in profile.shares}
    assert sum(shares.values()) == profile.statements == 3
    assert (shares["asserted"], shares["attributed"]) == (1, 2)


def test_a_source_is_an_actor_a_pronoun_somebody_or_nobody():
    others = [
        Attribution(at("Rain"), at("helps"), at("Prices"), "direct"),
        Attribution((), at("helps"), at("port"), stance="denies"),
    ]
    account = annotated(SAID, *others)
    dorn = actor("Dorn", account.doc.id, at("Dorn"), said=(account.annotations[0].id,))
    (profile,) = find_profiles([account], compared(account, actors=[dorn]))
    found = {s.name: (s.kind, s.actor, s.direct, s.indirect, s.denials) for s in profile.sources}
    assert found == {
        "Dorn": ("named", "dorn", 0, 1, 0),
        "Rain": ("unnamed", "", 1, 0, 0),
        "": ("none", "", 0, 1, 1),
    }


def test_who_acts_and_who_suffers():
    account = annotated(
        CLAIM,
        Event(at("shelled"), at("Orsan", 1), at("Dorn", 1), event_type="ASSAULT"),
        Event(at("helps"), at("Rain"), at("Dorn", 1), event_type="AID", hypothetical=True),
    )
    doc = account.doc.id
    people = [
        actor("Orsan", doc, at("Orsan"), at("Orsan", 1)),
        actor("Dorn", doc, at("Dorn"), at("Dorn", 1)),
        actor("Port", doc, at("port"), label="FAC"),
    ]
    (profile,) = find_profiles([account], compared(account, actors=people))
    roles = {r.name: (len(r.acts), len(r.gains), len(r.suffers)) for r in profile.roles}
    assert roles == {"Orsan": (2, 0, 0), "Dorn": (0, 0, 1)}


def phrase(doc):
    return Phrase(doc, (0, 1), 1)


def story_of(*accounts, copies=()):
    documents = (*accounts, *(copy for copy, _ in copies))
    return Story("s", "", documents, copies)


def claim(name, origin="sentences", **stances):
    cells = tuple(Cell(account, stance) for account, stance in stances.items())
    return Claim(name, name, origin, False, cells)


def silent_on(comparison, account):
    listed, alone = find_silences(comparison)[account]
    return [(s.kind, s.id, s.accounts) for s in listed], alone


def test_what_most_independent_accounts_have_comes_first():
    story = story_of("a", "b", "c", "d", copies=(("e", "d"),))
    claims = (
        claim("few", b="asserts", c="denies"),
        claim("many", b="asserts", c="denies", d="unclear", a="silent"),
        claim("own", a="asserts", b="asserts"),
        claim("alone", b="asserts"),
        claim("implied", "implied", b="asserts", c="asserts", d="asserts"),
    )
    factors = (
        Factor("f", "prices", (phrase("b"), phrase("c"), phrase("e"))),
        Factor("g", "rents", (phrase("d"), phrase("e"))),
    )
    found, alone = silent_on(Comparison(story, claims, factors, ()), "a")
    assert found == [
        ("claim", "many", ("b", "c", "d")),
        ("claim", "few", ("b", "c")),
        ("factor", "f", ("b", "c")),
    ]
    assert alone == 2  # "alone", and "rents": a copy does not count


def test_actors_and_aims_that_others_name():
    story = story_of("a", "b")
    dorn = Actor("dorn", "Dorn", "GPE", (), (), (Reference("b", (0, 4), "name"),))
    port = Actor("port", "Port", "FAC", (), (), (Reference("b", (0, 4), "name"),))
    factors = (Factor("f", "prices", (phrase("a"), phrase("b"))),)
    aims = (
        OwnedAim("x", "b", "dorn", "f", -1, imputed=False),
        OwnedAim("y", "a", "dorn", "f", 1, imputed=False),
    )
    comparison = Comparison(story, (), factors, (), (dorn, port), (), aims)
    found, alone = silent_on(comparison, "a")
    assert found == [("actor", "dorn", ("b",)), ("aim", "dorn/f/-1", ("b",))]
    assert alone == 0
    labels = [s.label for s in find_silences(comparison)["a"][0]]
    assert labels == ["Dorn", "Dorn: less prices"]


def test_an_account_that_has_everything_is_silent_on_nothing():
    story = story_of("a", "b")
    both = claim("both", a="asserts", b="denies")
    assert find_silences(Comparison(story, (both,), (), ())) == {"a": ([], 0), "b": ([], 0)}
