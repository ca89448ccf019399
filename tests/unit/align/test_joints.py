"""Sentences fall apart at semicolons and colons."""

import pytest

from rashomon.align.joints import parts_of
from rashomon.align.statements import find_statements


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The loans ruined the bank; the rest of the town was told on Friday.",
            ["The loans ruined the bank", "the rest of the town was told on Friday"],
        ),
        (
            "The law is drying up the market: owners sell their flats.",
            ["The law is drying up the market", "owners sell their flats"],
        ),
        (
            "The council named three causes: rain, rust and neglect.",
            ["The council named three causes: rain, rust and neglect"],
        ),
    ],
    ids=["semicolon", "colon", "a list is no part"],
)
def test_a_part_with_a_predicate_stands_for_itself(read, text, said):
    assert [s.text for s in find_statements(read(text))] == said


def test_parts_are_counted(read):
    (tree,) = read("Prices rose; wages fell; nobody was surprised.").trees
    parts = parts_of(tree)
    assert [parts[tree.words.index(word)] for word in ("Prices", "fell", "surprised")] == [0, 1, 2]
