"""Words by which a text puts two actors beside or against one another, and who the two are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rashomon.align.walk import base_rel, negated
from rashomon.nlp.lexicon import BENEFIT
from rashomon.nlp.tree import Tree

Sign = Literal[-1, 1]


def _signed(*, friendly: str, hostile: str) -> dict[str, Sign]:
    return {**dict.fromkeys(friendly.split(), 1), **dict.fromkeys(hostile.split(), -1)}


# By these a source takes a stance towards whom it speaks of.
STANCES: Mapping[str, Sign] = _signed(
    friendly="""admire applaud back celebrate cheer commend congratulate defend embrace endorse
    hail honour honor laud like love praise salute support thank trust vouch welcome""",
    hostile="""accuse attack belittle berate blame castigate censure chide condemn criticise criticize
    decry denounce deplore deride despise disparage distrust hate insult lambast lambaste mock
    oppose rebuke reproach ridicule scold slam threaten vilify""",
)
_ACTS: Mapping[str, Sign] = _signed(
    friendly="""ally arm cooperate defend equip finance fund join partner reconcile side supply""",
    hostile="""ambush arrest assassinate assault bomb bombard bully capture clash defy destroy detain
    eliminate expel feud fight humiliate invade jail kidnap kill murder oust overthrow persecute
    provoke punish quarrel raid retaliate rout sanction shell strike subdue sue thwart topple""",
)
VERBS: Mapping[str, Sign] = {
    **{verb: 1 if sign > 0 else -1 for verb, sign in BENEFIT.items()},
    **STANCES,
    **_ACTS,
}
NOUNS: Mapping[str, Sign] = _signed(
    friendly="""aid alliance assistance backing defence defense endorsement friendship help pact
    partnership praise rescue support treaty""",
    hostile="""accusation aggression assault attack blackmail blockade bombardment bombing campaign
    clash condemnation criticism crackdown embargo feud hostility invasion offensive quarrel raid
    retaliation sanction shelling strike threat vendetta war""",
)
STANDINGS: Mapping[str, Sign] = _signed(
    friendly="accomplice ally backer friend partner patron protector protégé proxy puppet supporter",
    hostile="adversary archenemy archrival critic enemy foe nemesis opponent rival",
)
_OBJECTS = frozenset({"obj", "iobj", "nsubj:pass"})
# Behind which words stands whom it is done to, by whether it is friendly or hostile; "against" turns a
# friendly word round: "defends Orsan against Merrowe".
_BEHIND_VERBS: Mapping[Sign, frozenset[str]] = {
    1: frozenset("with to for behind".split()),
    -1: frozenset("on at upon".split()),
}
_BEHIND_NOUNS: Mapping[Sign, frozenset[str]] = {
    1: frozenset("with to for of".split()),
    -1: frozenset("on at upon with to of".split()),
}
_OPEN = frozenset("will would could may might should must can shall ought".split())
_SUPPOSING = frozenset("if unless whether lest".split())
_RELATIVES = frozenset({"who", "which", "that"})
_ASIDE = frozenset({"obl", "nmod"})
_CLAUSES = frozenset({"acl:relcl", "acl"})


@dataclass(frozen=True, slots=True)
class Towards:
    """A word that ties whoever stands at one place of a sentence to whoever stands at another.

    The places are words: the head of the phrase that acts, and that of the one it is done to.
    """

    word: int
    sign: Sign
    doer: int
    done_to: int


def ties_in(tree: Tree) -> Iterator[Towards]:
    """What a sentence says outright that one does to, or is to, another; not what it supposes or denies."""
    if tree.is_question:
        return
    for word in range(len(tree)):
        if tree.upos(word) == "VERB" and tree.lemmas[word] in VERBS:
            yield from _by_verb(tree, word)
        elif tree.upos(word) == "NOUN":
            yield from _by_noun(tree, word)
            yield from _by_standing(tree, word)


def objects(tree: Tree, word: int, sign: Sign) -> Iterator[tuple[int, Sign]]:
    """On whom a friendly or hostile word is done, each with the sign that it has for that one."""
    behind = (_BEHIND_VERBS if tree.upos(word) == "VERB" else _BEHIND_NOUNS)[sign]
    for kid in tree.children[word]:
        if tree.rel(kid) in _OBJECTS:
            yield kid, sign
        elif base_rel(tree, kid) in _ASIDE and kid > word:
            prepositions = {tree.lower[c] for c in tree.kids(kid, "case")}
            if "against" in prepositions:
                yield kid, -1
            elif prepositions & behind:
                yield kid, sign


def sign_of(tree: Tree, word: int) -> Sign | None:
    """Whether a word by itself says something friendly or hostile."""
    table = VERBS if tree.upos(word) == "VERB" else NOUNS
    return table.get(tree.lemmas[word])


def is_said(tree: Tree, verb: int) -> bool:
    """Whether a verb says what happens, rather than what may, should or does not."""
    chain = [verb, *(a for a in tree.ancestors(verb))]
    for word, above in zip(chain, [*chain[1:], -1], strict=True):
        if negated(tree, word) or tree.has(word, "aux", _OPEN):
            return False
        if any(tree.lower[c] in _SUPPOSING for c in tree.kids(word, "mark")):
            return False
        if tree.rel(word) not in {"conj", "xcomp"} or above < 0:
            break
    return not tree.has(verb, "mark", {"to"})


def _by_verb(tree: Tree, verb: int) -> Iterator[Towards]:
    if not is_said(tree, verb):
        return
    sign = VERBS[tree.lemmas[verb]]
    passive = tree.kid(verb, "nsubj:pass")
    if passive is not None:
        agents = (
            k for k in tree.children[verb] if base_rel(tree, k) == "obl" and _has(tree, k, "by")
        )
        yield from (Towards(verb, sign, agent, passive) for agent in agents)
        return
    doer = _subject(tree, verb)
    if doer is not None:
        yield from (Towards(verb, way, doer, other) for other, way in objects(tree, verb, sign))


def _subject(tree: Tree, verb: int) -> int | None:
    """Who does it: the verb's subject, that of the verb it is joined to, or whom a relative means."""
    subject = tree.kid(verb, "nsubj")
    if subject is not None and tree.lower[subject] not in _RELATIVES:
        return subject
    if tree.rel(verb) == "conj" and subject is None:
        return _subject(tree, tree.head(verb))
    return tree.head(verb) if tree.rel(verb) in _CLAUSES else None


