"""The whole job as a user runs it: `rashomon open FOLDER --no-serve`, from start to exit.

python bench/whole_job.py [FOLDER]     default: ../shared/seeds, else the built-in example
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from common import EXAMPLE, RASHOMON, SHARED, Cost, median, publish, run

ROUNDS = 3
STAGES = ("loading", "reading", "extracting", "gathering", "comparing")


def main() -> None:
    seeds = SHARED / "seeds"
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "folder", type=Path, nargs="?", default=seeds if seeds.exists() else EXAMPLE
    )
    folder: Path = options.parse_args().folder
    work: dict[str, Callable[[], Cost]] = {
        "python -c pass": lambda: run(sys.executable, "-c", "pass"),
        "import rashomon": lambda: run(sys.executable, "-c", "import rashomon"),
        "rashomon --help": lambda: run(RASHOMON, "--help"),
        f"rashomon open {folder.name}": lambda: open_new(folder),
    }
    rows = [row(name, [job() for _ in range(ROUNDS)]) for name, job in work.items()]
    files = sum(path.is_file() for path in folder.iterdir())
    notes = [f"{files} files in {folder.name}, median of {ROUNDS} processes", stages(folder)]
    publish("whole_job", rows, notes=notes)


def open_new(folder: Path) -> Cost:
    with tempfile.TemporaryDirectory() as place:
        return run(RASHOMON, "open", folder, "--no-serve", "--case", Path(place) / "new.rashomon")


def row(name: str, costs: list[Cost]) -> dict[str, str | float]:
    return {
        "command": name,
        "wall_s": round(median([c.wall_s for c in costs]), 3),
        "cpu_s": round(median([c.cpu_s for c in costs]), 3),
        "peak_mb": round(max(c.peak_mb for c in costs)),
    }


def stages(folder: Path) -> str:
    """Where the time goes, in this process, by the job's own progress reports."""
    from rashomon.nlp.encoder import load_encoder
    from rashomon.workspace import open_case
    from rashomon.workspace.reading import Progress

    last, spent = time.perf_counter(), dict.fromkeys(STAGES, 0.0)

    def count(stage: str) -> None:
        nonlocal last
        now = time.perf_counter()
        spent[stage] += now - last
        last = now

    load_encoder()
    count("loading")

    def report(state: Progress) -> None:
        count(state.stage)

    with (
        tempfile.TemporaryDirectory() as place,
        open_case(Path(place) / "new.rashomon", create=True) as case,
    ):
        case.add([str(folder)], report=report)
        count("extracting")
        case.stories()
        count("gathering")
        case.comparison(report=report)
        count("comparing")
    total = sum(spent.values())
    shares = ", ".join(f"{name} {seconds / total:.0%}" for name, seconds in spent.items())
    return f"share of the {total:.1f} s: {shares}"


if __name__ == "__main__":
    main()
