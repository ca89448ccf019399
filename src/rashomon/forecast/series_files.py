"""A data series from a CSV file or a Frictionless data package."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from rashomon.core.errors import EmptyInput, UnreadableInput
from rashomon.forecast.series import Series

MAX_POINTS = 1_000_000
PACKAGE = "datapackage.json"


@dataclass(frozen=True, slots=True)
class About:
    """A series' name, unit and source."""

    name: str
    unit: str
    source: str


def read_series(path: Path) -> Series:
    """A series from a CSV file (a column of dates, one of numbers) or a Frictionless data package.

    Raises:
        UnreadableInput: it cannot be read, or has no such columns.
        EmptyInput: no row holds a date and a number.
    """
    if path.name != PACKAGE:
        return parse_csv(str(path), _bytes(path), about=About(path.stem, "", path.name))
    about, inner = parse_package(str(path), _bytes(path))
    inside = path.parent / inner
    if path.parent.resolve() not in inside.resolve().parents:
        raise UnreadableInput(str(path), "its resource lies outside its folder; give its CSV file")
    return parse_csv(str(inside), _bytes(inside), about=about)


def given_series(files: Mapping[str, bytes]) -> Series:
    """A series from files that were handed over, by name: a CSV file, or a data package with its own.

    Raises:
        UnreadableInput, EmptyInput: as for `read_series`.
    """
    if PACKAGE in files:
        about, inner = parse_package(PACKAGE, files[PACKAGE])
        name = PurePosixPath(inner).name
        if name not in files:
            raise UnreadableInput(PACKAGE, f"its resource {name} did not come with it; choose both")
        return parse_csv(name, files[name], about=about)
    if len(files) != 1:
        names = ", ".join(files) or "no file"
        raise UnreadableInput(names, f"give one CSV file, or a {PACKAGE} with the file it names")
    ((name, data),) = files.items()
    return parse_csv(name, data, about=About(PurePosixPath(name).stem, "", name))


def parse_package(ref: str, data: bytes) -> tuple[About, str]:
    """What a Frictionless data package says of its first resource, and that file's path.

    Raises:
        UnreadableInput: it is none.
    """
    try:
        about: dict[str, Any] = json.loads(data.decode("utf-8"))
        resource = about["resources"][0]
        inner = str(resource["path"])
        fields = (resource.get("schema") or {}).get("fields") or []
        unit = next((str(f["unit"]) for f in fields if isinstance(f, dict) and f.get("unit")), "")
        sources = about.get("sources") or [{}]
        source = str(sources[0].get("title") or about.get("title") or PurePosixPath(inner).name)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        reason = f"is no Frictionless data package with a resource ({error}); give its CSV file"
        raise UnreadableInput(ref, reason) from error
    name = str(resource.get("name") or PurePosixPath(inner).stem)
    return About(name, unit, source), inner


def parse_csv(ref: str, data: bytes, *, about: About) -> Series:
    """The rows that hold a date and a number behind it, by day.

    Raises:
        UnreadableInput: it is no CSV in UTF-8.
        EmptyInput: no row holds a date and a number.
    """
    try:
        rows = list(islice(csv.reader(StringIO(data.decode("utf-8-sig"))), MAX_POINTS + 1))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableInput(ref, f"cannot be read as CSV in UTF-8 ({error})") from error
    points = sorted(point for row in rows if (point := _point(row)))
    if not points:
        reason = (
            "no row holds a date (2031-05-14) and a number; give a CSV file with two such columns"
        )
        raise EmptyInput(ref, reason)
    days, values = zip(*dict(points).items(), strict=True)
    return Series(about.name, about.unit, about.source, days, values)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableInput(str(path), f"cannot be read ({error})") from error


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
