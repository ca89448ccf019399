"""Training of the block classifier: which blocks count as text, and what the trees learn."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "training"))

import page_blocks
from rashomon.read.classifier import load_classifier
from rashomon.read.html import parse_html, show_page

POSTS = (
    "The ferries of the strait stayed in port on Friday, and nobody told the islands.",
    "They told us by post, which comes with the ferry, so that was no help at all.",
)


def labelled(html, gold, name="p"):
    _, blocks, layout = show_page(parse_html(f"<html><body>{html}</body></html>"))
    return page_blocks.label(page_blocks.Labelled(name, "forum", gold, blocks, layout))


def labels(page):
    return {b.text: bool(x) for b, x in zip(page.blocks, page.labels, strict=True)}


def test_blocks_in_the_annotated_text_are_text():
    html = (
        f"<p>Home</p><p>{POSTS[0]}</p><p>Reply</p><p>{POSTS[1]}</p><p>Reply</p>"
        + "<p>Foot of the page</p>" * 3
    )
    found = labels(labelled(html, "\n".join(POSTS)))
    assert found == {
        "Home": False,
        POSTS[0]: True,
        "Reply": False,
        POSTS[1]: True,
        "Foot of the page": False,
    }


def test_a_short_label_counts_where_the_text_has_it_in_place():
    html = f"<p>{POSTS[0]}</p><p>Reply</p><p>{POSTS[1]}</p><p>Reply</p><p>Other things on this site today</p>"
    page = labelled(html, f"{POSTS[0]}\nReply\n{POSTS[1]}")
    assert list(page.labels) == [1, 1, 1, 0, 0]


def test_a_word_on_few_pages_has_no_score():
    shares = [{"comment": 0.0, "rare": 1.0}] + [{"comment": 0.0}] * page_blocks.LEAST_PAGES
    scores = page_blocks.word_scores(shares)
    assert scores("comment") < 0
    assert scores("rare") == 0


@pytest.fixture(scope="module")
def pages():
    made = []
    for number in range(12):
        body = "".join(f"<div class=post><p>{post} It is day {number}.</p></div>" for post in POSTS)
        gold = "\n".join(f"{post} It is day {number}." for post in POSTS)
        made.append(
            labelled(
                f"<div class=menu><p>Home of the boats</p></div>{body}<p class=foot>All rights</p>",
                gold,
                str(number),
            )
        )
    page_blocks.fill_rows(made, by=made)
    return made


def test_the_trees_learn_what_tells_text_from_furniture(pages):
    trees = page_blocks.fit(pages[:8])
    for page in pages[8:]:
        odds = trees.log_odds(page.rows)
        assert list(odds > 0) == [bool(x) for x in page.labels]


def test_what_is_written_is_what_is_read(pages, tmp_path):
    names, short = page_blocks.fill_rows(pages, by=pages)
    made = page_blocks.BlockClassifier(page_blocks.fit(pages), names, short)
    page_blocks.save(made, tmp_path / "blocks.npz")
    kept = load_classifier(tmp_path / "blocks.npz")
    page = pages[0]
    here, there = (c.scores(page.blocks, page.layout) for c in (made, kept))
    assert np.allclose(here, there, atol=0.01)
