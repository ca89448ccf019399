"""The command line as a program uses it: exit codes, JSON records, messages on stderr."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon import __version__

ONE = """The strait stays shut

By Ada Brook
12 March 2026

The closure of the strait raised grain prices on the whole coast this week, traders in the port said.
Higher grain prices hurt the poor families of the coast. The patrol boats fired on the ferry near the cape.
"""
OTHER = """No reason for alarm

By Carl Dane
12 March 2026

The closure of the strait did not raise grain prices on the coast. A drought raised grain prices.
The patrol boats did not fire on the ferry near the cape, the ministry of the coast said.
"""


def rashomon(*args, cwd=None, given=None):
    command = [sys.executable, "-c", "from rashomon.app.cli import main; main()", *map(str, args)]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, input=given, check=False, timeout=120
    )


def records(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "one.txt").write_text(ONE)
    (folder / "other.txt").write_text(OTHER)
    return folder


@pytest.fixture(scope="module")
def case(pages) -> Path:
    path = pages.parent / "strait.rashomon"
    done = rashomon("open", pages, "--case", path, "--no-serve")
    assert done.returncode == 0, done.stderr
    return path


def test_read_prints_documents(pages):
    done = rashomon("read", pages, "--json")
    documents = [r for r in records(done) if r["record"] == "document"]
    assert done.returncode == 0
    assert done.stderr == ""
    assert [Path(d["ref"]).name for d in documents] == ["one.txt", "other.txt"]
    assert documents[0]["author"] == "Ada Brook"
    assert documents[0]["role"] == "main"


def test_read_goes_on_after_a_failure(pages):
    done = rashomon("read", pages / "one.txt", pages / "absent.txt", "--json")
    assert done.returncode == 3
    assert len([r for r in records(done) if r["record"] == "document"]) == 1
    assert "absent.txt" in done.stderr


def test_read_with_nothing_usable(pages):
    done = rashomon("read", pages / "absent.txt")
    assert done.returncode == 1
    assert "absent.txt" in done.stderr


def test_read_standard_input():
    done = rashomon("read", "-", "--json", given=ONE)
    assert records(done)[0]["ref"] == "-"


MESSAGE = f"""From: Ada Brook from The Lantern <news@lantern.example>
Subject: The strait stays shut
Date: Thu, 12 Mar 2020 08:00:00 +0000

