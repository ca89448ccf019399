"""Scores of forecasts that somebody gave a probability; nothing else is ever scored."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from rashomon.core.verdicts import CalibrationBin

LEAST_PROBABILITY = 0.001  # a forecast of 0 or 1 that fails would cost everything


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The Brier score taken apart: score = reliability - resolution + uncertainty.

    Exact where each bin holds one probability only. `skill` is against always saying the base rate;
    it is 0 where everything or nothing came true.
    """

    reliability: float
    resolution: float
    uncertainty: float
    skill: float


def brier_score(forecasts: Sequence[float], outcomes: Sequence[int]) -> float:
    """Mean squared error of the probabilities: 0 is best, 0.25 is what always saying 0.5 gets.

    Args:
        forecasts: Probabilities of yes.
        outcomes: 1 for yes, 0 for no.

    Raises:
        ValueError: nothing to score, different lengths, or no probabilities.

    Source:
        Brier (1950), Verification of forecasts expressed in terms of probability; his own score
        counts both classes and is twice this.
    """
    _check(forecasts, outcomes)
    return sum((f - o) ** 2 for f, o in zip(forecasts, outcomes, strict=True)) / len(forecasts)


def log_score(forecasts: Sequence[float], outcomes: Sequence[int]) -> float:
    """Mean surprise in nats, 0 is best; forecasts are kept LEAST_PROBABILITY from 0 and 1.

    Source:
        Good (1952), Rational decisions.
    """
    _check(forecasts, outcomes)
    given = (f if o else 1 - f for f, o in zip(forecasts, outcomes, strict=True))
    return -sum(log(max(LEAST_PROBABILITY, p)) for p in given) / len(forecasts)


def decompose(forecasts: Sequence[float], outcomes: Sequence[int]) -> Decomposition:
    """Murphy's decomposition, a bin for each probability that was given.

    Source:
        Murphy (1973), A new vector partition of the probability score.
    """
    score, total = brier_score(forecasts, outcomes), len(outcomes)
    base = sum(outcomes) / total
    bins = reliability(forecasts, outcomes)
    uncertainty = base * (1 - base)
    return Decomposition(
        sum(b.count * (b.mean - b.came_true) ** 2 for b in bins) / total,
        sum(b.count * (b.came_true - base) ** 2 for b in bins) / total,
        uncertainty,
        1 - score / uncertainty if uncertainty else 0.0,
    )


def reliability(
    forecasts: Sequence[float], outcomes: Sequence[int], *, bins: int = 0
) -> tuple[CalibrationBin, ...]:
    """Forecasts of like probability together.

    Args:
        forecasts: Probabilities of yes.
        outcomes: 1 for yes, 0 for no.
        bins: So many equal parts of [0, 1]; 0 puts only the very same probabilities together.
    """
    _check(forecasts, outcomes)
    groups: dict[float, list[tuple[float, int]]] = {}
    for f, o in zip(forecasts, outcomes, strict=True):
        key = min(int(f * bins), bins - 1) if bins else f
        groups.setdefault(key, []).append((f, o))
    return tuple(
        CalibrationBin(
            len(own), sum(f for f, _ in own) / len(own), sum(o for _, o in own) / len(own)
        )
        for _, own in sorted(groups.items())
    )


def aggregate(forecasts: Sequence[float], *, factor: float = 1.0) -> float:
    """Several people's probabilities as one: the geometric mean of their odds, made more extreme.

    Args:
        forecasts: Probabilities, kept LEAST_PROBABILITY from 0 and 1.
        factor: The log-odds are multiplied by it; 1 leaves them, `neyman_factor` is a proven choice.

    Source:
        Satopää et al. (2014), Combining multiple probability predictions using a simple logit model.
    """
    if not forecasts:
        message = "no forecasts to aggregate"
        raise ValueError(message)
    kept = [min(1 - LEAST_PROBABILITY, max(LEAST_PROBABILITY, p)) for p in forecasts]
    mean = sum(log(p / (1 - p)) for p in kept) / len(kept)
    return 1 / (1 + exp(-factor * mean))


def neyman_factor(count: int) -> float:
    """How much more extreme the mean of so many forecasts should be.

    Source:
        Neyman and Roughgarden (2022), Are you smarter than a random expert?
    """
    if count < 1:
        message = "a factor needs at least one forecast"
        raise ValueError(message)
    if count == 1:
        return 1.0
    return count * (sqrt(3 * count**2 - 3 * count + 1) - 2) / (count**2 - count - 1)


def _check(forecasts: Sequence[float], outcomes: Sequence[int]) -> None:
    if not forecasts or len(forecasts) != len(outcomes):
        message = (
            f"{len(forecasts)} forecasts and {len(outcomes)} outcomes: one for one, at least one"
        )
        raise ValueError(message)
    if not all(0 <= f <= 1 for f in forecasts) or not set(outcomes) <= {0, 1}:
        message = "forecasts lie between 0 and 1, outcomes are 0 or 1"
        raise ValueError(message)
