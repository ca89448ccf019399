"""Who predicted what, and how it came out, by author and by outlet."""

from collections.abc import Iterable, Mapping, Sequence

from rashomon.core.records import Document
from rashomon.core.verdicts import Calibration, GroupKind, LedgerRow, Question
from rashomon.forecast.scores import brier_score, decompose, log_score, reliability

LEAST_RESOLVED = 10  # forecasts with a probability; a mean of fewer says little about anyone
BINS = 5  # of a reliability plot: with ten forecasts more would hold one each


def forecast_ledger(
    questions: Iterable[Question], documents: Mapping[str, Document]
) -> list[LedgerRow]:
    """One row for each author and each outlet, those with most predictions first.

    A forecast counts for the account that makes it, whoever it quotes. What is void is left out of
    all scores, and what nobody gave a probability is counted and never scored.
    """
    rows = [_row(kind, name, own) for (kind, name), own in _groups(questions, documents).items()]
    return sorted(rows, key=lambda row: (-row.predictions, row.kind, row.name))


def calibrations(
    questions: Sequence[Question], documents: Mapping[str, Document]
) -> list[Calibration]:
    """How far probabilities came true: of the whole case, then of authors and outlets.

    Returns:
        Only groups of at least LEAST_RESOLVED resolved forecasts; the largest first.
    """
    own = [
        _calibration(kind, name, found)
        for (kind, name), found in _groups(questions, documents).items()
        if len(scored(found)[0]) >= LEAST_RESOLVED
    ]
    own.sort(key=lambda one: (-one.count, one.kind, one.name))
    whole = len(scored(questions)[0]) >= LEAST_RESOLVED
    return [_calibration("case", "", questions), *own] if whole else own


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


def _groups(
    questions: Iterable[Question], documents: Mapping[str, Document]
) -> dict[tuple[GroupKind, str], list[Question]]:
    """The questions of each author and each outlet; what people passed over is none."""
    found: dict[tuple[GroupKind, str], list[Question]] = {}
    for question in (q for q in questions if q.status != "passed"):
        doc = documents[question.account]
        if doc.author:
            found.setdefault(("author", doc.author), []).append(question)
        if doc.outlet:
            found.setdefault(("outlet", doc.outlet), []).append(question)
    return found


def _row(kind: GroupKind, name: str, own: Sequence[Question]) -> LedgerRow:
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


def _calibration(kind: GroupKind, name: str, own: Sequence[Question]) -> Calibration:
    forecasts, outcomes = scored(own)
    parts = decompose(forecasts, outcomes)
    return Calibration(
        kind,
        name,
        count=len(outcomes),
        base_rate=sum(outcomes) / len(outcomes),
        brier=brier_score(forecasts, outcomes),
        log_score=log_score(forecasts, outcomes),
        reliability=parts.reliability,
        resolution=parts.resolution,
        uncertainty=parts.uncertainty,
        skill=parts.skill,
        bins=reliability(forecasts, outcomes, bins=BINS),
    )
