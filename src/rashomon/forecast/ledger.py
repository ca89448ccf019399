"""Who predicted what, and how it came out, by author and by outlet."""

from collections.abc import Iterable, Mapping, Sequence

from rashomon.core.records import Document
from rashomon.core.verdicts import LedgerRow, Question
from rashomon.forecast.scores import brier_score, log_score

LEAST_RESOLVED = 10  # forecasts with a probability; a mean of fewer says little about anyone


def forecast_ledger(
    questions: Iterable[Question], documents: Mapping[str, Document]
) -> list[LedgerRow]:
    """One row for each author and each outlet, those with most predictions first.

    A forecast counts for the account that makes it, whoever it quotes. What is void is left out of
    all scores, and what nobody gave a probability is counted and never scored.
    """
    groups: dict[tuple[str, str], list[Question]] = {}
    for question in questions:
        doc = documents[question.account]
        for kind, name in (("author", doc.author), ("outlet", doc.outlet)):
            if name:
                groups.setdefault((kind, name), []).append(question)
    rows = [_row(kind, name, own) for (kind, name), own in groups.items()]
    return sorted(rows, key=lambda row: (-row.predictions, row.kind, row.name))


def scored(questions: Iterable[Question]) -> tuple[list[float], list[int]]:
    """Probabilities and outcomes of the questions that have both.

    A negated prediction's probability is that of its own wording: "will not" at 0.9 that comes
    true is an outcome of 1.
    """
    pairs = [
        (q.probability, int(q.status == "yes"))
        for q in questions
        if q.probability is not None and q.status in ("yes", "no")
    ]
    return [p for p, _ in pairs], [o for _, o in pairs]


def _row(kind: str, name: str, own: Sequence[Question]) -> LedgerRow:
    forecasts, outcomes = scored(own)
    enough = len(forecasts) >= LEAST_RESOLVED
    return LedgerRow(
        "author" if kind == "author" else "outlet",
        name,
        predictions=len(own),
        confirmed=sum(q.status != "proposed" for q in own),
        given=sum(q.probability is not None for q in own),
        resolved=len(outcomes),
        void=sum(q.status == "void" for q in own),
        brier=brier_score(forecasts, outcomes) if enough else None,
        log_score=log_score(forecasts, outcomes) if enough else None,
    )
