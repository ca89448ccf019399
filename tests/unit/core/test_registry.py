"""A part is found by its built-in name, an entry point, or module:Class."""

import sys

import pytest

from rashomon.core.errors import MissingPart
from rashomon.core.records import Page
from rashomon.core.registry import find_part

BUILTIN = {"page": "rashomon.core.records:Page", "broken": "rashomon.core.records:Nothing"}


def test_a_built_in_name():
    assert find_part("reader", "page", builtin=BUILTIN) is Page


def test_a_module_and_class():
    assert find_part("reader", "rashomon.core.records:Page", builtin={}) is Page


def test_an_entry_point(tmp_path, monkeypatch):
    info = tmp_path / "courier-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: courier\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[rashomon.reader]\ncourier = courier:Reader\n")
    (tmp_path / "courier.py").write_text("class Reader:\n    pass\n")
    monkeypatch.syspath_prepend(tmp_path)
    found = find_part("reader", "courier", builtin=BUILTIN)
    assert found is sys.modules["courier"].Reader
    with pytest.raises(MissingPart, match="page, broken, courier"):
        find_part("reader", "other", builtin=BUILTIN)
    del sys.modules["courier"]


@pytest.mark.parametrize("name", ["nobody", "no.such.module:Class", "rashomon:Nothing", "broken"])
def test_what_is_not_there_is_named(name):
    with pytest.raises(MissingPart, match=name.split(":")[0] if name != "broken" else "Nothing"):
        find_part("reader", name, builtin=BUILTIN)
