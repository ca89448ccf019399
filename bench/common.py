"""What the benchmarks share: inputs, processes with their costs, the machine in words, results."""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
SHARED = ROOT / ".." / "shared"
EXAMPLE = ROOT / "src" / "rashomon" / "examples" / "kessa-strait"
RASHOMON = Path(sys.executable).with_name("rashomon")
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds of wall time and of all its threads, megabytes at its peak."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    output: str


def run(*command: str | Path, given: str = "", env: Mapping[str, str] | None = None) -> Cost:
    """Run a process to its end; stop the benchmark where it fails."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as messages:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=messages,
            text=True,
            env={**os.environ, **(env or {})},
        )
        assert process.stdin
        assert process.stdout
        process.stdin.write(given)
        process.stdin.close()
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            messages.seek(0)
            sys.exit(
                f"{messages.read()}\n{' '.join(map(str, command))}: exit code {process.returncode}"
            )
    return Cost(wall, usage.ru_utime + usage.ru_stime, megabytes(usage.ru_maxrss), output)


def megabytes(maxrss: int) -> float:
    """A process's `ru_maxrss` in megabytes: the system counts in bytes on macOS, else in KiB."""
    return maxrss * (1 if sys.platform == "darwin" else 1024) / MEGABYTE


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def example_texts() -> list[tuple[str, str]]:
    """(id, text) of the built-in example's main documents."""
    from rashomon.read import expand, load_page, split_page

    pages = [load_page(source) for source in expand([str(EXAMPLE)])]
    documents = [doc for page in pages for doc in split_page(page).documents]
    return [(doc.id, doc.text) for doc in documents if doc.role == "main"]


def machine() -> dict[str, Any]:
    """The machine in words, without its name."""
    return {
        "processor": _processor(),
        "cores": _cores(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def _cores() -> int:
    """The cores that this process may use."""
    found = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ()
    return len(found) or os.cpu_count() or 1


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown"


def publish(name: str, rows: Sequence[Mapping[str, Any]], *, notes: Sequence[str]) -> None:
    """Print a table and write `bench/results/NAME.json`."""
    print(f"\n{name}")
    _print_table(rows)
    for note in notes:
        print(f"  {note}")
    result = {
        "bench": name,
        "on": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "load_before": round(os.getloadavg()[2], 1),
        "rows": [dict(row) for row in rows],
        "notes": list(notes),
    }
    path = HERE / "results" / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _print_table(rows: Sequence[Mapping[str, Any]]) -> None:
    heads = list(dict.fromkeys(key for row in rows for key in row))
    cells = [heads, *[[_shown(row.get(head, "")) for head in heads] for row in rows]]
    widths = [max(len(line[place]) for line in cells) for place in range(len(heads))]
    for line in cells:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)))


def _shown(value: Any) -> str:
    return (
        f"{value:.3g}"
        if isinstance(value, float) and value < 100
        else f"{value:.0f}"
        if isinstance(value, float)
        else str(value)
    )
