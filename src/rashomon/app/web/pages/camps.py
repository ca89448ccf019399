"""Camps: who stands with whom and against whom, one picture for each account, every actor at one place."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.app.web.arcs import WIDTH, Arcs, Point, bend, free_place, lay_out_arcs
from rashomon.app.web.dossier import Account, Dossier, Quote
from rashomon.app.web.wording import fit
from rashomon.core.camps import Camps, Group, Tie, TieEvidence
from rashomon.maps.balance import structural_balance

SHOWN = 16  # actors in the picture: more do not stay readable in a panel of half a page
NAME_CHARACTERS = 19  # of a line beside an arc at 12.5 pixels
NAME_LINES = 2
_LINE_HEIGHT = 14.0
_BESIDE = 15.0  # from an actor's place to its name
_GLYPHS = {1: "+", -1: "−", 0: "±"}
_KEYS = {1: "friendly", -1: "hostile", 0: "mixed"}
_WORDS = {1: "stands with", -1: "stands against", 0: "stands both with and against"}
SOURCES = {
    "event": "something done",
    "stance": "said of the other",
    "aim": "wanted for the other",
    "sentence": "told in a sentence",
}


@dataclass(frozen=True, slots=True)
class ActorShape:
    """An actor in one account's picture: `camp` is one, other, or none where it has no tie there."""

    name: str
    x: float
    y: float
    camp: str
    group: str
    anchor: str
    lines: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True, slots=True)
class TieShape:
    """A tie: its line and sign."""

    number: int
    path: str
    glyph: str
    sign_x: float
    sign_y: float
    classes: str
    words: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence with its sentences."""

    glyph: str
    key: str
    source: str
    voice: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie in the table beside the picture."""

    number: int
    left: str
    right: str
    glyph: str
    key: str
    words: str
    strained: bool
    drawn: bool
    evidence: tuple[EvidenceRow, ...]


@dataclass(frozen=True, slots=True)
class GroupWords:
    """A group's two camps by name, and who could stand on either side."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    wavering: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One account's camps."""

    account: Account
    camps: Camps
    actors: tuple[ActorShape, ...]
    ties: tuple[TieShape, ...]
    rows: tuple[TieRow, ...]
    groups: tuple[GroupWords, ...]

    @property
    def fit(self) -> str:
        """How well the ties fit into two camps."""
        return fit(self.camps)


@dataclass(frozen=True, slots=True)
class Pictures:
    """All accounts' camps."""

    width: float
    height: float
    panels: tuple[Panel, ...]
    silent: tuple[Account, ...]
    shown: int
    left_out: tuple[str, ...]


def build(dossier: Dossier) -> Pictures:
    """The camps of the story shown."""
    if dossier.story is None:
        return Pictures(WIDTH, 0.0, (), (), 0, ())
    found = {own.account: own for own in dossier.case.camps(dossier.story.id)}
    names = {actor.id: actor.name for own in found.values() for actor in own.actors}
    chosen = choose(found.values())
    arcs = _arcs(chosen, found.values())
    told = [account for account in dossier.accounts if found[account.id].ties]
    panels = tuple(_panel(dossier, account, found[account.id], arcs, names) for account in told)
    silent = tuple(account for account in dossier.accounts if account not in told)
    left_out = tuple(sorted(names[a] for a in names.keys() - set(chosen)))
    return Pictures(WIDTH, arcs.height, panels, silent, len(chosen), left_out)


def choose(found: Iterable[Camps]) -> list[str]:
    """The actors of the picture: those tied in most accounts, then those with most ties."""
    accounts: Counter[str] = Counter()
    ties: Counter[str] = Counter()
    for own in found:
        accounts.update(actor.id for actor in own.actors)
        ties.update(end for tie in own.ties for end in (tie.left, tie.right))
    return sorted(accounts, key=lambda a: (-accounts[a], -ties[a], a))[:SHOWN]


def _arcs(chosen: Sequence[str], found: Iterable[Camps]) -> Arcs:
    """Places that suit all accounts together; of what any of them says this tells nothing."""
    totals: Counter[tuple[str, str]] = Counter()
    for own in found:
        for tie in own.ties:
            totals[min(tie.left, tie.right), max(tie.left, tie.right)] += tie.sign
    inside = {p: n for p, n in sorted(totals.items()) if n and set(p) <= set(chosen)}
    balance = structural_balance((*pair, 1 if n > 0 else -1) for pair, n in inside.items())
    first = next((side for actor, side in balance.sides.items() if actor == chosen[0]), 1)
    left = [a for a in chosen if balance.sides.get(a, -first) == first]
    right = [a for a in chosen if a not in left]
    return lay_out_arcs(left, right, totals)


