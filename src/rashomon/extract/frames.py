"""What a causal rule finds, and what its rules share: the cause of a verb, actors, spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.extract.phrases import (
    antecedent,
    clause,
    is_hidden_main,
    noun_phrase,
    phrase,
    subject,
)
from rashomon.nlp.tree import NOMINALS, PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.core.bodies import Mode, Sign
    from rashomon.core.spans import Span
    from rashomon.nlp.tree import Tree


@dataclass(frozen=True, slots=True)
class Frame:
    """One cause and effect as a rule read them; `mode` and `hedged` are settled already."""

    cause: Span
    effect: Span
    signal: Span | None
    sign: Sign
    rule: str
    mode: Mode = "asserted"
    hedged: bool = False


def apart(
    rule: str,
    cause: Span,
    effect: Span,
    signal: Span | None,
    sign: Sign,
    mode: Mode,
    *,
    hedged: bool,
) -> Iterator[Frame]:
    """Give the frame, unless one phrase reaches into the other."""
    if cause[1] <= effect[0] or effect[1] <= cause[0]:
        yield Frame(cause, effect, signal, sign, rule, mode, hedged)


_PERSONAL = frozenset(["he", "she", "they", "we", "i", "you", "who"])
_EMPTY = frozenset(["what", "who", "how", "there", "whatever", "whoever", "one"])
# Nouns for people and bodies that act; with them some verbs tell a deed, not a cause.
ACTOR_NOUNS = frozenset(
    """president minister government regime official force troop army soldier navy administration ministry
    parliament senate congress house court judge police leader spokesman spokeswoman spokesperson party company
    firm bank union board council committee agency chief general commander lawmaker senator governor mayor
    militant rebel protester voter citizen resident worker farmer fisherman fisher crew man woman people child
    family group team member ambassador envoy diplomat king queen prince commentator observer columnist insider veteran aide adviser analyst expert
    economist editor author state country nation republican democrat critic opponent ally director owner
    manager investor trader supplier merchant broker customer consumer buyer seller celebrity user client partner actor lawyer attorney producer exporter importer guard captain pilot driver doctor nurse
    student teacher scientist researcher activist terrorist community movement opposition minority society public staff crowd mob tribe clan sect faction fighter gang mafia coalition alliance cabinet""".split()
)


def is_actor(tree: Tree, i: int) -> bool:
    """Whether word i names someone who acts."""
    if tree.lower[i] in _PERSONAL or (tree.upos(i) == "PROPN" and tree.words[i][0].isupper()):
        return True
    return tree.lemmas[i] in ACTOR_NOUNS or tree.parsed.mentions[i].endswith(("PERSON", "ORG"))


def cause_of(tree: Tree, i: int) -> Span | None:
    """What the sentence gives as the cause of the verb at i: its means, its subject, its antecedent."""
    word = subject(tree, i)
    if word is not None and is_actor(tree, word) and (means := by_clause(tree, i)) is not None:
        return clause(tree, means, without=_marks(tree, means))
    return None if word is None else subject_span(tree, word, of=i)


_MAX_GERUND = 12  # words of a gerund with its objects before the verb


def subject_span(tree: Tree, word: int, *, of: int) -> Span | None:
    """A subject as a phrase; a relative pronoun gives what it stands for."""
    stands_for = antecedent(tree, word)
    if stands_for is not None:
        return _antecedent_span(tree, stands_for, _relative_clause(tree, word))
    if tree.lower[word] in _EMPTY or tree.upos(word) in {"SCONJ", "ADP"}:
        return None
    if tree.lower[word] == "it" and tree.kid(of, "csubj") is not None:
        return None
    gerund = tree.lower[word].endswith("ing") and word < of
    if gerund and tree.kid(word, "det", "nmod:poss", "amod") is None:
        first = min([of, *(c for c in tree.kids(of, "aux", "advmod", "cop") if c > word)])
        if first - word <= _MAX_GERUND:
            return tree.words_span(range(word, first))
    if tree.upos(word) in PREDICATES:
        between = {k for c in tree.kids(of, "nsubj") if word < c < of for k in tree.subtree(c)}
        return tree.run_span(tree.subtree(word) | between, word) if between else clause(tree, word)
    return noun_phrase(tree, word, without=[c for c in tree.children[word] if c == of])


def _relative_clause(tree: Tree, i: int) -> int:
    """The verb of the relative clause that the pronoun at i opens."""
    return next((w for w in tree.ancestors(i) if tree.rel(w) == "acl:relcl"), tree.head(i))


def _antecedent_span(tree: Tree, word: int, relative: int) -> Span | None:
    """The noun, or the whole clause where "which" after a comma cannot mean a mere name."""
    loose = tree.text[slice(*_before(tree, relative))].rstrip().endswith(",")
    if tree.upos(word) in PREDICATES:
        return clause(tree, word, without={relative})
    verb = next((a for a in tree.ancestors(word) if tree.upos(a) == "VERB"), None)
    by_which = tree.lower[min(tree.subtree(relative))] == "which"
    if (
        loose
        and by_which
        and verb is not None
        and tree.rel(word) in {"obj", "obl"}
        and tree.upos(word) == "PROPN"
    ):
        return clause(tree, verb, without={relative})
    return noun_phrase(tree, word, without={relative})


def _before(tree: Tree, i: int) -> Span:
    return tree.span[0], tree.parsed.tokens[min(tree.subtree(i))][0]


def by_clause(tree: Tree, i: int) -> int | None:
    """The gerund of "by doing" below the verb at i."""
    for c in tree.kids(i, "advcl", "obl", "xcomp"):
        marks = [m for m in tree.kids(c, "mark", "case") if tree.lower[m] == "by"]
        if marks and c > i and tree.lower[c].endswith("ing"):
            return c
    return None


def _marks(tree: Tree, i: int) -> list[int]:
    return list(tree.kids(i, "mark", "case"))


def agent_of(tree: Tree, i: int) -> int | None:
    """The "by" phrase of a passive."""
    for c in tree.kids(i, "obl", "obl:agent", "advcl", "nmod"):
        if c > i and any(tree.lower[m] == "by" for m in tree.kids(c, "case", "mark")):
            return c
    return None


def is_passive(tree: Tree, i: int) -> bool:
    """Whether the verb at i is a passive, finite or as a bare participle after a noun."""
    if tree.kid(i, "nsubj:pass", "aux:pass") is not None:
        return True
    if is_hidden_main(tree, i):
        return False
    return (
        tree.rel(i) == "acl"
        and not tree.lower[i].endswith("ing")
        and tree.kid(i, "mark", "nsubj") is None
    )


def patient_span(tree: Tree, i: int) -> Span | None:
    """The subject of a passive, or the noun that a bare participle hangs on."""
    own = tree.kid(i, "nsubj:pass", "nsubj")
    if own is not None:
        return subject_span(tree, own, of=i)
    head = tree.head(i)
    if tree.rel(i) == "acl":
        return noun_phrase(tree, head, without={i}) if tree.upos(head) in NOMINALS else None
    if tree.rel(i) == "conj" and (shared := tree.kid(head, "nsubj:pass")) is not None:
        return subject_span(tree, shared, of=head)
    return None


def is_purpose(tree: Tree, i: int) -> bool:
    """Whether the verb at i is what something is done for or wanted, not a fact: "(in order) to V"."""
    if any(tree.lower[m] == "to" and m < i for m in tree.kids(i, "mark")):
        return True
    shared = tree.rel(i) == "conj" and tree.kid(i, "nsubj", "aux") is None
    return shared and is_purpose(tree, tree.head(i))


def is_under_purpose(tree: Tree, i: int) -> bool:
    """Whether the verb at i completes one that is a purpose: "to help leaders *drive* growth"."""
    while tree.rel(i) in {"xcomp", "ccomp"} and tree.head(i) >= 0:
        i = tree.head(i)
        if is_purpose(tree, i) and tree.rel(i) not in {"xcomp", "ccomp"}:
            return True
    return False


def argument_span(tree: Tree, word: int) -> Span | None:
    """An object as a phrase, alone where it is coordinated."""
    if tree.upos(word) in NOMINALS or tree.upos(word) == "ADJ":
        return noun_phrase(tree, word, alone=True)
    return phrase(tree, word)
