"""A data series beside a stated effect: the numbers before and after, never a verdict."""

import csv
import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from statistics import median
from typing import Any, Literal

from rashomon.core.errors import EmptyInput, UnreadableInput

LONGEST_GAP_DAYS = 10  # between the date and the nearest value; more is no value of that time
USUAL_DAYS = 365  # the year before tells what change is usual
LEAST_USUAL = 20  # windows; fewer tell nothing about what is usual
MAX_POINTS = 1_000_000

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


def read_series(path: Path) -> Series:
    """A series from a CSV file (a column of dates, one of numbers) or a Frictionless data package.

    Raises:
        UnreadableInput: it cannot be read, or has no such columns.
        EmptyInput: no row holds a date and a number.
    """
    if path.name == "datapackage.json":
        return _from_package(path)
    return _from_csv(path, name=path.stem, unit="", source=str(path.name))


def _from_package(path: Path) -> Series:
    try:
        about: dict[str, Any] = json.loads(path.read_text("utf-8"))
        resource = about["resources"][0]
        inner = path.parent / str(resource["path"])
    except (OSError, ValueError, LookupError, TypeError) as error:
        reason = f"is no Frictionless data package with a resource ({error}); give its CSV file"
        raise UnreadableInput(str(path), reason) from error
    if path.parent.resolve() not in inner.resolve().parents:
        raise UnreadableInput(str(path), "its resource lies outside its folder; give its CSV file")
    fields = (resource.get("schema") or {}).get("fields") or []
    unit = next((str(f["unit"]) for f in fields if isinstance(f, dict) and f.get("unit")), "")
    sources = about.get("sources") or [{}]
    source = str(sources[0].get("title") or about.get("title") or inner.name)
    return _from_csv(inner, name=str(resource.get("name") or inner.stem), unit=unit, source=source)


def _from_csv(path: Path, *, name: str, unit: str, source: str) -> Series:
    try:
        text = path.read_text("utf-8-sig")
        rows = list(csv.reader(StringIO(text)))[: MAX_POINTS + 1]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableInput(str(path), f"cannot be read as CSV in UTF-8 ({error})") from error
    points = sorted(point for row in rows if (point := _point(row)))
    if not points:
        reason = (
            "no row holds a date (2031-05-14) and a number; give a CSV file with two such columns"
        )
        raise EmptyInput(str(path), reason)
    days, values = zip(*dict(points).items(), strict=True)
    return Series(name, unit, source, days, values)


def _point(row: Sequence[str]) -> tuple[date, float] | None:
    """The first date of a row and the first number behind it."""
    found: date | None = None
    for cell in row:
        if found is None:
            found = _day(cell.strip())
        elif (value := _number(cell.strip())) is not None:
            return found, value
    return None


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell[:10] if len(cell) != 7 else f"{cell}-01")
    except ValueError:
        return None


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


def window(series: Series, *, at: date, days: int) -> Window | None:
    """What a series did from just before a date to `days` after it.

    Returns:
        None where the series has no value near enough on one of the two sides.
    """
    first = bisect_left(series.days, at) - 1
    last = bisect_right(series.days, at + timedelta(days=days)) - 1
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


def say(series: Series, found: Window) -> str:
    """The numbers in a sentence: "brent fell 12% from 78.73 (20 June 2025) to 69.13 (24 June 2025)"."""
    size = f" {abs(found.change):.0%}" if found.change else ""
    unit = f" {series.unit}" if series.unit else ""
    ends = [
        f"{value:g}{unit} ({day.day} {day:%B %Y})" for day, value in (found.before, found.after)
    ]
    return f"{series.name} {found.move}{size}, from {ends[0]} to {ends[1]}"
