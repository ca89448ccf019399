"""Parsed sentences as bytes and back, so that a document is parsed once."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import astuple, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.core.spans import Span
from rashomon.nlp.encoder import VECTOR_SIZE, ParsedSentence
from rashomon.nlp.frames import ReadFrame

_PLAIN = tuple(f.name for f in fields(ParsedSentence) if f.name not in {"vector", "frames"})
_FORMAT = b"parsed/2\n"
_SPAN_LISTS = frozenset({"tokens"})


def pack_parsed(parsed: Sequence[ParsedSentence]) -> bytes:
    """Sentences as compressed bytes; vectors keep 16 bits a number."""
    rows = [
        [*(getattr(sentence, name) for name in _PLAIN), [astuple(f) for f in sentence.frames]]
        for sentence in parsed
    ]
    plain = zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), 3)
    head = _FORMAT + len(plain).to_bytes(4, "big")
    return head + plain + pack_vectors([s.vector for s in parsed])


def is_readable(data: bytes) -> bool:
    """Whether this version packed the bytes; what an older one kept is parsed anew."""
    return data.startswith(_FORMAT)


def sentence_vectors(data: bytes) -> NDArray[np.float32]:
    """Only the vectors of what `pack_parsed` packed: float32 (sentences, 384)."""
    return unpack_vectors(data[_end_of_rows(data) :])


def sentence_span(data: bytes, number: int) -> Span:
    """Only the span of one of the sentences."""
    start, end = _rows(data)[number][_PLAIN.index("span")]
    return start, end


def _rows(data: bytes) -> list[list[Any]]:
    rows: list[list[Any]] = json.loads(zlib.decompress(data[len(_FORMAT) + 4 : _end_of_rows(data)]))
    return rows


def _end_of_rows(data: bytes) -> int:
    begin = len(_FORMAT) + 4
    return begin + int.from_bytes(data[len(_FORMAT) : begin], "big")


def unpack_parsed(data: bytes) -> list[ParsedSentence]:
    """The reverse of `pack_parsed`."""
    pairs = zip(_rows(data), sentence_vectors(data), strict=True)
    return [_sentence(row, vector) for row, vector in pairs]


def pack_vectors(vectors: Sequence[NDArray[np.float32]] | NDArray[np.float32]) -> bytes:
    """Vectors as 16-bit floats, row by row."""
    return np.asarray(vectors, np.float16).reshape(-1, VECTOR_SIZE).tobytes()


def unpack_vectors(data: bytes) -> NDArray[np.float32]:
    """The reverse of `pack_vectors`: float32 (n, 384)."""
    return np.frombuffer(data, np.float16).reshape(-1, VECTOR_SIZE).astype(np.float32)


def _sentence(row: list[Any], vector: NDArray[np.float32]) -> ParsedSentence:
    values = dict(zip(_PLAIN, row[:-1], strict=True))
    for name, value in values.items():
        if name in _SPAN_LISTS:
            values[name] = tuple((start, end) for start, end in value)
        elif isinstance(value, list):
            values[name] = tuple(value)
    return ParsedSentence(vector=vector, frames=tuple(map(_frame, row[-1])), **values)


def _frame(row: list[Any]) -> ReadFrame:
    kind, score, roles, attributes, sure = row
    spans = {name: tuple((start, end) for start, end in own) for name, own in roles.items()}
    return ReadFrame(kind, score, spans, attributes, sure)
