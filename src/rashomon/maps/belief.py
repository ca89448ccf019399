"""How far repetition by independent sources supports that something was said; never that it is so."""

from collections.abc import Mapping
from math import prod

# Declared, as INDRA's defaults for a reader; not measured on news.
RANDOM_ERROR = 0.3  # probability that one reading of a sentence is wrong
SYSTEMATIC_ERROR = 0.05  # probability that a source is wrong however often it repeats itself


def belief(
    sentences: Mapping[str, int],
    *,
    against: Mapping[str, int] | None = None,
    random_error: float = RANDOM_ERROR,
    systematic_error: float = SYSTEMATIC_ERROR,
) -> float:
    """Say how sure it is that "this was said", from how often and how independently it was read.

    This is about the reading, not about the world: a thousand sources that repeat a falsehood
    reach a high value.

    Args:
        sentences: For each source the number of sentences that say it. A source is a syndication
            cluster: a wire report and its copies are one.
        against: The same for sentences that say the opposite.
        random_error: In [0, 1], shrinks with every sentence of a source.
        systematic_error: In [0, 1], stays for each source.

    Returns:
        A number in [0, 1]; 0 where nobody says it.

    Source:
        Gyori et al. (2017), From word models to executable models of signaling networks using
        automated assembly, Molecular Systems Biology 13: the belief model of INDRA.
    """
    said = _at_least_one(sentences, random_error, systematic_error)
    opposed = _at_least_one(against or {}, random_error, systematic_error)
    return said * (1 - opposed)


def _at_least_one(
    sentences: Mapping[str, int], random_error: float, systematic_error: float
) -> float:
    counts = [count for count in sentences.values() if count > 0]
    return 1 - prod(systematic_error + random_error**count for count in counts)
