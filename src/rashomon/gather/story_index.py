"""An index of profiles: finds the likely neighbours of a document, and how close they are."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.gather.columns import Column
from rashomon.gather.term_postings import UNDATED, Floats, Ints, Postings, spread
from rashomon.gather.words import MAX_TERMS, Profile
from rashomon.nlp.rarity import story_share

# A case is small and about few things, so its own counts say little about what is common: they
# are mixed with so many stories of everyday news (tuned on half of ECB+, see evals/stories.py).
PRIOR_STORIES = 300
TOP_TERMS = 24  # of a document by which it is found
MAX_NEIGHBOURS = 24  # of those found, the likeliest are compared
_CHUNK = 64  # documents whose neighbours are looked for at a time: bounds the memory


class Closeness(NamedTuple):
    """Cosines of pairs, days between their publications, and whether both are dated."""

    words: Floats
    names: Floats
    vectors: Floats
    days: Floats
    dated: NDArray[np.bool_]


class Index:
    """Profiles by number, in the order in which they came.

    Rarity is counted when `renew` is called and stays until it is called again, so that the
    closeness of two documents does not depend on which of them came first.
    """

    def __init__(self, *, window: float) -> None:
        """`window` is the number of days beyond which dated documents are no neighbours."""
        self.window = window
        self.ids: list[str] = []
        self._vocabulary: dict[str, int] = {}
        self._spelled: list[str] = []
        self._shares = Column(np.float32)
        self._rarity = np.zeros((2, 0), np.float32)
        self._ends = Column(np.int64)
        self._terms = Column(np.int32)
        self._counts = Column(np.float16, width=2)  # weight in the text, as word and as name
        self._weights = Column(np.float32, width=2)  # the same times rarity, of unit length
        self._vectors: Column | None = None
        self._days = Column(np.float64, width=2)
        self._top = Column(np.int64, width=TOP_TERMS)
        self._top_weights = Column(np.float32, width=TOP_TERMS)
        self._postings = Postings()
        self._hidden = Column(np.bool_)
        self._counted = 0  # documents whose terms the rarity was counted from

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, profiles: Sequence[Profile]) -> Ints:
        """Take in documents; gives their numbers."""
        numbers = np.arange(len(self.ids), len(self.ids) + len(profiles))
        for one in profiles:
            known = self._vocabulary
            terms = [known[word] if word in known else self._new_term(word) for word in one.words]
            counts = [(count, one.names.get(word, 0.0)) for word, count in one.words.items()]
            self._terms.extend(np.array(terms, np.int32))
            self._counts.extend(np.array(counts, np.float16).reshape(-1, 2))
            self._ends.extend(np.array([len(self._terms)]))
            self._days.extend(np.array([one.days or (-np.inf, np.inf)]))
        self.ids += [one.id for one in profiles]
        self._hidden.extend(np.zeros(len(profiles), np.bool_))
        self._add_vectors([one.vector for one in profiles])
        self._weigh(numbers)
        return numbers

    def _new_term(self, word: str) -> int:
        """The number of a term that was not there."""
        number = self._vocabulary[word] = len(self._vocabulary)
        self._shares.extend(np.array([story_share(word)], np.float32))
        self._spelled.append(word)
        return number

    def _add_vectors(self, vectors: Sequence[Floats]) -> None:
        if not vectors:
            return
        rows = np.array(vectors, np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        if self._vectors is None:
            self._vectors = Column(np.float16, width=rows.shape[1])
        self._vectors.extend((rows / np.maximum(lengths, 1e-9)).astype(np.float16))

    def hide(self, numbers: Sequence[int]) -> None:
        """Leave documents out of all neighbourhoods, until `renew` says otherwise."""
        self._hidden.rows[list(numbers)] = True

    def renew(self, *, hidden: Sequence[int] = ()) -> None:
        """Count anew how rare each term is, and which documents are hidden: they do not count."""
        self._hidden.rows[:] = False
        self.hide(hidden)
        shown = np.flatnonzero(~self._hidden.rows)
        _, places = self._entries(shown)
        terms, present = self._terms.rows[places], self._counts.rows[places] > 0
        held = [np.bincount(terms[own], minlength=len(self._shares)) for own in present.T]
        self._counted = len(shown)
        self._rarity = self._rarity_of(np.stack(held), self._counted)
        self._weights, self._postings = Column(np.float32, width=2), Postings()
        self._top = Column(np.int64, width=TOP_TERMS)
        self._top_weights = Column(np.float32, width=TOP_TERMS)
        self._weigh(np.arange(len(self.ids)))

    def _rarity_of(self, held: Ints, documents: int) -> Floats:
        expected = PRIOR_STORIES * self._shares.rows
        rarity = -np.log((held + expected) / (documents + PRIOR_STORIES))
        return _f32(np.maximum(rarity, 0))

    def _weigh(self, numbers: Ints) -> None:
        """Weights of documents that have none yet, and their entries in the postings."""
        if not len(numbers):
            return
        new = len(self._shares) - self._rarity.shape[1]
        if new:  # terms that no document had when rarity was counted
            unheld = self._rarity_of(np.zeros((2, len(self._shares)), np.int64), self._counted)
            self._rarity = np.concatenate([self._rarity, unheld[:, -new:]], axis=1)
        which, places = self._entries(numbers)
        terms = self._terms.rows[places]
        weights = self._counts.rows[places].astype(np.float32) * self._rarity[:, terms].T
        lengths = np.stack(
            [np.bincount(which, own, len(numbers)) for own in (weights * weights).T], axis=1
        )
        weights /= np.sqrt(np.maximum(lengths, 1e-12))[which]
        self._weights.extend(weights.astype(np.float32))
        self._post(numbers, which, terms, weights.sum(axis=1))

    def _post(self, numbers: Ints, which: Ints, terms: Ints, weights: Floats) -> None:
        order = np.lexsort((terms, -weights, which))
        firsts = np.searchsorted(which, np.arange(len(numbers)))
        ranks = np.arange(len(which)) - firsts[which[order]]
        best = order[ranks < TOP_TERMS]
        rows, columns = which[best], ranks[ranks < TOP_TERMS]
        top = np.full((len(numbers), TOP_TERMS), -1, np.int64)
        top[rows, columns] = terms[best]
        top_weights = np.zeros(top.shape, np.float32)
        top_weights[rows, columns] = weights[best]
        self._top.extend(top)
        self._top_weights.extend(top_weights)
        self._postings.add(
            terms[best].astype(np.int64), self._buckets(numbers)[rows], numbers[rows], weights[best]
        )

    def _buckets(self, numbers: Ints) -> Ints:
        """The time of each document in windows; a time longer than a window counts as unknown."""
        first, last = self._days.rows[numbers].T
        buckets = np.full(len(numbers), UNDATED, np.int64)
        if not np.isfinite(self.window):
            return buckets
        known = last - first <= self.window
        # a million windows from the year 1 on: none ends outside
        buckets[known] = (first[known] + 800_000) // self.window + 1
        return np.clip(buckets, 1, UNDATED)

    def _entries(self, numbers: Ints) -> tuple[Ints, Ints]:
        """The places of the documents' terms, and which document each is of."""
        ends = self._ends.rows
        starts = np.where(numbers > 0, ends[numbers - 1], 0)
        return spread(starts, ends[numbers])

    def mean(self, numbers: Ints, *, name: str) -> Profile:
        """One profile without a date for several documents, under a name."""
        _, places = self._entries(numbers)
        terms, at = np.unique(self._terms.rows[places], return_inverse=True)
        sums = [np.bincount(at, own) for own in self._counts.rows[places].T]
        counts = np.stack(sums) / len(numbers)
        telling = np.log(self._shares.rows[terms]) * counts[0]
        kept = np.lexsort((terms, telling))[:MAX_TERMS]
        words = {self._spelled[terms[n]]: float(counts[0, n]) for n in kept}
        names = {self._spelled[terms[n]]: float(counts[1, n]) for n in kept if counts[1, n]}
        return Profile(name, words, names, self._vector(numbers).mean(axis=0))

    # Neighbours

    def neighbours(self, numbers: Ints) -> tuple[Ints, Ints]:
        """Pairs that are worth comparing: each of `numbers` with the likeliest of all others.

        The second of a pair came later; pairs are in its order.
        """
        found = [
            self._likeliest(numbers[start : start + _CHUNK])
            for start in range(0, len(numbers), _CHUNK)
        ]
        pairs = np.concatenate([np.zeros((0, 2), np.int64), *found])
        total = len(self.ids)
        keys = np.unique(pairs.max(axis=1) * total + pairs.min(axis=1))
        return keys % max(total, 1), keys // max(total, 1)

    def _likeliest(self, numbers: Ints) -> Ints:
        shown = ~self._hidden.rows[numbers]
        rows, columns = np.nonzero((self._top.rows[numbers] >= 0) & shown[:, None])
        terms = self._top.rows[numbers[rows], columns]
        weights = self._top_weights.rows[numbers[rows], columns]
        buckets = self._buckets(numbers)[rows]
        dated = buckets != UNDATED
        first = np.where(dated, buckets - 1, 0)
        last = np.where(dated, buckets + 1, UNDATED)
        queries, others, scores = self._postings.find(
            np.concatenate([terms, terms[dated]]),
            np.concatenate([first, np.full(dated.sum(), UNDATED)]),
            np.concatenate([last, np.full(dated.sum(), UNDATED)]),
        )
        asked = np.concatenate([rows, rows[dated]])[queries]
        scores = scores * np.concatenate([weights, weights[dated]])[queries]
        kept = (numbers[asked] != others) & ~self._hidden.rows[others]
        return _best_pairs(numbers, asked[kept], others[kept], scores[kept], total=len(self.ids))

    # Closeness

    def compare(self, left: Ints, right: Ints) -> Closeness:
        """How close the documents of each pair are; any number of pairs."""
        step = _CHUNK * MAX_NEIGHBOURS
        parts = [
            self._compare(left[start : start + step], right[start : start + step])
            for start in range(0, max(len(left), 1), step)
        ]
        return Closeness(*(np.concatenate(part) for part in zip(*parts, strict=True)))

    def _compare(self, left: Ints, right: Ints) -> Closeness:
        own, row_of = np.unique(right, return_inverse=True)
        which, places = self._entries(own)
        local, columns = np.unique(self._terms.rows[places], return_inverse=True)
        table = np.zeros((len(own) * len(local), 2), np.float32)
        table[which * len(local) + columns] = self._weights.rows[places]
        column_of = np.full(len(self._shares), -1, np.int32)
        column_of[local] = np.arange(len(local))
        pairs, places = self._entries(left)
        columns = column_of[self._terms.rows[places]]
        shared = np.flatnonzero(columns >= 0)
        pairs, places, columns = pairs[shared], places[shared], columns[shared]
        products = table[row_of[pairs] * len(local) + columns] * self._weights.rows[places]
        words, names = (np.bincount(pairs, part, len(right)) for part in products.T)
        vectors = np.einsum("ij,ij->i", self._vector(left), self._vector(right))
        return Closeness(_f32(words), _f32(names), vectors, *self._apart(left, right))

    def compare_all(self, members: Ints) -> Closeness:
        """How close all members are to one another: matrices."""
        which, places = self._entries(members)
        terms = self._terms.rows[places]
        _, columns, holders = np.unique(terms, return_inverse=True, return_counts=True)
        shared = holders[columns] > 1
        kept, columns = np.unique(columns[shared], return_inverse=True)
        table = np.zeros((2, len(members), len(kept)), np.float32)
        table[:, which[shared], columns] = self._weights.rows[places[shared]].T
        vectors = self._vector(members)
        return Closeness(
            table[0] @ table[0].T,
            table[1] @ table[1].T,
            vectors @ vectors.T,
            *self._apart(members[:, None], members[None, :]),
        )

    def _vector(self, numbers: Ints) -> Floats:
        assert self._vectors is not None  # there are documents
        return np.asarray(self._vectors.rows[numbers], np.float32)

    def _apart(self, left: Ints, right: Ints) -> tuple[Floats, NDArray[np.bool_]]:
        days = self._days.rows
        gap = np.maximum(days[left, 0], days[right, 0]) - np.minimum(days[left, 1], days[right, 1])
        return _f32(np.maximum(gap, 0)), np.isfinite(days[left, 0]) & np.isfinite(days[right, 0])


def _best_pairs(numbers: Ints, asked: Ints, others: Ints, scores: Floats, *, total: int) -> Ints:
    """For each asked document the others with the largest sums of scores: (pairs, 2)."""
    keys, inverse = np.unique(asked * total + others, return_inverse=True)
    sums = np.round(np.bincount(inverse, scores, len(keys)), 5)
    rows, found = keys // total, keys % total
    order = np.lexsort((found, -sums, rows))
    firsts = np.searchsorted(rows, np.arange(len(numbers)))
    best = order[np.arange(len(rows)) - firsts[rows[order]] < MAX_NEIGHBOURS]
    return np.stack([numbers[rows[best]], found[best]], axis=1)


def _f32(values: NDArray[Any]) -> Floats:
    return np.asarray(values, np.float32)
