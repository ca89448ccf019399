"""How each account tells a story: a profile of its wording and of what it leaves out, not of its reliability."""

from collections.abc import Iterator, Mapping, Sequence

from rashomon.align.aims import mover
from rashomon.align.places import ActorPlaces
from rashomon.align.ties import EVENT_SIGNS, KINDS
from rashomon.align.trees import Account
from rashomon.align.voices import edge_voice, source_words
from rashomon.align.walk import head_of, is_name, words_in
from rashomon.core.bodies import Aim, Attribution, CausalClaim, Event, Prediction
from rashomon.core.profiles import (
    ActorRole,
    Profile,
    QuotedSource,
    Share,
    ShareKey,
    SourceKind,
)
from rashomon.core.records import Annotation
from rashomon.core.spans import Spans
from rashomon.core.views import Actor, Comparison, Voice
from rashomon.maps.silences import find_silences

SHARES: tuple[ShareKey, ...] = (
    "asserted",
    "hedged",
    "conditional",
    "attributed",
    "imputed",
    "denied",
)
PRONOUNS = frozenset(
    "he she it they i we you who this that one him her them his their its these those".split()
)

_Said = dict[str, list[str]]  # by actor, the annotations that say so


def find_profiles(accounts: Sequence[Account], comparison: Comparison) -> list[Profile]:
    """Describe how each account of a story tells it.

    Args:
        accounts: The story's accounts.
        comparison: The same accounts laid side by side.
    """
    silences = find_silences(comparison)
    able = [actor for actor in comparison.actors if actor.label in KINDS]
    places, names = ActorPlaces(able), {actor.id: actor.name for actor in able}
    found = []
    for account in accounts:
        shares = _shares(account)
        left_out, alone = silences[account.doc.id]
        found.append(
            Profile(
                account.doc.id,
                sum(len(share.annotations) for share in shares),
                shares,
                tuple(_sources(account, comparison.actors)),
                tuple(_roles(account, places, names)),
                tuple(left_out),
                alone,
            )
        )
    return found


# How the account stands to what it says


def _shares(account: Account) -> tuple[Share, ...]:
    by_key: dict[ShareKey, list[str]] = {key: [] for key in SHARES}
    for annotation in account.annotations:
        key = share_of(account, annotation)
        if key:
            by_key[key].append(annotation.id)
    return tuple(Share(key, tuple(ids)) for key, ids in by_key.items())


def share_of(account: Account, annotation: Annotation) -> ShareKey | None:
    """How an account stands to one of its statements; None for what is no statement.

    Of several that fit, the one that keeps it farthest from the account's own plain word: what it
    denies, what it ascribes to another's mind, what a source says, what holds only under a
    condition, what it says with a reserve.
    """
    body = annotation.body
    if not isinstance(body, CausalClaim | Event | Prediction | Aim):
        return None
    voice = edge_voice(account, _content(body))
    if (isinstance(body, CausalClaim) and body.mode == "denied") or (
        isinstance(body, Event) and body.negated
    ):
        return "denied"
    return _by_voice(body, voice) or _by_wording(body)


def _content(body: CausalClaim | Event | Prediction | Aim) -> Spans:
    if isinstance(body, CausalClaim):
        return body.cause + body.effect
    if isinstance(body, Event):
        return body.trigger
    return body.content if isinstance(body, Prediction) else body.goal


def _by_voice(body: object, voice: Voice) -> ShareKey | None:
    if voice == "quoted":
        return "attributed"
    return "imputed" if voice == "imputed" or (isinstance(body, Aim) and body.imputed) else None


def _by_wording(body: CausalClaim | Event | Prediction | Aim) -> ShareKey:
    if isinstance(body, CausalClaim):
        conditional, hedged = body.mode != "asserted", body.hedged
    elif isinstance(body, Event):
        conditional, hedged = body.hypothetical, False
    elif isinstance(body, Prediction):
        conditional, hedged = bool(body.condition), bool(body.hedge)
    else:
        conditional = hedged = False
    return "conditional" if conditional else "hedged" if hedged else "asserted"


