"""PDF documents: order, paragraphs, what repeats, and what cannot be read."""

import pytest
from containers import put, read_all
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_maker import column, make_pdf
from read_samples import OTHER, PARAGRAPHS, page, reasons

from rashomon.core.errors import EmptyInput, RefusedInput, UnreadableInput
from rashomon.read import pdf, split_page, whole_page
from rashomon.read.pdf_layout import reading_order
from rashomon.read.pdf_lines import PdfLine
from rashomon.read.pdf_paragraphs import make_paragraphs

TITLE = "The strait stays shut for a third week"


def pdf_page(pages, **about):
    return page(make_pdf(pages, **about), media_type="application/pdf", ref="report.pdf")


def stacked(texts, *, x, top, width, gap=8):
    """Paragraphs one below the other."""
    lines = []
    for text in texts:
        lines += column(text, x=x, top=top, width=width)
        top = lines[-1][1] - 12 - gap
    return lines


def running(number, lines):
    """A page with a running header and footer."""
    head = (72, 770, 9, f"The Lantern, issue 7, page {number}")
    return [head, *lines, (72, 30, 9, "Printed in Tarn"), (540, 30, 9, str(number))]


def test_columns_are_read_one_after_the_other():
    left = stacked(PARAGRAPHS, x=50, top=680, width=45)
    right = stacked(OTHER, x=320, top=680, width=45)
    by_rows = sorted(left + right, key=lambda line: -line[1])  # as some programs write them
    for lines in (left + right, by_rows, right + left):
        text = whole_page(pdf_page([[(50, 720, 20, TITLE), *lines]])).documents[0].text
        assert text == "\n\n".join([TITLE, *PARAGRAPHS, *OTHER])


def test_three_columns_below_a_headline_and_above_another():
    def columns(texts, top):
        return [
            x for i, t in enumerate(texts) for x in column(t, x=40 + i * 185, top=top, width=30)
        ]

    upper, lower = [*PARAGRAPHS[:2], OTHER[0]], [*PARAGRAPHS[2:], OTHER[1]]
    lines = [
        (40, 740, 20, TITLE),
        *columns(upper, 700),
        (40, 560, 16, "A second piece"),
        *columns(lower, 530),
    ]
    text = whole_page(pdf_page([lines])).documents[0].text
    assert text == "\n\n".join([TITLE, *upper, "A second piece", *lower])


def test_title_byline_date_and_text():
    about = {
        "Title": f"{TITLE} - The Lantern",
        "Author": "jdoe",
        "CreationDate": "D:20190310080000+01'00'",
    }
    lines = [(72, 720, 20, TITLE), (72, 690, 10, "By Mira Tolland"), (72, 670, 10, "10 March 2020")]
    reading = split_page(
        pdf_page([[*lines, *stacked(PARAGRAPHS, x=72, top=640, width=80)]], about=about)
    )
    (doc,) = reading.documents
    assert (doc.title, doc.author, doc.published) == (TITLE, "Mira Tolland", "2020-03-10")
    assert doc.text == "\n\n".join(PARAGRAPHS)


def test_what_the_file_says_fills_what_the_page_does_not():
    about = {
        "Author": "Mira Tolland; Ada Brook",
        "CreationDate": "D:20190310",
        "Title": "Microsoft Word - x.docx",
    }
    lines = [(72, 720, 20, TITLE), *stacked(PARAGRAPHS, x=72, top=640, width=80)]
    (doc,) = split_page(pdf_page([lines], about=about)).documents
    assert (doc.title, doc.author, doc.published) == (
        TITLE,
        "Mira Tolland, Ada Brook",
        "2019-03-10",
    )


@pytest.mark.parametrize(
    "stamp", ["D:29990101", "D:19010101", "D:2019", "D:20199999", "yesterday", ""]
)
def test_absurd_dates_of_making(stamp):
    lines = stacked(PARAGRAPHS, x=72, top=640, width=80)
    (doc,) = split_page(pdf_page([lines], about={"CreationDate": stamp})).documents
    assert doc.published in ("", "2019-01-01")


def test_headers_footers_and_page_numbers_go_with_their_reasons():
    texts = [*PARAGRAPHS, *OTHER]
    pages = [running(n, column(text, x=72, top=700, width=80)) for n, text in enumerate(texts, 1)]
    reading = split_page(pdf_page(pages))
    assert all(text in reading.documents[0].text for text in texts)
    assert "Lantern" not in reading.documents[0].text
    found = " ".join(reasons(reading).values())
    assert "running header" in found
    assert "running footer" in found
    assert "page number" in found


