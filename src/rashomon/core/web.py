"""What the parts that speak HTTP share: where answers are kept, and how long a server asks to wait."""

import math
import os
import sys
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

CACHE_VARIABLE = "RASHOMON_CACHE"  # names the folder; "off" keeps no fetched page
CACHE_OFF = "off"


def cache_folder(*parts: str) -> Path:
    """Where values are kept that a run can get again, at the cost of time.

    RASHOMON_CACHE where it names a folder; else `rashomon` in XDG_CACHE_HOME where that is an
    absolute path, in ~/Library/Caches on macOS, in LOCALAPPDATA on Windows, in ~/.cache elsewhere.
    """
    named = os.environ.get(CACHE_VARIABLE, "")
    if named and named != CACHE_OFF:
        return Path(named).expanduser().absolute().joinpath(*parts)
    return _users_folder().joinpath("rashomon", *parts)


def _users_folder() -> Path:
    shared = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if shared.is_absolute():
        return shared
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    local = Path(os.environ.get("LOCALAPPDATA", ""))
    if sys.platform == "win32" and local.is_absolute():
        return local
    return Path.home() / ".cache"


def retry_after(value: str, *, now: datetime | None = None) -> float | None:
    """Seconds to wait, from a number or a date (RFC 9110, section 10.2.3); None for neither."""
    try:
        seconds = float(value)
    except ValueError:
        try:
            when = parsedate_to_datetime(value)
        except ValueError:
            return None
        aware = when if when.tzinfo else when.replace(tzinfo=UTC)
        seconds = (aware - (now or datetime.now(UTC))).total_seconds()
    return max(0.0, seconds) if math.isfinite(seconds) else None
