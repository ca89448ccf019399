"""Dates as pages write them, resolved against the time of fetching, with their precision."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone

from rashomon.core.records import Precision
from rashomon.read.months import find_foreign_day

LONGEST_DATE_LINE = 140  # characters; longer lines are sentences, never date lines
_WEEK_DAYS = 7
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY_NAMES = "mon tue wed thu fri sat sun".split()
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\b\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"  # "2020November 12, 2021": tags without a space
_ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3}
_ZONES |= {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_CLOCK = (
    r"(?P<hour>[0-2]?\d)[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?:\s*(?P<half>[ap])\.?m\.?)?"
    rf"(?:\s*\(?(?P<zone>{'|'.join(_ZONES)})\b\)?)?"
)
_TIME = rf"(?:\s*(?:,|at|-|–|\||·|•|/)?\s*{_CLOCK})?"
_BEFORE = rf"(?:{_WEEKDAY},?\s+(?:the\s+)?)?"
_ISO = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,]\d+)?)?\s?(?P<offset>Z|[+-]\d\d:?\d\d)?)?)?(?![\w-])"
)
_SLASHED = re.compile(r"\b(?P<year>(?:19|20)\d\d)[/.](?P<month>[01]?\d)[/.](?P<day>[0-3]?\d)\b")
_NUMBERS = re.compile(rf"\b(?P<a>[0-3]?\d)(?P<sep>[/.-])(?P<b>[0-3]?\d)(?P=sep){_YEAR}{_TIME}")
_WRITTEN = (
    re.compile(rf"\b{_BEFORE}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}{_TIME}", re.IGNORECASE),
    re.compile(rf"\b{_BEFORE}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_TIME}", re.IGNORECASE),
    re.compile(rf"\b{_BEFORE}{_DAY}\s+(?:of\s+)?{_MONTH}{_TIME}(?!\s*[\d%])", re.IGNORECASE),
    re.compile(rf"\b{_BEFORE}{_MONTH}\s+{_DAY}{_TIME}(?!\s*[\d%])", re.IGNORECASE),
    re.compile(rf"\b{_MONTH},?\s+{_YEAR}", re.IGNORECASE),
)
_AGO = re.compile(
    r"\b(?P<count>\d{1,3}|an?|one|two|three|few)\s*(?P<unit>s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?"
    r"|w|wks?|weeks?|mo|months?|y|yrs?|years?)\s+ago\b",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(rf"\b(?P<name>today|yesterday)\b{_TIME}", re.IGNORECASE)
_LAST_WEEKDAY = re.compile(rf"\b(?:(?:on|last)\s+)?{_WEEKDAY}{_TIME}", re.IGNORECASE)
_MAYBE = re.compile(
    r"\d|\bago\b|day\b|\bnow\b|\b(?:mon|tues?|wed|thu|fri|sat|sun)\b", re.IGNORECASE
)
_JUST_NOW = re.compile(r"\bjust now\b|\bmoments ago\b", re.IGNORECASE)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "few": 3}
_UNITS: dict[str, tuple[timedelta, Precision]] = {
    "s": (timedelta(seconds=1), "minute"),
    "m": (timedelta(minutes=1), "minute"),
    "h": (timedelta(hours=1), "hour"),
    "d": (timedelta(days=1), "day"),
    "w": (timedelta(weeks=1), "month"),  # a week is between day and month: never claim too much
    "mo": (timedelta(days=30), "month"),
    "y": (timedelta(days=365), "year"),
}
_FORMATS: dict[Precision, str] = {
    "second": "%Y-%m-%dT%H:%M:%S",
    "minute": "%Y-%m-%dT%H:%M",
    "hour": "%Y-%m-%dT%H",
    "day": "%Y-%m-%d",
    "month": "%Y-%m",
    "year": "%Y",
}
_LABEL = re.compile(
    r"\b(?:first |last |originally )?(?:published|posted|updated|modified|created|date|on|at|issued|released"
    r"|time|as of|veröffentlicht|aktualisiert|stand|am|vom|um|publié|mis à jour|le|à|publicado|actualizado|el|a las"
    r"|pubblicato|aggiornato|il|alle|gepubliceerd|op|opublikowano|опубликовано|\d{1,2}\s?h\s?[0-5]\d|[0-2]?\d:[0-5]\d(?:\s*uhr)?)\b:?",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:updated|modified|edited|revised|aktualisiert|mis à jour|actualizado|aggiornato)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\b(?:published|posted|first appeared)\b", re.IGNORECASE)
_PLACE = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2},\s*")  # "Oldtown, 3 May 2031"
_FILLER = re.compile(r"[\s|•·,;:()\[\]/–—-]+|\b\d{1,3}[ -]min(?:ute)?s?(?: read)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A point in time as an ISO 8601 string cut to its precision.

    `span` is where it was read; `ago` tells that it was counted back from the fetch time.
    """

    value: str
    precision: Precision
    span: tuple[int, int]
    ago: bool = False


