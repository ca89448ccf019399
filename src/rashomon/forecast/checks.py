"""What accounts state of a factor, beside what a data series did."""

from collections.abc import Sequence
from datetime import date

from rashomon.core.errors import EmptyInput
from rashomon.core.verdicts import SeriesCheck, StatedEffect
from rashomon.core.views import CausalMap, Factor
from rashomon.forecast.series import Series, around, say, window


def check_series(
    series: Series, factor: Factor, maps: Sequence[CausalMap], *, at: date, days: int
) -> SeriesCheck:
    """Hold a series against what the accounts say moves a factor.

    Args:
        series: Values by day.
        factor: What the series measures.
        maps: Each account's causal map.
        at: The day of what is said to have moved it.
        days: How long after it the window ends.

    Raises:
        EmptyInput: the series has no value near enough before or after the day.
    """
    found = window(series, at=at, days=days)
    if found is None:
        ends = f"{series.days[0]} to {series.days[-1]}"
        reason = f"has no values just before and after {at}; it runs from {ends}"
        raise EmptyInput(series.name, reason)
    return SeriesCheck(
        factor=factor.id,
        label=factor.label,
        series=series.name,
        unit=series.unit,
        origin=series.source,
        at=at.isoformat(),
        before=(found.before[0].isoformat(), found.before[1]),
        after=(found.after[0].isoformat(), found.after[1]),
        steps=found.steps,
        change=found.change,
        usual=found.usual,
        larger=found.larger,
        move=found.move,
        sentence=say(series, found),
        stated=stated_effects(factor, maps),
        points=tuple(
            (day.isoformat(), value) for day, value in around(series, found, at=at, days=days)
        ),
    )


def stated_effects(factor: Factor, maps: Sequence[CausalMap]) -> tuple[StatedEffect, ...]:
    """What each account says moves the factor, in the order of the maps."""
    labels = {f.id: f.label for own in maps for f in own.factors}
    return tuple(
        StatedEffect(
            own.account, labels[edge.source], edge.sign, edge.mode, edge.hedged, edge.voice, edge.annotations
        )
        for own in maps
        for edge in own.edges
        if edge.target == factor.id
    )  # fmt: skip
