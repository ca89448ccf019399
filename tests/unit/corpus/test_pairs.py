"""The statement groups of the pair model: their form, their splits, and how pairs are made of them."""

import json
import sys
from itertools import combinations
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "corpus" / "pairs").glob("*.jsonl"))
CUT = sorted((ROOT / "corpus" / "pairs").glob("*/*.jsonl"))
# The groups of an event, what each is called, and the least of each of its lists: statements, phrases.
FORMS = {
    "claims": ("claim", {"asserts": 3, "denies": 2, "open": 0, "near": 2}),
    "factors": ("factor", {"up": 4, "down": 2, "near": 3}),
}
MOST_GROUPS, LEAST_GROUPS, MOST_WORDS = 13, 9, 40
SHORT_PHRASE = 5  # words


def events(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def groups(event):
    return event[next(form for form in FORMS if form in event)]


def texts(event):
    return [
        text
        for group in groups(event)
        for side in group.values()
        if isinstance(side, list)
        for text in side
    ]


def whole(event):
    """Texts that two writers would not hit upon ("cheaper oil")."""
    return [text for text in texts(event) if len(text.split()) > SHORT_PHRASE]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_event_is_whole(path):
    for event in events(path):
        (form,) = set(event) - {"event", "subject"}
        name, least = FORMS[form]
        assert LEAST_GROUPS <= len(event[form]) <= MOST_GROUPS
        for group in event[form]:
            assert set(group) == {name, *least}
            assert all(len(group[side]) >= n for side, n in least.items()), group[name]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_no_text_of_an_event_stands_twice_and_none_is_long(path):
    for event in events(path):
        own = [text.casefold() for text in texts(event)]
        assert len(set(own)) == len(own)
        assert all(len(text.split()) <= MOST_WORDS for text in own)


def test_no_event_and_no_text_is_in_two_files():
    for left, right in combinations(FILES, 2):
        a, b = events(left), events(right)
        assert not {e["event"] for e in a} & {e["event"] for e in b}
        assert not {t for e in a for t in whole(e)} & {t for e in b for t in whole(e)}


@pytest.mark.parametrize("path", CUT, ids=lambda p: p.stem)
def test_pairs_cut_from_a_case_have_a_label_and_stand_once(path):
    texts = ROOT / "evals" / "practice" / path.stem
    texts = texts if path.parent.name == "practice" else path.with_suffix("")
    assert len(list(texts.glob("*.txt"))) > 2
    rows = events(path)
    assert all(set(row) == {"first", "second", "label"} for row in rows)
    assert {row["label"] for row in rows} == {"same", "contradicts", "neither"}
    assert len({frozenset((row["first"], row["second"])) for row in rows}) == len(rows)
    assert all(row["first"] != row["second"] for row in rows)


def test_no_held_out_case_is_among_the_pairs_cut_from_cases():
    held_out = {path.name for path in (ROOT / "evals" / "cases").iterdir()}
    assert len(CUT) == 30
    assert not held_out & {path.stem for path in CUT}


def test_the_kinds_of_pairs(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    pairs = pytest.importorskip("pairs")
    two = [
        pairs.Group(["the dam broke", "it gave way"], ["it held", "it was the bank"], ["a dam"]),
        pairs.Group(["the mayor left"], ["she stayed"]),
    ]
    labelled = pairs.Event("flood", two).labelled()
    assert labelled["the dam broke", "it gave way"] == pairs.SAME
    assert labelled["it gave way", "it was the bank"] == pairs.CONTRADICTS
    assert labelled["the dam broke", "a dam"] == pairs.NEITHER
    assert labelled["it gave way", "the mayor left"] == pairs.NEITHER
    assert ("it held", "it was the bank") not in labelled
    assert ("it held", "she stayed") not in labelled
    del sys.modules["pairs"]
