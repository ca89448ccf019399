"""Numpy arrays that grow at their end."""

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray


class Column:
    """Rows of one type; n rows cost O(n) in all, however they come."""

    def __init__(self, dtype: DTypeLike, *, width: int = 0) -> None:
        self._data = np.zeros((0, width) if width else 0, dtype)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def rows(self) -> NDArray[Any]:
        """The rows so far; valid until more are added."""
        return self._data[: self._length]

    def extend(self, rows: NDArray[Any]) -> None:
        """Add rows."""
        needed = self._length + len(rows)
        if needed > len(self._data):
            grown = np.zeros((max(needed, 2 * len(self._data)), *rows.shape[1:]), self._data.dtype)
            grown[: self._length] = self.rows
            self._data = grown
        self._data[self._length : needed] = rows
        self._length = needed
