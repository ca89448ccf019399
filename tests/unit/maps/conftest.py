import json
from pathlib import Path

import pytest

from rashomon.core.bodies import CausalClaim
from rashomon.core.records import Annotation
from rashomon.core.views import CausalMap, Edge, Factor

METHODS = Path(__file__).parents[3] / ".." / "shared" / "values" / "methods.json"
SIGNS = {"+": 1, "-": -1, "0": 0}
VOICES = {"own", "quoted", "imputed"}
MODES = {"asserted", "denied", "conditional", "threat", "counterfactual"}


@pytest.fixture(scope="session")
def published():
    """The published numbers that the methods must reproduce."""
    if not METHODS.exists():
        pytest.skip(
            f"no published values at {METHODS.name}: the shared data are not beside the repository"
        )
    return json.loads(METHODS.read_text("utf-8"))


def parse_edge(text, account):
    """Read "strait - prices denied quoted hedged": source, sign, target, then what is unusual."""
    source, sign, target, *rest = text.split()
    mode = next((word for word in rest if word in MODES), "asserted")
    voice = next((word for word in rest if word in VOICES), "own")
    name = f"{account}:{' '.join(text.split())}"
    return Edge(source, target, SIGNS[sign], mode, "hedged" in rest, voice, (name,))


@pytest.fixture(scope="session")
def draw():
    """Build a map from lines of edges; an edge's annotation is named by account and line."""

    def build(lines, account="a", factors=""):
        edges = tuple(parse_edge(line, account) for line in lines.split(";") if line.strip())
        names = dict.fromkeys([*(n for e in edges for n in (e.source, e.target)), *factors.split()])
        return CausalMap(account, tuple(Factor(name, name, ()) for name in names), edges)

    return build


@pytest.fixture(scope="session")
def annotate():
    """Give each edge of some maps an annotation with spans, under the id that the edge names."""

    def build(*maps):
        return [
            _annotation(m.account, i, n)
            for m in maps
            for n, e in enumerate(m.edges)
            for i in e.annotations
        ]

    return build


def _annotation(account, name, place):
    cause, effect = (place * 10, place * 10 + 3), (place * 10 + 5, place * 10 + 9)
    return Annotation(name, account, CausalClaim((cause,), (effect,)), "test", 1.0, "")
