"""camps, profile, loops of map, and the sources behind an effect, from the command line and in Python."""

import json
import subprocess
import sys

import pytest

import rashomon

ONE = """The harbour war

By Ada Brook
12 March 2026

Orsan attacked Merrowe on Monday. Dorn supports Orsan, and Halvik supports Merrowe. Dorn condemned Halvik on Tuesday.
Higher grain prices raise wages in the port. Higher wages raise grain prices. A long drought lowered rents in the harbour.
"""
OTHER = """Who fights whom in the harbour war

By Carl Dane
12 March 2026

Dorn supports Merrowe. Merrowe attacked Orsan on Monday. Halvik supports Orsan.
Higher grain prices raise wages in the port, the bank said. Dorn denied that it attacked Halvik.
"""


def run(*args):
    command = [sys.executable, "-c", "from rashomon.app.cli import main; main()", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def records(*args):
    return [json.loads(line) for line in run(*args).stdout.splitlines()]


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("feud")
    (folder / "one.txt").write_text(ONE)
    (folder / "other.txt").write_text(OTHER)
    path = folder / "feud.rashomon"
    done = run("open", folder / "one.txt", folder / "other.txt", "--case", path, "--no-serve")
    assert done.returncode == 0, done.stderr
    return path


def test_camps_differ_between_accounts_and_every_tie_has_its_words(case):
    by_label = {}
    with rashomon.open_case(case) as opened:
        for camps in opened.camps():
            text = opened.document(camps.account).text
            names = {a.id: a.name for a in camps.actors}
            for tie in camps.ties:
                for piece in tie.evidence:
                    words = " ".join(text[a:b] for a, b in piece.spans)
                    assert all(names[end] in words for end in (tie.left, tie.right))
            (group,) = camps.groups
            sides = {frozenset(names[a] for a in side) for side in (group.one, group.other)}
            by_label[opened.label(camps.account)] = sides
        frame = opened.camps().to_frame()
    assert by_label == {
        "Ada Brook": {frozenset({"Orsan", "Dorn"}), frozenset({"Merrowe", "Halvik"})},
        "Carl Dane": {frozenset({"Dorn", "Merrowe"}), frozenset({"Orsan", "Halvik"})},
    }
    assert {"account", "left_name", "sign", "right_name", "strained"} <= set(frame.columns)
    assert len(frame) == 7


def test_the_camps_command(case):
    done = run("camps", case)
    assert done.returncode == 0
    assert "All 4 ties fit into two camps." in done.stdout
    assert "− “Orsan attacked Merrowe” (" in done.stdout
    found = records("camps", case, "--json")
    assert [r["record"] for r in found] == ["camps", "camps"]
    assert all(r["proven"] for r in found)


def test_the_profile_command(case):
    done = run("profile", case)
    assert done.returncode == 0
    assert "quotes nobody" in done.stdout
    assert "says nothing about (accounts that do):" in done.stdout
    for record in records("profile", case, "--json"):
        assert record["record"] == "profile"
        assert sum(len(s["annotations"]) for s in record["shares"]) == record["statements"]
    with rashomon.open_case(case) as opened:
        frame = opened.profiles().to_frame()
        assert len(frame) == 2
        assert {"statements", "asserted", "attributed", "quoted_named", "silent_on"} <= set(frame)
        assert opened.profiles()._repr_html_().startswith("<table>")


def test_map_tells_loops_with_their_sentences(case):
    text = run("map", case).stdout
    (line,) = [line for line in text.splitlines() if "reinforcing loop: " in line]
    assert set(line.partition(": ")[2].split(" → ")) == {"grain prices", "wages"}
    assert "“Higher wages raise grain prices”" in text
    by_kind = [r["loops"] for r in records("map", case, "--json")]
    assert sorted(map(len, by_kind)) == [0, 1]
    (loop,) = max(by_kind, key=len)
    assert (loop["kind"], len(loop["annotations"])) == ("reinforcing", 2)


def test_whatif_tells_who_would_have_to_be_wrong(case):
    done = run("whatif", case, "grain prices+", "--outcome", "wages")
    assert done.returncode == 0
    assert "rises: 2 independent sources would have to be wrong: " in done.stdout
    assert "(in Carl Dane)" in done.stdout
    found = records("whatif", case, "grain prices+", "--outcome", "wages", "--json")
    assert {r["record"] for r in found} == {"effect", "robustness"}
    assert all(r["least"] == r["most"] == len(r["speakers"]) for r in found if "least" in r)


def test_a_case_that_ties_nobody_says_so(tmp_path):
    (tmp_path / "calm.txt").write_text(
        "The rain fell on the port all day. Grain prices rose because of the rain.\n"
    )
    path = tmp_path / "calm.rashomon"
    assert run("open", tmp_path / "calm.txt", "--case", path, "--no-serve").returncode == 0
    done = run("camps", path)
    assert done.returncode == 1
    assert "no account says that one actor is for or against another" in done.stderr
