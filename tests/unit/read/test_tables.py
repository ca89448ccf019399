"""CSV, TSV, Parquet, JSON Lines of other tools, and lists of references."""

import gzip
import io
import json
import sys
from datetime import UTC, datetime

import pytest
from containers import html, names, put, read_all
from hypothesis import given, settings
from hypothesis import strategies as st
from read_samples import OTHER, PARAGRAPHS

from rashomon.read import expand, load_page
from rashomon.read.tables import _Rows

A, B = PARAGRAPHS[0], OTHER[0]


@pytest.mark.parametrize(("name", "mark"), [("t.csv", ","), ("t.csv", ";"), ("t.tsv", "\t")])
def test_rows_of_a_table_are_documents(tmp_path, name, mark):
    head = mark.join(["Headline", "Body", "Published_At", "By Line", "Link"])
    rows = [f'"Ferries"{mark}"{A}\nSecond ""line""."{mark}2020-03-10{mark}Mira Tolland{mark}https://lantern.example/a',
            f'Grain{mark}"{B}"{mark}{mark}{mark}']  # fmt: skip
    path = put(tmp_path, name, "\r\n".join([head, *rows]))
    documents, failures = read_all(path)
    assert not failures
    assert names(documents, path) == ["#1", "#2"]
    doc = documents[f"{path}#1"]
    assert doc.text == f'{A}\nSecond "line".'
    assert (doc.title, doc.published, doc.url) == (
        "Ferries",
        "2020-03-10",
        "https://lantern.example/a",
    )
    assert documents[f"{path}#2"].text == B


def test_a_table_without_texts_lists_its_columns(tmp_path):
    path = put(tmp_path, "t.csv", "id,price,place\n1,2,Tarn\n")
    assert "it has: id, price, place" in read_all(path)[1][str(path)]


@pytest.mark.parametrize("broken", ['"open,x', "a,b,c", "only", '"a"x,y'])
def test_broken_quotes_lose_their_own_row_alone(tmp_path, broken):
    path = put(tmp_path, "t.csv", f'title,text\nFerries,"{A}"\n{broken}\nGrain,"{B}"\n')
    documents, _ = read_all(path)
    assert [doc.title for doc in documents.values() if len(doc.text) > 9] == ["Ferries", "Grain"]


def test_a_quotation_mark_inside_a_cell_is_a_character(tmp_path):
    path = put(tmp_path, "t.csv", f'title,text\nA 5" pipe,The pipe is 5" wide\nGrain,"{B}"\n')
    documents, failures = read_all(path)
    assert not failures
    assert [doc.title for doc in documents.values()] == ['A 5" pipe', "Grain"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_tables(tmp_path, encoding):
    path = put(tmp_path, "t.csv", "title,text\nCafé,The café of Tarn is shut.\n".encode(encoding))
    (doc,) = read_all(path)[0].values()
    assert (doc.title, doc.text) == ("Café", "The café of Tarn is shut.")


def test_zero_bytes_and_long_cells(tmp_path):
    path = put(tmp_path, "t.csv", f'title,text\nA\0B,"{"Long text. " * 30_000}"\n')
    (doc,) = read_all(path)[0].values()
    assert doc.title == "AB"
    assert len(doc.text) > 300_000


@settings(deadline=None)
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")), min_size=2, max_size=2), max_size=8))  # fmt: skip
def test_what_a_writer_quotes_comes_back(rows):
    import csv

    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)

    lines = iter(io.StringIO(file.getvalue(), newline=""))
    assert list(_Rows(lines, ",", 2).read()) == rows


@settings(deadline=None)
@given(st.text(alphabet='ab",\n', max_size=80))
def test_every_line_of_any_table_is_in_a_row(text):
    lines = [line for line in text.splitlines(keepends=True) if line.strip()]
    rows = list(_Rows(iter(lines), ",", 2).read())
    assert len(rows) <= len(lines)
    assert bool(rows) == bool(lines)


def parquet(rows):
    pyarrow = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    from pyarrow import parquet as files

    sink = io.BytesIO()
    files.write_table(pyarrow.Table.from_pylist(rows), sink)
    return sink.getvalue()


ROWS = [
    {"content": A, "title": "Ferries", "date": datetime(2020, 3, 10, 8, tzinfo=UTC)},
    {"content": None, "title": "Nothing", "date": None},
    {"content": B, "title": "Grain", "date": None},
]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_rows_of_a_parquet_table(tmp_path, pack):
    path = put(tmp_path, "t.parquet", pack(parquet(ROWS)))
    documents, failures = read_all(path)
    assert names(documents, path) == ["#1", "#3"]
    assert names(failures, path) == ["#2"]
    assert documents[f"{path}#1"].published == "2020-03-10T08:00:00Z"


