"""Cruxes with everybody's probabilities."""

import pytest

from rashomon.core.records import Item
from rashomon.judge.asked import fold_cruxes, in_play, rank_asked


def asked(text="Is it open?", by="mara", **about):
    p_yes = about.pop("p_yes", {"a": 0.9, "b": 0.1})
    return Item.make(kind="crux", fields={"text": text, "p_yes": p_yes, **about}, by=by, at="2031")


def fold(*items, rater=""):
    return fold_cruxes(items, ["doc"], ["a", "b", "c"], rater=rater)


def test_the_same_words_are_the_same_question_and_the_middle_counts():
    first = asked()
    (one,) = fold(
        first, asked(by="ivo", p_yes={"a": 0.5, "b": 0.3}), asked("Is  it open?", by="lena")
    )
    assert one.id == first.id
    assert one.middle("a") == 0.9
    assert one.middle("b") == pytest.approx(0.1)
    assert list(one.given) == ["mara", "ivo", "lena"]


def test_a_person_adds_changes_and_takes_back_numbers_one_by_one():
    (one,) = fold(asked(), asked(p_yes={"b": 0.4, "c": 0.2}), asked(p_yes={"a": None}))
    assert one.given["mara"] == {"b": 0.4, "c": 0.2}


def test_a_question_is_reworded_and_taken_off_by_its_id():
    first = asked(closes="2031-05-14")
    (one,) = fold(first, asked("Is it shut?", of=first.id, p_yes={}, resolves_by="port log"))
    assert (one.text, one.closes, one.resolves_by) == ("Is it shut?", "", "port log")
    assert fold(first, asked(of=first.id, p_yes={}, aside=True)) == []


def test_only_one_persons_numbers_count_on_demand():
    (one,) = fold(asked(), asked(by="ivo", p_yes={"a": 0.2}), rater="ivo")
    assert one.given == {"ivo": {"a": 0.2}}


def test_a_question_about_other_hypotheses_is_another_storys():
    assert fold(asked(p_yes={"z": 0.5})) == []
    assert len(fold(asked(p_yes={"z": 0.5}, accounts=["doc"]))) == 1
    assert fold(asked(accounts=["other"])) == []


def test_what_people_did_something_with_is_in_play():
    one = fold(asked(p_yes={"b": 0.4}))
    assert in_play(["a", "b", "c"], one, ["c"]) == ["b", "c"]


def test_a_question_with_a_missing_probability_is_shown_and_not_ranked():
    found = fold(asked("whole?", p_yes={"a": 0.9, "b": 0.2}), asked("half?", p_yes={"a": 0.5}))
    ranking = rank_asked(found, ["a", "b"])
    assert [(c.text, c.bits is None, c.chosen) for c in ranking.cruxes] == [
        ("whole?", False, True),
        ("half?", True, False),
    ]
    assert [c.middle for c in ranking.cruxes[1].chances] == [0.5, None]


def test_a_set_is_as_large_as_is_asked_for_and_tells_what_its_questions_tell_together():
    items = [asked(f"{n}?", p_yes={"a": 0.5 + n / 10, "b": 0.5 - n / 10}) for n in range(4)]
    small, large = (rank_asked(fold(*items), ["a", "b"], size=size) for size in (1, 3))
    assert [sum(c.chosen for c in r.cruxes) for r in (small, large)] == [1, 3]
    assert small.settled_bits == pytest.approx(small.cruxes[0].bits)
    assert small.settled_bits < large.settled_bits <= large.open_bits == 1


def test_by_whose_own_numbers_a_question_is_chosen():
    items = [
        asked("one?"),
        asked("one?", by="ivo", p_yes={"a": 0.5, "b": 0.5}),
        asked("two?", by="ivo", p_yes={"a": 0.9, "b": 0.1}),
        asked("two?", p_yes={"a": 0.5, "b": 0.5}),
    ]
    ranking = rank_asked(fold(*items), ["a", "b"], size=1)
    assert {c.text: c.agree for c in ranking.cruxes} == {"one?": ("mara",), "two?": ("ivo",)}


def test_one_hypothesis_alone_leaves_nothing_to_tell_apart():
    ranking = rank_asked(fold(asked()), ["a"])
    assert [(c.bits, c.chosen) for c in ranking.cruxes] == [(None, False)]
    assert rank_asked(fold(asked()), []).open_bits == 0