def _panel(
    dossier: Dossier, account: Account, camps: Camps, arcs: Arcs, names: Mapping[str, str]
) -> Panel:
    groups = [_turned(group, arcs.left) for group in camps.groups]
    numbered = list(enumerate(camps.ties, 1))
    taken: list[Point] = list(arcs.places.values())
    shapes = []
    for number, tie in numbered:
        if tie.left in arcs.places and tie.right in arcs.places:
            shapes.append(_tie_shape(number, tie, arcs, names, taken))
    return Panel(
        account,
        camps,
        tuple(_actor_shape(a, arcs, groups, names) for a in arcs.places),
        tuple(shapes),
        tuple(_row(dossier, account, n, tie, arcs, names) for n, tie in numbered),
        tuple(
            GroupWords(*(tuple(names[a] for a in s) for s in (g.one, g.other, g.wavering)))
            for g in groups
        ),
    )


def _turned(group: Group, left: frozenset[str]) -> Group:
    """The camp that has more of the left arc first, in every account alike."""
    straight = len(left & set(group.one)) + len(set(group.other) - left)
    crossed = len(left & set(group.other)) + len(set(group.one) - left)
    return group if straight >= crossed else Group(group.other, group.one, group.wavering)


def _actor_shape(
    actor: str, arcs: Arcs, groups: Sequence[Group], names: Mapping[str, str]
) -> ActorShape:
    x, y = arcs.places[actor]
    of = next((n for n, g in enumerate(groups, 1) if actor in g.one or actor in g.other), 0)
    camp = "none" if not of else "one" if actor in groups[of - 1].one else "other"
    to_left = actor in arcs.left
    lines = textwrap.wrap(names[actor], NAME_CHARACTERS, max_lines=NAME_LINES, placeholder="…") or [
        ""
    ]
    first = y + 4.5 - (len(lines) - 1) * _LINE_HEIGHT / 2
    text_x = x - _BESIDE if to_left else x + _BESIDE
    return ActorShape(
        names[actor],
        x,
        y,
        camp,
        str(of) if of and len(groups) > 1 else "",
        "end" if to_left else "start",
        tuple(
            (round(text_x, 1), round(first + n * _LINE_HEIGHT, 1), t) for n, t in enumerate(lines)
        ),
    )


def _tie_shape(
    number: int, tie: Tie, arcs: Arcs, names: Mapping[str, str], taken: list[Point]
) -> TieShape:
    start, end = arcs.places[tie.left], arcs.places[tie.right]
    path, control = bend(start, end)
    x, y = free_place(start, control, end, taken)
    taken.append((x, y))
    classes = ["tie", _KEYS[tie.sign], *(["strained"] if tie.strained else [])]
    words = f"{names[tie.left]} {_WORDS[tie.sign]} {names[tie.right]}"
    words += " (strained: it does not fit into the camps)" if tie.strained else ""
    return TieShape(number, path, _GLYPHS[tie.sign], x, y, " ".join(classes), words)


def _row(
    dossier: Dossier, account: Account, number: int, tie: Tie, arcs: Arcs, names: Mapping[str, str]
) -> TieRow:
    return TieRow(
        number,
        names[tie.left],
        names[tie.right],
        _GLYPHS[tie.sign],
        _KEYS[tie.sign],
        _WORDS[tie.sign],
        tie.strained,
        tie.left in arcs.places and tie.right in arcs.places,
        tuple(_evidence(dossier, account, piece) for piece in tie.evidence),
    )


def _evidence(dossier: Dossier, account: Account, piece: TieEvidence) -> EvidenceRow:
    if piece.annotation:
        quotes = dossier.annotation_quotes(dossier.case.annotation(piece.annotation))
    else:
        quotes = dossier.quotes(account.id, {"cue": piece.spans})
    return EvidenceRow(
        _GLYPHS[piece.sign],
        _KEYS[piece.sign],
        SOURCES[piece.source],
        "" if piece.voice == "own" else piece.voice,
        quotes,
    )
