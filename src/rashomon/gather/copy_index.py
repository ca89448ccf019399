"""The texts of a case with the pairs of them that overlap; it grows by what is added."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from struct import Struct
from typing import NamedTuple

import numpy as np

from rashomon.core.records import Document
from rashomon.gather.hash_postings import Postings
from rashomon.gather.shingles import (
    Hashes,
    Sketch,
    shared_words,
    shingle_hashes,
    sketch_words,
    word_hashes,
)

Digest = int  # equal for texts of equal words

MIN_WORDS = 40  # shorter texts share their few words by chance or formula
# Share of a text's words that stand in the other one. On the tuning half of ECB+ no text shares 0.3
# with one of another story; four pairs from 0.46 to 0.59, read by eye, each retell one wire text.
MIN_SHARE = 0.5
# Texts are compared when their sketches share two hashes and a tenth of the smaller one: of 60 words
# of which every tenth is changed 34 in 100 shingles are left to do so, in the worst case.
_MIN_HASHES = 2
_MIN_SKETCH_SHARE = 0.1
# A passage of 40 words has four rare hashes or more in 99 of 100 cases, one of 25 words in 81.
_PASSAGE_HASHES = 4
_BATCH = 1024  # texts taken in at once
_SHINGLES_HELD = 4096  # texts whose shingles stay in memory: 16 MB for news
_VERSION = 1
_HEAD = Struct("<BQ")  # version, texts
_TABLE = np.dtype([("left", "<u8"), ("right", "<u8"), ("shares", "<f8", 2)])


class Pair(NamedTuple):
    """Two texts that overlap, the lower digest first, with the share of each that is in the other.

    The shares are 0 where only a passage may be shared.
    """

    left: Digest
    right: Digest
    shares: tuple[float, float]


class _Text(NamedTuple):
    sketch: Sketch
    source: str
    shingles: Hashes | None  # where they had to be computed


class CopyIndex:
    """Sketches of texts, and which of the texts overlap.

    What it finds depends on the texts that are in it and not on how they came: one by one, all at
    once, or from what was kept. Documents of equal words are one text.
    """

    def __init__(self) -> None:
        self._texts: dict[str, Digest] = {}
        self._numbers: dict[Digest, int] = {}
        self._sketches: list[Sketch] = []
        self._sources: list[str] = []
        self._postings = Postings()
        self._pairs: dict[tuple[int, int], Pair] = {}
        self._fresh: dict[int, Hashes | None] = {}
        self._older = lru_cache(maxsize=_SHINGLES_HELD)(self._shingles_again)

    def add(
        self, documents: Iterable[Document], *, sketches: Mapping[str, Sketch] | None = None
    ) -> None:
        """Take documents in and compare them with what is there; those already there stay.

        Args:
            documents: Any, in any order; those under MIN_WORDS words are passed over.
            sketches: By document, as far as they are known.
        """
        for batch in _batches(self._new_texts(documents, sketches or {})):
            first = len(self._postings)
            run = self._take(batch)
            self._fresh = {first + place: text.shingles for place, text in enumerate(batch)}
            found = np.array(self._postings.pairs(run, first=first))
            for a, b, counted, rare in found[:, found[2] >= _MIN_HASHES].T.tolist():
                self._compare(a, b, counted=counted, rare=rare)

    def restore(
        self, documents: Iterable[Document], *, sketches: Mapping[str, Sketch], kept: bytes
    ) -> None:
        """Take in, before anything else, those documents that were there when `kept` was packed."""
        found = _unpack(kept)
        if found is None:
            return
        known, pairs = found
        there = (doc for doc in documents if doc.id in sketches)
        old = [doc for doc in there if sketches[doc.id].digest in known]
        self._take(list(self._new_texts(old, sketches)))
        for pair in pairs:
            if pair.left in self._numbers and pair.right in self._numbers:
                numbers = self._numbers[pair.left], self._numbers[pair.right]
                self._pairs[max(numbers), min(numbers)] = pair

    def pack(self) -> bytes:
        """The digests of the texts that were compared, and the pairs of them, to be kept."""
        known = np.array([text.digest for text in self._sketches], "<u8")
        pairs = np.array([tuple(pair) for pair in self._pairs.values()], _TABLE)
        return _HEAD.pack(_VERSION, len(known)) + known.tobytes() + pairs.tobytes()

    @property
    def texts(self) -> int:
        """How many texts there are."""
        return len(self._sketches)

    def sketch_of(self, doc_id: str) -> Sketch | None:
        """A document's sketch; None where it is too short or not there."""
        text = self._texts.get(doc_id)
        return None if text is None else self._sketches[self._numbers[text]]

    def copy_pairs(self) -> Iterator[Pair]:
        """Texts of which one holds enough of the other to be its copy or its original."""
        for (a, b), pair in self._pairs.items():
            if max(pair.shares) >= MIN_SHARE and self._may_copy(a, b, self._counts(a, b)[0]):
                yield pair

    def passage_pairs(self) -> Iterator[Pair]:
        """Texts that seem to share a passage that few others have."""
        for (a, b), pair in self._pairs.items():
            if self._counts(a, b)[1] >= _PASSAGE_HASHES:
                yield pair

    def _new_texts(
        self, documents: Iterable[Document], sketches: Mapping[str, Sketch]
    ) -> Iterator[_Text]:
        """Documents whose words are not there yet; every document is noted on the way."""
        coming: set[Digest] = set()
        for doc in documents:
            if doc.id in self._texts:
                continue
            known = sketches.get(doc.id)
            text = _Text(known, doc.text, None) if known else _read(doc.text)
            if text.sketch.words < MIN_WORDS:
                continue
            digest = self._texts[doc.id] = text.sketch.digest
            if digest not in self._numbers and digest not in coming:
                coming.add(digest)
                yield text

    def _take(self, batch: Sequence[_Text]) -> Hashes:
        for text in batch:
            self._numbers[text.sketch.digest] = len(self._sketches)
            self._sketches.append(text.sketch)
            self._sources.append(text.source)
        hashes = [text.sketch.hashes for text in batch]
        return self._postings.add(hashes, [text.sketch.digest for text in batch])

    def _compare(self, a: int, b: int, *, counted: int, rare: int) -> None:
        shares = 0.0, 0.0
        if self._may_copy(a, b, counted):
            own = shared_words(self._shingles(a), self._shingles(b))
            shares = own[0] / self._sketches[a].words, own[1] / self._sketches[b].words
        if max(shares) >= MIN_SHARE or rare >= _PASSAGE_HASHES:
            digests = self._sketches[a].digest, self._sketches[b].digest
            if digests[0] > digests[1]:
                digests, shares = digests[::-1], shares[::-1]
            self._pairs[a, b] = Pair(*digests, shares)

    def _may_copy(self, a: int, b: int, counted: int) -> bool:
        smaller = min(len(self._sketches[a].hashes), len(self._sketches[b].hashes))
        return counted >= max(_MIN_HASHES, _MIN_SKETCH_SHARE * smaller)

    def _counts(self, a: int, b: int) -> tuple[int, int]:
        """Shared hashes that count, and the rare ones of them, as things stand now."""
        hashes = np.intersect1d(
            self._sketches[a].hashes, self._sketches[b].hashes, assume_unique=True
        )
        return self._postings.shared(a, b, hashes)

    def _shingles(self, number: int) -> Hashes:
        fresh = self._fresh.get(number)
        return self._older(number) if fresh is None else fresh

    def _shingles_again(self, number: int) -> Hashes:
        return shingle_hashes(word_hashes(self._sources[number]))


def _unpack(kept: bytes) -> tuple[set[Digest], list[Pair]] | None:
    """Digests and pairs; None where another version packed them."""
    if len(kept) < _HEAD.size or kept[0] != _VERSION:
        return None
    _, count = _HEAD.unpack_from(kept)
    known = np.frombuffer(kept, "<u8", count, _HEAD.size)
    rows = np.frombuffer(kept, _TABLE, offset=_HEAD.size + known.nbytes).tolist()
    return set(known.tolist()), [Pair(left, right, tuple(shares)) for left, right, shares in rows]


def _read(source: str) -> _Text:
    words = word_hashes(source)
    shingles = shingle_hashes(words)
    return _Text(sketch_words(words, shingles), source, shingles)


def _batches(texts: Iterator[_Text]) -> Iterator[list[_Text]]:
    while batch := list(islice(texts, _BATCH)):
        yield batch