# Whom it quotes


def _sources(account: Account, actors: Sequence[Actor]) -> list[QuotedSource]:
    known = {said: actor for actor in actors for said in actor.attributions}
    groups: dict[tuple[str, str], list[Annotation]] = {}
    for annotation in account.attributions:
        actor = known.get(annotation.id)
        words = source_words(account.doc.text, _attribution(annotation))
        key = (actor.id, actor.name) if actor else ("", words)
        groups.setdefault(key, []).append(annotation)
    found = [_source(account, *key, said) for key, said in groups.items()]
    return sorted(found, key=lambda s: (-len(s.annotations), s.kind, s.name))


def _source(account: Account, actor: str, name: str, said: Sequence[Annotation]) -> QuotedSource:
    bodies = [_attribution(annotation) for annotation in said]
    indirect = sum(body.form == "indirect" for body in bodies)
    return QuotedSource(
        actor,
        name,
        "named" if actor else _source_kind(account, bodies[0].source, name),
        len(bodies) - indirect,
        indirect,
        sum(body.stance == "denies" for body in bodies),
        tuple(annotation.id for annotation in said),
    )


def _source_kind(account: Account, spans: Spans, words: str) -> SourceKind:
    if not spans:
        return "none"
    if words.casefold() in PRONOUNS:
        return "pronoun"
    sentence = account.sentence_at(spans[0])
    if sentence is None:
        return "unnamed"
    tree = account.trees[sentence]
    inside = words_in(tree, spans)
    return "named" if inside and is_name(tree, head_of(tree, inside)) else "unnamed"


def _attribution(annotation: Annotation) -> Attribution:
    assert isinstance(annotation.body, Attribution)
    return annotation.body


# Who acts, who gains and who suffers


def _roles(account: Account, places: ActorPlaces, names: Mapping[str, str]) -> list[ActorRole]:
    events = [a.body for a in account.annotations if isinstance(a.body, Event)]
    acts: _Said = {}
    gains: _Said = {}
    suffers: _Said = {}
    for annotation in account.annotations:
        body = annotation.body
        if isinstance(body, Event) and not (body.negated or body.hypothetical):
            _note(acts, places.most_in(account.doc.id, body.actor), annotation)
            side = {1: gains, -1: suffers}.get(EVENT_SIGNS.get(body.event_type, 0))
            if side is not None:
                _note(side, places.most_in(account.doc.id, body.recipient), annotation)
        elif isinstance(body, CausalClaim) and body.mode == "asserted" and body.sign:
            _note(acts, mover(account.doc.id, body.cause, events, places), annotation)
            side = gains if body.sign > 0 else suffers
            _note(side, _alone_in(account, body.effect, places), annotation)
    return sorted(
        _each_role(names, acts, gains, suffers),
        key=lambda role: (-len(role.acts) - len(role.gains) - len(role.suffers), role.name),
    )


def _note(said: _Said, actor: str, annotation: Annotation) -> None:
    if actor:
        said.setdefault(actor, []).append(annotation.id)


def _each_role(
    named: Mapping[str, str], acts: _Said, gains: _Said, suffers: _Said
) -> Iterator[ActorRole]:
    for actor in dict.fromkeys([*acts, *gains, *suffers]):
        own = (tuple(said.get(actor, ())) for said in (acts, gains, suffers))
        yield ActorRole(actor, named[actor], *own)


def _alone_in(account: Account, spans: Spans, places: ActorPlaces) -> str:
    """The actor that a phrase is, where it is nothing but that actor: "weakened [President Ilvane]"."""
    sentence = account.sentence_at(spans[0]) if spans else None
    if sentence is None:
        return ""
    tree = account.trees[sentence]
    words = words_in(tree, spans)
    head = (tree.parsed.tokens[head_of(tree, words)],) if words else ()
    return places.most_in(account.doc.id, head) if head else ""
