"""In whose voice an item stands: which attribution's content covers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.core.bodies import Attribution
from rashomon.core.spans import Span, Spans, covers, hull

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.core.records import Annotation
    from rashomon.core.views import Voice

# Rules whose cue tells a thought or a wish ("believes", "wants"), not something said.
IMPUTING_RULES = frozenset(["rule:thoughts/1"])


def voice_of(spans: Spans, attributions: Sequence[Annotation]) -> tuple[Voice, Span | None]:
    """Find the innermost attribution around an item.

    Args:
        spans: The item's characters.
        attributions: The attributions of the same document (other kinds are passed over).

    Returns:
        "own" and None where no attribution covers the item; else "quoted" (something said) or
        "imputed" (a thought or wish that the author ascribes) and the source's span, None where
        the text names no source.
    """
    around = [
        a for a in attributions if isinstance(a.body, Attribution) and covers(a.body.content, spans)
    ]
    if not spans or not around:
        return "own", None
    best = min(around, key=lambda a: (_size(a), a.id))
    assert isinstance(best.body, Attribution)
    imputed = (
        not IMPUTING_RULES.isdisjoint(best.producer.split("+")) and best.body.form == "indirect"
    )
    return "imputed" if imputed else "quoted", hull(best.body.source) if best.body.source else None


def _size(annotation: Annotation) -> int:
    assert isinstance(annotation.body, Attribution)
    return sum(end - start for start, end in annotation.body.content)
