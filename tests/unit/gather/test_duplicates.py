"""Copies are found whatever their order, length and light edits."""

import random

import pytest

from rashomon.core.records import Document
from rashomon.gather import find_copies
from rashomon.gather.duplicates import MIN_CONTAINMENT, containment, shingles

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


def pairs(links):
    return {(link.left, link.right) for link in links}


ORIGINAL = prose(1)


def swapped(words, every):
    return [f"{word}x" if n % every == 0 else word for n, word in enumerate(words)]


@pytest.mark.parametrize(
    "copy",
    [
        text(ORIGINAL),
        text(ORIGINAL).upper().replace(".", " -"),
        text(ORIGINAL[:120]),
        text(ORIGINAL[:60]),
        text(ORIGINAL[150:]),
        text(prose(2, 60) + ORIGINAL[40:200]),
        text(swapped(ORIGINAL, 20)),
        text(swapped(ORIGINAL[:150], 15)),
    ],
    ids=["same", "form", "cut", "brief", "tail", "new lede", "synonyms", "cut and synonyms"],
)
def test_a_copy_is_found(copy):
    original, repeated = document(text(ORIGINAL)), document(copy, 1)
    others = [document(text(prose(seed)), seed) for seed in range(10, 30)]
    links = find_copies([*others[:9], repeated, original, *others[9:]])
    assert len(links) == 1
    assert {links[0].left, links[0].right} == {original.id, repeated.id}
    assert links[0].kind == "duplicate_of"
    share = containment(shingles(original.text), shingles(repeated.text))
    assert links[0].score == round(share, 4) >= MIN_CONTAINMENT


@pytest.mark.parametrize("seed", range(20))
def test_every_copy_that_shares_seven_tenths_is_found(seed):
    chance = random.Random(seed)
    words = prose(seed + 100, 500)
    start = chance.randrange(400)
    cut = words[start : start + chance.randint(50, 500)]
    swaps = set(chance.sample(range(len(cut)), len(cut) // 20))
    repeated = document(text([w + "x" if n in swaps else w for n, w in enumerate(cut)]), 1)
    original = document(text(words))
    share = containment(shingles(original.text), shingles(repeated.text))
    found = find_copies([original, repeated])
    assert len(found) == (share >= MIN_CONTAINMENT)
    assert found
    assert share >= 0.6


def test_texts_of_their_own_are_no_copies():
    quote = prose(3, 40)
    docs = [document(text(prose(seed, 200) + quote), seed) for seed in range(10, 30)]
    assert find_copies(docs) == []


def test_short_texts_are_left_alone():
    docs = [document(text(ORIGINAL[:39]), n) for n in range(2)]
    assert find_copies(docs) == []
    assert find_copies([]) == []
    assert find_copies([document("", 1), document("🌊" * 99, 2)]) == []


def test_the_earlier_published_is_the_original():
    long, short = text(ORIGINAL), text(ORIGINAL[:150])
    early = document(short, 0, published="2031-05-02", precision="day")
    late = document(long, 1, published="2031-05-03T08:00Z", precision="minute")
    assert pairs(find_copies([late, early])) == {(late.id, early.id)}
    same_day = document(long, 2, published="2031-05-02T23:00Z", precision="minute")
    assert pairs(find_copies([early, same_day])) == {(early.id, same_day.id)}
    undated = document(long, 3)
    assert pairs(find_copies([early, undated])) == {(early.id, undated.id)}


def test_all_copies_point_to_one_original_in_any_order():
    original = document(text(ORIGINAL))
    copies = [document(text(ORIGINAL[: 290 - 10 * n]), n + 1) for n in range(8)]
    docs = [original, *copies, *(document(text(prose(seed)), seed) for seed in range(40, 50))]
    expected = find_copies(docs)
    assert pairs(expected) == {(copy.id, original.id) for copy in copies}
    for seed in range(5):
        shuffled = random.Random(seed).sample(docs, len(docs))
        assert find_copies([*shuffled, original]) == expected
