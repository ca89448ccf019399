"""Cruxes as a dot plot: P(yes) under each hypothesis, a dot for each person."""

from collections.abc import Mapping
from dataclasses import dataclass

from rashomon.core.verdicts import Chance, ConsistencyMatrix, Crux, Hypothesis

SHAPES = 5  # dots of different shape for different people; a sixth person has the first one's again


@dataclass(frozen=True, slots=True)
class Dot:
    """One person's probability, in hundredths."""

    by: str
    percent: float
    shape: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One hypothesis' line: everybody's dots and the middle, in hundredths."""

    mark: str
    hypothesis: Hypothesis
    dots: tuple[Dot, ...]
    middle: float | None

    def of(self, person: str) -> str:
        """A person's number for a field, "" where none was given."""
        return next((f"{dot.percent:g}" for dot in self.dots if dot.by == person), "")


@dataclass(frozen=True, slots=True)
class CruxRow:
    """A question with its lanes; `lanes` are of the hypotheses in play, `fields` of all rows."""

    crux: Crux
    lanes: tuple[Lane, ...]
    fields: tuple[Lane, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The signs of hypotheses under which nobody gave a probability."""
        return tuple(lane.mark for lane in self.lanes if lane.middle is None)


@dataclass(frozen=True, slots=True)
class Cruxes:
    """The section: its questions, who is which dot, and what the chosen ones tell together."""

    rows: tuple[CruxRow, ...]
    people: tuple[tuple[str, int], ...]
    settled: float
    open: float
    blank: tuple[Lane, ...]


def lay_out(matrix: ConsistencyMatrix, marks: Mapping[str, str]) -> Cruxes:
    """The questions in the order of the ranking."""
    people = {name for crux in matrix.cruxes for c in crux.chances for name, _ in c.given}
    shapes = {name: number % SHAPES for number, name in enumerate(sorted(people))}
    rows = {h.id: h for h in (*matrix.hypotheses, *matrix.set_aside)}
    asked = [h for h in matrix.hypotheses if marks[h.id] != "0"]
    return Cruxes(
        tuple(_row(crux, rows, asked, marks, shapes) for crux in matrix.cruxes),
        tuple(shapes.items()),
        matrix.settled_bits,
        matrix.open_bits,
        tuple(Lane(marks[h.id], h, (), None) for h in asked),
    )


def _row(
    crux: Crux,
    rows: Mapping[str, Hypothesis],
    asked: list[Hypothesis],
    marks: Mapping[str, str],
    shapes: Mapping[str, int],
) -> CruxRow:
    lanes = {c.hypothesis: _lane(c, rows[c.hypothesis], marks, shapes) for c in crux.chances}
    fields = (lanes.get(h.id, Lane(marks[h.id], h, (), None)) for h in asked)
    return CruxRow(crux, tuple(lanes.values()), tuple(fields))


def _lane(
    chance: Chance, hypothesis: Hypothesis, marks: Mapping[str, str], shapes: Mapping[str, int]
) -> Lane:
    dots = tuple(Dot(by, _percent(p), shapes[by]) for by, p in chance.given)
    middle = None if chance.middle is None else _percent(chance.middle)
    return Lane(marks[hypothesis.id], hypothesis, dots, middle)


def _percent(p: float) -> float:
    return round(100 * p, 1)
