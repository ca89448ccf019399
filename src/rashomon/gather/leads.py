"""A document's vector: what it says first counts most."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# A report begins with what is new and ends with what happened before. Against the mean of all
# sentences this raises pair F1 on dated coverage of one topic most (evals/stories.py).
DECAY = 0.5


def lead_vector(sentences: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """The sum of sentence vectors, each weighing DECAY times the one before: (384,)."""
    rows = np.asarray(sentences, np.float32)
    shares = (DECAY ** np.arange(len(rows))).astype(np.float32)
    return np.asarray(shares @ rows, np.float32)
