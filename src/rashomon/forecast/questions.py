"""Predictions of an account as dated questions, with what people decided about them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from rashomon.core.bodies import Prediction
from rashomon.core.records import Annotation, Document, Item
from rashomon.core.spans import Spans
from rashomon.core.verdicts import Given, Question, QuestionStatus
from rashomon.extract.voice import voice_of
from rashomon.forecast.horizon import close_date
from rashomon.forecast.scores import aggregate
from rashomon.forecast.words import word_probability
from rashomon.gather.times import period

OUTCOMES = ("yes", "no", "void")
REOPENED = "open"  # an outcome that takes an earlier one back
KINDS = ("question", "forecast", "resolution")  # of items that name a question


@dataclass(slots=True)
class Said:
    """What people said of one question: the last word of a kind, and each person's probability."""

    question: Mapping[str, Any] = field(default_factory=dict)
    resolution: Mapping[str, Any] = field(default_factory=dict)
    resolved: tuple[str, str] = ("", "")  # by whom, when
    given: dict[str, Given] = field(default_factory=dict)
    place: Mapping[str, Any] = field(default_factory=dict)  # the sentence, as it was read then


def fold_questions(items: Iterable[Item]) -> dict[str, Said]:
    """What people said, by question; items oldest first."""
    found: dict[str, Said] = {}
    for item in items:
        if item.kind not in KINDS:
            continue
        said = found.setdefault(str(item.fields.get("question")), Said())
        if item.fields.get("doc"):
            said.place = item.fields
        if item.kind == "question":
            said.question = {} if item.fields.get("aside") else item.fields
        elif item.kind == "resolution":
            _resolve(said, item)
        else:
            _give(said, item)
    return found


def _resolve(said: Said, item: Item) -> None:
    """An outcome with who says so; REOPENED takes it back."""
    back = item.fields.get("outcome") == REOPENED
    said.resolution = {} if back else item.fields
    said.resolved = ("", "") if back else (item.by, item.at)


def _give(said: Said, item: Item) -> None:
    """A person's probability; None takes it back."""
    said.given.pop(item.by, None)
    p = item.fields.get("probability")
    if p is not None:
        said.given[item.by] = Given(item.by, float(p), str(item.fields.get("note") or ""), item.at)


def find_questions(
    doc: Document,
    annotations: Sequence[Annotation],
    items: Sequence[Item] = (),
    *,
    words_as_numbers: bool = False,
) -> list[Question]:
    """The predictions of one document as questions, those that close first before the others.

    Args:
        doc: The document.
        annotations: All that was read from it.
        items: What people curated, oldest first: the last word of a kind on a question counts, of
            probabilities the last one of each person.
        words_as_numbers: Let a declared table turn "probably" into a probability where nobody
            gives one.
    """
    read = read_questions(doc, annotations)
    return decide(read, fold_questions(items), words_as_numbers=words_as_numbers)


def read_questions(doc: Document, annotations: Sequence[Annotation]) -> list[Question]:
    """The predictions of one document as the text has them, before anybody decided anything."""
    return [
        _question(doc, annotation, annotations)
        for annotation in annotations
        if isinstance(annotation.body, Prediction)
    ]


def decide(
    read: Iterable[Question], said: Mapping[str, Said], *, words_as_numbers: bool = False
) -> list[Question]:
    """Questions with what people decided, of each document those that close first before the others."""
    found = [_decided(q, said[q.id]) if q.id in said else q for q in read]
    if words_as_numbers:
        found = [q if q.probability is not None else _with_words(q) for q in found]
    accounts = {account: n for n, account in enumerate(dict.fromkeys(q.account for q in found))}
    return sorted(found, key=lambda q: (accounts[q.account], not q.closes, q.closes, q.spans))


def kept_question(doc: Document, name: str, said: Said) -> Question:
    """A question whose prediction the case no longer has, as people left it.

    Another reader may cut a prediction otherwise; what people decided about it stays. The sentence
    is where it was.
    """
    spans = tuple((int(start), int(end)) for start, end in said.place.get("spans") or ())
    bare = Question(
        id=name, account=doc.id, wording=_text(doc, spans), spans=spans, condition="", horizon="",
        closes="", hedge="", negated=False, voice="own", source="", probability=None, status="proposed",
    )  # fmt: skip
    return _decided(bare, said)


def _question(doc: Document, annotation: Annotation, annotations: Sequence[Annotation]) -> Question:
    body = annotation.body
    assert isinstance(body, Prediction)
    voice, source = voice_of(body.content, annotations)
    horizon = _text(doc, body.horizon)
    return Question(
        id=annotation.id,
        account=doc.id,
        wording=_text(doc, body.content),
        spans=body.content,
        condition=_text(doc, body.condition),
        horizon=horizon,
        closes=_closes(doc, horizon),
        hedge=_text(doc, body.hedge),
        negated=body.negated,
        voice=voice,
        source=_text(doc, (source,)) if source else "",
        probability=body.probability,
        status="proposed",
    )


def _decided(read: Question, said: Said) -> Question:
    """A question as read, with what people decided."""
    own, given = said.question, tuple(said.given.values())
    return replace(
        read,
        wording=str(own.get("wording") or read.wording),
        condition=str(own.get("condition", read.condition)),
        closes=str(own.get("closes") or read.closes),
        probability=together(given) if given else read.probability,
        status=_status(said),
        resolves_by=str(own.get("resolves_by") or ""),
        evidence=str(said.resolution.get("evidence") or ""),
        given=given,
        decided=said.resolved,
    )


def together(given: Sequence[Given]) -> float:
    """One person's probability as it is; several as the geometric mean of their odds."""
    if len(given) == 1:
        return given[0].probability
    return aggregate([one.probability for one in given])


def _status(said: Said) -> QuestionStatus:
    outcome = said.resolution.get("outcome")
    if said.question.get("passed"):
        return "passed"
    if outcome in OUTCOMES:
        return cast("QuestionStatus", outcome)
    return "confirmed" if said.question else "proposed"


def _closes(doc: Document, horizon: str) -> str:
    """The day on which the horizon ends, counted from the document's own day."""
    written = period(doc.published)
    if written is None or not horizon:
        return ""
    found = close_date(horizon, written=date(*written[0].timetuple()[:3]))
    return found.isoformat() if found else ""


def _text(doc: Document, spans: Spans) -> str:
    return " … ".join(" ".join(doc.text[start:end].split()) for start, end in spans)


def _with_words(question: Question) -> Question:
    return replace(question, probability=word_probability(question.hedge))
