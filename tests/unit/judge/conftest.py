import json
from pathlib import Path

import pytest

from rashomon.judge.ratings import Evidence, Rated, rating_matrix

METHODS = Path(__file__).parents[3] / ".." / "shared" / "values" / "methods.json"


@pytest.fixture(scope="session")
def published():
    """The published numbers that the methods must reproduce."""
    if not METHODS.exists():
        pytest.skip(
            f"no published values at {METHODS.name}: the shared data are not beside the repository"
        )
    return json.loads(METHODS.read_text("utf-8"))


@pytest.fixture(scope="session")
def matrix():
    """Build a matrix from lines "evidence source rating rating…", a rating for each hypothesis."""

    def build(lines, *, hypotheses="a b c", accounts=None, by="mara"):
        names = hypotheses.split()
        rows = [line.split() for line in lines.split(";") if line.strip()]
        evidence = [
            Evidence(name, name, source, frozenset((accounts or {}).get(name, "").split()))
            for name, source, *_ in rows
        ]
        rated = [
            Rated(h, name, rating, by)
            for name, _, *ratings in rows
            for h, rating in zip(names, ratings, strict=True)
        ]
        return rating_matrix(names, evidence, rated)

    return build
