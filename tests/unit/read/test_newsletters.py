"""Messages of several items are cut into them; messages of one article stay whole."""

import newsletters
import pytest
from containers import make_message, put

from rashomon.read import expand, load_page, split_page

TITLES = [title for title, _ in newsletters.STORIES]
SENT = "2020-03-10T08:00+01:00"


def read(folder, text, subject="Your morning"):
    """The reading of a message, and its page's text behind every offset."""
    body = {"markup": text} if text.startswith("<html") else {"plain": text}
    path = put(folder, "a.eml", bytes(make_message(subject=subject, **body)))
    (source,) = expand([str(path)])
    return split_page(load_page(source), known=source.known)


def plain(title):
    return title.casefold()


@pytest.mark.parametrize(
    "layout", ["headlines", "full_articles", "bare_articles", "digest", "ruled", "sections"]
)
def test_each_item_is_a_document_with_what_the_message_says_of_all(tmp_path, layout):
    reading = read(tmp_path, getattr(newsletters, layout)())
    docs = reading.documents
    assert [plain(doc.title) for doc in docs] == [plain(title) for title in TITLES]
    assert [doc.role for doc in docs].count("main") == 1
    for doc, (_, paragraphs) in zip(docs, newsletters.STORIES, strict=True):
        assert paragraphs[0] in doc.text
        assert all(text[0] not in doc.text for title, text in newsletters.STORIES if plain(title) != plain(doc.title))  # fmt: skip
        assert (doc.outlet, doc.published) == ("The Lantern", SENT)
        assert "\n\n".join(reading.text[a:b] for a, b in doc.page_spans) == doc.text


def test_short_items_are_teasers_with_their_links_and_the_frame_is_dropped(tmp_path):
    reading = read(tmp_path, newsletters.headlines())
    assert [doc.url for doc in reading.documents] == [
        f"https://lantern.example/t/{n}" for n in range(4)
    ]
    assert sorted(doc.role for doc in reading.documents) == ["main", *["teaser"] * 3]
    reasons = [part.reason for part in reading.dropped]
    assert reasons.count("link to the whole text") == 4
    assert "introduction of a newsletter" in reasons
    assert "closing of a newsletter" in reasons


def test_an_item_has_its_own_byline_else_the_sender(tmp_path):
    signed = read(tmp_path, newsletters.full_articles()).documents
    assert [doc.author for doc in signed] == ["Mira Tolland", "Ada Brook", "Jon Serra", "Ines Falk"]
    assert {doc.author for doc in read(tmp_path, newsletters.digest()).documents} == {
        "Mira Tolland"
    }


def test_numbers_go_from_titles_and_addresses_become_links(tmp_path):
    reading = read(tmp_path, newsletters.digest())
    assert [doc.title for doc in reading.documents] == TITLES
    assert [doc.url for doc in reading.documents] == [
        f"https://digest.example/{n}" for n in range(1, 5)
    ]
    assert not any("digest.example" in doc.text for doc in reading.documents)


def test_the_subject_names_the_main_item(tmp_path):
    docs = read(tmp_path, newsletters.bare_articles(), subject=TITLES[2]).documents
    assert [doc.role for doc in docs] == ["related", "related", "main", "related"]


@pytest.mark.parametrize(
    "layout", ["one_article", "numbered_article", "article_with_links", "letter"]
)
def test_one_article_stays_whole(tmp_path, layout):
    (doc,) = read(tmp_path, getattr(newsletters, layout)(), subject="The dam").documents
    assert doc.title == "The dam"
    assert all(text in doc.text for _, text in newsletters.ARTICLE)


def test_an_article_above_linked_headlines_is_the_main_one(tmp_path):
    main, *others = read(tmp_path, newsletters.article_and_more(), subject="The dam").documents
    assert (main.role, main.title) == ("main", "The dam")
    assert all(text in main.text for _, text in newsletters.ARTICLE)
    assert [(doc.role, doc.title) for doc in others] == [("teaser", title) for title in TITLES[:2]]
