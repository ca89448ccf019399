"""Readers beside the built-in one: how they are found, made and called, and what their failure costs."""

import sys

import pytest

from rashomon.core.errors import MissingPart
from rashomon.extract.reader import ReaderOptions
from rashomon.nlp.endpoint import EndpointSettings
from rashomon.workspace import open_case
from rashomon.workspace.reading import load_reader

MODULE = """
from collections import Counter

from rashomon.core.bodies import Mention
from rashomon.core.errors import UnansweredInput
from rashomon.core.records import Annotation

BAD = {"words": "nonsense"}


def read(text, parsed, *, doc, made_at, producer):
    if BAD["words"] in text:
        raise UnansweredInput(doc, "no words for it")
    body = Mention(name=((0, 3),), label="MISC")
    return [Annotation.make(doc=doc, body=body, producer="scribe", score=1, made_at=made_at)]


class Scribe:
    def __init__(self, options):
        self.options, self.lost, self.seen = options, Counter(), []

    def prepare(self, texts):
        self.seen += texts

    def __call__(self, text, parsed, *, doc, made_at, producer):
        self.lost["a blot"] += 1
        return read(text, parsed, doc=doc, made_at=made_at, producer=producer)


class Plain:
    def __init__(self, options):
        pass

    def __call__(self, *parts, **about):
        return read(*parts, **about)


class NeedsMore:
    def __init__(self, options, ink):
        pass


class Mute:
    def __init__(self, options):
        pass
"""
ROWS = (
    '{"text": "The closure of the strait raised grain prices.", "ref": "a"}\n'
    '{"text": "This is nonsense from end to end.", "ref": "b"}\n'
)


@pytest.fixture
def scribe(tmp_path, monkeypatch):
    (tmp_path / "scribe.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    yield
    sys.modules.pop("scribe", None)


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(ROWS)
    return str(path)


@pytest.mark.parametrize("name", ["scribe:read", "scribe:Scribe", "scribe:Plain"])
def test_a_function_and_a_class_read(scribe, tmp_path, name):
    (tmp_path / "one.txt").write_text("The closure of the strait raised grain prices.")
    with open_case(tmp_path / "a.rashomon", create=True) as case:
        added = case.add([str(tmp_path / "one.txt")], as_is=True, reader=name)
        (ann,) = case.annotations(added.documents[0].id)
        assert ann.producer == "scribe"
        assert added.lost == ({"a blot": 1} if name == "scribe:Scribe" else {})


def test_a_class_is_made_with_the_options_and_sees_the_texts_first(scribe, tmp_path, rows):
    options = ReaderOptions(EndpointSettings("http://localhost/v1", "small"))
    read = load_reader("scribe:Scribe", options)
    assert read.options is options
    with open_case(tmp_path / "a.rashomon", create=True) as case:
        case.add([rows], reader=read)
    assert len(read.seen) == 2


def test_what_could_not_be_read_is_taken_up_again(scribe, tmp_path, rows):
    with open_case(tmp_path / "a.rashomon", create=True) as case:
        added = case.add([rows], reader="scribe:read")
        assert [doc.text[:11] for doc in added.documents] == ["The closure"]
        assert len(case.documents()) == added.new == 1
        (failure,) = added.failures
        assert failure.reason == "no words for it"
        assert failure.ref in {"b", rows}
        sys.modules["scribe"].BAD["words"] = "zebra"
        again = case.add([rows], reader="scribe:read")
        assert (again.new, again.failures) == (1, ())
        assert len(case.documents()) == len(again.documents) == 2


def test_what_was_imported_stays_though_it_cannot_be_read(scribe, tmp_path, rows):
    with open_case(tmp_path / "a.rashomon", create=True) as case:
        case.add([rows])
        records = list(case.records())
    with open_case(tmp_path / "b.rashomon", create=True) as copy:
        copy.take(records)
        load_reader("scribe:read")
        sys.modules["scribe"].BAD["words"] = "strait"
        added = copy.add([], reader="scribe:read")
        assert len(added.failures) == 1
        assert [doc.text[:11] for doc in copy.documents()] == ["The closure", "This is non"]
        assert all(copy.annotations(doc.id) for doc in copy.documents())


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("scribe:NeedsMore", "cannot be made with ReaderOptions: .*ink"),
        ("scribe:Mute", "cannot be called as extract_document is"),
        ("os:getcwd", "cannot be called as extract_document is"),
        ("rashomon:__version__", "cannot be called as extract_document is"),
        ("oracle", "known: encoder, llm"),
    ],
)
def test_what_is_no_reader_is_named(scribe, name, reason):
    with pytest.raises(MissingPart, match=reason):
        load_reader(name)


def test_a_function_takes_no_endpoint(scribe):
    options = ReaderOptions(EndpointSettings("http://localhost/v1", "small"))
    with pytest.raises(MissingPart, match="asks no endpoint"):
        load_reader("scribe:read", options)
