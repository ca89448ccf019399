"""What is judged with what people added: the consistency matrix, questions, ledger, kept data."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rashomon.core.errors import UnknownRecord
from rashomon.core.records import Item
from rashomon.core.verdicts import (
    Calibration,
    ConsistencyMatrix,
    LedgerRow,
    Question,
    SeriesCheck,
)
from rashomon.core.viewcodec import view_from_json, view_to_json
from rashomon.core.views import Comparison, Factor, Story
from rashomon.forecast.checks import stated_effects
from rashomon.forecast.ledger import calibrations, forecast_ledger
from rashomon.forecast.questions import (
    Said,
    decide,
    fold_questions,
    kept_question,
    read_questions,
)
from rashomon.judge.matrix import EVERYTHING, Focus, consistency_matrix
from rashomon.store.base import Store
from rashomon.workspace.curating import CURATED, add_item
from rashomon.workspace.reading import standing

QUESTIONS = (
    1  # grows when predictions become questions in another way, so that kept ones are made anew
)
_KEY = "view/questions"


def judge_story(
    store: Store, comparison: Comparison, *, focus: Focus = EVERYTHING
) -> ConsistencyMatrix:
    """A story's consistency matrix.

    Raises:
        UnknownRecord: what is to be admitted or left out is not in the story.
    """
    accounts = comparison.story.accounts
    if focus.admitted and focus.admitted not in accounts:
        message = (
            f"no account {focus.admitted!r} in this story; known: {', '.join(accounts) or 'none'}"
        )
        raise UnknownRecord(message)
    known = {*accounts, *(claim.id for claim in comparison.claims)}
    unknown = [name for name in focus.without if name not in known]
    if unknown:
        message = f"nothing to leave out has the id {unknown[0]!r}: give an account or a claim"
        raise UnknownRecord(message)
    documents = {doc: store.document(doc) for doc in accounts}
    return consistency_matrix(comparison, documents, store.items(), focus=focus)


def questions_of(
    store: Store, stories: Sequence[Story], *, words_as_numbers: bool = False
) -> list[Question]:
    """The predictions of all accounts as questions; a copy predicts nothing of its own."""
    read = _read_questions(store, stories)
    said = fold_questions(store.items())
    accounts = {doc for story in stories for doc in story.accounts}
    kept = _kept(store, {q.id for q in read}, said, accounts)
    return [*decide(read, said, words_as_numbers=words_as_numbers), *kept]


def _read_questions(store: Store, stories: Sequence[Story]) -> list[Question]:
    """The questions as the texts have them, kept in the case for this state of its records."""
    state = [QUESTIONS, store.revision]
    known = json.loads(store.cached(_KEY) or b"{}")
    if known.get("state") == state:
        return [view_from_json(Question, value) for value in known["questions"]]
    found = [
        question
        for story in stories
        for doc in map(store.document, story.accounts)
        for question in read_questions(doc, standing(store, doc.id))
    ]
    value = {"state": state, "questions": [view_to_json(question) for question in found]}
    store.keep(_KEY, json.dumps(value, separators=(",", ":")).encode())
    return found


def question_of(store: Store, name: str) -> Question:
    """One question, read from its own document alone.

    Raises:
        UnknownRecord: there is none with this id.
    """
    said = fold_questions(store.items())
    place = said.get(name, Said()).place
    if _is_annotation(store, name):
        doc = store.document(store.annotation(name).doc)
        found = decide(read_questions(doc, standing(store, doc.id)), said)
    elif place.get("doc"):
        found = [kept_question(store.document(str(place["doc"])), name, said[name])]
    else:
        found = []
    for question in found:
        if question.id == name:
            return question
    message = f"no question has the id {name!r}"
    raise UnknownRecord(message)


def _kept(
    store: Store, shown: set[str], said: Mapping[str, Said], accounts: set[str]
) -> list[Question]:
    """Questions that people worked on and whose prediction the case no longer has."""
    found = []
    for name, one in said.items():
        doc = str(one.place.get("doc") or "")
        if name not in shown and doc in accounts and not _is_annotation(store, name):
            found.append(kept_question(store.document(doc), name, one))
    return found


def _is_annotation(store: Store, name: str) -> bool:
    """Whether the prediction is in the case: then a person rejected it, and it stays away."""
    try:
        store.annotation(name)
    except UnknownRecord:
        return False
    return True


def ledger_of(store: Store, questions: list[Question]) -> list[LedgerRow]:
    """Who predicted what, by author and outlet."""
    documents = {question.account for question in questions}
    return forecast_ledger(questions, {doc: store.document(doc) for doc in documents})


def calibrations_of(store: Store, questions: list[Question]) -> list[Calibration]:
    """How far probabilities came true, of the case and of each author and outlet."""
    documents = {question.account for question in questions}
    return calibrations(questions, {doc: store.document(doc) for doc in documents})


def said_about(store: Store, record_id: str) -> list[Item]:
    """Everything that people said about a hypothesis, claim, crux, question or kept check."""
    roles = ("of", "hypothesis", "evidence", "question")
    return [
        item
        for item in store.items()
        if (item.kind in CURATED or item.kind == "series")
        and (item.id == record_id or any(item.fields.get(role) == record_id for role in roles))
    ]


def keep_check(store: Store, check: SeriesCheck, factor: Factor, *, by: str) -> SeriesCheck:
    """Keep a check of a series, so that the dossier shows it; gives it with its item's id."""
    phrases = [[p.doc, *p.span] for p in factor.phrases]
    fields = {"check": view_to_json(check), "phrases": phrases}
    item = add_item(store, "series", fields, by=by)
    return replace(check, id=item.id, by=item.by)


