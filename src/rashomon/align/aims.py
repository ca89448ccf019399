"""Who wants what, and who moves what: aims and levers on the factors of a story."""

from collections.abc import Iterator, Sequence
from typing import Literal

from rashomon.align.factors import (
    SAME_FACTOR,
    Embed,
    claim_sides,
    phrase_similarity,
    phrase_vectors,
)
from rashomon.align.phrases import PhraseReading, read_phrase
from rashomon.align.places import ActorPlaces
from rashomon.align.trees import Account
from rashomon.core.bodies import Aim, CausalClaim, Event
from rashomon.core.records import Annotation
from rashomon.core.spans import Spans, covers
from rashomon.core.views import Actor, Factor, Lever, OwnedAim

_Wanted = tuple[Account, Annotation, str, PhraseReading]
_Member = tuple[str, int, PhraseReading]  # a phrase's factor, its turn, and itself


def find_aims(
    accounts: Sequence[Account], factors: Sequence[Factor], actors: Sequence[Actor], *, embed: Embed
) -> list[OwnedAim]:
    """Aims whose actor is known and whose goal speaks of a factor.

    Args:
        accounts: The documents of one story.
        factors: Its factors.
        actors: Its actors.
        embed: Phrases -> float32 (n, 384), unit length.

    Returns:
        In the order of the texts. A goal belongs to the factor with whose phrases it is alike on
        the mean, from the threshold on from which phrases are one factor.
    """
    places = ActorPlaces(actors)
    wanted = [one for account in accounts for one in _wanted(account, places)]
    if not wanted:
        return []
    members = _members(accounts, factors)
    placed = _placed([phrase for *_, phrase in wanted], members, embed)
    found = []
    for (account, annotation, actor, phrase), (factor, turn) in zip(wanted, placed, strict=True):
        if factor:
            assert isinstance(annotation.body, Aim)
            towards = phrase.direction * turn * annotation.body.wants
            way: Literal[-1, 1] = 1 if towards > 0 else -1
            found.append(
                OwnedAim(annotation.id, account.doc.id, actor, factor, way, annotation.body.imputed)
            )
    return found


def find_levers(
    accounts: Sequence[Account], factors: Sequence[Factor], actors: Sequence[Actor]
) -> list[Lever]:
    """Factors that an account has an actor move.

    Either an event with that actor stands in a cause that names the factor, or the cause begins
    with the actor ("Orsan's closure of the strait"). A threat's effect is moved by who threatens.
    """
    places = ActorPlaces(actors)
    factor_at = {(p.doc, p.span): factor.id for factor in factors for p in factor.phrases}
    found: dict[Lever, None] = {}
    for account in accounts:
        events = [a.body for a in account.annotations if isinstance(a.body, Event)]
        for side in account.once(claim_sides):
            assert isinstance(side.claim.body, CausalClaim)
            moved = "effect" if side.claim.body.mode == "threat" else "cause"
            factor = factor_at.get((account.doc.id, side.phrase.span))
            if side.role == moved and factor:
                spans = getattr(side.claim.body, moved)
                actor = mover(account.doc.id, spans, events, places)
                if actor:
                    found[Lever(account.doc.id, actor, factor)] = None
    return list(found)


def _wanted(account: Account, places: ActorPlaces) -> Iterator[_Wanted]:
    for annotation in account.annotations:
        body = annotation.body
        if isinstance(body, Aim) and body.actor and body.goal:
            actor = places.most_in(account.doc.id, body.actor)
            phrase = read_phrase(account, body.goal, role="effect")
            if actor and phrase:
                yield account, annotation, actor, phrase


def _members(accounts: Sequence[Account], factors: Sequence[Factor]) -> list[_Member]:
    """The phrases of the factors, each with its factor and its turn."""
    place = {(p.doc, p.span): (factor.id, p.turn) for factor in factors for p in factor.phrases}
    return [
        (*known, side.phrase)
        for account in accounts
        for side in account.once(claim_sides)
        if (known := place.get((account.doc.id, side.phrase.span)))
    ]


def _placed(
    goals: Sequence[PhraseReading], members: Sequence[_Member], embed: Embed
) -> list[tuple[str, int]]:
    """The factor of each goal, "" where none is near enough, and the turn of its nearest phrase."""
    phrases = [*goals, *(phrase for *_, phrase in members)]
    alike = phrase_similarity(phrases, phrase_vectors(phrases, embed))[: len(goals), len(goals) :]
    names = sorted({factor for factor, *_ in members})
    rows = {name: [n for n, one in enumerate(members) if one[0] == name] for name in names}
    found = []
    for near in alike:
        means = [float(near[rows[name]].mean()) for name in names]
        best = max(range(len(names)), key=means.__getitem__, default=-1)
        if best < 0 or means[best] < SAME_FACTOR:
            found.append(("", 1))
            continue
        own = rows[names[best]]
        found.append((names[best], members[own[int(near[own].argmax())]][1]))
    return found


def mover(doc: str, spans: Spans, events: Sequence[Event], places: ActorPlaces) -> str:
    """Who acts in a phrase: the actor of an event in it, else the actor that it begins with."""
    for event in events:
        if event.actor and covers(spans, event.trigger):
            actor = places.most_in(doc, event.actor)
            if actor:
                return actor
    return places.begins(doc, spans)
