"""Which factor a phrase speaks of, and whether of more or less of it."""

import pytest

from rashomon.align.phrases import read_phrase


@pytest.mark.parametrize(
    ("marked", "core", "direction"),
    [
        ("[Grain prices]{effect} rose after [the strike]{cause}.", "grain prices", 1),
        ("[Higher grain prices]{effect} followed [the strike]{cause}.", "grain prices", 1),
        ("[The rise in grain prices]{effect} followed [the strike]{cause}.", "grain prices", 1),
        ("[Grain prices fell]{effect} because of [the strike]{cause}.", "grain prices", -1),
        ("[A loss of trust]{effect} followed [the strike]{cause}.", "trust", -1),
        ("The council blamed [failing schools]{cause} for [weaker growth]{effect}.", "growth", -1),
        ("[The strike]{cause} led to [weakening the alliance]{effect}.", "alliance", -1),
        (
            "[The strike]{cause} raised [grain prices on the whole coast]{effect}.",
            "grain prices",
            1,
        ),
        ("[The strike]{cause} brought [cheaper oil]{effect} to the north.", "oil price", -1),
    ],
)
def test_effect_phrases(read, marked, core, direction):
    account = read(marked)
    claim = account.causal_claims[0].body
    phrase = read_phrase(account, claim.effect, role="effect")
    assert (phrase.core, phrase.direction) == (core, direction)


def test_closing_is_a_happening_not_less_of_the_strait(read):
    account = read("[The closure of the strait]{cause} raised [prices]{effect}.")
    phrase = read_phrase(account, account.causal_claims[0].body.cause, role="cause")
    assert (phrase.core, phrase.direction) == ("closure of the strait", 1)


def test_a_bare_that_points_to_the_sentence_before(read):
    account = read("Oil prices soared last week. [That]{cause} helped [Vostria]{effect}.")
    phrase = read_phrase(account, account.causal_claims[0].body.cause, role="cause")
    assert (phrase.core, phrase.direction) == ("oil prices", 1)
    assert account.doc.text[slice(*phrase.span)] == "That"


def test_they_stands_for_the_subject_before(read):
    account = read("Grain prices worry the ministers. [They]{cause} hurt [the poor]{effect}.")
    phrase = read_phrase(account, account.causal_claims[0].body.cause, role="cause")
    assert phrase.core == "grain prices"


def test_a_name_alone_is_the_actor(read):
    account = read("[The embargo]{cause} hurt [Vostria]{effect}.")
    phrase = read_phrase(account, account.causal_claims[0].body.effect, role="effect")
    assert phrase.stands_for


def test_weakening_a_name_is_less_of_its_position(read):
    account = read("The council helped [the rebels]{effect} by [weakening Vostria]{cause}.")
    phrase = read_phrase(account, account.causal_claims[0].body.cause, role="cause")
    assert (phrase.stands_for, phrase.direction) == ("position", -1)


def test_a_gift_is_its_receivers(read):
    account = read("[The council]{cause} handed [Vostria its money]{effect}.")
    phrase = read_phrase(account, account.causal_claims[0].body.effect, role="effect")
    assert (phrase.core, phrase.stands_for, phrase.direction) == ("Vostria", "position", 1)


def test_a_phrase_without_words_is_nothing(read):
    account = read("[The embargo]{cause} hurt [!]{effect}.")
    assert read_phrase(account, account.causal_claims[0].body.effect, role="effect") is None


def test_he_stands_for_the_person_before(read):
    account = read(
        "Mr John Smith closed the port. The union protested. [He]{cause} hurt [the town]{effect}."
    )
    phrase = read_phrase(account, account.causal_claims[0].body.cause, role="cause")
    assert "Smith" in phrase.core
    assert phrase.stands_for


def test_a_pronoun_at_the_end_of_a_longer_sentence_than_the_one_before(read):
    account = read(
        "Prices rose. On the long quay, after a week of shouting and waiting for ships, [a rumour]{cause} helped [them]{effect}."
    )
    phrase = read_phrase(account, account.causal_claims[0].body.effect, role="effect")
    assert phrase is not None


def test_a_pronoun_in_the_first_sentence_points_nowhere(read):
    account = read("[It]{cause} lowered [the output of the mill]{effect}.")
    assert read_phrase(account, account.causal_claims[0].body.cause, role="cause") is None
