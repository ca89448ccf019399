"""Steps over a sentence's tree that align needs: relations without subtypes, heads of phrases."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from rashomon.core.spans import Spans
from rashomon.nlp.lexicon import NEGATORS
from rashomon.nlp.tree import Tree

_ASIDE = frozenset({"obl", "nmod", "advmod", "punct", "cc", "case", "mark"})


def base_rel(tree: Tree, word: int) -> str:
    """The relation of a word to its head, without its subtype."""
    return tree.rel(word).partition(":")[0]


def base_kid(tree: Tree, word: int, *rels: str) -> int | None:
    """The first dependant of a word in one of the relations, subtypes included."""
    return next((c for c in tree.children[word] if base_rel(tree, c) in rels), None)


def phrase_under(tree: Tree, word: int, *, without: Iterable[str] = ()) -> list[int]:
    """A word with all that hangs on it, in order, dependants in some relations left out."""
    out = frozenset(without)
    dropped = {c for c in range(len(tree)) if base_rel(tree, c) in out}
    return sorted(tree.subtree(word, without=dropped))


def words_in(tree: Tree, spans: Spans) -> list[int]:
    """The words that share a character with the spans, in order."""
    tokens = tree.parsed.tokens
    found: set[int] = set()
    for start, end in spans:
        first = bisect_left(tokens, (start,))  # the first word that begins in the span
        if first and tokens[first - 1][1] > start:
            first -= 1
        found.update(range(first, bisect_left(tokens, (end,))))
    return sorted(found)


def head_of(tree: Tree, words: Sequence[int]) -> int:
    """The word of a phrase that all its others hang on, directly or not.

    A phrase that is no constituent has several; one that says where or how counts least ("grain
    prices on the coast" is about prices), else the one with the most of the phrase below it.
    """
    inside = set(words)
    tops = [word for word in words if tree.heads[word] not in inside]
    if len(tops) == 1:
        return tops[0]
    sizes = {top: len(inside & tree.subtree(top)) for top in tops}
    return max(tops, key=lambda top: (base_rel(tree, top) not in _ASIDE, sizes[top], -top))


def is_name(tree: Tree, word: int) -> bool:
    """Whether the word is a proper noun or part of a name that the reader found."""
    named = tree.parsed.mentions[word].partition("-")[2] in {"PERSON", "ORG", "LOC"}
    # a name that the reader never saw is often a common noun to it, but keeps its capital
    capital = word > 0 and tree.upos(word) == "NOUN" and tree.words[word][:1].isupper()
    return named or capital or tree.upos(word) == "PROPN"


def negated(tree: Tree, word: int) -> bool:
    """Whether a negator hangs on the word ("did not", "never", "no", "none of this means").

    It stands before its word; "struck not out of principle but" negates what follows.
    """
    before = (c for c in tree.children[word] if c < word)
    own = (c for c in before if base_rel(tree, c) in {"advmod", "det", "cc", "nsubj"})
    return any(tree.lemmas[c] in NEGATORS or tree.lower[c] in NEGATORS for c in own)
