"""The block classifier: its rows, its trees, where it cuts, and what the shipped weights do."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_samples import OTHER, PARAGRAPHS, read_html

from rashomon.read.classifier import Trees, WordScores, best_cut, load_classifier
from rashomon.read.extractor import refuse_furniture, say_once
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


def test_each_post_of_a_known_thread_stays_in_it_whatever_stands_above_it():
    posts = "".join(
        f"<article class=post><h4>The gull that wrote post {i}</h4><p class=byline>By Mira Tolland</p><p>8 March 2031</p><div class=post-body>{' '.join((*PARAGRAPHS, str(i), *OTHER))}</div></article>"
        for i in range(3)
    )
    page = "<html><head><meta name=generator content='{}'></head><body><h1>Ferries again</h1>{}</body></html>"
    assert len(read_html(page.format("Hugo", posts)).documents) == 3
    (doc,) = read_html(page.format("Discourse 3", posts)).documents
    assert doc.text.count(OTHER[-1]) == 3


@pytest.mark.parametrize(("link", "documents"), [("/{}", 1), ("https://{}.example/a", 3)])
def test_short_items_that_lead_to_pages_of_their_own_site_are_one_text(link, documents):
    texts = (PARAGRAPHS[0], OTHER[0], PARAGRAPHS[1])
    items = "".join(
        f"<article><h2><a href={link.format(i)}>What the harbour said in week {i}</a></h2><p class=byline>By Mira Tolland</p><p>8 March 2031</p><p>{text} {i} {texts[i - 1]} {texts[i - 2]}</p></article>"
        for i, text in enumerate(texts)
    )
    found = read_html(f"<html><body><h1>Harbour news</h1>{items}</body></html>").documents
    assert len(found) == documents


def test_dialogs_and_page_feet_are_no_text():
    notice = " ".join(PARAGRAPHS)
    page = "<html><body>{}<div role=dialog><p>{}</p></div><footer><p>{}</p></footer></body></html>"
    text = "".join(f"<p>{text}</p>" for text in OTHER)
    (doc,) = read_html(page.format(text, notice, notice)).documents
    assert doc.text == "\n\n".join(OTHER)


def test_furniture_counts_where_a_page_shows_nothing_else():
    _, blocks, _ = show_page(parse_html(f"<div role=dialog><p>{PARAGRAPHS[0]}</p></div>"))
    assert refuse_furniture(np.array([0.7]), blocks).tolist() == [0.7]


@pytest.mark.parametrize(
    ("scores", "once"), [((0.6, 0.9), [0, 0.9]), ((0.9, 0.6), [0.9, 0]), ((0.9, 0.9), [0.9, 0])]
)
def test_a_paragraph_is_read_once_where_it_is_surest_to_be_text(scores, once):
    _, blocks, _ = show_page(parse_html(f"<p>{PARAGRAPHS[0]}</p><div>{PARAGRAPHS[0]}</div>"))
    assert say_once(np.array(scores), blocks).tolist() == once


def test_short_lines_may_be_said_twice():
    _, blocks, _ = show_page(parse_html("<p>Thank you, Mira.</p><p>Thank you, Mira.</p>"))
    assert say_once(np.array([0.6, 0.9]), blocks).tolist() == [0.6, 0.9]
