"""A data series beside a stated effect: the numbers before and after, never a verdict."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Literal

LONGEST_GAP_DAYS = 10  # between the date and the nearest value; more is no value of that time
USUAL_DAYS = 365  # the year before tells what change is usual
LEAST_USUAL = 20  # windows; fewer tell nothing about what is usual
MOST_DAYS = 3660  # of a window: ten years
AROUND_DAYS = 30  # shown before and after the window, at least
AROUND_WINDOWS = 3  # windows shown before and after it, where that is more
MOST_SHOWN = 400  # points of a plot; beyond that they lie closer than its pixels

Move = Literal["rose", "fell", "did not move"]


@dataclass(frozen=True, slots=True)
class Series:
    """Values by day, in order, with where they come from."""

    name: str
    unit: str
    source: str
    days: tuple[date, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """What a series did around a date.

    Attributes:
        before: The last value before the date, with its day.
        after: The last value of the window, with its day.
        steps: Values between them (trading days, months, …), the last included.
        change: Relative change, -0.12 for 12% less; None where the value before is 0.
        usual: Median size of the change over as many steps in the year before; None where too
            little is known.
        larger: Share of those changes that were at least as large.
    """

    before: tuple[date, float]
    after: tuple[date, float]
    steps: int
    change: float | None
    usual: float | None
    larger: float | None

    @property
    def move(self) -> Move:
        """Which way it went."""
        if self.after[1] == self.before[1]:
            return "did not move"
        return "rose" if self.after[1] > self.before[1] else "fell"


def window(series: Series, *, at: date, days: int) -> Window | None:
    """What a series did from just before a date to `days` after it.

    Returns:
        None where the series has no value near enough on one of the two sides.
    """
    first = bisect_left(series.days, at) - 1
    last = bisect_right(series.days, _moved(at, days)) - 1
    if first < 0 or last <= first or (at - series.days[first]).days > LONGEST_GAP_DAYS:
        return None
    steps = last - first
    usual = _changes(series, until=first, steps=steps)
    change = _change(series.values[first], series.values[last])
    enough = len(usual) >= LEAST_USUAL
    larger = (
        sum(c >= abs(change) for c in usual) / len(usual) if enough and change is not None else None
    )
    return Window(
        (series.days[first], series.values[first]),
        (series.days[last], series.values[last]),
        steps,
        change,
        median(usual) if enough else None,
        larger,
    )


def _changes(series: Series, *, until: int, steps: int) -> list[float]:
    """Sizes of the changes over so many steps in the year before."""
    since = bisect_left(series.days, series.days[until] - timedelta(days=USUAL_DAYS))
    pairs = ((series.values[n], series.values[n + steps]) for n in range(since, until - steps + 1))
    return [abs(change) for a, b in pairs if (change := _change(a, b)) is not None]


def _change(before: float, after: float) -> float | None:
    return (after - before) / abs(before) if before else None


def _moved(at: date, days: int) -> date:
    """So many days later, or the last or first day that there is."""
    return date.fromordinal(min(max(at.toordinal() + days, 1), date.max.toordinal()))


def around(series: Series, found: Window, *, at: date, days: int) -> tuple[tuple[date, float], ...]:
    """The days and values around a window, for a plot.

    Its two ends are always among them; where there are more than MOST_SHOWN, they are thinned evenly.
    """
    more = max(AROUND_DAYS, AROUND_WINDOWS * days)
    first = bisect_left(series.days, _moved(at, -more))
    last = bisect_right(series.days, _moved(at, days + more))
    step = -(-(last - first) // MOST_SHOWN)
    shown = dict(zip(series.days[first:last:step], series.values[first:last:step], strict=True))
    return tuple(sorted((shown | dict([found.before, found.after])).items()))


def say(series: Series, found: Window) -> str:
    """The numbers in a sentence: "brent fell 12% from 78.73 (20 June 2025) to 69.13 (24 June 2025)"."""
    size = f" {abs(found.change):.0%}" if found.change else ""
    unit = f" {series.unit}" if series.unit else ""
    ends = [
        f"{value:g}{unit} ({day.day} {day:%B %Y})" for day, value in (found.before, found.after)
    ]
    return f"{series.name} {found.move}{size}, from {ends[0]} to {ends[1]}"
