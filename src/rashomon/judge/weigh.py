"""Weighing hypotheses: inconsistency, log-odds with a band, what the result hangs on."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log

from rashomon.judge.ratings import RatingMatrix

# Declared, not measured: one step of consistency makes the evidence so many times as likely under
# the hypothesis. The result is shown for all of them, as a band.
STEP_FACTORS = (1.5, 2.0, 4.0)
INCONSISTENCY = {-1: 1.0, -2: 2.0}  # PARC's weights; what is consistent weighs nothing


@dataclass(frozen=True, slots=True)
class Weight:
    """Where one hypothesis stands.

    Attributes:
        hypothesis: Its id.
        inconsistency: PARC's score: what speaks against it. The least one is hurt least.
        log_odds: Natural log of the likelihood ratio against the mean of the other hypotheses, for
            the least, the middle and the greatest of STEP_FACTORS.
        share: Its share of the likelihood for the same three, where all are equally likely before.
    """

    hypothesis: str
    inconsistency: float
    log_odds: tuple[float, float, float]
    share: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Influence:
    """What happens to the best hypothesis when something is left out.

    `left_out` is the id of an item of evidence or of an account; `best` the hypothesis that then
    leads, `change` how far the share of the one that leads with everything falls or rises.
    """

    left_out: str
    best: str
    change: float


def weigh(matrix: RatingMatrix) -> tuple[Weight, ...]:
    """Weigh each hypothesis against all evidence.

    Items of one source count as their mean, so that splitting what one source says into many
    items changes nothing.

    Source:
        Heuer (1999), Psychology of Intelligence Analysis, ch. 8; the inconsistency score of PARC's
        ACH 2.0; log-likelihood ratios as in Good (1985), Weight of evidence.
    """
    if not matrix.hypotheses:
        return ()
    steps = {h: _steps(matrix, h) for h in matrix.hypotheses}
    shares = [_shares(steps, factor) for factor in STEP_FACTORS]
    return tuple(
        Weight(
            hypothesis,
            inconsistency(matrix, hypothesis),
            _three(_log_odds(steps, hypothesis, factor) for factor in STEP_FACTORS),
            _three(share[hypothesis] for share in shares),
        )
        for hypothesis in matrix.hypotheses
    )


def inconsistency(matrix: RatingMatrix, hypothesis: str) -> float:
    """PARC's inconsistency score: the weights of all inconsistent ratings, summed.

    A middle between two ratings weighs its part of the next step.
    """
    found = (matrix.step(hypothesis, item.id) for item in matrix.evidence)
    return sum(-step * INCONSISTENCY[-1] for step in found if step is not None and step < 0)


def diagnosticity(matrix: RatingMatrix, item: str) -> float:
    """How far an item tells hypotheses apart: the largest difference in steps, 0 to 4.

    Evidence that fits every hypothesis, however well, tells nothing.
    """
    steps = [s for h in matrix.hypotheses if (s := matrix.step(h, item)) is not None]
    return max(steps) - min(steps) if steps else 0.0


def influences(matrix: RatingMatrix, *, by: str = "item") -> tuple[Influence, ...]:
    """Leave out one item, or one account, at a time; what changes most comes first.

    Args:
        matrix: All evidence.
        by: "item" or "account"; without an account go the items that only it mentions.
    """
    before = {w.hypothesis: w.share[1] for w in weigh(matrix)}
    if not before:
        return ()
    leader = _best(before)
    items = [e.id for e in matrix.evidence]
    accounts = sorted({a for e in matrix.evidence for a in e.accounts})
    found = []
    for name in items if by == "item" else accounts:
        rest = matrix.without(item=name) if by == "item" else matrix.without(account=name)
        after = {w.hypothesis: w.share[1] for w in weigh(rest)}
        found.append(Influence(name, _best(after), after[leader] - before[leader]))
    return tuple(sorted(found, key=lambda one: (one.best == leader, -abs(one.change))))


def _best(shares: dict[str, float]) -> str:
    return max(shares, key=lambda hypothesis: shares[hypothesis])


def _steps(matrix: RatingMatrix, hypothesis: str) -> float:
    """The sum of steps, items of one source as their mean."""
    own: dict[str, list[float]] = {}
    for item in matrix.evidence:
        step = matrix.step(hypothesis, item.id)
        if step is not None:
            own.setdefault(item.source or item.id, []).append(step)
    return sum(sum(steps) / len(steps) for steps in own.values())


def _shares(steps: dict[str, float], factor: float) -> dict[str, float]:
    most = max(steps.values())
    likelihood = {h: exp((s - most) * log(factor)) for h, s in steps.items()}
    total = sum(likelihood.values())
    return {h: value / total for h, value in likelihood.items()}


def _log_odds(steps: dict[str, float], hypothesis: str, factor: float) -> float:
    """Against the mean likelihood of the others; 0 where there is none."""
    others = [s for h, s in steps.items() if h != hypothesis]
    if not others:
        return 0.0
    most = max(others)
    mean = sum(exp((s - most) * log(factor)) for s in others) / len(others)
    return (steps[hypothesis] - most) * log(factor) - log(mean)


def _three(values: Iterator[float]) -> tuple[float, float, float]:
    low, middle, high = values
    return low, middle, high
