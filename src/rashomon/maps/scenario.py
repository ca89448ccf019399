"""Fuzzy cognitive maps: let a map run from a starting state until it settles."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Literal

Rule = Literal["kosko", "modified_kosko", "rescaled"]

TOLERANCE = 0.001  # largest change of a factor that counts as settled
MAX_STEPS = 100


@dataclass(frozen=True, slots=True)
class Run:
    """The states of one scenario, first the start; values in [0, 1], one for each factor."""

    states: tuple[tuple[float, ...], ...]
    settled: bool


def run_scenario(
    weights: Sequence[Sequence[float]],
    start: Sequence[float],
    *,
    rule: Rule = "modified_kosko",
    tolerance: float = TOLERANCE,
    max_steps: int = MAX_STEPS,
) -> Run:
    """Run a fuzzy cognitive map with a sigmoid of slope 1.

    Args:
        weights: n x n in [-1, 1]; entry [i][j] is what factor i does to factor j.
        start: n starting values in [0, 1].
        rule: What a factor keeps of itself: nothing (kosko), its value (modified_kosko), or its
            value around 0.5, so that an unknown factor does not push (rescaled).
        tolerance: The run has settled when no factor changes by more.
        max_steps: It ends after as many steps otherwise.

    Source:
        Kosko (1986), Fuzzy cognitive maps, International Journal of Man-Machine Studies 24;
        Stylios and Groumpos (2004) for modified_kosko, Papageorgiou (2011) for rescaled.
    """
    states = [tuple(float(value) for value in start)]
    for _ in range(max_steps):
        states.append(_step(weights, states[-1], rule))
        if _change(states[-2], states[-1]) <= tolerance:
            return Run(tuple(states), settled=True)
    return Run(tuple(states), settled=False)


def _step(
    weights: Sequence[Sequence[float]], state: tuple[float, ...], rule: Rule
) -> tuple[float, ...]:
    active = tuple(2 * value - 1 for value in state) if rule == "rescaled" else state
    kept = 0.0 if rule == "kosko" else 1.0
    return tuple(
        _sigmoid(kept * active[j] + sum(active[i] * row[j] for i, row in enumerate(weights)))
        for j in range(len(state))
    )


def _sigmoid(value: float) -> float:
    return 1 / (1 + exp(-value))


def _change(before: tuple[float, ...], after: tuple[float, ...]) -> float:
    return max((abs(a - b) for a, b in zip(before, after, strict=True)), default=0.0)
