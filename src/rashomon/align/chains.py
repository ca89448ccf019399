"""The actors of one text: its names, and the phrases and pronouns that stand for them.

One walk over the sentences. Every phrase and pronoun is held against what was spoken of shortly before; what
it most likely means, `anaphora` says, and it may say: nothing that we can be sure of.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from rashomon.align.anaphora import Features, choose, describe, pronoun
from rashomon.align.entities import Entity, Named, Spot, find_named, role
from rashomon.align.nouns import OFFICIALS, Kind
from rashomon.align.referring import NounPhrase, Pronoun, noun_phrases, pronouns
from rashomon.align.speech import Speech, speech_of
from rashomon.align.states import holder
from rashomon.align.trees import Account
from rashomon.core.spans import Span
from rashomon.core.views import How, Reference
from rashomon.nlp.tree import Tree

PRONOUN_REACH = 3  # sentences before
PHRASE_REACH = 12
_RANKS = frozenset(["prime", "supreme"])  # parts of an office's name
MOST = 30  # candidates for one pronoun or phrase

# From the table of weights, the span and its candidates to the number of the one that is meant.
Choose = Callable[[str, Span, Sequence[tuple[Entity, Features]]], int | None]


def find_entities(account: Account, *, choosing: Choose | None = None) -> list[Entity]:
    """The named ones of a text with all references to them; `choosing` replaces the weights."""
    walk = Walk(account, choosing or _by_weights)
    walk.go()
    entities: dict[int, Entity] = {id(e): e for e in (*walk.by_name, *walk.by_office.values())}
    return list(entities.values())


def _by_weights(table: str, _: Span, found: Sequence[tuple[Entity, Features]]) -> int | None:
    return choose(table, [features for _, features in found])


class Walk:
    """What was spoken of so far, and what the next phrase may mean."""

    def __init__(self, account: Account, choosing: Choose) -> None:
        self.account = account
        self.choosing = choosing
        self.named = find_named(account)
        self.by_name = [n.entity for n in self.named if n.entity is not None]
        self.by_office: dict[str, Entity] = {}
        self.speech: Speech = speech_of(account, self.named)
        self._touched: list[Entity] = []
        self._seen: dict[Kind, set[int]] = defaultdict(set)  # the named ones of a kind
        self._by_noun: dict[str, Entity] = {}
        self._by_sentence: dict[int, list[Named]] = defaultdict(list)
        for named in self.named:
            self._by_sentence[named.spot.sentence].append(named)

    def go(self) -> None:
        """Walk through the text, then see who "I" is."""
        for sentence in range(len(self.account.trees)):
            for item in self._items(sentence):
                self._take(item)
        at = {spot.span: e for e in self._touched for spot in e.spots}
        for span, entity in self.speech.first_persons(at):
            entity.references.append(Reference(self.account.doc.id, span, "pronoun"))

    def _items(self, sentence: int) -> list[Named | NounPhrase | Pronoun]:
        tree, names = self.account.trees[sentence], self._by_sentence[sentence]
        found: list[Named | NounPhrase | Pronoun] = [*names, *pronouns(tree, sentence)]
        found += noun_phrases(tree, sentence, names)
        return sorted(found, key=lambda item: (item.spot.word, item.spot.span))

    def _take(self, item: Named | NounPhrase | Pronoun) -> None:
        if isinstance(item, Named):
            if item.entity is not None:
                self._touch(item.entity, item.spot)
        elif isinstance(item, Pronoun):
            self._take_pronoun(item)
        else:
            self._take_phrase(item)

    def _touch(self, entity: Entity, spot: Spot, how: How | None = None) -> None:
        """The entity is spoken of; `how` where that is a reference of its own."""
        entity.spots.append(spot)
        self._touched.append(entity)
        for kind in entity.kinds if entity.named else ():
            self._seen[kind].add(id(entity))
        for noun in entity.nouns:
            self._by_noun[noun] = entity
        if how is not None:
            entity.references.append(Reference(self.account.doc.id, spot.span, how))

    def _rivals(self, entity: Entity) -> int:
        """How many others of its kind were named so far."""
        return max((len(self._seen[kind] - {id(entity)}) for kind in entity.kinds), default=0)

    def recent(self, sentence: int, reach: int) -> Iterator[Entity]:
        """What was spoken of in the last sentences, the latest first."""
        seen: set[int] = set()
        for entity in reversed(self._touched):
            if entity.spots[-1].sentence < sentence - reach or len(seen) >= MOST:
                return
            if id(entity) not in seen:
                seen.add(id(entity))
                yield entity

    def _take_pronoun(self, item: Pronoun) -> None:
        found: list[tuple[Entity, Features]] = []
        for entity in self.recent(item.spot.sentence, PRONOUN_REACH):
            near, rivals = len(found), self._rivals(entity)
            features = pronoun(self.account, self.speech, item, entity, nearer=near, rivals=rivals)
            if features is not None:
                found.append((entity, features))
        number = self.choosing(item.kind, item.spot.span, found) if found else None
        if number is not None:
            entity = found[number][0]
            entity.gender = entity.gender or item.gender
            self._touch(entity, item.spot, "pronoun")

    def _take_phrase(self, item: NounPhrase) -> None:
        how: How
        entity, how = self._beside(item), "title"
        if entity is None:
            entity, how = self._official(item), "description"
        if entity is None:
            entity, how = self._office(item), "office"
        if entity is None and item.pointing:
            entity = self._described(item)
            how = "office" if entity and "person" in item.kinds and item.noun in entity.nouns else "description"  # fmt: skip
        entity = entity or Entity(None, item.kinds, plural=item.plural, gender=item.gender)
        entity.gender = entity.gender or item.gender
        tree = self.account.trees[item.spot.sentence]
        if how == "title" or not entity.named:
            entity.add_noun(tree, item.spot.word)
        if how == "title" and "person" in item.kinds:
            entity.roles.append(role(self.account, item.spot.span))
        self._touch(entity, item.spot, how)

    def _beside(self, item: NounPhrase) -> Entity | None:
        """The bearer of the name that a phrase stands beside, of the same kind."""
        if item.beside is None or item.plural:
            return None
        for named in self._by_sentence[item.spot.sentence]:
            entity = named.entity
            if item.beside in named.words and entity and _alike(item, entity):
                return entity
        return None

    def _official(self, item: NounPhrase) -> Entity | None:
        """The state in "Russian officials", "the government of Orsan"."""
        return self._owner(item) if item.noun in OFFICIALS else None

    def _owner(self, item: NounPhrase) -> Entity | None:
        """The state that narrows a noun, as adjective, genitive or behind "of"."""
        tree = self.account.trees[item.spot.sentence]
        kids = {c for c in tree.children[item.spot.word] if _owns(tree, c)}
        for named in self._by_sentence[item.spot.sentence]:
            entity = named.entity
            if entity and entity.label in {"GPE", "NORP"} and named.spot.word in kids:
                return entity
        return None

    def _office(self, item: NounPhrase) -> Entity | None:
        """Who held a real state's office when the text was published: "the Russian president"."""
        owner = self._owner(item)
        if owner is None or not owner.state or item.plural or not item.pointing:
            return None
        office = " ".join([*sorted(item.narrowed & _RANKS), item.noun])
        name = holder(owner.state, office, self.account.doc.published)
        if name is None:
            return None
        last = name.split()[-1].casefold()
        for entity in self.by_name:
            if entity.label == "PERSON" and any(n.casefold().endswith(last) for n in entity.names):
                return entity
        made = Entity("PERSON", frozenset(["person"]))
        made.known_as = name
        return self.by_office.setdefault(name, made)

    def _described(self, item: NounPhrase) -> Entity | None:
        """What a phrase with "the" stands for, if anything that was spoken of."""
        found: list[tuple[Entity, Features]] = []
        known = self._by_noun.get(item.noun)
        near = list(self.recent(item.spot.sentence, PHRASE_REACH))
        if known is not None and known not in near:
            near.append(known)
        for entity in near:
            features = describe(
                self.account, item, entity, nearer=len(found), rivals=self._rivals(entity)
            )
            if features is not None:
                found.append((entity, features))
        number = self.choosing("phrase", item.spot.span, found) if found else None
        return found[number][0] if number is not None else None


def _owns(tree: Tree, word: int) -> bool:
    """Whether a word narrows its noun to what is its own: no "officials in Talmir"."""
    behind = tree.rel(word) == "nmod"
    return tree.has(word, "case", {"of"}) if behind else tree.rel(word) != "conj"


def _alike(item: NounPhrase, entity: Entity) -> bool:
    """Whether a phrase can say what a name's bearer is."""
    if "person" in item.kinds or entity.kinds == {"person"}:
        return "person" in item.kinds and "person" in entity.kinds
    return True
