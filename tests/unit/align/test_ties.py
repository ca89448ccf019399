"""Who is for or against whom, in sentences that the real parser reads."""

import dataclasses

import pytest

from rashomon.align.ties import find_ties
from rashomon.align.towards import ties_in
from rashomon.core.bodies import Aim, Attribution, Event
from rashomon.core.records import Annotation
from rashomon.core.views import Actor, Reference

PEOPLE = ("Orsan", "Merrowe", "Dorn", "Halvik")


def spans(text, words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return ((start, start + len(words)),)


@pytest.fixture
def tied(read):
    """The ties of a text, with the actors of PEOPLE and, for annotations, bodies built from it."""

    def find(text, *make, label="GPE"):
        account = read(text)
        bodies = [build(account.doc.text) for build in make]
        found = [
            Annotation.make(doc=account.doc.id, body=b, producer="test", score=1) for b in bodies
        ]
        account = dataclasses.replace(account, annotations=tuple(found))
        actors = []
        for name in PEOPLE:
            places = [spans(text, name, n)[0] for n in range(text.count(name))]
            references = tuple(Reference(account.doc.id, place, "name") for place in places)
            said = [
                a.id
                for a in found
                if isinstance(a.body, Attribution) and text[slice(*a.body.source[0])] == name
            ]
            actors.append(Actor(name, name, label, (), (), references, tuple(said)))
        return {
            pair: [(piece.sign, piece.source, piece.voice) for piece in pieces]
            for pair, pieces in find_ties([account], actors)[account.doc.id].items()
        }

    return find


def event(kind, actor, trigger, recipient="", **about):
    def build(text):
        told = spans(text, recipient) if recipient else ()
        return Event(spans(text, trigger), spans(text, actor), told, event_type=kind, **about)

    return build


def said(source, cue, content, stance="asserts"):
    return lambda text: Attribution(
        spans(text, source), spans(text, cue), spans(text, content), "indirect", stance
    )


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Orsan attacked Merrowe.", -1),
        ("Orsan supports Merrowe.", 1),
        ("Merrowe was bombed by Orsan.", -1),
        ("Orsan's attack on Merrowe failed.", -1),
        ("The war between Orsan and Merrowe goes on.", -1),
        ("Orsan is an ally of Merrowe.", 1),
        ("Orsan condemned Merrowe's plans.", -1),
    ],
)
def test_a_sentence_ties_two(tied, text, sign):
    assert tied(text) == {("Orsan", "Merrowe"): [(sign, "sentence", "own")]}


@pytest.mark.parametrize(
    "text",
    [
        "Orsan did not attack Merrowe.",
        "Orsan may attack Merrowe.",
        "If Orsan attacks Merrowe, the port will close.",
        "Did Orsan attack Merrowe?",
        "Orsan and Merrowe hold talks.",
        "Orsan asked Merrowe for grain.",
        "Orsan never supported Merrowe.",
        "Orsan lies north of Merrowe.",
    ],
)
def test_what_is_denied_supposed_or_neither_ties_nobody(tied, text):
    assert tied(text) == {}


def test_whom_it_is_done_against_is_a_foe(tied):
    found = tied("Orsan defends Merrowe against Dorn.")
    assert found["Orsan", "Merrowe"] == [(1, "sentence", "own")]
    assert found["Orsan", "Dorn"] == [(-1, "sentence", "own")]


def test_an_event_counts_by_its_word_and_else_by_its_type(tied):
    text = "Orsan shelled Merrowe. Orsan met Dorn with gifts for its harbour."
    found = tied(
        text,
        event("ASSAULT", "Orsan", "shelled", "Merrowe"),
        event("AID", "Orsan", "gifts", "Dorn"),
    )
    assert found == {
        ("Orsan", "Merrowe"): [(-1, "event", "own")],
        ("Orsan", "Dorn"): [(1, "event", "own")],
    }
    # a type that contradicts the verb is the reader's slip
    assert tied("Orsan shelled Merrowe.", event("AID", "Orsan", "shelled", "Merrowe")) == {
        ("Orsan", "Merrowe"): [(-1, "event", "own")]
    }


def test_an_event_without_a_recipient_falls_on_its_object(tied):
    found = tied("Orsan shelled Merrowe.", event("ASSAULT", "Orsan", "shelled"))
    assert found == {("Orsan", "Merrowe"): [(-1, "event", "own")]}


@pytest.mark.parametrize("about", [{"negated": True}, {"hypothetical": True}])
def test_an_event_that_does_not_happen_ties_nobody(tied, about):
    text = "Orsan sent no gifts to Merrowe."
    assert tied(text, event("AID", "Orsan", "gifts", "Merrowe", **about)) == {}


@pytest.mark.parametrize("kind", ["CONSULT", "REQUEST", ""])
def test_talks_and_requests_are_neither(tied, kind):
    text = "Orsan had a word with Merrowe."
    assert tied(text, event(kind, "Orsan", "word", "Merrowe")) == {}


def test_the_cue_of_what_one_says_of_another(tied):
    text = "Orsan denounced Merrowe as a den of pirates."
    found = tied(text, said("Orsan", "denounced", "Merrowe as a den of pirates"))
    assert found == {("Orsan", "Merrowe"): [(-1, "stance", "own")]}


def test_an_aim_for_or_against_somebody(tied):
    text = "Orsan wants to weaken Merrowe. Dorn does not want to weaken Merrowe."
    found = tied(
        text,
        lambda t: Aim(spans(t, "Orsan"), spans(t, "weaken Merrowe"), spans(t, "wants")),
        lambda t: Aim(
            spans(t, "Dorn"), spans(t, "weaken Merrowe", 1), spans(t, "want", 1), wants=-1
        ),
    )
    assert found["Orsan", "Merrowe"] == [(-1, "aim", "own")]
    assert found["Merrowe", "Dorn"] == [(1, "aim", "own")]


def test_what_a_source_asserts_is_quoted_and_what_it_denies_ties_nobody(tied):
    text = "Dorn said that Orsan attacked Merrowe."
    content = "that Orsan attacked Merrowe"
    assert tied(text, said("Dorn", "said", content)) == {
        ("Orsan", "Merrowe"): [(-1, "sentence", "quoted")]
    }
    denied = text.replace("said", "denied")
    assert tied(denied, said("Dorn", "denied", content, "denies")) == {}
    distant = text.replace("said", "alleged")
    assert tied(distant, said("Dorn", "alleged", content)) == {}


def test_places_and_things_are_nobodys_friend(tied):
    assert tied("Orsan attacked Merrowe.", label="LOC") == {}


def test_every_word_of_a_tie_stands_in_its_sentence(read):
    account = read("Orsan, who backs Dorn, attacked Merrowe and praised Halvik's king.")
    for tree in account.trees:
        for found in ties_in(tree):
            assert len({found.word, found.doer, found.done_to} & set(range(len(tree)))) == 3
