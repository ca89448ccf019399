"""The camps of an account: who stands with whom, and which ties do not fit."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from rashomon.core.camps import Camps, Group, Tie, TiedActor, TieEvidence
from rashomon.maps.balance import structural_balance
from rashomon.maps.frustration import least_frustrated
from rashomon.maps.signed import Network, Sides, network_of

ASKED = 30  # actors of a group for each of which a split with it on the other side is looked for

_Pair = tuple[str, str]


def find_camps(
    account: str,
    evidence: Mapping[_Pair, Sequence[TieEvidence]],
    names: Mapping[str, str],
) -> Camps:
    """Split the actors of one account into two camps that contradict as few of its ties as can be.

    Args:
        account: The document's id.
        evidence: What ties two actors (ids), each pair once.
        names: The actors' names by id.

    Returns:
        The ties and the split, group by group: actors whom no chain of ties connects are not
        compared. A tie for and against which as much is said has no part in the split.
    """
    ties = [
        Tie(*pair, _sign(own), strained=False, evidence=tuple(own))
        for pair, own in evidence.items()
    ]
    signed = [tie for tie in ties if tie.sign]
    balance = structural_balance((tie.left, tie.right, tie.sign) for tie in signed)
    degree = Counter(end for tie in ties for end in (tie.left, tie.right))
    actors = sorted(degree, key=lambda actor: (-degree[actor], names[actor], actor))
    sides = {str(actor): side for actor, side in balance.sides.items()}
    marked = [replace(tie, strained=_strained(tie, sides)) for tie in ties]
    return Camps(
        account,
        tuple(TiedActor(actor, names[actor]) for actor in actors),
        tuple(sorted(marked, key=lambda tie: not tie.strained)),
        tuple(_groups(signed, [a for a in actors if a in sides], sides)),
        balance.frustration,
        balance.bound,
        balance.triangles,
        balance.walks,
    )


def _sign(evidence: Sequence[TieEvidence]) -> Literal[-1, 0, 1]:
    total = sum(piece.sign for piece in evidence)
    return 0 if total == 0 else 1 if total > 0 else -1


def _strained(tie: Tie, sides: Mapping[str, int]) -> bool:
    return tie.sign != 0 and tie.sign != sides[tie.left] * sides[tie.right]


def _groups(ties: Sequence[Tie], actors: Sequence[str], sides: Mapping[str, int]) -> list[Group]:
    """The connected groups, largest first; the actor with most ties is in the first camp."""
    number = {actor: place for place, actor in enumerate(actors)}
    network = network_of((number[tie.left], number[tie.right], tie.sign) for tie in ties)
    found = []
    for members in _connected(network):
        own = {node: network[node] for node in members}
        placed = {node: sides[actors[node]] for node in members}
        first = placed[members[0]]
        found.append(
            Group(
                tuple(actors[node] for node in members if placed[node] == first),
                tuple(actors[node] for node in members if placed[node] != first),
                tuple(actors[node] for node in _wavering(own, members, placed)),
            )
        )
    return sorted(found, key=lambda group: -len(group.one) - len(group.other))


def _connected(network: Network) -> list[list[int]]:
    found: list[list[int]] = []
    seen: set[int] = set()
    for start in sorted(network):
        if start not in seen:
            seen.add(start)
            members = [start]
            for node in members:  # grows while it is walked
                new = [other for other in network[node] if other not in seen]
                seen.update(new)
                members += new
            found.append(sorted(members))
    return found


def _wavering(network: Network, members: Sequence[int], sides: Sides) -> list[int]:
    """Actors that an equally good split puts opposite the first one where this one puts them beside it, or the reverse.

    In a group of more than ASKED actors only those who can change sides alone are found.
    """
    if len(members) > ASKED:
        return [node for node in members[1:] if not _pull(network[node], node, sides)]
    cost = least_frustrated(network).cost
    heavy = 1.0 + sum(map(len, network.values()))
    found = []
    for node in members[1:]:
        turned = {one: dict(row) for one, row in network.items()}
        # so heavy a tie to the first actor leaves no split but those in which it holds
        weight = -heavy * sides[node] * sides[members[0]]
        lighter = turned[members[0]].get(node, 0.0)
        turned[members[0]][node] = turned[node][members[0]] = weight + lighter
        against = abs(lighter) if lighter * weight < 0 else 0.0
        if least_frustrated(turned).cost + against <= cost:
            found.append(node)
    return found


def _pull(row: Mapping[int, float], node: int, sides: Sides) -> float:
    """How much more weight keeps an actor on its side than draws it to the other."""
    return sum(weight * sides[node] * sides[other] for other, weight in row.items())
