"""Walks over a parsed sentence: children, subtrees, the head of a phrase, negation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.core.spans import Span, overlaps
from rashomon.nlp.encoder import ParsedSentence
from rashomon.nlp.lemmas import lemma
from rashomon.nlp.lexicon import NEGATORS


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed sentence with its words, lemmas and children at hand."""

    sentence: ParsedSentence
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]

    @classmethod
    def make(cls, text: str, sentence: ParsedSentence) -> "Tree":
        """Read the words of `sentence` off the text."""
        words = tuple(text[start:end] for start, end in sentence.tokens)
        children: list[list[int]] = [[] for _ in words]
        for token, head in enumerate(sentence.heads):
            if head >= 0:
                children[head].append(token)
        lemmas = tuple(lemma(word) for word in words)
        return cls(sentence, words, lemmas, tuple(tuple(own) for own in children))

    def relation(self, token: int) -> str:
        """The relation to the head, without its subtype."""
        return self.sentence.deprels[token].partition(":")[0]

    def child(self, token: int, *relations: str) -> int | None:
        """The first child that stands in one of the relations."""
        for own in self.children[token]:
            if self.relation(own) in relations:
                return own
        return None

    def subtree(self, token: int, *, without: Iterable[str] = ()) -> list[int]:
        """A token with all that hangs on it, in order; children of the relations left out."""
        without = frozenset(without)
        found, open_tokens = [], [token]
        while open_tokens:
            own = open_tokens.pop()
            found.append(own)
            open_tokens += [c for c in self.children[own] if self.relation(c) not in without]
        return sorted(found)

    def tokens_in(self, spans: Sequence[Span]) -> list[int]:
        """The tokens that share a character with the spans."""
        tokens = enumerate(self.sentence.tokens)
        return [t for t, own in tokens if any(overlaps(own, span) for span in spans)]

    def head_of(self, tokens: Sequence[int]) -> int:
        """The token of a phrase that all its others hang on, directly or not.

        A phrase that is no constituent has several; the one with the most of the phrase below it
        counts, the first among equals.
        """
        inside = set(tokens)
        tops = [t for t in tokens if self.sentence.heads[t] not in inside]
        if len(tops) == 1:
            return tops[0]
        sizes = {t: len(inside.intersection(self.subtree(t))) for t in tops}
        return max(tops, key=lambda t: (sizes[t], -t))

    def is_name(self, token: int) -> bool:
        """Whether the token is a proper noun or part of a name that the reader found."""
        named = self.sentence.mentions[token].partition("-")[2] in {"PERSON", "ORG", "LOC"}
        upos = self.sentence.upos[token]
        # a name that the reader never saw is often a common noun to it, but keeps its capital
        capital = token > 0 and upos == "NOUN" and self.words[token][:1].isupper()
        return named or capital or upos == "PROPN"

    def negated(self, token: int) -> bool:
        """Whether a negator hangs on the token ("did not", "never", "no").

        It stands before its word; "struck not out of principle but" negates what follows.
        """
        own = (
            c
            for c in self.children[token]
            if c < token and self.relation(c) in {"advmod", "det", "cc"}
        )
        return any(self.lemmas[c] in NEGATORS or self.words[c].lower() in NEGATORS for c in own)
