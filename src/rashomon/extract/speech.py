"""Attributions by syntax: a cue with its source and its clause, "according to", nouns such as "claim"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from rashomon.extract.cues import (
    ACCUSING,
    ANSWERS,
    CLAUSE_CONTENT,
    CUE_NOUNS,
    INFERENTIAL,
    LIGHT_VERBS,
    NOUN_STANCES,
    OBJECT_CONTENT,
    SOURCE_NOUNS,
    THOUGHTS,
    UNTRUE_NOUNS,
)
from rashomon.extract.frames import is_actor, is_passive
from rashomon.extract.mood import negated
from rashomon.extract.phrases import (
    antecedent,
    clause,
    controller,
    noun_phrase,
    subject,
    verb_span,
)
from rashomon.nlp.lexicon import CUES
from rashomon.nlp.tree import NOMINALS, PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.core.bodies import AttributionStance
    from rashomon.core.spans import Span
    from rashomon.nlp.tree import Tree

SPEECH_RULE = "rule:speech/1"
THOUGHT_RULE = "rule:thoughts/1"
_BEFORE_SOURCE = frozenset([",", "”", "’", '"', "'"])
_MAX_SOURCE = 13  # words
_OPEN_MODALS = frozenset(["may", "might", "could", "should", "can", "must"])


@dataclass(frozen=True, slots=True)
class Saying:
    """One source, cue and content inside a sentence; `content` is empty where only a quotation can tell."""

    source: Span | None
    cue: Span
    content: Span | None
    stance: AttributionStance
    rule: str
    lemma: str
    rest: Span | None = None  # what of the content stands behind the cue, where it is cut in two


def find_sayings(tree: Tree) -> Iterator[Saying]:
    """The attributions that the sentence's syntax shows."""
    for i in range(len(tree)):
        if tree.lower[i : i + 2] == ("according", "to"):
            yield from _according(tree, i)
        elif tree.upos(i) in PREDICATES and tree.rel(i) not in {"aux", "aux:pass", "cop"}:
            yield from _of_verb(tree, i)
        elif tree.upos(i) == "NOUN" and tree.lemmas[i] in {*CUE_NOUNS, *UNTRUE_NOUNS}:
            yield from _of_noun(tree, i)


def _of_verb(tree: Tree, i: int) -> Iterator[Saying]:
    cue = _cue_span(tree, i)
    name = f"{tree.lemmas[i]} {tree.text[slice(*cue)].split()[-1].lower()}"
    stance = CUES.get(name) or CUES.get(tree.lemmas[i])
    if stance is None or not _is_said(tree, i):
        return
    source_word = source_of(tree, i)
    if source_word is None or not can_say(tree, i, source_word):
        return
    content, stance = _content(tree, i, stance)
    rule = THOUGHT_RULE if tree.lemmas[i] in THOUGHTS else SPEECH_RULE
    source = _stretch(tree, i) or source_span(tree, source_word, of=i)
    if source is not None and (content is None or not _overlap(source, content)):
        if content is not None and _overlap(cue, content):
            content = None
        yield Saying(source, cue, content, cast("AttributionStance", stance), rule, tree.lemmas[i])


def _cue_span(tree: Tree, i: int) -> Span:
    """The verb with its particle or its "for" ("called for")."""
    start, end = verb_span(tree, i)
    if i + 1 < len(tree) and f"{tree.lemmas[i]} {tree.lower[i + 1]}" in CUES:
        end = tree.parsed.tokens[i + 1][1]
    return start, end


