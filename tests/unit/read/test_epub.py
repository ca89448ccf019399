"""E-books."""

import gzip

import pytest
from containers import PACKAGE, SECOND, html, make_epub, make_zip, names, put, read_all
from read_samples import PARAGRAPHS

from rashomon.read import epub

CHAPTERS = {"two.xhtml": html("The Grain", SECOND), "one.xhtml": html("The Ferries")}


def test_a_document_for_each_chapter_in_reading_order(tmp_path):
    data = make_epub(CHAPTERS, order=["one.xhtml", "two.xhtml"])
    path = put(tmp_path, "book.epub", data)
    documents, failures = read_all(path)
    assert not failures
    assert names(documents, path) == ["#OEBPS/one.xhtml", "#OEBPS/two.xhtml"]
    first, second = documents.values()
    assert (first.title, second.title) == ("The Ferries", "The Grain")
    assert (first.author, first.outlet, first.published) == (
        "Ada Brook",
        "Harbour Press",
        "2019-05-04",
    )
    assert all(text in first.text for text in PARAGRAPHS)


def test_covers_and_contents_are_no_chapters(tmp_path):
    contents = html("Contents").replace("<article>", '<article epub:type="toc">')
    chapters = {
        "cover.xhtml": html("Cover", "<p>The Strait</p>"),
        "toc.xhtml": contents,
        **CHAPTERS,
    }
    documents, failures = read_all(put(tmp_path, "book.epub", make_epub(chapters)))
    assert not failures
    assert len(documents) == 2


def test_a_chapter_that_is_not_there_is_named_alone(tmp_path):
    data = make_epub(CHAPTERS).replace(b"OEBPS/two.xhtml", b"OEBPS/tow.xhtml")
    path = put(tmp_path, "book.epub", data)
    documents, failures = read_all(path)
    assert names(documents, path) == ["#OEBPS/one.xhtml"]
    assert names(failures, path) == ["#OEBPS/two.xhtml"]


def test_a_broken_chapter_is_named_alone(tmp_path):
    data = make_epub(CHAPTERS)
    at = data.index(b"OEBPS/two.xhtml") + 40
    path = put(tmp_path, "book.epub", data[:at] + b"\xff" * 20 + data[at + 20 :])
    documents, failures = read_all(path)
    assert names(documents, path) == ["#OEBPS/one.xhtml"]
    assert names(failures, path) == ["#OEBPS/two.xhtml"]


def locked():
    method = '<encryption><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></encryption>'
    return make_epub(CHAPTERS, extra={"META-INF/encryption.xml": method})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (locked(), "DRM"),
        (make_epub(CHAPTERS)[:-400], "broken"),
        (make_zip({"word/document.xml": "<w/>"}), "office document"),
        (make_zip({"META-INF/container.xml": "<container/>"}), "without a list"),
        (make_zip({"META-INF/container.xml": "no xml"}), "empty part"),
        (make_epub({"a.xhtml": html("A", "<p>Short.</p>")}), "no chapter"),
        (make_epub({"../../a.xhtml": "x"}), "does not hold it"),
    ],
    ids="drm cut office no-list no-xml short outside".split(),
)
def test_what_is_no_readable_book_says_so(tmp_path, data, reason):
    path = put(tmp_path, "book.epub", data)
    documents, failures = read_all(path)
    assert not documents
    assert reason in " ".join(failures.values())


def test_entities_are_not_followed(tmp_path):
    secret = put(tmp_path, "secret.txt", "the harbour code")
    package = PACKAGE.format(
        items='<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>',
        order='<itemref idref="a"/>',
    )
    package = package.replace(
        "<package", f'<!DOCTYPE p [<!ENTITY x SYSTEM "file://{secret}">]><package'
    )
    package = package.replace("Ada Brook", "&x;").replace("?><!", "?>\n<!")
    data = make_epub({"a.xhtml": html("A")}, extra={"OEBPS/book.opf": package})
    (doc,) = read_all(put(tmp_path, "b.epub", data))[0].values()
    assert "harbour code" not in doc.author
    assert doc.outlet == "Harbour Press"


def test_a_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(epub, "MAX_PAGE_BYTES", 10_000)
    path = put(
        tmp_path, "b.epub", make_epub({"a.xhtml": html("A"), "b.xhtml": "<p>" + "x " * 90_000})
    )
    documents, failures = read_all(path)
    assert names(documents, path) == ["#OEBPS/a.xhtml"]
    assert "limit" in " ".join(failures.values())


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    path = put(tmp_path, "b.epub", make_epub(CHAPTERS))
    for limit in (3, 1):
        monkeypatch.setattr(epub, "MAX_ENTRIES", limit)
        assert "files; it is no book" in read_all(path)[1][str(path)]


def test_a_compressed_book_is_read_like_one(tmp_path):
    path = put(tmp_path, "b.epub.gz", gzip.compress(make_epub(CHAPTERS)))
    assert names(read_all(path)[0], path) == ["#OEBPS/two.xhtml", "#OEBPS/one.xhtml"]