def drop_check(store: Store, check_id: str, *, by: str) -> None:
    """Take a kept check away from the dossier; its item stays in the case.

    Raises:
        UnknownRecord: no check has this id.
    """
    kept = [item for item in store.items("series") if "check" in item.fields]
    if check_id not in {item.id for item in kept}:
        message = f"no kept check has the id {check_id!r}"
        raise UnknownRecord(message)
    add_item(store, "series", {"of": check_id, "aside": True}, by=by)


def kept_checks(store: Store, comparison: Comparison) -> list[SeriesCheck]:
    """The checks kept for factors of a story; of the same factor, series and day the latest one.

    What the accounts state of the factor is as it is read now; the numbers are those that were kept.
    """
    found: dict[tuple[str, str, str], SeriesCheck] = {}
    for item in store.items("series"):
        if item.fields.get("aside"):
            found = {key: check for key, check in found.items() if check.id != item.fields["of"]}
        elif check := _kept_check(item, comparison):
            found[check.factor, check.series, check.at] = check
    return list(found.values())


def _kept_check(item: Item, comparison: Comparison) -> SeriesCheck | None:
    """The check that an item keeps, where the story still has its factor."""
    check = view_from_json(SeriesCheck, item.fields["check"])
    factor = _factor_of(check, item.fields, comparison.factors)
    if factor is None:
        return None
    return replace(
        check,
        factor=factor.id,
        label=factor.label,
        stated=stated_effects(factor, comparison.maps),
        id=item.id,
        by=item.by,
    )


def _factor_of(
    check: SeriesCheck, fields: Mapping[str, Any], factors: Iterable[Factor]
) -> Factor | None:
    """The factor itself, else the one with most of its phrases, else none."""
    known = {factor.id: factor for factor in factors}
    if check.factor in known:
        return known[check.factor]
    then = {tuple(place) for place in fields.get("phrases") or ()}
    shared = {f.id: len(then & {(p.doc, *p.span) for p in f.phrases}) for f in known.values()}
    best = max(shared, key=lambda name: shared[name], default="")
    return known[best] if best and shared[best] else None
