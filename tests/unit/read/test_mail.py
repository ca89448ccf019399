"""E-mail, mailboxes and saved pages."""

import pytest
from containers import BODY, SECOND, html, make_mbox, make_message, names, put, read_all
from pdf_maker import column, make_pdf
from read_samples import OTHER, PARAGRAPHS

from rashomon.read import expand, load_page, split_page
from rashomon.read.mail import read_sender

PLAIN = "\n\n".join(PARAGRAPHS)


def test_a_newsletter_is_its_html_part_with_sender_and_date(tmp_path):
    message = make_message(plain="Open this in a browser.", markup=html("Ferries", BODY))
    path = put(tmp_path, "news.eml", bytes(message))
    documents, failures = read_all(path)
    doc = documents[str(path)]
    assert not failures
    assert [doc.text.count(text) for text in PARAGRAPHS] == [1, 1, 1, 1]
    assert (doc.title, doc.author, doc.outlet) == (
        "Ferries stay in port",
        "Mira Tolland",
        "The Lantern",
    )
    assert (doc.published, doc.precision) == ("2020-03-10T08:00+01:00", "minute")


def test_a_plain_message_is_read_and_dates_count_from_when_it_was_sent(tmp_path):
    path = put(tmp_path, "news.eml", bytes(make_message(plain=PLAIN)))
    (source,) = expand([str(path)])
    assert load_page(source).fetched_at == "2020-03-10T07:00:00+00:00"
    (doc,) = read_all(path)[0].values()
    assert PARAGRAPHS[0] in " ".join(doc.text.split())


def test_quoted_messages_and_signatures_are_not_the_sender_s_words(tmp_path):
    quoted = "On Mon, 9 Mar 2020, Ada Brook wrote:\n> " + "\n> ".join(OTHER)
    plain = f"{PLAIN}\n\n{quoted}\n\n-- \nMira Tolland\nThe Lantern, Harbour Road 4\n"
    (source,) = expand([str(put(tmp_path, "a.eml", bytes(make_message(plain=plain))))])
    reading = split_page(load_page(source), known=source.known)
    (doc,) = reading.documents
    assert doc.text.split() == PLAIN.split()
    assert {part.reason for part in reading.dropped} == {"quoted message", "signature"}


FRAME = (
    '<table><tr><td><a href="v">View this email in your browser</a></td></tr><tr><td>{}</td></tr>'
    "<tr><td><p>You are receiving this email because you signed up at lantern.example.</p>"
    '<p><a href="u">Unsubscribe</a></p><p>Forward this newsletter to a friend</p></td></tr></table>'
)


def test_the_frame_of_a_newsletter_is_dropped(tmp_path):
    page = f"<html><body>{FRAME.format(BODY)}</body></html>"
    (doc,) = read_all(put(tmp_path, "a.eml", bytes(make_message(markup=page))))[0].values()
    assert doc.text == PLAIN


@pytest.mark.parametrize(
    ("sender", "author", "outlet"),
    [
        ("Mira Tolland <mira@kessa.example>", "Mira Tolland", ""),
        ("The Oldtown Courier <news@courier.example>", "", "The Oldtown Courier"),
        ('"Mira Tolland | Kessa Notes" <n@kessa.example>', "Mira Tolland", "Kessa Notes"),
        ("Mira Tolland at The Lantern <n@lantern.example>", "Mira Tolland", "The Lantern"),
        ("news@lantern.example", "", ""),
        ("Newsletter <news@lantern.example>", "", ""),
        ("", "", ""),
        ("<<<>>>", "", ""),
    ],
)
def test_who_sent_it(sender, author, outlet):
    assert read_sender(sender) == (author, outlet)


def test_attachments_of_readable_kinds_are_members_and_others_are_not(tmp_path):
    message = make_message(plain=PLAIN)
    pdf = make_pdf([column(OTHER[0] + " " + OTHER[1], x=72, top=700, width=80)])
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename="report.pdf")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="a.png")
    message.add_attachment(
        b"PK\x03\x04office", maintype="application", subtype="zip", filename="a.docx"
    )
    message.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="a.ics")
    message.add_attachment("\n\n".join(OTHER), filename="notes.txt")
    message.add_attachment(make_message(plain=OTHER[0], subject="Grain"))
    path = put(tmp_path, "news.eml", bytes(message))
    documents, failures = read_all(path)
    assert not failures
    assert names(documents, path) == ["", "#report.pdf", "#notes.txt", "#forwarded.eml"]
    assert documents[f"{path}#report.pdf"].text.startswith("Grain prices in Sudland")
    assert documents[f"{path}#forwarded.eml"].title == "Grain"


