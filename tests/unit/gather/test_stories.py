"""Stories do not depend on the order of arrival, follow copies, and heed the time."""

import random
from pathlib import Path

import numpy as np
import pytest

from rashomon.core.records import Document, Link
from rashomon.gather import find_copies, find_stories
from rashomon.gather.leads import lead_vector
from rashomon.gather.stories import FEW, SAME_STORY
from rashomon.gather.story_index import Closeness

SEEDS = Path(__file__).parents[3] / ".." / "shared" / "seeds"

FLOOD = [
    "The river Velm burst its dam at Orlow on Monday. Mayor Tessa Brandt said Orlow was warned.",
    "Residents of Orlow blame Mayor Tessa Brandt. The Velm dam had been cracked for years.",
    "Engineers inspected the broken Velm dam. Brandt promised Orlow new pumps and a sluice gate.",
]
STRIKE = [
    "Pilots of Karru Air walked out on Friday. The union chief Ilan Soto wants shorter nights.",
    "Karru Air cancelled forty flights as pilots struck. Soto said the union would not yield.",
]
SINGLE = "A bakery in Penhollow won a prize for its walnut bread, judges of the county fair said."


def documents(*texts, **about):
    return [
        Document.make(page=f"p{n}", segment=0, text=text, ref=f"{n}.txt", **about)
        for n, text in enumerate(texts)
    ]


def vectors_for(docs):
    """A direction for each story, found by a word that only its texts have."""
    marks = ("Orlow", "Karru", "walnut")
    return np.array([[float(mark in doc.text) for mark in marks] + [0.2] for doc in docs])


def found(docs, copies=()):
    return find_stories(docs, vectors=vectors_for(docs), copies=copies)


def texts_of(stories_found, docs):
    held = {doc.id: doc.text for doc in docs}
    return [{held[doc] for doc in story.documents} for story in stories_found]


def test_documents_about_the_same_are_one_story():
    docs = documents(*FLOOD, *STRIKE, SINGLE)
    assert texts_of(found(docs), docs) == [set(FLOOD), set(STRIKE), {SINGLE}]


def test_the_order_of_arrival_does_not_decide():
    docs = documents(*FLOOD, *STRIKE, SINGLE)
    expected = found(docs)
    for seed in range(6):
        assert found(random.Random(seed).sample(docs, len(docs))) == expected


def test_teasers_are_left_out_and_nothing_is_fine():
    docs = documents(*FLOOD) + documents(*STRIKE, role="teaser")
    assert texts_of(found(docs), docs) == [set(FLOOD)]
    assert find_stories([], vectors=np.zeros((0, 384))) == []
    assert find_stories(docs[3:], vectors=np.zeros((2, 384))) == []


def test_a_document_without_text_stands_alone():
    docs = documents(*FLOOD, "", "🌊")
    assert texts_of(found(docs), docs)[0] == set(FLOOD)
    assert len(found(docs)) == 3


def test_copies_follow_their_original_and_do_not_count():
    docs = documents(*FLOOD, *STRIKE, "A text of its own.", "Another one.")
    links = [copy_link(docs[5], docs[3]), copy_link(docs[6], docs[5])]
    first, second = found(docs, links)
    assert texts_of([first], docs) == [set(FLOOD)]
    assert set(second.documents) == {doc.id for doc in docs[3:]}
    assert dict(second.copies) == {docs[5].id: docs[3].id, docs[6].id: docs[3].id}
    assert set(second.accounts) == {docs[3].id, docs[4].id}


def test_copies_in_a_circle_or_of_what_is_not_there_are_kept():
    docs = documents(*FLOOD)
    circle = [copy_link(docs[0], docs[1]), copy_link(docs[1], docs[0])]
    for links in (circle, [copy_link(docs[0], documents(SINGLE)[0])]):
        assert texts_of(found(docs, links), docs) == [set(FLOOD)]


