"""The shapes of one account's causal map on the shared layout; templates print them."""

import itertools
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rashomon.app.web.layout import BOX_HEIGHT, BOX_WIDTH, Layout, Point, Route
from rashomon.app.web.wording import SIGN_GLYPH, SIGN_KEY, qualities, verb
from rashomon.core.views import Edge

LABEL_CHARACTERS = 20  # of a line at 12.5 pixels in a box; measured with DejaVu Sans, a wide face
LABEL_LINES = 3
_LINE_HEIGHT = 15.0
_ARROW = 8.0
_STRIKE = 13.0  # half the side of the stroke through a denied link: it passes behind the sign
_BESIDE = 9.0  # pixels between two links on one route: their arrowheads just do not touch


@dataclass(frozen=True, slots=True)
class NodeShape:
    """A factor's box; `ghost` where this account does not speak of it."""

    id: str
    label: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[float, float, str], ...]
    ghost: bool


@dataclass(frozen=True, slots=True)
class EdgeShape:
    """A link: its line, arrowhead, sign and, where it is denied, the stroke through it."""

    number: int
    path: str
    arrow: str
    sign: str
    sign_x: float
    sign_y: float
    strike: str
    classes: str
    words: str


def nodes(layout: Layout, labels: Mapping[str, str], present: Iterable[str]) -> list[NodeShape]:
    """The boxes, those of the account and the ghosts of the others."""
    own = set(present)
    return [
        NodeShape(
            factor,
            labels[factor],
            box.x,
            box.y,
            BOX_WIDTH,
            BOX_HEIGHT,
            _lines(labels[factor], box.centre, box.y),
            factor not in own,
        )
        for factor, box in layout.boxes.items()
    ]


def edge_shape(
    route: Route,
    edge: Edge,
    *,
    labels: Mapping[str, str],
    clash: bool,
    number: int,
    beside: int = 0,
) -> EdgeShape:
    """The shape of one link; `beside` counts those of the same account on the same route."""
    route = _shifted(route, beside)
    x, y = route.sign
    classes = ["edge", SIGN_KEY[edge.sign], f"mode-{edge.mode}", f"voice-{edge.voice}"]
    classes += ["hedged"] * edge.hedged + ["clash"] * clash
    strike = (
        f"M{x - _STRIKE:.1f} {y + _STRIKE:.1f}L{x + _STRIKE:.1f} {y - _STRIKE:.1f}"
        if edge.mode == "denied"
        else ""
    )
    return EdgeShape(
        number,
        _path(route.points),
        _arrow(route.points),
        SIGN_GLYPH[edge.sign],
        x,
        y,
        strike,
        " ".join(classes),
        _words(edge, labels, clash=clash),
    )


def _shifted(route: Route, beside: int) -> Route:
    """The route for a further link between the same two factors: a little to the right."""
    points = tuple((round(x + beside * _BESIDE, 1), y) for x, y in route.points)
    return Route(points, (round(route.sign[0] + beside * 2.2 * _BESIDE, 1), route.sign[1]))


def wrap_label(label: str) -> list[str]:
    """A label in at most LABEL_LINES lines; what does not fit is told by an ellipsis."""
    lines = textwrap.wrap(
        label, LABEL_CHARACTERS, max_lines=LABEL_LINES, placeholder="…", break_long_words=True
    )
    return lines or [""]


def _lines(label: str, centre: float, top: float) -> tuple[tuple[float, float, str], ...]:
    lines = wrap_label(label)
    first = top + BOX_HEIGHT / 2 - (len(lines) - 1) * _LINE_HEIGHT / 2 + 4.5
    return tuple(
        (round(centre, 1), round(first + n * _LINE_HEIGHT, 1), line) for n, line in enumerate(lines)
    )


def _words(edge: Edge, labels: Mapping[str, str], *, clash: bool) -> str:
    said = f"{labels[edge.source]} {verb(edge.sign)} {labels[edge.target]}"
    notes = [*qualities(edge), *(() if edge.voice == "own" else (edge.voice,))]
    notes += ["clashes with another account"] * clash
    return f"{said} ({', '.join(notes)})" if notes else said


def _path(points: tuple[Point, ...]) -> str:
    """Bends between boxes, straight through lanes; it stops where the arrowhead begins."""
    last = _before_arrow(points)
    way = [*points[:-1], last]
    parts = [f"M{way[0][0]:g} {way[0][1]:g}"]
    for n, ((x1, y1), (x2, y2)) in enumerate(itertools.pairwise(way)):
        middle = (y1 + y2) / 2
        bend = f"C{x1:g} {middle:g} {x2:g} {middle:g} {x2:g} {y2:g}"
        parts.append(bend if n % 2 == 0 else f"L{x2:g} {y2:g}")
    return "".join(parts)


def _before_arrow(points: tuple[Point, ...]) -> Point:
    x, y = points[-1]
    return (x, y - _ARROW) if points[-2][1] < y else (x, y + _ARROW)


def _arrow(points: tuple[Point, ...]) -> str:
    x, y = points[-1]
    base = _before_arrow(points)[1]
    half = _ARROW * 0.55
    return f"M{x:g} {y:g}L{x - half:g} {base:g}L{x + half:g} {base:g}Z"
