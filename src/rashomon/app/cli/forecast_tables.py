"""Questions, ledger and calibration on a terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from rashomon.core.verdicts import Calibration, LedgerRow, Question
    from rashomon.workspace.case import Case


def question_table(case: "Case", found: Sequence["Question"]) -> "Table":
    """The questions, each with who gave it what."""
    from rich.table import Table

    table = Table(title="what the accounts predict", show_lines=True)
    for name, ratio in (("id", 0), ("account", 1), ("prediction", 3), ("closes", 0), ("P", 0)):
        table.add_column(name, ratio=ratio or None, no_wrap=not ratio)
    table.add_column("status")
    for question in found:
        told = case.label(question.account)
        told += f", quoting {question.source or 'a source'}" if question.voice != "own" else ""
        closes = question.closes or question.horizon or "no date"
        chance = "" if question.probability is None else f"{question.probability:.0%}"
        table.add_row(question.id[:8], told, _words(question), closes, chance, question.status)
    return table


def _words(question: "Question") -> str:
    lines = [question.wording]
    for name, value in (
        ("if", question.condition),
        ("hedged", question.hedge),
        ("resolved by", question.resolves_by),
        ("evidence", question.evidence),
    ):
        lines += [f"{name}: {value}"] if value else []
    if len(question.given) > 1 or any(one.note for one in question.given):
        lines += [f"{one.by} {one.probability:.0%} {one.note}".rstrip() for one in question.given]
    return "\n".join(lines)


def ledger_table(rows: Sequence["LedgerRow"]) -> "Table":
    """Who predicted what, and how it came out."""
    from rich.table import Table

    from rashomon.forecast.ledger import LEAST_RESOLVED

    title = f"ledger (scores from {LEAST_RESOLVED} resolved forecasts with a probability)"
    table = Table(title=title)
    heads = "", "name", "predictions", "confirmed", "with P", "resolved", "void", "Brier", "log"
    for name in heads:
        table.add_column(name)
    for row in rows:
        counts = row.predictions, row.confirmed, row.given, row.resolved, row.void
        scores = ("" if s is None else f"{s:.3f}" for s in (row.brier, row.log_score))
        table.add_row(row.kind, row.name, *map(str, counts), *scores)
    return table


def calibration_table(found: Sequence["Calibration"]) -> "Table":
    """The parts of the scores, and how often what was said came true."""
    from rich.table import Table

    table = Table(title="how far probabilities came true", show_lines=True)
    for name in ("", "name", "forecasts", "Brier", "log", "reliability", "resolution"):
        table.add_column(name)
    for name in ("uncertainty", "skill", "said → came true (forecasts)"):
        table.add_column(name)
    for one in found:
        parts = one.brier, one.log_score, one.reliability, one.resolution, one.uncertainty
        bins = "\n".join(f"{b.mean:.0%} → {b.came_true:.0%} ({b.count})" for b in one.bins)
        numbers = [f"{part:.3f}" for part in (*parts, one.skill)]
        table.add_row(one.kind, one.name, str(one.count), *numbers, bins)
    return table
