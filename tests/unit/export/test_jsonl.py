"""A JSON Lines file is there whole or not at all."""

import os

import pytest

from rashomon.core.errors import CodecError
from rashomon.core.records import Document
from rashomon.export.jsonl import load_jsonl, save_jsonl

DOCS = [
    Document.make(page="p", segment=n, text=text, ref="r")
    for n, text in enumerate(["Ferry\u2028late\x85🌊", "e\u0301\r\n", "\0"])
]


def test_a_file_comes_back_as_it_was(tmp_path):
    path = tmp_path / "case.jsonl"
    assert save_jsonl(iter(DOCS), path) == 3
    assert list(load_jsonl(path)) == DOCS
    assert len(path.read_bytes().splitlines()) == 4
    assert [p.name for p in tmp_path.iterdir()] == ["case.jsonl"]
    assert path.stat().st_mode & 0o400


def test_a_failing_export_leaves_the_old_file(tmp_path):
    path = tmp_path / "case.jsonl"
    save_jsonl(DOCS[:1], path)
    before = path.read_bytes()
    broken = Document.make(page="p", segment=9, text="\udc80", ref="r")
    with pytest.raises(CodecError, match="surrogate"):
        save_jsonl([*DOCS, broken], path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["case.jsonl"]


def test_files_of_other_hands_are_read_or_named(tmp_path):
    path = tmp_path / "case.jsonl"
    save_jsonl(DOCS, path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert list(load_jsonl(path)) == DOCS
    path.write_bytes(b'{"record":"case","schema":1}\n{"record":"caf\xe9"}\n')
    with pytest.raises(CodecError, match="not UTF-8"):
        list(load_jsonl(path))


def test_a_link_and_a_pipe_stay_what_they_are(tmp_path):
    path, link, pipe = tmp_path / "case.jsonl", tmp_path / "link.jsonl", tmp_path / "pipe"
    path.touch()
    link.symlink_to(path)
    assert save_jsonl(DOCS, link) == 3
    assert link.is_symlink()
    assert list(load_jsonl(path)) == DOCS
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert save_jsonl(DOCS, pipe) == 3
    assert os.read(reader, 1 << 16) == path.read_bytes()
    os.close(reader)
    assert pipe.is_fifo()
