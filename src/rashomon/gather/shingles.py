"""Words, and the hashed runs of words by which two texts are recognised as the same.

A *word* is a run of letters and digits, or one character of a script that parts no words by
spaces. Words are equal whatever their case and compatibility form ("ﬁ" is "fi"); soft hyphens and
joiners inside them do not count. A *shingle* is a run of five words.

Source:
    Broder (1997), On the resemblance and containment of documents (the "mod m" sketch);
    Irber et al. (2022), FracMinHash.
"""

import re
import struct
import unicodedata
from hashlib import blake2b
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.core.spans import Span

Hashes = NDArray[np.uint64]

SHINGLE_WORDS = 5
SKETCH_STEP = 4  # one shingle in so many is in the sketch
MAX_WORDS = 200_000  # of a text are compared, about two long novels; the rest is passed over
_WORDS_HELD = 1 << 18  # words whose hashes are kept, about 30 MB

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
_INSIDE = "\u00ad\u200c\u200d\u2060\ufeff\u0300-\u036f"  # soft hyphen, joiners, combining accents
_PLAIN_WORD = re.compile(r"[^\W_]+")
_WORD = re.compile(rf"[^\W_{_UNSPACED}]+(?:[{_INSIDE}]+[^\W_{_UNSPACED}]*)*|[{_UNSPACED}]")
_SPECIAL = re.compile(rf"[{_UNSPACED}{_INSIDE}]")  # without these the plain pattern is the same
_IGNORED = dict.fromkeys(map(ord, "\u00ad\u200c\u200d\u2060\ufeff"))
_HEAD = struct.Struct("<BIQ")  # version, words, words' digest
_VERSION = 1


class Sketch(NamedTuple):
    """What is kept of a text to find its copies.

    `words` counts them, `digest` is equal where all words are, `hashes` are those of one shingle
    in SKETCH_STEP: uint32 (m,), ascending, each once.
    """

    words: int
    digest: int
    hashes: NDArray[np.uint32]


def find_words(text: str) -> list[Span]:
    """The spans of a text's first MAX_WORDS words."""
    return [match.span() for match in islice(_pattern(text).finditer(text), MAX_WORDS)]


def word_hashes(text: str) -> Hashes:
    """One hash a word, the same on every machine: uint64 (words,)."""
    words = _pattern(text).findall(text)[:MAX_WORDS]
    return np.fromiter(map(_WORD_HASHES.__getitem__, words), np.uint64, len(words))


def _pattern(text: str) -> re.Pattern[str]:
    return _WORD if _SPECIAL.search(text) else _PLAIN_WORD


class _WordHashes(dict[str, int]):
    """Hashes of the words met; half as dear as a cached function where most words are known."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _WORDS_HELD:
            self.clear()
        plain = unicodedata.normalize("NFKC", word.translate(_IGNORED)).casefold()
        data = plain.encode("utf-8", "surrogatepass")
        self[word] = int.from_bytes(blake2b(data, digest_size=8).digest(), "little")
        return self[word]


_WORD_HASHES = _WordHashes()


def shingle_hashes(words: Hashes) -> Hashes:
    """The hash of every run of five words, by its first word: uint64 (max(0, words - 4),)."""
    count = max(0, len(words) - SHINGLE_WORDS + 1)
    found = np.zeros(count, np.uint64)
    for place in range(SHINGLE_WORDS):
        found *= np.uint64(0x9E3779B97F4A7C15)  # odd, of high order; as in the multipliers below
        found += words[place : place + count]
    for shift, multiplier in ((32, 0xBF58476D1CE4E5B9), (29, 0x94D049BB133111EB)):  # splitmix64
        found ^= found >> np.uint64(shift)
        found *= np.uint64(multiplier)
    found ^= found >> np.uint64(32)
    return found


def sketch(text: str) -> Sketch:
    """Sketch a text."""
    words = word_hashes(text)
    return sketch_words(words, shingle_hashes(words))


def sketch_words(words: Hashes, shingles: Hashes) -> Sketch:
    """Sketch a text whose words and shingles are hashed already."""
    chosen = shingles[shingles % np.uint64(SKETCH_STEP) == 0] >> np.uint64(32)
    digest = int.from_bytes(
        blake2b(words.astype("<u8").tobytes(), digest_size=8).digest(), "little"
    )
    hashes = chosen.astype(np.uint32)
    hashes.sort()
    return Sketch(len(words), digest, hashes[distinct(hashes)])


def distinct(ascending: NDArray[np.unsignedinteger[Any]]) -> NDArray[np.bool_]:
    """Where a value differs from the one before; numpy's `unique` takes far longer for few values."""
    first = np.ones(len(ascending), np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    return first


def pack_sketch(kept: Sketch) -> bytes:
    """A sketch as bytes, to be kept."""
    return _HEAD.pack(_VERSION, kept.words, kept.digest) + kept.hashes.astype("<u4").tobytes()


def unpack_sketch(data: bytes) -> Sketch | None:
    """A sketch from its bytes; None where another version made them."""
    if len(data) < _HEAD.size or data[0] != _VERSION or (len(data) - _HEAD.size) % 4:
        return None
    _, words, digest = _HEAD.unpack_from(data)
    return Sketch(words, digest, np.frombuffer(data, "<u4", offset=_HEAD.size).astype(np.uint32))


def shared_words(left: Hashes, right: Hashes) -> tuple[int, int]:
    """How many words of each stand in a shingle that the other has too.

    Args:
        left: The shingles of one text in order, as `shingle_hashes` gives them; one at least.
        right: Those of the other.
    """
    return _covered(left, np.sort(right)), _covered(right, np.sort(left))


def _covered(shingles: Hashes, others: Hashes) -> int:
    """Words that stand in a shingle that is one of the others, which are ascending."""
    places = np.minimum(np.searchsorted(others, shingles), len(others) - 1)
    starts = np.flatnonzero(others[places] == shingles)
    if not len(starts):
        return 0
    return int(np.minimum(np.diff(starts), SHINGLE_WORDS).sum()) + SHINGLE_WORDS
