"""What rows of other tools call the fields that we know: names in order, the first one counts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from rashomon.core.codec import evidence_from_json
from rashomon.core.errors import CodecError
from rashomon.core.records import Evidence
from rashomon.read.dates import parse_stamp
from rashomon.read.facts import Facts

# each list is in order of trust; names are compared without case, spaces, "_" and "-"
TEXT_NAMES = "text fulltext articletext maintext articlebody body content bodytext plaintext textcontent rawtext rawcontent article".split()
HTML_NAMES = "html rawhtml contenthtml bodyhtml pagehtml".split()
_NAMES = {
    "title": "title headline heading".split(),
    "author": "author authors byline creator creators writer".split(),
    "outlet": "outlet publication publisher newspaper sitename source journal containertitle website domain sourcedomain".split(),
    "published": "published datepublished publishedat publishedon publicationdate publishdate datepublish pubdate firstpublishdate date issued timestamp datetime createdat".split(),
    "updated": "updated updatedat updatedon datemodified modified modifiedat lastmodified dateupdated".split(),
    "section": "section articlesection category".split(),
    "language": "language lang".split(),
    "original_outlet": "originaloutlet".split(),
    "url": "url link permalink canonicalurl canonical sourceurl articleurl uri".split(),
}
_REFERENCE_NAMES = frozenset("issued container-title accessed URL DOI".split())
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9_-]*)?")
_MOST_AUTHORS = 20
_SECONDS = (10**8, 10**10)  # a number of this size counts seconds since 1970: 1973 to 2286
_LONGEST = 400  # characters of a title, name or address


def column(names: Sequence[str], wanted: Sequence[str]) -> str:
    """The first of the wanted names (in the form of this module) among a row's, or ""."""
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(squash(name), name)
    return next((known[name] for name in wanted if name in known), "")


def squash(name: str) -> str:
    """A field's name without case, spaces, underscores and hyphens."""
    return re.sub(r"[\s_-]+", "", name).casefold()


def finds_text(row: Mapping[str, Any]) -> bool:
    """Whether a row holds a text or the markup of a page."""
    return bool(read_text(row)) or bool(read_markup(row))


def read_text(row: Mapping[str, Any]) -> str:
    """A row's text, "" where no field that it may be in is one."""
    return _first_text(row, TEXT_NAMES)


def read_markup(row: Mapping[str, Any]) -> str:
    """The HTML of a row that holds a page instead of a text."""
    return _first_text(row, HTML_NAMES)


def _squashed(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row by squashed names; of two that are then the same the first counts."""
    known: dict[str, Any] = {}
    for name, value in row.items():
        known.setdefault(squash(name), value)
    return known


def _first_text(row: Mapping[str, Any], wanted: Sequence[str]) -> str:
    known = _squashed(row)
    texts = (known.get(name) for name in wanted)
    return next((text for text in texts if isinstance(text, str) and text), "")


def read_known(row: Mapping[str, Any], place: str = "row") -> Facts:
    """What a row says about its text; a row that is a record of ours brings its own evidence."""
    known = _squashed(row)
    found = {
        name: next((text for key in keys for text in [_worded(known.get(key))] if text), "")
        for name, keys in _NAMES.items()
    }
    url = found["url"] if found["url"].startswith(("http://", "https://")) else ""
    facts = Facts(
        title=found["title"],
        author=found["author"],
        outlet=found["outlet"],
        dated=parse_stamp(found["published"]),
        updated=parse_stamp(found["updated"]),
        section=found["section"],
        language=_language_code(found["language"]),
        original_outlet=found["original_outlet"],
        url=url,
        evidence=_own_evidence(row),
    )
    return facts.read_at(place)


def _own_evidence(row: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """The evidence in a document record of ours; `dated` is what a record calls `published`."""
    try:
        own = evidence_from_json(row.get("evidence") or [])
    except (CodecError, TypeError, AttributeError):
        return ()  # a row of somebody else's may call other things so
    known = (replace(e, field="dated") if e.field == "published" else e for e in own)
    return tuple(e for e in known if e.field in Facts.__dataclass_fields__)


def _language_code(told: str) -> str:
    """The two letters in "en", "en-GB", "de_AT"; "" for what is no such code."""
    match = _LANGUAGE.fullmatch(told)
    return match[1].lower() if match else ""


def _worded(value: Any) -> str:
    """A value as a short text: names of a list, of {"name": …}, of {"given": …, "family": …}."""
    return ", ".join(dict.fromkeys(_words(value)))[:_LONGEST]


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from [" ".join(value[: 4 * _LONGEST].split())] if value.strip() else []
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int | float):
        yield from _stamp(value)
    elif isinstance(value, datetime | date):
        yield value.isoformat()
    elif isinstance(value, list | tuple):
        for entry in value[:_MOST_AUTHORS]:
            yield from () if isinstance(entry, list | tuple) else _words(entry)
    elif isinstance(value, Mapping):
        yield from _named(value)


def _named(value: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(value.get("date-parts"), list):
        yield from _date_parts(value["date-parts"])
        return
    whole = [value.get(key) for key in ("given", "non-dropping-particle", "family")]
    name = " ".join(part.strip() for part in whole if isinstance(part, str) and part.strip())
    other = next(
        (value[k] for k in ("name", "literal", "raw") if isinstance(value.get(k), str)), ""
    )
    yield from [name or other] if name or other else []


def _date_parts(parts: Sequence[Any]) -> Iterator[str]:
    """The first day of a CSL date: [[2031, 3, 10]], numbers or their words."""
    first = parts[0] if parts and isinstance(parts[0], list) else []
    numbers = [str(part) for part in first[:3] if isinstance(part, int | str)]
    if numbers and all(number.isdecimal() for number in numbers):
        yield "-".join([numbers[0], *(number.zfill(2) for number in numbers[1:])])


def _stamp(value: float) -> Iterator[str]:
    """A number as a time, where it can be one: a year, or seconds or milliseconds since 1970."""
    for seconds in (value, value / 1000):
        if _SECONDS[0] <= seconds < _SECONDS[1]:
            yield datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            return
    if isinstance(value, int) and 1900 <= value < 2100:
        yield str(value)


def is_reference(row: Mapping[str, Any]) -> bool:
    """Whether a JSON object looks like an entry of a CSL-JSON list."""
    return "type" in row and not _REFERENCE_NAMES.isdisjoint(row)
