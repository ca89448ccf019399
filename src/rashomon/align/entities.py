"""The named ones of one text: names that mean the same, with their titles and what these tell."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rashomon.align.names import (
    STEM,
    Key,
    initials,
    is_acronym,
    is_part,
    is_people_of,
    name_key,
    without_title,
)
from rashomon.align.nouns import HONORIFICS, Gender, Kind, gender_of, noun_kinds
from rashomon.align.states import StateName, seats, state_named
from rashomon.align.trees import Account
from rashomon.align.walk import head_of, words_in
from rashomon.core.bodies import Label, Mention
from rashomon.core.spans import Span
from rashomon.core.views import Reference, Role
from rashomon.nlp.lexicon import CUES
from rashomon.nlp.tree import Tree

_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her|our|my)\s+", re.IGNORECASE)
# Verbs beside those of saying by which a capital stands for its government, not for the town.
_STATE_ACTS = CUES.keys() | frozenset(
    """accept accuse agree annex approve back ban blame break cancel condemn cut decide demand deploy deny detain expel
    finance fund halt impose intervene invade lift mediate negotiate offer order prepare pressure recall recognise
    recognize refuse reject respond retaliate sanction seek send sign summon supply support suspend threaten veto want
    withdraw withhold""".split()
)
MIN_NAME = 3  # letters of a name that is looked for where the reader saw none
MAX_TITLE = 7  # words before a name that can be its title
_NO_ACTORS = frozenset(["DATE", "QUANTITY"])
_GEOGRAPHIC = frozenset(["GPE", "NORP", "LOC", "ORG", "FAC"])
_KINDS: dict[str, frozenset[Kind]] = {
    "PERSON": frozenset(["person"]),
    "ORG": frozenset(["body"]),
    "GPE": frozenset(["place", "body"]),
    "NORP": frozenset(["body"]),
    "LOC": frozenset(["place"]),
    "FAC": frozenset(["place"]),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something was spoken of."""

    sentence: int
    word: int
    span: Span
    rel: str
    pronoun: bool = False


@dataclass(eq=False, slots=True)
class Entity:
    """Someone or something that a text speaks of; without a label it has no name."""

    label: Label | None
    kinds: frozenset[Kind]
    state: str = ""
    known_as: str = ""  # the holder of an office whom the text does not name
    plural: bool = False
    gender: Gender = ""
    names: Counter[str] = field(default_factory=Counter)
    nouns: dict[str, set[str]] = field(
        default_factory=dict
    )  # head noun of a title -> its modifiers
    roles: list[Role] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    @property
    def named(self) -> bool:
        """Whether the text names it."""
        return self.label is not None

    def add_noun(self, tree: Tree, word: int) -> None:
        """Remember a noun by which the text calls it, with the words that narrow it."""
        self.nouns.setdefault(tree.lemmas[word], set()).update(modifiers(tree, word))


def modifiers(tree: Tree, word: int) -> set[str]:
    """Lemmas of the words that narrow a noun: "foreign" minister."""
    return {tree.lemmas[c] for c in tree.children[word] if tree.rel(c) in {"amod", "compound"}}


@dataclass(eq=False, slots=True)
class Named:
    """One name in a text."""

    spot: Spot
    words: frozenset[int]
    text: str
    label: Label
    key: Key
    title: tuple[int, ...]  # words before it
    state: StateName | None
    entity: Entity | None = None


def find_named(account: Account) -> list[Named]:
    """The names of a text in order, each with its entity."""
    found = [named for named in _read_names(account) if named.key]
    groups: dict[Key, list[Named]] = defaultdict(list)
    for named in found:
        groups[named.key].append(named)
    hosts = _hosts(groups)
    entities: dict[Key, Entity] = {}
    for key, members in groups.items():
        root = _root(key, hosts)
        entity = entities.get(root) or _entity(groups[root])
        entities[root] = entity
        for named in members:
            _join(account, entity, named)
    return found


