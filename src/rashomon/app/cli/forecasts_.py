"""rashomon forecasts: predictions as dated questions, and how they came out."""

from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.app.cli.common import (
    NOTHING,
    AsJson,
    By,
    CasePath,
    existing_case,
    find_id,
    person,
    print_history,
    print_json,
    print_table,
    say,
)
from rashomon.app.cli.forecast_tables import calibration_table, ledger_table, question_table

if TYPE_CHECKING:
    from rashomon.workspace.case import Case


Confirm = Annotated[
    str, typer.Option(metavar="QUESTION", help="Confirm a prediction as a dated question.")
]
Wording = Annotated[
    str, typer.Option(metavar="TEXT", help="With --confirm: a wording that can be answered.")
]
Condition = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="With --confirm: if what; without it the text's own."),
]
Closes = Annotated[
    str, typer.Option(metavar="DAY", help="With --confirm: the day it can be answered.")
]
ResolvesBy = Annotated[
    str, typer.Option(metavar="TEXT", help="With --confirm: the source that will answer it.")
]
Unconfirm = Annotated[
    str, typer.Option(metavar="QUESTION", help="Take a confirmation, or passing over, back.")
]
PassOver = Annotated[
    str, typer.Option(metavar="QUESTION", help="Pass over what no day could answer.")
]
Give = Annotated[
    tuple[str, str] | None,
    typer.Option(metavar="QUESTION P", help="Give its wording a probability; - takes yours back."),
]
Note = Annotated[str, typer.Option(metavar="TEXT", help="With --give: why.")]
Resolve = Annotated[
    tuple[str, str] | None,
    typer.Option(
        metavar="QUESTION OUTCOME",
        help="yes, no, void where its condition failed, or open to take it back.",
    ),
]
Shows = Annotated[str, typer.Option(metavar="TEXT", help="With --resolve: what shows the outcome.")]
Words = Annotated[
    bool, typer.Option(help="Take “probably” and its like as numbers, by Kent's table.")
]

History = Annotated[
    str, typer.Option(metavar="QUESTION", help="Show all that was ever said of a question.")
]


def command(
    case: CasePath,
    *,
    json: AsJson = False,
    confirm: Confirm = "",
    wording: Wording = "",
    condition: Condition = None,
    closes: Closes = "",
    resolves_by: ResolvesBy = "",
    unconfirm: Unconfirm = "",
    pass_over: PassOver = "",
    give: Give = None,
    note: Note = "",
    resolve: Resolve = None,
    evidence: Shows = "",
    history: History = "",
    words: Words = False,
    by: By = "",
) -> None:
    """List what the accounts predict as dated questions, and who turned out right.

    Example: rashomon forecasts crisis.rashomon --resolve 3f9c yes --evidence "port log, 3 June"
    """
    with existing_case(case) as opened:
        ids, who = [question.id for question in opened.questions()], person(by)
        if confirm:
            opened.confirm(
                find_id(ids, confirm, what="question"),
                wording=wording,
                condition=condition,
                closes=closes,
                resolves_by=resolves_by,
                by=who,
            )
        if unconfirm:
            opened.confirm(find_id(ids, unconfirm, what="question"), aside=True, by=who)
        if pass_over:
            opened.pass_over(find_id(ids, pass_over, what="question"), by=who)
        if give:
            question = find_id(ids, give[0], what="question")
            opened.give(question, _number(give[1]), note=note, by=who)
        if resolve:
            question = find_id(ids, resolve[0], what="question")
            opened.resolve(question, resolve[1].lower(), evidence=evidence, by=who)
        if history:
            print_history(opened, find_id(ids, history, what="question"), json=json)
            return
        _print(opened, json=json, words=words)


def _print(case: "Case", *, json: bool, words: bool) -> None:
    found = case.questions(words_as_numbers=words)
    ledger, calibrations = case.ledger(found), case.calibrations(found)
    if json:
        print_json([*found.records(), *ledger.records(), *calibrations.records()])
    elif found:
        print_table(question_table(case, found))
        print_table(ledger_table(ledger))
        if calibrations:
            print_table(calibration_table(calibrations))
    else:
        say("no account in this case predicts anything that was found")
        raise typer.Exit(NOTHING)


def _number(text: str) -> float | None:
    from rashomon.core.errors import RecordError

    if text == "-":
        return None
    try:
        return float(text)
    except ValueError as error:
        message = f"{text!r} is no probability: a number from 0 to 1"
        raise RecordError(message) from error
