"""Copies are found whatever their order, length and light edits."""

import random

import pytest

from rashomon.gather import find_copies
from rashomon.gather.copy_index import MIN_SHARE
from rashomon.gather.shingles import shared_words, shingle_hashes, word_hashes

from .prose import document, prose, text


def pairs(links):
    return {(link.left, link.right) for link in links}


def share_of(copy, original):
    """The share of the copy's words that stand in the original in runs of five."""
    own = [word_hashes(doc.text) for doc in (copy, original)]
    return shared_words(*map(shingle_hashes, own))[0] / len(own[0])


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
        text(swapped(ORIGINAL, 8)),
        text(swapped(ORIGINAL[:150], 10)),
        text(ORIGINAL[200:] + ORIGINAL[:100] + ORIGINAL[100:200]),
    ],
    ids="same form cut brief tail lede synonyms cut-synonyms order".split(),
)
def test_a_copy_is_found(copy):
    original, repeated = document(text(ORIGINAL)), document(copy, 1)
    others = [document(text(prose(seed)), seed) for seed in range(10, 30)]
    links = find_copies([*others[:9], repeated, original, *others[9:]])
    assert len(links) == 1
    assert {links[0].left, links[0].right} == {original.id, repeated.id}
    assert links[0].kind == "duplicate_of"
    copy, kept = sorted((original, repeated), key=lambda d: d.id != links[0].left)
    assert links[0].score == round(share_of(copy, kept), 4) >= MIN_SHARE


@pytest.mark.parametrize("seed", range(20))
def test_what_is_cut_and_edited_is_found(seed):
    chance = random.Random(seed)
    words = prose(seed + 100, 500)
    start = chance.randrange(400)
    cut = words[start : start + chance.randint(50, 500)]
    swaps = set(chance.sample(range(len(cut)), len(cut) // 10))
    repeated = document(text([w + "x" if n in swaps else w for n, w in enumerate(cut)]), 1)
    original = document(text(words))
    (link,) = find_copies([original, repeated])
    assert (link.left, link.right) == (repeated.id, original.id)
    assert link.score == round(share_of(repeated, original), 4)


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
    long, short = text(ORIGINAL), text(ORIGINAL[:200])
    early = document(short, 0, published="2031-05-02", precision="day")
    late = document(long, 1, published="2031-05-03T08:00Z", precision="minute")
    assert pairs(find_copies([late, early])) == {(late.id, early.id)}
    same_day = document(long, 2, published="2031-05-02T23:00Z", precision="minute")
    assert pairs(find_copies([early, same_day])) == {(early.id, same_day.id)}
    undated = document(long, 3)
    assert pairs(find_copies([early, undated])) == {(early.id, undated.id)}


def test_a_report_that_embeds_an_earlier_text_is_no_copy_of_it():
    wire = document(text(ORIGINAL[:60]), 0, published="2031-05-02", precision="day")
    report = document(
        text(prose(7, 200) + ORIGINAL[:60]), 1, published="2031-05-03", precision="day"
    )
    assert find_copies([wire, report]) == []


def test_an_outlet_that_extends_its_text_has_one_account():
    first, more = text(ORIGINAL[:100]), text(prose(8, 200) + ORIGINAL[:100])
    old = document(first, 0, outlet="Northline", published="2031-05-02T08:00Z", precision="minute")
    new = document(more, 0, outlet="Northline", published="2031-05-02T12:00Z", precision="minute")
    reprint = document(first, 2, outlet="Post", published="2031-05-02T09:00Z", precision="minute")
    found = find_copies([reprint, old, new])
    assert pairs(found) == {(old.id, new.id), (reprint.id, new.id)}


def test_an_outlet_that_repeats_its_background_has_two_accounts():
    background = text(prose(40, 60))
    docs = [
        document(f"{text(prose(n, 50))}\n\n{background}", n, outlet="Northline") for n in range(4)
    ]
    assert find_copies(docs) == []
    taken = document(docs[0].text, 9, outlet="Post")
    assert len(find_copies([docs[0], taken])) == 1


def test_the_copy_of_a_copy_is_its_copy():
    edited = swapped(ORIGINAL, 12)
    docs = [
        document(text(ORIGINAL), 0, published="2031-05-02", precision="day"),
        document(text(edited), 1, published="2031-05-03", precision="day"),
        document(text(edited[:200]), 2, published="2031-05-04", precision="day"),
        document(text(edited), 3, published="2031-05-05", precision="day"),
    ]
    ids = [doc.id for doc in docs]
    expected = {(ids[1], ids[0]), (ids[2], ids[1]), (ids[3], ids[1])}
    assert pairs(find_copies(docs)) == expected


def test_a_thousand_prints_of_one_text_are_its_copies():
    docs = [document(text(ORIGINAL), n) for n in range(1000)]
    links = find_copies(docs)
    assert len(links) == 999
    assert {link.right for link in links} == {min(doc.id for doc in docs)}


def test_all_copies_point_to_one_original_in_any_order():
    original = document(text(ORIGINAL))
    copies = [document(text(ORIGINAL[: 290 - 10 * n]), n + 1) for n in range(8)]
    docs = [original, *copies, *(document(text(prose(seed)), seed) for seed in range(40, 50))]
    expected = find_copies(docs)
    assert pairs(expected) == {(copy.id, original.id) for copy in copies}
    for seed in range(5):
        shuffled = random.Random(seed).sample(docs, len(docs))
        assert find_copies([*shuffled, original]) == expected
