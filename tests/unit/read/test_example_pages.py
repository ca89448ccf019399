"""The built-in example is read as its expected reading says."""

import json
from datetime import datetime, timedelta

import pytest

from rashomon.core.spans import locate
from rashomon.examples import EXPECTED, example_files
from rashomon.read import expand, load_page, split_page

READING = json.loads(EXPECTED.read_text(encoding="utf-8"))
FILES = {path.name: path for path in example_files()}


def read(name):
    page = load_page(next(expand([str(FILES[name])])))
    return page, split_page(page)


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_documents_of_a_page(name):
    page, reading = read(name)
    wanted = [doc for doc in READING["documents"] if doc["ref"] == name]
    assert [doc.title for doc in reading.documents] == [doc["title"] for doc in wanted]
    for doc, expected in zip(reading.documents, wanted, strict=True):
        for key in ("role", "author", "outlet", "precision"):
            assert getattr(doc, key) == expected[key]
        assert locate(doc.text, expected["first"])
        assert expected["last"] in doc.text[-len(expected["last"]) - 2 :]
        fetched = datetime.fromisoformat(page.fetched_at)
        if "published" in expected:
            assert doc.published == expected["published"]
        else:
            earlier = fetched - timedelta(hours=expected["hours_before_fetch"])
            assert doc.published == earlier.strftime("%Y-%m-%dT%HZ")


@pytest.mark.parametrize("name", sorted(READING["chrome"]))
def test_chrome_is_in_no_document(name):
    _, reading = read(name)
    for quote in READING["chrome"][name]:
        assert not any(quote in doc.text for doc in reading.documents)
        assert locate("\n".join(part.text for part in reading.dropped), quote)
