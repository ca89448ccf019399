"""Read a cause or effect phrase: which factor it speaks of, and whether of more or less of it.

"Higher oil prices", "oil prices are spiking" and "the rise in oil prices" speak of more of *oil
prices*; "cheaper oil" and "failing to support Iran" of less of *oil* and *support Iran*. Each step
strips one layer (a change verb, a change noun, a negation) and keeps the sign that it stood for.
"""

from dataclasses import dataclass
from typing import Literal

from rashomon.align.gradual import (
    GRADUAL_NOUNS,
    GRADUAL_VERBS,
    PRICE_ADJECTIVES,
    gradual_sign,
)
from rashomon.align.trees import Account
from rashomon.align.walk import (
    base_kid,
    base_rel,
    head_of,
    is_name,
    negated,
    phrase_under,
    words_in,
)
from rashomon.core.spans import Span, Spans, hull, trim
from rashomon.nlp.lexicon import CHANGE_VERBS
from rashomon.nlp.tree import Tree

Direction = Literal[-1, 1]
Role = Literal["cause", "effect"]
StandsFor = Literal["", "actor", "position"]

# Verbs that turn what they govern into its absence: "failing to support" is support, falling.
FAILURE_VERBS = frozenset(
    {"fail", "refuse", "stop", "cease", "decline", "avoid", "neglect", "omit"}
)
POINTERS = frozenset({"that", "this", "which"})  # point to what was said, not to a thing
PLURAL_PRONOUNS = frozenset({"they", "them", "these", "those"})
PRONOUNS = PLURAL_PRONOUNS | {"it"}  # point to a thing
PERSONAL_PRONOUNS = frozenset({"he", "she", "him", "her"})  # point to a person
_REACH = 3  # sentences back in which a pronoun's person is looked for
_DROPPED_RELATIONS = frozenset({"advcl", "parataxis", "discourse", "punct", "cc", "conj", "mark"})
_SIDE = frozenset({"acl", "appos", "advcl", "parataxis"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_DEPTH = 6  # layers of change words in one phrase; more is a faulty parse


@dataclass(frozen=True, slots=True)
class PhraseReading:
    """One cause or effect phrase, read.

    `core` is the text that is left when change words and determiners are off; `names` its proper
    nouns. A phrase that is nothing but a name `stands_for` the actor where it is a cause ("Orsan
    did it"), else for the actor's position ("weakening Orsan", "helps Orsan").
    """

    doc: str
    span: Span
    role: Role
    core: str
    direction: Direction
    lemmas: frozenset[str]
    names: frozenset[str]
    head: str
    stands_for: StandsFor
    nominal: bool


def read_phrase(
    account: Account, spans: Spans, *, role: Role, denied: bool = False
) -> PhraseReading | None:
    """Read the phrase at `spans`; None where it holds no word that names anything.

    Args:
        account: The document with its parsed sentences.
        spans: The role's characters.
        role: Which end of the claim it is.
        denied: The claim is denied, so that a "not" in the phrase is the denial and turns nothing.
    """
    outer = hull(spans)
    number = account.sentence_at(outer)
    if number is None:
        return None
    tree = account.trees[number]
    tokens = words_in(tree, spans)
    if not tokens:
        return None
    if len(tokens) == 1 and tree.words[tokens[0]].lower() in POINTERS:
        found = _antecedent(account, number)
        return _reading(account, found[0], found[1], outer, role, denied=denied) if found else None
    return _reading(account, tree, tokens, outer, role, denied=denied)


def _antecedent(account: Account, number: int) -> tuple[Tree, list[int]] | None:
    """What a bare "that" or "this" points back to: the previous sentence's main clause."""
    if number == 0:
        return None
    tree = account.trees[number - 1]
    root = tree.heads.index(-1)
    return tree, phrase_under(tree, root, without=_DROPPED_RELATIONS)


def _thing_before(account: Account, tree: Tree, pronoun: int) -> tuple[Tree, list[int]]:
    """What "it" or "they" stands for: the first thing of like number earlier in this sentence.

    Where there is none, the subject of the sentence before, or else its first thing; a verb's own
    subject is never its object.
    """
    plural = tree.words[pronoun].lower() in PLURAL_PRONOUNS
    own_subject = base_kid(tree, tree.heads[pronoun], "nsubj", "nsubj:pass")
    here = [t for t in range(pronoun) if t != own_subject and _could_be(tree, t, plural=plural)]
    if here:
        return tree, _tidy(tree, phrase_under(tree, here[0], without=_SIDE))
    number = account.trees.index(tree)
    if number == 0:
        return tree, []
    before = account.trees[number - 1]
    things = [t for t in range(len(before.words)) if _could_be(before, t, plural=plural)]
    subjects = [t for t in things if base_rel(before, t) == "nsubj"]
    for token in (subjects or things)[:1]:
        return before, _tidy(before, phrase_under(before, token, without=_SIDE))
    return tree, []


def _person_before(account: Account, tree: Tree, pronoun: int) -> tuple[Tree, list[int]]:
    """Whom "he" or "she" stands for: the last sentence's subject, or else the last person named."""
    number = account.trees.index(tree)
    for back in range(_REACH + 1):
        if number < back:
            break
        earlier = account.trees[number - back]
        people = _people(earlier, pronoun if back == 0 else len(earlier.words))
        subjects = [p for p in people if any(base_rel(earlier, t) == "nsubj" for t in p)]
        if people:
            return earlier, (subjects or people)[-1]
    return tree, []


def _people(tree: Tree, end: int) -> list[list[int]]:
    """The tokens of each person named before `end`."""
    found: list[list[int]] = []
    for token, label in enumerate(tree.parsed.mentions[:end]):
        if label == "B-PERSON":
            found.append([token])
        elif label == "I-PERSON" and found and found[-1][-1] == token - 1:
            found[-1].append(token)
    return found


def _could_be(tree: Tree, token: int, *, plural: bool) -> bool:
    if tree.parsed.upos[token] not in {"NOUN", "PROPN"}:
        return False
    if base_rel(tree, token) not in {"nsubj", "obj", "obl", "root"}:
        return False
    word = tree.words[token].lower()
    return (word != tree.lemmas[token] and word.endswith("s")) == plural


def _reading(
    account: Account, tree: Tree, tokens: list[int], span: Span, role: Role, *, denied: bool
) -> PhraseReading | None:
    outer = head_of(tree, tokens)
    core, direction = (
        _recipient(tree, tokens)
        or _small_clause(tree, tokens)
        or _strip(tree, tokens, outer, 1, _DEPTH)
    )
    stripped = outer not in core
    if negated(tree, outer) and not denied:
        direction = _times(direction, -1)
    core = _tidy(tree, core)
    price = _price(tree, tokens, core)
    if core and all(tree.words[t].lower() in PRONOUNS for t in core):
        tree, core = _thing_before(account, tree, core[0])
    if core and all(tree.words[t].lower() in PERSONAL_PRONOUNS for t in core):
        tree, core = _person_before(account, tree, core[0])
    if not any(tree.parsed.upos[t] in _CONTENT for t in core):
        return None
    head = head_of(tree, core)
    upos = tree.parsed.upos
    names = frozenset(tree.words[t] for t in core if is_name(tree, t))
    content = [t for t in core if upos[t] in _CONTENT]
    return PhraseReading(
        doc=account.doc.id,
        span=trim(account.doc.text, span),
        role=role,
        core=_lower_first(tree, core, _surface(account.doc.text, tree, core)) + price,
        direction=direction,
        lemmas=frozenset(tree.lemmas[t] for t in content),
        names=names,
        head=tree.lemmas[head],
        stands_for=_stands_for(tree, content, role=role, stripped=stripped),
        nominal=upos[head] in _NOUNS,
    )


def _recipient(tree: Tree, tokens: list[int]) -> tuple[list[int], Direction] | None:
    """Who is given something: "handed Putin cash" speaks of more for Putin."""
    tops = [t for t in tokens if tree.heads[t] not in tokens]
    objects = [t for t in tops if base_rel(tree, t) in {"iobj", "obj"}]
    if len(objects) < 2 or tree.heads[objects[0]] != tree.heads[objects[1]]:
        return None
    return [t for t in phrase_under(tree, objects[0]) if t in tokens], 1


def _small_clause(tree: Tree, tokens: list[int]) -> tuple[list[int], Direction] | None:
    """The object of "made grain dearer" and "sent prices soaring", and which way it went."""
    tops = [t for t in tokens if tree.heads[t] not in tokens]
    things = [t for t in tops if base_rel(tree, t) in {"obj", "nsubj"}]
    changes = [t for t in tops if base_rel(tree, t) in {"xcomp", "advcl", "acl", "conj"}]
    if not things or not changes:
        return None
    change = changes[0]
    sign = _adjective_change(tree, change) or CHANGE_VERBS.get(tree.lemmas[change], 0)
    if not sign:
        return None
    return [t for t in phrase_under(tree, things[0]) if t in tokens], _times(1, sign)


def _strip(
    tree: Tree, tokens: list[int], head: int, direction: Direction, depth: int
) -> tuple[list[int], Direction]:
    """Take off one layer of change words, then go on with what it governs."""
    if depth == 0:
        return tokens, direction
    found = (
        _strip_verb(tree, head)
        if tree.parsed.upos[head] in {"VERB", "AUX"}
        else _strip_noun(tree, head)
    )
    if found is None:
        return _without_change_words(tree, tokens, head, direction)
    inner, sign = found
    own = [t for t in phrase_under(tree, inner, without=_DROPPED_RELATIONS) if t in tokens]
    if not own:
        return tokens, direction
    return _strip(tree, own, inner, _times(direction, sign), depth - 1)


def _strip_verb(tree: Tree, head: int) -> tuple[int, int] | None:
    """The quantity that a change verb moves, and which way."""
    verb = tree.lemmas[head]
    goal = base_kid(tree, head, "xcomp")
    if verb in FAILURE_VERBS and goal is not None:
        return goal, -1
    target = base_kid(tree, head, "obj")
    subject = base_kid(tree, head, "nsubj")
    if (
        subject is not None
        and verb in CHANGE_VERBS
        and (target is None or _is_measure(tree, target))
    ):
        return subject, CHANGE_VERBS[verb]
    if target is not None and verb in GRADUAL_VERBS:
        return target, GRADUAL_VERBS[verb]
    return None


def _is_measure(tree: Tree, token: int) -> bool:
    """Whether a verb's object only says how much: "jumped 18 percent"."""
    return tree.parsed.upos[token] in {"NUM", "SYM"} or base_kid(tree, token, "nummod") is not None


def _strip_noun(tree: Tree, head: int) -> tuple[int, int] | None:
    """The quantity behind "a rise in X", "the loss of X", and "X is higher"."""
    word = tree.lemmas[head]
    inner = base_kid(tree, head, "nmod")
    if word in GRADUAL_NOUNS and inner is not None:
        return inner, GRADUAL_NOUNS[word]
    change = _adjective_change(tree, head)
    subject = base_kid(tree, head, "nsubj")
    if change and subject is not None:
        return subject, change
    return None


def _without_change_words(
    tree: Tree, tokens: list[int], head: int, direction: Direction
) -> tuple[list[int], Direction]:
    """Drop modifiers such as "higher" and "falling", turning the direction as they say."""
    kept = list(tokens)
    for child in tree.children[head]:
        change = _adjective_change(tree, child)
        if child in kept and change and base_rel(tree, child) in {"amod", "compound"}:
            direction = _times(direction, change)
            kept = [t for t in kept if t != child]
    return kept, direction


def _adjective_change(tree: Tree, token: int) -> int:
    return gradual_sign(tree.words[token])


def _tidy(tree: Tree, tokens: list[int]) -> list[int]:
    """Leave out side clauses, and determiners, prepositions and marks at the edges."""
    if not tokens:
        return tokens
    head = head_of(tree, tokens)
    side = {"advcl", "parataxis", "discourse"}
    inside = set(phrase_under(tree, head, without=side)).intersection(tokens) or set(tokens)
    kept = sorted(inside)
    edge = {"DET", "PUNCT", "ADP", "CCONJ", "SCONJ", "PART", "AUX"}
    upos = tree.parsed.upos
    while kept and upos[kept[0]] in edge:
        kept.pop(0)
    while kept and upos[kept[-1]] in {"PUNCT", "ADP", "CCONJ", "SCONJ", "DET"}:
        kept.pop()
    return kept


def _stands_for(tree: Tree, content: list[int], *, role: Role, stripped: bool) -> StandsFor:
    if not all(is_name(tree, t) for t in content):
        return ""
    return "position" if stripped or role == "effect" else "actor"


def _lower_first(tree: Tree, core: list[int], surface: str) -> str:
    """Without the capital that only opens a sentence."""
    first = core[0]
    if is_name(tree, first) or (tree.words[first].isupper() and len(tree.words[first]) > 1):
        return surface
    return surface[:1].lower() + surface[1:]


def _price(tree: Tree, tokens: list[int], core: list[int]) -> str:
    """What "dear" and "cheap" grade is the price, which the phrase does not name itself."""
    words = {tree.words[t].lower() for t in tokens}
    named = any(tree.lemmas[t] in {"price", "cost"} for t in core)
    return " price" if words & PRICE_ADJECTIVES.keys() and not named else ""


def _surface(text: str, tree: Tree, tokens: list[int]) -> str:
    """The tokens as they stand in the text, each gap closed by one space."""
    parts: list[str] = []
    last = -1
    for token in tokens:
        start, end = tree.parsed.tokens[token]
        parts.append((" " if last not in {-1, start} else "") + text[start:end])
        last = end
    return " ".join("".join(parts).split())


def _times(left: Direction, right: int) -> Direction:
    return left if right > 0 else (-1 if left == 1 else 1)
