"""The causal maps side by side: one panel per account, every factor at the same place in all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from rashomon.app.web.dossier import Account, Dossier, Quote
from rashomon.app.web.layout import Layout, Pair, lay_out
from rashomon.app.web.pages.steps import Step, steps
from rashomon.app.web.svg import EdgeShape, NodeShape, edge_shape, nodes
from rashomon.app.web.wording import SIGN_GLYPH, SIGN_KEY, qualities, verb
from rashomon.core.views import CausalMap, Edge, Loop, Loops

LOOPS_SHOWN = 12  # of an account; the others are counted
SHOWN = 12  # factors in the picture: more do not stay readable in a panel of half a page


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A link in the table beside the picture, with the sentences it rests on."""

    number: int
    source: str
    target: str
    sign: str
    sign_key: str
    verb: str
    qualities: tuple[str, ...]
    voice: str
    clash: bool
    drawn: bool
    quotes: tuple[Quote, ...]
    source_href: str
    target_href: str


@dataclass(frozen=True, slots=True)
class LoopRow:
    """A feedback loop: its factors around and its links with their sentences."""

    kind: str
    hedged: bool
    around: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One account's map; loops longer than `complete_to` links were not all looked for, if it is not 0."""

    account: Account
    nodes: tuple[NodeShape, ...]
    edges: tuple[EdgeShape, ...]
    rows: tuple[EdgeRow, ...]
    left_out: int
    loops: tuple[LoopRow, ...] = ()
    loops_left_out: int = 0
    complete_to: int = 0


@dataclass(frozen=True, slots=True)
class Maps:
    """All panels of a story."""

    width: float
    height: float
    panels: tuple[Panel, ...]
    shown: int
    left_out: tuple[str, ...]
    clashes: int


def clashing(maps: Sequence[CausalMap]) -> set[Pair]:
    """Pairs of factors between which accounts state links that cannot both hold."""
    said: dict[Pair, set[tuple[str, int]]] = {}
    for causal_map in maps:
        for edge in causal_map.edges:
            sign = 0 if edge.mode == "denied" else edge.sign
            said.setdefault((edge.source, edge.target), set()).add((causal_map.account, sign))
    return {
        pair
        for pair, found in said.items()
        if len({sign for _, sign in found}) > 1 and len({account for account, _ in found}) > 1
    }


def build(dossier: Dossier) -> Maps:
    """The panels of a story."""
    maps = {m.account: m for m in dossier.comparison.maps}
    story = dossier.story.id if dossier.story else ""
    loops = {found.account: found for found in dossier.case.loops(story)} if maps else {}
    clashes = clashing(dossier.comparison.maps)
    chosen = choose(dossier.comparison.maps, clashes)
    pairs = [(e.source, e.target) for m in maps.values() for e in m.edges]
    layout = lay_out(chosen, pairs)
    panels = tuple(
        _panel(dossier, account, maps[account.id], loops[account.id], layout, clashes)
        for account in dossier.accounts
        if account.id in maps
    )
    named = {end for pair in pairs for end in pair}
    left_out = [dossier.factors[f].label for f in named if f not in layout.boxes]
    return Maps(
        layout.width, layout.height, panels, len(chosen), tuple(sorted(left_out)), len(clashes)
    )


def choose(maps: Sequence[CausalMap], clashes: set[Pair]) -> list[str]:
    """The factors of the picture: ends of clashing links, then of each account's best in turn."""
    accounts = Counter(pair for m in maps for pair in {(e.source, e.target) for e in m.edges})
    degree = Counter(chain.from_iterable(accounts))

    def rank(pair: Pair) -> tuple[int, int, Pair]:
        return -accounts[pair], -degree[pair[0]] - degree[pair[1]], pair

    lists = [sorted({(e.source, e.target) for e in m.edges}, key=rank) for m in maps]
    in_turn = [pair for turn in zip_longest(*lists) for pair in turn if pair]
    chosen: dict[str, None] = {}
    for pair in [*sorted(clashes, key=rank), *in_turn]:
        if pair[0] != pair[1] and len({*chosen, *pair}) <= SHOWN:
            chosen.update(dict.fromkeys(pair))
    return list(chosen)


def _panel(
    dossier: Dossier,
    account: Account,
    causal_map: CausalMap,
    loops: Loops,
    layout: Layout,
    clashes: set[Pair],
) -> Panel:
    labels = {factor.id: factor.label for factor in dossier.comparison.factors}
    numbered = list(enumerate(causal_map.edges, 1))
    seen: Counter[Pair] = Counter()
    shapes: list[EdgeShape] = []
    for number, edge in numbered:
        pair = edge.source, edge.target
        if pair in layout.routes:
            route, clash = layout.routes[pair], pair in clashes
            shapes.append(
                edge_shape(
                    route, edge, labels=labels, clash=clash, number=number, beside=seen[pair]
                )
            )
            seen[pair] += 1
    rows = tuple(_row(dossier, e, n, layout, clashes) for n, e in numbered)
    present = {end for e in causal_map.edges for end in (e.source, e.target)}
    boxes = tuple(nodes(layout, labels, present))
    return Panel(
        account,
        boxes,
        tuple(shapes),
        rows,
        sum(not row.drawn for row in rows),
        tuple(_loop(dossier, account, loop) for loop in loops.loops[:LOOPS_SHOWN]),
        len(loops.loops[LOOPS_SHOWN:]),
        loops.complete_to if loops.cut_short else 0,
    )


def _loop(dossier: Dossier, account: Account, loop: Loop) -> LoopRow:
    around = tuple(dossier.factors[f].label for f in (*loop.factors, loop.factors[0]))
    return LoopRow(loop.kind, loop.hedged, around, steps(dossier, account.id, loop.annotations))


def _row(dossier: Dossier, edge: Edge, number: int, layout: Layout, clashes: set[Pair]) -> EdgeRow:
    pair = edge.source, edge.target
    found = (dossier.case.annotation(annotation_id) for annotation_id in edge.annotations)
    return EdgeRow(
        number,
        dossier.factors[edge.source].label,
        dossier.factors[edge.target].label,
        SIGN_GLYPH[edge.sign],
        SIGN_KEY[edge.sign],
        verb(edge.sign),
        qualities(edge),
        "" if edge.voice == "own" else edge.voice,
        pair in clashes,
        pair in layout.routes,
        tuple(quote for ann in found for quote in dossier.annotation_quotes(ann)),
        _factor_href(dossier, edge.source),
        _factor_href(dossier, edge.target),
    )


def _factor_href(dossier: Dossier, factor_id: str) -> str:
    """Where a factor's phrases stand; "" in a file, which has no such page."""
    address = dossier.links.page("factors", factor=factor_id)
    return "" if address.startswith("#") else f"{address}#f-{factor_id}"
