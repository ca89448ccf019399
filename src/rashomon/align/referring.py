"""What in a sentence may refer to someone: pronouns, and phrases with a common noun at their head."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from rashomon.align.entities import Named, Spot, modifiers
from rashomon.align.nouns import GENDERS, Gender, Kind, noun_kinds
from rashomon.align.walk import base_rel
from rashomon.nlp.tree import Tree

PronounKind = Literal["he", "it", "they"]
_FORMS: dict[str, tuple[PronounKind, Gender]] = {
    **dict.fromkeys("he him his himself".split(), ("he", "m")),
    **dict.fromkeys("she her hers herself".split(), ("he", "f")),
    **dict.fromkeys("it its itself".split(), ("it", "")),
    **dict.fromkeys("they them their theirs themselves".split(), ("they", "")),
}
REFLEXIVE = frozenset("himself herself itself themselves".split())
POSSESSIVE = frozenset("his her its their".split())
_NO_HEADS = frozenset("compound amod flat fixed goeswith nmod:desc".split())
_POINTING = frozenset("the this that these those".split())
_OTHERS = frozenset("new former other next another previous late".split())  # one not yet named
_NO_THINGS = frozenset(
    "year month week day hour minute morning evening night time way part end case thing number moment lot".split()
)
_IRREGULAR_PLURALS = frozenset("people men women police children troops authorities".split())


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun of the third person."""

    spot: Spot
    word: str
    kind: PronounKind
    gender: Gender


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A phrase with a common noun as its head.

    `pointing` tells whether it stands for something known ("the minister"); `beside` is the word of a name that
    it stands next to in apposition, or that it is said to be.
    """

    spot: Spot
    noun: str
    narrowed: frozenset[str]
    kinds: frozenset[Kind]
    gender: Gender
    plural: bool
    pointing: bool
    beside: int | None


def pronouns(tree: Tree, sentence: int) -> Iterator[Pronoun]:
    """The pronouns of a sentence."""
    for word, form in enumerate(tree.lower):
        known = _FORMS.get(form)
        if known and tree.upos(word) in {"PRON", "DET"} and tree.rel(word) != "expl":
            spot = Spot(sentence, word, tree.parsed.tokens[word], tree.rel(word), pronoun=True)
            yield Pronoun(spot, form, *known)


def noun_phrases(tree: Tree, sentence: int, names: Collection[Named]) -> Iterator[NounPhrase]:
    """The phrases of a sentence with a common noun at their head, in order."""
    taken = {word for named in names for word in (*named.words, *named.title)}
    heads = {word for named in names for word in named.words}
    for word in range(len(tree)):
        if word in taken or not _is_head(tree, word):
            continue
        span = tree.words_span(_own_words(tree, word))
        if span is not None:
            yield _phrase(tree, Spot(sentence, word, span, tree.rel(word)), heads)


def _is_head(tree: Tree, word: int) -> bool:
    dated = tree.parsed.mentions[word][2:] in {"DATE", "QUANTITY"}
    noun = tree.upos(word) == "NOUN" and tree.rel(word) not in _NO_HEADS
    return noun and not dated and tree.lemmas[word] not in _NO_THINGS


def _own_words(tree: Tree, word: int) -> list[int]:
    """The noun with what narrows it, without clauses, appositions and second members."""
    rels = {"acl", "appos", "conj", "cc", "parataxis", "punct", "advcl", "case", "cop", "nsubj", "mark", "aux", "advmod", "ccomp", "obl"}  # fmt: skip
    out = {c for c in tree.children[word] if base_rel(tree, c) in rels}
    inside = tree.subtree(word, without=out)
    return tree.run(inside, word)


def _phrase(tree: Tree, spot: Spot, names: Collection[int]) -> NounPhrase:
    word = spot.word
    noun = tree.lemmas[word]
    first = [tree.lower[c] for c in tree.children[word] if c < word and tree.rel(c) == "det"]
    narrowed = frozenset(modifiers(tree, word))
    return NounPhrase(
        spot,
        noun,
        narrowed,
        noun_kinds(noun),
        GENDERS.get(noun, ""),
        plural=_is_plural(tree, word),
        pointing=bool(_POINTING.intersection(first)) and not narrowed & _OTHERS,
        beside=_beside(tree, word, names),
    )


def _is_plural(tree: Tree, word: int) -> bool:
    low = tree.lower[word]
    return low in _IRREGULAR_PLURALS or (low.endswith("s") and low != tree.lemmas[word])


def _beside(tree: Tree, word: int, names: Collection[int]) -> int | None:
    """The name that a phrase stands in apposition to, or is said to be ("Dovic is the minister")."""
    head = tree.head(word)
    if tree.rel(word) == "appos" and head in names:
        return head
    under = next((c for c in tree.kids(word, "appos") if c in names), None)
    if under is not None:
        return under
    said = tree.kid(word, "cop") is not None and not tree.has(word, "advmod", {"not", "never"})
    return next((c for c in tree.kids(word, "nsubj") if c in names), None) if said else None
