import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.nlp.tokens import tokenize, word_shape


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orlen didn't go.", "Orlen|did|n't|go|."),
        ("Orlen’s army can’t cannot", "Orlen|’s|army|ca|n’t|can|not"),
        ("They'll say it's O'Kane's", "They|'ll|say|it|'s|O'Kane|'s"),
        ("the U.S.-backed force at 10 a.m.", "the|U.S.|-|backed|force|at|10|a.m."),
        ("Gen. A. Voss met Mr. Orlen", "Gen.|A.|Voss|met|Mr.|Orlen"),
        ("$3.5bn, 12% and 1,000.50 on 10/12/2005", "$|3.5bn|,|12|%|and|1,000.50|on|10/12/2005"),
        ("a low-cost and/or free plan", "a|low|-|cost|and|/|or|free|plan"),
        ("see https://kestria.example/a?b=1).", "see|https://kestria.example/a?b=1|)|."),
        ("write to press@kestria.example now", "write|to|press@kestria.example|now"),
        ("'We won,' he said. 'Go.'", "'|We|won|,|'|he|said|.|'|Go|.|'"),
        ("‘We won’ – “never”…", "‘|We|won|’|–|“|never|”|…"),
        ("girls' rights -- 1990s", "girls|'|rights|--|1990s"),
        ("@orlen #Kestria", "@orlen|#Kestria"),
        ("It ended.Then it began", "It|ended.Then|it|began"),
        ("👍🏽 e\u0301te\u0301", "👍🏽|e\u0301te\u0301"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected.split("|")


@given(st.text(max_size=200))
def test_tokens_are_in_order_and_leave_out_only_white_space(text: str) -> None:
    spans = tokenize(text)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert not any(c.isspace() for c in text[start:end])
        at = end
    assert not text[at:].strip()


def test_a_megabyte_without_a_space_is_one_token() -> None:
    assert tokenize("x" * 1_000_000) == [(0, 1_000_000)]


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("war", 1),
        ("Orlen", 2),
        ("NATO", 3),
        ("A", 4),
        ("iPad", 5),
        ("G7", 6),
        ("...", 7),
        ("戦争", 1),
    ],
)
def test_shape_keeps_the_letter_case(word: str, shape: int) -> None:
    assert word_shape(word) == shape
