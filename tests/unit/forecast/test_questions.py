import pytest

from rashomon.core.bodies import Attribution, Prediction
from rashomon.core.records import Annotation, Document, Item
from rashomon.forecast.ledger import LEAST_RESOLVED, forecast_ledger, scored
from rashomon.forecast.questions import find_questions

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
    from dataclasses import replace

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
