"""Finding a quote's characters."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rashomon.core.errors import SpanError
from rashomon.core.spans import check_span, covers, hull, locate, overlaps, trim

few = st.text("ab \n.é🌊", max_size=40)  # few letters, so that quotes occur more than once


@st.composite
def quoted(draw):
    text = draw(few)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    start, end = trim(text, (start, end))
    assume(start < end)
    return text, (start, end)


@given(quoted())
def test_a_quote_is_found_at_its_place(case):
    text, (start, end) = case
    found = locate(text, text[start:end], prefix=text[:start], suffix=text[end:])
    assert found == (start, end)


@given(quoted(), few)
def test_a_quote_is_found_where_it_stands(case, around):
    text, (start, end) = case
    found = locate(text, text[start:end], prefix=around, suffix=around)
    assert found is not None
    assert text[slice(*found)].split() == text[start:end].split()


@given(quoted())
def test_white_space_may_differ(case):
    text, (start, end) = case
    quote = "\u00a0 ".join(text[start:end].split())
    assert locate(text, quote, prefix=text[:start], suffix=text[end:]) == (start, end)


def test_without_surroundings_the_first_one_is_found():
    assert locate("dam, dam", "dam") == (0, 3)
    assert locate("dam, dam", "dam", prefix=", ") == (5, 8)
    assert locate("dam. dam, dam", "dam", suffix=", ") == (5, 8)


@pytest.mark.parametrize("quote", ["", " ", "dams", "dam dam", "d am"])
def test_an_absent_quote_is_not_found(quote):
    assert locate("The dam broke.", quote) is None


@pytest.mark.parametrize(
    ("text", "quote", "span"),
    [
        ("RUSSIA and the US", "US", (15, 17)),
        ("an enterprise", "rise", None),
        ("a 100-day war", "100", (2, 5)),
        ("e\u0301te", "e", None),
        ("洪水が橋を閉じた", "橋", (3, 4)),
    ],
)
def test_whole_words_alone_can_be_asked_for(text, quote, span):
    assert locate(text, quote, whole_words=True) == span


@pytest.mark.parametrize("span", [(-1, 2), (2, 2), (3, 2), (0, 6), (6, 7)])
def test_a_span_that_does_not_fit_is_refused(span):
    with pytest.raises(SpanError, match="title"):
        check_span(span, length=5, owner="title")


def test_small_helpers():
    assert trim(" a b\n", (0, 5)) == (1, 4)
    assert trim("   ", (0, 3)) == (3, 3)
    assert covers([(0, 4), (6, 9)], [(1, 2), (6, 9)])
    assert not covers([(0, 4), (4, 9)], [(3, 5)])
    assert overlaps((0, 3), (2, 4))
    assert not overlaps((0, 3), (3, 4))
    assert hull([(5, 6), (1, 3)]) == (1, 6)
