"""One parsed sentence as a tree of words: the view that the rules read."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from rashomon.core.spans import Span
from rashomon.nlp.lemmas import lemma
from rashomon.nlp.lexicon import CAUSATIVE, CUES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from rashomon.nlp.encoder import ParsedSentence

PREDICATES = frozenset(["VERB", "AUX"])
NOMINALS = frozenset(["NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"])
_CLOSERS = {")": "(", "]": "[", "”": "“", "’": "‘", '"': '"', "'": "'"}


class Tree:
    """Words, lemmas and dependants of one sentence; words are meant by their index."""

    def __init__(self, text: str, parsed: ParsedSentence) -> None:
        self.text = text
        self.parsed = parsed

    def __len__(self) -> int:
        return len(self.parsed.tokens)

    @property
    def span(self) -> Span:
        """The sentence's span."""
        return self.parsed.span

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as they stand."""
        return tuple(self.text[start:end] for start, end in self.parsed.tokens)

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(word.lower() for word in self.words)

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """The words' lemmas."""
        return tuple(lemma(word) for word in self.words)

    @cached_property
    def heads(self) -> tuple[int, ...]:
        """The head of each word, -1 for the root; a noun's modifier never stands beyond a verb."""
        heads = self.parsed.heads
        mended = tuple(self._mended(i, head) for i, head in enumerate(heads))
        return mended if _is_tree(mended) else heads

    def _mended(self, i: int, head: int) -> int:
        if head >= 0 and self._is_second_cue(i, head):
            return self.parsed.heads[head]
        owned = self._owned(i) if head >= 0 else None
        if owned is not None:
            return owned
        return self._verb_between(i, head) if head > i else self._verb_of_mark(i, head)

    def _is_second_cue(self, i: int, head: int) -> bool:
        """As in "denied that he fired and said …": the second cue belongs to the first, not to "fired"."""
        labels, heads = self.parsed.deprels, self.parsed.heads
        cues = self.lemmas[i] in CUES and heads[head] >= 0 and self.lemmas[heads[head]] in CUES
        if not cues or labels[i] != "conj" or labels[head] != "ccomp":
            return False
        own = {labels[k] for k in range(len(self)) if heads[k] == i}
        return "ccomp" in own and "nsubj" not in own

    def _owned(self, i: int) -> int | None:
        """The noun that a genitive belongs to, where the parser made it a subject: "Orsan's closure"."""
        if self.parsed.deprels[i] != "nsubj" or i + 2 >= len(self):
            return None
        if self.lower[i + 1] not in {"'s", "’s"} or self.upos(i + 1) != "PART":
            return None
        return next(
            (k for k in range(i + 2, min(i + 6, len(self))) if self.upos(k) == "NOUN"), None
        )

    def _verb_between(self, i: int, head: int) -> int:
        """The first verb between a modifier and its noun on the right, if the parser put it there."""
        if (
            self.parsed.deprels[i] not in {"compound", "amod", "nmod", "nummod"}
            or self.upos(i) not in NOMINALS
        ):
            return head
        verbs = [
            k
            for k in range(i + 1, head)
            if self.upos(k) == "VERB" and self.parsed.heads[k] not in range(i, head + 1)
        ]
        return verbs[0] if verbs else head

    def _verb_of_mark(self, i: int, head: int) -> int:
        """The verb behind, where a conjunction before word i belongs to it: "fell after the port closed"."""
        if self.upos(i) not in NOMINALS or self.parsed.deprels[i] not in {
            "obl",
            "obj",
            "nmod",
            "conj",
            "nsubj",
        }:
            return head
        for mark in range(max(head + 1, 0), i):
            verb = self.parsed.heads[mark]
            opens = self.parsed.deprels[mark] in {"mark", "cc"} and self.upos(verb) == "VERB"
            if opens and verb > i and not self._has_subject(verb, mark):
                return verb
        return head

    def _has_subject(self, verb: int, mark: int) -> bool:
        """Whether the parser found a subject between a conjunction and its verb."""
        heads, labels = self.parsed.heads, self.parsed.deprels
        return any(
            heads[k] == verb and labels[k].startswith("nsubj") for k in range(mark + 1, verb)
        )

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The dependants of each word, in order."""
        found: list[list[int]] = [[] for _ in range(len(self))]
        for i, head in enumerate(self.heads):
            if head >= 0:
                found[head].append(i)
        return tuple(tuple(kids) for kids in found)

    @cached_property
    def is_question(self) -> bool:
        """Whether the sentence ends as a question."""
        return self.text[slice(*self.span)].rstrip("\"'”’»)] ").endswith("?")

    @cached_property
    def rels(self) -> tuple[str, ...]:
        """The relations, without subtypes except for passives and relatives; slips put right.

        The parser's labels are chosen word by word, so they may contradict one another.
        """
        found = [
            full if full in _KEPT_SUBTYPES else full.partition(":")[0]
            for full in self.parsed.deprels
        ]
        return tuple(self._put_right(i, rel) for i, rel in enumerate(found))

    def _put_right(self, i: int, rel: str) -> str:
        head = self.head(i)
        if head < 0:
            return "root"
        if rel == "conj" and self.upos(i) in PREDICATES:
            return rel
        if head != self.parsed.heads[i]:
            return "nmod:poss" if self.lower[min(i + 1, len(self) - 1)] in {"'s", "’s"} else "nsubj"
        if rel in {"nsubj", "nsubj:pass"}:
            return self._subject_label(i, head, rel)
        if rel in {"obj", "iobj"} and self._has_case(i):
            return "obl"
        return self._clause_label(i, head, rel)

    def _subject_label(self, i: int, head: int, rel: str) -> str:
        """No passive without its auxiliary; right behind a verb stands an object (but "said Ida")."""
        if i == head + 1 and self.upos(head) == "VERB" and self.lemmas[head] not in CUES:
            return "obj"
        passive = any(self.lemmas[c] in _PASSIVE_AUXILIARIES for c in self.children[head])
        return rel if passive or rel == "nsubj" else "nsubj"

    def _clause_label(self, i: int, head: int, rel: str) -> str:
        """Only nouns have an acl: "claims that the boats fired" is what the verb says.

        An xcomp has no subject of its own, and a bare name is an object.
        """
        if rel == "acl" and self.upos(head) == "VERB":
            return "ccomp"
        if rel != "xcomp":
            return rel
        if any(self.parsed.deprels[c] == "nsubj" for c in self.children[i]):
            return "ccomp"
        name = self.upos(i) in {"PROPN", "PRON"} and i > head and not self._has_case(i)
        return "obj" if name else "xcomp"

    def _has_case(self, i: int) -> bool:
        return any(self._is_case(c, i) for c in self.children[i])

    def _is_case(self, c: int, i: int) -> bool:
        """Whether word c is a preposition of word i, no particle of the verb before ("brought down")."""
        before = f"{self.lemmas[c - 1]} {self.lower[c]}" if c else ""
        case = self.parsed.deprels[c] == "case" and c < i and self.upos(c) == "ADP"
        return case and before not in CAUSATIVE

    def rel(self, i: int) -> str:
        """The relation of word i to its head."""
        return self.rels[i]

    def head(self, i: int) -> int:
        """The head of word i, -1 for the root."""
        return self.heads[i]

    def upos(self, i: int) -> str:
        """The word class of word i."""
        return self.parsed.upos[i]

    def kids(self, i: int, *rels: str) -> Iterator[int]:
        """The dependants of word i that have one of the relations."""
        return (c for c in self.children[i] if self.rel(c) in rels)

    def kid(self, i: int, *rels: str) -> int | None:
        """The first dependant of word i that has one of the relations."""
        return next(self.kids(i, *rels), None)

    def has(self, i: int, rel: str, lemmas: Collection[str]) -> bool:
        """Whether a dependant of that relation has one of the lemmas."""
        return any(self.lemmas[c] in lemmas for c in self.kids(i, rel))

    def subtree(self, i: int, *, without: Collection[int] = ()) -> set[int]:
        """Word i and all that hangs on it, except for the words in `without` and what hangs on them."""
        found, todo = set(), [i]
        while todo:
            word = todo.pop()
            found.add(word)
            todo.extend(c for c in self.children[word] if c not in without)
        return found

    def name_around(self, i: int) -> set[int]:
        """The words of the mention that word i is part of."""
        tags, first, last = self.parsed.mentions, i, i
        while tags[first].startswith("I-") and first > 0:
            first -= 1
        while last + 1 < len(self) and tags[i] != "O" and tags[last + 1].startswith("I-"):
            last += 1
        return set(range(first, last + 1))

    def ancestors(self, i: int) -> Iterator[int]:
        """The head of word i, its head, and so on up to the root."""
        while (i := self.heads[i]) >= 0:
            yield i

    def words_span(self, words: Iterable[int]) -> Span | None:
        """From the first to the last of the words, without punctuation at the edges."""
        inside = sorted(words)
        while inside and self._ragged(inside[0]):
            inside.pop(0)
        while inside and self._ragged(inside[-1], inside):
            inside.pop()
        if not inside:
            return None
        return self.parsed.tokens[inside[0]][0], self.parsed.tokens[inside[-1]][1]

    def _ragged(self, i: int, inside: Collection[int] = ()) -> bool:
        """Whether word i is punctuation; a closing sign whose opening one is inside is not ragged."""
        if self.upos(i) != "PUNCT" and any(c.isalnum() for c in self.words[i]):
            return False
        if self.upos(i) == "SYM" and self.words[i] in "%°€£$":
            return False
        opener = _CLOSERS.get(self.words[i])
        return opener is None or not any(self.words[k] == opener for k in inside if k != i)

    def run_span(self, words: Collection[int], around: int) -> Span | None:
        """The span of those words that stand together with `around`."""
        return self.words_span(self.run(words, around))

    def run(self, words: Collection[int], around: int) -> list[int]:
        """The words that stand together with `around`; punctuation may stand between them."""
        left = right = around
        while self._joins(left - 1, words, -1):
            left -= 1
        while self._joins(right + 1, words, 1):
            right += 1
        return [i for i in range(left, right + 1) if i in words]

    def _joins(self, i: int, words: Collection[int], step: int) -> bool:
        while 0 <= i < len(self) and i not in words and self.upos(i) == "PUNCT":
            i += step
        return i in words


def _is_tree(heads: Sequence[int]) -> bool:
    """Whether every word leads up to the root."""
    good: set[int] = {-1}
    for start in range(len(heads)):
        way, word = [], start
        while word not in good and word not in way:
            way.append(word)
            word = heads[word]
        if word not in good:
            return False
        good.update(way)
    return True


_PASSIVE_AUXILIARIES = frozenset(["be", "get", "'s"])
_KEPT_SUBTYPES = frozenset(
    ["nsubj:pass", "aux:pass", "acl:relcl", "nmod:poss", "obl:agent", "csubj:pass"]
)
