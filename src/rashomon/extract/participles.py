"""Participles behind a comma that tell what came of the clause: "…, undermining consensus"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.extract.causal_words import COMPLEMENT, GIVING, verb_sign
from rashomon.extract.frames import Frame, by_clause
from rashomon.extract.mood import mood
from rashomon.extract.phrases import clause
from rashomon.nlp.tree import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rashomon.nlp.tree import Tree

RULE = "rule:participles/1"
_RESULT_VERBS = frozenset([*COMPLEMENT, *GIVING, "leave", "send"])


def is_result_participle(tree: Tree, i: int) -> bool:
    """Whether the verb at i is a participle behind a comma that tells what came of the clause."""
    head = tree.head(i)
    if (
        not tree.lower[i].endswith("ing")
        or head < 0
        or head > i
        or tree.rel(i) not in {"advcl", "conj", "acl"}
    ):
        return False
    means = by_clause(tree, head)
    if tree.kid(i, "nsubj", "mark", "aux", "case") is not None or (means is not None and means < i):
        return False
    first = min(tree.subtree(i))
    before = first - 1 if tree.words[first] == "," else first - 2
    if (
        before > 0
        and tree.upos(before) == "ADJ"
        and tree.upos(i + 1 if i + 1 < len(tree) else i) == "NOUN"
    ):
        return False  # "the democratic, stabilizing sense"
    comma = tree.words[first] in ",–—" or (first > 0 and tree.words[first - 1] in ",–—")
    if not comma or (tree.rel(i) == "conj" and tree.lower[head].endswith("ing")):
        return comma and tree.rel(i) == "conj" and is_result_participle(tree, head)
    return _names_result(tree, i)


def _names_result(tree: Tree, i: int) -> bool:
    return bool(verb_sign(tree, i)) or tree.lemmas[i] in _RESULT_VERBS


def find_participle(tree: Tree, i: int) -> Iterator[Frame]:
    """As in "…, undermining consensus": the main clause is the cause, the participial phrase the effect."""
    if not _names_result(tree, i):
        return
    head = tree.head(i)
    if tree.rel(i) == "conj" and tree.lower[head].endswith("ing"):
        head = tree.head(head)
    main = next((w for w in (head, *tree.ancestors(head)) if _is_clause(tree, w)), None)
    if main is None:
        return
    around = _participles(tree, main)
    cause = clause(tree, main, without=around)
    effect = clause(tree, i, without=_participles(tree, i))
    if cause is not None and effect is not None and cause[1] <= effect[0]:
        read = mood(tree, main, negation=False)
        yield Frame(cause, effect, None, 1, RULE, read.mode, read.hedged)


def _is_clause(tree: Tree, i: int) -> bool:
    return (
        tree.upos(i) in PREDICATES
        and tree.kid(i, "nsubj", "nsubj:pass", "csubj", "aux", "expl") is not None
    )


def _participles(tree: Tree, i: int) -> set[int]:
    below: Iterable[int] = tree.subtree(i) - {i}
    return {c for c in below if is_result_participle(tree, c)}
