"""Accounts laid side by side: the edges they state, and the effects that their maps imply."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.core.bodies import CausalClaim
from rashomon.core.ids import content_id
from rashomon.core.records import Annotation
from rashomon.core.spans import Spans
from rashomon.core.statements import ClaimStatement
from rashomon.core.views import (
    CausalMap,
    Cell,
    Claim,
    Edge,
    Effect,
    Factor,
    Origin,
    Stance,
    Story,
    Voice,
)
from rashomon.maps.propagate import FactorId, propagate
from rashomon.maps.wording import sentence

_Pair = tuple[FactorId, FactorId]

IMPLIED_SHARE = 0.9  # an implied clash ranks below a stated one of as many accounts


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one account says of one pair of factors: the signs it asserts and those it denies."""

    asserted: frozenset[int] = frozenset()
    denied: frozenset[int] = frozenset()
    edges: tuple[Edge, ...] = ()


def compare_edges(
    story: Story, maps: Sequence[CausalMap], annotations: Iterable[Annotation]
) -> tuple[Claim, ...]:
    """Compare what the accounts state of the same two factors.

    Args:
        story: Its accounts are the columns, in its order.
        maps: The accounts' maps; those of copies are passed over.
        annotations: Every annotation that an edge of the maps names.

    Returns:
        One claim for each pair of factors that any account joins, highest score first. An account
        asserts it with an asserted, unhedged edge of the same sign, in its own voice or quoted;
        denies it with one of the opposite sign or of sign 0, or by denying the sign; it is unclear
        where it does both or only may mean either. A clash needs one that asserts and one that
        denies.
    """
    ours = _in_order(story, maps)
    silent = {account: Cell(account, "silent") for account in ours}
    known = {ann.id: ann for ann in annotations}
    factors = _factors(ours.values())
    return _ranked(
        _edge_claim(factors[source], factors[target], edges, silent, known)
        for (source, target), edges in _by_pair(ours.values()).items()
    )


def compare_effects(
    story: Story, maps: Sequence[CausalMap], annotations: Iterable[Annotation]
) -> tuple[Claim, ...]:
    """Compare what the accounts' maps imply when a factor is pushed up.

    Args:
        story: Its accounts are the columns, in its order.
        maps: The accounts' maps; those of copies are passed over.
        annotations: Every annotation that an edge of the maps names.

    Returns:
        The clashes: a claim for each push and outcome where one account's map implies a rise and
        another's a fall or no effect, over at least one chain of two edges or more (what single
        edges state is found by `compare_edges`); highest score first. Pushing down mirrors
        pushing up, so only one of the two is listed. A witness path with a hedged edge makes an
        account unclear.
    """
    ours = _in_order(story, maps)
    silent = {account: Cell(account, "silent") for account in ours}
    known = {ann.id: ann for ann in annotations}
    factors = _factors(ours.values())
    steps = {edge.annotations[0]: edge for m in ours.values() for edge in m.edges}
    claims = (
        _effect_claim(factors[push], factors[outcome], effects, silent, known, steps)
        for (push, outcome), effects in _effects(ours.values()).items()
        if _may_clash(effects.values())
    )
    return _ranked(claim for claim in claims if claim.clash)


def _in_order(story: Story, maps: Sequence[CausalMap]) -> dict[str, CausalMap]:
    found = {m.account: m for m in maps}
    return {a: found.get(a, CausalMap(a, (), ())) for a in story.accounts}


def _factors(maps: Iterable[CausalMap]) -> dict[FactorId, Factor]:
    """Every factor with the phrases of all accounts."""
    found: dict[FactorId, Factor] = {}
    for factor in (f for m in maps for f in m.factors):
        phrases = found[factor.id].phrases if factor.id in found else ()
        found[factor.id] = replace(factor, phrases=phrases + factor.phrases)
    return found


def _by_pair(maps: Iterable[CausalMap]) -> dict[_Pair, dict[str, list[Edge]]]:
    """For each pair of factors that any account joins, each account's edges between them."""
    found: dict[_Pair, dict[str, list[Edge]]] = {}
    for causal_map in maps:
        for edge in causal_map.edges:
            own = found.setdefault((edge.source, edge.target), {})
            own.setdefault(causal_map.account, []).append(edge)
    return found


def _ranked(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda c: (-c.score, c.statement, c.id)))


# Stated edges


def _edge_claim(
    source: Factor,
    target: Factor,
    edges: Mapping[str, Sequence[Edge]],
    silent: Mapping[str, Cell],
    annotations: Mapping[str, Annotation],
) -> Claim:
    readings = {account: _reading(own) for account, own in edges.items()}
    sign = _leading_sign(readings.values())
    cells = tuple(
        _edge_cell(a, readings[a], sign, annotations) if a in readings else cell
        for a, cell in silent.items()
    )
    said = tuple(
        ClaimStatement(
            account, _spans((i,), annotations), _says(edge, sign), edge.voice, edge.hedged, "", i
        )
        for account in silent
        for edge in edges.get(account, ())
        for i in edge.annotations
    )
    return _claim("edges", source, target, sign, cells, said, _score(cells, directness=1.0))


def _says(edge: Edge, sign: int) -> Stance:
    """What one edge does with the claim that there is an effect of this sign."""
    if not _decides(edge):
        return "unclear"
    if edge.mode == "denied":
        return "denies" if edge.sign == sign else "unclear"
    return "asserts" if edge.sign == sign else "denies"


def _reading(edges: Sequence[Edge]) -> _Reading:
    decided = [edge for edge in edges if _decides(edge)]
    asserted = {edge.sign for edge in decided if edge.mode == "asserted"}
    denied = {edge.sign for edge in decided if edge.mode == "denied"}
    return _Reading(frozenset(asserted), frozenset(denied), tuple(edges))


