"""Hold the whole way against invented cases: `python evals/cases.py [--practice] [--write]`.

The cases in evals/cases were written without sight of the tool's output and nothing is tuned on
them; `--write` puts the table into results/cases.json, which `rashomon eval` shows. Those in
evals/practice are there to be tuned on.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from rashomon.app.evaluation.example import Score, Scorer
from rashomon.store.memory import MemoryStore
from rashomon.workspace.case import Case

HERE = Path(__file__).parent


def measure(folder: Path) -> list[Score]:
    """All measures of one case."""
    with Case(MemoryStore()) as case:
        case.add(sorted(str(path) for path in folder.glob("*.txt")))
        return Scorer.make(case, folder / "expected.json").scores()


def main() -> None:
    """Measure every case and print the sums."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    table: dict[str, dict[str, list[int]]] = {}
    cases = HERE / ("practice" if "--practice" in sys.argv else "cases")
    for folder in sorted(p.parent for p in cases.glob("*/expected.json")):
        scores = measure(folder)
        table[folder.name] = {s.what: [s.right, s.total] for s in scores}
        for score in scores:
            right[score.what] += score.right
            total[score.what] += score.total
    rows = {what: {"right": right[what], "of": total[what]} for what in total}
    for what, row in rows.items():
        own = "  ".join(
            f"{name} {found[what][0]}/{found[what][1]}" for name, found in table.items()
        )
        print(f"{what:40} {row['right']:4}/{row['of']:<4} {own}")
    if "--write" in sys.argv:
        kept = {"data": "practice cases" if cases.name == "practice" else "held-out invented cases"}
        kept |= {"measures": rows}
        path = HERE / "results" / f"{cases.name}.json"
        path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
