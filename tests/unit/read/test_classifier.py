"""The block classifier: its rows, its trees, where it cuts, and what the shipped weights do."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_samples import OTHER, PARAGRAPHS, read_html

from rashomon.read.classifier import Trees, WordScores, best_cut, load_classifier
from rashomon.read.features import page_rows
from rashomon.read.html import parse_html, show_page

NO_SCORES = WordScores({})
MENU = "".join(
    f"<div class=q1><a href=/{i}>{x}</a></div>"
    for i, x in enumerate(("News", "Politics", "Contact", "Log in"))
)


def rows(html):
    _, blocks, layout = show_page(parse_html(html))
    return page_rows(blocks, layout, names=NO_SCORES, labels=NO_SCORES)


PARTS = st.sampled_from(
    [
        "<p>One line.</p>",
        "<ul><li>a<li>b</ul>",
        "<h2>Head</h2>",
        "<td>x",
        "<b>y</b><br>",
        "<nav>n</nav>",
        "漢字 words",
        "<time datetime=x>1</time>",
        "<article>",
    ]
)


@settings(deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=30))
def test_every_page_gives_rows_of_one_width(parts):
    table = rows("<html><body>x" + "".join(parts) + "</body></html>")
    assert table.shape[1] == rows("<html><body><p>x</p></body></html>").shape[1]
    assert np.isfinite(table).all()


def test_the_shipped_weights_ask_for_columns_that_exist():
    assert (
        load_classifier().trees.columns.max() < rows("<html><body><p>x</p></body></html>").shape[1]
    )


@given(st.integers(0, 1000))
def test_trees_answer_like_their_questions_asked_one_by_one(seed):
    rng = np.random.default_rng(seed)
    trees = Trees(0.5, rng.integers(0, 4, (3, 2)), rng.normal(size=(3, 2)), rng.normal(size=(3, 4)))
    table = rng.normal(size=(5, 4)).astype(np.float32)
    for row, odds in zip(table, trees.log_odds(table), strict=True):
        expected = 0.5
        for columns, cuts, leaves in zip(trees.columns, trees.cuts, trees.leaves, strict=True):
            first, second = (row[c] > cut for c, cut in zip(columns, cuts, strict=True))
            expected += leaves[2 * int(first) + int(second)]
        assert odds == pytest.approx(expected)


@given(st.lists(st.tuples(st.floats(0.01, 0.99), st.integers(1, 50)), min_size=1, max_size=12))
def test_no_other_cut_promises_more(blocks):
    scores, words = (np.array(x, dtype=float) for x in zip(*blocks, strict=True))
    _, expected = best_cut(scores, words)
    text = (scores * words).sum()
    for other in scores:
        taken = scores >= other
        hits = (scores * words)[taken].sum()
        assert expected >= 2 * hits / (words[taken].sum() + text) - 1e-9


def test_an_article_without_a_telling_name_in_its_markup():
    text = "".join(f"<div class=x7>{text}</div>" for text in (*PARAGRAPHS, *OTHER))
    html = f"<html><body><div>{MENU}</div><div><div class=h9>Ferries stay in port</div>{text}</div></body></html>"
    (doc,) = read_html(html).documents
    assert doc.text == "\n\n".join((*PARAGRAPHS, *OTHER))


def test_posts_of_a_thread_are_its_text():
    posts = "".join(
        f"<div class=post><a href=/u class=username>gull_{i}</a><div class=post-body>{text}</div><a href=#>Reply</a></div>"
        for i, text in enumerate((*PARAGRAPHS, *OTHER))
    )
    (doc,) = read_html(
        f"<html><body><ul><li><a href=/>Forum</a></ul><h1>Ferries again</h1>{posts}</body></html>"
    ).documents
    assert all(text in doc.text for text in (*PARAGRAPHS, *OTHER))
    assert "Reply" not in doc.text


def test_comments_below_an_article_are_not():
    comments = "".join(
        f"<li class=comment><b>Gull {i}</b> <time datetime=2031-03-08>8 March 2031</time><p>{text}</p></li>"
        for i, text in enumerate(OTHER)
    )
    html = f"<html><body><main><h1>Ferries stay in port</h1><div class=entry-content>{''.join(f'<p>{t}</p>' for t in PARAGRAPHS)}</div><section id=comments class=comments><h2>2 comments</h2><ol>{comments}</ol></section></main></body></html>"
    (doc,) = read_html(html).documents
    assert doc.text == "\n\n".join(PARAGRAPHS)
