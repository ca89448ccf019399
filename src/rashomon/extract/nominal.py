"""Nouns and adjectives that tell an effect: "X is the cause of Y", "X had no effect on Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.extract.frames import Frame, apart, is_passive, subject_span
from rashomon.extract.mood import mood, negated
from rashomon.extract.phrases import phrase, subject
from rashomon.nlp.tree import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.core.bodies import Sign
    from rashomon.core.spans import Span
    from rashomon.nlp.tree import Tree

RULE = "rule:nouns/1"
# The noun's complement is the effect (or, for the second, the cause).
_CAUSE_NOUNS = frozenset(
    ["cause", "reason", "driver", "root", "source", "trigger", "catalyst", "engine", "key"]
)
_RESULT_NOUNS = frozenset(
    ["result", "consequence", "product", "outcome", "byproduct", "upshot", "legacy", "effect"]
)
_SIGNED_NOUNS: dict[str, Sign] = {
    **dict.fromkeys(
        ["boost", "gift", "lifeline", "boon", "blessing", "help", "windfall", "win", "victory"], 1
    ),
    **dict.fromkeys(
        [
            "threat",
            "blow",
            "obstacle",
            "barrier",
            "danger",
            "setback",
            "risk",
            "disaster",
            "hindrance",
        ],
        -1,
    ),
}
_SIGNED_ADJECTIVES: dict[str, Sign] = {
    **dict.fromkeys(
        [
            "responsible",
            "good",
            "vital",
            "crucial",
            "essential",
            "beneficial",
            "helpful",
            "indispensable",
        ],
        1,
    ),
    **dict.fromkeys(
        [
            "bad",
            "harmful",
            "disastrous",
            "dangerous",
            "ruinous",
            "fatal",
            "damaging",
            "detrimental",
        ],
        -1,
    ),
}
_EFFECT_NOUNS = frozenset(
    ["effect", "impact", "influence", "bearing", "consequence", "difference", "role", "part"]
)
_HARMFUL = frozenset(
    [
        "devastating",
        "harmful",
        "adverse",
        "negative",
        "chilling",
        "crippling",
        "damaging",
        "disastrous",
        "corrosive",
        "destabilizing",
        "destructive",
        "ruinous",
        "catastrophic",
        "detrimental",
        "dampening",
        "bad",
    ]
)


def find_nominal(tree: Tree) -> Iterator[Frame]:
    """As in "X is the cause of Y", "X is a blow to Y", "X had a devastating effect on Y"."""
    if tree.is_question:
        return
    for i in range(len(tree)):
        if tree.kid(i, "cop") is not None and not is_passive(tree, i):
            yield from _copula(tree, i)
        elif (
            tree.lemmas[i] in {"have", "make", "play", "exert", "deal", "deliver"}
            and tree.upos(i) in PREDICATES
            and tree.rel(i) != "aux"
        ):
            yield from _had_effect(tree, i)


def _copula(tree: Tree, i: int) -> Iterator[Frame]:
    word = tree.kid(i, "nsubj", "csubj")
    first = subject_span(tree, word, of=i) if word is not None else None
    second = _complement(tree, i, {"of", "to", "for", "behind"})
    if first is None or second is None or word is None or tree.lemmas[word] in _RESULT_NOUNS:
        return
    lemma, read = tree.lemmas[i], mood(tree, i)
    signal = tree.parsed.tokens[i]
    sign: Sign = _SIGNED_NOUNS.get(lemma, _SIGNED_ADJECTIVES.get(lemma, 1))
    if lemma in _RESULT_NOUNS:
        yield from apart(RULE, second, first, signal, 1, read.mode, hedged=read.hedged)
    elif lemma in {*_CAUSE_NOUNS, *_SIGNED_NOUNS, *_SIGNED_ADJECTIVES}:
        yield from apart(RULE, first, second, signal, sign, read.mode, hedged=read.hedged)


def _complement(tree: Tree, i: int, cases: set[str]) -> Span | None:
    for c in tree.kids(i, "nmod", "obl", "advcl", "acl"):
        if c > i and any(tree.lower[m] in cases and m < c for m in tree.kids(c, "case", "mark")):
            asks = any(tree.lower[w] in {"what", "how", "whether"} for w in tree.subtree(c))
            if tree.upos(c) == "VERB" and not tree.lower[c].endswith("ing") and not asks:
                return None
            return phrase(tree, c, without=list(tree.kids(c, "case")))
    return None


def _had_effect(tree: Tree, i: int) -> Iterator[Frame]:
    noun, word = tree.kid(i, "obj"), subject(tree, i)
    first = subject_span(tree, word, of=i) if word is not None else None
    if noun is None or first is None or tree.lemmas[noun] not in {*_EFFECT_NOUNS, *_SIGNED_NOUNS}:
        return
    second = _complement(tree, noun, {"on", "upon", "to", "in"}) or _complement(
        tree, i, {"on", "upon", "to", "in"}
    )
    if second is None:
        return
    read = mood(tree, i)
    none = any(tree.lower[c] in {"no", "little"} for c in tree.kids(noun, "det", "amod"))
    harmful = any(
        {tree.lemmas[c], tree.lower[c]} & _HARMFUL
        for c in tree.kids(noun, "amod", "compound", "acl")
    )
    sign: Sign = (
        -1
        if harmful and tree.lemmas[noun] not in {"role", "part"}
        else _SIGNED_NOUNS.get(tree.lemmas[noun], 1)
    )
    if none or (negated(tree, i) and tree.lemmas[noun] in _EFFECT_NOUNS):
        yield from apart(
            RULE, first, second, _joined(tree, i, noun), 0, "asserted", hedged=read.hedged
        )
    else:
        yield from apart(
            RULE, first, second, _joined(tree, i, noun), sign, read.mode, hedged=read.hedged
        )


def _joined(tree: Tree, i: int, noun: int) -> Span:
    """From the verb to its noun."""
    return tree.parsed.tokens[i][0], tree.parsed.tokens[noun][1]
