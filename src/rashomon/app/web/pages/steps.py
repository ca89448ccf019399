"""A witness path, step by step: which factor moves which, with the sentence that says so."""

from dataclasses import dataclass

from rashomon.app.web.dossier import Dossier, Quote
from rashomon.app.web.wording import SIGN_GLYPH, SIGN_KEY, qualities, verb
from rashomon.core.bodies import CausalClaim, Sign
from rashomon.core.records import Annotation
from rashomon.core.views import CausalMap, Edge


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain. `chain` counts the chains of a path that leads both ways."""

    chain: int
    source: str
    target: str
    sign: str
    sign_key: str
    verb: str
    qualities: tuple[str, ...]
    quotes: tuple[Quote, ...]


def steps(dossier: Dossier, account: str, path: tuple[str, ...]) -> tuple[Step, ...]:
    """The links behind the annotations of a path, in order."""
    causal_map = next((m for m in dossier.comparison.maps if m.account == account), None)
    found: list[Step] = []
    chain, start, previous = 1, "", ""
    for ann in (dossier.case.annotation(annotation_id) for annotation_id in path):
        edge = edge_of(causal_map, ann.id, source=previous)
        if edge and found and edge.source == start and edge.source != previous:
            chain += 1
        found.append(_step(dossier, ann, edge, chain))
        start = start or (edge.source if edge else "")
        previous = edge.target if edge else ""
    return tuple(found)


def edge_of(causal_map: CausalMap | None, annotation: str, *, source: str = "") -> Edge | None:
    """The edge that rests on an annotation; the one that goes on from `source` if there are two."""
    edges = causal_map.edges if causal_map else ()
    found = [edge for edge in edges if annotation in edge.annotations]
    return next((e for e in found if e.source == source), found[0] if found else None)


def _step(dossier: Dossier, ann: Annotation, edge: Edge | None, chain: int) -> Step:
    quotes = dossier.annotation_quotes(ann)
    if edge is None:
        return _bare_step(dossier, ann, quotes, chain)
    labels = dossier.factors
    return Step(
        chain,
        labels[edge.source].label,
        labels[edge.target].label,
        SIGN_GLYPH[edge.sign],
        SIGN_KEY[edge.sign],
        verb(edge.sign),
        qualities(edge),
        quotes,
    )


def _bare_step(dossier: Dossier, ann: Annotation, quotes: tuple[Quote, ...], chain: int) -> Step:
    """A step whose edge the map no longer has: the words of the text stand for the factors."""
    if not isinstance(ann.body, CausalClaim):
        return Step(chain, "", "", "", "", "", (), quotes)
    text = dossier.document(ann.doc).text
    cause, effect = (" … ".join(text[s:e] for s, e in r) for r in (ann.body.cause, ann.body.effect))
    sign: Sign = ann.body.sign
    return Step(
        chain,
        cause,
        effect,
        SIGN_GLYPH[sign],
        SIGN_KEY[sign],
        verb(sign),
        qualities(ann.body),
        quotes,
    )
