"""Opening what is no usable case: a clear error each, and the file stays as it was."""

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rashomon.core.errors import (
    CaseError,
    DamagedCase,
    LockedCase,
    NewerCase,
    NotACase,
    ReadOnlyCase,
)
from rashomon.core.records import Document, Page
from rashomon.store import open_store, rows
from rashomon.store.schema import APPLICATION_ID, PREFIXES, SCHEMA, migrate


def document(text="The dam at Orlow held.", **about):
    return Document.make(page="0" * 16, segment=0, text=text, ref="orlow.txt", **about)


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "orlow.case"
    with open_store(path, create=True) as store:
        store.add([document(f"Report {n} on the dam at Orlow. " * 40) for n in range(50)])
    return path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def unchanged(path):
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    yield
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


@pytest.fixture
def read_only(request):
    """Take the write bits away for one test."""
    changed = []

    def take(path):
        changed.append((path, path.stat().st_mode))
        path.chmod(path.stat().st_mode & ~0o222)

    yield take
    for path, mode in changed:
        path.chmod(mode)


@pytest.mark.parametrize("content", [b"", b"A letter from Orlow.\n" * 40, b"SQLite format 3\0"])
def test_a_file_that_is_no_database_is_no_case(tmp_path, content):
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    for create in (False, True):
        with unchanged(path), pytest.raises(NotACase, match="rashomon open"):
            open_store(path, create=create)
    assert names(tmp_path) == ["letter.txt"]


def test_another_database_is_no_case(tmp_path):
    path = tmp_path / "bookmarks.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    with unchanged(path), pytest.raises(NotACase, match="but not a Rashomon case"):
        open_store(path)
    assert names(tmp_path) == ["bookmarks.sqlite"]


def test_a_folder_and_a_missing_path_are_no_case(tmp_path):
    with pytest.raises(NotACase, match="folder"):
        open_store(tmp_path)
    with pytest.raises(NotACase, match="no such file"):
        open_store(tmp_path / "gone.case")
    assert names(tmp_path) == []


def test_a_case_in_a_missing_folder_cannot_be_created(tmp_path):
    with pytest.raises(CaseError, match="does not exist"):
        open_store(tmp_path / "gone" / "new.case", create=True)


def test_a_new_case_leaves_one_file(tmp_path):
    path = tmp_path / "new ? #%20.case"
    open_store(path, create=True).close()
    assert names(tmp_path) == [path.name]
    with open_store(path) as store:
        assert list(store.records()) == []


def test_a_newer_case_is_refused(case):
    connection = sqlite3.connect(case)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()
    with unchanged(case), pytest.raises(NewerCase, match="install"):
        open_store(case)


def test_a_newer_case_is_refused_while_its_newness_is_only_in_the_log(case):
    newer = sqlite3.connect(case)
    newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    with unchanged(case), pytest.raises(NewerCase):
        open_store(case)
    newer.close()


def test_an_exclusively_locked_case_is_refused(case, monkeypatch):
    monkeypatch.setattr("rashomon.store.opening.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(case, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with unchanged(case), pytest.raises(LockedCase, match="another process"):
        open_store(case)
    other.close()


def test_beside_another_writer_a_case_can_be_read_and_not_written(case, monkeypatch):
    monkeypatch.setattr("rashomon.store.opening.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(case, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with unchanged(case), open_store(case) as store:
        assert len(store.documents()) == 50
        with pytest.raises(LockedCase, match="another process"):
            store.add([document("Late news.")])
        store.keep("parsed:x", b"1")
        assert store.cached("parsed:x") is None
    other.close()


def test_a_read_only_file_opens_for_reading(case, read_only):
    read_only(case)
    with unchanged(case), open_store(case) as store:
        assert len(store.documents()) == 50
        assert store.search("dam")
        for write in (lambda: store.add([document("x y")]), lambda: store.forget("")):
            with pytest.raises(ReadOnlyCase, match="copy it"):
                write()
        store.keep("key", b"value")
    assert names(case.parent) == [case.name]


def test_a_read_only_folder_opens_for_reading(case, read_only):
    read_only(case.parent)
    with unchanged(case), open_store(case) as store:
        assert len(list(store.records())) == 50
        with pytest.raises(ReadOnlyCase):
            store.remove_document(store.documents()[0].id)
    assert names(case.parent) == [case.name]


@pytest.mark.skipif(os.geteuid() != 0, reason="only an administrator can become somebody else")
def test_somebody_without_rights_may_read(case):
    code = (
        "import os, sys\n"
        "from rashomon.store import open_store\n"
        "from rashomon.core.errors import ReadOnlyCase\n"
        "open_store(sys.argv[1]).close()  # what is imported may be closed to others\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "store = open_store(sys.argv[1])\n"
        "print(len(store.documents()))\n"
        "try: store.remove_document(store.documents()[0].id)\n"
        "except ReadOnlyCase: print('refused')\n"
    )
    with tempfile.TemporaryDirectory() as name:  # tmp_path is closed to others
        folder = Path(name)
        folder.chmod(0o755)
        path = folder / "a.case"
        path.write_bytes(case.read_bytes())
        path.chmod(0o644)
        done = subprocess.run(
            [sys.executable, "-c", code, path], capture_output=True, text=True, check=False
        )
        assert names(folder) == ["a.case"]
    assert done.stdout.split() == ["50", "refused"], done.stderr


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.97])
def test_a_truncated_case_is_damaged(case, keep):
    data = case.read_bytes()
    case.write_bytes(data[: int(len(data) * keep)])
    with unchanged(case), pytest.raises(DamagedCase, match="recover"):
        open_store(case)


