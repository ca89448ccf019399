"""The quality gate: what the whole way must reach on the built-in example, pinned to its reading."""

import json
from collections.abc import Sequence
from pathlib import Path

from rashomon.app.evaluation.example import Score, Scorer
from rashomon.core.errors import MissingPart
from rashomon.core.ids import bytes_digest
from rashomon.examples import EXPECTED, example_files
from rashomon.store.memory import MemoryStore
from rashomon.workspace.case import Case
from rashomon.workspace.reading import Report, silent

FLOORS = Path(__file__).parent / "floors.json"


def measure_example(report: Report = silent) -> list[Score]:
    """Do the main job on the built-in example and hold it against its expected reading."""
    with Case(MemoryStore()) as case:
        case.add([str(path) for path in example_files()], report=report)
        return Scorer.make(case, EXPECTED).scores()


def below_floor(scores: Sequence[Score]) -> list[str]:
    """The measures that fall below their floor, in words.

    Floors go up as the product gets better; one that goes down needs its reason in the commit.

    Raises:
        MissingPart: the expected reading is not the one that the floors were set for.
    """
    kept = json.loads(FLOORS.read_text("utf-8"))
    digest = bytes_digest(EXPECTED.read_bytes())
    if kept["expected"] != digest:
        message = f"{FLOORS.name} was set for another expected reading; now it is {digest}"
        raise MissingPart(message)
    found = {score.what: score.right for score in scores}
    return [
        f"{what}: {found.get(what, 0)}, floor {floor}"
        for what, floor in kept["floors"].items()
        if found.get(what, 0) < floor
    ]
