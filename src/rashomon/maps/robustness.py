"""How many independent sources would have to be wrong for what an account implies to vanish."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.core.views import CausalMap, Edge, EffectKind, Robustness, Speaker
from rashomon.maps.propagate import Direction, FactorId

MAX_LOOKED_AT = 50_000  # links, for one effect; then the number is given as a range

_State = tuple[FactorId, int]  # 1 it rises, -1 it falls, 0 it is said not to move
_Key = tuple[FactorId, FactorId, int]
_Speakers = frozenset[Speaker]
_KINDS: tuple[tuple[int, EffectKind], ...] = ((1, "rises"), (-1, "falls"), (0, "none"))


@dataclass(frozen=True, slots=True)
class _Link:
    """A link of the account with everybody who says so, in any account."""

    source: FactorId
    target: FactorId
    sign: int
    speakers: _Speakers
    annotation: str


class Backing:
    """One account's map with those who vouch for each of its links."""

    def __init__(
        self, causal_map: CausalMap, maps: Iterable[CausalMap], speakers: Mapping[str, Speaker]
    ) -> None:
        """Gather who says what the account says.

        Args:
            causal_map: The account's map; effects follow from its links alone.
            maps: Those of all independent accounts (of copies only the original's).
            speakers: For annotations that quote somebody, whom.
        """
        self.account = causal_map.account
        own = {_key(edge): edge for edge in reversed(causal_map.edges) if _carries(edge)}
        vouching: dict[_Key, set[Speaker]] = {key: set() for key in own}
        for other in maps:
            for edge in other.edges:
                counts = other.account == self.account or not edge.hedged
                if _carries(edge) and counts and _key(edge) in vouching:
                    vouching[_key(edge)] |= _speakers(edge, other.account, speakers)
        self._out: dict[FactorId, list[_Link]] = {}
        for key, edge in reversed(own.items()):
            said = frozenset(vouching[key])
            self._out.setdefault(key[0], []).append(_Link(*key, said, edge.annotations[0]))

    def of(self, push: FactorId, direction: Direction, outcome: FactorId) -> list[Robustness]:
        """What it takes for each effect on an outcome to vanish; nothing where there is none.

        A link falls once all who vouch for it are wrong. The smallest set of sources whose error
        leaves no chain is a cut: looked for by taking a chain that is left and letting each of its
        links fall in turn, with one source, two, and so on.

        Source:
            Menger (1927) for cuts and chains; the search is that of a smallest hitting set.
        """
        found: list[Robustness] = []
        for sign, kind in _KINDS:
            search = _Search(self._out, (push, direction), (outcome, sign))
            if search.chain(frozenset()) is None:
                continue
            if kind == "none" and found:
                break  # said not to move, but another chain moves it
            least, wrong = search.smallest()
            ordered = sorted(wrong, key=lambda s: (s.account, s.actor, s.words))
            found.append(
                Robustness(
                    self.account,
                    push,
                    direction,
                    outcome,
                    kind,
                    least,
                    len(wrong),
                    tuple(ordered),
                    search.cut(wrong),
                )
            )
        return found


def _key(edge: Edge) -> _Key:
    return edge.source, edge.target, 0 if edge.mode == "denied" else edge.sign


def _carries(edge: Edge) -> bool:
    """Whether an edge carries a push, or says that there is no effect."""
    told = edge.mode == "asserted" or (edge.mode == "denied" and edge.sign != 0)
    return told and edge.voice != "imputed"


def _speakers(edge: Edge, account: str, speakers: Mapping[str, Speaker]) -> set[Speaker]:
    if edge.voice == "own":
        return {Speaker(account=account)}
    return {speakers.get(i, Speaker(account=account)) for i in edge.annotations}


class _Search:
    """Chains from a push to one effect, and what it takes that none is left."""

    def __init__(
        self, out: Mapping[FactorId, Sequence[_Link]], start: _State, goal: _State
    ) -> None:
        self._out, self._start, self._goal = out, start, goal
        self._looked_at = 0

    def chain(self, wrong: _Speakers) -> list[_Link] | None:
        """A shortest chain of links that somebody who is not wrong vouches for."""
        steps = self._reached(wrong)
        if self._goal not in steps:
            return None
        links: list[_Link] = []
        state = self._goal
        while state != self._start:
            before, link = steps[state]
            assert link is not None
            links.append(link)
            state = before
        return links

    def _reached(self, wrong: _Speakers) -> dict[_State, tuple[_State, _Link | None]]:
        steps: dict[_State, tuple[_State, _Link | None]] = {self._start: (self._start, None)}
        queue = deque([self._start])
        while queue and self._goal not in steps:
            state = queue.popleft()
            for link in self._out.get(state[0], ()):
                self._looked_at += 1
                after = link.target, link.sign * state[1]
                if link.target == self._start[0] or after in steps or link.speakers <= wrong:
                    continue
                steps[after] = state, link
                if link.sign:  # what is said not to move moves nothing
                    queue.append(after)
        return steps

    def smallest(self) -> tuple[int, _Speakers]:
        """How many must be wrong at least, and a set that does it, of that size unless it takes too long."""
        enough = self._greedy()
        for size in range(1, len(enough)):
            found = self._within(size, frozenset(), set())
            if found is not None:
                return size, found
            if self._looked_at > MAX_LOOKED_AT:
                return size, enough
        return len(enough), enough

    def _greedy(self) -> _Speakers:
        wrong: _Speakers = frozenset()
        while (chain := self.chain(wrong)) is not None:
            wrong |= min((link.speakers - wrong for link in chain), key=len)
        return wrong

    def _within(self, size: int, wrong: _Speakers, seen: set[_Speakers]) -> _Speakers | None:
        """A set of at most so many that has `wrong` in it and leaves no chain."""
        if wrong in seen or self._looked_at > MAX_LOOKED_AT:
            return None
        seen.add(wrong)
        chain = self.chain(wrong)
        if chain is None:
            return wrong
        wider = {wrong | link.speakers for link in chain}
        for more in sorted((w for w in wider if len(w) <= size), key=len):
            found = self._within(size, more, seen)
            if found is not None:
                return found
        return None

    def cut(self, wrong: _Speakers) -> tuple[str, ...]:
        """The links that fall and would lead on from what is still reached."""
        reached = self._reached(wrong)
        falling = (
            link
            for state in reached
            if state[1]
            for link in self._out.get(state[0], ())
            if link.speakers <= wrong
            and link.target != self._start[0]
            and (link.target, link.sign * state[1]) not in reached
        )
        return tuple(dict.fromkeys(link.annotation for link in falling))