def _decides(edge: Edge) -> bool:
    """Whether an edge says what its account holds, rather than what may be or others think."""
    return not edge.hedged and edge.voice != "imputed" and edge.mode in {"asserted", "denied"}


def _leading_sign(readings: Iterable[_Reading]) -> int:
    """The sign that most accounts assert; if none does, the one that most edges name."""
    readings = tuple(readings)
    ups, downs = (sum(sign in own.asserted for own in readings) for sign in (1, -1))
    if ups == downs == 0:
        named = sum(edge.sign for own in readings for edge in own.edges)
        return -1 if named < 0 else 1
    return 1 if ups >= downs else -1


def _edge_cell(
    account: str, reading: _Reading, sign: int, annotations: Mapping[str, Annotation]
) -> Cell:
    says = sign in reading.asserted
    against = bool(reading.asserted - {sign}) or sign in reading.denied
    stance: Stance = "unclear" if says == against else "asserts" if says else "denies"
    decided = [edge for edge in reading.edges if _decides(edge)]
    edges = reading.edges if stance == "unclear" else decided
    ids = tuple(dict.fromkeys(i for edge in edges for i in edge.annotations))
    hedged = all(edge.hedged for edge in edges)
    return Cell(account, stance, _spans(ids, annotations), _voice(edges), hedged, ids)


def _voice(edges: Iterable[Edge]) -> Voice:
    """The nearest voice: the author's own before a quoted one before an imputed one."""
    voices: tuple[Voice, ...] = ("own", "quoted", "imputed")
    found = {edge.voice for edge in edges}
    return next(voice for voice in voices if voice in found)


# Implied effects


def _effects(maps: Iterable[CausalMap]) -> dict[_Pair, dict[str, Effect]]:
    """For each push and outcome the effect in each account that implies one."""
    found: dict[_Pair, dict[str, Effect]] = {}
    for causal_map in maps:
        for push in causal_map.factors:
            for outcome, effect in propagate(causal_map, lever=push.id, sign=1).items():
                if effect.effect != "silent":
                    found.setdefault((push.id, outcome), {})[causal_map.account] = effect
    return found


def _may_clash(effects: Iterable[Effect]) -> bool:
    decided = [e for e in effects if e.effect in {"rises", "falls", "none"}]
    kinds = {e.effect for e in decided}
    return len(kinds) > 1 and max(len(e.path) for e in decided) > 1


def _effect_claim(
    push: Factor,
    outcome: Factor,
    effects: Mapping[str, Effect],
    silent: Mapping[str, Cell],
    annotations: Mapping[str, Annotation],
    steps: Mapping[str, Edge],
) -> Claim:
    sure = [e for e in effects.values() if not any(steps[i].hedged for i in e.path)]
    kinds = [effect.effect for effect in sure]
    sign = 1 if kinds.count("rises") >= kinds.count("falls") else -1
    cells = tuple(
        _effect_cell(effects[a], sign, annotations, steps) if a in effects else cell
        for a, cell in silent.items()
    )
    lengths = [len(effects[c.account].path) for c in cells if c.stance in {"asserts", "denies"}]
    directness = IMPLIED_SHARE / max(lengths, default=1)
    said = tuple(
        ClaimStatement(cell.account, _spans((i,), annotations), cell.stance, annotation=i)
        for cell in cells
        for i in cell.annotations
    )
    score = _score(cells, directness=directness)
    return _claim("implied", push, outcome, sign, cells, said, score)


def _effect_cell(
    effect: Effect, sign: int, annotations: Mapping[str, Annotation], steps: Mapping[str, Edge]
) -> Cell:
    same = "rises" if sign > 0 else "falls"
    stance: Stance = "asserts" if effect.effect == same else "denies"
    edges = [steps[i] for i in effect.path]
    unsure = any(edge.hedged for edge in edges)
    voice: Voice = "quoted" if any(edge.voice == "quoted" for edge in edges) else "own"
    if unsure or effect.effect == "either":
        stance = "unclear"
    ids = tuple(dict.fromkeys(effect.path))
    return Cell(effect.account, stance, _spans(ids, annotations), voice, unsure, ids)


# Both


def _claim(
    origin: Origin,
    source: Factor,
    target: Factor,
    sign: int,
    cells: tuple[Cell, ...],
    said: tuple[ClaimStatement, ...],
    score: float,
) -> Claim:
    statement = sentence(source, target, sign=sign, along=origin == "implied")
    claim_id = content_id("claim", origin, source.id, target.id, sign)
    return Claim(claim_id, statement, origin, _smaller_side(cells) > 0, cells, score, said)


def _smaller_side(cells: Iterable[Cell]) -> int:
    stances = [cell.stance for cell in cells]
    return min(stances.count("asserts"), stances.count("denies"))


def _score(cells: Sequence[Cell], *, directness: float) -> float:
    """Clashes rank by the accounts on the smaller side, then by directness (at most 1).

    What nobody disputes ranks below, between 0 and 1, by how many accounts speak of it.
    """
    smaller = _smaller_side(cells)
    if smaller:
        return round(smaller + directness, 4)
    speaking = sum(cell.stance != "silent" for cell in cells)
    return round(1 - 1 / max(1, speaking), 4)


def _spans(ids: Iterable[str], annotations: Mapping[str, Annotation]) -> Spans:
    """The cause and effect spans of annotations, in text order."""
    bodies = [annotations[i].body for i in ids]
    claims = [body for body in bodies if isinstance(body, CausalClaim)]
    return tuple(sorted({span for c in claims for span in c.cause + c.effect}))
