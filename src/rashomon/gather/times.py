"""When documents were published, as far as that is known."""

from datetime import UTC, datetime, timedelta

Period = tuple[datetime, datetime]  # half-open


def period(published: str) -> Period | None:
    """The time that an ISO 8601 date or time spans ("2031-05": all of May); None where unknown."""
    text = published.strip()
    try:
        if len(text) <= 7:  # a year, or a year and a month
            return _year_or_month(text)
        start = datetime.fromisoformat(text)
    except ValueError:
        return None
    start = start.replace(tzinfo=UTC) if start.tzinfo is None else start.astimezone(UTC)
    return start, start + (timedelta(days=1) if len(text) == 10 else timedelta(minutes=1))


def _year_or_month(text: str) -> Period | None:
    if len(text) < 4:
        return None
    year, month = int(text[:4]), int(text[5:] or 1)
    months = 1 if text[5:] else 12
    after = month + months - 1
    end = datetime(year + after // 12, after % 12 + 1, 1, tzinfo=UTC)
    return datetime(year, month, 1, tzinfo=UTC), end


def days_between(left: Period | None, right: Period | None) -> float:
    """Days from the end of the earlier to the start of the later; 0 if they touch or are unknown."""
    if left is None or right is None:
        return 0.0
    gap = max(left[0], right[0]) - min(left[1], right[1])
    return max(0.0, gap.total_seconds() / 86400)