def _read_names(account: Account) -> Iterator[Named]:
    bodies = (annotation.body for annotation in account.annotations)
    mentions = {body.name[0]: body.label for body in bodies if isinstance(body, Mention)}
    _add_missed(account.doc.text, mentions)
    for span, label in sorted(mentions.items()):
        sentence = account.sentence_at(span)
        if sentence is not None and label not in _NO_ACTORS:
            yield from _read_name(account, sentence, span, label)


def _add_missed(text: str, mentions: dict[Span, Label]) -> None:
    """Seats of government, and names found elsewhere in the text, where the reader saw none."""
    taken = {at for span in mentions for at in range(*span)}
    known: dict[str, Label] = {
        text[slice(*span)]: label
        for span, label in mentions.items()
        if label not in _NO_ACTORS and span[1] - span[0] >= MIN_NAME and text[span[0]].isupper()
    }
    longest = sorted(known, key=len, reverse=True)
    again = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b") if known else None
    for pattern in (seats(), again):
        for match in pattern.finditer(text) if pattern else ():
            if taken.isdisjoint(range(*match.span())):
                mentions[match.span()] = known.get(match[0], "ORG")
                taken.update(range(*match.span()))


def _read_name(account: Account, sentence: int, span: Span, label: Label) -> Iterator[Named]:
    tree = account.trees[sentence]
    words = words_in(tree, (span,))
    if not words:
        return
    head = head_of(tree, words)
    text = account.doc.text[slice(*span)]
    key = name_key(text)
    if label == "PERSON":
        key = without_title(key)
    state = _state(tree, head, text) if label in _GEOGRAPHIC else None
    if state is not None:
        key = ("state", state.state)
    spot = Spot(sentence, head, span, tree.rel(head))
    title = tuple(_title(tree, words[0])) if label == "PERSON" else ()
    yield Named(spot, frozenset(words), text, label, key, title, state)


def _state(tree: Tree, head: int, text: str) -> StateName | None:
    """The state that a name means; a capital means it only where it acts ("Moscow said")."""
    found = state_named(text.removesuffix("'s").removesuffix("’s"))
    if found is None or (found.kind == "capital" and not acts(tree, head)):
        return None
    return found


def acts(tree: Tree, word: int) -> bool:
    """Whether a word does what governments do: the subject of such a verb, or whom a passive is by."""
    head = tree.head(word)
    if tree.rel(word) == "obl:agent":
        return True
    return tree.rel(word) == "nsubj" and head >= 0 and tree.lemmas[head] in _STATE_ACTS


def _title(tree: Tree, first: int) -> list[int]:
    """The words of a title right before a name: "Deputy Foreign Minister", "the baker"."""
    word = first - 1
    if word < 0 or not _is_title_noun(tree, word):
        return []
    while word > 0 and first - word < MAX_TITLE and tree.upos(word - 1) in {"NOUN", "PROPN", "ADJ"}:
        word -= 1
    return list(range(word, first))


def _is_title_noun(tree: Tree, word: int) -> bool:
    noun = tree.upos(word) in {"NOUN", "PROPN", "ADJ"} and "person" in noun_kinds(tree.lower[word])
    return noun or tree.lower[word] in HONORIFICS


def _hosts(groups: dict[Key, list[Named]]) -> dict[Key, Key]:
    """For each short name, acronym and demonym the one name that it stands for."""
    found: dict[Key, Key] = {}
    index: dict[str, list[Key]] = defaultdict(list)
    for key, members in groups.items():
        for sign in _signs(key, members[0].text):
            index[sign].append(key)
    for key, members in groups.items():
        signs = {*key, *(sign for word in key for sign in (word[:STEM], word.replace(".", "")))}
        near = {other: None for sign in sorted(signs) for other in index[sign] if other != key}
        fitting = [other for other in near if _fits(members, groups[other])]
        if len(fitting) == 1 or (fitting and _nested(fitting)):
            found[key] = _longest(fitting)
    return found


