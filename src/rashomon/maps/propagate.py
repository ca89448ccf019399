"""Exact sign propagation: which factors rise and which fall when one is pushed."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, overload

from rashomon.core.errors import UnknownFactorError
from rashomon.core.views import CausalMap, Edge, Effect, EffectKind

FactorId = str
Direction = Literal[-1, 1]
Switch = Literal["denied", "conditional", "counterfactual", "threat", "imputed"]
_State = tuple[FactorId, Direction]
_Step = tuple[_State, str, int]  # where a pulse came from, along which annotation, after how many

NO_SWITCH: frozenset[Switch] = frozenset()
LARGE = 2_000  # edges from which on arrays are faster than steps one by one


def propagate(
    causal_map: CausalMap,
    *,
    lever: FactorId,
    sign: Direction,
    include: frozenset[Switch] = NO_SWITCH,
) -> Mapping[FactorId, Effect]:
    """Follow one push through the map and say which factors rise, fall, or may do either.

    A pulse runs along asserted edges in the author's voice or quoted without distance. An edge of
    sign 0, or denied, gives "none" to a factor that nothing else reaches and passes nothing on.

    Args:
        causal_map: n factors; edge signs in {-1, 0, +1}. Edges into the lever are cut.
        lever: The factor that is pushed.
        sign: +1 pushes it up, -1 down.
        include: Modes that carry a pulse too, and "imputed" for what others are said to believe;
            a denied edge that is switched on carries the sign that it denies.

    Returns:
        An effect for every factor of the map but the lever, "silent" where the pulse does not
        arrive, with one shortest witness path per sign ("either": the rising one first). O(V+E);
        among equally short paths the edge that stands first in the map decides. Of a large map the
        effects are made when they are asked for.

    Raises:
        UnknownFactorError: the map has no such factor.

    Source:
        Axelrod (1976), Structure of Decision, ch. 3; do-intervention as in Pearl (2009).
    """
    if not _has(causal_map, lever):
        message = f"the map of account {causal_map.account} has no factor {lever!r}"
        raise UnknownFactorError(message)
    if _is_large(causal_map):
        from rashomon.maps.network import Push

        return Push(causal_map, lever, sign, include)
    carrying, blocking = _sort_edges(causal_map.edges, lever, include)
    steps = _spread((lever, sign), carrying)
    nones = _nones(steps, blocking)
    found: dict[FactorId, Effect] = {}
    for factor in causal_map.factors:
        if factor.id != lever:
            kind, path = _outcome(factor.id, steps, nones)
            found[factor.id] = Effect(causal_map.account, lever, sign, factor.id, kind, path)
    return found


def what_if(
    maps: Sequence[CausalMap],
    *,
    push: FactorId,
    direction: Direction,
    include: frozenset[Switch] = NO_SWITCH,
) -> "EffectTable":
    """Say what each account implies for every factor that the push reaches in any of them.

    Args:
        maps: One map for each account.
        push: The factor that is pushed.
        direction: +1 pushes it up, -1 down.
        include: As in `propagate`.

    Returns:
        For each outcome one effect for each account, in the order of `maps`; "silent" where the
        account does not say. Outcomes that accounts dispute come first, then those that most
        accounts reach, then in the order of the maps.

    Raises:
        UnknownFactorError: no map has the push.
    """
    knowing = [m for m in maps if _has(m, push)]
    if not knowing:
        message = f"no account has a factor {push!r}; `rashomon map CASE` lists those there are"
        raise UnknownFactorError(message)
    effects = {
        m.account: propagate(m, lever=push, sign=direction, include=include) for m in knowing
    }
    return EffectTable([m.account for m in maps], effects, push, direction)


class EffectTable(Sequence[Effect]):
    """For each outcome the effect in each account; made as they are asked for."""

    def __init__(
        self,
        accounts: Sequence[str],
        effects: Mapping[str, Mapping[FactorId, Effect]],
        push: FactorId,
        direction: Direction,
    ) -> None:
        """Order the outcomes: disputed ones first, then those that most accounts reach."""
        self._accounts, self._effects = accounts, effects
        self._push, self._direction = push, direction
        outcomes: dict[FactorId, list[EffectKind]] = {}
        for own in effects.values():
            for outcome, kind in _moved(own):
                outcomes.setdefault(outcome, []).append(kind)
        self._outcomes = sorted(outcomes, key=lambda o: (-len(set(outcomes[o])), -len(outcomes[o])))

    @overload
    def __getitem__(self, place: int) -> Effect: ...
    @overload
    def __getitem__(self, place: slice) -> list[Effect]: ...
    def __getitem__(self, place: int | slice) -> Effect | list[Effect]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(len(self)))]
        row, column = divmod(range(len(self))[place], len(self._accounts))
        account, outcome = self._accounts[column], self._outcomes[row]
        own = self._effects.get(account, {}).get(outcome)
        return own or Effect(account, self._push, self._direction, outcome, "silent")

    def __len__(self) -> int:
        return len(self._outcomes) * len(self._accounts)


def _moved(effects: Mapping[FactorId, Effect]) -> Iterable[tuple[FactorId, EffectKind]]:
    """The outcomes on which there is an effect."""
    if isinstance(effects, dict):
        return [(o, e.effect) for o, e in effects.items() if e.effect != "silent"]
    from rashomon.maps.network import Push

    assert isinstance(effects, Push)
    return effects.moved()


def _is_large(causal_map: CausalMap) -> bool:
    return len(causal_map.edges) >= LARGE


def _has(causal_map: CausalMap, factor_id: FactorId) -> bool:
    if _is_large(causal_map):
        from rashomon.maps.network import network_of_map

        return factor_id in network_of_map(causal_map).number
    return any(factor.id == factor_id for factor in causal_map.factors)


def _sort_edges(
    edges: Iterable[Edge], lever: FactorId, include: frozenset[Switch]
) -> tuple[dict[FactorId, list[Edge]], list[Edge]]:
    """The edges that carry a pulse, by source, and those that say it has no effect."""
    carrying: dict[FactorId, list[Edge]] = {}
    blocking: list[Edge] = []
    for edge in edges:
        if edge.target == lever or (edge.voice == "imputed" and "imputed" not in include):
            continue
        on = edge.mode == "asserted" or edge.mode in include
        if on and edge.sign:
            carrying.setdefault(edge.source, []).append(edge)
        elif on or (edge.mode == "denied" and edge.sign):
            blocking.append(edge)
    return carrying, blocking


def _spread(start: _State, carrying: dict[FactorId, list[Edge]]) -> dict[_State, _Step]:
    """Breadth first over (factor, sign): each state keeps the step that reached it first."""
    steps: dict[_State, _Step] = {start: (start, "", 0)}
    queue = deque([start])
    while queue:
        state = queue.popleft()
        for edge in carrying.get(state[0], ()):
            after: _State = (edge.target, 1 if edge.sign == state[1] else -1)
            if after not in steps:
                steps[after] = state, edge.annotations[0], steps[state][2] + 1
                queue.append(after)
    return steps


def _path(state: _State, steps: dict[_State, _Step]) -> tuple[str, ...]:
    """The annotations along the way to a state, first one first."""
    path: list[str] = []
    before, annotation, length = steps[state]
    while length:
        path.append(annotation)
        before, annotation, length = steps[before]
    return tuple(reversed(path))


def _nones(steps: dict[_State, _Step], blocking: Iterable[Edge]) -> dict[FactorId, tuple[str, ...]]:
    """Factors to which a reached factor is said to do nothing, with a shortest way there."""
    found: dict[FactorId, tuple[int, _State, str]] = {}
    for edge in blocking:
        ends: tuple[_State, _State] = ((edge.source, 1), (edge.source, -1))
        for state in (s for s in ends if s in steps):
            length = steps[state][2]
            if edge.target not in found or length < found[edge.target][0]:
                found[edge.target] = length, state, edge.annotations[0]
    return {target: (*_path(state, steps), last) for target, (_, state, last) in found.items()}


def _outcome(
    factor_id: FactorId, steps: dict[_State, _Step], nones: dict[FactorId, tuple[str, ...]]
) -> tuple[EffectKind, tuple[str, ...]]:
    up: _State = (factor_id, 1)
    down: _State = (factor_id, -1)
    if up in steps and down in steps:
        return "either", _path(up, steps) + _path(down, steps)
    if up in steps:
        return "rises", _path(up, steps)
    if down in steps:
        return "falls", _path(down, steps)
    if factor_id in nones:
        return "none", nones[factor_id]
    return "silent", ()
