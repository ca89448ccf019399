"""Readable phrases: the span of a noun with its modifiers, of a clause, of a verb with its particles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.nlp.lexicon import BENEFIT, CAUSATIVE, CHANGE_VERBS, CUES
from rashomon.nlp.tree import NOMINALS, PREDICATES

if TYPE_CHECKING:
    from collections.abc import Collection

    from rashomon.core.spans import Span
    from rashomon.nlp.tree import Tree

MAX_WORDS = 30  # a noun phrase beyond is shown without its clauses; our choice, for reading
RELATIVES = frozenset(["who", "which", "that", "whom"])
_BEFORE_NOUN = frozenset(["case", "cc", "mark", "cop", "nsubj", "aux", "expl", "discourse"])
_CLAUSES = frozenset(["acl", "acl:relcl", "advcl", "ccomp", "parataxis"])
_DROPPED_ADVERBS = frozenset(
    [
        "also",
        "just",
        "only",
        "simply",
        "even",
        "however",
        "meanwhile",
        "then",
        "too",
        "especially",
        "still",
        "now",
        "not",
        "perhaps",
        "mainly",
        "partly",
        "largely",
        "precisely",
        "merely",
    ]
)


def noun_phrase(
    tree: Tree, i: int, *, without: Collection[int] = (), alone: bool = False
) -> Span | None:
    """The noun at i with its modifiers: no preposition before, no loose clause behind.

    Args:
        tree: The sentence.
        i: The noun's index.
        without: Dependants to leave out, with all that hangs on them.
        alone: Leave out what is coordinated with it.
    """
    out = {c for c in tree.children[i] if _loose(tree, i, c, alone=alone)} | set(without)
    words = tree.run(tree.subtree(i, without=out) | tree.name_around(i), i)
    if len(words) > MAX_WORDS:
        out |= {c for c in tree.children[i] if tree.rel(c) in _CLAUSES}
        words = tree.run(tree.subtree(i, without=out), i)
    return tree.words_span(words)


def _loose(tree: Tree, i: int, c: int, *, alone: bool) -> bool:
    rel = tree.rel(c)
    if rel in _BEFORE_NOUN or rel in {"parataxis", "advcl"}:
        return True
    if rel == "appos":
        return _comma_before(tree, c) and tree.kid(c, "acl:relcl", "acl") is not None
    if rel == "conj":
        return alone or (tree.upos(c) in PREDICATES and tree.upos(i) not in PREDICATES)
    if rel in {"acl:relcl", "acl"}:
        return c > i and _comma_before(tree, c)
    return rel == "advmod" and (c > i or tree.lower[c] in _DROPPED_ADVERBS)


def _comma_before(tree: Tree, i: int) -> bool:
    first = min(tree.subtree(i))
    return first > 0 and (tree.words[first] in ",–—-(" or tree.words[first - 1] in ",–—-(")


def clause(tree: Tree, i: int, *, without: Collection[int] = ()) -> Span | None:
    """The clause whose predicate is i, without its conjunction and without independent clauses."""
    out = {c for c in tree.children[i] if _outside(tree, i, c)} | set(without)
    words = tree.run(tree.subtree(i, without=out), i)
    return tree.words_span(_without_opening(tree, words))


def _outside(tree: Tree, i: int, c: int) -> bool:
    rel = tree.rel(c)
    if rel in {"mark", "cc"}:
        return tree.lower[c] != "to" and c < i
    if rel == "parataxis":
        return True
    if rel in {"advmod", "discourse"} and c < i and tree.lower[c] in _OPENINGS:
        return True
    return rel == "conj" and tree.kid(c, "nsubj", "nsubj:pass", "csubj", "expl") is not None


_OPENINGS = frozenset(
    [
        "so",
        "therefore",
        "thus",
        "hence",
        "consequently",
        "then",
        "moreover",
        "however",
        "meanwhile",
        "furthermore",
        "accordingly",
        "also",
        "now",
        "instead",
        "again",
        "indeed",
        "nevertheless",
    ]
)


def _without_opening(tree: Tree, words: list[int]) -> list[int]:
    """Without "but", "and", "that" and "at the same time," in front."""
    words = _without_adverbial(tree, words)
    while words and (
        tree.upos(words[0]) in {"CCONJ", "PUNCT"} or tree.lower[words[0]] in {"that", "so"}
    ):
        if tree.rel(words[0]) in {"nsubj", "nsubj:pass", "det", "obj"}:
            break
        words = words[1:]
    return words


def phrase(tree: Tree, i: int, *, without: Collection[int] = ()) -> Span | None:
    """A noun phrase or a clause, whichever word i heads."""
    predicate = tree.upos(i) in PREDICATES or tree.kid(i, "cop", "nsubj", "nsubj:pass") is not None
    if predicate and tree.rel(i) not in {"nsubj", "obj"}:
        return clause(tree, i, without=without)
    if tree.upos(i) in NOMINALS:
        return noun_phrase(tree, i, without=without)
    return clause(tree, i, without=without)


def verb_span(tree: Tree, i: int) -> Span:
    """The verb with its particle: "propped up"."""
    end = i
    if i + 1 < len(tree) and tree.upos(i + 1) in {"ADP", "ADV"}:
        known = (
            tree.lower[i + 1] in _PARTICLES and f"{tree.lemmas[i]} {tree.lower[i + 1]}" in _PHRASAL
        )
        if known or (tree.head(i + 1) == i and tree.rel(i + 1) in {"compound", "fixed"}):
            end = i + 1
    return tree.parsed.tokens[i][0], tree.parsed.tokens[end][1]


_PARTICLES = frozenset(
    ["about", "apart", "away", "back", "down", "in", "off", "out", "through", "up"]
)
_PHRASAL = frozenset([*CAUSATIVE, *BENEFIT, *CHANGE_VERBS, *CUES])


def verb_lemma(tree: Tree, i: int) -> str:
    """The verb's lemma, with its particle where it has one."""
    start, end = verb_span(tree, i)
    if end == tree.parsed.tokens[i][1]:
        return tree.lemmas[i]
    return f"{tree.lemmas[i]} {tree.text[start:end].split()[-1].lower()}"


