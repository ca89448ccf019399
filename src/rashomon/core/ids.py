"""Content ids: the same content has the same id on every machine and in every run."""

import hashlib
import json
from typing import Any

ID_LENGTH = 16  # hexadecimal digits, 64 bits: a clash is expected beyond 10^9 records of one kind


def content_id(*parts: Any) -> str:
    """Hash JSON-serialisable parts into a short stable id."""
    data = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def bytes_digest(data: bytes) -> str:
    """SHA-256 of bytes as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
