"""Frozen text keeps its length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.read.text import count_words, normalise


@given(st.text(alphabet=st.characters()))
def test_one_code_point_for_one(text):
    assert len(normalise(text)) == len(text)


@given(st.text(alphabet=st.characters()))
def test_the_result_has_no_odd_space_and_can_be_written(text):
    clean = normalise(text)
    clean.encode()
    assert all(c in " \n" or not c.isspace() for c in clean)
    assert normalise(clean) == clean


def test_letters_emoji_and_direction_marks_stay():
    text = "e\u0301 \u200f\u05e9\u05dc\u05d5\u05dd \U0001f469\u200d\U0001f692"
    assert normalise(text) == text


@pytest.mark.parametrize(
    ("odd", "plain"),
    [("a\r\nb", "a \nb"), ("a\rb", "a\nb"), ("a\u00a0b\tc", "a b c"), ("\x00\u2028\ufeff", " \n ")],
)
def test_odd_white_space(odd, plain):
    assert normalise(odd) == plain


def test_words_of_scripts_without_spaces_are_counted():
    assert count_words("one two three") == 3
    assert count_words("海峡の渡し船は金曜日に港にとどまった") > 5
