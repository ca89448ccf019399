"""Bytes to text: declared, undeclared and wrongly declared encodings; what is no text."""

import os

import pytest
from read_samples import PARAGRAPHS, page

from rashomon.core.errors import EmptyInput, RefusedInput, UnreadableInput
from rashomon.read import decode, expand, load_page
from rashomon.read.pages import MAX_PAGE_BYTES

TEXT = "Café “Zürich” – ein Märchen über die Straße nach Łódź"
WESTERN = "Café “Zürich” – ein Märchen über die Straße, façade, naïve, garçon"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_a_mark_and_utf_8(encoding):
    assert decode(page(TEXT.encode(encoding))).strip() == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding):
    text = "The ferries stayed in port. " * 5
    assert decode(page(text.encode(encoding))) == text


def test_cp1252_that_says_it_is_utf_8():
    markup = f"<meta charset=utf-8><p>{WESTERN}</p>".encode("cp1252")
    assert WESTERN in decode(page(markup, media_type="text/html; charset=utf-8"))


def test_latin_1_means_cp1252():
    markup = f'<meta charset="iso-8859-1"><p>{WESTERN}</p>'.encode("cp1252")
    assert WESTERN in decode(page(markup, media_type="text/html"))


def test_utf_8_that_says_it_is_latin_1():
    markup = f'<meta charset="iso-8859-1"><p>{TEXT}</p>'.encode()
    assert TEXT in decode(page(markup, media_type="text/html"))


def test_the_charset_of_the_header_counts():
    text = "Паром стоял в порту три дня."
    assert decode(page(text.encode("koi8-r"), media_type="text/plain; charset=koi8-r")) == text


def test_an_unknown_charset_is_passed_over():
    assert decode(page(WESTERN.encode("cp1252"), media_type="text/plain; charset=klingon")) != ""


def test_a_few_broken_bytes_spoil_only_themselves():
    data = ("über " * 50).encode() + b"\xff" + "straße".encode()
    text = decode(page(data))
    assert text.startswith("über")
    assert text.endswith("straße")


def test_undeclared_western_text():
    text = "Les négociations ont échoué à cause du phare, a déclaré le ministre. " * 5
    assert decode(page(text.encode("cp1252"))) == text


def load(tmp_path, data, name="page.txt"):
    path = tmp_path / name
    path.write_bytes(data)
    return load_page(next(expand([str(path)])))


def test_the_file_is_kept_as_it_is_and_dated_by_its_last_change(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(b"<p>\xff\r\n</p>")
    os.utime(path, (1_900_000_000, 1_900_000_000))
    loaded = load_page(next(expand([str(path)])))
    assert loaded.data == b"<p>\xff\r\n</p>"
    assert loaded.fetched_at == "2030-03-17T17:46:40+00:00"
    assert (loaded.ref, loaded.media_type) == (str(path), "text/html")


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\r\n"])
def test_nothing_to_read(tmp_path, data):
    with pytest.raises(EmptyInput, match="empty"):
        load(tmp_path, data)


def test_white_space_of_other_kinds_is_nothing_to_read():
    with pytest.raises(EmptyInput, match="white space"):
        decode(page("\u00a0\u2028"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"a\x00\x01b\x00\x00\x00c" * 20, "binary"),
        (bytes(range(1, 256)) * 8, "binary"),
    ],
)
def test_what_is_no_text_is_named(tmp_path, data, reason):
    with pytest.raises(UnreadableInput, match=reason) as caught:
        load(tmp_path, data)
    assert caught.value.ref == str(tmp_path / "page.txt")


def test_a_file_over_the_limit_is_refused(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_PAGE_BYTES + 1)
    with pytest.raises(RefusedInput, match="50 MB"):
        load_page(next(expand([str(path)])))


def test_a_file_that_went_away(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PARAGRAPHS[0])
    (source,) = expand([str(path)])
    path.unlink()
    with pytest.raises(UnreadableInput, match="check the name"):
        load_page(source)
