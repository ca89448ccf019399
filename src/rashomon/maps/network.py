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

    Ints = NDArray[np.int64]

NOWHERE = -1
KINDS: tuple[EffectKind, ...] = ("silent", "rises", "falls", "either", "none")
_SILENT, _RISES, _FALLS, _EITHER, _NONE = range(len(KINDS))
_CODES = {
    name: code for code, name in enumerate(("denied", "conditional", "counterfactual", "threat"))
}
_ASSERTED = len(_CODES)


@dataclass(frozen=True, slots=True)
class _Carrying:
    """The edges that carry a push, by source, and those that say it has no effect.

    Arcs are grouped by source in the order of the map: those of factor f are first[f]:first[f + 1].
    """

    first: "Ints"
    target: "Ints"
    turns: "Ints"  # 1 where the edge turns a rise into a fall
    edge: "Ints"
    blocking: "Ints"


class Network:
    """The edges of one map as arrays; made once for each map, see `network_of_map`."""

    def __init__(self, causal_map: CausalMap) -> None:
        self.ids = [factor.id for factor in causal_map.factors]
        self.number = {factor: place for place, factor in enumerate(self.ids)}
        number, edges = self.number, causal_map.edges
        self.source = np.array([number[edge.source] for edge in edges], np.int64)
        self.target = np.array([number[edge.target] for edge in edges], np.int64)
        self.sign = np.array([edge.sign for edge in edges], np.int64)
        self.mode = np.array([_CODES.get(edge.mode, _ASSERTED) for edge in edges], np.int64)
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
        carries = np.flatnonzero(heard & on & (self.sign != 0))
        says_none = on | ((self.mode == _CODES["denied"]) & (self.sign != 0))
        blocking = np.flatnonzero(heard & says_none & ~(on & (self.sign != 0)))
        order = carries[np.argsort(self.source[carries], kind="stable")]
        counts = np.bincount(self.source[order], minlength=len(self.ids))
        first = np.concatenate([[0], np.cumsum(counts)])
        turns = (self.sign[order] < 0).astype(np.int64)
        return _Carrying(first, self.target[order], turns, order, blocking)

    def push(
        self, lever: "FactorId", sign: "Direction", include: "frozenset[Switch]"
    ) -> "tuple[_Steps, Ints]":
        """Spread a push; and the edges that say that what they start from has no effect."""
        arcs, start = self.carrying(include), self.number[lever]
        states = 2 * len(self.ids)
        before = np.full(states, NOWHERE, np.int64)
        edge = np.full(states, NOWHERE, np.int64)
        length = np.full(states, NOWHERE, np.int64)
        place = np.empty(states, np.int64)
        rim = np.array([2 * start + (sign < 0)])
        length[rim] = 0
        depth = 0
        while len(rim):
            depth += 1
            from_, arc = _leaving(rim, arcs.first)
            to = 2 * arcs.target[arc] + (from_ % 2 ^ arcs.turns[arc])
            new = (length[to] < 0) & (to // 2 != start)
            to, from_, arc = to[new], from_[new], arc[new]
            # of several ways to a state the first one in order counts: written last, it stays
            place[to[::-1]] = np.arange(len(to))[::-1]
            kept = place[to] == np.arange(len(to))
            rim = to[kept]
            before[rim], edge[rim], length[rim] = from_[kept], arcs.edge[arc[kept]], depth
        blocking = arcs.blocking[self.target[arcs.blocking] != start]
        return _Steps(before, edge, length), blocking


def _leaving(rim: "Ints", first: "Ints") -> "tuple[Ints, Ints]":
    """All arcs that leave some states, in the order of the states: (state, arc)."""
    factor = rim // 2
    counts = first[factor + 1] - first[factor]
    skipped = np.cumsum(counts) - counts
    arc = np.arange(counts.sum()) + np.repeat(first[factor] - skipped, counts)
    return np.repeat(rim, counts), arc


@dataclass(frozen=True, slots=True)
class _Steps:
    """For each state (a factor that rises: 2 f, that falls: 2 f + 1) the step that reached it first."""

    before: "Ints"
    edge: "Ints"
    length: "Ints"  # from the lever; NOWHERE where the push does not arrive


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
        reached = steps.length.reshape(-1, 2) >= 0
        lengths = np.where(reached, steps.length.reshape(-1, 2), np.iinfo(np.int64).max)
        self._nearer = lengths.argmin(
            axis=1
        )  # of two ways to a factor the shorter, the rising if equal
        self._reached = lengths.min(axis=1)
        heard = reached[:, 0] | reached[:, 1]
        self._blocking = blocking[heard[network.source[blocking]]]
        self.kinds = reached[:, 0] * _RISES + reached[:, 1] * _FALLS
        none = np.zeros(len(self.kinds), np.bool_)
        none[network.target[self._blocking]] = True
        self.kinds[none & (self.kinds == _SILENT)] = _NONE
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
            mine = self._blocking[self._network.target[self._blocking] == number]
            last = int(mine[self._reached[self._network.source[mine]].argmin()])
            source = int(self._network.source[last])
            state = 2 * source + int(self._nearer[source])
            return (*self._path(state), self._map.edges[last].annotations[0])
        ways = {_RISES: (0,), _FALLS: (1,), _EITHER: (0, 1)}.get(int(kind), ())
        return tuple(i for side in ways for i in self._path(2 * number + side))

    def _path(self, state: int) -> tuple[str, ...]:
        path: list[str] = []
        while self._steps.length[state]:
            path.append(self._map.edges[self._steps.edge[state]].annotations[0])
            state = int(self._steps.before[state])
        return tuple(reversed(path))


_NETWORKS: dict[int, Network] = {}


def network_of_map(causal_map: CausalMap) -> Network:
    """The arrays of a map, kept as long as the map itself lives."""
    key = id(causal_map)
    if key not in _NETWORKS:
        _NETWORKS[key] = Network(causal_map)
        weakref.finalize(causal_map, _NETWORKS.pop, key, None)
    return _NETWORKS[key]