def test_parquet_without_its_library_or_broken(tmp_path, monkeypatch):
    data = parquet(ROWS)
    path = put(tmp_path, "t.parquet", data[: len(data) // 2])
    assert "broken Parquet" in read_all(path)[1][str(path)]
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "rashomon[parquet]" in read_all(path)[1][str(path)]


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ({"body": A, "headline": "T", "authors": ["Mira Tolland", "Ada Brook"]}, ("T", "Mira Tolland, Ada Brook", "", "")),
        ({"maintext": A, "source_domain": "lantern.example", "date_publish": "2020-03-10 08:00:00"}, ("", "", "lantern.example", "2020-03-10T08:00:00")),
        ({"content": A, "source": {"id": 1, "name": "The Lantern"}, "publishedAt": "2020-03-10T08:00:00Z"}, ("", "", "The Lantern", "2020-03-10T08:00:00Z")),
        ({"text": A, "body": B, "timestamp": 1583827200}, ("", "", "", "2020-03-10T08:00:00Z")),
        ({"text": A, "timestamp": 1583827200000, "author": {"name": "Ada Brook"}}, ("", "Ada Brook", "", "2020-03-10T08:00:00Z")),
        ({"text": A, "author": None, "date": float("nan"), "title": ["x", [["y"]]]}, ("x", "", "", "")),
    ],
)  # fmt: skip
def test_names_that_other_tools_use(tmp_path, row, fields):
    path = put(tmp_path, "r.jsonl", json.dumps(row) + "\n" + json.dumps({"text": B}))
    doc = read_all(path)[0][f"{path}#1"]
    assert doc.text == A
    assert (doc.title, doc.author, doc.outlet, doc.published) == fields


def test_a_row_that_holds_a_page_is_cut_like_one(tmp_path):
    row = {"url": "https://lantern.example/a", "html": html("Ferries"), "author": "Mira Tolland"}
    path = put(tmp_path, "crawl.ndjson", json.dumps(row))
    (doc,) = read_all(path)[0].values()
    assert (doc.title, doc.author, doc.url) == ("Ferries", "Mira Tolland", row["url"])
    assert "<p>" not in doc.text


def test_rows_with_one_ref_and_other_texts_are_both_read(tmp_path):
    path = put(tmp_path, "r.jsonl", "\n".join(json.dumps({"ref": "a", "text": t}) for t in (A, B)))
    assert [source.ref for source in expand([str(path)])] == ["a", "a"]


RIS = f"""TY  - NEWS
TI  - Ferries stay in port
AU  - Tolland, Mira
AU  - Brook, Ada
T2  - The Lantern
DA  - 2020/03/10/
UR  - https://lantern.example/a
AB  - {A}
ER  -

TY  - NEWS
TI  - Grain
PY  - 2019
N2  - {B[: B.index("market")]}
{B[B.index("market") :]}
ER  -
TY  - NEWS
TI  - Nothing
ER  -
"""
CSL = [
    {"type": "article-newspaper", "title": "Ferries stay in port", "URL": "https://lantern.example/a",
     "author": [{"family": "Tolland", "given": "Mira"}, {"family": "Brook", "given": "Ada"}],
     "container-title": "The Lantern", "issued": {"date-parts": [[2020, 3, 10]]}, "abstract": A},
    {"type": "article", "title": "Grain", "issued": {"date-parts": [["2019"]]}, "abstract": B},
    {"type": "article", "title": "Nothing", "issued": {}},
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"), [("l.ris", RIS), ("l.txt", RIS), ("l.json", json.dumps(CSL))]
)
def test_references_are_pages_to_fetch_and_rows(tmp_path, name, text):
    path = put(tmp_path, name, text)
    page, row, other, nothing = expand([str(path)])
    known = page.known
    assert (page.kind, page.ref) == ("url", "https://lantern.example/a")
    assert (known.title, known.author) == ("Ferries stay in port", "Mira Tolland, Ada Brook")
    assert known.dated
    assert (known.outlet, known.dated.value) == ("The Lantern", "2020-03-10")
    assert (row.ref, other.ref, nothing.ref) == (f"{path}#1", f"{path}#2", f"{path}#3")
    assert "neither an address" in str(nothing.failure)
    documents, _ = read_all(put(tmp_path, name, text.replace("https", "ftp")))
    assert [doc.text.split() for doc in documents.values()] == [A.split(), B.split()]
    assert documents[f"{path}#2"].published == "2019"


def test_a_json_list_of_rows(tmp_path):
    path = put(tmp_path, "l.json", json.dumps([{"text": A}, {"title": "x"}, 7]))
    documents, failures = read_all(path)
    assert names(documents, path) == ["#1"]
    assert names(failures, path) == ["#2", "#3"]


def test_what_rows_are_read_with_is_the_file_s_time(tmp_path):
    path = put(tmp_path, "r.jsonl", json.dumps({"text": A}))
    (source,) = expand([str(path)])
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    assert load_page(source).fetched_at == changed.isoformat(timespec="seconds")
