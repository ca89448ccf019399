"""Copies and hard negatives made from our own passages, the same on every machine.

A text is one passage (60 to 190 words) or five of one author in a row (300 to 700). Every edit
takes a text and another one, of the other half, that lends it words.
"""

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))

from markup import read_file
from rashomon.core.records import Document
from rashomon.gather.shingles import find_words

SEED = 7
LEDE_WORDS, LEDE_SHARE = 40, 0.35  # a lede is so many words, or that share of a short text
LONG = 5  # passages of a long text
OUTLETS, PRINTED = 10, 20  # outlets that end each of so many texts in the same words
BLOG_HOURS = 6

Words = list[str]
Edit = Callable[[Words, Words, random.Random], Words]


class Made(NamedTuple):
    """A made document with the original that it was made of."""

    original: Document
    copy: Document


def texts(half: int) -> list[str]:
    """The texts of every second file of passages; two of five passages stand alone."""
    found = []
    files = sorted((Path(__file__).parents[1] / "corpus" / "passages").glob("*.txt"))
    for path in files[half::2]:
        passages = [passage.text for passage in read_file(path)]
        alone = len(passages) * 2 // 5
        found += passages[:alone]
        long = [passages[i : i + LONG] for i in range(alone, len(passages), LONG)]
        found += ["\n\n".join(parts) for parts in long if len(parts) == LONG]
    return found


def _edited(share: float) -> Edit:
    """Every word is replaced, dropped or preceded by another one with a chance of `share`."""

    def edit(words: Words, other: Words, chance: random.Random) -> Words:
        made = []
        for word in words:
            if chance.random() >= share:
                made.append(word)
            else:
                kind = chance.randrange(3)
                made += ([chance.choice(other)], [], [chance.choice(other), word])[kind]
        return made

    return edit


def _cut(start: float, end: float) -> Edit:
    return lambda words, _other, _chance: words[int(len(words) * start) : int(len(words) * end)]


def _new_lede(words: Words, other: Words, _chance: random.Random) -> Words:
    size = min(LEDE_WORDS, int(len(words) * LEDE_SHARE))
    return other[:size] + words[size:]


def _all_three(words: Words, other: Words, chance: random.Random) -> Words:
    return _edited(0.05)(_new_lede(words[: int(len(words) * 0.7)], other, chance), other, chance)


def _longer(words: Words, other: Words, _chance: random.Random) -> Words:
    return words + other[: len(words) // 4]


def _merged(words: Words, other: Words, _chance: random.Random) -> Words:
    return words[: len(words) * 3 // 4] + other[: len(words) // 4]


def _shuffled(words: Words, _other: Words, _chance: random.Random) -> Words:
    third = len(words) // 3
    return words[2 * third :] + words[:third] + words[third : 2 * third]


EDITS: dict[str, Edit] = {
    "other capitals and punctuation": lambda words, _o, _c: [
        w.upper().strip(".,“”") for w in words
    ],
    "5 % of the words edited": _edited(0.05),
    "10 % of the words edited": _edited(0.10),
    "first half": _cut(0, 0.5),
    "last half": _cut(0.5, 1),
    "first fifth": _cut(0, 0.2),
    "new lede": _new_lede,
    "cut to 70 %, new lede, 5 % edited": _all_three,
    "a quarter added": _longer,
    "three quarters, and a part of another": _merged,
    "thirds in another order": _shuffled,
}


def document(words: Words, number: int, **about: str) -> Document:
    """A document of these words."""
    return Document.make(page=f"page {number}", segment=0, text=" ".join(words), ref="", **about)


def originals(half: int) -> list[Document]:
    """A document for every text."""
    return [document(text.split(), number) for number, text in enumerate(texts(half))]


def made_copies(
    sources: list[Document], lenders: list[Document], edit: Edit, *, least: int
) -> Iterator[Made]:
    """A copy of every text that is and stays at least `least` words long."""
    chance = random.Random(SEED)
    for number, source in enumerate(sources):
        other = chance.choice(lenders)
        copy = document(edit(source.text.split(), other.text.split(), chance), 10_000 + number)
        if min(len(find_words(doc.text)) for doc in (source, copy)) >= least:
            yield Made(source, copy)


def with_boilerplate(sources: list[Document]) -> list[Document]:
    """Texts that end in 50 words of their outlet's, which PRINTED texts of the outlet have."""
    made = []
    for outlet in range(OUTLETS):
        *own, lender = sources[outlet * (PRINTED + 1) : (outlet + 1) * (PRINTED + 1)]
        ending = lender.text.split()[:50]
        made += [document(doc.text.split() + ending, len(made), outlet=f"{outlet}") for doc in own]
    return made


def with_quotes(sources: list[Document]) -> list[Document]:
    """Pairs of texts of different authors that quote the same 35 words."""
    made = []
    third = len(sources) // 3
    for a, b, lender in zip(*(sources[i * third : (i + 1) * third] for i in range(3)), strict=True):
        quote = lender.text.split()[:35]
        for doc in (a, b):
            words = doc.text.split()
            half = len(words) // 2
            made.append(document(words[:half] + quote + words[half:], len(made)))
    return made


def embedding(sources: list[Document]) -> list[Made]:
    """Long texts that embed the first 60 words of another one's."""
    long = [doc for doc in sources if len(doc.text.split()) > 4 * 60]
    made = []
    for number, doc in enumerate(long):
        other, words = long[number - 1], doc.text.split()
        paragraph = other.text.split()[:60]
        made.append(Made(other, document(words[:100] + paragraph + words[100:], number)))
    return made


def live_blogs(sources: list[Document]) -> list[list[Document]]:
    """Blogs of one outlet, each version with a new text on top of all that stood there before."""
    blogs = []
    for start in range(0, len(sources) - BLOG_HOURS, BLOG_HOURS):
        versions: list[Document] = []
        words: Words = []
        for hour, doc in enumerate(sources[start : start + BLOG_HOURS]):
            words = doc.text.split() + words
            about = {"outlet": f"{start}", "published": f"2031-05-02T{8 + hour:02}:00Z"}
            versions.append(document(words, hour, precision="minute", **about))
        blogs.append(versions)
    return blogs
