"""Adverbs that name the clause or sentence before as the cause: therefore, so, as a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.extract.frames import Frame, apart
from rashomon.extract.mood import mood
from rashomon.extract.phrases import clause, subject
from rashomon.nlp.tree import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.nlp.tree import Tree

RULE = "rule:connectives/1"
_OPENING = 4  # words; an adverb later in a sentence does not look back to the sentence before
THEREFORE = frozenset(["therefore", "thus", "hence", "consequently", "accordingly", "thereby"])
AS_RESULT = (
    ("as", "a", "result"),
    ("as", "a", "consequence"),
    ("for", "this", "reason"),
    ("for", "that", "reason"),
)


def find_consequences(tree: Tree, before: Tree | None) -> Iterator[Frame]:
    """The clause with the adverb is the effect, what stands before it the cause."""
    for at in range(len(tree)):
        width = _consequence_width(tree, at)
        if width:
            yield from _consequence(tree, at, width, before)


def _consequence_width(tree: Tree, at: int) -> int:
    """How many words the adverb at `at` has, 0 for none."""
    if tree.lower[at] in THEREFORE:
        return 1
    if tree.lower[at] == "so" and _is_clausal_so(tree, at):
        return 1
    for words in AS_RESULT:
        if tree.lower[at : at + len(words)] == words and tree.lower[
            at + len(words) : at + len(words) + 1
        ] != ("of",):
            return len(words)
    return 0


def _is_clausal_so(tree: Tree, at: int) -> bool:
    """Whether "so" opens a clause behind a comma: not "so far", "so that", nor "so strong"."""
    following = tree.lower[at + 1] if at + 1 < len(tree) else ""
    opens = at > 0 and tree.words[at - 1] in ",;–—"
    head = tree.head(at)
    return (
        opens
        and following not in {"that", "far", "called", "-"}
        and head > at
        and tree.upos(head) in PREDICATES
    )


def _consequence(tree: Tree, at: int, width: int, before: Tree | None) -> Iterator[Frame]:
    own = _clause_of(tree, at)
    signal = (tree.parsed.tokens[at][0], tree.parsed.tokens[at + width - 1][1])
    effect = clause(tree, own, without={c for c in tree.children[own] if at <= c < at + width})
    if effect is None:
        return
    if subject(tree, own) is None and tree.kid(own, "nsubj:pass", "expl") is None:
        return  # a command
    read = mood(tree, own, negation=False)
    main = tree.head(own)
    if main >= 0 and tree.rel(own) in {"conj", "parataxis", "advcl"} and main < at:
        cause = clause(tree, main, without={own})
        if cause is not None:
            yield from apart(RULE, cause, effect, signal, 1, read.mode, hedged=read.hedged)
    elif before is not None and main < 0 and at < _OPENING:
        cause = clause(before, before.heads.index(-1))
        if cause is not None and not before.is_question:
            yield from apart(RULE, cause, effect, signal, 1, read.mode, hedged=read.hedged)


def _clause_of(tree: Tree, at: int) -> int:
    """The predicate that the adverb at `at` belongs to."""
    return next((w for w in tree.ancestors(at) if tree.upos(w) in PREDICATES), tree.heads.index(-1))
