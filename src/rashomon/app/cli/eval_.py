"""rashomon eval: measured accuracy."""

import json as json_module
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import typer

from rashomon.app.cli.common import NOTHING, AsJson, print_json, print_table, progress, say

if TYPE_CHECKING:
    from rich.table import Table


def command(json: AsJson = False) -> None:
    """Measure the whole way on the built-in example, and show all recorded results.

    Leaves with 1 where a measure is below the floor that this version promises.

    Example: rashomon eval
    """
    from rashomon.app.evaluation.gate import below_floor, measure_example

    with progress() as report:
        scores = measure_example(report)
    below = below_floor(scores)
    rows = [
        {"data": "built-in example, now", "measure": s.what, "value": s.right, "of": s.total}
        for s in scores
    ]
    rows += _recorded()
    if json:
        print_json({"record": "score", **row} for row in rows)
    else:
        print_table(_table(rows))
    for message in below:
        say(f"below the floor: {message}")
    if below:
        raise typer.Exit(NOTHING)


def _table(rows: list[dict[str, Any]]) -> "Table":
    from rich.table import Table

    table = Table(title="measured accuracy")
    for column in ("data", "measure", "value", "of"):
        table.add_column(column, justify="right" if column in {"value", "of"} else "left")
    for row in rows:
        value = row["value"]
        shown = f"{value:.3f}" if isinstance(value, float) else str(value)
        table.add_row(row["data"], row["measure"], shown, str(row.get("of", "")))
    return table


def _recorded() -> list[dict[str, Any]]:
    """What the scripts in `training/`, `evals/` and `bench/read_accuracy.py` measured and kept."""
    folder = files("rashomon.app.evaluation") / "results"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".json")), key=lambda f: f.name)
    return [
        {"data": f.name.removesuffix(".json"), **row}
        for f in found
        for row in _rows(json_module.loads(f.read_text("utf-8")), ())
    ]


def _rows(value: Any, path: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Every number of nested JSON values under the names that lead to it."""
    measure = " / ".join(path)
    if isinstance(value, dict) and value.keys() == {"right", "of"}:
        yield {"measure": measure, "value": value["right"], "of": value["of"]}
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _rows(inner, (*path, name))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield {"measure": measure, "value": value}
