"""From one account's causal claims to its causal map."""

from collections.abc import Iterable, Sequence

from rashomon.core.bodies import CausalClaim, Mode, Sign
from rashomon.core.records import Annotation
from rashomon.core.spans import hull
from rashomon.core.views import CausalMap, Edge, Factor, ReadEdge, Voice

_Key = tuple[str, str, Sign, Mode, Voice]


def build_map(account: str, factors: Sequence[Factor], claims: Iterable[ReadEdge]) -> CausalMap:
    """Build the map of what one account says moves what.

    Args:
        account: The document's id.
        factors: All factors of the story; the map keeps those that the account's claims join,
            with the account's own phrases.
        claims: The account's causal claims with the factors and directions of both ends.

    Returns:
        Claims that say the same of the same two factors in the same mode and voice are one edge,
        hedged only if all of them are; its sign is the claim's sign times both directions. A
        denied claim keeps the sign that is denied. A factor does not move itself: such claims are
        left out. Edges stand in the order of the text.
    """
    groups: dict[_Key, list[Annotation]] = {}
    for read in sorted(claims, key=_place):
        if read.source != read.target:
            groups.setdefault(_key(read), []).append(read.claim)
    edges = tuple(_edge(key, found) for key, found in groups.items())
    used = {end for edge in edges for end in (edge.source, edge.target)}
    own = tuple(_own(factor, account) for factor in factors if factor.id in used)
    return CausalMap(account, own, edges)


def _body(ann: Annotation) -> CausalClaim:
    assert isinstance(ann.body, CausalClaim)
    return ann.body


def _place(read: ReadEdge) -> tuple[int, int, str]:
    body = _body(read.claim)
    return (*hull(body.cause + body.effect), read.claim.id)


def _key(read: ReadEdge) -> _Key:
    body = _body(read.claim)
    turned = read.source_direction * read.target_direction
    sign: Sign = 0 if body.sign == 0 else 1 if body.sign == turned else -1
    return read.source, read.target, sign, body.mode, read.voice


def _edge(key: _Key, claims: list[Annotation]) -> Edge:
    """The surest wording comes first: it is the one that a witness path shows."""
    source, target, sign, mode, voice = key
    surest = sorted(claims, key=lambda ann: (_body(ann).hedged, -ann.score))
    ids = tuple(dict.fromkeys(ann.id for ann in surest))
    return Edge(source, target, sign, mode, all(_body(ann).hedged for ann in claims), voice, ids)


def _own(factor: Factor, account: str) -> Factor:
    phrases = tuple(phrase for phrase in factor.phrases if phrase.doc == account)
    return Factor(factor.id, factor.label, phrases, factor.proposed)
