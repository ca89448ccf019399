"""What is new in a document against what the others about the same say: meaning seen from their middle."""

import numpy as np

from rashomon.gather.term_postings import Floats


def seen_from_middle(vectors: Floats, likeness: Floats, *, prior: float) -> Floats:
    """Cosines of vectors from the middle of what is like both documents.

    Reports of one topic are alike in all that belongs to the topic. What is left when that is taken
    away tells its events apart; where there is only one event, what is left is on average nothing.

    Args:
        vectors: (n, n) cosines.
        likeness: (n, n) in 0 to 1: how much of each document's middle each other one makes up.
        prior: Documents without a direction in each middle, so that few decide little.

    Returns:
        (n, n) in -1 to 1. The middle of a pair is halfway between those of its two documents.
    """
    shares = np.array(likeness, np.float32)
    np.fill_diagonal(shares, 1)
    shares /= shares.sum(axis=1, keepdims=True) + np.float32(prior)
    to_middles = vectors @ shares.T  # of each vector to each middle
    middles = shares @ to_middles
    to_pair = (np.diag(to_middles)[:, None] + to_middles) / 2
    lengths = np.diag(middles)
    pair = (lengths[:, None] + lengths[None, :] + 2 * middles) / 4
    apart = np.maximum(np.diag(vectors)[:, None] - 2 * to_pair + pair, 1e-6)
    # `apart.T` is the other document's distance: the middle of a pair is the same for both
    found = (vectors - to_pair - to_pair.T + pair) / np.sqrt(apart * apart.T)
    return np.asarray(np.clip(found, -1, 1), np.float32)