def _signs(key: Key, text: str) -> set[str]:
    """By what a name is looked up: its words, their parts and beginnings, its initials."""
    parts = {part for word in key for part in (word, *word.split("-"))}
    return parts | {word[:STEM] for word in key} | initials(text)


def _longest(keys: Sequence[Key]) -> Key:
    return max((len(key), key) for key in keys)[1]


def _nested(keys: Sequence[Key]) -> bool:
    """Whether the longest of some names has all the words of the others."""
    longest = set(_longest(keys))
    return all(set(key) <= longest for key in keys)


def _other_form(short: Sequence[Named], whole: Sequence[Named]) -> bool:
    """Acronyms and demonyms share no word with their name."""
    a, b = short[0], whole[0]
    return is_acronym(a.text, b.text) or _is_people(a, b)


def _is_people(a: Named, b: Named) -> bool:
    """A demonym of a place, or its adjective that the reader took for something else."""
    if len(a.key) != 1 or len(b.key) != 1 or a.title or b.title:
        return False
    labels = {a.label, b.label}
    return bool(labels & {"GPE", "LOC", "NORP"}) and is_people_of(a.key[0], b.key[0])


def _fits(short: Sequence[Named], whole: Sequence[Named]) -> bool:
    a, b = short[0], whole[0]
    if a.state or b.state:
        return False
    label, other = _label(short), _label(whole)
    if _other_form(short, whole):
        return True
    clash = {_gender_of_titles(short), _gender_of_titles(whole)} == {"m", "f"}
    return not clash and is_part(a.key, label, b.key, other)


def _gender_of_titles(members: Sequence[Named]) -> Gender:
    words = [word.casefold() for named in members for word in named.text.split()[:1]]
    return gender_of(words)


def _root(key: Key, hosts: dict[Key, Key]) -> Key:
    seen = {key}
    while key in hosts and hosts[key] not in seen:
        key = hosts[key]
        seen.add(key)
    return key


def _label(members: Sequence[Named]) -> Label:
    counts = Counter(named.label for named in members)
    return max(counts, key=lambda label: (counts[label], label != "MISC", label))


def _entity(members: Sequence[Named]) -> Entity:
    state = members[0].state.state if members[0].state else ""
    label: Label = "GPE" if state else _label(members)
    plural = label == "NORP" and members[0].text.endswith("s")
    return Entity(label, _KINDS.get(label, frozenset(["thing"])), state=state, plural=plural)


def _join(account: Account, entity: Entity, named: Named) -> None:
    """One more name of an entity, with what stands before it."""
    named.entity = entity
    entity.names[named.text] += 1
    entity.references.append(Reference(account.doc.id, named.spot.span, "name"))
    tree = account.trees[named.spot.sentence]
    before = [tree.lower[word] for word in named.title]
    inside = [tree.lower[word] for word in sorted(named.words)]
    entity.gender = entity.gender or gender_of([*reversed(before), *inside[:2]])
    nouns = [word for word in named.title if tree.lower[word] not in HONORIFICS]
    if nouns:
        entity.nouns.setdefault(tree.lower[nouns[-1]], set()).update(
            tree.lemmas[word] for word in nouns[:-1]
        )
        span = tree.words_span(nouns)
        if span:
            entity.roles.append(role(account, span))
    if entity.label != "PERSON":
        _name_nouns(entity, tree, named)


def role(account: Account, span: Span) -> Role:
    """A title as it stands in a text, without its article."""
    title = _ARTICLE.sub("", " ".join(account.doc.text[slice(*span)].split()))
    return Role(title, account.doc.id, span, account.doc.published[:10])


def _name_nouns(entity: Entity, tree: Tree, named: Named) -> None:
    """Nouns in a name call its bearer too: "the Ministry of Defence" is "the ministry"."""
    for word in named.words:
        if noun_kinds(tree.lower[word]) & {"body", "place"}:
            entity.nouns.setdefault(tree.lower[word], set())