def _overlap(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _is_said(tree: Tree, i: int) -> bool:
    """Not "did not say", not "might say", no question, no command."""
    if negated(tree, i) or tree.has(i, "aux", _OPEN_MODALS):
        return False
    if tree.is_question and tree.heads[i] < 0 and tree.kid(i, "ccomp") is None:
        return False
    return not any(tree.lower[m] in {"if", "to", "whether"} for m in tree.kids(i, "mark"))


def source_of(tree: Tree, i: int) -> int | None:
    """The word that heads the source: the subject, or the noun that "a memo stating …" hangs on."""
    if is_passive(tree, i):
        return None
    if tree.rel(i) in {"advcl", "conj"} and tree.lower[i].endswith("ing"):
        return controller(tree, i)
    adjacent = _adjacent(tree, i)
    return subject(tree, i) if adjacent is None else adjacent


def _adjacent(tree: Tree, i: int) -> int | None:
    """The head of the noun phrase between a comma and the cue: "…, traders in Merrowe said"."""
    comma = _comma_before_source(tree, i)
    if comma is None:
        return None
    word = i - 1
    while comma < tree.head(word) < i and tree.upos(tree.head(word)) in {*NOMINALS, "ADJ"}:
        word = tree.head(word)
    return word


def _comma_before_source(tree: Tree, i: int) -> int | None:
    """The comma or closing mark with nothing but a noun phrase between it and the cue."""
    if i < 2 or tree.upos(i - 1) not in NOMINALS:
        return None
    comma = next((k for k in range(i - 1, -1, -1) if tree.words[k] in _BEFORE_SOURCE), None)
    if comma is None or i - comma > _MAX_SOURCE:
        return None
    verbs = any(tree.upos(k) in PREDICATES for k in range(comma + 1, i))
    return None if verbs or tree.upos(comma + 1) in {"ADP", "SCONJ", "CCONJ", "ADV"} else comma


def _stretch(tree: Tree, i: int) -> Span | None:
    """All words between that comma and the cue."""
    comma = _comma_before_source(tree, i)
    return None if comma is None else tree.words_span(range(comma + 1, i))


def _lead(tree: Tree, i: int) -> Span | None:
    """The clause before the comma, where only the source stands between it and the cue."""
    comma = _comma_before_source(tree, i)
    speech = CUES.get(tree.lemmas[i]) == "asserts" and tree.lemmas[i] not in THOUGHTS
    if comma is None or not speech:
        return None
    lead = range(comma)
    return tree.words_span(lead) if any(tree.upos(k) in PREDICATES for k in lead) else None


def source_span(tree: Tree, word: int, *, of: int) -> Span | None:
    """The source as a phrase; "who" gives what it stands for."""
    stands_for = antecedent(tree, word)
    target = word if stands_for is None else stands_for
    out = {of, *(c for c in tree.children[target] if of in tree.subtree(c))}
    out |= set(tree.kids(target, "acl:relcl", "acl"))
    return noun_phrase(tree, target, without=out) if tree.upos(target) in NOMINALS else None


def can_say(tree: Tree, i: int, source: int) -> bool:
    """Whether the subject may be a source of this cue; "I think" is the author himself."""
    if tree.lower[source] in {"i", "we", "you", "it", "this", "that", "there", "what", "whom"}:
        return tree.lower[source] == "it" and tree.lemmas[i] not in INFERENTIAL
    stands_for = antecedent(tree, source)
    word = source if stands_for is None else stands_for
    wish = CUES.get(tree.lemmas[i]) == "wants" or tree.lemmas[i] in THOUGHTS
    if wish or tree.lemmas[i] in INFERENTIAL:
        return is_actor(tree, word) or tree.lemmas[word] in SOURCE_NOUNS
    return tree.upos(source) in NOMINALS


def _content(tree: Tree, i: int, stance: str) -> tuple[Span | None, str]:
    """The clause or phrase that is said, and the stance that it has."""
    for find in (
        _of_denied_noun,
        _complement_clause,
        _as_clause,
        _around,
        _accused,
        _object,
        _lead,
    ):
        span = find(tree, i)
        if span is not None and not _opens_with_be(tree, span):
            return span, _stance(tree, i, stance)
    return None, stance


def _opens_with_be(tree: Tree, span: Span) -> bool:
    """Whether the phrase is the rest of a cleft: "what he wants *is peace*"."""
    return tree.text[slice(*span)].lower().startswith(("is ", "was ", "are ", "were "))


def _stance(tree: Tree, i: int, stance: str) -> str:
    """As in "told X to V" and "said that X must V" want; "asked X to V" wants, "asked whether" asks."""
    lemma = tree.lemmas[i]
    infinitive = any(tree.has(c, "mark", {"to"}) for c in tree.kids(i, "xcomp", "ccomp", "advcl"))
    if lemma in {"ask", "tell", "call"} and infinitive:
        return "wants"
    return stance


def _complement_clause(tree: Tree, i: int) -> Span | None:
    for c in tree.kids(i, "ccomp"):
        if not _is_if(tree, c) or tree.lemmas[i] in {"ask", "wonder", "question", "inquire"}:
            return clause(tree, c, without=_parenthetic(tree, c))
    if tree.lemmas[i] not in CLAUSE_CONTENT:
        return None
    for c in tree.kids(i, "xcomp", "advcl", "ccomp"):
        if (
            c > i
            and (tree.rel(c) != "advcl" or tree.has(c, "mark", {"to"}))
            and tree.upos(c) in PREDICATES
        ):
            return _with_object(tree, i, c)
    return None


def _is_if(tree: Tree, i: int) -> bool:
    return any(tree.lower[m] == "if" for m in tree.kids(i, "mark"))


def _parenthetic(tree: Tree, i: int) -> list[int]:
    return [c for c in tree.children[i] if tree.rel(c) == "parataxis"]


def _with_object(tree: Tree, i: int, c: int) -> Span | None:
    """As in "urged Iran to stop": the content begins with the object where there is one."""
    words = tree.subtree(c)
    obj = tree.kid(i, "obj", "iobj")
    if obj is not None and i < obj < c and tree.lemmas[i] not in {"tell", "ask"}:
        words |= tree.subtree(obj)
    return tree.run_span(words, c)


def _as_clause(tree: Tree, i: int) -> Span | None:
    """As in "as the minister said, X": the main clause is the content."""
    if tree.rel(i) == "advcl" and tree.has(i, "mark", {"as"}) and tree.lemmas[i] not in THOUGHTS:
        return clause(tree, tree.head(i), without={i})
    return None


def _around(tree: Tree, i: int) -> Span | None:
    """As in "X, he said": the clause that the cue stands beside."""
    if tree.lemmas[i] in THOUGHTS or CUES.get(tree.lemmas[i]) == "wants":
        return None
    if tree.rel(i) == "parataxis" and tree.head(i) >= 0:
        host = tree.head(i)
        words = tree.subtree(
            host, without={i, *(c for c in tree.children[host] if tree.rel(c) == "parataxis")}
        )
        before = [w for w in words if w < min(tree.subtree(i))]
        after = [w for w in words if w > i]
        return tree.words_span(before if len(before) >= len(after) else after)
    for c in tree.kids(i, "parataxis"):
        if len(tree.subtree(c)) > 2:
            return clause(tree, c)
    return None


def _accused(tree: Tree, i: int) -> Span | None:
    """As in "accused Iran of shelling": the accused and the deed."""
    cases, obj = ACCUSING.get(tree.lemmas[i]), tree.kid(i, "obj")
    if cases is None or obj is None:
        return None
    deeds = [c for c in tree.kids(i, "advcl", "obl", "xcomp") if _has_case(tree, c, cases)]
    deeds += [c for c in tree.kids(obj, "nmod", "acl") if _has_case(tree, c, cases)]
    return tree.run_span(tree.subtree(obj) | tree.subtree(deeds[0]), obj) if deeds else None


def _has_case(tree: Tree, i: int, cases: tuple[str, ...]) -> bool:
    return any(tree.lower[m] in cases for m in tree.kids(i, "case", "mark"))


def _object(tree: Tree, i: int) -> Span | None:
    obj = tree.kid(i, "obj")
    if obj is None and tree.lemmas[i] in {"call", "appeal", "push"}:
        obj = next((c for c in tree.kids(i, "obl") if _has_case(tree, c, ("for",))), None)
    elif obj is None or tree.lemmas[i] not in OBJECT_CONTENT or tree.upos(obj) not in NOMINALS:
        return None
    return noun_phrase(tree, obj) if obj is not None else None


def _of_denied_noun(tree: Tree, i: int) -> Span | None:
    """As in "rejected claims that X": the content is X."""
    noun = tree.kid(i, "obj")
    if noun is None or tree.lemmas[noun] not in {*CUE_NOUNS, "charge", "accusation"}:
        return None
    if tree.lemmas[i] not in LIGHT_VERBS and CUES.get(tree.lemmas[i]) != "denies":
        return None
    return _noun_content(tree, noun)


def _noun_content(tree: Tree, noun: int) -> Span | None:
    for c in tree.kids(noun, "acl", "ccomp", "acl:relcl"):
        that = any(tree.lower[m] == "that" for m in tree.kids(c, "mark"))
        if c > noun and (that or tree.rel(c) == "ccomp"):
            return clause(tree, c)
    return None


def _of_noun(tree: Tree, i: int) -> Iterator[Saying]:
    """As in "X's claim that Y", "rejected claims that Y", "the myth that Y"."""
    content = _noun_content(tree, i)
    if content is None:
        return
    verb = tree.head(i) if tree.rel(i) in {"obj", "obl"} else -1
    stance = NOUN_STANCES.get(
        tree.lemmas[i], "denies" if tree.lemmas[i] in UNTRUE_NOUNS else "asserts"
    )
    source, cue = _noun_source(tree, i), tree.parsed.tokens[i]
    if (
        verb >= 0
        and source is None
        and tree.lemmas[verb] in LIGHT_VERBS
        and not negated(tree, verb)
    ):
        word = source_of(tree, verb)
        source = source_span(tree, word, of=verb) if word is not None else None
    if verb >= 0 and CUES.get(tree.lemmas[verb]) == "denies":
        return  # the verb's own attribution has this content
    rule = (
        THOUGHT_RULE
        if tree.lemmas[i] in {"belief", "fear", "hope", "suspicion", "idea", "notion"}
        else SPEECH_RULE
    )
    if source is not None or stance == "denies":
        yield Saying(source, cue, content, cast("AttributionStance", stance), rule, tree.lemmas[i])


def _noun_source(tree: Tree, i: int) -> Span | None:
    for c in tree.kids(i, "nmod:poss", "nmod", "compound", "amod"):
        case = {tree.lower[m] for m in tree.kids(c, "case")}
        named = tree.upos(c) == "PROPN" or tree.parsed.mentions[c] != "O"
        if tree.rel(c) == "nmod:poss" or (case & {"of", "by", "from"}) or (named and not case):
            out = list(tree.kids(c, "case"))
            return (
                tree.parsed.tokens[c]
                if tree.upos(c) in {"PRON", "ADJ"}
                else noun_phrase(tree, c, without=out)
            )
    return None


def _according(tree: Tree, i: int) -> Iterator[Saying]:
    word = i + 2
    while word < len(tree) and tree.head(word) > word and tree.upos(tree.head(word)) in NOMINALS:
        word = tree.head(word)
    if word >= len(tree):
        return
    source = noun_phrase(tree, word, without=[c for c in tree.children[word] if c < i + 2])
    top = word
    while tree.head(top) in {i, i + 1}:
        top = tree.head(top)
    host = tree.head(top)
    if source is None or host < 0:
        return
    words = tree.subtree(host, without={top, i, i + 1})
    before, after = [w for w in words if w < i], [w for w in words if w > word]
    first, rest = tree.words_span(before), tree.words_span(after)
    cue = (tree.parsed.tokens[i][0], tree.parsed.tokens[i + 1][1])
    if first is None:
        first, rest = rest, None
    if first is not None and not _overlap(first, source):
        rest = None if rest is not None and _overlap(rest, source) else rest
        yield Saying(source, cue, first, "asserts", SPEECH_RULE, "according to", rest)


def find_introduction(tree: Tree, *, before: int) -> Saying | None:
    """Who speaks before a colon without a cue of speech: "Her answer was blunt: …"."""
    root = tree.heads.index(-1)
    for i in (root, *tree.kids(root, "conj", "parataxis")):
        word = tree.kid(i, "nsubj")
        if tree.parsed.tokens[i][0] >= before or word is None:
            continue
        if not is_actor(tree, word) and tree.lemmas[word] not in {*SOURCE_NOUNS, *ANSWERS}:
            continue
        source = source_span(tree, word, of=i)
        cue = tree.parsed.tokens[i]
        if source is not None and source[1] <= before and not _overlap(source, cue):
            return Saying(source, cue, None, "asserts", SPEECH_RULE, tree.lemmas[i])
    return None
