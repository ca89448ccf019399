"""Where the actors of a story stand in its texts."""

from collections.abc import Iterable

from rashomon.core.spans import Span, Spans, overlaps
from rashomon.core.views import Actor


class ActorPlaces:
    """Looks up which actor some characters of a document stand for."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        found: dict[str, list[tuple[Span, str]]] = {}
        for actor in actors:
            for reference in actor.references:
                found.setdefault(reference.doc, []).append((reference.span, actor.id))
        self._places = {doc: sorted(own) for doc, own in found.items()}

    def most_in(self, doc: str, spans: Spans) -> str:
        """The actor whose reference shares most characters with the spans; "" where there is none."""
        shared = [
            (sum(max(0, min(b, end) - max(a, start)) for a, b in spans), -start, actor)
            for (start, end), actor in self._places.get(doc, ())
        ]
        most = max(shared, default=(0, 0, ""))
        return most[2] if most[0] else ""

    def begins(self, doc: str, spans: Spans) -> str:
        """The actor with whom the spans begin, or whose reference they begin in; "" where there is none."""
        start = min(spans)[0]
        for span, actor in self._places.get(doc, ()):
            if span[0] == start or (span[0] < start and overlaps(span, (start, start + 1))):
                return actor
        return ""

    def within(self, doc: str, spans: Spans) -> list[str]:
        """The actors that the spans speak of, in order, each once."""
        places = self._places.get(doc, ())
        near = (a for span, a in places if any(overlaps(span, own) for own in spans))
        return list(dict.fromkeys(near))
