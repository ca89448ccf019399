"""Documents to annotations: mentions, attributions, causal claims, aims, predictions and events, each with its characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.core.records import Annotation
from rashomon.core.registry import find_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.extract.base import Extractor, Found
    from rashomon.nlp.encoder import ParsedSentence

__all__ = ["DEFAULT", "extract_document"]

DEFAULT = ("mentions", "attributions", "causal_claims", "aims", "predictions", "events")


def extract_document(
    text: str,
    parsed: Sequence[ParsedSentence],
    *,
    doc: str,
    made_at: str = "",
    producer: str = "reader",
    extractors: Sequence[str] = DEFAULT,
) -> list[Annotation]:
    """Say what a document's sentences say.

    Args:
        text: The document's frozen text.
        parsed: Its sentences as the encoder parsed them; offsets are code points of `text`.
        doc: The document's id.
        made_at: When, as an ISO 8601 time; empty where it does not matter.
        producer: The reader's name and version, for example `Encoder.version`.
        extractors: Names of built-in extractors, entry points or `module:Class`, run in this order;
            each sees what the ones before it found.

    Returns:
        Annotations in the order of the extractors and the text, no two with the same id.
    """
    from rashomon.extract.base import BUILTIN, Reading

    reading = Reading(text, parsed, producer)
    found: list[Found] = []
    for name in extractors:
        extractor: Extractor = find_part("extractor", name, builtin=BUILTIN)()
        found.extend(extractor.find(reading, tuple(found)))
    made = (
        Annotation.make(doc=doc, body=f.body, producer=f.producer, score=f.score, made_at=made_at)
        for f in found
    )
    return list({annotation.id: annotation for annotation in made}.values())
