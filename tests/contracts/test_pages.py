"""One body of tests over every kind of page that is read."""

from itertools import pairwise

import pytest

from rashomon.core.codec import from_json, to_json
from rashomon.core.errors import SkipInput
from rashomon.core.records import Page
from rashomon.core.spans import trim
from rashomon.read import split_page, whole_page

PARAGRAPH = (
    "Mayor Ada Lund said on Monday that the flood had closed the old bridge at Tarn, and that the "
    "closure would raise ferry prices for everybody who works across the river. "
)
BODIES = {
    "plain": PARAGRAPH * 3,
    "emoji": f"🌊 {PARAGRAPH}" * 3 + "👩‍👩‍👧",
    "combining marks": PARAGRAPH.replace("e", "e\u0301") * 3,
    "odd white space": PARAGRAPH.replace(" ", "\u00a0").replace("bridge", "bridge\u2009") * 3,
    "control characters": PARAGRAPH.replace("flood", "fl\x01ood") * 3,
    "a long line": PARAGRAPH * 300,
    "a long word": PARAGRAPH * 2 + "x" * 20_000,
    "many lines": "\n".join([PARAGRAPH.strip()] * 60),
    "windows lines": "\r\n\r\n".join([PARAGRAPH.strip()] * 3),
    "markup in words": PARAGRAPH * 2
    + "a &lt;b&gt; &amp;amp; [link](x) **bold** `code` ]]> <!-- -->",
    "another script": "Мэр сказал, что наводнение закрыло старый мост через реку. " * 6,
    "no spaces": "市長は月曜日、洪水が橋を閉じたと述べた。" * 12,
}
EMPTY = {"nothing": "", "white space": " \n\t\r\n ", "a mark": "\ufeff"}
KINDS = {
    "text/plain": "{}",
    "text/markdown": "# A flood at Tarn\n\n{}\n",
    "text/html": "<html><head><title>A flood at Tarn</title></head><body><main><h1>A flood at Tarn</h1><p>{}</p></main></body></html>",
}


def make_page(kind, body):
    return Page.make(
        ref="page",
        fetched_at="2031-05-02T12:00:00+00:00",
        media_type=kind,
        data=KINDS[kind].format(body).encode(),
    )


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture(params=BODIES)
def reading(request, kind):
    return split_page(make_page(kind, BODIES[request.param]))


def squeeze(text):
    return "".join(text.split())


def test_there_is_one_main_document_and_it_has_text(reading):
    mains = [doc for doc in reading.documents if doc.role == "main"]
    assert len(mains) == 1
    assert mains[0].text.strip()


def test_a_document_is_its_spans_of_the_visible_text(reading):
    for doc in reading.documents:
        assert all(0 <= start < end <= len(reading.text) for start, end in doc.page_spans)
        assert all(a[1] <= b[0] for a, b in pairwise(doc.page_spans))
        cut = "".join(reading.text[start:end] for start, end in doc.page_spans)
        assert squeeze(cut) == squeeze(doc.text)


def test_no_part_of_the_page_is_in_two_documents(reading):
    spans = sorted(span for doc in reading.documents for span in doc.page_spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_text_is_frozen_without_odd_white_space_or_ragged_edges(reading):
    for doc in reading.documents:
        assert not set(doc.text) & set("\r\t\u00a0\u2009\x01\ufeff")
        assert trim(doc.text, (0, len(doc.text))) == (0, len(doc.text))


def test_what_was_dropped_names_its_place_and_reason(reading):
    lengths = {doc.id: len(doc.text) for doc in reading.documents}
    for part in reading.dropped:
        assert part.reason
        assert part.text.strip()
        assert 0 <= part.at <= lengths.get(part.doc, 0)


def test_records_survive_a_round_trip(reading):
    for record in (*reading.documents, *reading.dropped):
        assert from_json(to_json(record)) == record


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_the_same_page_gives_the_same_documents(kind, body):
    first, second = (split_page(make_page(kind, body)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("cut", [split_page, whole_page])
@pytest.mark.parametrize("body", EMPTY.values(), ids=EMPTY)
def test_an_empty_page_is_skipped_with_its_ref(cut, body):
    page = Page.make(
        ref="page",
        fetched_at="2031-05-02T12:00:00+00:00",
        media_type="text/plain",
        data=body.encode(),
    )
    with pytest.raises(SkipInput, match="page"):
        cut(page)
