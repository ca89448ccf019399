"""Cruxes: dated questions whose answer would tell the hypotheses apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import log2

# The probabilities that people put in are rough: a set is stable that survives such shifts.
SHIFT = 0.15  # added to or taken from the probabilities of a question under one hypothesis
MOST_JOINT = 12  # questions asked together at most: the joint answers are 2^n


@dataclass(frozen=True, slots=True)
class Crux:
    """A question that may settle something.

    Attributes:
        question: Its id.
        p_yes: Probability of yes under each hypothesis, in their order.
    """

    question: str
    p_yes: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RankedCrux:
    """A question with what its answer is worth.

    Attributes:
        question: Its id.
        bits: Expected information gain about the hypotheses.
        stable: Share of the shifts after which it is still in the chosen set.
        chosen: Whether it is in the set.
    """

    question: str
    bits: float
    stable: float
    chosen: bool


def information_gain(p_yes: Sequence[float], prior: Sequence[float]) -> float:
    """Bits that the answer is expected to tell about which hypothesis holds: never negative.

    Args:
        p_yes: Probability of yes under each hypothesis.
        prior: Probability of each hypothesis; they sum to 1.

    Raises:
        ValueError: they are of different length, or no probabilities.

    Source:
        Lindley (1956), On a measure of the information provided by an experiment.
    """
    _check(p_yes, prior)
    yes = sum(p * w for p, w in zip(p_yes, prior, strict=True))
    given = sum(w * _entropy((p, 1 - p)) for p, w in zip(p_yes, prior, strict=True))
    return max(0.0, _entropy((yes, 1 - yes)) - given)


def joint_gain(cruxes: Sequence[Crux], prior: Sequence[float]) -> float:
    """Bits that all answers together are expected to tell; given a hypothesis they are independent."""
    if len(cruxes) > MOST_JOINT:
        message = f"{len(cruxes)} questions at once; at most {MOST_JOINT} are weighed together"
        raise ValueError(message)
    for crux in cruxes:
        _check(crux.p_yes, prior)
    answers = []
    for pattern in product((True, False), repeat=len(cruxes)):
        likely = [1.0] * len(prior)
        for crux, yes in zip(cruxes, pattern, strict=True):
            likely = [v * (p if yes else 1 - p) for v, p in zip(likely, crux.p_yes, strict=True)]
        answers.append(likely)
    joint = [sum(w * v for w, v in zip(prior, row, strict=True)) for row in answers]
    given = sum(w * _entropy([row[h] for row in answers]) for h, w in enumerate(prior))
    return max(0.0, _entropy(joint) - given)


def best_set(cruxes: Sequence[Crux], prior: Sequence[float], *, size: int) -> tuple[str, ...]:
    """The questions that together tell most, chosen one after the other; ties by id."""
    chosen: list[Crux] = []
    rest = sorted(cruxes, key=lambda crux: crux.question)
    while rest and len(chosen) < min(size, MOST_JOINT):
        best = max(rest, key=lambda crux: round(joint_gain([*chosen, crux], prior), 9))
        chosen.append(best)
        rest.remove(best)
    return tuple(crux.question for crux in chosen)


def rank_cruxes(
    cruxes: Sequence[Crux], prior: Mapping[str, float], *, size: int = 3
) -> tuple[RankedCrux, ...]:
    """Rank questions by what they are expected to tell, and say how far the choice hangs on the numbers.

    Args:
        cruxes: Questions with a probability for each hypothesis.
        prior: Hypotheses with their probabilities, in the order of `p_yes`.
        size: Questions in the set.

    Returns:
        Those of the set first, then by bits. The set counts, not the decimals.
    """
    weights = tuple(prior.values())
    wanted = best_set(cruxes, weights, size=size)
    moved = [best_set(other, weights, size=size) for other in _shifted(cruxes)]
    ranked = [
        RankedCrux(
            crux.question,
            information_gain(crux.p_yes, weights),
            sum(crux.question in one for one in moved) / len(moved) if moved else 1.0,
            crux.question in wanted,
        )
        for crux in cruxes
    ]
    return tuple(sorted(ranked, key=lambda one: (not one.chosen, -one.bits, one.question)))


def _shifted(cruxes: Sequence[Crux]) -> list[list[Crux]]:
    """All questions with one probability of one of them moved, each up and down."""
    found = []
    for number, crux in enumerate(cruxes):
        for place, p in enumerate(crux.p_yes):
            for shift in (-SHIFT, SHIFT):
                moved = list(crux.p_yes)
                moved[place] = min(1.0, max(0.0, p + shift))
                other = list(cruxes)
                other[number] = Crux(crux.question, tuple(moved))
                found.append(other)
    return found


def _entropy(probabilities: Sequence[float]) -> float:
    return -sum(p * log2(p) for p in probabilities if p > 0)


def _check(p_yes: Sequence[float], prior: Sequence[float]) -> None:
    if len(p_yes) != len(prior):
        message = f"{len(p_yes)} probabilities for {len(prior)} hypotheses"
        raise ValueError(message)
    if not all(0 <= p <= 1 for p in (*p_yes, *prior)) or abs(sum(prior) - 1) > 1e-6:
        message = "probabilities lie between 0 and 1, and those of the hypotheses sum to 1"
        raise ValueError(message)
