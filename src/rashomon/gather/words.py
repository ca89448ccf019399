"""What documents are about: their words and names, those said early and often first."""

import heapq
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.core.records import Document
from rashomon.gather.times import period
from rashomon.nlp.lemmas import lemma
from rashomon.nlp.rarity import story_share

Weights = Mapping[str, float]

# A report says first what is new and repeats old events below: a word counts half as much this
# many words further down. Of 20, 40, 80, 160 and none the best on the tuning halves (evals/stories.py).
HALF_WORDS = 80
SATURATION = 0.7  # occurrences at which a word has half of its full weight
MAX_TERMS = 160  # a document keeps those that say most about it
MAX_WORDS = 4000  # further down a word weighs less than 1e-15 of one at the top
_DAY = 86400
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_STARTS = frozenset('.!?:"“‘`')  # a capital behind one of these makes no name


@dataclass(frozen=True, slots=True)
class Profile:
    """What a document's closeness to others is computed from.

    `words` and `names` weigh lemmas in (0, 1); every name is a word too. `vector` has any length,
    the same for all; `days` are the first and the last on which it may have been published, counted
    from 1970 on (UTC), or None.
    """

    id: str
    words: Weights
    names: Weights
    vector: NDArray[np.float32]
    days: tuple[int, int] | None = None


def profile(doc: Document, vector: NDArray[np.float32]) -> Profile:
    """A document's profile; `vector` stands for its meaning."""
    words, names = counted(doc)
    return Profile(doc.id, words, names, vector, _days(doc.published))


def _days(published: str) -> tuple[int, int] | None:
    known = period(published)
    if known is None:
        return None
    start, end = (moment.timestamp() for moment in known)
    return int(start // _DAY), int((end - 1) // _DAY)


def counted(doc: Document) -> tuple[dict[str, float], dict[str, float]]:
    """The weights of a document's words, and of those with a capital inside a sentence."""
    words: defaultdict[str, float] = defaultdict(float)
    names: defaultdict[str, float] = defaultdict(float)
    for place, (word, named) in enumerate(_words(doc)):
        if place == MAX_WORDS:
            break
        early = 0.5 ** (place / HALF_WORDS)
        words[word] += early
        if named:
            names[word] += early
    kept = heapq.nsmallest(
        MAX_TERMS, words, key=lambda word: (words[word] * math.log(story_share(word)), word)
    )
    return _saturated(words, kept), _saturated(names, (word for word in kept if word in names))


def _saturated(counts: Weights, kept: Iterator[str] | list[str]) -> dict[str, float]:
    return {word: counts[word] / (counts[word] + SATURATION) for word in kept}


def _words(doc: Document) -> Iterator[tuple[str, bool]]:
    """Each lemma of title and text, and whether it is a name; a title's capitals say nothing."""
    yield from ((word, False) for word, _ in _lemmas(doc.title))
    yield from _lemmas(doc.text)


def _lemmas(text: str) -> Iterator[tuple[str, bool]]:
    before = "."
    for match in _TOKEN.finditer(text):
        token = match[0]
        if len(token) > 1 and token[0].isalnum():
            yield lemma(token), token[0].isupper() and before not in _STARTS
        before = token
