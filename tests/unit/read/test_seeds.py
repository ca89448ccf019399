"""The three pages that the project starts from: six documents, none with chrome."""

from pathlib import Path

import pytest

from rashomon.read import expand, load_page, split_page
from rashomon.read.blocks import join_spans

SEEDS = Path(__file__).parents[3] / ".." / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the folder shared/seeds is not here")


@pytest.fixture(scope="module")
def readings():
    return [split_page(load_page(source)) for source in expand([str(SEEDS)])]


def test_six_documents_from_three_pages(readings):
    roles = [[doc.role for doc in reading.documents] for reading in readings]
    assert roles == [["main"], ["main"], ["main", "related", "related", "related"]]


def test_the_essay_is_whole_and_has_no_invented_title(readings):
    (essay,) = readings[0].documents
    assert essay.title == ""
    assert essay.author == ""
    assert not readings[0].dropped
    assert "Kissinger" in essay.text
    assert "Orwell" in essay.text


def test_the_blog_post(readings):
    (post,) = readings[1].documents
    assert post.author == "John Raymond"
    assert "Peace Between" in post.title
    assert post.published.endswith("-06-24")
    assert post.precision == "day"
    assert post.text.startswith("Yes,")
    assert "Propaganda" in post.text
    assert "min read" not in post.text
    assert "bottom of" not in post.text


def test_the_aggregators_page(readings):
    main, *related = readings[2].documents
    assert main.author == "Rebekah Koffler"
    assert "trapped" in main.title
    assert main.outlet == ""
    assert [doc.outlet for doc in related] == ["The Independent", "The Independent", "The Guardian"]
    assert {doc.precision for doc in related} == {"minute"}
    assert [doc.author for doc in related] == ["", "", ""]
    for doc, word in zip(related, ("Lammy", "Congress", "recess"), strict=True):
        assert word in doc.title


def test_no_sentence_stands_in_the_wrong_document(readings):
    main, lammy, congress, recess = readings[2].documents
    for doc, own in ((main, "Lukyanov"), (lammy, "Hamas"), (congress, "Massie"), (recess, "Lieu")):
        holders = [d for d in readings[2].documents if own in d.text]
        assert doc in holders
    assert all("Epstein" not in doc.text for doc in (main, lammy))
    assert all("Tehran" not in doc.text for doc in (lammy, congress, recess))
    assert all("Daily8" not in doc.text for doc in readings[2].documents)
    assert all("minutes ago" not in doc.text for doc in readings[2].documents)


def test_what_was_dropped_is_kept_with_its_reason(readings):
    reasons = {part.reason for reading in readings for part in reading.dropped}
    assert {"author bio", "byline", "date line", "outlet line"} <= reasons
    assert {"site chrome: navigation", "site chrome: tools", "site chrome: comment box"} <= reasons
    main = readings[2].documents[0]
    bio = next(part for part in readings[2].dropped if part.reason == "author bio")
    assert (bio.doc, bio.at) == (main.id, len(main.text))


def test_nothing_is_lost_between_text_titles_and_dropped_parts(readings):
    for reading in readings:
        kept = "".join(doc.text + doc.title for doc in reading.documents)
        found = sorted("".join((kept + "".join(p.text for p in reading.dropped)).split()))
        assert found == sorted("".join(reading.text.split()))


def test_every_text_comes_from_its_spans(readings):
    for reading in readings:
        for doc in reading.documents:
            assert join_spans(reading.text, doc.page_spans) == doc.text