{ONE.split("2026", 1)[1].strip()}
"""


@pytest.fixture(scope="module")
def containers(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("containers")
    (folder / "news.eml").write_text(MESSAGE)
    rows = json.dumps({"headline": "No reason for alarm", "body": OTHER.split("2026", 1)[1]})
    (folder / "rows.jsonl.gz").write_bytes(gzip.compress(rows.encode() + b"\n{broken"))
    (folder / "book.epub").write_bytes(b"PK\x03\x04 no book")
    return folder


def test_members_of_containers_are_read_and_broken_ones_listed(containers):
    done = rashomon("read", containers, "--json")
    documents = [r for r in records(done) if r["record"] == "document"]
    assert done.returncode == 3
    assert [Path(d["ref"]).name for d in documents] == ["news.eml", "rows.jsonl.gz#1"]
    assert (documents[0]["outlet"], documents[0]["published"]) == (
        "The Lantern",
        "2020-03-12T08:00Z",
    )
    assert "book.epub: is a broken" in done.stderr
    assert "rows.jsonl.gz#2" in done.stderr


def test_members_of_containers_go_the_whole_way(containers, tmp_path):
    gathered = rashomon("gather", containers, "--json")
    assert gathered.returncode == 3
    assert len([r for r in records(gathered) if r["record"] == "document"]) == 2
    clean = rashomon("extract", containers / "news.eml", "--as-is", "--json")
    assert clean.returncode == 0
    assert records(clean)[0]["title"] == "The strait stays shut"
    path = tmp_path / "new.rashomon"
    opened = rashomon("open", containers, "--case", path, "--no-serve")
    again = rashomon("open", containers, "--case", path, "--no-serve")
    assert (opened.returncode, again.returncode) == (3, 3)
    assert "2 documents (0 new)" in again.stderr


def test_extract_as_is_refers_to_the_text(pages):
    text = "The closure of the strait raised grain prices. Ada Brook said that it was cold."
    done = rashomon("extract", "-", "--as-is", "--json", given=text)
    found = records(done)
    assert found[0]["text"] == text
    claim = next(r for r in found if r.get("kind") == "causal_claim")
    ((start, end),) = claim["body"]["effect"]
    assert text[start:end] == "grain prices"
    assert claim["doc"] == found[0]["id"]


def test_extract_with_an_unknown_reader(pages):
    done = rashomon("extract", pages / "one.txt", "--reader", "oracle")
    assert done.returncode == 2
    assert "known: encoder" in done.stderr


def test_extract_with_a_reader_that_is_none(pages):
    done = rashomon("extract", pages / "one.txt", "--reader", "os:getcwd")
    assert done.returncode == 2
    assert "cannot be called" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_read_leaves_no_case(tmp_path):
    path = tmp_path / "new.rashomon"
    done = rashomon("open", tmp_path / "absent.txt", "--case", path, "--no-serve")
    assert done.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_gather_prints_stories(pages):
    found = records(rashomon("gather", pages, "--json"))
    stories = [r for r in found if r["record"] == "story"]
    documents = {r["id"] for r in found if r["record"] == "document"}
    assert {d for s in stories for d in s["documents"]} == documents
    assert all("ref" in r for r in found if r["record"] == "document")


def test_gather_shows_a_copy_once_with_what_it_changed(tmp_path):
    one = (
        "The harbour council of Port Averin voted on Tuesday to close the old swing bridge to trucks after "
        "inspectors found cracks in two steel pillars. The closure begins on Monday and lasts for six weeks. "
        "Buses and ambulances may still cross, the mayor promised, if they cross alone and slowly."
    )
    (tmp_path / "one.txt").write_text(one)
    (tmp_path / "two.txt").write_text(one.replace("two steel pillars", "three steel pillars"))
    lines = rashomon("gather", tmp_path).stdout.splitlines()
    assert lines[0].endswith("(1 account)")
    assert len(lines) == 3
    assert "a copy; 98% of its words stand in the original, 1 changed" in lines[2]
    found = records(rashomon("gather", tmp_path, "--json"))
    (overlap,) = [r for r in found if r["record"] == "overlap"]
    (link,) = [r for r in found if r["record"] == "link"]
    assert (link["left"], link["right"]) == (overlap["left"], overlap["right"])
    assert link["kind"] == "duplicate_of"
    assert 0.9 < link["score"] < 1
    texts = {r["id"]: r["text"] for r in found if r["record"] == "document"}
    (change,) = overlap["changes"]
    ends = [texts[overlap[side]][slice(*change[side])] for side in ("left", "right")]
    assert sorted(ends) == ["three", "two"]
    for passage in overlap["passages"]:
        ends = [texts[overlap[side]][slice(*passage[side])] for side in ("left", "right")]
        assert ends[0] == ends[1]


def test_claims_show_the_clash(case):
    claims = records(rashomon("claims", case, "--json"))
    assert claims[0]["clash"]
    stances = {cell["stance"] for cell in claims[0]["cells"]}
    assert stances == {"asserts", "denies"}


def test_maps_and_effects(case):
    maps = records(rashomon("map", case, "--json"))
    assert len(maps) == 2
    labels = {f["id"]: f["label"].lower() for m in maps for f in m["factors"]}
    push = next(i for i, label in labels.items() if "closure" in label)
    effects = records(rashomon("whatif", case, f"{push}+", "--json"))
    found = {(e["account"], labels[e["outcome"]]): e["effect"] for e in effects}
    assert "rises" in {v for (_, label), v in found.items() if "grain price" in label}
    assert all(e["path"] for e in effects if e["effect"] in {"rises", "falls"})


def test_whatif_lists_the_factors_for_an_unknown_one(case):
    done = rashomon("whatif", case, "weather+")
    assert done.returncode == 2
    assert "grain prices" in done.stderr.lower()


def test_search(case):
    found = records(rashomon("search", case, "ferry", "--json"))
    assert len(found) == 2
    assert rashomon("search", case, "zeppelin").returncode == 1


def test_a_search_is_saved_run_again_and_let_go(case):
    assert rashomon("search", case).returncode == 2
    saved = rashomon("search", case, "ferry -drought", "--save", "boats")
    assert "[ferry]" in saved.stdout
    assert rashomon("search", case).stdout == "boats  ferry -drought  (0 new)\n"
    assert rashomon("search", case, "--run", "boats", "--new").returncode == 1
    assert rashomon("search", case, "--save", "boats").returncode == 0
    assert "boats" in rashomon("search", case, "--run", "boats").stderr


def test_related(case):
    first, second = records(rashomon("search", case, "ferry", "--json"))
    near = records(rashomon("related", case, first["doc"], "--json"))
    assert [r["doc"] for r in near] == [second["doc"]]
    assert rashomon("related", case, "f00d").returncode == 2


def test_export_and_import_lose_nothing(case, tmp_path):
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    assert rashomon("export", case, "--format", "jsonl", "-o", first).returncode == 0
    copy = tmp_path / "copy.rashomon"
    assert rashomon("import", copy, first).returncode == 0
    assert rashomon("export", copy, "-o", second).returncode == 0
    assert sorted(first.read_text().splitlines()) == sorted(second.read_text().splitlines())
    again = records(rashomon("claims", copy, "--json"))
    assert again == records(rashomon("claims", case, "--json"))


def test_brief_is_one_file(case, tmp_path):
    path = tmp_path / "brief.html"
    assert rashomon("brief", case, "-o", path).returncode == 0
    assert "<script src=" not in path.read_text()
    assert rashomon("brief", case, "-o", tmp_path / "brief.pdf").returncode == 2


def test_the_version_stands_alone():
    done = rashomon("--version")
    assert done.returncode == 0
    assert done.stdout.strip() == __version__


@pytest.mark.parametrize("command", ["brief", "export"])
def test_a_folder_that_is_absent_is_named(case, tmp_path, command):
    done = rashomon(command, case, "-o", tmp_path / "absent" / "case.html")
    assert done.returncode == 2
    assert done.stderr.startswith(f"rashomon: {tmp_path / 'absent'}")
    assert "no such file or directory" in done.stderr


def test_an_import_that_fails_leaves_no_case(tmp_path):
    (tmp_path / "notes.jsonl").write_text("no records\n")
    for name in ("absent.jsonl", "notes.jsonl"):
        done = rashomon("import", tmp_path / "copy.rashomon", tmp_path / name)
        assert done.returncode == 2
        assert done.stderr.startswith("rashomon: ")
    assert not (tmp_path / "copy.rashomon").exists()


def test_a_port_out_of_range(case):
    done = rashomon("open", case, "--no-browser", "--port", "65536")
    assert done.returncode == 2
    assert "--port" in done.stderr


def test_what_is_no_case(pages):
    done = rashomon("claims", pages / "one.txt")
    assert done.returncode == 2
    assert "one.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_opening_again_adds_nothing(case, pages):
    done = rashomon("open", pages, "--case", case, "--no-serve")
    assert done.returncode == 0
    assert "2 documents (0 new)" in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        "open",
        "demo",
        "read",
        "extract",
        "gather",
        "claims",
        "map",
        "whatif",
        "search",
        "related",
        "brief",
        "export",
        "import",
        "eval",
    ],
)
def test_help_has_an_example(command):
    done = rashomon(command, "--help")
    assert done.returncode == 0
    assert "Example: rashomon " + command in done.stdout


def test_read_tells_where_each_field_was_read(tmp_path):
    page = tmp_path / "ferry.txt"
    page.write_text(ONE + "\nThis article first appeared in The Norland Review.\n")
    done = rashomon("read", page)
    assert "author 'Ada Brook' (byline: 'By Ada Brook')" in done.stdout
    assert "first in 'The Norland Review' (note on republication" in done.stdout
    (doc, *_) = records(rashomon("read", page, "--json"))
    assert {"field": "author", "place": "byline", "text": "By Ada Brook"} in doc["evidence"]
    assert (doc["language"], doc["original_outlet"]) == ("en", "The Norland Review")


@pytest.mark.parametrize("command", ["read", "gather"])
def test_a_text_in_another_language_is_said_to_be_so(tmp_path, command):
    page = tmp_path / "faehre.txt"
    page.write_text(
        "Die Hafenbehörde teilte am Dienstag mit, dass die Fähre vor dem Frühjahr nicht wieder fahren"
        " werde, weil sich die Lotsen geweigert hätten, ohne ein neues Licht auszulaufen.\n"
    )
    done = rashomon(command, page, "--json")
    assert records(done)[0]["language"] == "de"
    assert "The text is in German" in done.stderr
    assert "faehre.txt" in done.stderr