def test_an_overwritten_case_is_damaged(case):
    data = bytearray(case.read_bytes())
    for start in range(8192, len(data), 8192):
        data[start : start + 512] = b"\xa5" * 512
    case.write_bytes(data)
    with unchanged(case), pytest.raises(DamagedCase, match="recover"):
        open_store(case)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE documents SET page_spans = '[[0'",
        "UPDATE documents SET page_spans = '[7]'",
        "UPDATE documents SET author = CAST(x'ff' AS TEXT)",
    ],
)
def test_damage_inside_a_row_is_named_when_it_is_read(case, damage):
    connection = sqlite3.connect(case)
    connection.execute(damage)
    connection.commit()
    connection.close()
    with open_store(case) as store:
        for read in (store.documents, lambda: list(store.records())):
            with pytest.raises(DamagedCase, match="recover"):
                read()


def test_an_older_case_is_upgraded_with_its_data(tmp_path):
    path = tmp_path / "old.case"
    doc = document(title="Flood at Orlow")
    page = Page.make(ref="a", fetched_at="", media_type="text/plain", data=b"a")
    make_schema_1(path, page, doc)
    with open_store(path) as store:
        assert list(store.records()) == [page, doc]
        assert store.search("floods").hits[0].doc == doc.id
        assert store.revision == 0
    assert sqlite3.connect(path).execute("PRAGMA user_version").fetchone() == (SCHEMA,)


def test_vectors_and_filters_come_to_an_older_case(tmp_path):
    path = tmp_path / "old.case"
    doc = replace(document(title="Flood"), outlet="North Post", published="2026-05")
    make_case(path, schema=3, docs=[doc])
    connection = sqlite3.connect(path, isolation_level=None)
    mean = np.linspace(-1, 1, 384, dtype=np.float32)
    kept = mean.astype(np.float16).tobytes()
    connection.execute("INSERT INTO cache VALUES (?, ?)", (f"mean/{doc.id}", kept))
    connection.close()
    with open_store(path) as store:
        assert [found for found, _ in store.nearest(mean)] == [doc.id]
        assert store.search("published:2026-05 outlet:post").total == 1
        store.remove_document(doc.id)
        assert store.search("published:2026-05").total == 0
        assert store.nearest(mean) == ()


def test_beginnings_of_words_come_to_an_older_case(tmp_path):
    path = tmp_path / "old.case"
    make_case(path, schema=5, docs=[document(f"Dam {n} in Orlow held.") for n in range(3)])
    with open_store(path) as store:
        first, *_ = store.documents()
        for query in ("o*", "or*", "orl*", "orlo*", "orlow*", '"dam 1 in orl"*', "text:orlow"):
            assert store.search(query).total == (1 if "1" in query else 3)
        store.remove_document(first.id)
        store.add([document("Orlando stands.")])
        assert [store.search(query).total for query in ("orl*", "orlow*", "orlan*")] == [3, 2, 1]
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (made,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'search'")
        assert f"prefix='{' '.join(map(str, PREFIXES))}'" in made[0]
        # FTS5's own check compares the index with the documents and raises where they differ
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")


def test_an_older_case_that_cannot_be_written_is_refused(tmp_path, read_only):
    path = tmp_path / "old.case"
    make_schema_1(path, Page.make(ref="", fetched_at="", media_type="", data=b""), document())
    read_only(path)
    with unchanged(path), pytest.raises(ReadOnlyCase, match="older version"):
        open_store(path)


def test_a_failing_upgrade_changes_nothing(tmp_path):
    path = tmp_path / "old.case"
    make_schema_1(path, Page.make(ref="", fetched_at="", media_type="", data=b""), document())
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE cache (key TEXT)")  # in the way of a later step
    connection.close()
    with unchanged(path), pytest.raises(CaseError):
        open_store(path)


def make_case(path, *, schema, docs):
    """A case as an older version made it; documents without what it did not know."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(connection, to=schema)
    there = {column[1] for column in connection.execute("PRAGMA table_info(documents)")}
    for doc in docs:
        row = zip(rows.DOCUMENTS.columns, rows.DOCUMENTS.to_row(doc), strict=True)
        names, values = zip(*((name, value) for name, value in row if name in there), strict=True)
        connection.execute(replace(rows.DOCUMENTS, columns=names).insert, values)
    connection.close()


def make_schema_1(path, page, doc):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(connection, to=1)
    values = (page.id, page.ref, page.fetched_at, page.media_type, page.body, page.sha256)
    connection.execute("INSERT INTO pages VALUES (1, ?, ?, ?, ?, ?, ?)", values)
    texts = (doc.id, doc.page, doc.segment, doc.ref, doc.text, doc.title)
    connection.execute(
        "INSERT INTO documents VALUES (1, ?, ?, ?, ?, ?, ?, '', '', '', '', '', 'main', '[]', '')",
        texts,
    )
    connection.close()


WRITER = """
import sys
from rashomon.core.records import Document
from rashomon.store import open_store, rows
store = open_store(sys.argv[1], create=True)
for n in range(1_000_000):
    docs = [Document.make(page="p", segment=s, text=f"Report {n}", ref="r") for s in range(20)]
    store.add(docs)
    print(n, flush=True)
"""


def test_a_killed_writer_loses_nothing_that_was_acknowledged(tmp_path):
    path = tmp_path / "killed.case"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True
    )
    for line in writer.stdout:
        if int(line) == 25:
            break
    writer.send_signal(signal.SIGKILL)
    rest = writer.stdout.read().splitlines()
    writer.stdout.close()
    writer.wait()
    acknowledged = int(rest[-1]) if rest and rest[-1].isdigit() else 25
    with open_store(path) as store:
        found = [doc.text for doc in store.documents()]
        assert len(found) % 20 == 0
        assert {f"Report {n}" for n in range(acknowledged + 1)} <= set(found)
        assert store.search("report", limit=0).total == len(found)