def find_date(text: str, *, now: datetime) -> Dated | None:
    """The first date in a short line; a relative one is resolved against `now` (with zone).

    A day without a year is the latest such day that is not after `now`. Returns None where the
    line has no date, or one that cannot be told apart ("03/04/2025").
    """
    if len(text) > LONGEST_DATE_LINE or not _MAYBE.search(text):
        return None
    for reading in (_read_iso, _read_numbers, _read_written, _read_foreign, _read_relative):
        found = reading(text, now)
        if found is not None:
            return found
    return None


def is_date_line(text: str, *, now: datetime) -> Dated | None:
    """The date of a line that holds nothing else: a label, a reading time, separators at most."""
    found = find_date(text, now=now)
    if found is None:
        return None
    rest = text[: found.span[0]] + " " + text[found.span[1] :]
    again = find_date(rest, now=now)  # "Published 3 May 2030, updated 4 May 2030"
    if again is not None:
        rest = rest[: again.span[0]] + " " + rest[again.span[1] :]
    rest = _LABEL.sub("", rest)
    placed = found.precision != "month" and _PLACE.fullmatch(rest) and re.search(_YEAR, text)
    return found if placed or not _FILLER.sub("", rest) else None


def find_update(text: str, *, now: datetime) -> Dated | None:
    """The date behind "updated" in a line ("Published 3 May 2030, updated 4 May 2030"), or None."""
    return _behind(_UPDATED, text, now)


def find_first(text: str, *, now: datetime) -> Dated | None:
    """The date behind "published" in a line ("Updated 4 May 2030, first published 3 May 2030")."""
    return _behind(_PUBLISHED, text, now)


def _behind(label: re.Pattern[str], text: str, now: datetime) -> Dated | None:
    match = label.search(text[:LONGEST_DATE_LINE])
    return find_date(text[match.end() :], now=now) if match else None


def parse_stamp(text: str) -> Dated | None:
    """A machine-written stamp (meta tag, JSON-LD): ISO 8601 in any precision, or a written date."""
    text = text.strip()[:LONGEST_DATE_LINE]
    if re.fullmatch(r"(19|20)\d\d", text):
        return Dated(text, "year", (0, 4))
    return (
        _read_iso(text, datetime.now(UTC))
        or _read_numbers(text, datetime.now(UTC))
        or _dated(text)
        or _read_foreign(text, datetime.now(UTC))
    )


def _dated(text: str) -> Dated | None:
    found = _read_written(text, datetime.now(UTC))
    return (
        found
        if found and re.search(r"(19|20)\d\d", found.value) and re.search(_YEAR, text)
        else None
    )


def parse_foreign(line: str) -> Dated | None:
    """A day written in another language ("24 juin 2031"): a short line that holds a full year."""
    digits = re.search(r"(?<!\d)\d{1,2}(?!\d)", line) and re.search(_YEAR, line)
    if not digits or not 3 <= len(line.split()) <= 5:
        return None
    if _read_written(line, datetime.now(UTC)):  # an English date among other words
        return None
    known = _read_foreign(line, datetime.now(UTC))
    if known or line.isascii():
        return replace(known, span=(0, len(line))) if known else None
    # all of dateparser's languages are tried, which takes 0.2 s: only where `months.py` knows no
    # such month and letters beyond ASCII speak for another language
    import dateparser

    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    parsed = dateparser.parse(line, settings=settings)
    return Dated(parsed.strftime("%Y-%m-%d"), "day", (0, len(line))) if parsed else None


def format_time(moment: datetime, precision: Precision) -> str:
    """A time as ISO 8601 cut to its precision, times of day with their zone where it is known."""
    if precision not in ("second", "minute", "hour"):
        return moment.strftime(_FORMATS[precision])
    zone = moment.isoformat()[19:].removeprefix(moment.strftime(".%f"))
    return moment.strftime(_FORMATS[precision]) + ("Z" if zone == "+00:00" else zone)


def _read_iso(text: str, _now: datetime) -> Dated | None:
    match = _ISO.search(text)
    if match is None:
        match = _SLASHED.search(text)
    if match is None:
        return None
    parts = match.groupdict()
    if parts["day"] is None:
        return _checked(int(parts["year"]), int(parts["month"]), 1, match, {}, "month")
    year, month, day = (int(parts[name]) for name in ("year", "month", "day"))
    return _checked(year, month, day, match, parts, "day")


