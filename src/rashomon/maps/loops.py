"""Feedback loops of a map, and Levins' loop analysis of a signed matrix."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rashomon.core.views import CausalMap, Edge
from rashomon.maps.propagate import FactorId

MAX_LENGTH = 8  # edges; nobody follows a longer loop in a text
MAX_LOOPS = 1000
MAX_FACTORS = 12  # of a matrix: the permanent takes 2^n steps for each of its n^2 minors

Matrix = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Loop:
    """A closed chain of asserted edges, from the factor that stands first in the map."""

    factors: tuple[FactorId, ...]
    kind: Literal["reinforcing", "balancing"]
    annotations: tuple[str, ...]


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
    causal_map: CausalMap, *, max_length: int = MAX_LENGTH, max_loops: int = MAX_LOOPS
) -> tuple[Loop, ...]:
    """List the feedback loops of one account's map.

    Args:
        causal_map: Asserted edges of sign -1 or 1, in the author's voice or quoted, are followed.
        max_length: Longer loops are not looked for.
        max_loops: The search ends after as many.

    Returns:
        Shortest loops first; reinforcing where the product of the signs is positive.
    """
    place = {factor.id: number for number, factor in enumerate(causal_map.factors)}
    out: dict[FactorId, list[Edge]] = {}
    for edge in causal_map.edges:
        if edge.mode == "asserted" and edge.sign and edge.voice != "imputed":
            out.setdefault(edge.source, []).append(edge)
    found: list[Loop] = []
    for start in place:
        for chain in _chains(start, out, place, max_length):
            found.append(_loop(chain))
            if len(found) == max_loops:
                break
        if len(found) == max_loops:
            break
    return tuple(sorted(found, key=lambda loop: len(loop.factors)))


def _chains(
    start: FactorId, out: dict[FactorId, list[Edge]], place: dict[FactorId, int], max_length: int
) -> Iterator[list[Edge]]:
    """Depth first from `start` over factors that stand after it, so that no loop comes twice."""
    stack: list[list[Edge]] = [[edge] for edge in reversed(out.get(start, []))]
    while stack:
        chain = stack.pop()
        end = chain[-1].target
        if end == start:
            yield chain
        elif len(chain) < max_length and place[end] > place[start]:
            seen = {edge.source for edge in chain}
            if end not in seen:
                stack.extend([*chain, edge] for edge in reversed(out.get(end, [])))


def _loop(chain: list[Edge]) -> Loop:
    negative = sum(edge.sign < 0 for edge in chain)
    return Loop(
        tuple(edge.source for edge in chain),
        "balancing" if negative % 2 else "reinforcing",
        tuple(edge.annotations[0] for edge in chain),
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
