"""How common an English word is, read off the order of the reader's vocabulary."""

import json
import math
from functools import cache

from rashomon.nlp.encoder import WEIGHTS
from rashomon.nlp.lemmas import lemma

# Zipf's law: the word of rank r makes up about 0.1 / r of running English text; news stories have
# about 350 words (the median of ECB+ is 266). Words that the vocabulary lacks get one rank.
_TOP_SHARE = 0.1
_STORY_WORDS = 350
_UNKNOWN_RANK = 50_000


@cache
def _ranks() -> dict[str, int]:
    """The rank of each lemma: word pieces are numbered from the most frequent on."""
    tokenizer = json.loads((WEIGHTS / "tokenizer.json").read_text("utf-8"))
    pieces = sorted(tokenizer["model"]["vocab"].items(), key=lambda item: item[1])
    words = (piece for piece, _ in pieces if piece.isalpha() and len(piece) > 1)
    ranks: dict[str, int] = {}
    for rank, word in enumerate(words, 1):
        ranks.setdefault(lemma(word), rank)
    return ranks


def story_share(word: str) -> float:
    """The share of news stories, in (0, 1), that are expected to hold a word (given as lemma).

    Source:
        Zipf (1949), Human Behavior and the Principle of Least Effort.
    """
    rank = _ranks().get(word, _UNKNOWN_RANK)
    return -math.expm1(-_STORY_WORDS * _TOP_SHARE / rank)