def antecedent(tree: Tree, i: int) -> int | None:
    """What a relative pronoun at i stands for: the word that its clause hangs on."""
    if tree.lower[i] not in RELATIVES or tree.upos(i) not in {"PRON", "DET", "SCONJ"}:
        return None
    for verb in tree.ancestors(i):
        if tree.rel(verb) == "acl:relcl":
            return tree.head(verb)
        if tree.lower[i] == "which" and i > 1 and tree.rel(verb) in {"advcl", "acl", "parataxis"}:
            return _noun_before(tree, i)
        if tree.upos(verb) in PREDICATES and tree.rel(verb) not in {"conj", "xcomp"}:
            return None
    return None


def _noun_before(tree: Tree, i: int) -> int | None:
    """The head of the noun phrase that ends right before word i, but for a comma."""
    word = i - 2 if tree.words[i - 1] == "," else i - 1
    if tree.upos(word) not in NOMINALS:
        return None
    while tree.upos(tree.head(word)) in NOMINALS and 0 <= tree.head(word) < i:
        word = tree.head(word)
    return word


def _without_adverbial(tree: Tree, words: list[int]) -> list[int]:
    """Without one adverbial and its comma in front."""
    commas = [w for w in words[:8] if tree.words[w] == ","]
    if not commas:
        return words
    opening = [w for w in words if w < commas[0]]
    tops = {w for w in opening if tree.head(w) not in opening}
    if len(tops) == 1 and tree.rel(next(iter(tops))) in {"obl", "advmod", "discourse"}:
        return [w for w in words if w > commas[0]]
    return words


# A verb in the infinitive or participle below one of these is said of their subject as a fact.
RAISING = frozenset(
    """begin start continue appear seem tend threaten risk help manage serve come prove keep cease stop likely
    unlikely sure bound certain expect set able fail do get poise happen unable use project predict
    forecast continue work""".split()
)
# Their object is the subject of the infinitive below.
CONTROL = frozenset(
    """force allow enable cause lead prompt encourage help let make get compel push drive permit persuade
    convince press pressure induce oblige prevent stop keep deter block dissuade see watch leave
    invite tempt spur empower""".split()
)


def subject(tree: Tree, i: int) -> int | None:
    """The word that is the subject of the predicate at i, its own or shared."""
    near = [c for c in tree.kids(i, "nsubj") if c < i]
    own = tree.kid(i, "csubj")
    if own is None:
        own = near[-1] if near else tree.kid(i, "nsubj")
    if own is not None:
        return None if tree.kid(own, "case") is not None else own
    head, rel = tree.head(i), tree.rel(i)
    if head < 0:
        return None
    if rel == "conj" and tree.upos(head) in {*PREDICATES, "ADJ"}:
        return _logical(tree, head)
    if rel in {"xcomp", "ccomp", "advcl"}:
        return _controlled(tree, i, head)
    if is_hidden_main(tree, i):
        return head
    bare = rel == "acl" and tree.lower[i].endswith("ing") and tree.kid(i, "mark") is None
    bare = bare and i > head and i - 1 in tree.subtree(head, without={i})
    return head if bare and tree.upos(head) in NOMINALS else None


def is_hidden_main(tree: Tree, i: int) -> bool:
    """Whether the "participle" at i is the sentence's verb: "the seizure forced them to act"."""
    head = tree.head(i)
    if tree.rel(i) != "acl" or tree.lower[i].endswith("ing") or tree.kid(i, "mark") is not None:
        return False
    return (
        tree.head(head) < 0
        and tree.upos(head) in NOMINALS
        and tree.kid(i, "obj", "ccomp") is not None
    )


def _logical(tree: Tree, i: int) -> int | None:
    passive = tree.kid(i, "nsubj:pass")
    return subject(tree, i) if passive is None else passive


def _controlled(tree: Tree, i: int, head: int) -> int | None:
    """Who does what an infinitive, or a gerund behind a preposition, says."""
    marks = {tree.lower[m] for m in tree.kids(i, "mark", "case")}
    obj = tree.kid(head, "obj", "iobj")
    if tree.lemmas[head] in CONTROL and obj is not None and obj < i and not marks - {"to", "from"}:
        return obj
    if tree.rel(i) == "advcl" and tree.lower[i].endswith("ing"):
        return _logical(tree, head)
    raised = tree.lemmas[head] in RAISING or tree.lower[head] == "going"
    return _logical(tree, head) if raised else None


def controller(tree: Tree, i: int) -> int | None:
    """The subject of the verb at i or of the nearest verb above it that has one."""
    for word in (i, *tree.ancestors(i)):
        if (found := subject(tree, word)) is not None:
            return found
        if (
            tree.rel(word) not in {"xcomp", "advcl", "conj", "ccomp"}
            or tree.kid(word, "nsubj:pass") is not None
        ):
            return None
    return None
