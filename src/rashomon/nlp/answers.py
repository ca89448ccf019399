"""Answers of an endpoint that are kept on disk, so that nothing is asked twice."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class AnswerCache:
    """JSON objects by the hash of what was asked; only their owner may read the files."""

    folder: Path

    def get(self, *asked: str) -> dict[str, Any] | None:
        """The answer to this question, None where there is none that can be read."""
        try:
            answer = json.loads(self._path(asked).read_bytes())
        except (FileNotFoundError, ValueError, RecursionError):
            return None
        return answer if isinstance(answer, dict) else None

    def put(self, answer: dict[str, Any], *asked: str) -> None:
        """Keep an answer; a file is there whole or not at all."""
        path = self._path(asked)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            file.write(json.dumps(answer).encode())
        Path(file.name).replace(path)

    def _path(self, asked: tuple[str, ...]) -> Path:
        data = json.dumps(asked).encode()
        digest = hashlib.sha256(data).hexdigest()
        return self.folder / digest[:2] / f"{digest}.json"
