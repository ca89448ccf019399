"""A large map as arrays: a push spreads through all edges of a level at once."""

import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rashomon.core.views import CausalMap, Effect, EffectKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rashomon.maps.propagate import Direction, FactorId, Switch

    Ints = NDArray[np.int32]

NOWHERE = -1
KINDS: tuple[EffectKind, ...] = ("silent", "rises", "falls", "either", "none")
_SILENT, _RISES, _FALLS, _EITHER, _NONE = range(len(KINDS))
_CODES = {
    name: code for code, name in enumerate(("denied", "conditional", "counterfactual", "threat"))
}
_ASSERTED = len(_CODES)


@dataclass(frozen=True, slots=True)
class _Carrying:
    """The edges that carry a push, for each state that they start from, and those that say it has no effect.

    A state is a factor that rises (2 f) or that falls (2 f + 1). The arcs that leave state s are
    first[s]:first[s + 1], in the order of the map.
    """

    first: "Ints"
    target: "Ints"  # a state
    edge: "Ints"
    blocking: "Ints"


class Network:
    """The edges of one map as arrays; made once for each map, see `network_of_map`."""

    def __init__(self, causal_map: CausalMap) -> None:
        self.ids = [factor.id for factor in causal_map.factors]
        self.number = {factor: place for place, factor in enumerate(self.ids)}
        number, edges = self.number, causal_map.edges
        self.source = np.array([number[edge.source] for edge in edges], np.int32)
        self.target = np.array([number[edge.target] for edge in edges], np.int32)
        self.sign = np.array([edge.sign for edge in edges], np.int32)
        self.mode = np.array([_CODES.get(edge.mode, _ASSERTED) for edge in edges], np.int32)
        self.imputed = np.array([edge.voice == "imputed" for edge in edges], np.bool_)
        self._carrying: dict[frozenset[Switch], _Carrying] = {}

    def carrying(self, include: "frozenset[Switch]") -> _Carrying:
        """The arcs with some modes switched on; see `propagate`."""
        if include not in self._carrying:
            self._carrying[include] = self._sort(include)
        return self._carrying[include]

    def _sort(self, include: "frozenset[Switch]") -> _Carrying:
        on = np.isin(self.mode, [_ASSERTED, *(_CODES[i] for i in include if i in _CODES)])
        heard = np.ones_like(on) if "imputed" in include else ~self.imputed
        carries = np.flatnonzero(heard & on & (self.sign != 0)).astype(np.int32)
        says_none = on | ((self.mode == _CODES["denied"]) & (self.sign != 0))
        blocking = np.flatnonzero(heard & says_none & ~(on & (self.sign != 0))).astype(np.int32)
        # each edge twice: from its source that rises, and from its source that falls
        edge = np.repeat(carries, 2)
        side = np.tile(np.array([0, 1], np.int32), len(carries))
        source = 2 * self.source[edge] + side
        target = 2 * self.target[edge] + (side ^ (self.sign[edge] < 0))
        order = np.argsort(source, kind="stable")
        counts = np.bincount(source, minlength=2 * len(self.ids))
        first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        return _Carrying(first, target[order].astype(np.int32), edge[order], blocking)

    def push(
        self, lever: "FactorId", sign: "Direction", include: "frozenset[Switch]"
    ) -> "tuple[_Steps, Ints]":
        """Spread a push; and the edges that say that what they start from has no effect."""
        arcs, start = self.carrying(include), self.number[lever]
        states = 2 * len(self.ids)
        steps = _Steps(*(np.full(states, NOWHERE, np.int32) for _ in range(3)))
        seen = np.zeros(states, np.bool_)
        seen[2 * start : 2 * start + 2] = True
        place = np.empty(states, np.int32)
        rim = np.array([2 * start + (sign < 0)], np.int32)
        steps.length[rim] = depth = 0
        while len(rim):
            depth += 1
            from_, arc = _leaving(rim, arcs.first)
            to = arcs.target[arc]
            new = np.flatnonzero(~seen[to])
            to = to[new]
            # of several ways to a state the first one in order counts: written last, it stays
            numbers = np.arange(len(to), dtype=np.int32)
            place[to[::-1]] = numbers[::-1]
            kept = np.flatnonzero(place[to] == numbers)
            rim, by = to[kept], new[kept]
            seen[rim] = True
            steps.before[rim], steps.edge[rim] = from_[by], arcs.edge[arc[by]]
            steps.length[rim] = depth
        return steps, arcs.blocking[self.target[arcs.blocking] != start]


