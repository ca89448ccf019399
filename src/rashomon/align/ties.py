"""Signed ties between actors: what an account says that one does to, thinks of or wants for another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.align.places import ActorPlaces
from rashomon.align.towards import STANCES, VERBS, Sign, objects, ties_in
from rashomon.align.trees import Account
from rashomon.align.voices import covering, edge_voice
from rashomon.align.walk import head_of, negated, words_in
from rashomon.core.bodies import Aim, Attribution, Event
from rashomon.core.camps import TieEvidence, TieSource
from rashomon.core.spans import Span, Spans, overlaps
from rashomon.core.views import Actor
from rashomon.nlp.tree import Tree

Pair = tuple[str, str]
_Found = tuple[int, Tree]  # a word and its sentence

# PLOVER's types by their quarter; talking (CONSULT) and asking (REQUEST) say neither.
EVENT_SIGNS: Mapping[str, Sign] = {
    **dict.fromkeys(("AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"), 1),
    **dict.fromkeys(
        ("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), -1
    ),
}
KINDS = frozenset({"PERSON", "ORG", "GPE", "NORP"})  # who can be friend or foe
_OWN_FORCES = ("compound", "amod")  # "Orsan patrol boats", "Iranian drones"
_BELONGINGS = ("nmod", "nmod:poss", "compound", "amod")  # "Iran's sites", "the sites in Iran"


@dataclass(frozen=True, slots=True)
class _Piece:
    """One piece of evidence for a pair, and where the word that says so stands."""

    pair: Pair
    evidence: TieEvidence
    at: Span


def find_ties(account: Account, actors: Sequence[Actor]) -> dict[Pair, list[TieEvidence]]:
    """What one account says that ties two actors, friendly or hostile.

    Args:
        account: The document with its annotations.
        actors: The story's actors.

    Returns:
        The evidence for each pair (in the order of `actors`), in the order of the text. Only what
        the account asserts, or quotes without distance, counts: nothing that it denies, supposes or
        ascribes to another's thoughts. The same said twice at one place counts once.
    """
    able = [actor for actor in actors if actor.label in KINDS]
    rank = {actor.id: number for number, actor in enumerate(able)}
    found: dict[Pair, list[_Piece]] = {}
    pieces = _Reading(account, able).pieces()
    # at one place what was annotated comes first: a person can judge it
    for piece in sorted(pieces, key=lambda piece: (piece.at, not piece.evidence.annotation)):
        one, other = sorted(piece.pair, key=rank.__getitem__)
        own = found.setdefault((one, other), [])
        if not any(_same(piece, before) for before in own):
            own.append(piece)
    return {pair: [piece.evidence for piece in own] for pair, own in found.items()}


def _same(left: _Piece, right: _Piece) -> bool:
    return left.evidence.sign == right.evidence.sign and overlaps(left.at, right.at)


class _Reading:
    """An account while its ties are looked for."""

    def __init__(self, account: Account, actors: Sequence[Actor]) -> None:
        self.account = account
        self.places = ActorPlaces(actors)
        self.sources = {said: actor.id for actor in actors for said in actor.attributions}

    def pieces(self) -> Iterator[_Piece]:
        """All evidence, in no order."""
        yield from self._events()
        yield from self._stances()
        yield from self._aims()
        yield from self._words()

    def _events(self) -> Iterator[_Piece]:
        """Events of a friendly or hostile type that one does to the other."""
        for annotation in self.account.annotations:
            body = annotation.body
            if not isinstance(body, Event) or body.negated or body.hypothetical:
                continue
            sign, doer = EVENT_SIGNS.get(body.event_type), self._head(body.actor)
            if sign and doer:
                told = self._head(body.recipient)
                whom = [told] if body.recipient else self._targets(body.trigger)
                spans = body.actor + body.trigger + body.recipient
                yield from self._tied(
                    doer, whom, sign, "event", body.trigger[0], spans, annotation.id
                )

    def _stances(self) -> Iterator[_Piece]:
        """Attributions whose cue praises or blames somebody."""
        for annotation in self.account.attributions:
            body, cue = annotation.body, self._head(_cue(annotation.body))
            if cue is None or not isinstance(body, Attribution):
                continue
            sign = STANCES.get(cue[1].lemmas[cue[0]])
            doer = self._head(body.source)
            if sign and doer and annotation.id in self.sources and not negated(cue[1], cue[0]):
                spans = body.source + body.cue
                whom = self._targets(body.cue)
                yield from self._tied(doer, whom, sign, "stance", body.cue[0], spans, annotation.id)

    def _aims(self) -> Iterator[_Piece]:
        """Aims to help or to harm somebody."""
        for annotation in self.account.annotations:
            body = annotation.body
            if not isinstance(body, Aim):
                continue
            goal, doer = self._head(body.goal), self._head(body.actor)
            sign = VERBS.get(goal[1].lemmas[goal[0]]) if goal else None
            if sign and doer:
                towards: Sign = 1 if sign * body.wants > 0 else -1
                whom = self._targets(body.goal)
                spans = body.actor + body.cue + body.goal
                yield from self._tied(
                    doer, whom, towards, "aim", body.goal[0], spans, annotation.id
                )

    def _words(self) -> Iterator[_Piece]:
        """What a sentence says by its verb or noun, where no annotation has it."""
        for tree in self.account.trees:
            for found in ties_in(tree):
                at = tree.parsed.tokens[found.word]
                spans = tuple(
                    tree.parsed.tokens[w] for w in (found.doer, found.word, found.done_to)
                )
                doer, other = (found.doer, tree), (found.done_to, tree)
                yield from self._tied(doer, [other], found.sign, "words", at, spans, "")

    def _tied(
        self,
        doer: _Found,
        whom: Sequence[_Found | None],
        sign: Sign,
        source: TieSource,
        at: Span,
        spans: Spans,
        annotation: str,
    ) -> Iterator[_Piece]:
        who = self._actor(doer, _OWN_FORCES)
        others = (self._actor(place, _BELONGINGS, but=who) for place in whom if place)
        other = next(filter(None, others), "")
        if not who or not other:
            return
        attribution, voice = covering(self.account, (at,)), edge_voice(self.account, (at,))
        asserted = attribution is None or attribution.stance == "asserts"
        if asserted and voice != "imputed":
            evidence = TieEvidence(source, sign, voice, tuple(sorted({*spans})), annotation)
            yield _Piece((who, other), evidence, at)

    # Words and whom they mean

    def _head(self, spans: Spans) -> _Found | None:
        """The head of some characters of one sentence."""
        sentence = self.account.sentence_at(spans[0]) if spans else None
        if sentence is None:
            return None
        tree = self.account.trees[sentence]
        words = words_in(tree, spans)
        return (head_of(tree, words), tree) if words else None

    def _targets(self, spans: Spans) -> list[_Found | None]:
        """Whom a verb or noun is done to."""
        head = self._head(spans)
        return [(word, head[1]) for word in objects(head[1], head[0])] if head else []

    def _actor(self, place: _Found, owning: Sequence[str], *, but: str = "") -> str:
        """The actor that a word means, or whose thing it is; "" where there is none."""
        head, tree = place
        for word in (head, *tree.kids(head, *owning)):
            actor = self.places.most_in(self.account.doc.id, (tree.parsed.tokens[word],))
            if actor and actor != but:
                return actor
        return ""


def _cue(body: object) -> Spans:
    return body.cue if isinstance(body, Attribution) else ()
