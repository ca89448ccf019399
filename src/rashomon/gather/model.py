"""Whether documents tell of the same: a logistic model of words, names, meaning and time."""

from dataclasses import dataclass

import numpy as np

from rashomon.gather.story_index import Closeness
from rashomon.gather.term_postings import Floats


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of cosines and days in the odds, and the mean probability that joins two groups.

    Of two dated documents the odds rise by `near`, then fall by `per_day` for each day between
    them, at most to `-far`; a document without a date neither gains nor loses.
    """

    words: float
    names: float
    vectors: float
    bias: float
    near: float
    per_day: float
    far: float
    threshold: float

    @property
    def window(self) -> float:
        """Days from which more time makes no difference."""
        return (self.near + self.far) / self.per_day if self.per_day else np.inf

    def probability(self, closeness: Closeness) -> Floats:
        """The probability that the documents of each pair belong together, elementwise."""
        late = np.maximum(self.near - self.per_day * closeness.days, -self.far)
        odds = (
            self.words * closeness.words
            + self.names * closeness.names
            + self.vectors * closeness.vectors
            + self.bias
            + np.where(closeness.dated, late, 0)
        )
        # rounded, so that the order in which sums were formed decides nothing
        return np.asarray(np.round(1 / (1 + np.exp(-odds)), 4), np.float32)
