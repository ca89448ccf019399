"""factors and claims as somebody uses them who decides about both."""

import json

import pytest
from typer.testing import CliRunner

from rashomon.app.cli import build_app
from rashomon.workspace import open_case

ONE = "The closure of the strait raised grain prices. The patrol boats fired on the ferry at night."
OTHER = "The drought raised the cost of living. The patrol boats never fired on the ferry at night."


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    paths = []
    for name, text in (("one", ONE), ("other", OTHER)):
        path = folder / f"{name}.txt"
        path.write_text(text)
        paths.append(str(path))
    path = folder / "strait.rashomon"
    with open_case(path, create=True) as case:
        case.add(paths, as_is=True)
        first, *others = case.stories()
        if others:
            case.merge_stories(first.id, *(story.id for story in others))
    return path


def rashomon(*args, code=0):
    done = CliRunner().invoke(build_app(), [str(arg) for arg in args], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.stdout


def records(*args):
    return [json.loads(line) for line in rashomon(*args, "--json").splitlines()]


def only(found, record):
    return [one for one in found if one["record"] == record]


def test_factors_are_merged_named_flipped_split_and_all_is_undone(made):
    before = only(records("factors", made), "factor")
    merge = ("--merge", "grain prices", "--merge", "cost of living")
    found = records("factors", made, *merge, "--by", "mk", "--note", "dearness")
    (ruling,) = only(found, "ruling")
    assert (ruling["by"], ruling["note"], ruling["status"]) == ("mk", "dearness", "holds")
    (target,) = ruling["targets"]
    factor = next(f for f in only(found, "factor") if f["id"] == target)
    assert len({p["doc"] for p in factor["phrases"]}) == 2
    text = rashomon("factors", made, "--rename", target[:8], "dearness", "--only", "dearness")
    assert "dearness (2 accounts; proposed as “" in text
    assert "“grain prices”, “cost of living” are one" in text.replace("the cost", "cost")
    phrase = factor["phrases"][0]["phrase"]
    assert "less: “" in rashomon("factors", made, "--flip", phrase[:8])
    assert "less, turned: “" in rashomon("factors", made, "--flip", "dearness")
    rashomon("factors", made, "--split", phrase[:8])
    for one in only(records("factors", made), "ruling"):
        rashomon("factors", made, "--undo", one["id"][:8], "--by", "jo")
    after = records("factors", made)
    assert only(after, "factor") == before
    assert {one["status"] for one in only(after, "ruling")} == {"undone"}
    assert {one["undone_by"] for one in only(after, "ruling")} == {"jo"}
    last = only(after, "ruling")[0]["id"]
    assert "    holds" in rashomon("factors", made, "--redo", last)
    rashomon("factors", made, "--undo", last)


def test_claims_are_set_named_flipped_split_merged_and_all_is_undone(made):
    before = only(records("claims", made), "claim")
    claim = next(c for c in before if c["clash"])
    account = next(c["account"] for c in claim["cells"] if c["stance"] == "denies")
    found = records("claims", made, "--set", claim["id"][:8], account[:8], "asserts", "--by", "mk")
    cell = next(
        cell
        for one in only(found, "claim")
        if one["id"] == claim["id"]
        for cell in one["cells"]
        if cell["account"] == account
    )
    assert (cell["stance"], cell["proposed"]) == ("asserts", "denies")
    assert cell["ruling"] == only(found, "ruling")[0]["id"]
    assert "asserts, by hand" in " ".join(rashomon("claims", made).split())
    shown = rashomon(
        "claims", made, "--rename", claim["id"][:8], "Shots", "--show", claim["id"][:8]
    )
    assert f"{claim['id'][:8]}  Shots  (proposed as “{claim['statement']}”)" in shown
    statement = next(s["statement"] for s in claim["statements"] if s["doc"] == account)
    shown = rashomon("claims", made, "--flip", statement[:8], "--show", claim["id"][:8])
    assert "(proposed: denies)" in shown
    others = [c["id"] for c in before if c["origin"] == "edges"][:1]
    merged = only(records("claims", made, "--merge", claim["id"], "--merge", *others), "ruling")[-1]
    assert len(merged["targets"]) == 1
    split = only(records("claims", made, "--split", statement[:8]), "ruling")[-1]
    assert (split["action"], split["status"], len(split["targets"])) == ("split", "holds", 2)
    for one in only(records("claims", made), "ruling"):
        rashomon("claims", made, "--undo", one["id"][:8])
    assert only(records("claims", made), "claim") == before


def test_what_is_decided_shapes_the_maps(made):
    (before,) = [m for m in records("map", made) if "grain" in str(m)]
    rashomon("factors", made, "--flip", "grain prices")
    (after,) = [m for m in records("map", made) if "grain" in str(m)]
    assert [e["sign"] for e in after["edges"]] == [-e["sign"] for e in before["edges"]]
    rashomon("factors", made, "--undo", only(records("factors", made), "ruling")[-1]["id"])


def test_wrong_use_says_so_and_writes_nothing(made):
    before = len(only(records("factors", made), "ruling"))
    for args in (
        ("factors", made, "--merge", "grain prices"),
        ("factors", made, "--merge", "grain prices", "--merge", "nonsense"),
        ("factors", made, "--split", "zz"),
        ("factors", made, "--undo", "zz"),
        ("claims", made, "--merge", "abc"),
        ("claims", made, "--flip", "zz"),
        ("claims", made, "--show", "zz"),
    ):
        rashomon(*args, code=2)
    assert len(only(records("factors", made), "ruling")) == before
