"""Who is who: names, titles, descriptions and pronouns of invented people, in one text and across texts."""

import json
import re
from pathlib import Path

import pytest

from rashomon.align.actors import find_actors
from rashomon.align.names import is_acronym, is_part, is_people_of, name_key
from rashomon.align.nouns import noun_kinds
from rashomon.align.states import holder, state_named
from rashomon.align.trees import Account
from rashomon.core.bodies import Attribution, Mention
from rashomon.core.records import Annotation, Document

DICTIONARY = Path(__file__).parents[4] / "shared/data/petrarch/data/dictionaries"
_MARK = re.compile(r"\[([^\]]*)\]\{(\w+)\}")
LABELS = frozenset("PERSON ORG GPE NORP LOC FAC MISC".split())


@pytest.fixture(scope="module")
def told(encoder):
    """An account of marked text: '[Mira Solde]{PERSON}'; source and content pair up in order."""

    def make(marked, *, name="a", published=""):
        text, spans, last = "", [], 0
        for match in _MARK.finditer(marked):
            text += marked[last : match.start()]
            spans.append((match[2], (len(text), len(text) + len(match[1]))))
            text += match[1]
            last = match.end()
        text += marked[last:]
        doc = Document.make(page=name, segment=0, text=text, ref=name, published=published)
        bodies = [Mention((s,), label) for label, s in spans if label in LABELS]
        sources = [s for role, s in spans if role == "source"]
        contents = [s for role, s in spans if role == "content"]
        bodies += [
            Attribution((s,), (), (c,), "direct", "asserts")
            for s, c in zip(sources, contents, strict=True)
        ]
        made = [Annotation.make(doc=doc.id, body=b, producer="test", score=1) for b in bodies]
        return Account(doc, encoder.parse(text), made)

    return make


def words(accounts, actor, *how):
    texts = {account.doc.id: account.doc.text for account in accounts}
    return [texts[r.doc][slice(*r.span)] for r in actor.references if not how or r.how in how]


def by_name(*accounts):
    return {actor.name: actor for actor in find_actors(accounts)}


def test_a_surname_is_the_full_name_before(told):
    text = told(
        "[Rebekka Koffran]{PERSON} wrote a book. [Koffran]{PERSON} lives in [Tavin]{GPE}. Ms [Koffran]{PERSON} sold it well."
    )
    actors = by_name(text)
    assert words([text], actors["Rebekka Koffran"], "name") == [
        "Rebekka Koffran",
        "Koffran",
        "Koffran",
    ]
    assert set(actors) == {"Rebekka Koffran", "Tavin"}


def test_two_of_one_surname_stay_apart(told):
    text = told("[Ada Renk]{PERSON} met [Odo Renk]{PERSON}. [Renk]{PERSON} laughed.")
    assert {"Ada Renk", "Odo Renk", "Renk"} == set(by_name(text))


def test_an_acronym_is_its_long_form(told):
    text = told(
        "The [Joint Ceasefire Commission]{ORG} ([JCC]{ORG}) met. The [JCC]{ORG} saw both sides fire. The commission left."
    )
    actor = by_name(text)["Joint Ceasefire Commission"]
    assert dict(actor.aliases)["JCC"] == 2
    assert "The commission" in words([text], actor, "description")


def test_a_title_is_remembered_and_found_again(told):
    text = told(
        "[Harl Dovic]{PERSON}, the energy minister, opened the plant on Monday. The minister praised the engineers.",
        published="2031-05-04T10:00",
    )
    actor = by_name(text)["Harl Dovic"]
    assert [(r.title, r.when) for r in actor.roles] == [("energy minister", "2031-05-04")]
    assert words([text], actor, "title", "office") == ["the energy minister", "The minister"]


def test_he_and_she_go_by_what_titles_tell(told):
    text = told("Queen [Ilvane]{PERSON} received Mr [Marn]{PERSON}. She thanked him.")
    actors = by_name(text)
    assert words([text], actors["Ilvane"], "pronoun") == ["She"]


def test_an_object_is_not_its_own_subject(told):
    text = told("[Odo Renk]{PERSON} praised him.")
    assert words([text], by_name(text)["Odo Renk"], "pronoun") == []


def test_i_in_a_quotation_is_its_source(told):
    text = told(
        '"[I am tired of it]{content}," [Mira Solde]{source} said. [Mira Solde]{PERSON} left.'
    )
    assert words([text], by_name(text)["Mira Solde"], "pronoun") == ["I"]


def test_a_demonym_is_its_state(told):
    text = told("[Talmir]{GPE} closed the border. The [Talmiri]{NORP} government gave no reason.")
    actors = by_name(text)
    assert set(actors) == {"Talmir"}
    assert "The Talmiri government" in words([text], actors["Talmir"], "description")


