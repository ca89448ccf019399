"""When a prediction's time is up: "by the end of May", counted from the day of the text."""

import re
from collections.abc import Callable
from datetime import date, timedelta

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}  # their last month
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_COUNTS = {word: n for n, word in enumerate(_NUMBERS)} | {"a": 1, "an": 1, "several": 7, "few": 4}
_FULL = re.compile(
    rf"\b(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|{_MONTH.replace('month', 'month2')}\s+(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?\b)"
    r"(?:,?\s+(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_NAMED_MONTH = re.compile(rf"\b{_MONTH}(?:\s+(?P<year>(?:19|20)\d\d))?", re.IGNORECASE)
_YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\b")
_SEASON = re.compile(r"\b(?P<season>spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_SPAN = re.compile(
    rf"\b(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})\s+(?:more\s+)?(?P<unit>hour|day|week|month|year|decade)s?\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\b(?P<which>this|next|the coming|the next|the|end of the|end of this|end of next)\s+(?P<unit>day|week|weekend|month|quarter|year|decade)\b",
    re.IGNORECASE,
)
_SOON = re.compile(r"\b(?P<name>today|tonight|tomorrow)\b", re.IGNORECASE)
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30.44, "year": 365.25, "decade": 3652.5}


def close_date(words: str, *, written: date) -> date | None:
    """The last day of the time that a horizon names; None where it names none that can be counted.

    Args:
        words: The horizon as the text words it ("before the summer", "within two weeks").
        written: The day of the text. What has no year lies after it.
    """
    for pattern, read in _READERS:
        match = pattern.search(words)
        if match is not None:
            found = read(match, written)
            return found if found is None or found >= written else None
    return None


def _full(match: re.Match[str], written: date) -> date | None:
    month = _month(match["month"] or match["month2"])
    day = int(match["day"] or match["day2"])
    year = int(match["year"]) if match["year"] else written.year
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if match["year"] or found >= written else found.replace(year=year + 1)


def _named_month(match: re.Match[str], written: date) -> date:
    month = _month(match["month"])
    year = int(match["year"]) if match["year"] else written.year + (month < written.month)
    return _last_day(year, month)


def _year(match: re.Match[str], _written: date) -> date:
    return date(int(match["year"]), 12, 31)


def _season(match: re.Match[str], written: date) -> date:
    month = _SEASONS[match["season"].lower()]
    end = _last_day(written.year, month)
    return end if end >= written else _last_day(written.year + 1, month)


def _weekday(match: re.Match[str], written: date) -> date:
    ahead = (_WEEKDAYS.index(match["weekday"].lower()) - written.weekday()) % 7
    return written + timedelta(days=ahead or 7)


def _span(match: re.Match[str], written: date) -> date:
    count = match["count"].lower()
    number = int(count) if count.isdigit() else _COUNTS[count]
    return written + timedelta(days=round(number * _DAYS[match["unit"].lower()]))


def _unit(match: re.Match[str], written: date) -> date | None:
    unit, further = match["unit"].lower(), "next" in match["which"].lower()
    if unit in ("week", "weekend"):
        return written + timedelta(days=6 - written.weekday() + 7 * further)
    if unit == "month":
        first = written.replace(day=1)
        after = (first + timedelta(days=32)).replace(day=1) if further else first
        return _last_day(after.year, after.month)
    if unit == "quarter":
        month = (written.month - 1) // 3 * 3 + 3 + 3 * further
        return _last_day(written.year + (month > 12), (month - 1) % 12 + 1)
    if unit == "year":
        return date(written.year + further, 12, 31)
    if unit == "decade":
        return date(written.year // 10 * 10 + 9 + 10 * further, 12, 31)
    return written + timedelta(days=1) if further else None


def _soon(match: re.Match[str], written: date) -> date:
    return written + timedelta(days=match["name"].lower() == "tomorrow")


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


# the narrowest first: "the end of May 2031" is no mere year
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (_FULL, _full),
    (_SPAN, _span),
    (_NAMED_MONTH, _named_month),
    (_YEAR, _year),
    (_WEEKDAY, _weekday),
    (_SOON, _soon),
    (_UNIT, _unit),
    (_SEASON, _season),
)
