"""The pair model at run time."""

import numpy as np
import pytest

from rashomon.nlp.pairs import LABELS, MOST_PIECES, encode_pair, load_pair_reader
from rashomon.nlp.pieces import Pieces


@pytest.fixture(scope="module")
def reader():
    return load_pair_reader()


def label(reader, left, right):
    return LABELS[int(reader.judge([(left, right)])[0].argmax())]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("The mayor resigned on Friday", "The mayor stepped down on Friday", "same"),
        ("The valve burst", "The valve did not burst", "contradicts"),
        ("The crew opened the gates", "Nobody opened the gates", "contradicts"),
        ("Twelve dockers died in the fire", "The museum opens a new roof today", "neither"),
    ],
)
def test_plain_pairs(reader, left, right, expected):
    assert label(reader, left, right) == expected


def test_neither_the_order_nor_the_company_counts(reader):
    pair = ("Dear diesel drove the hauliers to strike", "The hauliers struck for higher wages")
    alone = reader.judge([pair])[0]
    others = [("a b c", "d " * 40), pair[::-1], ("The gate broke", "The gate held")]
    assert reader.judge(others)[1] == pytest.approx(alone, abs=1e-4)
    assert alone.sum() == pytest.approx(1, abs=1e-5)


def test_no_pairs_and_long_and_empty_texts(reader):
    assert reader.judge([]).shape == (0, len(LABELS))
    found = reader.judge([("word " * 5000, ""), ("", "")])
    assert np.isfinite(found).all()


def test_both_texts_are_cut_and_marked(weights):
    ids, sides = encode_pair(Pieces(weights / "tokenizer.json"), "one two", "word " * 500)
    assert len(ids) == len(sides) == 2 + 1 + 1 + MOST_PIECES + 1
    assert sides == [0] * 4 + [1] * (MOST_PIECES + 1)


@pytest.fixture(scope="module")
def weights():
    from rashomon.nlp.encoder import WEIGHTS

    return WEIGHTS