def _read_numbers(text: str, _now: datetime) -> Dated | None:
    match = _NUMBERS.search(text)
    if match is None:
        return None
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if match["sep"] == "." or a > 12 or a == b:
        return _checked(year, b, a, match, match.groupdict(), "day")
    if b > 12:
        return _checked(year, a, b, match, match.groupdict(), "day")
    return None


def _read_written(text: str, now: datetime) -> Dated | None:
    for pattern in _WRITTEN:
        for match in pattern.finditer(text):
            found = _written(match, now)
            if found is not None:
                return found
    return None


def _read_foreign(text: str, _now: datetime) -> Dated | None:
    found = find_foreign_day(text)
    if found is None:
        return None
    year, month, day, span = found
    try:
        return Dated(date(year, month, day).isoformat(), "day", span)
    except ValueError:
        return None


def _written(match: re.Match[str], now: datetime) -> Dated | None:
    parts = match.groupdict()
    month = _MONTH_NAMES.index(parts["month"][:3].lower()) + 1
    if "day" not in parts:
        return _checked(int(parts["year"]), month, 1, match, {}, "month")
    day = int(parts["day"])
    if "year" in parts:
        return _checked(int(parts["year"]), month, day, match, parts, "day")
    year = _latest_year(month, day, now.date())
    if year is None:
        return None
    return _checked(year, month, day, match, parts, "day")


def _latest_year(month: int, day: int, today: date) -> int | None:
    """The year of the latest such day not after today (up to eight back, for 29 February)."""
    for year in range(today.year, max(today.year - 9, 0), -1):
        try:
            if date(year, month, day) <= today:
                return year
        except ValueError:
            continue
    return None


def _checked(
    year: int,
    month: int,
    day: int,
    match: re.Match[str],
    clock: dict[str, str | None],
    precision: Precision,
) -> Dated | None:
    try:
        moment = datetime(year, month, day)  # noqa: DTZ001 - the zone may be unknown
        if clock.get("hour"):
            moment, precision = _at_clock(moment, clock)
    except ValueError:
        return None
    return Dated(format_time(moment, precision), precision, match.span())


def _at_clock(day: datetime, clock: dict[str, str | None]) -> tuple[datetime, Precision]:
    hour = int(clock["hour"] or 0)
    if clock.get("half"):
        hour = hour % 12 + (12 if str(clock["half"]).lower() == "p" else 0)
    second = clock.get("second")
    moment = day.replace(hour=hour, minute=int(clock["minute"] or 0), second=int(second or 0))
    zone = _zone(clock)
    if zone is not None:
        moment = moment.replace(tzinfo=zone)
    return moment, "second" if second else "minute"


def _zone(clock: dict[str, str | None]) -> timezone | None:
    offset, name = clock.get("offset"), clock.get("zone")
    if offset == "Z":
        return UTC
    if offset:
        minutes = int(offset[1:3]) * 60 + int(offset[-2:])
        return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
    return timezone(timedelta(hours=_ZONES[name.upper()])) if name else None


def _read_relative(text: str, now: datetime) -> Dated | None:
    match = _JUST_NOW.search(text)
    if match:
        return Dated(format_time(now, "minute"), "minute", match.span(), ago=True)
    return _read_ago(text, now) or _read_named_day(text, now) or _read_weekday(text, now)


def _read_ago(text: str, now: datetime) -> Dated | None:
    match = _AGO.search(text)
    if match is None:
        return None
    word, unit = match["count"].lower(), match["unit"].lower()
    step, precision = _UNITS["mo" if unit.startswith("mo") else unit[0]]
    try:
        moment = now - step * (int(word) if word.isdigit() else _COUNTS[word])
    except OverflowError:
        return None
    return Dated(format_time(moment, precision), precision, match.span(), ago=True)


def _read_named_day(text: str, now: datetime) -> Dated | None:
    match = _NAMED_DAY.search(text)
    if match is None:
        return None
    day = now.date() - timedelta(days=1 if match["name"].lower() == "yesterday" else 0)
    return _checked(day.year, day.month, day.day, match, match.groupdict(), "day")


def _read_weekday(text: str, now: datetime) -> Dated | None:
    match = _LAST_WEEKDAY.search(text)
    if match is None:
        return None
    back = (now.weekday() - _WEEKDAY_NAMES.index(match["weekday"][:3].lower())) % _WEEK_DAYS
    day = now.date() - timedelta(days=back)
    return _checked(day.year, day.month, day.day, match, match.groupdict(), "day")
