"""One body of tests over every built-in extractor, with the reader that the package ships."""

from itertools import pairwise

import pytest

from rashomon.core.bodies import BODIES, body_spans
from rashomon.core.codec import from_json, to_json
from rashomon.core.spans import trim
from rashomon.extract import DEFAULT, extract_document
from rashomon.extract.base import BUILTIN
from rashomon.nlp.encoder import load_encoder

TEXTS = {
    "empty": "",
    "white space": " \n\t \n",
    "punctuation": "… — “” ?!",
    "plain": (
        "Mayor Ada Lund said the flood had closed the bridge. The closure raised ferry prices, "
        "according to the Tarn Gazette. “It did not hurt anybody,” Bruno Falk replied."
    ),
    "emoji": "🌊🌊 Ada Lund said 🙂 the flood 🌊 closed the bridge 👩‍👩‍👧 because the dam broke 🧱.",
    "combining marks": "Ine\u0301s Åkerlund said the de\u0301luge closed the bridge because the dam broke.",
    "outside the basic plane": "𝔄da 𐍈und said the flood 𝟜 closed the bridge because the dam broke.",
    "lines": "Ada Lund said\nthe flood\nclosed the bridge\n\n\nbecause the dam broke.\n",
    "a long line": "The flood raised prices and " * 400 + "the dam broke.",
    "a long word": "Ada Lund said the " + "x" * 5000 + " closed the bridge.",
    "quotes left open": "“The flood closed the bridge, Ada Lund said. “Prices rose.",
    "another script": "Мэр сказал, что наводнение закрыло мост. 市長は洪水が橋を閉じたと述べた。",
}
EXTRACTORS = {**{name: (name,) for name in BUILTIN}, "all": DEFAULT}


@pytest.fixture(scope="session")
def parsed():
    return {name: load_encoder().parse(text) for name, text in TEXTS.items()}


@pytest.fixture(params=EXTRACTORS)
def names(request):
    return EXTRACTORS[request.param]


@pytest.fixture(params=TEXTS)
def found(request, names, parsed):
    """A text and what the extractors find in it."""
    text = TEXTS[request.param]
    return text, extract_document(text, parsed[request.param], doc="d", extractors=names)


def test_spans_are_in_bounds_in_order_and_without_ragged_edges(found):
    text, annotations = found
    for ann in annotations:
        ann.check(text)
        for role, spans in body_spans(ann.body).items():
            assert list(spans) == sorted(spans), role
            assert all(trim(text, span) == span for span in spans), role
            assert all(a[1] <= b[0] for a, b in pairwise(spans)), role


def test_spans_do_not_cut_a_combined_character(found):
    text, annotations = found
    for ann in annotations:
        for start, end in (span for spans in body_spans(ann.body).values() for span in spans):
            assert text[start] not in "\u0301\u200d"
            assert end == len(text) or text[end] not in "\u0301\u200d"


def test_kinds_are_declared_and_scores_are_shares(names, found):
    kinds = {name: name.removesuffix("s") for name in names}
    for ann in found[1]:
        assert ann.kind in set(kinds.values()) <= BODIES.keys()
        assert 0 <= ann.score <= 1
        assert ann.producer


def test_no_two_annotations_share_an_id(found):
    ids = [ann.id for ann in found[1]]
    assert len(ids) == len(set(ids))


def test_annotations_survive_a_round_trip(found):
    assert [from_json(to_json(ann)) for ann in found[1]] == found[1]


def test_the_same_text_gives_the_same_annotations(names):
    text = TEXTS["plain"]
    first, second = (
        extract_document(text, load_encoder().parse(text), doc="d", extractors=names)
        for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("name", ["empty", "white space", "punctuation"])
def test_nothing_is_found_where_nothing_is_said(name, parsed):
    assert extract_document(TEXTS[name], parsed[name], doc="d") == []


def test_every_kind_is_found_in_plain_prose(parsed):
    kinds = {ann.kind for ann in extract_document(TEXTS["plain"], parsed["plain"], doc="d")}
    assert kinds == {"mention", "attribution", "causal_claim"}
