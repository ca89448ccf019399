"""A case of 500 documents: what is done once, and what opening it again costs.

The documents are generated prose (`prose.py`), 20 accounts of each happening. Opening again must
read, extract and align nothing: the case's revision and its kept views stay as they are, which is
checked here and not only timed.

    python bench/big_case.py [--documents 500]
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from common import RASHOMON, Cost, median, publish, run
from prose import write_documents

ROUNDS = 3


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=500)
    count = options.parse_args().documents
    with tempfile.TemporaryDirectory() as place:
        folder, case = Path(place) / "reports", Path(place) / "big.rashomon"
        folder.mkdir()
        write_documents(folder, count)
        rows = [row("open the folder, everything new", open_case(folder, case))]
        before = state(case)
        rows.append(row("open the case again", *[open_case(case, case) for _ in range(ROUNDS)]))
        rows.append(row("open the folder again", *[open_case(folder, case) for _ in range(ROUNDS)]))
        if state(case) != before:
            sys.exit(f"opening again changed the case: {before} became {state(case)}")
        rows += serve(case)
        size = case.stat().st_size / 1e6
    notes = [
        f"{before['documents']} documents, {before['annotations']} annotations, {before['stories']} stories",
        f"the case file has {size:.0f} MB; opening again left its revision at {before['revision']}",
    ]
    publish("big_case", rows, notes=notes)


def open_case(source: Path, case: Path) -> Cost:
    return run(RASHOMON, "open", source, "--no-serve", "--case", case)


def row(name: str, *costs: Cost) -> dict[str, Any]:
    return {
        "step": name,
        "wall_s": round(median([c.wall_s for c in costs]), 2),
        "cpu_s": round(median([c.cpu_s for c in costs]), 2),
        "peak_mb": round(max(c.peak_mb for c in costs)),
    }


def state(case: Path) -> dict[str, int]:
    """What the case holds, and the number that grows with every change."""
    from rashomon.workspace import open_case as opened

    with opened(case) as view:
        documents = view.documents()
        annotations = sum(len(view.annotations(doc.id)) for doc in documents)
        stories = len(view.stories())
        return {
            "documents": len(documents),
            "annotations": annotations,
            "stories": stories,
            "revision": view.store.revision,
        }


def serve(case: Path) -> list[dict[str, Any]]:
    """Serve the case; the time to the printed address, and to the dossier's first pages."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [RASHOMON, "open", case, "--port", "0", "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ,
    )
    try:
        assert process.stdout
        address = process.stdout.readline().strip()
        rows = [{"step": "serve the case: address printed", "wall_s": since(start)}]
        names = ("first page of the dossier", "the same page again")
        rows += [{"step": name, "wall_s": fetch(address)} for name in names]
    finally:
        process.terminate()
        process.wait()
    return rows


def fetch(address: str) -> float:
    start = time.perf_counter()
    with urllib.request.urlopen(address) as answer:
        answer.read()
    return since(start)


def since(start: float) -> float:
    return round(time.perf_counter() - start, 3)


if __name__ == "__main__":
    main()