def test_messages_of_a_mailbox_in_order_and_copies_once(tmp_path):
    first, again = (make_message(plain=PLAIN, message_id="<1@x>") for _ in range(2))
    again["X-Label"] = "archive"
    other = make_message(plain="\n\n".join(OTHER), message_id="<1@x>", subject="Grain")
    path = put(tmp_path, "news.mbox", make_mbox([first, again, other]))
    documents, failures = read_all(path)
    assert not failures
    assert names(documents, path) == ["#1", "#3"]
    assert documents[f"{path}#3"].title == "Grain"


def test_lines_that_begin_with_from_part_no_message(tmp_path):
    text = f"{PLAIN}\n\n>From the harbour office came a denial, and the boats stayed in port.\n"
    path = put(tmp_path, "box", make_mbox([make_message(plain=text)]))
    documents, _ = read_all(path)
    assert names(documents, path) == ["#1"]
    assert "\nFrom the harbour office" in documents[f"{path}#1"].text


def test_a_broken_message_in_a_mailbox_is_named_alone(tmp_path):
    path = put(tmp_path, "n.mbox", make_mbox([make_message(), make_message(plain=PLAIN)]))
    documents, failures = read_all(path)
    assert names(documents, path) == ["#2"]
    assert names(failures, path) == ["#1"]


@pytest.mark.parametrize("date", ["Fri, 31 Feb 2020 99:99:99", "1 Jan 1904 00:00", "1 Jan 2999 00:00", "soon", ""])  # fmt: skip
def test_absurd_dates_are_no_dates(tmp_path, date):
    data = bytes(make_message(plain=PLAIN)).replace(
        b"Tue, 10 Mar 2020 08:00:00 +0100", date.encode()
    )
    (doc,) = read_all(put(tmp_path, "a.eml", data))[0].values()
    assert doc.published == ""


@pytest.mark.parametrize("charset", [b"nonsense-8", b"us-ascii", b"utf-16", b'"'])
def test_a_wrong_charset_does_not_lose_the_text(tmp_path, charset):
    text = PLAIN.replace("ferries", "cafés")
    data = bytes(make_message(plain=text)).replace(b'charset="utf-8"', b"charset=" + charset)
    (doc,) = read_all(put(tmp_path, "a.eml", data))[0].values()
    assert "cafés" in doc.text


def test_a_seven_bit_encoding_is_decoded(tmp_path):
    message = make_message()
    message.set_content("海峡は閉鎖されたと市長は述べた。" * 8, charset="iso-2022-jp")
    (doc,) = read_all(put(tmp_path, "a.eml", bytes(message)))[0].values()
    assert "海峡" in doc.text


def test_messages_within_messages_end(tmp_path):
    message = make_message(plain=PLAIN)
    for _ in range(9):
        outer = make_message(plain="\n\n".join(OTHER))
        outer.add_attachment(message)
        message = outer
    documents, failures = read_all(put(tmp_path, "a.eml", bytes(message)))
    assert len(documents) == 5
    assert "containers deep" in " ".join(failures.values())


def test_a_message_of_very_many_nested_parts_is_named(tmp_path):
    head = "MIME-Version: 1.0\nSubject: x\nFrom: a@b.example\n"
    parts = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(5_000)
    )
    path = put(tmp_path, "a.eml", head + parts + f"\n{PLAIN}")
    documents, failures = read_all(path)
    assert documents or failures


MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://lantern.example/a\r\n"
    "Subject: Ferries\r\nDate: Tue, 10 Mar 2020 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    "--b\r\nContent-Type: text/css\r\n\r\nbody {}\r\n"
    "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://lantern.example/a\r\n\r\n%s\r\n"
    "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n"
)


def test_a_saved_page_is_its_html_with_address_and_time(tmp_path):
    path = put(tmp_path, "page.mhtml", MHTML % html("Ferries", BODY))
    (source,) = expand([str(path)])
    assert load_page(source).fetched_at == "2020-03-10T08:00:00+00:00"
    (doc,) = read_all(path)[0].values()
    assert (doc.ref, doc.title, doc.url) == (str(path), "Ferries", "https://lantern.example/a")


def test_a_saved_page_without_a_page(tmp_path):
    path = put(tmp_path, "page.mht", MHTML.replace("text/html", "text/css") % "")
    assert "no HTML" in read_all(path)[1][str(path)]


def test_what_belongs_to_a_page_saved_complete_is_no_page(tmp_path):
    put(tmp_path, "Ferries.html", html("Ferries", BODY))
    for folder in ("Ferries_files", "Other_files"):
        (tmp_path / folder).mkdir()
        put(tmp_path / folder, "frame.html", html("Frame", SECOND))
    documents, _ = read_all(tmp_path)
    assert names(documents, tmp_path) == ["/Ferries.html", "/Other_files/frame.html"]


def test_a_page_saved_complete_knows_its_address(tmp_path):
    comment = "<!-- saved from url=(0025)https://lantern.example/a -->\n"
    (doc,) = read_all(put(tmp_path, "a.html", f"<!DOCTYPE html>\n{comment}" + html("Ferries")))[
        0
    ].values()
    assert doc.url == "https://lantern.example/a"
