"""One fixed place for every factor, shared by all maps of a story.

A layered drawing: cycles are opened, layers are filled from the top with a bounded width, links that
pass a layer get a lane of their own there, crossings are lowered by barycentres and places are
straightened under the order found. The same input gives the same drawing, to the last digit.

Source:
    Sugiyama, Tagawa, Toda (1981), Methods for visual understanding of hierarchical system
    structures; places by isotonic regression (pool adjacent violators).
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

BOX_WIDTH = 138.0  # pixels of the drawing: a label line of 19 characters at 12.5 pixels
BOX_HEIGHT = 54.0  # three lines of label
ROW_GAP = 62.0  # room for arrowheads, signs and bends between two layers
COLUMN_GAP = 22.0
LANE = 18.0  # width of a lane for a link that passes a layer
PER_LAYER = 4  # boxes side by side: what a panel of half a page shows at a readable size
SWEEPS = 12
MARGIN = 14.0
_SIGN_RADIUS = 11.0

Pair = tuple[str, str]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """Where a factor stands: its upper left corner; all boxes have the same size."""

    x: float
    y: float

    @property
    def centre(self) -> float:
        """The middle, from the left."""
        return self.x + BOX_WIDTH / 2


@dataclass(frozen=True, slots=True)
class Route:
    """The way of a link: points to pass, and where its sign stands beside it."""

    points: tuple[Point, ...]
    sign: Point


@dataclass(frozen=True, slots=True)
class Layout:
    """The drawing of all maps of a story."""

    width: float
    height: float
    boxes: Mapping[str, Box]
    routes: Mapping[Pair, Route]


@dataclass(slots=True)
class _Grid:
    """Layers of places (factors and lanes) while they are being arranged."""

    rows: list[list[str]]
    above: dict[str, list[str]] = field(default_factory=dict)
    below: dict[str, list[str]] = field(default_factory=dict)
    lanes: dict[Pair, list[str]] = field(default_factory=dict)
    real: frozenset[str] = frozenset()

    def width(self, place: str) -> float:
        return BOX_WIDTH if place in self.real else LANE

    def join(self, upper: str, lower: str) -> None:
        self.below.setdefault(upper, []).append(lower)
        self.above.setdefault(lower, []).append(upper)


def lay_out(factors: Sequence[str], edges: Iterable[Pair]) -> Layout:
    """Place factors and links.

    Args:
        factors: Ids, the most important first.
        edges: Ordered pairs of ids; loops of one factor onto itself are not drawn.
    """
    pairs = sorted({(s, t) for s, t in edges if s != t and s in factors and t in factors})
    downward = _downward(factors, pairs)
    grid = _grid(_layers(factors, set(downward.values())), downward)
    _uncross(grid)
    centres = _straighten(grid)
    return _draw(grid, centres, downward)


def _downward(factors: Sequence[str], pairs: Sequence[Pair]) -> dict[Pair, Pair]:
    """Each pair as it points down the layers: turned round where it closes a cycle."""
    out: dict[str, list[str]] = {f: [] for f in factors}
    for source, target in pairs:
        out[source].append(target)
    position = {f: n for n, f in enumerate(_finish_order(factors, out))}
    return {(s, t): (s, t) if position[s] < position[t] else (t, s) for s, t in pairs}


def _finish_order(factors: Sequence[str], out: Mapping[str, list[str]]) -> list[str]:
    """Reverse order of leaving in a depth-first walk: sources before what they lead to."""
    order: list[str] = []
    seen: set[str] = set()
    incoming = {t for targets in out.values() for t in targets}
    for root in sorted(factors, key=lambda f: (f in incoming, factors.index(f))):
        stack = [(root, iter(out[root]))] if root not in seen else []
        seen.add(root)
        while stack:
            node, rest = stack[-1]
            child = next((c for c in rest if c not in seen), None)
            if child is None:
                order.append(node)
                stack.pop()
            else:
                seen.add(child)
                stack.append((child, iter(out[child])))
    return order[::-1]


def _layers(factors: Sequence[str], downward: set[Pair]) -> list[list[str]]:
    """Longest-path layers of at most PER_LAYER factors."""
    above = {f: [s for s, t in sorted(downward) if t == f] for f in factors}
    layer: dict[str, int] = {}
    rows: list[list[str]] = []
    waiting = list(factors)
    while waiting:
        ready = [f for f in waiting if all(s in layer for s in above[f])]
        for factor in ready:
            row = max((layer[s] + 1 for s in above[factor]), default=0)
            while row < len(rows) and len(rows[row]) >= PER_LAYER:
                row += 1
            rows.extend([] for _ in range(row + 1 - len(rows)))
            rows[row].append(factor)
            layer[factor] = row
        waiting = [f for f in waiting if f not in layer]
    return rows


def _grid(rows: list[list[str]], downward: Mapping[Pair, Pair]) -> _Grid:
    grid = _Grid([list(row) for row in rows], real=frozenset(f for row in rows for f in row))
    layer = {f: n for n, row in enumerate(rows) for f in row}
    for pair, (upper, lower) in downward.items():
        lanes = [f"{pair}@{n}" for n in range(layer[upper] + 1, layer[lower])]
        for n, lane in enumerate(lanes, layer[upper] + 1):
            grid.rows[n].append(lane)
        grid.lanes[pair] = lanes
        chain = [upper, *lanes, lower]
        for a, b in itertools.pairwise(chain):
            grid.join(a, b)
    return grid


def _uncross(grid: _Grid) -> None:
    """Order each row by the mean place of its neighbours, downwards and upwards in turn."""
    best = [list(row) for row in grid.rows]
    fewest = _crossings(grid)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        rows = grid.rows if down else grid.rows[::-1]
        for fixed, row in itertools.pairwise(rows):
            place = {item: n for n, item in enumerate(fixed)}
            _sort_row(row, place, grid.above if down else grid.below)
        crossings = _crossings(grid)
        if crossings < fewest:
            best, fewest = [list(row) for row in grid.rows], crossings
    grid.rows = best


def _sort_row(row: list[str], place: Mapping[str, int], near: Mapping[str, list[str]]) -> None:
    now = {item: n for n, item in enumerate(row)}

    def mean(item: str) -> float:
        places = [place[n] for n in near.get(item, ()) if n in place]
        return sum(places) / len(places) if places else float(now[item])

    row.sort(key=lambda item: (mean(item), now[item]))


def _crossings(grid: _Grid) -> int:
    total = 0
    for upper, lower in zip(grid.rows, grid.rows[1:], strict=False):
        place = {item: n for n, item in enumerate(lower)}
        lines = [(n, place[b]) for n, a in enumerate(upper) for b in grid.below.get(a, ())]
        total += sum((a - c) * (b - d) < 0 for i, (a, b) in enumerate(lines) for c, d in lines[:i])
    return total


def _straighten(grid: _Grid) -> dict[str, float]:
    """The middle of every place from the left: near its neighbours, in order, never overlapping."""
    centres: dict[str, float] = {}
    room = max((_length(grid, row) for row in grid.rows), default=0.0)
    for row in grid.rows:
        centres.update(zip(row, _pack(grid, row, [0.0] * len(row), room), strict=True))
    for _ in range(SWEEPS):
        for row in grid.rows:
            wanted = [_wish(grid, item, centres) for item in row]
            centres.update(zip(row, _pack(grid, row, wanted, room), strict=True))
    left = min((centres[i] - grid.width(i) / 2 for i in centres), default=0.0)
    return {item: centre - left + MARGIN for item, centre in centres.items()}


def _wish(grid: _Grid, item: str, centres: Mapping[str, float]) -> float:
    near = [centres[n] for n in (*grid.above.get(item, ()), *grid.below.get(item, ()))]
    return sum(near) / len(near) if near else 0.0


def _length(grid: _Grid, row: Sequence[str]) -> float:
    return sum(grid.width(item) for item in row) + COLUMN_GAP * (len(row) - 1)


def _pack(grid: _Grid, row: Sequence[str], wanted: Sequence[float], room: float) -> list[float]:
    """Places nearest to those wanted (least squares) that keep distances and stay in the room."""
    offsets = [0.0]
    for a, b in itertools.pairwise(row):
        offsets.append(offsets[-1] + (grid.width(a) + grid.width(b)) / 2 + COLUMN_GAP)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=False):
        mean, size = want - offset, 1
        while pools and pools[-1][0] >= mean:
            other, number = pools.pop()
            mean, size = (mean * size + other * number) / (size + number), size + number
        pools.append((mean, size))
    spare = (room - _length(grid, row)) / 2
    middle = -_length(grid, row) / 2 + (grid.width(row[0]) / 2 if row else 0.0)
    low, high = middle - spare, middle + spare
    flat = [min(high, max(low, mean)) for mean, size in pools for _ in range(size)]
    return [base + offset for base, offset in zip(flat, offsets, strict=False)]


def _draw(grid: _Grid, centres: Mapping[str, float], downward: Mapping[Pair, Pair]) -> Layout:
    row_of = {item: n for n, row in enumerate(grid.rows) for item in row}
    tops = {item: MARGIN + n * (BOX_HEIGHT + ROW_GAP) for item, n in row_of.items()}
    boxes = {f: Box(round(centres[f] - BOX_WIDTH / 2, 1), tops[f]) for f in sorted(grid.real)}
    ends = _ports(grid, centres, downward)
    routes: dict[Pair, Route] = {}
    for pair, (upper, _) in downward.items():
        lanes = [
            point
            for lane in grid.lanes[pair]
            for point in ((centres[lane], tops[lane]), (centres[lane], tops[lane] + BOX_HEIGHT))
        ]
        start, end = ends[pair]
        points = [(start, boxes[upper].y + BOX_HEIGHT), *lanes, (end, boxes[downward[pair][1]].y)]
        ordered = points if pair == downward[pair] else points[::-1]
        rounded = tuple((round(x, 1), round(y, 1)) for x, y in ordered)
        routes[pair] = Route(rounded, _free_place(rounded, [r.sign for r in routes.values()]))
    right = max((centres[i] + grid.width(i) / 2 for i in centres), default=0.0)
    height = len(grid.rows) * (BOX_HEIGHT + ROW_GAP) - ROW_GAP + 2 * MARGIN
    return Layout(round(right + MARGIN, 1), round(max(height, 0.0), 1), boxes, routes)


def _ports(
    grid: _Grid, centres: Mapping[str, float], downward: Mapping[Pair, Pair]
) -> dict[Pair, tuple[float, float]]:
    """Where each link leaves the upper and meets the lower box, spread so that none coincide."""
    leaving: dict[str, list[tuple[float, Pair]]] = {}
    meeting: dict[str, list[tuple[float, Pair]]] = {}
    for pair, (upper, lower) in downward.items():
        lanes = grid.lanes[pair]
        leaving.setdefault(upper, []).append((centres[lanes[0] if lanes else lower], pair))
        meeting.setdefault(lower, []).append((centres[lanes[-1] if lanes else upper], pair))
    starts = {p: x for box, found in leaving.items() for p, x in _spread(centres[box], found)}
    stops = {p: x for box, found in meeting.items() for p, x in _spread(centres[box], found)}
    return {pair: (starts[pair], stops[pair]) for pair in downward}


def _spread(centre: float, found: list[tuple[float, Pair]]) -> list[tuple[Pair, float]]:
    step = BOX_WIDTH / (len(found) + 1)
    left = centre - BOX_WIDTH / 2
    return [(pair, left + step * n) for n, (_, pair) in enumerate(sorted(found), 1)]


def _free_place(points: tuple[Point, ...], taken: Sequence[Point]) -> Point:
    """A point on the link's last bend for its sign, clear of the signs already placed."""
    tries = [along(points[-2], points[-1], t) for t in (0.5, 0.38, 0.62, 0.28, 0.7)]
    for x, y in tries:
        if all(abs(x - a) + abs(y - b) > 2 * _SIGN_RADIUS for a, b in taken):
            return x, y
    return tries[0]


def along(start: Point, end: Point, t: float) -> Point:
    """A point of the bend between two points: a cubic curve that leaves and meets vertically."""
    middle = (start[1] + end[1]) / 2
    a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
    x = (a + b) * start[0] + (c + d) * end[0]
    y = a * start[1] + (b + c) * middle + d * end[1]
    return round(x, 1), round(y, 1)
