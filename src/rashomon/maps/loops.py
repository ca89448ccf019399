"""Feedback loops of a map, and Levins' loop analysis of a signed matrix."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rashomon.core.views import CausalMap, Edge, Loop, Loops
from rashomon.maps.propagate import FactorId

MAX_LENGTH = 8  # edges; nobody follows a longer loop in a text
MAX_LOOPS = 200  # of one account; nobody reads more
MAX_STEPS = 200_000  # edges looked at, about a fifth of a second
MAX_FACTORS = 12  # of a matrix: the permanent takes 2^n steps for each of its n^2 minors

Matrix = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class LoopAnalysis:
    """What a lasting push on one factor does to each, if the system is stable.

    Attributes:
        adjoint: n x n; row = the factor that responds, column = the factor that is pushed. The
            sign is the direction of the response.
        feedback: n x n; how many terms, of either sign, went into each entry.
        weights: |adjoint| / feedback, 1 where all terms agree, None where there are none.
    """

    adjoint: tuple[tuple[int, ...], ...]
    feedback: tuple[tuple[int, ...], ...]
    weights: tuple[tuple[float | None, ...], ...]


def find_loops(
    causal_map: CausalMap,
    *,
    max_length: int = MAX_LENGTH,
    max_loops: int = MAX_LOOPS,
    max_steps: int = MAX_STEPS,
) -> Loops:
    """List the feedback loops of one account's map.

    Args:
        causal_map: Asserted edges of sign -1 or 1, in the author's voice or quoted, are followed.
        max_length: Longer loops are not looked for.
        max_loops: The search ends after as many.
        max_steps: It ends after looking at as many edges.

    Returns:
        Shortest loops first; reinforcing where the product of the signs is positive. Where the
        search ended early, all loops of up to a length that is told are there, of the next length
        only some.
    """
    search = _Search(causal_map, max_loops, max_steps)
    lengths = range(2, max_length + 1)
    ended = next((length for length in lengths if not search.take_all(length)), None)
    complete_to = max_length if ended is None else ended - 1
    return Loops(causal_map.account, tuple(search.found), complete_to, ended is not None)


def _followed(causal_map: CausalMap) -> Iterable[Edge]:
    """Of asserted edges that say the same, in other voices or with a hedge, the first of the surest."""
    kept: dict[tuple[FactorId, FactorId, int], Edge] = {}
    for edge in causal_map.edges:
        if edge.mode == "asserted" and edge.sign and edge.voice != "imputed":
            key = edge.source, edge.target, edge.sign
            if key not in kept or (kept[key].hedged and not edge.hedged):
                kept[key] = edge
    return kept.values()


class _Search:
    """Loops of one length after the other, until there is enough of it."""

    def __init__(self, causal_map: CausalMap, max_loops: int, max_steps: int) -> None:
        self.found: list[Loop] = []
        self._max_loops, self._steps_left = max_loops, max_steps
        self._place = {factor.id: number for number, factor in enumerate(causal_map.factors)}
        self._out: dict[FactorId, list[Edge]] = {}
        self._into: dict[FactorId, list[FactorId]] = {}
        for edge in _followed(causal_map):
            self._out.setdefault(edge.source, []).append(edge)
            self._into.setdefault(edge.target, []).append(edge.source)

    def take_all(self, length: int) -> bool:
        """Take all loops of a length; False where the search ended before."""
        for start in self._place:
            near = self._distances(start, length - 1)
            for chain in self._chains(start, near, length):
                if len(self.found) == self._max_loops:
                    return False
                self.found.append(_loop(chain))
            if self._steps_left < 0:
                return False
        return True

    def _distances(self, start: FactorId, depth: int) -> dict[FactorId, int]:
        """How far it is back to `start`, at most `depth`, over factors that stand after it in the map."""
        found = {start: 0}
        rim = [start]
        for distance in range(1, depth + 1):
            before = [f for factor in rim for f in self._into.get(factor, ())]
            self._steps_left -= len(before)
            if self._steps_left < 0:
                break
            place = self._place[start]
            rim = [f for f in dict.fromkeys(before) if f not in found and self._place[f] > place]
            found.update(dict.fromkeys(rim, distance))
        return found

    def _chains(
        self, start: FactorId, near: dict[FactorId, int], length: int
    ) -> Iterator[list[Edge]]:
        """Depth first, and nowhere from where the way back is too long; no loop comes twice."""
        stack: list[list[Edge]] = [[]]
        while stack and self._steps_left >= 0:
            chain = stack.pop()
            end = chain[-1].target if chain else start
            if len(chain) == length:
                yield chain
                continue
            seen = {edge.source for edge in chain}
            left = length - len(chain) - 1
            going = self._out.get(end, ())
            self._steps_left -= len(going)
            stack.extend(
                [*chain, edge]
                for edge in reversed(going)
                if (edge.target == start if left == 0 else _may_pass(edge, near, left, seen, start))
            )


def _may_pass(
    edge: Edge, near: dict[FactorId, int], left: int, seen: set[FactorId], start: FactorId
) -> bool:
    """Whether a chain may go on over an edge's target with so many edges left."""
    target = edge.target
    return target != start and target not in seen and near.get(target, left + 1) <= left


