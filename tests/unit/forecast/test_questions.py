from dataclasses import replace

import pytest

from rashomon.core.bodies import Attribution, Prediction
from rashomon.core.records import Annotation, Document, Item
from rashomon.forecast.ledger import LEAST_RESOLVED, calibrations, forecast_ledger, scored
from rashomon.forecast.questions import find_questions, fold_questions, kept_question

TEXT = "If the rain holds, the ferry will probably run by Friday, said Ona Breck. Fares will fall."


def spans(words):
    start = TEXT.index(words)
    return ((start, start + len(words)),)


@pytest.fixture
def doc():
    return Document.make(
        page="p", segment=0, text=TEXT, ref="a.txt", author="Ivo Tann", outlet="Harbour Daily",
        published="2031-05-14", precision="day",
    )  # fmt: skip


@pytest.fixture
def annotations(doc):
    bodies = [
        Prediction(
            spans("the ferry will probably run"),
            spans("the rain holds"),
            spans("Friday"),
            spans("probably"),
        ),
        Prediction(spans("Fares will fall")),
        Attribution(
            source=spans("Ona Breck"), cue=spans("said"), content=((0, TEXT.index(", said")),)
        ),
    ]
    return [Annotation.make(doc=doc.id, body=b, producer="test", score=1) for b in bodies]


def said(kind, question, **fields):
    return Item.make(kind=kind, fields={"question": question, **fields}, by="mara", at="2031-06-01")


def test_a_prediction_is_a_question_with_its_day(doc, annotations):
    first, second = find_questions(doc, annotations)
    assert (first.wording, first.condition) == ("the ferry will probably run", "the rain holds")
    assert (first.closes, first.horizon, first.hedge) == ("2031-05-16", "Friday", "probably")
    assert (first.voice, first.source, first.status) == ("quoted", "Ona Breck", "proposed")
    assert (second.closes, second.voice, second.probability) == ("", "own", None)


def test_words_are_numbers_only_where_the_table_is_switched_on(doc, annotations):
    assert find_questions(doc, annotations)[0].probability is None
    first, second = find_questions(doc, annotations, words_as_numbers=True)
    assert (first.probability, second.probability) == (0.75, None)


def test_the_last_word_of_people_counts(doc, annotations):
    question = annotations[0].id
    items = [
        said("question", question, wording="Does the ferry run on 16 May?", closes="2031-05-17"),
        said("forecast", question, probability=0.6),
        said("forecast", question, probability=0.8),
        said("resolution", question, outcome="no"),
        said("resolution", question, outcome="yes", evidence="port log"),
    ]
    first = find_questions(doc, annotations, items)[0]
    assert (first.wording, first.closes) == ("Does the ferry run on 16 May?", "2031-05-17")
    assert (first.probability, first.status, first.evidence) == (0.8, "yes", "port log")


def test_several_people_give_a_probability_together_and_each_can_take_it_back(doc, annotations):
    question = annotations[0].id
    items = [
        said("forecast", question, probability=0.5, note="even"),
        said("forecast", question, probability=0.9),
    ]
    ivo = Item.make(
        kind="forecast", fields={"question": question, "probability": 0.5}, by="ivo", at=""
    )
    first = find_questions(doc, annotations, [*items, ivo])[0]
    assert first.probability == pytest.approx(0.75)  # odds 9 and 1: their geometric mean is 3
    assert [(one.by, one.probability) for one in first.given] == [("mara", 0.9), ("ivo", 0.5)]
    back = said("forecast", question, probability=None)
    assert find_questions(doc, annotations, [*items, ivo, back])[0].probability == 0.5


def test_what_people_decide_can_be_taken_back(doc, annotations):
    question = annotations[0].id
    items = [said("question", question, wording="Does it run?", condition=""),
             said("resolution", question, outcome="no", evidence="port log")]  # fmt: skip
    first = find_questions(doc, annotations, items)[0]
    assert (first.condition, first.status, first.decided) == ("", "no", ("mara", "2031-06-01"))
    items += [said("resolution", question, outcome="open"), said("question", question, aside=True)]
    first = find_questions(doc, annotations, items)[0]
    assert (first.status, first.evidence, first.decided) == ("proposed", "", ("", ""))
    assert (first.wording, first.condition) == ("the ferry will probably run", "the rain holds")


def test_what_is_passed_over_counts_for_nobody(doc, annotations):
    found = find_questions(doc, annotations, [said("question", annotations[1].id, passed=True)])
    assert [q.status for q in found] == ["proposed", "passed"]
    assert {row.predictions for row in forecast_ledger(found, {doc.id: doc})} == {1}


def test_a_question_outlives_the_reading_that_it_came_from(doc, annotations):
    place = {"doc": doc.id, "spans": [list(span) for span in annotations[0].body.content]}
    items = [said("question", "gone", wording="Does it run?", closes="2031-05-17", **place),
             said("forecast", "gone", probability=0.7, **place)]  # fmt: skip
    kept = kept_question(doc, "gone", fold_questions(items)["gone"])
    assert (kept.wording, kept.closes, kept.probability) == ("Does it run?", "2031-05-17", 0.7)
    assert kept.spans == annotations[0].body.content


def test_calibration_is_the_scores_of_those_who_have_enough(doc, annotations):
    one = find_questions(doc, annotations)[1]
    yes = [replace(one, probability=0.75, status="yes")] * 6
    no = [replace(one, probability=0.25, status="no")] * 4
    assert calibrations(yes[:5], {doc.id: doc}) == []
    whole, author, outlet = calibrations([*yes, *no], {doc.id: doc})
    assert (whole.kind, author.name, outlet.name) == ("case", "Ivo Tann", "Harbour Daily")
    assert whole.brier == pytest.approx(0.0625)
    assert whole.brier == pytest.approx(whole.reliability - whole.resolution + whole.uncertainty)
    assert [(b.count, b.mean, b.came_true) for b in whole.bins] == [(4, 0.25, 0), (6, 0.75, 1)]


def test_a_void_question_is_counted_and_never_scored(doc, annotations):
    question = annotations[0].id
    items = [
        said("forecast", question, probability=0.6),
        said("resolution", question, outcome="void"),
    ]
    found = find_questions(doc, annotations, items)
    row = forecast_ledger(found, {doc.id: doc})[0]
    assert (row.predictions, row.void, row.resolved, row.brier) == (2, 1, 0, None)
    assert scored(found) == ([], [])


def test_scores_need_enough_resolved_forecasts(doc, annotations):
    one = replace(find_questions(doc, annotations)[1], probability=0.8, status="yes")
    few = forecast_ledger([one] * (LEAST_RESOLVED - 1), {doc.id: doc})
    enough = forecast_ledger([one] * LEAST_RESOLVED, {doc.id: doc})
    assert {row.brier for row in few} == {None}
    assert [(row.kind, row.name) for row in enough] == [
        ("author", "Ivo Tann"),
        ("outlet", "Harbour Daily"),
    ]
    assert [row.brier for row in enough] == [pytest.approx(0.04)] * 2


def test_a_document_without_a_day_has_questions_without_one(annotations):
    bare = Document.make(page="p", segment=0, text=TEXT, ref="a.txt")
    assert [q.closes for q in find_questions(bare, annotations)] == ["", ""]