def _by_noun(tree: Tree, noun: int) -> Iterator[Towards]:
    """Whose it is, and on whom: "Israel's attack on Iran", "the war between Iran and Israel"."""
    sign = NOUNS.get(tree.lemmas[noun])
    if not sign or negated(tree, noun):
        return
    owner = next(tree.kids(noun, "nmod:poss", "compound", "amod"), None)
    if owner is not None:
        yield from (Towards(noun, way, owner, other) for other, way in objects(tree, noun, sign))
    for kid in (k for k in tree.kids(noun, "nmod") if _has(tree, k, "between")):
        beside = (k for k in tree.kids(noun, "nmod") if tree.kid(k, "cc") is not None)
        others = dict.fromkeys([*tree.kids(kid, "conj"), *beside])
        yield from (Towards(noun, sign, kid, other) for other in others if other != kid)


def _has(tree: Tree, word: int, preposition: str) -> bool:
    return any(tree.lower[c] == preposition for c in tree.kids(word, "case"))


def _by_standing(tree: Tree, noun: int) -> Iterator[Towards]:
    """Who is it, and whose: "Dorn is an ally of Orsan", "Dorn, Orsan's rival"."""
    sign = STANDINGS.get(tree.lemmas[noun])
    if not sign or negated(tree, noun):
        return
    whose = [*tree.kids(noun, "nmod:poss"), *(word for word, _ in objects(tree, noun, 1))]
    bearers = [*tree.kids(noun, "nsubj", "appos", "flat")]
    if tree.rel(noun) == "appos":
        bearers.append(tree.head(noun))
    if tree.has(noun, "aux", _OPEN):
        return
    yield from (Towards(noun, sign, bearer, other) for bearer in bearers for other in whose)
