"""The quality gate runs, holds, and would fail."""

import pytest

from rashomon.app.cli import eval_
from rashomon.app.evaluation import gate
from rashomon.app.evaluation.example import Score
from rashomon.core.errors import MissingPart


def test_the_example_is_read_as_well_as_promised():
    assert gate.below_floor(gate.measure_example()) == []


def test_a_fall_is_named():
    below = gate.below_floor([Score("clashes found", 0, 10)])
    assert any(message.startswith("clashes found: 0, floor") for message in below)


def test_another_reading_needs_new_floors(tmp_path, monkeypatch):
    other = tmp_path / "expected.json"
    other.write_text("{}")
    monkeypatch.setattr(gate, "EXPECTED", other)
    with pytest.raises(MissingPart, match="another expected reading"):
        gate.below_floor([])


def test_every_number_that_the_table_shows_is_recorded():
    recorded = {(row["data"], row["measure"]) for row in eval_._recorded()}
    assert {(data, place) for data, place, _ in eval_.SHOWN} <= recorded
