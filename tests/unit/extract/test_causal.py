"""Causal claims on our own bracketed sentences, read by the reader that the package ships."""

import pytest

from rashomon.extract import extract_document
from rashomon.nlp.encoder import WEIGHTS, load_encoder

from .brackets import likeness, parse_brackets
from .causal_sentences import CLAIMS, NOTHING

pytestmark = pytest.mark.skipif(
    not (WEIGHTS / "reader.onnx").exists(), reason="the reader's weights are not built"
)
# Floors, not the measured values (none missed, none wrong when they were set): the reader is trained
# anew from time to time, and the parser's slips then fall elsewhere.
MAX_MISSED = 0.07
MAX_WRONG = 0.04
ALIKE = 0.5  # share of characters; the exact edges are tested on hand-made trees


def claims_of(text):
    found = extract_document(text, load_encoder().parse(text), doc="d")
    return [a.body for a in found if a.kind == "causal_claim"]


def judge(marked, sign, mode, hedged):
    """Whether the claim is found, and whether sign, mode and hedge are right then."""
    text, roles = parse_brackets(marked)
    for claim in claims_of(text):
        if all(likeness(getattr(claim, role), spans) >= ALIKE for role, spans in roles.items()):
            return True, (claim.sign, claim.mode, claim.hedged) == (sign, mode, hedged)
    return False, False


def test_claims_are_found_with_their_sign_mode_and_hedge():
    judged = [(case[0], *judge(*case)) for case in CLAIMS]
    missed = [marked for marked, found, _ in judged if not found]
    wrong = [marked for marked, found, right in judged if found and not right]
    assert len(missed) <= MAX_MISSED * len(CLAIMS), missed
    assert len(wrong) <= MAX_WRONG * len(CLAIMS), wrong


def test_nothing_is_made_up():
    made_up = [text for text in NOTHING if claims_of(text)]
    assert len(made_up) <= 1, made_up
