"""Signed networks made smaller, without changing what their best split into two camps costs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

Node = int
Network = dict[Node, dict[Node, float]]  # in both directions; > 0 friendly, < 0 hostile
Sides = dict[Node, int]  # 1 or -1

STAR = 3  # ties of an actor that is replaced by ties among its neighbours


def network_of(ties: Iterable[tuple[Node, Node, float]]) -> Network:
    """The network of some ties, each pair once."""
    network: Network = {}
    for left, right, weight in ties:
        network.setdefault(left, {})[right] = weight
        network.setdefault(right, {})[left] = weight
    return network


def each_tie(network: Network) -> Iterator[tuple[Node, Node, float]]:
    """Every tie once, as (actor, actor, weight)."""
    for left, row in network.items():
        for right, weight in row.items():
            if left < right:
                yield left, right, weight


def best_side(row: Mapping[Node, float], sides: Sides) -> int:
    """The side on which an actor with these ties contradicts least, those of its neighbours given."""
    return 1 if sum(weight * sides[other] for other, weight in row.items()) >= 0 else -1


@dataclass(slots=True)
class Kernel:
    """What is left of a network, and what it takes to come back.

    Attributes:
        network: The rest. A best split of it leads to a best split of the whole.
        cost: What the whole costs more than the rest, however the rest is split.
        removed: The actors taken out, in order, each with its ties at that moment.
    """

    network: Network
    cost: float = 0.0
    removed: list[tuple[Node, dict[Node, float]]] = field(default_factory=list)

    def restore(self, sides: Sides) -> Sides:
        """Split the whole as well as the rest is split."""
        found = dict(sides)
        for node, row in reversed(self.removed):
            found[node] = best_side(row, found)
        return found


def reduce_network(network: Network) -> Kernel:
    """Take out actors whose best side follows from those of others.

    One tie that outweighs all others of an actor puts it beside (or opposite) that neighbour; an
    actor with three ties is replaced by ties among the three that cost the same in every case.
    Weights stay multiples of a half, a quarter and so on: exact as floating point numbers.

    Source:
        Ferizovic et al. (2020), Engineering kernelization for maximum cut, for the first; the
        second is variable elimination: four cases, one constant and three weights.
    """
    kernel = Kernel({node: dict(row) for node, row in network.items()})
    waiting = dict.fromkeys(kernel.network)
    while waiting:
        node, _ = waiting.popitem()
        row = kernel.network.get(node)
        if row is None:
            continue
        heaviest = max(row, key=lambda other: abs(row[other]), default=None)
        total = sum(map(abs, row.values()))
        if heaviest is None or 2 * abs(row[heaviest]) >= total:
            _take_out(kernel, node)
            for other in row:
                if other != heaviest and heaviest is not None:
                    turn = 1 if row[heaviest] > 0 else -1
                    _add(kernel, heaviest, other, turn * row[other])
        elif len(row) == STAR:
            _take_out(kernel, node)
            _join_three(kernel, row)
        else:
            continue
        waiting.update(dict.fromkeys(row))
    return kernel


def _take_out(kernel: Kernel, node: Node) -> None:
    row = kernel.network.pop(node)
    for other in row:
        del kernel.network[other][node]
    kernel.removed.append((node, row))


def _add(kernel: Kernel, left: Node, right: Node, weight: float) -> None:
    """One more tie between two; a friendly and a hostile one cost the lighter whatever happens."""
    if not weight:
        return
    before = kernel.network[left].get(right, 0.0)
    if before * weight < 0:
        kernel.cost += min(abs(before), abs(weight))
    for one, other in ((left, right), (right, left)):
        if before + weight:
            kernel.network[one][other] = before + weight
        else:
            del kernel.network[one][other]


def _join_three(kernel: Kernel, row: Mapping[Node, float]) -> None:
    """Ties among three that cost what their common neighbour on its best side would."""
    (u, a), (v, b), (w, c) = row.items()
    # what it costs if u (or v, or w) alone stands apart, each seen from the side it would take
    alone = [
        min(abs(a), abs(b) + abs(c)),
        min(abs(b), abs(a) + abs(c)),
        min(abs(c), abs(a) + abs(b)),
    ]
    half = sum(alone) / 2
    for one, other, third, sign in ((u, v, 2, a * b), (u, w, 1, a * c), (v, w, 0, b * c)):
        _add(kernel, one, other, (half - alone[third]) * (1 if sign > 0 else -1))


def find_blocks(network: Network) -> list[Network]:
    """The parts that share no more than one actor with one another; actors without ties are left out.

    A part is reported before the one that it hangs on, so that in reverse every part but the first
    of a connected network shares just one actor with those before it.

    Source:
        Hopcroft and Tarjan (1973), Algorithm 447, without recursion.
    """
    blocks: list[Network] = []
    depth: dict[Node, int] = {}
    for root in network:
        if root not in depth:
            blocks += _blocks_from(root, network, depth)
    return blocks


def _blocks_from(root: Node, network: Network, depth: dict[Node, int]) -> Iterator[Network]:
    depth[root] = 0
    low: dict[Node, int] = {root: 0}
    ties: list[tuple[Node, Node]] = []
    stack: list[tuple[Node, Node | None, Iterator[Node]]] = [(root, None, iter(network[root]))]
    while stack:
        node, parent, rest = stack[-1]
        other = next(rest, None)
        if other is None:
            stack.pop()
            if parent is not None:
                low[parent] = min(low[parent], low[node])
                if low[node] >= depth[parent]:
                    yield _cut_off(ties, (parent, node), network)
        elif other not in depth:
            depth[other] = low[other] = len(stack)
            ties.append((node, other))
            stack.append((other, node, iter(network[other])))
        elif other != parent and depth[other] < depth[node]:
            low[node] = min(low[node], depth[other])
            ties.append((node, other))


def _cut_off(ties: list[tuple[Node, Node]], last: tuple[Node, Node], network: Network) -> Network:
    """The ties found since `last`, as a network of their own."""
    start = ties.index(last)
    found = network_of((a, b, network[a][b]) for a, b in ties[start:])
    del ties[start:]
    return found
