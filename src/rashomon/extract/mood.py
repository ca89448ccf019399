"""How a verb is said: asserted, denied, conditional, counterfactual; hedged; without effect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.extract.phrases import RAISING
from rashomon.nlp.lexicon import CUES, HEDGES

if TYPE_CHECKING:
    from rashomon.core.bodies import Mode
    from rashomon.nlp.tree import Tree

IF_MARKS = frozenset(["if", "unless", "provided", "whether"])
_NOT = frozenset(["not", "never", "hardly", "scarcely", "barely", "neither", "nor"])
_NOT_SUBJECTS = frozenset(["nothing", "none", "nobody", "neither", "no"])
_ADDS = frozenset(["only", "just", "merely", "simply", "solely"])
_FAILURES = frozenset(["fail", "unable", "nothing", "powerless", "neglect"])
_DOUBTERS = frozenset(
    [
        "appear",
        "seem",
        "threaten",
        "risk",
        "likely",
        "unlikely",
        "expect",
        "tend",
        "project",
        "predict",
    ]
)
_UNCERTAIN_NOUNS = frozenset(
    [
        "possibility",
        "chance",
        "risk",
        "fear",
        "danger",
        "likelihood",
        "hope",
        "prospect",
        "concern",
        "suspicion",
    ]
)
_PROOFS = frozenset(["evidence", "proof", "sign", "indication", "reason", "doubt", "suggestion"])


@dataclass(frozen=True, slots=True)
class Mood:
    """`fails` says that it came to nothing ("failed to prevent", "did nothing to ease")."""

    mode: Mode = "asserted"
    hedged: bool = False
    fails: bool = False


def mood(tree: Tree, i: int, *, negation: bool = True) -> Mood:
    """Read the mood of the predicate at i from its own words and from what governs it.

    A bare "would" asserts: "the release would end the closure" is said of a release that is not yet.

    Args:
        tree: The sentence.
        i: The predicate.
        negation: Whether its own negation counts (it does not where it belongs to the phrase).
    """
    shared = _shared(tree, i)
    negative = negation and sum(negated(tree, word) for word in shared) % 2 == 1
    negative ^= any(tree.lemmas[word] == "unlikely" for word in shared[1:])
    denied, doubted = _enclosing(tree, shared[-1])
    hedged = doubted or any(hedges(tree, word, above=n > 0) for n, word in enumerate(shared))
    fails = any(tree.lemmas[word] in _FAILURES for word in shared[1:])
    return Mood(_mode(tree, shared, denied=negative or denied), hedged, fails)


def _shared(tree: Tree, i: int) -> list[int]:
    """The predicate and those above it whose auxiliaries and adverbs hold for it too."""
    found = [i]
    while (head := tree.head(found[-1])) >= 0:
        word = found[-1]
        rel = tree.rel(word)
        raised = rel in {"xcomp", "advcl", "acl", "ccomp"} and (
            tree.lemmas[head] in RAISING or tree.lemmas[head] in _FAILURES
        )
        joined = rel == "conj" and tree.kid(word, "nsubj", "aux", "nsubj:pass") is None
        if not (raised or joined):
            break
        found.append(head)
    return found


def _hosts(tree: Tree, i: int) -> list[int]:
    """The verbs that a participle hangs on: what only would happen happens to it too."""
    found: list[int] = []
    while (
        tree.rel(i) in {"advcl", "conj"}
        and tree.lower[i].endswith("ing")
        and tree.kid(i, "nsubj", "aux") is None
    ):
        i = tree.head(i)
        found.append(i)
    return found


def negated(tree: Tree, i: int) -> bool:
    """Whether the predicate at i has "not", "never", or a subject such as "no" or "nothing"."""
    for c in tree.children[i]:
        if tree.rel(c) == "mark" and tree.lower[c] == "without":
            return True
        if tree.rel(c) in {"advmod", "cc", "aux"} and tree.lemmas[c] in _NOT and abs(c - i) < 8:
            return not (c + 1 < len(tree) and tree.lower[c + 1] in _ADDS)
        if tree.rel(c) in {"nsubj", "nsubj:pass"} and _no_subject(tree, c):
            return True
    return False


def _no_subject(tree: Tree, i: int) -> bool:
    return tree.lower[i] in _NOT_SUBJECTS or any(
        tree.lower[c] in {"no", "neither"} for c in tree.kids(i, "det", "advmod")
    )


def hedges(tree: Tree, i: int, *, above: bool = False) -> bool:
    """Whether an auxiliary or adverb of word i, or (above a verb) the word itself, leaves doubt."""
    if above and tree.lemmas[i] in _DOUBTERS:
        return True
    return any(
        tree.rel(c) in {"aux", "advmod"} and (tree.lower[c] in HEDGES or tree.lemmas[c] in HEDGES)
        for c in tree.children[i]
    )


def _enclosing(tree: Tree, i: int) -> tuple[bool, bool]:
    """Whether what the clause is the complement of denies it, or doubts it."""
    head = tree.head(i)
    if head < 0 or tree.rel(i) not in {"ccomp", "csubj", "acl", "xcomp"}:
        return False, False
    word = tree.lemmas[head]
    if tree.rel(i) == "acl":
        denied = word in _PROOFS and any(
            tree.lower[c] in {"no", "little"} for c in tree.kids(head, "det", "amod")
        )
        return denied, word in _UNCERTAIN_NOUNS
    own = [c for c in tree.kids(head, "nsubj") if tree.lower[c] in {"i", "we"}]
    doubted = (
        word in HEDGES
        or hedges(tree, head)
        or (bool(own) and word in {"think", "believe", "guess"})
    )
    return negated(tree, head) and word in CUES, doubted or tree.has(i, "mark", {"whether"})


def _mode(tree: Tree, shared: list[int], *, denied: bool) -> Mode:
    auxiliaries = {
        tree.lemmas[c]
        for word in [*shared, *_hosts(tree, shared[-1])]
        for c in tree.kids(word, "aux")
    }
    if auxiliaries & {"would", "could", "might"} and "have" in auxiliaries:
        return "counterfactual"
    if supposed(tree, shared[-1]):
        return "conditional"
    return "denied" if denied else "asserted"


def supposed(tree: Tree, i: int) -> bool:
    """Whether an "if" governs the clause at i or stands below it."""
    if any(_if_clause(tree, c) for c in tree.kids(i, "advcl")):
        return True
    word = i
    while tree.head(word) >= 0:
        if _if_clause(tree, word):
            return True
        word = tree.head(word)
        if tree.rel(word) == "ccomp" and any(_if_clause(tree, c) for c in tree.kids(word, "advcl")):
            return True
    return False


def _if_clause(tree: Tree, i: int) -> bool:
    if tree.rel(i) not in {"advcl", "ccomp"}:
        return False
    marks = [c for c in tree.kids(i, "mark") if tree.lower[c] in IF_MARKS]
    return bool(marks) and not (marks[0] > 0 and tree.lower[marks[0] - 1] in {"even", "as"})
