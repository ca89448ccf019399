"""A change said to come after a happening: "oil prices rose after the strike"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.extract.causal_words import ADVERBIALS
from rashomon.extract.frames import Frame, apart
from rashomon.extract.mood import mood
from rashomon.extract.phrases import clause, noun_phrase, verb_lemma
from rashomon.nlp.lexicon import CHANGE_ADJECTIVES, CHANGE_VERBS
from rashomon.nlp.tree import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.core.spans import Span
    from rashomon.nlp.tree import Tree

RULE = "rule:sequences/1"
AFTER = frozenset(["after", "following", "amid"])
_PERSONAL = frozenset(["he", "she", "they", "we", "i", "you", "it"])


def find_sequences(tree: Tree) -> Iterator[Frame]:
    """Only a quantity that changes is taken: "he left after the strike" says nothing of a cause."""
    if tree.is_question:
        return
    for i in range(len(tree)):
        if _is_change(tree, i):
            for c in tree.kids(i, "obl", "advcl"):
                yield from _after(tree, i, c)


def _is_change(tree: Tree, i: int) -> bool:
    own = tree.kid(i, "nsubj")
    if own is None or tree.lower[own] in _PERSONAL or tree.upos(own) == "PROPN":
        return False
    if tree.upos(i) in PREDICATES:
        return verb_lemma(tree, i) in CHANGE_VERBS and tree.kid(i, "obj") is None
    return tree.kid(i, "cop") is not None and tree.lower[i] in CHANGE_ADJECTIVES


def _after(tree: Tree, i: int, c: int) -> Iterator[Frame]:
    signals = [m for m in tree.kids(c, "case", "mark") if tree.lower[m] in AFTER and m < c]
    if not signals or tree.lemmas[c] in ADVERBIALS or tree.upos(c) in {"NUM", "ADV"}:
        return
    happening = tree.rel(c) == "advcl" and tree.upos(c) in PREDICATES
    cause: Span | None = clause(tree, c) if happening else noun_phrase(tree, c)
    effect = clause(tree, i, without={c})
    if cause is not None and effect is not None and "DATE" not in tree.parsed.mentions[c]:
        read = mood(tree, i, negation=False)
        signal = tree.parsed.tokens[signals[0]]
        yield from apart(RULE, cause, effect, signal, 1, read.mode, hedged=read.hedged)
