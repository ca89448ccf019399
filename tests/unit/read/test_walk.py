"""The walk over an element tree: which lines are blocks of their own, which elements are kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.read.html import parse_html
from rashomon.read.walk import lay_out, visible_blocks


def shown(body):
    return lay_out(parse_html(f"<html><body>{body}</body></html>"))


def kinds(body):
    return [(block.kind, block.text) for block in shown(body)[1]]


def test_a_bold_line_above_its_text_is_a_heading():
    body = "<div><b>Ferries stay in port</b><br>Crews walked out on Friday.</div>"
    assert kinds(body) == [
        ("heading", "Ferries stay in port"),
        ("text", "Crews walked out on Friday."),
    ]


def test_a_linked_line_below_a_text_stands_alone():
    _, blocks, _ = shown("<td>Crews walked out.<br><a href=/full>Read more</a></td>")
    assert [block.text for block in blocks] == ["Crews walked out.", "Read more"]
    assert [block.link for block in blocks] == ["", "/full"]
    assert [block.link_density for block in blocks] == [0.0, 1.0]


def test_lines_without_such_marks_stay_one_block():
    assert kinds("<p>First line<br>second line</p>") == [("text", "First line\nsecond line")]


def test_an_empty_line_parts_blocks():
    assert kinds("<p>one<br><br>two</p>") == [("text", "one"), ("text", "two")]


def test_bold_words_inside_a_line_change_nothing():
    assert kinds("<p><b>Bold</b> and the rest of it</p>") == [("text", "Bold and the rest of it")]


@pytest.mark.parametrize(
    "hidden", ["<div hidden>x</div>", "<p style='display: none'>x</p>", "<script>x</script>"]
)
def test_what_is_hidden_is_not_shown(hidden):
    assert kinds(f"<p>seen</p>{hidden}<p>too</p>") == [("text", "seen"), ("text", "too")]


def test_the_layout_knows_which_elements_hold_a_block():
    _, blocks, layout = shown(
        "<main class=story><p><span class=lead>Text</span></p></main><p>Foot</p>"
    )
    around = []
    node = layout.inner[0]
    while node >= 0:
        around.append((layout.tags[node], layout.names[node].strip()))
        node = layout.parents[node]
    assert around[:3] == [("span", "lead"), ("p", ""), ("main", "story")]
    assert layout.tags[layout.homes[1]] == "p"
    assert len(blocks) == len(layout.homes) == len(layout.inner) == 2


def test_an_element_ends_where_its_last_one_does():
    _, _, layout = shown("<div><p>a</p><p>b</p></div><p>c</p>")
    inside = [
        layout.tags[i]
        for i in range(layout.tags.index("div"), layout.ends[layout.tags.index("div")])
    ]
    assert inside == ["div", "p", "p"]


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br>",
        "<div>",
        "</div>",
        "<a href=x>",
        "</a>",
        "<td>",
        "<pre>",
        "</pre>",
    ]
)


@settings(deadline=None)
@given(st.lists(st.one_of(TAGS, st.text("ab \n.", max_size=5)), max_size=30))
def test_spans_point_at_the_blocks_whatever_the_markup(parts):
    tree = parse_html("<html><body>x" + "".join(parts) + "</body></html>")
    text, blocks = visible_blocks(tree)
    assert [text[slice(*block.span)] for block in blocks] == [block.text for block in blocks]
    assert all(block.text.strip() == block.text and block.text for block in blocks)
    assert all(0 <= block.link_density <= 1 for block in blocks)
