"""Actors: whom the accounts of a story name, under all their names, titles and the words that stand for them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rashomon.align.chains import find_entities
from rashomon.align.entities import Entity
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
from rashomon.align.speakers import with_sources
from rashomon.align.trees import Account
from rashomon.core.bodies import Label
from rashomon.core.ids import content_id
from rashomon.core.views import Actor, Reference, Role


@dataclass(slots=True)
class _Group:
    """Entities of several texts that are one actor."""

    key: Key
    label: Label
    entities: list[Entity] = field(default_factory=list)

    @property
    def names(self) -> Counter[str]:
        """All names with how often each occurs."""
        return sum((entity.names for entity in self.entities), Counter())


def find_actors(accounts: Sequence[Account]) -> list[Actor]:
    """Bring together whom the accounts of one story speak of.

    Args:
        accounts: The documents of one story.

    Returns:
        The actors, those most spoken of first. A reference belongs to one actor; a pronoun that could mean
        several belongs to none.
    """
    found = [entity for account in accounts for entity in account.once(find_entities)]
    texts = {account.doc.id: account.doc.text for account in accounts}
    actors: dict[str, Actor] = {}
    for group in _joined(_groups(found)):
        actor = _actor(group, texts)
        same = actors.get(actor.id)
        actors[actor.id] = _both(same, actor) if same else actor
    ordered = sorted(actors.values(), key=lambda a: (-len(a.references), a.name, a.id))
    return with_sources(ordered, accounts)


def _groups(entities: Iterable[Entity]) -> list[_Group]:
    """Entities of the same full name, people apart from the rest."""
    groups: dict[tuple[bool, Key], _Group] = {}
    for entity in entities:
        assert entity.label is not None
        key = _full_key(entity)
        group = groups.setdefault((entity.label == "PERSON", key), _Group(key, entity.label))
        group.entities.append(entity)
    for group in groups.values():
        counts = Counter(e.label for e in group.entities if e.label)
        group.label = max(counts, key=lambda label: (counts[label], label != "MISC", label))
    for (person, key), group in list(groups.items()):
        place = groups.get((False, key))
        if person and place is not None and _mistaken(group, place):
            place.entities += groups.pop((person, key)).entities
    return list(groups.values())


def _mistaken(person: _Group, place: _Group) -> bool:
    """Whether the reader took a name for a person's that is otherwise a place's or a body's."""
    told = any(e.gender or e.roles or e.known_as for e in person.entities)
    return not told and person.names.total() <= place.names.total()


def _full_key(entity: Entity) -> Key:
    if entity.state:
        return ("state", entity.state)
    if entity.known_as:
        return name_key(entity.known_as)
    keys = Counter[Key]()
    for name, count in entity.names.items():
        keys[_key(name, entity.label)] += count
    places = [key[0] for key in keys]
    return max(
        keys,
        key=lambda key: (
            len(key),
            not any(is_people_of(key[0], place) for place in places),
            keys[key],
            key,
        ),
    )


def _key(name: str, label: Label | None) -> Key:
    key = name_key(name)
    return without_title(key) if label == "PERSON" else key


def _joined(groups: Sequence[_Group]) -> list[_Group]:
    """Groups with bare surnames, acronyms and demonyms taken into the one group that they can mean."""
    index: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        for sign in _signs(group):
            index[sign].append(group)
    kept = []
    for group in groups:
        near = {id(g): g for sign in _looked_up(group) for g in index[sign] if g is not group}
        fitting = [g for g in near.values() if _short_of(group, g)]
        if len(fitting) == 1:
            fitting[0].entities += group.entities
        else:
            kept.append(group)
    return kept


def _signs(group: _Group) -> set[str]:
    if group.key[0] == "state":
        return set()
    return {*group.key, *(w[:STEM] for w in group.key), *initials(" ".join(group.key))}


def _looked_up(group: _Group) -> list[str]:
    word = group.key[0]
    return [word, word[:STEM], word.replace(".", "")] if len(group.key) == 1 else []


def _short_of(short: _Group, whole: _Group) -> bool:
    """Whether a name of one word stands for a longer one: a surname, an acronym, a demonym."""
    if "PERSON" in {short.label, whole.label}:
        same = short.label == whole.label and len(whole.key) > 1 and short.key[0] == whole.key[-1]
        return same and is_part(short.key, "PERSON", whole.key, "PERSON")
    if any(is_acronym(name, " ".join(whole.key)) for name in short.names):
        return True
    people = short.label == "NORP" and whole.label in {"GPE", "LOC"} and len(whole.key) == 1
    return people and is_people_of(short.key[0], whole.key[0])


def _actor(group: _Group, texts: dict[str, str]) -> Actor:
    name, label = _name(group), group.label
    references = sorted(
        {r for entity in group.entities for r in entity.references},
        key=lambda r: (r.doc, r.span, r.how),
    )
    aliases = Counter(_alias(texts[r.doc], r) for r in references if r.how != "pronoun")
    return Actor(
        content_id("actor", [name, label]),
        name,
        label,
        tuple(sorted(aliases.items(), key=lambda pair: (-pair[1], pair[0]))),
        _roles(role for entity in group.entities for role in entity.roles),
        tuple(references),
    )


def _alias(text: str, reference: Reference) -> str:
    return " ".join(text[slice(*reference.span)].split())


def _name(group: _Group) -> str:
    """The fullest name, in its usual spelling; a state's is that of the table."""
    if group.key[0] == "state":
        return group.key[1]
    known = next((e.known_as for e in group.entities if e.known_as), "")
    if known:
        return known
    names = Counter({n: c for n, c in group.names.items() if _key(n, group.label) == group.key})
    best = max(names, key=lambda n: (not n.isupper(), names[n], n))
    words = " ".join(best.removesuffix("'s").removesuffix("’s").split())
    shown = words.split()[-len(group.key) :] if group.label == "PERSON" else words.split()
    return " ".join(shown[1:] if shown[0].lower() == "the" and len(shown) > 1 else shown)


def _roles(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Each title once a text, where it stands first."""
    first: dict[tuple[str, str], Role] = {}
    for role in sorted(roles, key=lambda r: (r.when, r.doc, r.span)):
        first.setdefault((role.title.casefold(), role.doc), role)
    return tuple(first.values())


def _both(left: Actor, right: Actor) -> Actor:
    """Two that came out under one name."""
    aliases = Counter(dict(left.aliases)) + Counter(dict(right.aliases))
    return Actor(
        left.id,
        left.name,
        left.label,
        tuple(sorted(aliases.items(), key=lambda pair: (-pair[1], pair[0]))),
        _roles((*left.roles, *right.roles)),
        tuple(sorted({*left.references, *right.references}, key=lambda r: (r.doc, r.span))),
    )
