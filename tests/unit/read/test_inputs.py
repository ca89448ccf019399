"""Inputs as people name them."""

import json
import subprocess
import sys

import pytest
from read_samples import PARAGRAPHS

from rashomon.core.errors import EmptyInput, UnreadableInput
from rashomon.read import expand, load_page, split_page, whole_page


@pytest.fixture
def folder(tmp_path):
    for name in (
        "b.txt",
        "a.html",
        "deep/c.md",
        ".hidden.txt",
        ".git/d.txt",
        "e.jpg",
        "deep/f.HTM",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PARAGRAPHS[0])
    return tmp_path


def refs(sources, folder):
    return [source.ref.removeprefix(str(folder) + "/") for source in sources]


def test_a_folder_is_searched_to_the_bottom_in_order(folder):
    assert refs(expand([str(folder)]), folder) == ["a.html", "b.txt", "deep/c.md", "deep/f.HTM"]


def test_globs_files_and_urls_each_once(folder):
    names = ["*.txt", "b.txt", "**/*.md"]
    found = list(expand(["https://example.org/x", *(f"{folder}/{name}" for name in names)]))
    assert refs(found, folder) == ["https://example.org/x", "b.txt", "deep/c.md"]
    assert [source.kind for source in found] == ["url", "file", "file"]


@pytest.mark.parametrize("name", ["missing.txt", "*.nothing", "\0"])
def test_an_input_that_matches_nothing_fails_alone(folder, name):
    bad, good = expand([str(folder / name), str(folder / "b.txt")])
    with pytest.raises(UnreadableInput, match="check the name"):
        load_page(bad)
    assert load_page(good).data == PARAGRAPHS[0].encode()


def test_a_folder_without_pages_fails(tmp_path):
    (source,) = expand([str(tmp_path)])
    with pytest.raises(UnreadableInput, match=r"\.html"):
        load_page(source)


def write_rows(path, *rows):
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows))
    return expand([str(path)])


def test_rows_become_documents_as_they_are(tmp_path):
    row = {
        "text": "Share\n\nThe ferries stayed in port.",
        "ref": "wire-7",
        "title": "Ferries",
        "author": "Mira Tolland",
        "outlet": "Lantern",
        "published": "2031-03-10T08:00:00Z",
        "url": "https://lantern.example/7",
    }
    first, second = write_rows(tmp_path / "rows.jsonl", row, "", {"text": "Second text."})
    (doc,) = split_page(load_page(first)).documents
    assert (doc.text, doc.ref, doc.title) == (row["text"], "wire-7", "Ferries")
    assert (doc.published, doc.precision) == ("2031-03-10T08:00:00Z", "second")
    assert (doc.author, doc.outlet, doc.url) == ("Mira Tolland", "Lantern", row["url"])
    assert second.ref == f"{tmp_path}/rows.jsonl#3"


def test_a_row_tells_more(tmp_path):
    row = {
        "text": "Brot wurde teurer.",
        "updated": "2031-03-11",
        "section": "Harbour",
        "language": "de",
        "original_outlet": "Norland Press",
        "evidence": "hearsay",
    }
    (source,) = write_rows(tmp_path / "rows.jsonl", row)
    (doc,) = split_page(load_page(source)).documents
    assert (doc.updated, doc.section, doc.language) == ("2031-03-11", "Harbour", "de")
    assert doc.original_outlet == "Norland Press"
    assert {e.field: e.place for e in doc.evidence} == dict.fromkeys(
        ("section", "language", "original_outlet", "updated"), "row"
    )


def test_our_own_records_keep_their_evidence(tmp_path):
    known = [{"field": "title", "place": "heading", "text": "Ferries"}]
    row = {"record": "document", "text": "One.", "ref": "a.html", "title": "F", "evidence": known}
    (source,) = write_rows(tmp_path / "case.jsonl", row)
    (doc,) = split_page(load_page(source)).documents
    assert [(e.field, e.place, e.text) for e in doc.evidence] == [("title", "heading", "Ferries")]


def test_our_own_records_come_back(tmp_path):
    rows = [
        {"record": "case", "schema": 1},
        {"record": "document", "id": "x", "text": "One.", "role": "related", "ref": "a.html"},
        {"record": "annotation", "id": "y"},
    ]
    (source,) = write_rows(tmp_path / "case.jsonl", *rows)
    (doc,) = split_page(load_page(source)).documents
    assert (doc.text, doc.role, doc.ref) == ("One.", "related", "a.html")


def test_a_broken_row_is_named_and_the_others_go_on(tmp_path):
    bad, worse, good = write_rows(tmp_path / "r.jsonl", "{broken", {"text": 7}, {"text": "Good."})
    for source in (bad, worse):
        with pytest.raises(UnreadableInput, match="correct or remove"):
            load_page(source)
    assert bad.ref.endswith("#1")
    assert split_page(load_page(good)).documents[0].text == "Good."


def test_rows_without_a_document(tmp_path):
    (source,) = write_rows(tmp_path / "r.jsonl", {"record": "case", "schema": 1})
    with pytest.raises(EmptyInput):
        load_page(source)


def test_an_empty_row(tmp_path):
    (source,) = write_rows(tmp_path / "r.jsonl", {"text": "  "})
    with pytest.raises(EmptyInput):
        split_page(load_page(source))


SCRIPT = (
    "from rashomon.read import *\n"
    "for s in expand(['-']): print(repr(split_page(load_page(s)).documents[0].text))"
)


@pytest.mark.parametrize(
    "given",
    [PARAGRAPHS[0], f"<html><p>{PARAGRAPHS[0]}</p></html>", json.dumps({"text": PARAGRAPHS[0]})],
)
def test_standard_input_holds_text_html_or_rows(given):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=given.encode(), capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == repr(PARAGRAPHS[0])


def test_a_whole_page_is_taken_as_it_is(tmp_path):
    path = tmp_path / "clean.txt"
    path.write_text("Share\n\nThe ferries stayed.\n")
    (doc,) = whole_page(load_page(next(expand([str(path)])))).documents
    assert doc.text == "Share\n\nThe ferries stayed.\n"
