"""Causal verbs: "the strike raised oil prices", "that helps Russia", "forces X to V", "was caused by"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.extract.frames import (
    Frame,
    agent_of,
    argument_span,
    by_clause,
    cause_of,
    is_actor,
    is_passive,
    is_purpose,
    patient_span,
    subject_span,
)
from rashomon.extract.mood import Mood, mood
from rashomon.extract.phrases import (
    CONTROL,
    RAISING,
    clause,
    noun_phrase,
    phrase,
    subject,
    verb_lemma,
    verb_span,
)
from rashomon.extract.tree import NOMINALS, PREDICATES
from rashomon.nlp.lexicon import BENEFIT, CAUSATIVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rashomon.core.bodies import Sign
    from rashomon.core.spans import Span
    from rashomon.extract.tree import Tree

RULE = "rule:causatives/1"
# Of an actor these tell a deed ("opened the port"), no cause and effect.
DEEDS = frozenset(
    """open close launch make draw bring serve push lift build impose freeze suspend attract
    cap check cut end extend finance fund influence inject invite kill limit lower occasion open power present
    produce raise rally reopen restart seal shape shut shut_down spell spread stop support sustain sow
    secure ban block destroy protect create arrest attack avoid bar cool delay divide double drain
    expose further grow halt hold interrupt postpone preserve prohibit promote push_up put_off
    reinforce repel restore restrict reverse reward seed silence sink slash speed stem thin
    threaten tighten top topple unite uphold validate violate withhold wreck yield mobilize deepen
    abolish annul defer dilute eliminate erase expand expedite justify improve increase reduce overthrow
    impair sabotage save assist arm free shield confront sanction contain counter steel abandon""".split()  # noqa: SIM905
)
_IDIOMS = {
    "raise": frozenset(["question", "issue", "point", "voice", "hand", "flag", "money", "child"]),
    "make": frozenset(["sense"]),
    "draw": frozenset(["attention", "conclusion", "line"]),
    "bring": frozenset(["charge", "case"]),
    "open": frozenset(["fire", "door"]),
    "break": frozenset(["law", "news", "record", "silence", "promise"]),
    "serve": frozenset(["sentence", "term", "year"]),
    "shape": frozenset(["up"]),
}
# The object does, or no longer does, what the complement says.
COMPLEMENT: dict[str, Sign] = {
    **dict.fromkeys(sorted(CONTROL - {"see", "watch", "keep", "press", "push"}), 1),
    **dict.fromkeys(["make", "render", "get", "require", "tempt", "turn"], 1),
    **dict.fromkeys(
        ["prevent", "stop", "deter", "block", "dissuade", "discourage", "bar", "ban"], -1
    ),
    **dict.fromkeys(["hinder", "prohibit", "restrain", "scare", "preclude", "inhibit", "keep"], -1),
}
_FROM_VERBS = frozenset(
    ["keep", "scare", "ban", "bar", "block", "stop", "hinder"]
)  # only with "from"
GIVING: dict[str, Sign] = {
    **dict.fromkeys(
        ["give", "hand", "grant", "offer", "bring", "lend", "earn", "win", "buy", "afford"], 1
    ),
    **dict.fromkeys(["cost", "deny"], -1),
}
# Verb and preposition; True: the subject is the effect.
PREPOSITIONAL: dict[tuple[str, str], tuple[Sign, bool]] = {
    ("lead", "to"): (1, False), ("result", "in"): (1, False), ("contribute", "to"): (1, False),
    ("add", "to"): (1, False), ("culminate", "in"): (1, False), ("translate", "into"): (1, False),
    ("weigh", "on"): (-1, False), ("eat", "into"): (-1, False), ("detract", "from"): (-1, False),
    ("result", "from"): (1, True), ("stem", "from"): (1, True), ("arise", "from"): (1, True),
    ("derive", "from"): (1, True), ("suffer", "from"): (1, True), ("benefit", "from"): (1, True),
    ("profit", "from"): (1, True), ("depend", "on"): (1, True), ("hinge", "on"): (1, True),
    ("interfere", "with"): (-1, False), ("end", "in"): (1, False), ("backfire", "on"): (-1, False),
}  # fmt: skip
CLAUSAL = frozenset(["mean", "ensure", "guarantee"])


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
    if is_purpose(tree, i) and not _is_fact(tree, i):
        return
    if _is_result_participle(tree, i):
        yield from _participle(tree, i)
        return
    if tree.lemmas[i] in BLAMING:
        yield from _blamed(tree, i)
        return
    cause = cause_of(tree, i)
    if cause is None:
        return
    for effect, signal, sign in _effects(tree, i):
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


def _is_fact(tree: Tree, i: int) -> bool:
    """Whether an infinitive is said as a fact of someone: "managed to V", "forced Iran to V"."""
    head = tree.head(i)
    if head < 0 or tree.rel(i) not in {"xcomp", "ccomp", "advcl"}:
        return False
    return tree.lemmas[head] in RAISING


def _effects(tree: Tree, i: int) -> Iterator[tuple[Span, Span, Sign]]:
    """Effect, signal and sign of each thing that the verb at i brings about; first fitting shape wins."""
    for shape in (_complement, _moved, _giving, _prepositional, _clausal, _transitive):
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
    words = tree.subtree(below[0], without=_loose_parts(tree, below[0]))
    if obj is None and tree.kid(below[0], "nsubj") is None:
        return
    words |= tree.subtree(obj) if obj is not None else set()
    if (span := tree.run_span(words, below[0] if obj is None else obj)) is not None:
        yield span, verb_span(tree, i), sign


MOVING: frozenset[str] = frozenset(
    ["force", "push", "drive", "lead", "plunge", "throw", "drag", "turn", "bring", "pull"]
)


def _moved(tree: Tree, i: int) -> Iterator[tuple[Span, Span, Sign]]:
    """As in "forced Iran into desperation": object and where it ends up."""
    obj = tree.kid(i, "obj")
    if obj is None or tree.lemmas[i] not in MOVING:
        return
    for c in tree.kids(i, "obl"):
        into = any(tree.lower[m] in {"into", "towards", "toward"} for m in tree.kids(c, "case"))
        if (
            c > obj > i
            and into
            and (span := tree.run_span(tree.subtree(obj) | tree.subtree(c), obj))
        ):
            yield span, verb_span(tree, i), 1


def _is_complement(tree: Tree, i: int, c: int) -> bool:
    marks = {tree.lower[m] for m in tree.kids(c, "mark", "case")}
    if tree.lemmas[i] in _FROM_VERBS:
        return "from" in marks
    if COMPLEMENT[tree.lemmas[i]] < 0:
        return "from" in marks or tree.rel(c) == "xcomp"
    return tree.rel(c) in {"xcomp", "ccomp"} and "that" not in marks


def _loose_parts(tree: Tree, i: int) -> list[int]:
    return [
        c for c in tree.children[i] if tree.rel(c) == "parataxis" or _is_result_participle(tree, c)
    ]


def _giving(tree: Tree, i: int) -> Iterator[tuple[Span, Span, Sign]]:
    """As in "gives its leaders an excuse": what they have then."""
    sign = GIVING.get(tree.lemmas[i])
    given = [c for c in tree.kids(i, "iobj", "obj") if c > i]
    if sign is None or len(given) != 2:
        return
    span = tree.run_span(tree.subtree(given[0]) | tree.subtree(given[1]), given[0])
    if span is not None:
        yield span, verb_span(tree, i), sign


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
    if not sign or obj is None or obj < i or word is None:
        return
    name = verb_lemma(tree, i).replace(" ", "_")
    means = by_clause(tree, i) is not None
    if name in DEEDS and is_actor(tree, word) and not means and tree.lemmas[i] not in BENEFIT:
        return
    for one in [obj, *(c for c in tree.kids(obj, "conj") if not _is_not(tree, c))]:
        effect = _with_complement(tree, i, one)
        if effect is not None and tree.lemmas[one] not in _IDIOMS.get(tree.lemmas[i], ()):
            yield effect, verb_span(tree, i), sign


# Behind an object they rather belong to it than to the verb ("the flow of weapons to Russia").
_NOUN_CASES = frozenset(
    ["of", "between", "on", "in", "for", "to", "against", "over", "among", "within", "across"]
)
_TIMES = frozenset(
    [
        "day",
        "week",
        "month",
        "year",
        "hour",
        "morning",
        "night",
        "summer",
        "winter",
        "spring",
        "autumn",
        "time",
        "moment",
        "end",
    ]
)


def _with_complement(tree: Tree, i: int, obj: int) -> Span | None:
    """The object with the prepositional phrase right behind it, which the parser may give to the verb."""
    span = argument_span(tree, obj)
    for c in tree.kids(i, "obl"):
        behind = (
            span is not None
            and c > obj
            and tree.parsed.tokens[min(tree.subtree(c))][0] - span[1] == 1
        )
        cases = {tree.lower[m] for m in tree.kids(c, "case")}
        timed = (
            tree.lemmas[c] in _TIMES or "DATE" in tree.parsed.mentions[c] or tree.lower[c].isdigit()
        )
        if (
            span is not None
            and behind
            and cases & _NOUN_CASES
            and not timed
            and tree.upos(c) in NOMINALS
        ):
            more = tree.run_span(tree.subtree(c), c)
            return (span[0], more[1]) if more else span
    return span


def verb_sign(tree: Tree, i: int) -> Sign | None:
    """The sign of the verb at i on its object, from the lexicon."""
    name = verb_lemma(tree, i)
    sign = CAUSATIVE.get(name) or BENEFIT.get(name)
    if sign is None and " " in name:
        return None
    return None if sign is None else (1 if sign > 0 else -1)


def _is_not(tree: Tree, i: int) -> bool:
    return any(tree.lower[c] == "not" and c < i for c in tree.children[i])


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
        if known and _is_not(tree, k) and (effect := argument_span(tree, k)) is not None:
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


def _is_result_participle(tree: Tree, i: int) -> bool:
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
    comma = tree.words[first] in ",–—" or (first > 0 and tree.words[first - 1] in ",–—")
    if not comma or (tree.rel(i) == "conj" and tree.lower[head].endswith("ing")):
        return comma and tree.rel(i) == "conj" and _is_result_participle(tree, head)
    return _names_result(tree, i)


def _names_result(tree: Tree, i: int) -> bool:
    return bool(verb_sign(tree, i)) or tree.lemmas[i] in {
        *COMPLEMENT,
        *GIVING,
        "leave",
        "send",
        "raise",
    }


def _participle(tree: Tree, i: int) -> Iterator[Frame]:
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
    cause, effect = (
        clause(tree, main, without=around),
        clause(tree, i, without=_participles(tree, i)),
    )
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
    return {c for c in below if _is_result_participle(tree, c)}
