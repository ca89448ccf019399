"""Plots as numbers that a template prints: places in hundredths of the frame, so that text stays text."""

from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from rashomon.core.verdicts import SeriesCheck

ROOM = 0.06  # of the height that stays free above and below a line
TINY = 1e-100  # what is smaller is no difference, and has no logarithm to rely on
TICKS = 4  # on an axis, about
APART = 25  # hundredths between two days: a phone shows three dates side by side
_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Tick:
    """A value on an axis: where it stands, and what it says."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Point:
    """A marked value: from the left, from the top, and its words."""

    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class SeriesPlot:
    """A series around a day.

    `line` is an SVG path in a frame of 100 × 100; `day` is where the day stands, `start` and `width` the
    window.
    """

    line: str
    day: float
    start: float
    width: float
    before: Point
    after: Point
    values: tuple[Tick, ...]
    days: tuple[Tick, ...]


def plot_series(check: SeriesCheck) -> SeriesPlot:
    """The points of a check in a frame; there are at least two."""
    days = [date.fromisoformat(day).toordinal() for day, _ in check.points]
    at = date.fromisoformat(check.at).toordinal()
    first, last = min([*days, at]), max([*days, at])
    low, high = _bounds([value for _, value in check.points])

    def x(day: str) -> float:
        return _hundredths(date.fromisoformat(day).toordinal(), first, last)

    def y(value: float) -> float:
        return round(100 - _hundredths(value, low, high), 2)

    places = [(x(day), y(value)) for day, value in check.points]
    ends = [Point(x(d), y(v), f"{v:g} on {_day(d)}") for d, v in (check.before, check.after)]
    return SeriesPlot(
        "M" + "L".join(f"{a:g} {b:g}" for a, b in places),
        x(check.at),
        ends[0].x,
        round(ends[1].x - ends[0].x, 2),
        ends[0],
        ends[1],
        tuple(Tick(y(value), label) for value, label in _ticks(low, high)),
        _day_ticks(check.points[0][0], check.at, check.points[-1][0], x(check.at)),
    )


def _bounds(values: list[float]) -> tuple[float, float]:
    """The least and the greatest value with some room; a flat line has room on both sides."""
    low, high = min(values), max(values)
    sizes = (high - low, abs(low), abs(high), 1.0)
    room = next(size for size in sizes if size > TINY) * ROOM
    return low - room, high + room


def _hundredths(value: float, low: float, high: float) -> float:
    return round(100 * (value - low) / (high - low), 2) if high > low else 50.0


def _ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Round values between two bounds, about TICKS of them, with as many digits as tell them apart."""
    rough = (high - low) / TICKS
    size = 10.0 ** floor(log10(rough))
    step = next(size * nice for nice in _NICE if size * nice >= rough)
    first = floor(low / step) + 1
    values = [n * step for n in range(first, first + 2 * TICKS) if n * step < high]
    digits = max(6, ceil(log10(max(map(abs, (low, high))) / step)) + 2)
    return [(value, f"{value:.{digits}g}") for value in values]


def _day_ticks(first: str, at: str, last: str, place: float) -> tuple[Tick, ...]:
    """The day, and the two ends where they do not run into it."""
    ends = [Tick(0.0, _day(first)), Tick(100.0, _day(last))]
    apart = [tick for tick in ends if abs(tick.at - place) >= APART]
    return tuple(sorted([*apart, Tick(place, _day(at))], key=lambda tick: tick.at))


def _day(day: str) -> str:
    """A day as it is read: 22 June 2025."""
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B %Y}"
