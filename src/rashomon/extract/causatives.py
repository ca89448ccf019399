"""Causal verbs: "the strike raised oil prices", "that helps Russia", "forces X to V", "was caused by"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.extract.causal_words import DEEDS, PREPOSITIONAL, verb_sign
from rashomon.extract.frames import (
    Frame,
    agent_of,
    argument_span,
    cause_of,
    is_actor,
    is_passive,
    is_purpose,
    is_under_purpose,
    patient_span,
    subject_span,
)
from rashomon.extract.mood import Mood, mood
from rashomon.extract.participles import find_participle, is_result_participle
from rashomon.extract.phrases import (
    RAISING,
    noun_phrase,
    phrase,
    subject,
    verb_lemma,
    verb_span,
)
from rashomon.extract.shapes import effects_of, is_not
from rashomon.nlp.tree import NOMINALS, PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.core.bodies import Sign
    from rashomon.core.spans import Span
    from rashomon.nlp.tree import Tree

RULE = "rule:causatives/1"


def find_causatives(tree: Tree) -> Iterator[Frame]:
    """The causal verbs of one sentence; questions and purposes are left out."""
    if tree.is_question:
        return
    for i in range(len(tree)):
        if tree.upos(i) in PREDICATES and tree.rel(i) not in {"aux", "aux:pass", "cop"}:
            yield from _of_verb(tree, i)


def _of_verb(tree: Tree, i: int) -> Iterator[Frame]:
    if is_passive(tree, i):
        yield from _passive(tree, i)
        return
    wanted = is_purpose(tree, i) and not _is_fact(tree, i)
    if wanted or is_under_purpose(tree, i) or _is_not_yet(tree, i):
        return
    if is_result_participle(tree, i):
        yield from find_participle(tree, i)
        return
    if tree.lemmas[i] in BLAMING:
        yield from _blamed(tree, i)
        return
    cause = cause_of(tree, i)
    if cause is None:
        return
    for effect, signal, sign in effects_of(tree, i):
        yield from _frame(tree, i, cause, effect, signal, sign)
    yield from _contrasted(tree, i, cause)


# What is blamed, and by which preposition the rest comes; True: the object is the effect.
BLAMING: dict[str, dict[str, bool]] = {
    "blame": {"for": False, "on": True},
    "credit": {"with": False, "for": False},
    "attribute": {"to": True},
    "ascribe": {"to": True},
    "thank": {"for": False},
}


def _blamed(tree: Tree, i: int) -> Iterator[Frame]:
    """As in "blames the embargo for the shortage"."""
    obj = tree.kid(i, "obj")
    if obj is None:
        return
    for c in [*tree.kids(i, "obl", "advcl"), *tree.kids(obj, "nmod", "acl")]:
        backward = [
            BLAMING[tree.lemmas[i]].get(tree.lower[m]) for m in tree.kids(c, "case", "mark")
        ]
        first, second = (
            noun_phrase(tree, obj, without={c}),
            phrase(tree, c, without=_cases(tree, c)),
        )
        if first is None or second is None or not backward or backward[0] is None or c < obj:
            continue
        cause, effect = (second, first) if backward[0] else (first, second)
        yield from _frame(tree, i, cause, effect, verb_span(tree, i), 1)


def _cases(tree: Tree, i: int) -> list[int]:
    return list(tree.kids(i, "case", "mark"))


def _is_not_yet(tree: Tree, i: int) -> bool:
    return any(tree.lower[m] in {"until", "before", "lest"} for m in tree.kids(i, "mark"))


def _is_fact(tree: Tree, i: int) -> bool:
    """Whether an infinitive is said as a fact of someone: "managed to V", "forced Iran to V"."""
    head = tree.head(i)
    if head < 0 or tree.rel(i) not in {"xcomp", "ccomp", "advcl"}:
        return False
    return tree.lemmas[head] in RAISING


def _frame(
    tree: Tree,
    i: int,
    cause: Span,
    effect: Span,
    signal: Span,
    sign: Sign,
    *,
    read: Mood | None = None,
) -> Iterator[Frame]:
    read = read or mood(tree, i)
    if cause[0] < effect[1] and effect[0] < cause[1]:
        return
    value: Sign = 0 if read.fails or _is_none(tree, effect) else sign
    yield Frame(cause, effect, signal, value, RULE, read.mode, read.hedged)


def _is_none(tree: Tree, effect: Span) -> bool:
    return tree.text[slice(*effect)].lower() in {"nothing", "no one", "nobody"}


def _contrasted(tree: Tree, i: int, cause: Span) -> Iterator[Frame]:
    """As in "helps Russia, not Ukraine": the second is denied."""
    sign, obj = verb_sign(tree, i), tree.kid(i, "obj")
    if not sign or obj is None:
        return
    for k in range(obj + 1, len(tree)):
        known = tree.upos(k) in NOMINALS and (
            tree.head(k) in {i, obj} or tree.rel(k) in {"conj", "vocative"}
        )
        if known and is_not(tree, k) and (effect := argument_span(tree, k)) is not None:
            start = min(tree.subtree(k))
            if tree.lower[start] in {"not", "and", ","} or tree.lower[start - 1] in {"not", ","}:
                words = tree.words_span(
                    x for x in tree.subtree(k) if x > _not_of(tree, k) and x <= k
                )
                yield from _frame(
                    tree, i, cause, words or effect, verb_span(tree, i), sign, read=Mood("denied")
                )


def _not_of(tree: Tree, i: int) -> int:
    return next(c for c in tree.children[i] if tree.lower[c] == "not")


def _passive(tree: Tree, i: int) -> Iterator[Frame]:
    """As in "was caused by", "chaos fuelled by"; without an agent nothing is said of a cause."""
    agent, effect = agent_of(tree, i), patient_span(tree, i)
    sign = verb_sign(tree, i)
    if agent is None or effect is None or not sign:
        return
    name = verb_lemma(tree, i).replace(" ", "_")
    if name in DEEDS and is_actor(tree, agent):
        return
    cause = phrase(tree, agent, without=[c for c in tree.children[agent] if tree.lower[c] == "by"])
    if cause is not None:
        yield from _frame(tree, i, cause, effect, verb_span(tree, i), sign)


def find_reversed(tree: Tree) -> Iterator[Frame]:
    """Verbs that name the effect first: "the shortage stems from the embargo"."""
    for i in range(len(tree)):
        if tree.upos(i) != "VERB" or tree.is_question:
            continue
        for c in tree.kids(i, "obl", "advcl", "nmod"):
            for case in tree.kids(c, "case", "mark"):
                sign, backward = PREPOSITIONAL.get((tree.lemmas[i], tree.lower[case]), (0, False))
                word = subject(tree, i)
                effect = subject_span(tree, word, of=i) if word is not None else None
                if (
                    backward
                    and sign
                    and effect is not None
                    and (cause := argument_span(tree, c)) is not None
                ):
                    yield from _frame(tree, i, cause, effect, verb_span(tree, i), sign)
