"""States by any of their names, and who held a large state's office on a day.

`states.json` has about 200 states with their other names, people, capital and seats of government;
`offices.json` holders of some offices since 2000. Both are our own, and know nothing after `as_of`.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

NameKind = Literal["state", "people", "capital", "seat"]
_FIELDS: tuple[tuple[str, NameKind], ...] = (
    ("also", "state"),
    ("people", "people"),
    ("capital", "capital"),
    ("seats", "seat"),
)


@dataclass(frozen=True, slots=True)
class StateName:
    """A state, and by which kind of name it was meant."""

    state: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class _Term:
    holder: str
    start: str
    end: str


def state_named(name: str) -> StateName | None:
    """The state that a name or an adjective means; None where it means none or more than one."""
    whole = name.replace("’", "'").strip()
    bare = whole.removeprefix("the ").removeprefix("The ")
    forms = (_fold(form) for form in (whole, bare, bare.removesuffix("s")))
    return next((_names()[form] for form in forms if form in _names()), None)


@cache
def seats() -> re.Pattern[str]:
    """Seats of government as a text writes them; the reader misses some ("the Kremlin")."""
    names = [name for row in _load("states").values() for name in row["seats"]]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b")


def holder(state: str, office: str, day: str) -> str | None:
    """Who held a state's office on a day ("2025-03-01"); None where the table cannot tell."""
    if not day or day[:10] > _offices()["as_of"]:
        return None
    terms = _terms().get((state, office.lower()), ())
    return next((t.holder for t in terms if t.start <= day[:10] < (t.end or "9999")), None)


def _fold(name: str) -> str:
    """Case counts in "US" alone: "us" is a pronoun."""
    return name if name in {"US", "Us"} else name.casefold()


@cache
def _names() -> dict[str, StateName]:
    found: dict[str, StateName] = {}
    unclear: set[str] = set()
    for state, row in _load("states").items():
        spoken = [(state, "state"), *((name, kind) for key, kind in _FIELDS for name in row[key])]
        for name, kind in spoken:
            key = _fold(name.replace("’", "'"))
            if found.setdefault(key, StateName(state, kind)).state != state:
                unclear.add(key)
    return {key: value for key, value in found.items() if key not in unclear and key != "us"}


@cache
def _terms() -> dict[tuple[str, str], list[_Term]]:
    found: dict[tuple[str, str], list[_Term]] = {}
    for state, office, name, start, end in _offices()["held"]:
        found.setdefault((state, office), []).append(_Term(name, start, end))
    return found


def _offices() -> dict[str, Any]:
    return _load("offices")


@cache
def _load(name: str) -> dict[str, Any]:
    text = files("rashomon.align").joinpath(f"{name}.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(text)
    return table
