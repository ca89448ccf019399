"""What the pair model says of two texts, kept in the case so that no pair is read twice.

Under `pairs/DOC`, of the two documents the one with the smaller id: a digest of the pair and the probabilities.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import blake2b
from weakref import WeakKeyDictionary, proxy

import numpy as np
from numpy.typing import NDArray

from rashomon.align.likeness import Wording
from rashomon.nlp.pairs import LABELS, load_pair_reader
from rashomon.store.base import Store

_ROW = np.dtype([("pair", "u8"), ("probabilities", "f2", len(LABELS))])

DIGESTS = 100_000  # pairs of texts whose digest is remembered: those of a story of fifty accounts
_JUDGES: WeakKeyDictionary[Store, "KeptJudge"] = WeakKeyDictionary()
Pairs = Sequence[tuple[Wording, Wording]]
Read = Callable[[Sequence[tuple[str, str]]], NDArray[np.float32]]


class KeptJudge:
    """A judge that asks the pair model only what the case does not know."""

    def __init__(self, store: Store, read: Read, *, version: str) -> None:
        """Take the case, the pair model, and the version of its weights, with which answers become stale."""
        self._store = store
        self._read = read
        self._head = version.encode() + b"\n"
        self._known: dict[str, dict[int, NDArray[np.float16]]] = {}

    def __call__(self, pairs: Pairs) -> NDArray[np.float32]:
        """Probabilities of `nlp.pairs.LABELS` for each pair: float32 (pairs, 3)."""
        places = [(min(a.doc, b.doc), _digest(a.text, b.text)) for a, b in pairs]
        missing = {
            place: (a.text, b.text)
            for place, (a, b) in zip(places, pairs, strict=True)
            if place[1] not in self._of(place[0])
        }
        if missing:
            self._add(list(missing), self._read(list(missing.values())))
        rows = [self._known[doc][pair] for doc, pair in places]
        return np.array(rows, np.float32).reshape(len(pairs), len(LABELS))

    def _of(self, doc: str) -> dict[int, NDArray[np.float16]]:
        """What is known of a document's pairs."""
        if doc not in self._known:
            kept = self._store.cached(f"pairs/{doc}") or b""
            own = kept[len(self._head) :] if kept.startswith(self._head) else b""
            rows = np.frombuffer(own, _ROW)
            self._known[doc] = {int(row["pair"]): row["probabilities"] for row in rows}
        return self._known[doc]

    def _add(self, places: Sequence[tuple[str, int]], found: NDArray[np.float32]) -> None:
        changed: dict[str, bytes] = {}
        by_doc: defaultdict[str, list[int]] = defaultdict(list)
        for number, (doc, pair) in enumerate(places):
            self._known[doc][pair] = found[number].astype(np.float16)
            by_doc[doc].append(pair)
        for doc in by_doc:
            rows = np.array(list(self._known[doc].items()), _ROW)
            changed[f"pairs/{doc}"] = self._head + rows.tobytes()
        self._store.keep_all(changed)


def judge_of(store: Store) -> KeptJudge:
    """The package's pair model behind what the case knows; the same one as long as the case is open."""
    if store not in _JUDGES:
        reader = load_pair_reader()
        # a proxy, or what stands here for the case would keep it alive
        _JUDGES[store] = KeptJudge(proxy(store), reader.judge, version=reader.version)
    return _JUDGES[store]


@lru_cache(maxsize=DIGESTS)
def _digest(left: str, right: str) -> int:
    """A number for two texts in either order."""
    joined = "\0".join(sorted((left, right))).encode()
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "big")
