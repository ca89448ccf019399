"""The example's pages, read: the documents, facts and chrome that its expected reading names."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rashomon.core.records import Document
from rashomon.core.spans import locate
from rashomon.examples import EXPECTED, example_files
from rashomon.read import expand, load_page, split_page

READ = json.loads(EXPECTED.read_text(encoding="utf-8"))
FACTS = ("role", "title", "author", "outlet", "published")


@cache
def documents(ref: str) -> tuple[Document, ...]:
    path = next(p for p in example_files() if p.name == ref)
    return tuple(
        doc for source in expand([str(path)]) for doc in split_page(load_page(source)).documents
    )


def facts() -> Iterator[Any]:
    for wanted in READ["documents"]:
        for fact in FACTS:
            if fact in wanted:
                yield pytest.param(wanted, fact, id=f"{wanted['title'][:24]}: {fact}")


def chrome() -> Iterator[Any]:
    for ref, quotes in READ["chrome"].items():
        for quote in quotes:
            yield pytest.param(ref, quote, id=quote)


@pytest.mark.parametrize(("wanted", "fact"), list(facts()))
def test_document_has(wanted: dict[str, Any], fact: str) -> None:
    (doc,) = (d for d in documents(wanted["ref"]) if locate(d.text, wanted["first"]))
    assert locate(doc.text, wanted["last"])
    assert getattr(doc, fact) == wanted[fact]


@pytest.mark.parametrize(("ref", "quote"), list(chrome()))
def test_chrome_is_in_no_article(ref: str, quote: str) -> None:
    kept = [d.text for d in documents(ref) if d.role != "teaser" and locate(d.text, quote)]
    assert not kept


@pytest.mark.parametrize("claim", READ["claims"], ids=lambda c: c["statement"])
def test_evidence_stands_in_the_main_document(claim: dict[str, Any]) -> None:
    for ref, cell in claim["cells"].items():
        (main,) = (d for d in documents(ref) if d.role == "main")
        assert locate(main.text, cell["quote"]), Path(ref).name
