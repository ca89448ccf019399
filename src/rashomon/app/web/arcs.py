"""One fixed place for every actor, shared by the pictures of all accounts: two arcs that face each other."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

WIDTH = 576.0  # pixels of the drawing: a panel of half a page
ROW = 40.0  # from one actor of an arc to the next: two lines of a name
BEND = 92.0  # how far the middle of an arc stands from its ends
GAP = 96.0  # between the ends of the arcs, in which signs find room
MARGIN = 34.0
FLAT = 0.2  # how far a tie between neighbours of one arc bends towards the middle
SWEEPS = 8
SIGN_RADIUS = 9.0

Pair = tuple[str, str]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Arcs:
    """Where actors stand: those of the left arc and of the right one, from the top."""

    height: float
    places: Mapping[str, Point]
    left: frozenset[str]


def lay_out_arcs(left: Sequence[str], right: Sequence[str], pairs: Iterable[Pair]) -> Arcs:
    """Place actors on two arcs; neighbours of a tie come near one another in height.

    Args:
        left: Ids, the most important first.
        right: The same for the other arc.
        pairs: Ties; those of actors without a place are passed over.
    """
    near = _neighbours([*left, *right], pairs)
    columns = [list(left), list(right)]
    for _ in range(SWEEPS):
        heights = {
            a: h for column in columns for a, h in zip(column, _heights(column), strict=True)
        }
        for column in columns:
            column.sort(key=lambda actor: (_wish(actor, near, heights), actor))
    height = ROW * max(map(len, columns), default=0) + 2 * MARGIN
    places = {
        actor: _point(at, height, to_left=column is columns[0])
        for column in columns
        for actor, at in zip(column, _heights(column), strict=True)
    }
    return Arcs(height, places, frozenset(columns[0]))


def _neighbours(actors: Sequence[str], pairs: Iterable[Pair]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {actor: [] for actor in actors}
    for one, other in sorted(pairs):
        if one in near and other in near:
            near[one].append(other)
            near[other].append(one)
    return near


def _heights(column: Sequence[str]) -> list[float]:
    """Even places from 0 (top) to 1."""
    return [(n + 0.5) / len(column) for n in range(len(column))]


def _wish(actor: str, near: Mapping[str, Sequence[str]], heights: Mapping[str, float]) -> float:
    found = [heights[other] for other in near[actor]]
    return sum(found) / len(found) if found else heights[actor]


def _point(at: float, height: float, *, to_left: bool) -> Point:
    """A place on an arc that is open towards the middle of the drawing."""
    out = GAP / 2 + BEND * math.sin(math.pi * at)
    x = WIDTH / 2 + (-out if to_left else out)
    return round(x, 1), round(MARGIN + at * (height - 2 * MARGIN), 1)


def bend(start: Point, end: Point) -> tuple[str, Point]:
    """A curve between two places, drawn towards the middle, and its control point."""
    middle = WIDTH / 2
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    one_arc = (start[0] - middle) * (end[0] - middle) > 0
    # the farther apart two of one arc stand, the deeper the curve between them
    depth = min(1.3, FLAT + abs(start[1] - end[1]) / (6 * ROW)) if one_arc else 0.9
    control = round(x + (middle - x) * depth, 1), round(y, 1)
    path = f"M{start[0]:g} {start[1]:g}Q{control[0]:g} {control[1]:g} {end[0]:g} {end[1]:g}"
    return path, control


def free_place(start: Point, control: Point, end: Point, taken: Sequence[Point]) -> Point:
    """A place for a sign on a curve, clear of the signs and actors already placed."""
    tries = [_on_curve(start, control, end, t) for t in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)]
    clear = (p for p in tries if all(math.dist(p, q) > 2 * SIGN_RADIUS + 1 for q in taken))
    return next(clear, tries[0])


def _on_curve(start: Point, control: Point, end: Point, t: float) -> Point:
    a, b, c = (1 - t) ** 2, 2 * (1 - t) * t, t**2
    x = a * start[0] + b * control[0] + c * end[0]
    y = a * start[1] + b * control[1] + c * end[1]
    return round(x, 1), round(y, 1)
