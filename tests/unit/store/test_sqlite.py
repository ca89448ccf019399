"""What only the SQLite store has: a disk that fills up, and several threads."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from rashomon.core.errors import CaseError
from rashomon.core.records import Document
from rashomon.store import open_store


def document(number, text="The ferry to Ostrava Bay was late."):
    return Document.make(page="p", segment=number, text=text, ref="ferry.txt")


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "ferry.case", create=True) as store:
        yield store


def test_a_full_disk_is_named_and_nothing_is_half_written(store):
    store.add([document(0)])
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages + 4}")
    batch = [document(n, f"Long report {n}. " * 500) for n in range(1, 200)]
    with pytest.raises(CaseError, match="disk is full"):
        store.add(batch)
    assert store.documents() == (document(0),)
    assert store.revision == 1
    assert store.search("report").hits == ()
    store._connection.execute("PRAGMA max_page_count = 1000000")
    assert store.add(batch) == 199


def test_a_batch_that_fails_midway_leaves_no_trace(store):
    def batch():
        yield document(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add(batch())
    assert list(store.records()) == []
    assert store.search("ferry").hits == ()
    assert store.revision == 0


def test_readers_beside_a_writer_see_whole_batches(store):
    batches, size = 30, 10
    done = threading.Event()

    def write():
        for n in range(batches):
            store.add([document(n * size + k) for k in range(size)])
        done.set()

    def read():
        counts = []
        while not done.is_set():
            counts.append(len(store.documents()))
        return counts

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        pool.submit(write).result()
    for counts in (reader.result() for reader in readers):
        assert counts == sorted(counts)
        assert all(count % size == 0 for count in counts)
    assert len(store.documents()) == batches * size


def test_writers_in_several_threads_take_turns(store):
    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(lambda n: store.add([document(n), document(1000)]), range(40)))
    assert sum(added) == 41
    assert store.revision == 40


def test_records_come_as_of_one_moment(store):
    store.add([document(n) for n in range(5)])
    found = store.records()
    first = next(found)
    store.add([document(5)])
    assert [first, *found] == [document(n) for n in range(5)]


def test_another_process_sees_what_was_added(store):
    store.add([document(0)])
    with open_store(store._path) as other:
        assert other.documents() == (document(0),)
        other.add([document(1)])
        assert other.revision == 2
    assert store.revision == 2
    assert len(store.documents()) == 2
