"""Cut sentences into statements: clauses that can be asserted or denied on their own.

A statement knows its polarity (negations and denials counted together), whether it is hedged or
only supposed, and in whose voice it stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rashomon.align.gradual import gradual_sign
from rashomon.align.joints import heads_of_parts, parts_of
from rashomon.align.spoken import names_of_pronouns, worded
from rashomon.align.trees import Account
from rashomon.align.voices import at_distance, covering
from rashomon.align.walk import base_kid, base_rel, head_of, is_name, negated, words_in
from rashomon.core.bodies import Attribution
from rashomon.core.spans import Spans, hull, overlaps
from rashomon.core.views import Voice
from rashomon.extract.voice import voice_of
from rashomon.nlp.lexicon import BENEFIT, CAUSATIVE, CHANGE_VERBS, CUES, HEDGES
from rashomon.nlp.tree import Tree

MIN_CONTENT = 2  # content words of a statement; fewer say too little to compare
# Modals that leave open whether it is so. A bare "would" or "should" is said outright, as extract
# has it; with an "if" the clause is open by that.
_OPEN_MODALS = frozenset({"may", "might", "could"})
_CLAUSES = frozenset({"root", "conj", "ccomp", "advcl", "parataxis"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_FAILURE = frozenset({"fail", "refuse"})
_BELIEFS = frozenset({"believe", "think", "suppose", "expect", "imagine"})
_DOUBTS = frozenset({"doubt", "deny", "disbelieve"})
_SUPPOSING = frozenset({"if", "unless", "whether"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One clause of one account.

    `text` is as it stands there, `said` with names for its pronouns ("she is going": "Mayor Ost is going").
    `push` is 1 or -1 where its verb helps, raises or brings about, or hurts, lowers or prevents ("more"
    and "less" counted in), else 0. `negative`: the account says that it is not so, in the clause or around it;
    `denied`: around it ("she denied that"). `open`: hedged, supposed or asked, so that it
    neither asserts nor denies.
    """

    doc: str
    spans: Spans
    text: str
    said: str
    lemmas: frozenset[str]
    names: frozenset[str]
    counts: tuple[tuple[str, str], ...]
    push: int
    negative: bool
    denied: bool
    open: bool
    voice: Voice
    source: str


def find_statements(account: Account) -> list[Statement]:
    """All statements of a document, in the order of the text."""
    found: list[Statement] = []
    for tree in account.trees:
        for token in _clause_heads(account, tree):
            statement = _statement(account, tree, token)
            if statement:
                found.append(statement)
        found += _denied_contents(account, tree, found)
    names = names_of_pronouns(account)
    text = account.doc.text
    return [replace(s, said=worded(text, s.spans, names)) for s in found]


def _clause_heads(account: Account, tree: Tree) -> Iterator[int]:
    """Tokens that head a clause of their own, cue verbs with a content left out."""
    parts = heads_of_parts(tree)
    for token, relation in enumerate(tree.rels):
        name = relation.partition(":")[0]
        if tree.heads[token] < 0:
            name = "root"
        is_clause = name in _CLAUSES and _is_clause(tree, token)
        if (is_clause or token in parts) and not _is_cue(account, tree, token):
            yield token


def _is_clause(tree: Tree, token: int) -> bool:
    if base_kid(tree, token, "nsubj", "csubj", "expl") is not None:
        return True
    return tree.parsed.upos[token] == "VERB" and base_rel(tree, token) in {"root", "conj"}


def _is_cue(account: Account, tree: Tree, token: int) -> bool:
    """Whether the verb only introduces what somebody says or denies; that stands for itself."""
    if tree.lemmas[token] not in CUES:
        return False
    if base_kid(tree, token, "ccomp", "parataxis") is not None:
        return True
    denied = base_kid(tree, token, "xcomp", "obj")
    return denied is not None and any(
        isinstance(a.body, Attribution)
        and a.body.stance == "denies"
        and any(overlaps(span, tree.parsed.tokens[denied]) for span in a.body.content)
        for a in account.attributions
    )


def _own_tokens(tree: Tree, token: int) -> list[int]:
    """The clause without the clauses that stand on their own, without its connective and other parts of the sentence."""
    inner = {
        child
        for child in tree.children[token]
        if base_rel(tree, child)
        in {"conj", "parataxis", "advcl", "discourse", "cc", "punct", "mark"}
        and (
            base_rel(tree, child) in {"cc", "punct", "mark", "discourse"} or _is_clause(tree, child)
        )
    }
    kept, open_tokens = [], [token]
    while open_tokens:
        own = open_tokens.pop()
        kept.append(own)
        open_tokens += [c for c in tree.children[own] if c not in inner]
    parts = parts_of(tree)
    return sorted(word for word in kept if parts[word] == parts[token])


def _statement(account: Account, tree: Tree, token: int) -> Statement | None:
    tokens = _without_cue(account, tree, _own_tokens(tree, token))
    content = [t for t in tokens if tree.parsed.upos[t] in _CONTENT]
    if len(content) < MIN_CONTENT:
        return None
    negative = negated(tree, token) ^ _under_failure(tree, token) ^ _lacks_object(tree, token)
    return _make(account, tree, tokens, negative=negative, is_open=_is_open(tree, token))


def _without_cue(account: Account, tree: Tree, words: list[int]) -> list[int]:
    """The words that are attributed, where the clause holds the attribution's cue as well.

    "Prices rose, a trader said" may come out of the parser as one clause.
    """
    for attribution in account.attributions:
        assert isinstance(attribution.body, Attribution)
        cue = words_in(tree, attribution.body.cue)
        content = words_in(tree, attribution.body.content)
        said = [word for word in words if word in content]
        if len(said) > 1 and set(cue) & set(words) and not set(cue) & set(content):
            return said
    return words


