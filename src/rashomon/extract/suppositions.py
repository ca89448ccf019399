"""Conditions without "if": "Had they stood together, …", "Should ships enter, …", "Without the wall, …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.extract.frames import Frame, apart
from rashomon.extract.mood import mood
from rashomon.nlp.tree import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rashomon.core.bodies import Mode, Sign
    from rashomon.nlp.tree import Tree

RULE = "rule:connectives/1"
_INVERTED = frozenset(["had", "should", "were"])


def find_suppositions(tree: Tree, condition_mode: Callable[[Tree, int], Mode]) -> Iterator[Frame]:
    """Only at the start of a sentence, with the comma that closes the condition."""
    comma = next((i for i, word in enumerate(tree.words) if word == ","), 0)
    opening = tree.lower[0]
    if comma < 2 or not (opening in _INVERTED or opening == "without"):
        return
    verbs = [i for i in range(comma + 1, len(tree)) if tree.upos(i) in PREDICATES]
    main = tree.heads.index(-1)
    cause, effect = tree.words_span(range(1, comma)), tree.words_span(range(comma + 1, len(tree)))
    if main < comma or cause is None or effect is None:
        return
    modals = {tree.lower[i] for i in verbs}
    if opening == "without" and not modals & {"would", "could", "might"}:
        return
    mode: Mode = "counterfactual" if opening == "had" else condition_mode(tree, main)
    if opening == "without" and "have" in modals:
        mode = "counterfactual"
    sign: Sign = -1 if opening == "without" else 1
    signal = tree.parsed.tokens[0]
    hedged = mood(tree, main).hedged
    yield from apart(RULE, cause, effect, signal, sign, mode, hedged=hedged)