def test_a_capital_acts_for_its_state_or_is_a_place(told):
    text = told(
        "[Moscow]{GPE} rejected the plan. The [Kremlin]{ORG} gave no reason. Snow fell in [Moscow]{GPE}."
    )
    actors = by_name(text)
    assert words([text], actors["Russia"], "name") == ["Moscow", "Kremlin"]
    assert words([text], actors["Moscow"]) == ["Moscow"]


def test_the_office_names_its_holder_on_the_day(told):
    text = told("The [Russian]{NORP} president gave a speech.", published="2025-03-01")
    other = told("[Putin]{PERSON} gave a speech.", name="b", published="2025-03-01")
    actor = by_name(text, other)["Vladimir Putin"]
    assert words([text, other], actor, "office") == ["The Russian president"]
    assert "Putin" in words([text, other], actor, "name")
    undated = told("The [Russian]{NORP} president gave a speech.", name="c")
    assert "Vladimir Putin" not in by_name(undated)


def test_a_bare_surname_joins_the_only_full_name_of_the_story(told):
    one = told("[Mira Solde]{PERSON} spoke.")
    two = told("[Solde]{PERSON} spoke.", name="b")
    three = told("[Ilse Solde]{PERSON} spoke.", name="c")
    assert set(by_name(one, two)) == {"Mira Solde"}
    assert set(by_name(one, two, three)) == {"Mira Solde", "Solde", "Ilse Solde"}


def test_sources_are_led_to_their_actors(told):
    text = told(
        '[Harl Dovic]{PERSON}, the energy minister, opened the plant. "[The price will fall]{content}," [the minister]{source} said.'
    )
    (said,) = text.attributions
    assert by_name(text)["Harl Dovic"].attributions == (said.id,)


def test_ids_are_stable_and_nothing_is_found_in_nothing(told):
    first = told("[Mira Solde]{PERSON} spoke.")
    again = told("Then [Mira Solde]{PERSON} spoke again.", name="b")
    assert [a.id for a in find_actors([first])] == [a.id for a in find_actors([again])]
    assert find_actors([]) == []
    assert find_actors([told("It rained.")]) == []


@pytest.mark.parametrize(
    ("short", "short_label", "whole", "label", "wanted"),
    [
        ("Holt", "PERSON", "Dragan Pereira-Holt", "PERSON", True),
        ("the League", "ORG", "Tram Drivers' League", "ORG", True),
        ("Corran", "ORG", "Corran Foods", "ORG", True),
        ("Tarvia", "GPE", "Ministry of Defence of Tarvia", "ORG", False),
        ("Rin", "GPE", "Upper Rin", "GPE", False),
        ("Halvard", "GPE", "Port Halvard", "GPE", True),
    ],
)
def test_short_forms(short, short_label, whole, label, wanted):
    assert is_part(name_key(short), short_label, name_key(whole), label) is wanted


def test_acronyms_and_peoples():
    assert is_acronym("BTA", "Bureau of Tide Affairs")
    assert not is_acronym("Bta", "Bureau of Tide Affairs")
    assert is_people_of("Selenic", "Selenia")
    assert is_people_of("Talmiri", "Talmir")
    assert not is_people_of("Talmir", "Talvia")


def test_nouns_have_kinds():
    assert noun_kinds("minister") == {"person"}
    assert noun_kinds("company") == {"body"}
    assert noun_kinds("law") == {"thing"}


def test_states_and_offices():
    assert state_named("Downing Street").state == "United Kingdom"
    assert state_named("Russians").kind == "people"
    assert state_named("us") is None
    assert state_named("US").state == "United States"
    assert state_named("Congolese") is None  # two states
    assert holder("Russia", "president", "2010-01-01") == "Dmitry Medvedev"
    assert holder("Russia", "president", "2031-01-01") is None


def test_terms_of_office_do_not_overlap():
    table = json.loads(
        (Path(__file__).parents[3] / "src/rashomon/align/offices.json").read_text("utf-8")
    )
    last: dict[tuple[str, str], str] = {}
    for state, office, _, start, end in table["held"]:
        assert state_named(state), state
        assert last.get((state, office), "") <= start
        last[state, office] = end or "9999"


@pytest.mark.skipif(not DICTIONARY.exists(), reason="../shared/data/petrarch is absent")
def test_the_table_covers_the_states_of_the_event_data_community():
    text = (DICTIONARY / "Phoenix.Countries.actors.txt").read_text("utf-8", errors="replace")
    heads = re.findall(r"^([A-Z][A-Z_'.-]+?)_?\s+\[[A-Z]{3}\]\s*$", text, re.MULTILINE)
    known = [head for head in heads if state_named(head.replace("_", " ").strip().title())]
    assert len(heads) > 150
    assert len(known) / len(heads) > 0.9  # the rest are territories and states that are gone
