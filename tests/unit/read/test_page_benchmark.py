"""The page benchmark: its gold stands on its pages, its halves share nothing, its scorer scores."""

import html
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "evals" / "pages"))

import furniture
import score
from compose import LAYOUTS, read_articles

HALVES = ("a", "b", "hand")


def shown(text):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.mark.parametrize("half", HALVES)
def test_the_gold_stands_on_its_page(half):
    for name, text, about in score.pages(half):
        lines = [p for doc in about["documents"] for p in doc["paragraphs"]] + about["chrome"]
        page = score.words(shown(text))
        for line in lines:
            assert score.holds(" ".join(page), line), (name, line)


def test_the_halves_share_neither_articles_nor_furniture():
    articles = read_articles()
    assert not {a.title for a in articles if a.half == "a"} & {
        a.title for a in articles if a.half == "b"
    }
    for table in (furniture.LINES, furniture.NAMES):
        for key in table["a"]:
            assert not set(table["a"][key]) & set(table["b"][key]), key


def test_every_page_is_composed_alike_each_time():
    first = {name: text for name, text, _ in score.pages("a")}
    assert first == {name: text for name, text, _ in score.pages("a")}
    assert len({name.split("-")[1] for name in first}) == len(LAYOUTS)


GOLD = {
    "layout": "x",
    "chrome": ["Log in", "Share"],
    "documents": [
        {
            "title": "One",
            "author": "A B",
            "published": "2026-03-01",
            "paragraphs": ["The boats stay in port today."],
        },
        {
            "title": "Two",
            "author": "",
            "published": "",
            "paragraphs": ["Bread is dearer than it was."],
        },
    ],
}


def test_a_perfect_reading_scores_full_marks():
    found = [
        {
            "text": doc["paragraphs"][0],
            "title": doc["title"],
            "author": doc["author"],
            "published": "2026-03-01T08:00Z",
        }
        for doc in reversed(GOLD["documents"])
    ]
    row = score.table([score.score_page(found, GOLD)])
    assert (row["f1"], row["right"], row["right_number"]) == (1, 2, 1)
    assert (row["chrome_recall"], row["chrome_precision"]) == (1, 1)
    assert (row["title"], row["author"], row["published"]) == ([2, 2], [1, 1], [1, 1])


def test_joined_documents_and_kept_furniture_cost():
    text = "Log in\nThe boats stay in port today.\nBread is dearer than it was."
    row = score.table([score.score_page([{"text": text}], GOLD)])
    assert row["f1"] < 0.6
    assert (row["right"], row["right_number"], row["chrome_recall"]) == (0, 0, 0.5)
