"""Causal connectives: because, because of, therefore, if, unless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.extract.consequences import find_consequences
from rashomon.extract.frames import Frame, apart, is_actor, subject_span
from rashomon.extract.mood import mood, negated
from rashomon.extract.phrases import clause, noun_phrase, phrase, subject
from rashomon.extract.suppositions import find_suppositions
from rashomon.nlp.lexicon import CHANGE_VERBS, CUES
from rashomon.nlp.tree import NOMINALS, PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rashomon.core.bodies import Mode, Sign
    from rashomon.core.spans import Span
    from rashomon.nlp.tree import Tree

RULE = "rule:connectives/1"
BECAUSE = frozenset(["because", "'cause", "lest"])
PREPOSITIONS = (
    ("as", "a", "direct", "result", "of"), ("as", "a", "result", "of"), ("as", "a", "consequence", "of"),
    ("in", "response", "to"), ("in", "retaliation", "for"), ("on", "account", "of"), ("for", "fear", "of"),
    ("by", "virtue", "of"), ("in", "light", "of"), ("in", "view", "of"), ("because", "of"), ("due", "to"),
    ("owing", "to"), ("thanks", "to"), ("out", "of"),
)  # fmt: skip
# "Out of" names a cause only before one of these.
MOTIVES = frozenset(
    [
        "fear",
        "anger",
        "principle",
        "love",
        "hatred",
        "spite",
        "necessity",
        "desperation",
        "concern",
        "respect",
        "ambition",
        "greed",
        "pity",
        "loyalty",
        "habit",
        "conviction",
        "frustration",
        "revenge",
        "sympathy",
        "envy",
    ]
)
_NOT_ONLY = frozenset(["only", "just", "merely", "simply", "solely", "mainly", "primarily"])
_AMPLE = 4  # words; a shorter "if" clause is an idiom ("if any", "if need be")
_SPEECH_THREATS = frozenset(["threaten", "warn", "vow", "swear", "threat", "warning", "ultimatum"])
_NO_EFFECTS = frozenset(["ask", "wonder", "see", "know", "forgive", "excuse", "mind", "doubt"])
_SPEAKERS = frozenset(["it", "they", "he", "she", "we", "i"])


def find_connectives(tree: Tree, before: Tree | None) -> Iterator[Frame]:
    """The connectives of one sentence; `before` is the sentence before it in the same paragraph."""
    if tree.is_question:
        return
    yield from _subordinate(tree, before)
    yield from _that_is_why(tree)
    yield from find_suppositions(tree, condition_mode)
    yield from _prepositions(tree)
    yield from find_consequences(tree, before)


def _subordinate(tree: Tree, before: Tree | None) -> Iterator[Frame]:
    for mark in range(len(tree)):
        if tree.rel(mark) not in {"mark", "advmod"}:
            continue
        below, word = tree.head(mark), tree.lower[mark]
        if word in BECAUSE and tree.rel(below) == "root" and before is not None:
            yield from _fragment(tree, mark, below, before)
        elif word in BECAUSE and tree.rel(below) in {"advcl", "conj", "ccomp", "acl", "parataxis"}:
            yield from _because(tree, mark, below)
        if word in {"if", "unless", "provided"} and tree.rel(below) in {"advcl", "ccomp"}:
            yield from _conditional(tree, mark, below)


def _fragment(tree: Tree, mark: int, below: int, before: Tree) -> Iterator[Frame]:
    """As in "Prices rose. Because demand did."."""
    cause, effect = clause(tree, below), clause(before, before.heads.index(-1))
    if mark < _AMPLE and cause is not None and effect is not None and not before.is_question:
        yield from apart(RULE, cause, effect, tree.parsed.tokens[mark], 1, "asserted", hedged=False)


def _that_is_why(tree: Tree) -> Iterator[Frame]:
    """As in "That is why he left": the pronoun is the cause."""
    for at in range(len(tree) - 3):
        if tree.lower[at] not in {"that", "this", "which"} or tree.lemmas[at + 1] not in {
            "be",
            "'s",
        }:
            continue
        why = next(
            (k for k in range(at + 2, min(at + 5, len(tree) - 1)) if tree.lower[k] == "why"), None
        )
        stop = _end_of_why(tree, why + 1) if why is not None else 0
        effect = tree.words_span(range(why + 1, stop)) if why is not None else None
        if why is not None and effect is not None:
            yield from apart(
                RULE,
                tree.parsed.tokens[at],
                effect,
                tree.parsed.tokens[why],
                1,
                "asserted",
                hedged=False,
            )


def _end_of_why(tree: Tree, start: int) -> int:
    """Where the clause behind "why" ends: before the next "why" or the end of the sentence."""
    return next((k for k in range(start, len(tree)) if tree.lower[k] in {"why", ";"}), len(tree))


def _because(tree: Tree, mark: int, below: int) -> Iterator[Frame]:
    main = _main(tree, below)
    if tree.rel(below) == "conj" and tree.rel(main) == "advcl":
        main = tree.head(main)
    first = min(tree.subtree(below))
    effect = clause(tree, main, without={below, *_parts(tree, main, mark)})
    cause = clause(tree, below)
    effect = _without_contrast(tree, effect, mark) if effect is not None else None
    if cause is None or effect is None or tree.upos(main) not in {*PREDICATES, *NOMINALS, "ADJ"}:
        return
    denied = _not_before(tree, min(first, mark))
    read = mood(tree, main, negation=False)
    mode: Mode = "denied" if denied else read.mode
    yield from apart(RULE, cause, effect, tree.parsed.tokens[mark], 1, mode, hedged=read.hedged)


def _without_contrast(tree: Tree, effect: Span, mark: int) -> Span | None:
    """As in "he left not out of fear, but because …": the effect ends before "not"."""
    if tree.lower[mark - 1] != "but":
        return effect
    starts = [i for i, (start, _) in enumerate(tree.parsed.tokens) if effect[0] < start < effect[1]]
    nots = [
        i
        for i in starts
        if tree.lower[i] == "not" and i < mark and tree.upos(i + 1) in {"ADP", "SCONJ"}
    ]
    words = [
        i
        for i, (start, end) in enumerate(tree.parsed.tokens)
        if effect[0] <= start and end <= effect[1]
    ]
    return tree.words_span(i for i in words if i < nots[-1]) if nots else effect


def _main(tree: Tree, below: int) -> int:
    """The predicate that the clause belongs to: what is said, where the parser chose "said"."""
    main = tree.head(below)
    said = [c for c in tree.kids(main, "ccomp") if c < below or below < main]
    return said[0] if said and tree.lemmas[main] in CUES else main


def _parts(tree: Tree, main: int, mark: int) -> list[int]:
    """Other reasons ("not out of pity", "because …") and a "not" right before this one."""
    others = [c for c in tree.kids(main, "advcl") if tree.has(c, "mark", BECAUSE)]
    others += [c for c in tree.kids(main, "obl") if tree.has(c, "advmod", {"not"})]
    return [*others, *(c for c in tree.kids(main, "advmod", "cc") if c == mark - 1)]


def _not_before(tree: Tree, i: int) -> bool:
    """Whether "not" stands right before word i (but not "not only", "not just")."""
    return i > 0 and tree.lower[i - 1] in {"not", "n't", "never"}


def _conditional(tree: Tree, mark: int, below: int) -> Iterator[Frame]:
    main = _main(tree, below)
    before = tree.lower[mark - 1] if mark else ""
    cause = clause(tree, below)
    if (
        cause is None
        or before in {"even", "as", "what", "only"}
        or _short(tree, below)
        or not _asserts(tree, main)
    ):
        return
    effect = clause(tree, main, without={below, *_openings(tree, main)})
    if effect is None:
        return
    mode = condition_mode(tree, main)
    sign: Sign = -1 if tree.lower[mark] == "unless" else 1
    hedged = mood(tree, main).hedged
    yield from apart(RULE, cause, effect, tree.parsed.tokens[mark], sign, mode, hedged=hedged)


def _openings(tree: Tree, main: int) -> list[int]:
    """Participles before the subject of the main clause."""
    own = tree.kid(main, "nsubj", "nsubj:pass", "expl")
    return [c for c in tree.kids(main, "advcl") if own is not None and c < own]


def _short(tree: Tree, below: int) -> bool:
    return len(tree.subtree(below)) < _AMPLE and tree.kid(below, "nsubj", "nsubj:pass") is None


def _asserts(tree: Tree, main: int) -> bool:
    """Whether the main word can be an effect: a predicate, not "ask if"."""
    if subject(tree, main) is None and tree.kid(main, "nsubj:pass", "expl") is None:
        return False  # a command
    return tree.upos(main) in {*PREDICATES, "ADJ", "NOUN"} and tree.lemmas[main] not in _NO_EFFECTS


COERCION = frozenset(
    """answer retaliate respond strike attack board seize close block expel impose withdraw punish bomb
    invade fire sanction shut halt suspend destroy hit deploy detain arrest blockade boycott target""".split()
)


def _is_coercion(tree: Tree, main: int) -> bool:
    """As in "Orsan will board every ship": an actor, "will", and a deed against another."""
    own = subject(tree, main)
    will = tree.has(main, "aux", {"will", "shall"})
    return own is not None and will and tree.lemmas[main] in COERCION and is_actor(tree, own)


def condition_mode(tree: Tree, main: int) -> Mode:
    """Counterfactual for "would have", threat where an actor says what he will do to another."""
    if mood(tree, main).mode == "counterfactual":
        return "counterfactual"
    if _is_coercion(tree, main):
        return "threat"
    cues = [w for w in (main, *tree.ancestors(main)) if tree.lemmas[w] in _SPEECH_THREATS]
    if not cues:
        return "conditional"
    own = subject(tree, main)
    speaks = (
        main == cues[0] or own is None or tree.lower[own] in _SPEAKERS or tree.rel(main) == "xcomp"
    )
    return "threat" if speaks or "threat" in tree.lemmas[cues[0]] else "conditional"


def _prepositions(tree: Tree) -> Iterator[Frame]:
    for at in range(len(tree)):
        for words in PREPOSITIONS:
            if tree.lower[at : at + len(words)] == words:
                yield from _preposition(tree, at, at + len(words))
                break


def _preposition(tree: Tree, at: int, end: int) -> Iterator[Frame]:
    """As in "because of the drought": the noun behind is the cause, what it hangs on the effect."""
    if end >= len(tree) or _is_infinitive(tree, end):
        return
    if at == 0 and (comma := _comma_after(tree, end)):
        cause, effect = (
            tree.words_span(range(end, comma)),
            tree.words_span(range(comma + 1, len(tree))),
        )
        if cause is not None and effect is not None:
            signal = (tree.parsed.tokens[at][0], tree.parsed.tokens[end - 1][1])
            read = mood(tree, tree.heads.index(-1), negation=False)
            yield Frame(cause, effect, signal, 1, RULE, read.mode, read.hedged)
        return
    noun = _phrase_head(tree, at, end)
    if tree.lower[at] == "out" and tree.lemmas[noun] not in MOTIVES:
        return
    inside = range(at, end)
    top = noun
    while tree.head(top) in inside:
        top = tree.head(top)
    others = [c for c in tree.kids(noun, "conj") if tree.kid(c, "case", "mark") is not None]
    cause = phrase(tree, noun, without=[*others, *(c for c in tree.children[noun] if c in inside)])
    effect = _host(tree, top, noun, inside)
    if cause is None or effect is None:
        return
    signal = (tree.parsed.tokens[at][0], tree.parsed.tokens[end - 1][1])
    host = tree.head(top)
    read = mood(tree, host, negation=False) if host >= 0 else mood(tree, noun, negation=False)
    mode: Mode = "denied" if _not_before(tree, at) else read.mode
    if (change := _denied_change(tree, host, at)) is not None:
        yield from apart(
            RULE,
            _clip(tree, cause, end),
            change[0],
            signal,
            change[1],
            "denied",
            hedged=read.hedged,
        )
        return
    yield from apart(RULE, _clip(tree, cause, end), effect, signal, 1, mode, hedged=read.hedged)


def _is_infinitive(tree: Tree, i: int) -> bool:
    """Whether a verb in its base form stands there: "is due to depart"."""
    return tree.upos(i) == "VERB" and tree.lower[i] == tree.lemmas[i]


def _denied_change(tree: Tree, host: int, at: int) -> tuple[Span, Sign] | None:
    """As in "prices did not rise because of it": what changes, and the way that is denied."""
    if host < 0 or not negated(tree, host) or tree.words[at - 1] == ",":
        return None
    own, change = subject(tree, host), CHANGE_VERBS.get(tree.lemmas[host])
    span = subject_span(tree, own, of=host) if own is not None else None
    if span is None or change is None:
        return None
    return span, 1 if change > 0 else -1


def _comma_after(tree: Tree, end: int) -> int | None:
    """The comma that closes an opening phrase: a clause with its verb stands behind it."""
    for k in range(end + 1, len(tree) - 2):
        if tree.words[k] == ",":
            rest = range(k + 1, len(tree))
            return (
                k
                if any(tree.upos(w) in PREDICATES for w in rest) and tree.upos(k + 1) != "CCONJ"
                else None
            )
    return None


def _phrase_head(tree: Tree, at: int, end: int) -> int:
    """The head of the phrase that begins at `end`."""
    word = end
    while (
        tree.head(word) > word
        and tree.upos(tree.head(word)) not in PREDICATES
        and not tree.head(word) < at
    ):
        word = tree.head(word)
    return word


def _clip(tree: Tree, cause: Span, end: int) -> Span:
    """A cause never begins before its preposition ends."""
    start = tree.parsed.tokens[end][0]
    return max(cause[0], start), max(cause[1], tree.parsed.tokens[end][1])


def _host(tree: Tree, top: int, noun: int, inside: Sequence[int] | range) -> Span | None:
    """What the preposition's phrase says the cause of."""
    for word in {noun, top}:
        own = tree.kid(word, "nsubj")
        if own is not None and own < min(inside):
            return subject_span(tree, own, of=word)
    host = tree.head(top)
    while host >= 0 and tree.rel(top) == "conj":
        top, host = host, tree.head(host)
    if host < 0:
        return None
    out = {top, *(c for c in tree.children[host] if c in inside or _is_not_part(tree, c, inside))}
    if tree.upos(host) in PREDICATES or tree.kid(host, "cop", "nsubj") is not None:
        return clause(tree, host, without=out)
    return (
        noun_phrase(tree, host, without=out)
        if tree.upos(host) in NOMINALS
        else clause(tree, host, without=out)
    )


def _is_not_part(tree: Tree, c: int, inside: Sequence[int] | range) -> bool:
    return tree.lower[c] in {"not", *_NOT_ONLY} and c == min(inside) - 1
