"""What is judged with what people added: the consistency matrix, questions, ledger, kept data."""

from collections.abc import Iterable, Mapping
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
from rashomon.forecast.questions import Said, find_questions, fold_questions, kept_question
from rashomon.judge.matrix import EVERYTHING, Focus, consistency_matrix
from rashomon.store.base import Store
from rashomon.workspace.curating import CURATED, add_item
from rashomon.workspace.reading import standing


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
    store: Store, stories: Iterable[Story], *, words_as_numbers: bool = False
) -> list[Question]:
    """The predictions of all accounts as questions; a copy predicts nothing of its own."""
    items = store.items()
    accounts = [doc for story in stories for doc in story.accounts]
    found = [
        question
        for doc in map(store.document, accounts)
        for question in find_questions(
            doc, standing(store, doc.id), items, words_as_numbers=words_as_numbers
        )
    ]
    said = fold_questions(items)
    return [*found, *_kept(store, {q.id for q in found}, said, set(accounts))]


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
