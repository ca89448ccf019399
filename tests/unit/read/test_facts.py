"""What containers say of their members: it counts first, and its place is told."""

import json

import pytest
from containers import html, make_epub, make_message, make_record, make_warc, put, read_all
from pdf_maker import column, make_pdf
from read_samples import PARAGRAPHS, page

from rashomon.core.records import Evidence
from rashomon.read import expand, load_page
from rashomon.read.entries import told_by_feed
from rashomon.read.facts import Facts
from rashomon.read.feeds import Entry
from rashomon.read.fields import read_known
from rashomon.read.reading import split_page, whole_page

GERMAN = "Die Fähren bleiben im Hafen, weil der Sturm auf der Meerenge nicht nachlässt und niemand weiß, wann."
URL = "https://lantern.example/a"


TITLE = "The strait stays shut for a third week"


def pdf_page(lines, **about):
    return page(make_pdf([lines], **about), media_type="application/pdf", ref="report.pdf")


def stacked(texts):
    """Paragraphs one below the other."""
    lines = []
    for text in texts:
        lines += column(text, x=72, top=lines[-1][1] - 20 if lines else 640, width=80)
    return lines


def places(doc):
    return {entry.field: entry.place for entry in doc.evidence}


def test_what_is_known_counts_first_with_its_own_evidence():
    known = Facts(title="Ferries", url=URL).read_at("mail header")
    own = Facts().with_told("title", ("Boats", "heading")).with_told("author", ("Ada", "byline"))
    facts = known.over(own)
    assert (facts.title, facts.author, facts.url) == ("Ferries", "Ada", URL)
    assert {entry.field: entry.place for entry in facts.evidence} == {
        "title": "mail header",
        "url": "mail header",
        "author": "byline",
    }


@pytest.mark.parametrize("markup", [None, html("Boats")], ids=["plain", "html"])
def test_a_message_is_told_by_its_header(tmp_path, markup):
    message = make_message(plain="\n\n".join(PARAGRAPHS), markup=markup)
    (doc,) = read_all(put(tmp_path, "a.eml", bytes(message)))[0].values()
    found = places(doc)
    assert {found[name] for name in ("title", "author", "outlet", "published")} == {"mail header"}
    assert found["language"] == "words of the text"


def test_a_chapter_is_told_by_its_book(tmp_path):
    path = put(tmp_path, "book.epub", make_epub({"one.xhtml": html("The Ferries")}))
    (doc,) = read_all(path)[0].values()
    assert (places(doc)["author"], places(doc)["published"]) == ("epub metadata", "epub metadata")


def test_an_archived_page_is_told_by_its_record(tmp_path):
    path = put(tmp_path, "w.warc.gz", make_warc([make_record(URL, html("Ferries"))]))
    (doc,) = read_all(path)[0].values()
    assert (doc.url, places(doc)["url"]) == (URL, "archive record")


def test_a_page_saved_complete_is_told_by_its_comment(tmp_path):
    saved = f"<!DOCTYPE html>\n<!-- saved from url=(0025){URL} -->\n" + html("Ferries")
    (doc,) = read_all(put(tmp_path, "a.html", saved))[0].values()
    assert places(doc)["url"] == "saved-from comment"


def test_a_pdf_is_told_by_its_metadata():
    lines = [(72, 720, 20, TITLE), *stacked(PARAGRAPHS)]
    about = {"Author": "Mira Tolland", "CreationDate": "D:20190310"}
    (doc,) = split_page(pdf_page(lines, about=about)).documents
    assert places(doc) == {
        "title": "heading",
        "author": "pdf metadata",
        "published": "pdf metadata",
        "language": "words of the text",
    }


def test_a_row_names_its_language_or_its_text_does(tmp_path):
    rows = [{"text": GERMAN}, {"text": "Kurz.", "language": "de-AT"}, {"text": GERMAN, "lang": "?"}]
    path = put(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))
    docs = [split_page(load_page(source)).documents[0] for source in expand([str(path)])]
    assert [doc.language for doc in docs] == ["de", "de", "de"]
    by_text = "words of the text (py3langid)"
    assert [places(doc)["language"] for doc in docs] == [by_text, "row", by_text]


def test_a_row_with_markup_keeps_what_it_says(tmp_path):
    row = {"html": html("Boats"), "title": "Ferries", "section": "Harbour", "updated": "2031-03-11"}
    path = put(tmp_path, "a.jsonl", json.dumps(row))
    (source,) = expand([str(path)])
    (doc,) = split_page(load_page(source)).documents
    assert (doc.title, doc.section, doc.updated) == ("Ferries", "Harbour", "2031-03-11")
    assert {places(doc)[name] for name in ("title", "section", "updated")} == {"row"}


def test_our_own_records_say_where_a_date_was_read():
    own = [
        {"field": "published", "place": "byline", "text": "May 3"},
        {"field": "mood", "place": ""},
    ]
    facts = read_known({"published": "2031-05-03", "title": "Ferries", "evidence": own})
    assert facts.evidence == (Evidence("dated", "byline", "May 3"), Evidence("title", "row"))


def test_a_text_taken_whole_keeps_what_is_known():
    lines = stacked(PARAGRAPHS)
    known = Facts(outlet="The Lantern").read_at("reference")
    (doc,) = whole_page(pdf_page(lines), known=known).documents
    assert (doc.outlet, doc.language) == ("The Lantern", "en")
    assert places(doc) == {"outlet": "reference", "language": "words of the text"}


def test_what_only_the_feed_knows_has_it_as_evidence(tmp_path):
    (source,) = expand([str(put(tmp_path, "a.txt", "\n\n".join(PARAGRAPHS)))])
    text = load_page(source)
    entry = Entry(title="Ferries", author="Ada Brook", published="2020-05-02")
    (doc,) = told_by_feed(split_page(text), entry, fetched_at=text.fetched_at).documents
    assert (doc.title, doc.author, doc.published) == ("Ferries", "Ada Brook", "2020-05-02")
    assert {places(doc)[name] for name in ("title", "author", "published")} == {"feed entry"}
