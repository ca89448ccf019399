"""Whether documents tell of the same: a logistic model of words, names, meaning and time."""

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from rashomon.gather.context import seen_from_middle
from rashomon.gather.story_index import Closeness
from rashomon.gather.term_postings import Floats

LIFTED = 1.5  # odds of the text from which a model's lift counts in full


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of cosines and days in the odds, and the mean probability that joins two groups.

    Of two dated documents the odds rise by `near`, then fall by `per_day` for each day between
    them, at most to `-far`; a document without a date neither gains nor loses. With a `context`
    the other documents about the same count, too. `lift` is added where words, names and meaning
    add LIFTED or more, and less of it where they add less: two texts that share nothing are not lifted.
    """

    words: float
    names: float
    vectors: float
    bias: float
    near: float
    per_day: float
    far: float
    threshold: float
    context: "Context | None" = None
    lift: float = 0.0

    @property
    def window(self) -> float:
        """Days from which more time makes no difference."""
        own = (self.near + self.far) / self.per_day if self.per_day else np.inf
        return max(own, self.context.model.window) if self.context else own

    def probability(self, closeness: Closeness) -> Floats:
        """The probability that the documents of each pair belong together, elementwise.

        By the pair alone, without any context.
        """
        return _probability(self.odds(closeness))

    def likely(self, closeness: Closeness) -> NDArray[np.bool_]:
        """Whether each pair, or the pair among others, may be close enough to be joined."""
        if self.context:
            found = self.context.model.probability(closeness) >= self.context.likely
        else:
            found = self.probability(closeness) >= self.threshold
        return np.asarray(found)

    def among(self, closeness: Closeness) -> Floats:
        """The same as `probability` for all pairs of some documents (n, n), each other's context."""
        odds = self.odds(closeness)
        if self.context:
            seen = self.context.odds(closeness) + _log_odds(self.threshold)
            share = self.context.share(len(odds))
            odds = (1 - share) * odds + share * seen
        return _probability(odds)

    def text_odds(self, closeness: Closeness) -> Floats:
        """What words, names and meaning add to the odds."""
        return np.asarray(
            self.words * closeness.words
            + self.names * closeness.names
            + self.vectors * closeness.vectors
        )

    def odds(self, closeness: Closeness) -> Floats:
        """The odds of each pair alone, as logarithms."""
        late = np.maximum(self.near - self.per_day * closeness.days, -self.far)
        text = self.text_odds(closeness)
        lift = self.lift * np.clip(text / LIFTED, 0, 1) if self.lift else 0
        return np.asarray(text + lift + self.bias + np.where(closeness.dated, late, 0))


@dataclass(frozen=True, slots=True)
class Context:
    """How documents are compared that have many others around them, most of them about the same.

    `model` weighs as a pair's own does. `weight` is that of the cosine seen from the middle of what
    is about the same, `bias` in the odds that a document is, `prior` so many documents without any
    direction in each middle. `enough` documents count half, few next to nothing: the events of a
    topic stand out only where there are many reports. From `likely` on by `model` two documents
    are compared among others.
    """

    model: Model
    weight: float
    bias: float
    prior: float
    enough: float
    likely: float

    def share(self, count: int) -> float:
        """How much the context counts among so many documents, 0 to 1."""
        return count**2 / (count**2 + self.enough**2)

    def odds(self, closeness: Closeness) -> Floats:
        """Odds of all pairs (n, n) as logarithms, 0 at the threshold."""
        alike = _shares(self.model.text_odds(closeness) + self.bias)
        seen = seen_from_middle(closeness.vectors, alike, prior=self.prior)
        own = self.model.odds(closeness) - _log_odds(self.model.threshold)
        return np.asarray(own + self.weight * seen)


def _log_odds(probability: float) -> float:
    return log(probability / (1 - probability))


def _shares(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-odds)), np.float32)


def _probability(odds: Floats) -> Floats:
    # rounded, so that the order in which sums were formed decides nothing
    return np.asarray(np.round(1 / (1 + np.exp(-odds)), 4), np.float32)