def _loop(chain: list[Edge]) -> Loop:
    negative = sum(edge.sign < 0 for edge in chain)
    return Loop(
        tuple(edge.source for edge in chain),
        "balancing" if negative % 2 else "reinforcing",
        tuple(edge.annotations[0] for edge in chain),
        any(edge.hedged for edge in chain),
    )


def analyse_loops(community: Matrix) -> LoopAnalysis:
    """Predict the response of every factor to a lasting push on each, from signs alone.

    Args:
        community: n x n, n at most MAX_FACTORS; entry [i][j] in {-1, 0, 1} is the effect of factor
            j on factor i, the diagonal each factor's damping of itself.

    Returns:
        The adjoint of the negated matrix, the total feedback (the same with permanents of absolute
        values, so that no two terms cancel) and their ratio.

    Raises:
        ValueError: the matrix has too many factors to count every term.

    Source:
        Levins (1974), Annals of the New York Academy of Sciences 231; Dambacher, Li and Rossignol
        (2002), Ecology 83, for the weighted predictions.
    """
    size = len(community)
    if size > MAX_FACTORS:
        message = f"loop analysis counts every term: at most {MAX_FACTORS} factors, not {size}"
        raise ValueError(message)
    negated = [[-value for value in row] for row in community]
    absolute = [[abs(value) for value in row] for row in community]
    cells = [[(row, column) for column in range(size)] for row in range(size)]
    adjoint = tuple(tuple(_cofactor(negated, *c) for c in row) for row in cells)
    feedback = tuple(
        tuple(_expand(_minor(absolute, *c), alternate=False) for c in row) for row in cells
    )
    weights = tuple(
        tuple(abs(a) / t if t else None for a, t in zip(ours, total, strict=True))
        for ours, total in zip(adjoint, feedback, strict=True)
    )
    return LoopAnalysis(adjoint, feedback, weights)


def _minor(matrix: Matrix, row: int, column: int) -> list[list[int]]:
    """The matrix without row `column` and column `row`: the adjoint is transposed."""
    return [
        [value for place, value in enumerate(values) if place != row]
        for number, values in enumerate(matrix)
        if number != column
    ]


def _cofactor(matrix: Matrix, row: int, column: int) -> int:
    sign = -1 if (row + column) % 2 else 1
    return sign * _expand(_minor(matrix, row, column), alternate=True)


def _expand(matrix: Matrix, *, alternate: bool) -> int:
    """The determinant, or without alternating signs the permanent, in whole numbers."""
    size = len(matrix)

    @cache
    def below(row: int, used: int) -> int:
        if row == size:
            return 1
        total, sign = 0, 1
        for column in (c for c in range(size) if not used >> c & 1):
            if matrix[row][column]:
                total += sign * matrix[row][column] * below(row + 1, used | 1 << column)
            sign = -sign if alternate else sign
        return total

    return below(0, 0)
