"""Which documents are about what another one is about: its telling words, and rankings joined."""

import math
from collections.abc import Sequence

from rashomon.core.records import Document
from rashomon.gather.words import counted
from rashomon.nlp.rarity import story_share

WORDS = 12  # of a document that are looked for in others (evals/search.py, tuning half)
EVERYWHERE = 0.5  # of news stories that hold a word: so the fifty commonest tell nothing
NAME_FACTOR = 2.0  # a name tells a happening from its like better than a common word does
_RANK_OFFSET = 60  # Cormack, Clarke and Büttcher (2009), Reciprocal Rank Fusion


def telling_words(doc: Document, count: int = WORDS) -> list[str]:
    """The words that tell a document from others, those that tell most first.

    Said early and often in it, rare in everyday news, names above all.
    """
    words, names = counted(doc)
    score = {
        word: -weight * math.log(story_share(word)) * (NAME_FACTOR if word in names else 1.0)
        for word, weight in words.items()
        if tells(word)
    }
    return sorted(score, key=lambda word: (-score[word], word))[:count]


def tells(word: str) -> bool:
    """Whether a word, given as its lemma, says anything of a text that holds it."""
    return word.isalnum() and story_share(word) < EVERYWHERE


def fuse(rankings: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
    """Join rankings by reciprocal rank: what stands high in several comes first.

    Source:
        Cormack, Clarke and Büttcher (2009), Reciprocal Rank Fusion outperforms Condorcet and
        individual Rank Learning Methods.
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, doc in enumerate(ranking, 1):
            scores[doc] = scores.get(doc, 0.0) + 1 / (_RANK_OFFSET + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
