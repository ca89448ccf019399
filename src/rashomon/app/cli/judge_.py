"""rashomon judge: hypotheses against the evidence."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from rashomon.app.cli.common import (
    AsJson,
    By,
    CasePath,
    StoryId,
    existing_case,
    find_id,
    person,
    print_json,
    print_table,
    say,
)

if TYPE_CHECKING:
    from rich.table import Table

    from rashomon.core.verdicts import ConsistencyMatrix
    from rashomon.workspace.case import Case

SHOWN = 12  # columns of evidence on a terminal, those that tell most
STEPS = {2: "++", 1: "+", 0: "0", -1: "−", -2: "−−"}


def command(
    case: CasePath,
    *,
    story: StoryId = "",
    json: AsJson = False,
    admit_only: Annotated[
        str, typer.Option(metavar="ACCOUNT", help="Admit only what this account speaks of.")
    ] = "",
    hypothesis: Annotated[
        str, typer.Option(metavar="TEXT", help="Add an explanation of your own.")
    ] = "",
    rate: Annotated[
        tuple[str, str, str] | None,
        typer.Option(
            metavar="HYPOTHESIS EVIDENCE RATING",
            help="Rate a cell: CC C N I II (very consistent … very inconsistent) or NA.",
        ),
    ] = None,
    crux: Annotated[
        str, typer.Option(metavar="TEXT", help="Add a question that would tell them apart.")
    ] = "",
    closes: Annotated[
        str, typer.Option(metavar="DAY", help="The day on which the crux can be answered.")
    ] = "",
    yes: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HYPOTHESIS=P", help="The crux's probability of yes; once for each hypothesis."
        ),
    ] = None,
    by: By = "",
) -> None:
    """Hold the accounts' theses, and your own, against the claims of the story.

    Example: rashomon judge crisis.rashomon --hypothesis "The dam failed of old age"
    """
    with existing_case(case) as opened:
        matrix = opened.judge(story, admit_only=_account(opened, story, admit_only))
        additions = _additions(matrix, hypothesis, rate, crux, closes, yes or [])
        for kind, fields in additions:
            opened.curate(kind, fields, by=person(by))
        if additions:
            matrix = opened.judge(story, admit_only=matrix.admitted)
        if json:
            print_json(opened.views([matrix]).records())
        else:
            _print(opened, matrix)


def _account(case: "Case", story: str, wanted: str) -> str:
    return find_id(case.story(story).accounts, wanted, what="account") if wanted else ""


def _additions(
    matrix: "ConsistencyMatrix",
    hypothesis: str,
    rate: tuple[str, str, str] | None,
    crux: str,
    closes: str,
    yes: list[str],
) -> list[tuple[str, dict[str, Any]]]:
    rows = [h.id for h in matrix.hypotheses]
    found: list[tuple[str, dict[str, Any]]] = []
    if hypothesis:
        found.append(("hypothesis", {"text": hypothesis}))
    if rate:
        cell = {
            "hypothesis": find_id(rows, rate[0], what="hypothesis"),
            "evidence": find_id([e.id for e in matrix.evidence], rate[1], what="evidence"),
        }
        found.append(("rating", {**cell, "rating": rate[2].upper()}))
    if crux:
        given = [part.partition("=") for part in yes]
        p_yes = {find_id(rows, h, what="hypothesis"): _number(p) for h, _, p in given}
        found.append(("crux", {"text": crux, "closes": closes, "p_yes": p_yes}))
    return found


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text  # the check of the item says what is wrong with it


def _print(case: "Case", matrix: "ConsistencyMatrix") -> None:
    if len(matrix.hypotheses) == 1:
        say("no account of this story asserts anything that could be a thesis")
    print_table(_standings(case, matrix))
    if matrix.evidence:
        print_table(_cells(matrix))
    for crux in matrix.cruxes:
        mark = "*" if crux.chosen else " "
        print(f"{mark} {crux.bits:.2f} bits, stays in {crux.stable:.0%}: {crux.text} {crux.closes}")


def _standings(case: "Case", matrix: "ConsistencyMatrix") -> "Table":
    from rich.table import Table

    table = Table(title="hypotheses", show_lines=True)
    table.add_column("id", no_wrap=True)
    table.add_column("as told by", ratio=1)
    table.add_column("hypothesis", ratio=3)
    table.add_column("against it", justify="right")
    table.add_column("share, for weak … strong steps", justify="right")
    for h in matrix.hypotheses:
        band = " … ".join(f"{share:.0%}" for share in h.share) if h.share else "not weighed"
        told = case.label(h.account) if h.account else h.by
        against = "" if h.inconsistency is None else f"{h.inconsistency:g}"
        table.add_row(h.id[:8], told, h.text, against, band)
    return table


def _cells(matrix: "ConsistencyMatrix") -> "Table":
    from rich.table import Table

    table = Table(title="evidence that tells most, in columns of the matrix", show_lines=True)
    table.add_column("id", no_wrap=True)
    table.add_column("evidence", ratio=3)
    rows = [h for h in matrix.hypotheses if h.account or h.by]
    for h in rows:
        table.add_column(h.id[:8], justify="center")
    steps = {(cell.hypothesis, cell.evidence): cell.step for cell in matrix.cells}
    if not any(h.share for h in matrix.hypotheses):
        say("nobody has rated anything yet: what stands here is proposed and weighs nothing")
    order = sorted(matrix.evidence, key=lambda item: -item.diagnosticity)
    for item in order[:SHOWN]:
        own = [steps.get((h.id, item.id)) for h in rows]
        table.add_row(item.id[:8], item.label, *("" if s is None else STEPS[round(s)] for s in own))
    return table
