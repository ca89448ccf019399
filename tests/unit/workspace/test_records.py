"""Views as records, rows, data frames and notebook tables."""

import builtins

import pytest

from rashomon.core.errors import MissingPart
from rashomon.core.views import Cell, Claim, Effect, Story
from rashomon.workspace.records import View

CLAIM = Claim(
    "c",
    "<b>grain</b> is dear",
    "edges",
    True,
    (Cell("a", "asserts", ((0, 5),)), Cell("b", "silent")),
)


def test_records_have_the_fields_of_the_contract():
    (record,) = View([CLAIM]).records()
    assert record["record"] == "claim"
    assert record["clash"] is True
    assert {"account", "stance", "spans", "voice", "hedged"} <= record["cells"][0].keys()
    (effect,) = View([Effect("a", "f", 1, "g", "rises", ("x",))]).records()
    assert effect == {
        "record": "effect", "account": "a", "push": "f", "direction": 1,
        "outcome": "g", "effect": "rises", "path": ["x"],
    }  # fmt: skip


def test_a_row_for_each_cell():
    rows = View([CLAIM]).rows()
    assert [row["account"] for row in rows] == ["a", "b"]
    assert {row["statement"] for row in rows} == {CLAIM.statement}


def test_a_frame():
    frame = View([CLAIM]).to_frame()
    assert list(frame["stance"]) == ["asserts", "silent"]


def test_a_frame_without_pandas_says_what_to_do(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "pandas":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingPart, match="pip install pandas"):
        View([CLAIM]).to_frame()


def test_a_notebook_table_escapes_what_pages_say():
    html = View([CLAIM])._repr_html_()
    assert "<b>" not in html
    assert "&lt;b&gt;grain" in html


def test_a_view_is_still_a_tuple():
    story = Story("s", "t", ("a",))
    assert View([story]) == (story,)
    assert View([story]).rows()[0]["documents"] == ["a"]