def _leaving(rim: "Ints", first: "Ints") -> "tuple[Ints, Ints]":
    """All arcs that leave some states, in the order of the states: (state, arc)."""
    counts = first[rim + 1] - first[rim]
    skipped = np.cumsum(counts, dtype=np.int32) - counts
    arc = np.repeat(first[rim] - skipped, counts)
    arc += np.arange(len(arc), dtype=np.int32)
    return np.repeat(rim, counts), arc


@dataclass(frozen=True, slots=True)
class _Steps:
    """For each state the step that reached it first, NOWHERE where the push does not arrive."""

    before: "Ints"
    edge: "Ints"
    length: "Ints"  # from the lever


class Push(Mapping["FactorId", Effect]):
    """What a push does to every factor of a map but the lever; effects are made as they are asked for."""

    def __init__(
        self,
        causal_map: CausalMap,
        lever: "FactorId",
        sign: "Direction",
        include: "frozenset[Switch]",
    ) -> None:
        """Push one factor; see `propagate`, whose answer for large maps this is."""
        self._map, self._lever, self._sign = causal_map, lever, sign
        self._network = network = network_of_map(causal_map)
        self._steps, blocking = network.push(lever, sign, include)
        steps = self._steps
        rises, falls = steps.length[0::2] >= 0, steps.length[1::2] >= 0
        self.kinds = rises.astype(np.int8) * _RISES + falls.astype(np.int8) * _FALLS
        self._blocking = blocking[(rises | falls)[network.source[blocking]]]
        spared = network.target[self._blocking]
        self.kinds[spared[self.kinds[spared] == _SILENT]] = _NONE
        self.kinds[network.number[lever]] = _SILENT

    def __getitem__(self, factor: "FactorId") -> Effect:
        if factor == self._lever:
            raise KeyError(factor)
        number = self._network.number[factor]
        kind = KINDS[self.kinds[number]]
        way = self._way(number)
        return Effect(self._map.account, self._lever, self._sign, factor, kind, way)

    def __iter__(self) -> "Iterator[FactorId]":
        return (factor for factor in self._network.ids if factor != self._lever)

    def __len__(self) -> int:
        return len(self._network.ids) - 1

    def moved(self) -> "Iterator[tuple[FactorId, EffectKind]]":
        """The factors on which there is an effect, in the order of the map, without the way there."""
        numbers = np.flatnonzero(self.kinds)
        for number, kind in zip(numbers.tolist(), self.kinds[numbers].tolist(), strict=True):
            yield self._network.ids[number], KINDS[kind]

    def _way(self, number: int) -> tuple[str, ...]:
        kind = self.kinds[number]
        if kind == _NONE:
            last, state = self._nearest_blocking(number)
            return (*self._path(state), self._map.edges[last].annotations[0])
        ways = {_RISES: (0,), _FALLS: (1,), _EITHER: (0, 1)}.get(int(kind), ())
        return tuple(i for side in ways for i in self._path(2 * number + side))

    def _nearest_blocking(self, number: int) -> tuple[int, int]:
        """The edge that says a factor does not move, from the nearest state; the rising one, the first edge if equal."""
        mine = self._blocking[self._network.target[self._blocking] == number].tolist()
        ways = [(e, 2 * int(self._network.source[e]) + side) for e in mine for side in (0, 1)]
        lengths = self._steps.length
        return min((w for w in ways if lengths[w[1]] >= 0), key=lambda w: int(lengths[w[1]]))

    def _path(self, state: int) -> tuple[str, ...]:
        path: list[str] = []
        before, edge, length = self._steps.before, self._steps.edge, self._steps.length
        while length.item(state):
            path.append(self._map.edges[edge.item(state)].annotations[0])
            state = before.item(state)
        return tuple(reversed(path))


_NETWORKS: dict[int, Network] = {}


def network_of_map(causal_map: CausalMap) -> Network:
    """The arrays of a map, kept as long as the map itself lives."""
    key = id(causal_map)
    if key not in _NETWORKS:
        _NETWORKS[key] = Network(causal_map)
        weakref.finalize(causal_map, _NETWORKS.pop, key, None)
    return _NETWORKS[key]
