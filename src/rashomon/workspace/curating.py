"""What people add to a case: hypotheses, ratings, cruxes, questions, outcomes, checks of data.

Items are only ever added. Each names the sentences that it is about, so that it finds them again
when the case has grown and ids have changed.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from rashomon.core.errors import RecordError, UnknownRecord
from rashomon.core.records import Item
from rashomon.core.verdicts import Hypothesis, Question
from rashomon.core.views import Comparison
from rashomon.forecast.questions import OUTCOMES, REOPENED
from rashomon.judge.curated import places_of
from rashomon.judge.matrix import PROPOSER, story_hypotheses
from rashomon.judge.ratings import NULL, RATINGS
from rashomon.store.base import Store

# What an item of a kind must say; more is kept as it is.
CURATED: dict[str, tuple[str, ...]] = {
    "hypothesis": ("text",),
    "rating": ("hypothesis", "evidence", "rating"),
    "crux": ("text", "p_yes"),
    "question": ("question",),
    "forecast": ("question", "probability"),
    "resolution": ("question", "outcome"),
}
LONGEST_TEXT = 4000  # characters of anything that a person types
LONGEST_NAME = 80
TAKEN_BACK = ""  # a rating that withdraws the person's earlier one


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
    _check(kind, fields)
    return add_item(store, kind, fields, by=by)


def add_item(store: Store, kind: str, fields: Mapping[str, Any], *, by: str) -> Item:
    """Add an item as of now.

    Raises:
        RecordError: nobody, or the name of the machine, is said to say so.
    """
    name = " ".join(by.split())
    if not name or name == PROPOSER or len(name) > LONGEST_NAME:
        message = f"{by!r} cannot be who says so: give a name of at most {LONGEST_NAME} characters"
        raise RecordError(message)
    # the moment is part of what is said, so that an opinion can be taken back and held again
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    item = Item.make(kind=kind, fields={**fields, "at": at}, by=name, at=at)
    store.add([item])
    return item


def _check(kind: str, fields: Mapping[str, Any]) -> None:
    if kind in ("hypothesis", "crux") and not str(fields["text"]).strip():
        message = f"a {kind} needs words"
        raise RecordError(message)
    long = [name for name, value in fields.items() if len(str(value)) > LONGEST_TEXT]
    texts = [name for name in long if isinstance(fields[name], str)]
    if texts:
        message = f"{texts[0]} is longer than {LONGEST_TEXT} characters"
        raise RecordError(message)
    _check_choice(fields, "rating", (*RATINGS, TAKEN_BACK))
    _check_choice(fields, "outcome", (*OUTCOMES, REOPENED))
    _check_probabilities(fields)
    if fields.get("closes"):
        _check_day(str(fields["closes"]))


def _check_choice(fields: Mapping[str, Any], name: str, known: Sequence[str]) -> None:
    if fields.get(name, known[0]) not in known:
        message = f"{fields[name]!r} is no {name}; known: {' '.join(filter(None, known))}"
        raise RecordError(message)


def _check_probabilities(fields: Mapping[str, Any]) -> None:
    """Numbers from 0 to 1; None takes one back."""
    for value in [fields.get("probability"), *fields.get("p_yes", {}).values()]:
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            message = f"{value!r} is no probability: a number from 0 to 1"
            raise RecordError(message)


def _check_day(day: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError as error:
        message = f"{day!r} is no day; write it as 2031-05-14"
        raise RecordError(message) from error


def hypothesis_fields(
    comparison: Comparison, text: str, *, forbids: str = "", of: str = "", aside: bool = False
) -> dict[str, Any]:
    """A hypothesis as an item says it: the whole row, and whose story it belongs to."""
    fields = {"text": text, "forbids": forbids, "accounts": list(comparison.story.accounts)}
    return fields | ({"of": of} if of else {}) | ({"aside": True} if aside else {})


def find_hypothesis(store: Store, comparison: Comparison, name: str) -> Hypothesis:
    """A hypothesis of the story, in a row or set aside.

    Raises:
        UnknownRecord: there is none of this id.
    """
    documents = {doc: store.document(doc) for doc in comparison.story.accounts}
    rows, aside = story_hypotheses(comparison, documents, store.items("hypothesis"))
    known = {h.id: h for h in (*rows, *aside)}
    if name not in known:
        message = f"no hypothesis {name!r} in this story; known: {', '.join(known)}"
        raise UnknownRecord(message)
    return known[name]


def rating_fields(
    comparison: Comparison, hypothesis: Hypothesis, evidence: str, rating: str, *, note: str = ""
) -> dict[str, Any]:
    """A rating as an item says it: with what was rated, word for word and place by place.

    Raises:
        UnknownRecord: the story has no such claim.
        RecordError: it is the null hypothesis, which is never rated.
    """
    if hypothesis.id == NULL:
        message = "the null hypothesis is never rated; write what it forbids instead"
        raise RecordError(message)
    claim = next((c for c in comparison.claims if c.id == evidence), None)
    if claim is None:
        message = f"no claim {evidence!r} in this story"
        raise UnknownRecord(message)
    said = {
        "hypothesis": hypothesis.text,
        "statement": claim.statement,
        "spans": [list(place) for place in places_of(claim)],
    }
    about = {"hypothesis": hypothesis.id, "evidence": evidence, "rating": rating}
    return {**about, "note": note, "said": said}


def question_fields(question: Question, **about: Any) -> dict[str, Any]:
    """What is said of a question, with the sentence that it comes from."""
    spans = [list(span) for span in question.spans]
    return {"question": question.id, **about, "doc": question.account, "spans": spans}