def _make(
    account: Account,
    tree: Tree,
    tokens: Sequence[int],
    *,
    negative: bool,
    is_open: bool,
) -> Statement:
    spans = _runs(tree, tokens)
    voice, source = voice_of(spans, account.attributions)
    over = covering(account, spans)
    stance = over.stance if over else ""
    upos = tree.parsed.upos
    content = [t for t in tokens if upos[t] in _CONTENT]
    denied = stance == "denies" or _under_doubt(tree, head_of(tree, tokens))
    text = worded(account.doc.text, spans, {})
    return Statement(
        doc=account.doc.id,
        spans=spans,
        text=text,
        said=text,
        lemmas=frozenset(tree.lemmas[t] for t in content),
        names=frozenset(tree.words[t] for t in content if is_name(tree, t)),
        counts=_counts(tree, content),
        push=_push(tree, tokens),
        negative=negative ^ denied,
        denied=denied,
        open=is_open or stance in {"asks", "wants"} or at_distance(account, over),
        voice=voice,
        source=account.doc.text[source[0] : source[1]] if source else "",
    )


def _runs(tree: Tree, tokens: Sequence[int]) -> Spans:
    """The characters of the tokens, neighbours joined, punctuation at the edges of a run left out."""
    groups: list[list[int]] = []
    for token in tokens:
        if groups and token == groups[-1][-1] + 1:
            groups[-1].append(token)
        else:
            groups.append([token])
    runs = [_without_edges(tree, group) for group in groups]
    spans = tree.parsed.tokens
    return tuple((spans[run[0]][0], spans[run[-1]][1]) for run in runs if run)


def _without_edges(tree: Tree, run: list[int]) -> list[int]:
    kept = list(run)
    while kept and tree.parsed.upos[kept[0]] == "PUNCT":
        kept.pop(0)
    while kept and tree.parsed.upos[kept[-1]] == "PUNCT":
        kept.pop()
    return kept


def _counts(tree: Tree, tokens: Sequence[int]) -> tuple[tuple[str, str], ...]:
    """Counted nouns with their numbers: ("soldier", "12")."""
    found = []
    for token in tokens:
        number = base_kid(tree, token, "nummod")
        if number is not None:
            found.append((tree.lemmas[token], tree.words[number].lower()))
    return tuple(found)


def _push(tree: Tree, tokens: Sequence[int]) -> int:
    """Which way the verb moves what it speaks of: "higher prices hurt the poor" gives -1."""
    verb = head_of(tree, tokens)
    word = tree.lemmas[verb]
    sign = BENEFIT.get(word) or CAUSATIVE.get(word) or CHANGE_VERBS.get(word) or 0
    for part in tree.children[verb]:
        if base_rel(tree, part) in {"nsubj", "obj"}:  # not "in the lower town"
            for token in tree.children[part]:
                if token in tokens and base_rel(tree, token) == "amod":
                    sign *= gradual_sign(tree.words[token]) or 1
    return sign


def _lacks_object(tree: Tree, token: int) -> bool:
    """Whether the verb has "no" object: "had no effect on", "found no trace of"."""
    thing = base_kid(tree, token, "obj")
    return thing is not None and negated(tree, thing)


def _under_failure(tree: Tree, token: int) -> bool:
    """Whether "fail to" or "refuse to" governs the clause, or is its own verb."""
    goal = base_kid(tree, token, "xcomp")
    return goal is not None and tree.lemmas[token] in _FAILURE


def _under_doubt(tree: Tree, token: int) -> bool:
    """Whether "I do not believe that" stands over the clause: it denies the clause itself."""
    governor = tree.heads[token]
    if governor < 0 or base_rel(tree, token) != "ccomp":
        return False
    doubts = tree.lemmas[governor] in _DOUBTS
    return doubts or (tree.lemmas[governor] in _BELIEFS and negated(tree, governor))


def _is_open(tree: Tree, token: int) -> bool:
    """Hedged, conditional or a question."""
    for child in tree.children[token]:
        word = tree.words[child].lower()
        relation = base_rel(tree, child)
        if relation == "aux" and word in _OPEN_MODALS:
            return True
        if relation == "advmod" and word in HEDGES:
            return True
        if relation == "mark" and word in _SUPPOSING:
            return True
        if relation == "advcl" and base_kid(tree, child, "mark") is not None:
            mark = base_kid(tree, child, "mark")
            if mark is not None and tree.words[mark].lower() in _SUPPOSING:
                return True
    return bool(tree.words) and tree.words[-1].strip("'\"”’)") == "?"


def _denied_contents(
    account: Account, tree: Tree, found: Sequence[Statement]
) -> Iterator[Statement]:
    """Contents that are no clause: "denied *firing on the ferry*"."""
    for attribution in account.attributions:
        assert isinstance(attribution.body, Attribution)
        if attribution.body.stance != "denies" or not attribution.body.content:
            continue
        span = hull(attribution.body.content)
        if not overlaps(span, tree.span):
            continue
        if any(overlaps(hull(s.spans), span) for s in found[-8:]):
            continue
        tokens = words_in(tree, (span,))
        if sum(tree.parsed.upos[t] in _CONTENT for t in tokens) >= MIN_CONTENT:
            head = head_of(tree, tokens)
            yield _make(account, tree, tokens, negative=negated(tree, head), is_open=False)
