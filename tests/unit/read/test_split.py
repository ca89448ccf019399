"""Plain text: one page, several articles, and what stands around them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_samples import OTHER, PARAGRAPHS, read, reasons

from rashomon.core.errors import EmptyInput
from rashomon.read.blocks import join_spans
from rashomon.read.byline import find_bio

BODY = "\n".join(PARAGRAPHS)
OTHER_BODY = "\n".join(OTHER)


def test_plain_prose_stays_as_it_is():
    (doc,) = read(BODY).documents
    assert (doc.text, doc.title, doc.author) == (BODY, "", "")


def test_title_byline_and_date_above_the_text():
    reading = read(
        f"Menu\n\nFerries stay in port\nBy Mira Tolland\n7 March 2031\n\n{BODY}\n\nBack to top\n"
    )
    (doc,) = reading.documents
    assert (doc.title, doc.author, doc.published) == (
        "Ferries stay in port",
        "Mira Tolland",
        "2031-03-07",
    )
    assert doc.text == BODY
    assert reasons(reading) == {
        "Menu": "site chrome: navigation",
        "By Mira Tolland": "byline",
        "7 March 2031": "date line",
        "Back to top": "site chrome: navigation",
    }


def test_headings_quotes_and_lists_inside_stay():
    inside = "Why it matters\n\n“No,” she said.\n\n  1. The passage\n\n  2. The lamp\n\nShare of the catch"
    text = f"{PARAGRAPHS[0]}\n\n{inside}\n\n{PARAGRAPHS[1]}"
    reading = read(text)
    assert reading.documents[0].text.split() == text.split()
    assert not reading.dropped


def test_dates_as_headings_of_a_timeline_stay():
    text = f"{PARAGRAPHS[0]}\n\nMarch 3\n\n{PARAGRAPHS[1]}\n\nMarch 5\nThe second closure\n{PARAGRAPHS[2]}"
    (doc,) = read(text).documents
    assert "March 3" in doc.text
    assert "The second closure" in doc.text


GLUED = (
    f"Ferries stay in port\n{BODY}\n\nComments\nNo comments yet...\nRelated Articles\n\n\n"
    f"Oldtown Courier\n2 hours ago\n- Oldtown Courier\nBread gets dearer in Sudland again\n{OTHER_BODY}\n\n\n"
    f"The Harbour Lantern\nyesterday\n- The Harbour Lantern\nThe lamp that nobody wanted to light\n{OTHER[1]} {OTHER[0]}\n"
)


def test_articles_glued_on_behind():
    main, bread, lamp = read(GLUED).documents
    assert [d.role for d in (main, bread, lamp)] == ["main", "related", "related"]
    assert (main.text, bread.text) == (BODY, OTHER_BODY)
    assert (bread.title, bread.outlet) == ("Bread gets dearer in Sudland again", "Oldtown Courier")
    assert (bread.published, bread.precision) == ("2031-03-10T12Z", "hour")
    assert (lamp.outlet, lamp.published) == ("The Harbour Lantern", "2031-03-09")
    assert (main.outlet, main.published, main.author) == ("", "", "")


def test_dropped_parts_tell_where_they_stood():
    reading = read(GLUED)
    main, bread, _ = reading.documents
    box = next(part for part in reading.dropped if "No comments" in part.text)
    stamp = next(part for part in reading.dropped if part.text == "2 hours ago")
    assert (box.doc, box.at) == (main.id, len(main.text))
    assert (stamp.doc, stamp.at) == (bread.id, 0)


def test_a_box_of_headlines_inside_the_article():
    box = "Related Articles\n\nBread gets dearer\n\nThe lamp nobody lit"
    reading = read(
        f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\n{box}\n\n{PARAGRAPHS[2]}\n\n{PARAGRAPHS[3]}"
    )
    (doc,) = reading.documents
    assert doc.text == "\n\n".join(PARAGRAPHS)
    assert reasons(reading)["Bread gets dearer\nThe lamp nobody lit"] == "teaser"


def test_readers_comments_go():
    comments = (
        "2 Comments\n\nAna Poster\n3 hours ago\nAll of it is the fault of the harbour master, as ever.\nReply\n\n"
        "Ben Reader\n2 hours ago\nMy boat has been in port for a week and nobody pays for it.\nReply"
    )
    reading = read(f"Ferries stay in port\n\n{BODY}\n\n{comments}\n")
    (doc,) = reading.documents
    assert doc.text == BODY
    assert (doc.author, doc.published) == ("", "")
    assert any(r == "reader comments" and "fault" in text for text, r in reasons(reading).items())


def test_a_comments_link_in_the_middle_does_not_cut_the_article():
    (doc,) = read(f"{PARAGRAPHS[0]}\n\nComments\n\n" + "\n\n".join(PARAGRAPHS[1:])).documents
    assert PARAGRAPHS[3] in doc.text


BIO = (
    "Mira Tolland is a fellow at the Institute for Straits and the author of a book on lighthouses."
)


def test_the_authors_note_names_the_author_and_goes():
    reading = read(f"Ferries stay in port\n{BODY}\n{BIO}\n")
    (doc,) = reading.documents
    assert (doc.author, doc.text) == ("Mira Tolland", BODY)
    assert reasons(reading)[BIO] == "author bio"


def test_somebody_whom_the_article_named_before_is_no_author():
    text = f"{BODY}\nNobody listened to Mira Tolland, she said on Friday in the harbour.\n{BIO}"
    assert find_bio(BIO)
    (doc,) = read(text).documents
    assert (doc.author, doc.text) == ("", text)


def test_lines_wrapped_by_hand_are_one_paragraph():
    wrapped = (
        "The ferries of the Kessa strait stayed in port on Friday after the\n"
        "navy of Norland closed the northern passage for the third time, and\n"
        "share\n"
        "prices fell in Oldtown, the market board said in the late afternoon\n"
        "before the offices closed.\n"
    )
    (doc,) = read(wrapped).documents
    assert doc.text == wrapped.strip()


def test_a_teaser_is_a_document_of_its_own_role():
    teaser = (
        "\n\n\nOldtown Courier\n2 hours ago\n- Oldtown Courier\nBread gets dearer in Sudland again\n"
        "Grain prices in Sudland rose by a tenth within a week, the market board of Oldtown said.\n"
    )
    roles = [doc.role for doc in read(f"Ferries stay in port\n{BODY}{teaser}").documents]
    assert roles == ["main", "teaser"]


def test_a_short_note_is_a_document():
    (doc,) = read("The ferry sank. Nobody was hurt.").documents
    assert doc.text == "The ferry sank. Nobody was hurt."


@pytest.mark.parametrize("text", ["Menu\nSearch\nLog in", "Back to top", "© 2031 Harbour Lantern"])
def test_a_page_of_nothing_but_chrome_is_empty(text):
    with pytest.raises(EmptyInput, match="no article"):
        read(text)


def test_a_very_long_line_is_read_in_one_go():
    line = "The ferries stayed in port. " * 40_000
    (doc,) = read(f"Ferries stay in port\n{line}").documents
    assert doc.text == line.strip()


@pytest.mark.parametrize(
    "text", ["\n" * 300_000 + BODY, ("Menu\n" * 30_000) + BODY, (BODY + "\n") * 500]
)
def test_odd_pages_are_read(text):
    assert PARAGRAPHS[1] in read(text).documents[0].text


def test_the_same_page_gives_the_same_ids():
    assert read(GLUED) == read(GLUED)


LINES = st.sampled_from(
    [
        *PARAGRAPHS, *OTHER, BIO, "", "", "Comments", "Related Articles", "By Mira Tolland", "Jun 24", "2 hours ago",
        "- Oldtown Courier", "Oldtown Courier", "Bread gets dearer in Sudland", "Share", "Back to top", "  • item one",
        "1. first", "Why it matters", "No.", "\u00a0", "Ana Poster", "Reply", "© 2031 Oldtown Courier",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES | st.text(max_size=40), max_size=30).map("\n".join))
def test_text_titles_and_dropped_parts_are_the_whole_page(text):
    try:
        reading = read(text or " ")
    except EmptyInput:
        return
    for doc in reading.documents:
        assert join_spans(reading.text, doc.page_spans) == doc.text
        assert all(a[1] <= b[0] for a, b in zip(doc.page_spans, doc.page_spans[1:], strict=False))
        assert doc.text == doc.text.strip()
    ids = {doc.id for doc in reading.documents}
    lengths = {doc.id: len(doc.text) for doc in reading.documents}
    assert all(part.doc in ids and 0 <= part.at <= lengths[part.doc] for part in reading.dropped)
    kept = "".join(doc.text for doc in reading.documents)
    rest = "".join(part.text for part in reading.dropped)
    titles = "".join(doc.title for doc in reading.documents)
    shown = sorted("".join((kept + rest + titles).split()))
    whole = sorted("".join(reading.text.split()))
    assert all(whole.count(c) >= shown.count(c) for c in set(shown))
    assert len(whole) - len(shown) <= 6 * len(reading.documents)  # bullets before titles at most