def copy_link(copy, original):
    return Link.make(kind="duplicate_of", left=copy.id, right=original.id, producer="", score=1)


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        ("", "", 1),
        ("2031-05-02", "", 1),
        ("2031-05-02", "2031", 1),
        ("2031-05-02", "2031-05-03T08:00Z", 1),
        ("2031-05-02", "2031-08-02", 2),
        ("2029", "2031-05", 2),
    ],
)
def test_far_apart_dates_count_against_and_missing_ones_do_not(left, right, count):
    election = "Voters in Orlow chose Tessa Brandt as mayor. She spoke of schools and roads."
    docs = [
        Document.make(page=text, segment=0, text=text, ref="r", published=published)
        for text, published in ((FLOOD[2], left), (election, right))
    ]
    others = documents(*(f"Herd {n} of barn {n} won prize {n} at fair {n}." for n in range(FEW)))
    stories = [story for story in found([*docs, *others]) if docs[0].id in story.documents]
    assert (docs[1].id in stories[0].documents) == (count == 1)


def test_few_pages_are_likelier_one_story_than_many():
    first = documents(FLOOD[2], published="2031-05-02")
    later = documents(
        "Voters in Orlow chose Tessa Brandt as mayor. She spoke of schools and roads.",
        published="2031-05-11",
    )
    others = documents(*(f"Herd {n} of barn {n} won prize {n} at fair {n}." for n in range(FEW)))
    assert len(found([*first, *later])) == 1
    many = found([*first, *later, *others])
    assert next(s for s in many if first[0].id in s.documents).documents == (first[0].id,)


def test_time_weighs_more_the_longer_it_is_up_to_a_bound():
    days = np.array([0, 1, 3, 9, 10, 10_000, 0], np.float32)
    same = [np.full(7, 0.4, np.float32)] * 3
    odds = SAME_STORY.probability(Closeness(*same, days, np.array([True] * 6 + [False])))
    assert odds[0] > odds[1] > odds[2] > odds[3] >= odds[4] == odds[5]
    assert odds[0] > odds[6] > odds[3]


def test_the_title_is_that_of_the_most_central_document():
    docs = [
        Document.make(page=str(n), segment=0, text=text, ref="r", title=title)
        for n, (text, title) in enumerate(zip(FLOOD, ["One", "Two", ""], strict=True))
    ]
    assert found(docs)[0].title in ("One", "Two", " ".join(FLOOD[2].split()[:12]) + "…")
    assert found(documents("Rain."))[0].title == "Rain."


@pytest.fixture(scope="module")
def seeds():
    """The documents that the reader cuts from the seeds, with their vectors."""
    if not SEEDS.is_dir():
        pytest.skip("the seeds are not beside this checkout")
    from rashomon.nlp.encoder import load_encoder
    from rashomon.read import expand, load_page, split_page

    pages = [load_page(source) for source in expand([str(SEEDS)])]
    docs = [doc for page in pages for doc in split_page(page).documents]
    encoder = load_encoder()
    vectors = [lead_vector([s.vector for s in encoder.parse(doc.text)]) for doc in docs]
    return docs, np.array(vectors)


def test_the_seeds_are_three_stories(seeds):
    docs, vectors = seeds
    found = find_stories(docs, vectors=vectors, copies=find_copies(docs))
    refs = {doc.id: (Path(doc.ref).name[:3], doc.segment) for doc in docs}
    held = [sorted(refs[doc] for doc in story.documents) for story in found]
    strike, recess, editorial = held
    assert [ref for ref, _ in strike] == ["000", "001", "002"]
    assert [ref for ref, _ in recess] == ["002", "002"]
    assert [ref for ref, _ in editorial] == ["002"]
    text = {refs[doc.id]: doc.text for doc in docs}
    assert all("Congress" in text[key] or "House" in text[key] for key in recess)
    assert "Gaza" in text[editorial[0]]
