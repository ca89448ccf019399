"""Signed ties between actors: what an account says that one does to, thinks of or wants for another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.align.places import ActorPlaces
from rashomon.align.towards import STANCES, Sign, objects, sign_of, ties_in
from rashomon.align.trees import Account
from rashomon.align.voices import covering, edge_voice
from rashomon.align.walk import head_of, negated, words_in
from rashomon.core.bodies import Aim, Attribution, Event
from rashomon.core.camps import TieEvidence, TieSource
from rashomon.core.spans import Span, Spans, overlaps
from rashomon.core.views import Actor
from rashomon.nlp.tree import Tree

Pair = tuple[str, str]
_Found = tuple[Tree, int]  # a sentence and a word of it

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


def find_ties(
    accounts: Sequence[Account], actors: Sequence[Actor]
) -> dict[str, dict[Pair, list[TieEvidence]]]:
    """What each account says that ties two actors, friendly or hostile.

    Args:
        accounts: The documents of one story.
        actors: Its actors.

    Returns:
        By account the evidence for each pair (in the order of `actors`), in the order of the text.
        Only what the account asserts, or quotes without distance, counts: nothing that it denies,
        supposes or ascribes to another's thoughts. The same said twice at one place counts once.
    """
    able = [actor for actor in actors if actor.label in KINDS]
    rank = {actor.id: number for number, actor in enumerate(able)}
    places = ActorPlaces(able)
    sources = {said: actor.id for actor in able for said in actor.attributions}
    readings = (_Reading(account, places, sources) for account in accounts)
    return {reading.account.doc.id: _by_pair(reading.pieces(), rank) for reading in readings}


def _by_pair(pieces: Iterable[_Piece], rank: Mapping[str, int]) -> dict[Pair, list[TieEvidence]]:
    found: dict[Pair, list[_Piece]] = {}
    # at one place what was annotated comes first: a person can judge it
    for piece in sorted(pieces, key=lambda piece: (piece.at, not piece.evidence.annotation)):
        one, other = sorted(piece.pair, key=rank.__getitem__)
        own = found.setdefault((one, other), [])
        if not any(overlaps(piece.at, before.at) for before in own):
            own.append(piece)
    return {pair: [piece.evidence for piece in own] for pair, own in found.items()}


class _Reading:
    """An account while its ties are looked for."""

    def __init__(self, account: Account, places: ActorPlaces, sources: Mapping[str, str]) -> None:
        self.account, self.places, self.sources = account, places, sources

    def pieces(self) -> Iterator[_Piece]:
        """All evidence, in no order."""
        yield from self._events()
        yield from self._stances()
        yield from self._aims()
        yield from self._sentences()

    def _events(self) -> Iterator[_Piece]:
        """Events of a friendly or hostile type that one does to the other."""
        for annotation in self.account.annotations:
            body = annotation.body
            if not isinstance(body, Event) or body.negated or body.hypothetical:
                continue
            doer, trigger = self._head(body.actor), self._head(body.trigger)
            sign = EVENT_SIGNS.get(body.event_type)
            # the word itself tells more surely than the reader's type
            sign = (trigger and sign_of(*trigger)) or sign
            if sign and doer and trigger:
                told = self._head(body.recipient)
                whom = [(told, sign)] if told else self._targets(trigger, sign)
                yield from self._tied(doer, whom, "event", body.trigger[0], annotation.id)

    def _stances(self) -> Iterator[_Piece]:
        """Attributions whose cue praises or blames somebody."""
        for annotation in self.account.attributions:
            body = annotation.body
            if not isinstance(body, Attribution) or annotation.id not in self.sources:
                continue
            doer, cue = self._head(body.source), self._head(body.cue)
            sign = STANCES.get(cue[0].lemmas[cue[1]]) if cue else None
            if cue and sign and doer and not negated(*cue):
                whom = self._targets(cue, sign)
                yield from self._tied(doer, whom, "stance", body.cue[0], annotation.id)

    def _aims(self) -> Iterator[_Piece]:
        """Aims to help or to harm somebody."""
        for annotation in self.account.annotations:
            body = annotation.body
            if not isinstance(body, Aim):
                continue
            goal, doer = self._head(body.goal), self._head(body.actor)
            sign = sign_of(*goal) if goal else None
            if goal and sign and doer:
                wanted = [
                    (place, _turned(way, body.wants)) for place, way in self._targets(goal, sign)
                ]
                yield from self._tied(doer, wanted, "aim", body.goal[0], annotation.id)

    def _sentences(self) -> Iterator[_Piece]:
        """What a sentence says by its verb or noun, where no annotation has it."""
        for tree in self.account.trees:
            for found in ties_in(tree):
                at = tree.parsed.tokens[found.word]
                whom = [((tree, found.done_to), found.sign)]
                yield from self._tied((tree, found.doer), whom, "sentence", at, "")

    def _tied(
        self,
        doer: _Found,
        whom: Sequence[tuple[_Found, Sign]],
        source: TieSource,
        at: Span,
        annotation: str,
    ) -> Iterator[_Piece]:
        """The evidence that a word gives for a pair of actors, if the account asserts it."""
        who = self._actor(doer, _OWN_FORCES)
        attribution, voice = covering(self.account, (at,)), edge_voice(self.account, (at,))
        asserted = attribution is None or attribution.stance == "asserts"
        if not who or not asserted or voice == "imputed":
            return
        for place, sign in whom:
            other = self._actor(place, _BELONGINGS, but=who)
            if other:
                words = {_span(doer), at, _span(place)}
                evidence = TieEvidence(source, sign, voice, tuple(sorted(words)), annotation)
                yield _Piece((who, other), evidence, at)

    # Words and whom they mean

    def _head(self, spans: Spans) -> _Found | None:
        """The head of some characters of one sentence."""
        sentence = self.account.sentence_at(spans[0]) if spans else None
        if sentence is None:
            return None
        tree = self.account.trees[sentence]
        words = words_in(tree, spans)
        return (tree, head_of(tree, words)) if words else None

    def _targets(self, word: _Found, sign: Sign) -> list[tuple[_Found, Sign]]:
        """Whom a verb or noun is done to."""
        tree, head = word
        return [((tree, kid), way) for kid, way in objects(tree, head, sign)]

    def _actor(self, place: _Found, owning: Sequence[str], *, but: str = "") -> str:
        """The actor that a word means, or whose thing it is; "" where there is none."""
        tree, head = place
        for word in (head, *tree.kids(head, *owning)):
            actor = self.places.most_in(self.account.doc.id, (tree.parsed.tokens[word],))
            if actor and actor != but:
                return actor
        return ""


def _span(place: _Found) -> Span:
    tree, word = place
    return tree.parsed.tokens[word]


def _turned(sign: Sign, wants: int) -> Sign:
    """What is done to somebody is wanted, or is not."""
    return 1 if sign * wants > 0 else -1
