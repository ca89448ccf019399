import pytest

from rashomon.extract.base import Reading
from rashomon.extract.mentions import MentionExtractor
from rashomon.extract.places import is_people, is_territory


def names(text):
    found = MentionExtractor().find(Reading(text, ()), ())
    return [(f.body.label, text[slice(*f.body.name[0])]) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began on 14 March 2031.", [("DATE", "14 March 2031")]),
        ("On March 14, the dam broke.", [("DATE", "March 14")]),
        ("They met last week and on Tuesday evening.", [("DATE", "last week"), ("DATE", "Tuesday evening")]),
        ("In 1987 the mine closed.", [("DATE", "1987")]),
        ("He left three days ago.", [("DATE", "three days ago")]),
        ("It may rain. They march on.", []),
        ("Prices rose by 12.5 percent to $3.4 billion.", [("QUANTITY", "12.5 percent"), ("QUANTITY", "$3.4 billion")]),
        ("Some 3,000 soldiers and two ships came.", [("QUANTITY", "3,000 soldiers"), ("QUANTITY", "two ships")]),
    ],
)  # fmt: skip
def test_dates_and_quantities(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "name", ["Iran", "the United States", "U.S.", "Tehran", "Bosnia and Herzegovina"]
)
def test_territories(name):
    assert is_territory(name)


def test_what_is_no_territory():
    assert not is_territory("Tarn Gazette")


@pytest.mark.parametrize(
    ("word", "expected"), [("Iranian", True), ("Danes", True), ("median", False), ("Marn", False)]
)
def test_people(word, expected):
    assert is_people(word) is expected
