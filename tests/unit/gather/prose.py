"""Made prose for the tests of copies: words of a small vocabulary, the same for the same seed."""

import random

from rashomon.core.records import Document

VOCABULARY = """harbour council ferry northern minister delayed bridge inspection cargo winter budget
pilots strike union contract evening captain storm repair dock engineers warned traffic island
supply medicine hospital fuel price villages school teacher market flood level river sluice gate
pump night crew report found crack steel pillar weight limit trucks convoy detour mountain road
snow plough mayor promised answer parliament vote opposition motion failed narrow margin"""
WORDS = VOCABULARY.split()


def prose(seed, count=300):
    chance = random.Random(seed)
    words = [chance.choice(WORDS) for _ in range(count)]
    for i in range(0, count, 12):
        words[i] = words[i].capitalize()
    return words


def text(words):
    return ". ".join(" ".join(words[i : i + 12]) for i in range(0, len(words), 12)) + "."


def document(content, number=0, **about):
    return Document.make(page=f"page {number}", segment=0, text=content, ref=str(number), **about)
