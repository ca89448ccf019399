"""rashomon forecasts: predictions as dated questions, and how they came out."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from rashomon.app.cli.common import (
    NOTHING,
    AsJson,
    By,
    CasePath,
    existing_case,
    find_id,
    person,
    print_json,
    print_table,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from rashomon.core.verdicts import LedgerRow, Question
    from rashomon.workspace.case import Case


def command(
    case: CasePath,
    *,
    json: AsJson = False,
    confirm: Annotated[
        str, typer.Option(metavar="QUESTION", help="Confirm a prediction as a dated question.")
    ] = "",
    wording: Annotated[
        str, typer.Option(metavar="TEXT", help="With --confirm: a wording that can be answered.")
    ] = "",
    closes: Annotated[
        str, typer.Option(metavar="DAY", help="With --confirm: the day it can be answered.")
    ] = "",
    resolves_by: Annotated[
        str, typer.Option(metavar="TEXT", help="With --confirm: the source that will answer it.")
    ] = "",
    give: Annotated[
        tuple[str, float] | None,
        typer.Option(metavar="QUESTION P", help="Give the account's wording a probability."),
    ] = None,
    resolve: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="QUESTION OUTCOME", help="yes, no, or void where its condition failed."
        ),
    ] = None,
    evidence: Annotated[
        str, typer.Option(metavar="TEXT", help="With --resolve: what shows the outcome.")
    ] = "",
    words: Annotated[
        bool, typer.Option(help="Take “probably” and its like as numbers, by Kent's table.")
    ] = False,
    by: By = "",
) -> None:
    """List what the accounts predict as dated questions, and who turned out right.

    Example: rashomon forecasts crisis.rashomon --resolve 3f9c yes --evidence "port log, 3 June"
    """
    with existing_case(case) as opened:
        found = opened.questions(words_as_numbers=words)
        ids = [question.id for question in found]
        additions = [
            *_confirmed(ids, confirm, wording=wording, closes=closes, resolves_by=resolves_by),
            *_answered(ids, give, resolve, evidence),
        ]
        for kind, fields in additions:
            opened.curate(kind, fields, by=person(by))
        if additions:
            found = opened.questions(words_as_numbers=words)
        ledger = opened.ledger(found)
        if json:
            print_json([*found.records(), *ledger.records()])
        elif found:
            print_table(_questions(opened, found))
            print_table(_ledger(ledger))
        else:
            say(f"no account in {case} predicts anything that was found")
            raise typer.Exit(NOTHING)


def _confirmed(ids: list[str], question: str, **about: str) -> list[tuple[str, dict[str, Any]]]:
    if not question:
        return []
    known = {name: value for name, value in about.items() if value}
    return [("question", {"question": find_id(ids, question, what="question"), **known})]


def _answered(
    ids: list[str],
    give: tuple[str, float] | None,
    resolve: tuple[str, str] | None,
    evidence: str,
) -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    if give:
        question = find_id(ids, give[0], what="question")
        found.append(("forecast", {"question": question, "probability": give[1]}))
    if resolve:
        question = find_id(ids, resolve[0], what="question")
        about = {"outcome": resolve[1].lower(), "evidence": evidence}
        found.append(("resolution", {"question": question, **about}))
    return found


def _questions(case: "Case", found: "Sequence[Question]") -> "Table":
    from rich.table import Table

    table = Table(title="what the accounts predict", show_lines=True)
    for name, ratio in (("id", 0), ("account", 1), ("prediction", 3), ("closes", 0), ("P", 0)):
        table.add_column(name, ratio=ratio or None, no_wrap=not ratio)
    table.add_column("status")
    for question in found:
        condition = f"\nif: {question.condition}" if question.condition else ""
        hedge = f"\nhedged: {question.hedge}" if question.hedge else ""
        chance = "" if question.probability is None else f"{question.probability:.0%}"
        text = f"{question.wording}{condition}{hedge}"
        told = case.label(question.account)
        told += f", quoting {question.source or 'a source'}" if question.voice != "own" else ""
        closes = question.closes or question.horizon or "no date"
        table.add_row(question.id[:8], told, text, closes, chance, question.status)
    return table


def _ledger(rows: "Sequence[LedgerRow]") -> "Table":
    from rich.table import Table

    table = Table(title="ledger (scores from 10 resolved forecasts with a probability)")
    for name in ("", "name", "predictions", "confirmed", "with P", "resolved", "void", "Brier"):
        table.add_column(name)
    for row in rows:
        brier = "" if row.brier is None else f"{row.brier:.3f}"
        counts = row.predictions, row.confirmed, row.given, row.resolved, row.void
        table.add_row(row.kind, row.name, *map(str, counts), brier)
    return table
