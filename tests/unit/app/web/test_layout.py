import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.app.web.layout import BOX_HEIGHT, BOX_WIDTH, PER_LAYER, along, lay_out

FACTORS = "abcdefghijklmn"
PAIRS = st.lists(st.tuples(st.sampled_from(FACTORS), st.sampled_from(FACTORS)), max_size=30)


def _inside(point, box, margin=-0.5):
    x, y = point
    return (
        box.x - margin < x < box.x + BOX_WIDTH + margin
        and box.y - margin < y < box.y + BOX_HEIGHT + margin
    )


def _curve(points):
    """Points along a drawn link: bends between boxes, straight through lanes."""
    for n, (a, b) in enumerate(itertools.pairwise(points)):
        for t in (k / 20 for k in range(21)):
            yield (
                along(a, b, t)
                if n % 2 == 0
                else (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)
            )


@settings(deadline=None, max_examples=60)
@given(PAIRS)
def test_boxes_never_overlap_and_stay_on_the_drawing(pairs):
    layout = lay_out(FACTORS, pairs)
    assert set(layout.boxes) == set(FACTORS)
    for a, b in itertools.combinations(layout.boxes.values(), 2):
        assert abs(a.x - b.x) >= BOX_WIDTH or abs(a.y - b.y) >= BOX_HEIGHT
    for box in layout.boxes.values():
        assert 0 <= box.x <= layout.width - BOX_WIDTH
        assert 0 <= box.y <= layout.height - BOX_HEIGHT


@settings(deadline=None, max_examples=60)
@given(PAIRS)
def test_no_link_and_no_sign_lies_on_a_label(pairs):
    layout = lay_out(FACTORS, pairs)
    assert set(layout.routes) == {(s, t) for s, t in pairs if s != t}
    for route in layout.routes.values():
        for box in layout.boxes.values():
            assert not any(_inside(point, box) for point in _curve(route.points))
            assert not _inside(route.sign, box)


@settings(deadline=None, max_examples=30)
@given(PAIRS, st.randoms())
def test_the_same_links_give_the_same_drawing(pairs, random):
    again = list(pairs)
    random.shuffle(again)
    assert lay_out(FACTORS, pairs) == lay_out(FACTORS, again)


def test_a_chain_runs_downwards():
    layout = lay_out("abc", [("a", "b"), ("b", "c")])
    assert layout.boxes["a"].y < layout.boxes["b"].y < layout.boxes["c"].y


def test_a_cycle_is_drawn_with_both_links_apart():
    layout = lay_out("ab", [("a", "b"), ("b", "a")])
    down, up = layout.routes["a", "b"], layout.routes["b", "a"]
    assert down.points[0][0] != up.points[-1][0]
    assert down.points[0][1] < down.points[-1][1]
    assert up.points[0][1] > up.points[-1][1]


def test_a_layer_holds_no_more_than_a_panel_can_show():
    layout = lay_out(FACTORS, [("a", f) for f in FACTORS[1:]])
    rows = {}
    for box in layout.boxes.values():
        rows[box.y] = rows.get(box.y, 0) + 1
    assert max(rows.values()) <= PER_LAYER


@pytest.mark.parametrize("factors", ["", "a"])
def test_next_to_nothing_is_drawn_too(factors):
    layout = lay_out(factors, [])
    assert len(layout.boxes) == len(factors)
