"""Which documents are near a vector: signs of all in a few megabytes, eight-bit numbers of the best.

A vector is kept twice: as one bit a number, BLOCK documents to a row, so that a case of 100,000 is
read in milliseconds (4.8 MB of 384 bits each), and as one byte a number, a row for each document.
Nothing is held between two questions, so nothing can grow old.
"""

import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

BLOCK = 256  # documents whose signs share a row: a small case grows by 12 KB, 100,000 take 391 rows
# So many nearest by signs are compared by numbers; evals/search.py holds recall at 10 against all.
CANDIDATES = 500
_INT8 = 127

Vector = NDArray[np.float32]


def keep_vector(connection: sqlite3.Connection, seq: int, vector: Vector) -> None:
    """Keep a document's vector under its number, in place of one that is there."""
    code = _code(vector)
    connection.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?)", (seq, code.tobytes()))
    block, place = divmod(seq, BLOCK)
    bits = _signs(code).tobytes()
    empty = "INSERT OR IGNORE INTO vector_signs VALUES (?, zeroblob(?))"
    connection.execute(empty, (block, BLOCK * len(bits)))
    with connection.blobopen("vector_signs", "bits", block) as blob:
        if len(blob) == BLOCK * len(bits):  # else vectors of another size are there: not comparable
            blob.seek(place * len(bits))
            blob.write(bits)


def kept_vector(connection: sqlite3.Connection, seq: int) -> Vector | None:
    """A document's vector as kept, of unit length; None where there is none."""
    row = connection.execute("SELECT code FROM vectors WHERE seq = ?", (seq,)).fetchone()
    return _unit(np.frombuffer(row[0], np.int8)[None].astype(np.float32))[0] if row else None


def nearest_rows(
    connection: sqlite3.Connection,
    vector: Vector,
    *,
    limit: int,
    among: Sequence[int] | None = None,
) -> list[tuple[int, float]]:
    """The documents nearest to a vector, with their cosines, best first.

    Args:
        connection: The case.
        vector: Any length but zero.
        limit: How many.
        among: Numbers of the documents that may be found; all where not given.
    """
    code = _code(vector)
    rows = _near_by_signs(connection, _signs(code), max(limit, CANDIDATES), among)
    found, codes = _codes(connection, rows, len(code))
    if not found:
        return []
    cosines = _unit(codes) @ _unit(code[None].astype(np.float32))[0]
    best = np.argsort(-cosines, kind="stable")[:limit]
    return [(found[n], float(cosines[n])) for n in best]


def _near_by_signs(
    connection: sqlite3.Connection,
    signs: NDArray[np.uint8],
    limit: int,
    among: Sequence[int] | None,
) -> list[int]:
    """Documents whose signs differ least, nearest first."""
    blocks = connection.execute("SELECT block, bits FROM vector_signs ORDER BY block").fetchall()
    blocks = [(number, bits) for number, bits in blocks if len(bits) == BLOCK * len(signs)]
    if not blocks:
        return []
    table = np.frombuffer(b"".join(bits for _, bits in blocks), np.uint64).reshape(
        -1, len(signs) // 8
    )
    numbers = (np.array([n for n, _ in blocks])[:, None] * BLOCK + np.arange(BLOCK)).reshape(-1)
    if among is not None:
        wanted = np.isin(numbers, np.asarray(among, np.int64))
        table, numbers = table[wanted], numbers[wanted]
    differ = np.zeros(len(table), np.uint16)
    for column, own in zip(table.T, signs.view(np.uint64), strict=True):
        differ += np.bitwise_count(column ^ own)  # a sum over rows of six takes three times as long
    count = min(limit, len(numbers))
    best = np.argpartition(differ, count - 1)[:count] if count else np.zeros(0, np.int64)
    return [int(n) for n in numbers[best[np.argsort(differ[best], kind="stable")]]]


def _codes(
    connection: sqlite3.Connection, rows: Sequence[int], size: int
) -> tuple[list[int], NDArray[np.float32]]:
    """The kept numbers of those documents that have any of this size."""
    marks = ", ".join(map(str, rows))
    statement = f"SELECT seq, code FROM vectors WHERE seq IN ({marks}) AND length(code) = ?"  # noqa: S608
    kept = connection.execute(statement, (size,)).fetchall()
    codes = np.frombuffer(b"".join(code for _, code in kept), np.int8)
    return [seq for seq, _ in kept], codes.reshape(-1, size).astype(np.float32)


def _code(vector: Vector) -> NDArray[np.int8]:
    """Numbers as bytes: the largest is 127; length does not matter to a cosine."""
    largest = float(np.abs(vector).max(initial=0)) or 1.0
    return np.round(vector * (_INT8 / largest)).astype(np.int8)


def _signs(code: NDArray[np.int8]) -> NDArray[np.uint8]:
    """One bit a number, padded to whole 64-bit words."""
    bits = np.packbits(code > 0)
    return np.pad(bits, (0, -len(bits) % 8))


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = rows / np.maximum(norms, 1e-9)
    return scaled
