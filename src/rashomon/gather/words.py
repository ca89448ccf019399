"""What documents are about: their words and names, weighted by how rare they are."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.core.records import Document
from rashomon.nlp.lemmas import lemma
from rashomon.nlp.rarity import story_share

Bag = Mapping[str, float]
Matrix = NDArray[np.float32]

# A case is small and about few things, so its own counts say little about what is common: they
# are mixed with so many stories of everyday news (tuned on half of ECB+, see evals/stories.py).
PRIOR_STORIES = 300
_COMMON = 32  # words of more documents than this are multiplied as a dense block
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_STARTS = frozenset('.!?:"“‘`')  # a capital behind one of these makes no name


def word_counts(doc: Document) -> Counter[str]:
    """How often each lemma occurs in title and text."""
    return Counter(word for word, _ in _words(f"{doc.title}. {doc.text}"))


def name_counts(doc: Document) -> Counter[str]:
    """How often each word occurs with a capital inside a sentence."""
    return Counter(word for word, named in _words(doc.text) if named)


def _words(text: str) -> Iterator[tuple[str, bool]]:
    before = "."
    for match in _TOKEN.finditer(text):
        token = match[0]
        if len(token) > 1 and token[0].isalnum():
            yield lemma(token), token[0].isupper() and before not in _STARTS
        before = token


def weighted(documents: Sequence[Document], count: Callable[[Document], Counter[str]]) -> list[Bag]:
    """Each document's words with weights whose squares add up to 1 (log tf, smoothed idf)."""
    counts = [count(doc) for doc in documents]
    holders = Counter(word for bag in counts for word in bag)
    total = len(documents) + PRIOR_STORIES
    rarity = {
        word: -math.log((held + PRIOR_STORIES * story_share(word)) / total)
        for word, held in holders.items()
    }
    return [_unit({w: (1 + math.log(n)) * rarity[w] for w, n in bag.items()}) for bag in counts]


def _unit(bag: Bag) -> Bag:
    norm = math.sqrt(sum(weight * weight for weight in bag.values()))
    return {word: weight / norm for word, weight in bag.items()} if norm else {}


def cosine(left: Bag, right: Bag) -> float:
    """The cosine of two weighted bags."""
    if len(right) < len(left):
        left, right = right, left
    return sum(weight * right.get(word, 0.0) for word, weight in left.items())


def cosines(bags: Sequence[Bag]) -> Matrix:
    """All cosines, (n, n): rare words through their few holders, common ones as one product."""
    postings: dict[str, list[tuple[int, float]]] = {}
    for number, bag in enumerate(bags):
        for word, weight in bag.items():
            postings.setdefault(word, []).append((number, weight))
    found = np.zeros((len(bags), len(bags)), np.float32)
    common = []
    for held in postings.values():
        if len(held) > _COMMON:
            common.append(held)
        elif len(held) > 1:
            rows = np.array([number for number, _ in held])
            weights = np.array([weight for _, weight in held], np.float32)
            found[rows[:, None], rows] += weights[:, None] * weights
    return found + _dense_product(common, len(bags))


def _dense_product(postings: Sequence[Sequence[tuple[int, float]]], count: int) -> Matrix:
    table = np.zeros((count, len(postings)), np.float32)
    for column, held in enumerate(postings):
        for number, weight in held:
            table[number, column] = weight
    product: Matrix = table @ table.T
    return product
