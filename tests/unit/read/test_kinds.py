"""What an input is, by its bytes before its name; compressed ones; and any bytes at all."""

import contextlib
import gzip
import io
import json

import pytest
from containers import (
    html,
    make_epub,
    make_mbox,
    make_message,
    make_record,
    make_warc,
    make_zip,
    names,
    put,
    read_all,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_maker import make_pdf
from read_samples import PARAGRAPHS

from rashomon.core.errors import SkipInput
from rashomon.read import expand, load_page, split_page, unpack
from rashomon.read.kinds import find_kind
from rashomon.read.unpack import Gunzip

A = PARAGRAPHS[0]
MESSAGE = bytes(make_message(plain=A))
SAMPLES = {
    "pdf": make_pdf([[(72, 700, 10, A)]]),
    "gzip": gzip.compress(b"x"),
    "zip": make_epub({"a.xhtml": html("A")}),
    "parquet": b"PAR1....PAR1",
    "warc": make_record("https://lantern.example/a", html("A")),
    "mbox": make_mbox([make_message(plain=A)]),
    "mail": MESSAGE,
    "rows": json.dumps({"text": A}).encode(),
    "list": json.dumps([{"text": A}]).encode(),
    "ris": b"TY  - NEWS\nTI  - x\nER  -\n",
}


@pytest.mark.parametrize("name", ["", "a.txt", "a.html", "a.csv", "a.jsonl", "a.pdf"])
@pytest.mark.parametrize("kind", SAMPLES)
def test_the_bytes_tell_the_kind_whatever_the_name(kind, name):
    assert find_kind(SAMPLES[kind], name) == kind


@pytest.mark.parametrize(
    ("start", "name", "kind"),
    [
        (b"title,text\n", "a.csv", "table"),
        (b"title\ttext\nx\ty\n", "", "table"),
        (b"Rain, wind and text, all day\n", "", "page"),
        (b"<html><p>title,text", "a.csv", "page"),
        (b"{broken", "a.jsonl", "rows"),
        (b"{broken", "a.txt", "page"),
        (b"[1] A note below the text", "", "page"),
        (b"From the harbour came the news at 10:30 today.\nIt was bad.\n", "a.txt", "page"),
        (b"Note: the port is shut.\nAlso: the ferries stay.\n\nText", "a.txt", "page"),
        (b"Subject: Ferries\n\nText", "a.eml", "mail"),
        (b"", "a.pdf", "page"),
        (b"plain text", "a.epub", "page"),
        (b"\xef\xbb\xbfTY  - NEWS\n", "", "ris"),
        (
            b'{"version": "https://jsonfeed.org/version/1", "items": [{"content_html": "x"}]}',
            "",
            "page",
        ),
        (b'{"title": "Ferries stay in port for the day", "content_html": "x"}', "", "rows"),
    ],
)
def test_structure_and_name(start, name, kind):
    assert find_kind(start, name) == kind


def test_a_wrong_ending_does_not_matter(tmp_path):
    documents, failures = read_all(
        put(tmp_path, "a.txt", SAMPLES["pdf"]), put(tmp_path, "b.pdf", A)
    )
    assert not failures
    assert [doc.text for doc in documents.values()] == [A, A]


@pytest.mark.parametrize("kind", ["pdf", "zip", "warc", "mbox", "mail", "rows", "list"])
def test_compressed_inputs_read_like_the_others(tmp_path, kind):
    path = put(tmp_path, "a", SAMPLES[kind])
    packed = put(tmp_path, "a.gz", gzip.compress(SAMPLES[kind]))
    plain, unpacked = read_all(path)[0], read_all(packed)[0]
    assert [doc.text for doc in plain.values()] == [doc.text for doc in unpacked.values()] != []
    assert names(plain, path) == names(unpacked, packed)


def test_a_compressed_page_keeps_its_kind_and_a_folder_finds_it(tmp_path):
    put(
        tmp_path,
        "a.md.gz",
        gzip.compress("\n\n".join(["# Ferries stay in port", *PARAGRAPHS]).encode()),
    )
    put(tmp_path, "b.tar.gz", gzip.compress(b"x"))
    put(tmp_path, "package.json", "{}")
    put(tmp_path, "list.json", SAMPLES["list"])
    documents, failures = read_all(tmp_path)
    assert not failures
    assert names(documents, tmp_path) == ["/a.md.gz", "/list.json#1"]
    assert documents[f"{tmp_path}/a.md.gz"].title == "Ferries stay in port"


def test_containers_in_containers_end(tmp_path):
    data = A.encode()
    for _ in range(6):
        data = gzip.compress(data)
    path = put(tmp_path, "a.gz", data)
    assert "containers deep" in read_all(path)[1][str(path)]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.mbox.gz", "a.csv.gz", "a.warc.gz"])
def test_a_bomb_is_refused(tmp_path, monkeypatch, name):
    monkeypatch.setattr(unpack, "FREE_BYTES", 1_000_000)
    start = {"a.mbox.gz": SAMPLES["mbox"], "a.warc.gz": SAMPLES["warc"], "a.csv.gz": b"a,text\n"}
    path = put(tmp_path, name, gzip.compress(start.get(name, b"") + b"a" * 30_000_000))
    assert "made to do harm" in " ".join(read_all(path)[1].values())


def test_a_page_over_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(unpack, "MAX_PAGE_BYTES", 1_000)
    path = put(tmp_path, "a.txt.gz", gzip.compress(A.encode() * 99))
    assert "limit" in read_all(path)[1][str(path)]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz"])
def test_compressed_data_that_is_cut_short(tmp_path, name):
    rows = "\n".join(json.dumps({"text": f"{A} {n}"}) for n in range(999)).encode()
    path = put(tmp_path, name, gzip.compress(rows)[:-30])
    assert "cut short" in read_all(path)[1][str(path)]


@pytest.mark.parametrize(
    "text", ["[" * 99_999, '[{"text": ' * 20_000, '{"text": ' * 20_000, "[]", "{}"]
)
def test_deep_and_empty_json_is_named_or_read(tmp_path, text):
    for name in ("a.json", "a.jsonl"):
        documents, failures = read_all(put(tmp_path, name, text))
        assert documents or failures


def test_a_zip_archive_is_not_opened(tmp_path):
    path = put(tmp_path, "a.zip", make_zip({"a.txt": A, "b.zip": make_zip({"a.txt": A})}))
    assert "unpack it" in read_all(path)[1][str(path)]


@settings(deadline=None)
@given(parts=st.lists(st.binary(max_size=300), max_size=5), size=st.integers(1, 70))
def test_gunzip_gives_what_was_packed(parts, size):
    stream = io.BytesIO(b"".join(gzip.compress(part) for part in parts))
    reader = io.BufferedReader(Gunzip(stream, ref="a"), size)
    assert reader.read() == b"".join(parts)


@settings(deadline=None)
@given(parts=st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=4), hurt=st.data())
def test_gunzip_ends_on_any_damage(parts, hurt):
    data = bytearray(b"".join(gzip.compress(part) for part in parts))
    data[hurt.draw(st.integers(0, len(data) - 1))] ^= hurt.draw(st.integers(1, 255))
    reader = Gunzip(io.BytesIO(bytes(data)), ref="a")
    failures = 0
    while failures <= len(parts) + 1:
        try:
            if not reader.read(64):
                break
        except SkipInput:
            failures += 1
    assert failures <= len(parts) + 1


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60
)
@given(kind=st.sampled_from([k for k in SAMPLES if k != "gzip"]), hurt=st.data())
def test_any_damage_to_any_kind_is_named_or_read(tmp_path, kind, hurt):
    data = bytearray(SAMPLES[kind])
    for _ in range(hurt.draw(st.integers(1, 6))):
        at = hurt.draw(st.integers(0, len(data) - 1))
        data[at : at + hurt.draw(st.integers(0, 9))] = hurt.draw(st.binary(max_size=9))
    read_everything(put(tmp_path, "a", bytes(data)))


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60
)
@given(data=st.binary(max_size=400), name=st.sampled_from("a a.csv a.eml a.ris a.mbox a.warc a.epub a.json a.jsonl a.pdf a.mht".split()),
       start=st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", b"WARC/1.0\r\n", b"From a b 10:00 2020\nDate: x\n", b"TY  - A\n", b"[{", b"PAR1", b"\x1f\x8b\x08"]))  # fmt: skip
def test_any_bytes_are_named_or_read(tmp_path, data, name, start):
    read_everything(put(tmp_path, name, start + data))


def read_everything(path):
    """Everything but an error of ours is a fault."""
    for source in expand([str(path)]):
        if source.kind == "url":
            continue
        with contextlib.suppress(SkipInput):
            split_page(load_page(source), known=source.known)


def test_archives_come_one_member_at_a_time(tmp_path):
    records = [make_record(f"https://lantern.example/{n}", html(f"T {n}")) for n in range(3)]
    path = put(tmp_path, "w.warc.gz", make_warc(records)[:-20])
    sources = expand([str(path)])
    assert next(sources).failure is None
    path.write_bytes(b"")
    sources.close()
