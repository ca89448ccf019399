"""Parsed sentences as bytes and back."""

import numpy as np

from rashomon.nlp.archive import (
    is_readable,
    pack_parsed,
    pack_vectors,
    unpack_parsed,
    unpack_vectors,
)
from rashomon.nlp.encoder import load_encoder


def test_parsed_sentences_survive():
    parsed = load_encoder().parse(
        "Prices rose because the strait was closed. “Bread 🍞 is dear,” she said."
    )
    assert any(sentence.frames for sentence in parsed)
    back = unpack_parsed(pack_parsed(parsed))
    for before, after in zip(parsed, back, strict=True):
        for name in (
            "span",
            "tokens",
            "upos",
            "heads",
            "deprels",
            "mentions",
            "causal_class",
            "frames",
        ):
            assert getattr(before, name) == getattr(after, name)
        assert np.abs(before.vector - after.vector).max() < 1e-3


def test_what_another_version_packed_is_told():
    packed = pack_parsed([])
    assert is_readable(packed)
    assert not is_readable(packed[len(b"parsed/2\n") :])


def test_nothing_survives():
    assert unpack_parsed(pack_parsed([])) == []


def test_vectors_keep_their_rows():
    vectors = np.random.default_rng(1).normal(size=(3, 384)).astype(np.float32)
    back = unpack_vectors(pack_vectors(vectors))
    assert back.shape == (3, 384)
    assert np.allclose(back, vectors, atol=5e-3)
