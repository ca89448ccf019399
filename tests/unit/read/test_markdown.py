"""Markdown: front matter and text without markup."""

import pytest
from read_samples import PARAGRAPHS, read

from rashomon.core.errors import EmptyInput
from rashomon.read.blocks import join_spans

FRONT = (
    '---\ntitle: "Ferries stay in port"\nauthor: mira tolland\ndate: 2031-03-07\noutlet: Harbour Lantern\n'
    "url: https://lantern.example/7\n---\n"
)


def read_markdown(text):
    return read(text, media_type="text/markdown", ref="page.md")


def test_front_matter_tells_about_the_text():
    (doc,) = read_markdown(f"{FRONT}\n{PARAGRAPHS[0]}\n").documents
    assert (doc.title, doc.author, doc.outlet) == (
        "Ferries stay in port",
        "Mira Tolland",
        "Harbour Lantern",
    )
    assert (doc.published, doc.precision, doc.url) == (
        "2031-03-07",
        "day",
        "https://lantern.example/7",
    )
    assert doc.text == PARAGRAPHS[0]


def test_text_keeps_readable_without_markup():
    source = (
        f"# Ferries stay in port\n\n{PARAGRAPHS[0]} It was **cold** and [wet](https://x.example).\n\n"
        f"## Why it matters\n\n- *one* boat\n- two boats\n\n> {PARAGRAPHS[1]}\n\n```\nplain `code`\n```\n\n{PARAGRAPHS[2]}\n"
    )
    reading = read_markdown(source)
    (doc,) = reading.documents
    assert doc.title == "Ferries stay in port"
    assert "It was cold and wet." in doc.text
    assert "Why it matters\n\none boat\n\ntwo boats" in doc.text
    assert "plain `code`" in doc.text
    assert join_spans(reading.text, doc.page_spans) == doc.text


def test_no_front_matter_but_a_rule():
    (doc,) = read_markdown(f"---\n\n{PARAGRAPHS[0]}\n\n---\n\n{PARAGRAPHS[1]}").documents
    assert doc.text == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"


def test_front_matter_alone_is_empty():
    with pytest.raises(EmptyInput):
        read_markdown(FRONT)