def test_a_paragraph_goes_on_across_pages_and_words_are_whole_again():
    first = [
        (
            72,
            700,
            10,
            "The ferries of the Kessa strait stayed in port on Friday after the navy of Nor-",
        )
    ]
    second = [
        (72, 700, 10, "land closed the northern passage, a well-known third-"),
        (72, 688, 10, "rate harbour."),
    ]
    third = [
        (72, 700, 10, "Another anti-"),
        (72, 688, 10, "British paper is third-rate, it said on Monday."),
    ]
    text = (
        whole_page(pdf_page([running(1, first), running(2, second), running(3, third)]))
        .documents[0]
        .text
    )
    assert (
        "navy of Norland closed the northern passage, a well-known third-rate harbour.\n\nAnother anti-British"
        in text
    )


def test_words_in_two_sizes_part_and_lists_stay_lists():
    lines = [(72, 700, 16, "What is known"), *column(PARAGRAPHS[0], x=72, top=680, width=70)]
    lines += [(72, 620 - 12 * i, 10, f"• {text[:60]}") for i, text in enumerate(OTHER)]
    parts = whole_page(pdf_page([lines])).documents[0].text.split("\n\n")
    assert parts == ["What is known", PARAGRAPHS[0], *(f"• {text[:60]}" for text in OTHER)]


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        (make_pdf([[(72, 700, 10, "x")]], encrypted=True), UnreadableInput, "password"),
        (make_pdf([[(72, 700, 10, "x")]])[:200], UnreadableInput, "broken PDF"),
        (b"%PDF-1.7\n", UnreadableInput, "broken PDF"),
        (make_pdf([[]]), EmptyInput, "OCR"),
        (make_pdf([]), UnreadableInput, "broken PDF"),
    ],
    ids="locked cut start pictures no-pages".split(),
)
def test_what_cannot_be_read_says_why(tmp_path, data, error, reason):
    for cut in (split_page, whole_page):
        with pytest.raises(error, match=reason):
            cut(page(data, ref="a.pdf"))
    documents, failures = read_all(put(tmp_path, "a.pdf", data))
    assert not documents
    assert reason in " ".join(failures.values())


@pytest.mark.parametrize(("limit", "value"), [("MAX_PDF_PAGES", 1), ("MAX_PDF_CHARS", 100)])
def test_too_long_a_document_is_refused(monkeypatch, limit, value):
    monkeypatch.setattr(pdf, limit, value)
    pages = [column(text, x=72, top=700, width=80) for text in PARAGRAPHS]
    with pytest.raises(RefusedInput, match="split it"):
        split_page(pdf_page(pages))


def test_a_document_is_its_spans_of_the_visible_text():
    pages = [running(n, column(t, x=72, top=700, width=80)) for n, t in enumerate(PARAGRAPHS, 1)]
    reading = split_page(pdf_page(pages))
    for doc in reading.documents:
        cut = "".join(reading.text[start:end] for start, end in doc.page_spans)
        assert "".join(cut.split()) == "".join(doc.text.split())
    for part in reading.dropped:
        assert all(line in reading.text for line in part.text.split("\n"))


WORDS = st.lists(st.text("abcdefgh-.", min_size=1, max_size=8), min_size=1, max_size=8).map(
    " ".join
)
LINES = st.lists(
    st.builds(
        lambda text, left, top, size, number: PdfLine(text, left, left + 5.0 * len(text), top, top + size, size, number),
        WORDS, st.floats(0, 600), st.floats(0, 800), st.sampled_from([8.0, 10.0, 20.0]), st.just(0),
    ),
    max_size=40,
)  # fmt: skip


@settings(deadline=None)
@given(LINES)
def test_every_line_is_read_once(lines):
    groups = reading_order(lines)
    assert sorted(id(line) for group in groups for line in group) == sorted(map(id, lines))


@settings(deadline=None)
@given(LINES)
def test_paragraphs_hold_every_letter_in_order(lines):
    groups = reading_order(lines)
    whole = "".join(line.text for group in groups for line in group)
    found = "".join(paragraph.text for paragraph in make_paragraphs(groups))
    assert "".join(c for c in found if c.isalpha()) == "".join(c for c in whole if c.isalpha())
