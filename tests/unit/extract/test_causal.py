"""Causal claims on our own bracketed sentences, read by the reader that the package ships."""

import pytest

from rashomon.extract import extract_document
from rashomon.nlp.encoder import WEIGHTS, load_encoder

from .brackets import likeness, parse_brackets
from .causal_sentences import CLAIMS, NOTHING

pytestmark = pytest.mark.skipif(
    not (WEIGHTS / "reader.onnx").exists(), reason="the reader's weights are not built"
)
ALIKE = 0.5  # share of characters; the exact edges are tested on hand-made trees


def claims_of(text):
    found = extract_document(text, load_encoder().parse(text), doc="d")
    return [a.body for a in found if a.kind == "causal_claim"]


@pytest.mark.parametrize(("marked", "sign", "mode", "hedged"), CLAIMS, ids=[c[0] for c in CLAIMS])
def test_claim_is_found(marked, sign, mode, hedged):
    text, roles = parse_brackets(marked)
    fitting = [
        claim
        for claim in claims_of(text)
        if all(likeness(getattr(claim, role), spans) >= ALIKE for role, spans in roles.items())
    ]
    assert fitting
    assert (fitting[0].sign, fitting[0].mode, fitting[0].hedged) == (sign, mode, hedged)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_made_up(text):
    assert claims_of(text) == []
