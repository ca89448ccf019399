"""Predictions of an account as dated questions, with what people decided about them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

from rashomon.core.bodies import Prediction
from rashomon.core.records import Annotation, Document, Item
from rashomon.core.spans import Spans
from rashomon.core.verdicts import Question, QuestionStatus
from rashomon.extract.voice import voice_of
from rashomon.forecast.horizon import close_date
from rashomon.forecast.words import word_probability
from rashomon.gather.times import period

OUTCOMES = ("yes", "no", "void")


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
        items: What people curated, oldest first: the last word of a kind on a question counts.
        words_as_numbers: Let a declared table turn "probably" into a probability where nobody
            gives one.
    """
    said = {key: _latest(items, key) for key in ("question", "forecast", "resolution")}
    found = []
    for annotation in annotations:
        if isinstance(annotation.body, Prediction):
            own = {key: known.get(annotation.id, {}) for key, known in said.items()}
            question = _question(doc, annotation, annotations, own)
            if words_as_numbers and question.probability is None:
                question = _with_words(question)
            found.append(question)
    return sorted(found, key=lambda q: (not q.closes, q.closes, q.spans))


def _latest(items: Sequence[Item], kind: str) -> dict[str, Mapping[str, Any]]:
    """The last item of a kind for each question."""
    return {str(i.fields.get("question")): i.fields for i in items if i.kind == kind}


def _question(
    doc: Document,
    annotation: Annotation,
    annotations: Sequence[Annotation],
    own: Mapping[str, Mapping[str, Any]],
) -> Question:
    body = annotation.body
    assert isinstance(body, Prediction)
    voice, source = voice_of(body.content, annotations)
    horizon = _text(doc, body.horizon)
    given = own["forecast"].get("probability", body.probability)
    return Question(
        id=annotation.id,
        account=doc.id,
        wording=str(own["question"].get("wording") or _text(doc, body.content)),
        spans=body.content,
        condition=_text(doc, body.condition),
        horizon=horizon,
        closes=str(own["question"].get("closes") or _closes(doc, horizon)),
        hedge=_text(doc, body.hedge),
        negated=body.negated,
        voice=voice,
        source=_text(doc, (source,)) if source else "",
        probability=None if given is None else float(given),
        status=_status(own),
        resolves_by=str(own["question"].get("resolves_by") or ""),
        evidence=str(own["resolution"].get("evidence") or ""),
    )


def _status(own: Mapping[str, Mapping[str, Any]]) -> QuestionStatus:
    outcome = own["resolution"].get("outcome")
    if outcome in OUTCOMES:
        return cast("QuestionStatus", outcome)
    return "confirmed" if own["question"] else "proposed"


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
