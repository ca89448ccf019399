"""Parsed sentences as bytes and back, so that a document is parsed once."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.nlp.encoder import VECTOR_SIZE, ParsedSentence

_PLAIN = tuple(f.name for f in fields(ParsedSentence) if f.name != "vector")
_SPAN_LISTS = frozenset({"tokens"})


def pack_parsed(parsed: Sequence[ParsedSentence]) -> bytes:
    """Sentences as compressed bytes; vectors keep 16 bits a number."""
    rows = [[getattr(sentence, name) for name in _PLAIN] for sentence in parsed]
    plain = zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), 3)
    return len(plain).to_bytes(4, "big") + plain + pack_vectors([s.vector for s in parsed])


def unpack_parsed(data: bytes) -> list[ParsedSentence]:
    """The reverse of `pack_parsed`."""
    size = int.from_bytes(data[:4], "big")
    rows = json.loads(zlib.decompress(data[4 : 4 + size]))
    vectors = unpack_vectors(data[4 + size :])
    return [_sentence(row, vector) for row, vector in zip(rows, vectors, strict=True)]


def pack_vectors(vectors: Sequence[NDArray[np.float32]] | NDArray[np.float32]) -> bytes:
    """Vectors as 16-bit floats, row by row."""
    return np.asarray(vectors, np.float16).reshape(-1, VECTOR_SIZE).tobytes()


def unpack_vectors(data: bytes) -> NDArray[np.float32]:
    """The reverse of `pack_vectors`: float32 (n, 384)."""
    return np.frombuffer(data, np.float16).reshape(-1, VECTOR_SIZE).astype(np.float32)


def _sentence(row: list[Any], vector: NDArray[np.float32]) -> ParsedSentence:
    values = dict(zip(_PLAIN, row, strict=True))
    for name, value in values.items():
        if name in _SPAN_LISTS:
            values[name] = tuple((start, end) for start, end in value)
        elif isinstance(value, list):
            values[name] = tuple(value)
    return ParsedSentence(vector=vector, **values)
