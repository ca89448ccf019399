"""Web archives."""

import gzip

import pytest
from containers import SECOND, html, make_record, make_warc, names, put, read_all
from read_samples import PARAGRAPHS

from rashomon.read import expand, http_message, load_page, sources, warc

A, B, C = (f"https://lantern.example/{name}" for name in "abc")


def pages(*urls):
    return [make_record(url, html(f"Ferries {url[-1]}")) for url in urls]


@pytest.mark.parametrize(("name", "pack"), [("w.warc", b"".join), ("w.warc.gz", make_warc)])
def test_pages_have_their_address_and_time(tmp_path, name, pack):
    path = put(tmp_path, name, pack(pages(A, B)))
    first, second = expand([str(path)])
    page = load_page(first)
    assert (first.ref, second.ref) == (f"{path}#{A}", f"{path}#{B}")
    assert page.fetched_at == "2020-03-10T08:00:00+00:00"
    documents, failures = read_all(path)
    assert not failures
    assert [doc.url for doc in documents.values()] == [A, B]
    assert [doc.title for doc in documents.values()] == ["Ferries a", "Ferries b"]


def test_other_records_are_passed_over(tmp_path):
    records = [
        make_record("", "software: x", kind="warcinfo", media="application/warc-fields"),
        make_record(A, "GET / HTTP/1.1", kind="request", media="application/http"),
        make_record(A, "", kind="revisit"),
        make_record(A, html("Gone"), status="404 Not Found"),
        make_record(A, b"\x89PNG\r\n\x1a\n", media="image/png"),
        make_record("https://lantern.example/robots.txt", "User-agent: *", media="text/plain"),
        make_record(B, html("A resource"), kind="resource"),
        make_record(C, "\n\n".join(PARAGRAPHS), kind="conversion", media="text/plain"),
    ]
    path = put(tmp_path, "w.warc.gz", make_warc(records))
    documents, failures = read_all(path)
    assert not failures
    assert names(documents, path) == [f"#{B}", f"#{C}"]


def test_the_same_address_twice_with_another_text(tmp_path):
    records = [
        make_record(A, html("One")),
        make_record(A, html("Two", SECOND)),
        make_record(A, html("One")),
    ]
    path = put(tmp_path, "w.warc", b"".join(records))
    titles = [source.data.split(b"</title>")[0][-3:] for source in expand([str(path)])]
    assert titles == [b"One", b"Two", b"One"]


def test_a_coded_body_is_decoded(tmp_path):
    body = gzip.compress(html("Packed").encode())
    record = make_record(A, body, headers=b"Content-Encoding: gzip\r\n")
    (doc,) = read_all(put(tmp_path, "w.warc", record))[0].values()
    assert doc.title == "Packed"


def test_a_record_that_is_cut_short_is_named(tmp_path):
    path = put(tmp_path, "w.warc", b"".join(pages(A, B))[:-300])
    documents, failures = read_all(path)
    assert names(documents, path) == [f"#{A}"]
    assert "cut short" in failures[f"{path}#{B}"]


def test_a_broken_record_of_a_compressed_archive_loses_itself_alone(tmp_path):
    parts = [gzip.compress(record) for record in pages(A, B, C)]
    hurt = bytearray(parts[1])
    hurt[len(hurt) // 2 :] = b"\x00" * (len(hurt) - len(hurt) // 2)
    path = put(tmp_path, "w.warc.gz", parts[0] + bytes(hurt) + parts[2])
    documents, failures = read_all(path)
    assert names(documents, path) == [f"#{A}", f"#{C}"]
    assert failures


def test_rubbish_between_records_loses_no_record(tmp_path):
    first, second, third = pages(A, B, C)
    path = put(tmp_path, "w.warc", first + b"rubbish\r\n\r\n" + second + third)
    documents, failures = read_all(path)
    assert names(documents, path) == [f"#{A}", f"#{B}", f"#{C}"]
    assert "broken" in failures[str(path)]


def test_an_archive_that_is_cut_short_keeps_what_came_before(tmp_path):
    path = put(tmp_path, "w.warc.gz", make_warc(pages(A, B))[:-40])
    documents, failures = read_all(path)
    assert names(documents, path) == [f"#{A}"]
    assert "cut short" in " ".join(failures.values())


@pytest.mark.parametrize("date", ["9999-99-99", "2999-01-01T00:00:00Z", "0001-01-01T00:00:00Z", ""])
def test_absurd_dates_give_way_to_the_file_s(tmp_path, date):
    path = put(tmp_path, "w.warc", make_record(A, html("Ferries"), date=date))
    (source,) = expand([str(path)])
    assert load_page(source).fetched_at[:4] not in ("9999", "2999", "0001")


def test_an_archive_without_a_page(tmp_path):
    path = put(tmp_path, "w.warc", make_record(A, b"GIF8", media="image/gif"))
    assert "no record" in read_all(path)[1][str(path)]


def test_a_page_over_the_limit_is_refused_alone(tmp_path, monkeypatch):
    for module in (warc, http_message):
        monkeypatch.setattr(module, "MAX_PAGE_BYTES", 5_000)
    records = [make_record(A, html("Long", SECOND * 20)), *pages(B)]
    packed = make_record(C, gzip.compress(b"x" * 90_000), headers=b"Content-Encoding: gzip\r\n")
    path = put(tmp_path, "w.warc", b"".join([records[0], packed, records[1]]))
    documents, failures = read_all(path)
    assert names(documents, path) == [f"#{B}"]
    assert names(failures, path) == [f"#{A}", f"#{C}"]


def test_too_many_members_and_too_many_failures_end_a_file(tmp_path, monkeypatch):
    path = put(tmp_path, "w.warc", b"".join(pages(A, B, C)))
    monkeypatch.setattr(sources, "MAX_MEMBERS", 2)
    documents, failures = read_all(path)
    assert len(documents) == 2
    assert "more than 2 members" in failures[str(path)]
    rows = put(tmp_path, "r.jsonl", "\n".join(["{broken"] * 9))
    monkeypatch.setattr(sources, "MAX_MEMBERS", 99)
    monkeypatch.setattr(sources, "MAX_FAILURES", 3)
    assert len(read_all(rows)[1]) == 4
