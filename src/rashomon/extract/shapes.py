"""The shapes that the effect of a causal verb takes, and the verbs that take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.extract.causal_words import (
    ADVERBIALS,
    ARTISAN,
    CLAUSAL,
    COMPLEMENT,
    DEEDS,
    FROM_VERBS,
    GIVING,
    HELPING,
    IDIOMS,
    MOVING,
    NOUN_CASES,
    PREPOSITIONAL,
    verb_sign,
)
from rashomon.extract.frames import argument_span, by_clause, is_actor
from rashomon.extract.participles import is_result_participle
from rashomon.extract.phrases import clause, noun_phrase, subject, verb_lemma, verb_span
from rashomon.nlp.lexicon import BENEFIT, CAUSATIVE
from rashomon.nlp.tree import NOMINALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.core.bodies import Sign
    from rashomon.core.spans import Span
    from rashomon.nlp.tree import Tree


def effects_of(tree: Tree, i: int) -> Iterator[tuple[Span, Span, Sign]]:
    """Effect, signal and sign of each thing that the verb at i brings about; first fitting shape wins."""
    for shape in (_complement, _has_done, _moved, _giving, _prepositional, _clausal, _transitive):
        found = list(shape(tree, i))
        if found:
            yield from found
            return


def _complement(tree: Tree, i: int) -> Iterator[tuple[Span, Span, Sign]]:
    """As in "forces Iran to close the strait", "prevents Iran from closing it", "makes Putin strong"."""
    sign, obj = COMPLEMENT.get(tree.lemmas[i]), tree.kid(i, "obj", "iobj")
    if sign is None:
        return
    below = [
        c
        for c in tree.kids(i, "xcomp", "ccomp", "advcl", "obl")
        if c > i and _is_complement(tree, i, c)
    ]
    if not below or (obj is not None and not i < obj < below[0]):
        return
    if (
        obj is None
        and tree.kid(below[0], "nsubj") is None
        and tree.lemmas[i] not in {"make", "help"}
    ):
        return
    words = {w for c in below for w in tree.subtree(c, without=_loose_parts(tree, c))}
    if obj is None and tree.kid(below[0], "nsubj") is None:
        return
    words |= tree.subtree(obj) if obj is not None else set()
    if (span := tree.run_span(words, below[0] if obj is None else obj)) is not None:
        yield span, verb_span(tree, i), sign


def _moved(tree: Tree, i: int) -> Iterator[tuple[Span, Span, Sign]]:
    """As in "forced Iran into desperation", "keeps them in office": object and where it ends up."""
    obj = tree.kid(i, "obj")
    if obj is None or obj < i or tree.lemmas[i] not in MOVING:
        return
    ends = [
        c
        for c in [*tree.kids(i, "obl", "advmod", "xcomp"), *tree.kids(obj, "nmod", "advmod")]
        if c > obj
    ]
    ends = [c for c in ends if _is_goal(tree, i, c)]
    if not ends:
        return
    words = tree.subtree(obj) | {w for c in ends for w in tree.subtree(c)}
    if span := tree.run_span(words, obj):
        yield span, verb_span(tree, i), 1


_GOAL_CASES = frozenset(["into", "toward", "towards", "to", "out", "back", "onto"])
_GOAL_ADVERBS = frozenset(
    ["back", "closer", "together", "apart", "away", "home", "further", "nearer"]
)
_STATE_CASES = frozenset(["in", "at", "out", "off", "on", "under"])


def _is_goal(tree: Tree, i: int, c: int) -> bool:
    """Whether c tells where the object ends up; the top of a scale is no such place."""
    cases = {tree.lower[m] for m in tree.kids(c, "case")}
    if any(tree.lower[w] in {"highest", "lowest", "record", "level"} for w in tree.subtree(c)):
        return False
    if tree.lemmas[i] == "leave":
        return tree.upos(c) == "ADJ"  # "left the harbour at dawn"
    if tree.lemmas[i] in {"keep", "hold"}:
        return bool(cases & _STATE_CASES) or tree.upos(c) == "ADJ" or tree.lower[c] in _GOAL_ADVERBS
    return bool(cases & _GOAL_CASES) or tree.lower[c] in _GOAL_ADVERBS


def _is_complement(tree: Tree, i: int, c: int) -> bool:
    marks = {tree.lower[m] for m in tree.kids(c, "mark", "case")}
    if tree.lemmas[i] in FROM_VERBS:
        return "from" in marks
    if COMPLEMENT[tree.lemmas[i]] < 0:
        return "from" in marks or tree.rel(c) == "xcomp"
    return tree.rel(c) in {"xcomp", "ccomp"} and "that" not in marks


def _loose_parts(tree: Tree, i: int) -> list[int]:
    return [
        c for c in tree.children[i] if tree.rel(c) == "parataxis" or is_result_participle(tree, c)
    ]


def _giving(tree: Tree, i: int) -> Iterator[tuple[Span, Span, Sign]]:
    """As in "gives its leaders an excuse": what they have then."""
    sign = GIVING.get(tree.lemmas[i])
    given = [c for c in tree.kids(i, "iobj", "obj") if c > i]
    if len(given) == 1:
        given = [*_name_before(tree, given[0]), given[0]]
    if sign is None or len(given) != 2:
        return
    span = tree.run_span(tree.subtree(given[0]) | tree.subtree(given[1]), given[0])
    if span is not None:
        yield span, verb_span(tree, i), sign


def _name_before(tree: Tree, obj: int) -> list[int]:
    """As in "handed Putin cash", where the parser takes the name for a part of the noun."""
    if tree.parsed.mentions[obj] != "O":
        return []
    return [c for c in tree.kids(obj, "compound") if c < obj and tree.parsed.mentions[c] != "O"]


def _has_done(tree: Tree, i: int) -> Iterator[tuple[Span, Span, Sign]]:
    """As in "has Putin trapped"."""
    if tree.lemmas[i] not in {"have", "leave", "keep"}:
        return
    for k in range(i + 2, min(i + 8, len(tree))):
        sign = verb_sign(tree, k) if tree.upos(k) in {"VERB", "ADJ"} else None
        obj = tree.kid(k, "nsubj", "nsubj:pass") or tree.kid(i, "obj")
        participle = tree.lower[k] != tree.lemmas[k] and not tree.lower[k].endswith(("ing", "s"))
        if sign and obj is not None and i < obj < k and participle and k - 1 in tree.subtree(obj):
            span = noun_phrase(tree, obj, without={k})
            if span is not None:
                yield span, tree.parsed.tokens[k], sign
            return


def _prepositional(tree: Tree, i: int) -> Iterator[tuple[Span, Span, Sign]]:
    """As in "leads to a shortage"; those that name the cause last are found by `_reversed`."""
    for c in tree.kids(i, "obl", "advcl", "xcomp", "nmod"):
        for case in tree.kids(c, "case", "mark"):
            sign, backward = PREPOSITIONAL.get((tree.lemmas[i], tree.lower[case]), (0, False))
            if not sign or case < i or is_purpose_infinitive(tree, c):
                continue
            effect = argument_span(tree, c)
            if effect is not None and not backward:
                signal = (tree.parsed.tokens[i][0], tree.parsed.tokens[case][1])
                yield effect, signal if case == i + 1 else verb_span(tree, i), sign


def is_purpose_infinitive(tree: Tree, i: int) -> bool:
    """Whether word i is a verb with "to" before it."""
    return tree.upos(i) == "VERB" and not tree.lower[i].endswith("ing")


def _clausal(tree: Tree, i: int) -> Iterator[tuple[Span, Span, Sign]]:
    """As in "means (that) Y", "ensures Y"; of an actor it tells what he intends."""
    content, word = tree.kid(i, "ccomp"), subject(tree, i)
    if tree.lemmas[i] not in CLAUSAL or content is None or word is None or is_actor(tree, word):
        return
    if (span := clause(tree, content)) is not None:
        yield span, verb_span(tree, i), 1


def _transitive(tree: Tree, i: int) -> Iterator[tuple[Span, Span, Sign]]:
    """As in "raised oil prices": each object by itself."""
    sign, word = verb_sign(tree, i), subject(tree, i)
    obj = tree.kid(i, "obj")
    if not sign or tree.lemmas[i] in ARTISAN or obj is None or obj < i or word is None:
        return
    name = verb_lemma(tree, i).replace(" ", "_")
    means = by_clause(tree, i) is not None
    if name in DEEDS and is_actor(tree, word) and not means and tree.lemmas[i] not in BENEFIT:
        return
    for one in [obj, *(c for c in tree.kids(obj, "conj") if not is_not(tree, c))]:
        effect = _with_complement(tree, i, one) if _can_undergo(tree, i, one) else None
        if effect is not None and tree.lemmas[one] not in IDIOMS.get(tree.lemmas[i], ()):
            yield effect, verb_span(tree, i), sign


def _can_undergo(tree: Tree, i: int, obj: int) -> bool:
    """Whether the object may have a position: "trapped Putin", not "confronts reality"."""
    if verb_lemma(tree, i) in CAUSATIVE or tree.lemmas[i] in HELPING:
        return True
    return is_actor(tree, obj) or tree.upos(obj) == "PRON" or tree.parsed.mentions[obj] != "O"


def _is_cut(tree: Tree, obj: int) -> bool:
    """Whether a compound was cut in two: "increase export revenue" with "export" as the object."""
    after = obj + 1
    if after >= len(tree) or tree.upos(after) != "NOUN":
        return False
    return tree.kid(after, "case", "det", "nsubj") is None


def _with_complement(tree: Tree, i: int, obj: int) -> Span | None:
    """The object with the prepositional phrase right behind it, which the parser may give to the verb."""
    span = argument_span(tree, obj)
    if span is not None and _is_cut(tree, obj) and tree.parsed.tokens[obj][1] == span[1]:
        span = span[0], tree.parsed.tokens[obj + 1][1]
    near = frozenset(["of", "between"]) if tree.lemmas[i] in MOVING else NOUN_CASES
    for c in tree.kids(i, "obl"):
        behind = (
            span is not None
            and c > obj
            and tree.parsed.tokens[min(tree.subtree(c))][0] - span[1] == 1
        )
        cases = {tree.lower[m] for m in tree.kids(c, "case")}
        timed = (
            tree.lemmas[c] in ADVERBIALS
            or "DATE" in tree.parsed.mentions[c]
            or tree.lower[c].isdigit()
        )
        if span is not None and behind and cases & near and not timed and tree.upos(c) in NOMINALS:
            more = tree.run_span(tree.subtree(c), c)
            return (span[0], more[1]) if more else span
    return span


def is_not(tree: Tree, i: int) -> bool:
    """Whether "not" stands before the noun at i."""
    return any(tree.lower[c] == "not" and c < i for c in tree.children[i])
