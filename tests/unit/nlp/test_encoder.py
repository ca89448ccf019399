import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.nlp.encoder import Encoder, ParsedSentence, load_encoder

TEXT = (
    "Minister Ana Orlen said on Tuesday that the drought had caused the collapse of the harvest. "
    "The strike was not caused by the tax, a spokesman told Kestria Radio."
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def covered(text: str, parsed: ParsedSentence, tags: tuple[str, ...], label: str) -> str:
    spans = [t for t, tag in zip(parsed.tokens, tags, strict=True) if tag[2:] == label]
    return text[spans[0][0] : spans[-1][1]] if spans else ""


def words(text: str, parsed: ParsedSentence, kind: str) -> dict[str, str]:
    frame = next(f for f in parsed.frames if f.kind == kind)
    return {r: " ".join(text[a:b] for a, b in spans) for r, spans in frame.roles.items()}


def check(text: str, parsed: ParsedSentence) -> None:
    count = len(parsed.tokens)
    for layer in ("upos", "heads", "deprels", "mentions"):
        assert len(getattr(parsed, layer)) == count
    assert parsed.heads.count(-1) == 1
    assert parsed.deprels[parsed.heads.index(-1)] == "root"
    assert all(-1 <= head < count and head != word for word, head in enumerate(parsed.heads))
    spans = [s for f in parsed.frames for own in f.roles.values() for s in own]
    for start, end in (*parsed.tokens, parsed.span, *spans):
        assert 0 <= start < end <= len(text)
    assert sum(parsed.causal_class) == pytest.approx(1, abs=1e-4)
    assert np.linalg.norm(parsed.vector) == pytest.approx(1, abs=1e-3)


def test_a_reported_cause(encoder: Encoder) -> None:
    first, second = encoder.parse(TEXT)
    said = words(TEXT, first, "attribution")
    assert said["cue"] == "said"
    assert "Orlen" in said["source"]
    assert "drought" in said["content"]
    assert covered(TEXT, first, first.mentions, "PERSON").endswith("Ana Orlen")
    claim = words(TEXT, first, "causal_claim")
    assert "drought" in claim["cause"]
    assert "collapse" in claim["effect"]
    assert words(TEXT, second, "attribution")["source"] == "a spokesman"
    denied = next(f for f in second.frames if f.kind == "causal_claim")
    assert denied.attributes["mode"] == "denied"


def test_a_simple_parse(encoder: Encoder) -> None:
    text = "The rebels attacked the port."
    (parsed,) = encoder.parse(text)
    assert parsed.upos == ("DET", "NOUN", "VERB", "DET", "NOUN", "PUNCT")
    assert parsed.heads == (1, 2, -1, 4, 2, 2)
    assert parsed.deprels == ("det", "nsubj", "root", "det", "obj", "punct")


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    for parsed in load_encoder().parse(text):
        check(text, parsed)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "word " * 2_000,
        "🙂🙂 e\u0301\u0301 \u200d\ufe0f ﷽ \ud7ff",
        "- a\n- b\n\n1. c",
        "戦争が始まった。石油の価格が上がった。",
        "antidisestablishmentarianism " * 110,
    ],
    ids=["no space", "long", "emoji", "items", "unspaced script", "many pieces"],
)
def test_odd_texts(encoder: Encoder, text: str) -> None:
    parsed = encoder.parse(text)
    assert parsed
    for sentence in parsed:
        check(text, sentence)


def test_same_text_same_answer_and_own_spans(encoder: Encoder) -> None:
    once, twice = encoder.parse(TEXT), encoder.parse(TEXT)
    assert [(p.heads, p.frames) for p in once] == [(p.heads, p.frames) for p in twice]
    (alone,) = encoder.parse(TEXT, sentences=[once[1].span])
    assert alone.span == once[1].span
    assert alone.tokens == once[1].tokens


def test_progress_counts_every_sentence(encoder: Encoder) -> None:
    seen: list[int] = []
    parsed = encoder.parse("The war began. " * 200, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == len(parsed) == 200


def test_vectors_know_likeness(encoder: Encoder) -> None:
    vectors = encoder.embed(["the price of oil", "oil prices", "a football match", ""])
    assert vectors.shape == (4, 384)
    assert vectors.dtype == np.float32
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3
    assert not vectors[3].any()
    assert encoder.embed([]).shape == (0, 384)


def test_sentence_and_phrase_share_one_space(encoder: Encoder) -> None:
    text = "Oil prices rose sharply after the strike."
    (parsed,) = encoder.parse(text)
    assert float(parsed.vector @ encoder.embed([text])[0]) > 0.99


def test_the_version_names_the_weights(encoder: Encoder) -> None:
    assert encoder.version.startswith("reader/2+")
