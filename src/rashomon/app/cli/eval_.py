"""rashomon eval: measured accuracy."""

import json as json_module
from importlib.resources import files
from typing import Any

from rashomon.app.cli.common import AsJson, print_json, print_table, progress


def command(json: AsJson = False) -> None:
    """Measure the whole way on the built-in example, and show what was measured on held-out data.

    Example: rashomon eval
    """
    rows = [*_measured(), *_recorded()]
    if json:
        print_json({"record": "score", **row} for row in rows)
        return
    from rich.table import Table

    table = Table(title="measured accuracy")
    for column in ("data", "measure", "value", "of"):
        table.add_column(column, justify="right" if column in {"value", "of"} else "left")
    for row in rows:
        value = row["value"]
        table.add_row(
            row["data"],
            row["measure"],
            f"{value:.3f}" if isinstance(value, float) else str(value),
            str(row["of"]),
        )
    print_table(table)


def _measured() -> list[dict[str, Any]]:
    """The main job on the built-in example, held against its expected reading, now."""
    from rashomon.app.cli.common import passing_case
    from rashomon.app.evaluation.example import Scorer
    from rashomon.examples import EXPECTED, example_files

    with passing_case() as case:
        with progress() as report:
            case.add([str(path) for path in example_files()], report=report)
        scores = Scorer.make(case, EXPECTED).scores()
    return [
        {"data": "built-in example (now)", "measure": s.what, "value": s.right, "of": s.total}
        for s in scores
    ]


def _recorded() -> list[dict[str, Any]]:
    """What the scripts in `training/` and `evals/` measured on data held out from training."""
    folder = files("rashomon.app.evaluation") / "results"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".json")), key=lambda f: f.name)
    return [row for f in found for row in json_module.loads(f.read_text("utf-8"))["rows"]]
