"""rashomon eval: measured accuracy."""

import json as json_module
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import typer

from rashomon.app.cli.common import NOTHING, AsJson, print_json, print_table, progress, say

if TYPE_CHECKING:
    from rich.table import Table


# What the table shows of the recorded results: file, where the number stands in it, its name there.
SHOWN = (
    ("reader", "int8 / scores / parse/ewt_dev / las", "EWT dev: dependency parse, LAS"),
    ("reader", "int8 / scores / mention/wikigold_test / all / exact / f1", "wikigold: mentions, F1"),
    ("reader", "int8 / scores / mention/wnut17_test / all / exact / f1", "WNUT17: mentions, F1"),
    ("reader", "int8 / scores / attribution/gum_dev / source / exact / f1", "GUM dev: sources, F1"),
    ("reader", "int8 / scores / attribution/gum_dev / cue / exact / f1", "GUM dev: cues, F1"),
    ("reader", "int8 / scores / attribution/gum_dev / content / exact / f1", "GUM dev: contents, F1"),
    ("reader", "int8 / scores / causal/cnc_test / causal / f1", "CNC: causal sentences, F1"),
    ("reader", "int8 / scores / causal/cnc_test / roles / all / partial_f1", "CNC: cause, effect, signal, F1, half for a wrong boundary"),
    ("reader", "int8 / scores / causal/gum / sentence_has_a_claim / f1", "GUM, never trained on: causal sentences, F1"),
    ("corpus", "spans / attribution source: exact / f1", "our test split: sources, F1"),
    ("corpus", "spans / attribution cue: exact / f1", "our test split: cues, F1"),
    ("corpus", "spans / attribution content: exact / f1", "our test split: contents, F1"),
    ("corpus", "spans / attribution: whole / f1", "our test split: who said what, F1"),
    ("corpus", "spans / causal_claim: whole / f1", "our test split: causal claims, F1"),
    ("corpus", "spans / causal_claim found: denied / f1", "our test split: denied among claims found, F1"),
    ("corpus", "values / causal_claim sign", "our test split: sign of claims found"),
    ("corpus", "spans / aim: whole / f1", "our test split: aims, F1"),
    ("corpus", "spans / prediction: whole / f1", "our test split: predictions, F1"),
    ("corpus", "spans / event: whole / f1", "our test split: events, F1"),
    ("read", "types / article / f1_ours", "WCXB articles: main text, F1"),
    ("read", "types / article / f1_extractor", "WCXB articles: trafilatura, F1"),
    ("stories", "test / ecb_undated / bcubed_f1", "ECB+ test half: stories, B-cubed F1"),
    ("stories", "test / coverage_dense / bcubed_f1", "opposed outlets on long topics: stories, B-cubed F1"),
    ("stories", "test / coverage_dense / pair_f1", "opposed outlets on long topics: stories, pair F1"),
)  # fmt: skip
HELD_OUT = "cases"  # the whole way on cases that nothing was tuned on


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
    recorded = _recorded()
    if json:
        print_json({"record": "score", **row} for row in [*rows, *recorded])
    else:
        print_table(_table([*rows, *_shown(recorded)]))
        say(
            f"{len(recorded)} recorded numbers in all: --json prints them, docs/accuracy.md explains"
        )
    for message in below:
        say(f"below the floor: {message}")
    if below:
        raise typer.Exit(NOTHING)


def _shown(recorded: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The few recorded numbers that say most."""
    by_place = {(row["data"], row["measure"]): row for row in recorded}
    for row in recorded:
        if row["data"] == HELD_OUT and row.get("of"):
            measure = row["measure"].removeprefix("measures / ")
            yield {**row, "data": "held-out cases", "measure": measure}
    for data, place, measure in SHOWN:
        if (data, place) in by_place:
            row = by_place[data, place]
            yield {**row, "data": f"held out: {data}", "measure": measure}


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
    if isinstance(value, dict) and value.keys() >= {"right", "of"}:
        yield {"measure": measure, "value": value["right"], "of": value["of"]}
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _rows(inner, (*path, name))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield {"measure": measure, "value": value}
