"""What people add to a case and what is judged with it: hypotheses, ratings, questions, outcomes."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from rashomon.core.errors import RecordError, UnknownRecord
from rashomon.core.records import Item
from rashomon.core.verdicts import ConsistencyMatrix, LedgerRow, Question, SeriesCheck
from rashomon.core.viewcodec import view_from_json, view_to_json
from rashomon.core.views import Comparison, Story
from rashomon.forecast.ledger import forecast_ledger
from rashomon.forecast.questions import OUTCOMES, find_questions
from rashomon.judge.matrix import consistency_matrix
from rashomon.judge.ratings import RATINGS
from rashomon.store.base import Store
from rashomon.workspace.reading import standing

# What an item of a kind must say; more is kept as it is.
CURATED: dict[str, tuple[str, ...]] = {
    "hypothesis": ("text",),
    "rating": ("hypothesis", "evidence", "rating"),
    "crux": ("text", "p_yes"),
    "question": ("question",),
    "forecast": ("question", "probability"),
    "resolution": ("question", "outcome"),
}


def curate(store: Store, kind: str, fields: Mapping[str, Any], *, by: str) -> Item:
    """Add what a person says; items are only ever added, the latest of a kind on a thing counts.

    Raises:
        RecordError: a field is missing or impossible; the message says which.
    """
    missing = [name for name in CURATED.get(kind, ()) if name not in fields]
    if kind not in CURATED or missing:
        known = "; ".join(f"{name}: {' '.join(needed)}" for name, needed in CURATED.items())
        message = f"a {kind!r} item lacks {' '.join(missing) or 'a known kind'}; known: {known}"
        raise RecordError(message)
    _check(fields)
    # the moment is part of what is said, so that an opinion can be taken back and held again
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    item = Item.make(kind=kind, fields={**fields, "at": at}, by=by, at=at)
    store.add([item])
    return item


def keep_check(store: Store, check: SeriesCheck, *, by: str) -> Item:
    """Keep a check of a series, so that the dossier shows it."""
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    fields = {"check": view_to_json(check), "at": at}
    item = Item.make(kind="series", fields=fields, by=by, at=at)
    store.add([item])
    return item


def kept_checks(store: Store, comparison: Comparison) -> list[SeriesCheck]:
    """The checks kept for factors of a story; of the same factor, series and day the latest one."""
    known = {factor.id for factor in comparison.factors}
    found: dict[tuple[str, str, str], SeriesCheck] = {}
    for item in store.items("series"):
        check = view_from_json(SeriesCheck, item.fields["check"])
        if check.factor in known:
            found[check.factor, check.series, check.at] = check
    return list(found.values())


def _check(fields: Mapping[str, Any]) -> None:
    if fields.get("rating", RATINGS[0]) not in RATINGS:
        message = f"{fields['rating']!r} is no rating; known: {' '.join(RATINGS)}"
        raise RecordError(message)
    if fields.get("outcome", OUTCOMES[0]) not in OUTCOMES:
        message = f"{fields['outcome']!r} is no outcome; known: {' '.join(OUTCOMES)}"
        raise RecordError(message)
    given = fields.get("p_yes", {})
    for value in [fields.get("probability", 0), *given.values()]:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            message = f"{value!r} is no probability: a number from 0 to 1"
            raise RecordError(message)
    if fields.get("closes"):
        try:
            date.fromisoformat(str(fields["closes"]))
        except ValueError as error:
            message = f"{fields['closes']!r} is no day; write it as 2031-05-14"
            raise RecordError(message) from error


def judge_story(store: Store, comparison: Comparison, *, admitted: str = "") -> ConsistencyMatrix:
    """A story's consistency matrix.

    Raises:
        UnknownRecord: the account to admit is none of the story's.
    """
    accounts = comparison.story.accounts
    if admitted and admitted not in accounts:
        message = f"no account {admitted!r} in this story; known: {', '.join(accounts) or 'none'}"
        raise UnknownRecord(message)
    documents = {doc: store.document(doc) for doc in accounts}
    return consistency_matrix(comparison, documents, store.items(), admitted=admitted)


def questions_of(
    store: Store, stories: Iterable[Story], *, words_as_numbers: bool = False
) -> list[Question]:
    """The predictions of all accounts as questions; a copy predicts nothing of its own."""
    items = store.items()
    accounts = [store.document(doc) for story in stories for doc in story.accounts]
    return [
        question
        for doc in accounts
        for question in find_questions(
            doc, standing(store, doc.id), items, words_as_numbers=words_as_numbers
        )
    ]


def ledger_of(store: Store, questions: list[Question]) -> list[LedgerRow]:
    """Who predicted what, by author and outlet."""
    documents = {question.account for question in questions}
    return forecast_ledger(questions, {doc: store.document(doc) for doc in documents})
