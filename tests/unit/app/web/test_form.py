"""Forms as browsers send them."""

import pytest

from rashomon.app.web import form as forms
from rashomon.app.web.form import Form


def multipart(*parts, boundary=b"x-y"):
    return b"".join(b"--" + boundary + b"\r\n" + p + b"\r\n" for p in parts) + b"--x-y--\r\n"


def part(about, content):
    return f"Content-Disposition: form-data; {about}".encode() + b"\r\n\r\n" + content


def test_fields_of_words_are_stripped_and_may_come_several_times():
    form = forms._urlencoded(b"a=+one+&a=two&b=&c=caf%C3%A9%0D%0Ax")
    assert form.fields == {"a": [" one ", "two"], "b": [""], "c": ["café\nx"]}
    assert (form.one("a"), form.one("b", "z"), form.one("d", "z")) == ("one", "", "z")


def test_fields_are_found_by_the_start_of_their_names():
    form = Form({"r-1": ["C"], "r-null": [""], "by": ["m"]})
    assert form.under("r-") == {"1": "C", "null": ""}


@pytest.mark.parametrize("sent", [b"a=%00%01%7F", b"a=\x00\x01", b"a=%ED%A0%80"])
def test_controls_and_broken_characters_are_no_text(sent):
    (value,) = forms._urlencoded(sent).fields["a"]
    value.encode("utf-8")
    assert not any(ord(c) < 32 or ord(c) == 127 for c in value)


def test_a_file_keeps_its_bytes_and_loses_its_folder():
    data = b"day,price\r\n2031-01-01,1\r\n\r\n--x-yz\r\n"
    body = multipart(
        part('name="by"', b"mara"),
        part('name="file"; filename="C:\\fakepath\\oil.csv"', data),
        part('name="file"; filename=""', b""),
    )
    form = forms._multipart(body, b"x-y")
    assert form.one("by") == "mara"
    assert form.files == {"oil.csv": data}


@pytest.mark.parametrize(
    "body", [b"", b"--x-y--", b"nothing", b"--x-y\r\n\r\n--x-y--", b"--x-y\r\nfoo\r\n--x-y--\r\n"]
)
def test_a_broken_form_has_nothing_in_it_that_counts(body):
    form = forms._multipart(body, b"x-y")
    assert not form.files
    assert not any(form.one(name) for name in form.fields)


def test_what_is_too_large_or_no_form_is_refused(site):
    def send(content, kind):
        headers = {"content-type": kind}
        return site.client.post("/judge/hypothesis", content=content, headers=headers).status_code

    words = "application/x-www-form-urlencoded"
    assert send(b"text=" + b"a" * forms.MOST_BYTES, words) == 413
    assert send(b"&".join(b"a%d=1" % n for n in range(forms.MOST_FIELDS + 1)), words) == 413
    assert send(b"{}", "application/json") == 415
    assert send(b"", "multipart/form-data") == 415
    many = multipart(*[part(f'name="a{n}"', b"1") for n in range(forms.MOST_FIELDS + 1)])
    assert send(many, "multipart/form-data; boundary=x-y") == 413


def test_a_choice_that_is_none_is_refused(site):
    answer = site.send("/judge/hypothesis", do="explode", text="x", status=400)
    assert "do must be one of" in answer.text
