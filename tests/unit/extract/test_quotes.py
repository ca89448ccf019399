import pytest

from rashomon.extract.quotes import balance, find_quotes


def inner(text):
    return [[text[start:end] for start, end in quote.inner] for quote in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One,” he said. “Two.”", [["One,"], ["Two."]]),
        ('"One," he said. "Two."', [["One,"], ["Two."]]),
        ("'It's the farmers' land,' he said.", [["It's the farmers' land,"]]),
        ("‘It’s the farmers’ land,’ he said.", [["It’s the farmers’ land,"]]),
        ("“She said ‘no’ to us.”", [["She said ‘no’ to us."]]),
        ("The '90s weren't the miners' best years.", []),
        ("The farmers' land and the miners' town.", []),
        ("A “word", []),
        ("“One\n\n“Two”", [["One", "Two"]]),
        ('"One.\n\n"Two."', [["One.", "Two."]]),
        ("", []),
        ("“”", []),
    ],
)
def test_find_quotes(text, expected):
    assert inner(text) == expected


def test_balance_takes_in_the_mark_that_closes_what_the_span_opens():
    text = "He said it was “a mistake,” and left."
    start, end = text.index("it was"), text.index(",")
    grown = balance((start, end), find_quotes(text))
    assert text[slice(*grown)] == "it was “a mistake,”"


def test_balance_leaves_other_spans_alone():
    text = "He said it was “a mistake,” and left."
    assert balance((0, 7), find_quotes(text)) == (0, 7)
