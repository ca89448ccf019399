"""judge and forecasts as a program uses them."""

import json
import subprocess
import sys

import pytest

ONE = """The strait stays shut

By Ada Brook
12 March 2031

The closure of the strait raised grain prices on the whole coast this week. Traders expect that grain prices
will fall again by June. The patrol boats fired on the ferry near the cape.
"""
OTHER = """No reason for alarm

By Carl Dane
12 March 2031

The closure of the strait did not raise grain prices on the coast. A drought raised grain prices.
The patrol boats did not fire on the ferry near the cape, the ministry of the coast said.
"""


def rashomon(*args):
    command = [sys.executable, "-c", "from rashomon.app.cli import main; main()", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def records(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for name, text in (("one", ONE), ("other", OTHER)):
        (folder / f"{name}.txt").write_text(text)
    path = folder.parent / "strait.rashomon"
    assert rashomon("open", folder, "--case", path, "--no-serve").returncode == 0
    return path


@pytest.fixture
def case(made, tmp_path):
    path = tmp_path / "strait.rashomon"
    path.write_bytes(made.read_bytes())
    return path


def test_judge_proposes_and_weighs_nothing_by_itself(case):
    (matrix,) = records(rashomon("judge", case, "--json"))
    assert matrix["record"] == "consistency"
    assert [h["share"] for h in matrix["hypotheses"]] == [None] * 3
    assert matrix["evidence"]
    assert {rater for cell in matrix["cells"] for rater in cell["raters"]} == {"proposal"}


def test_a_hypothesis_and_a_rating_are_kept_and_weigh(case):
    done = rashomon(
        "judge", case, "--hypothesis", "Speculators hoarded grain", "--by", "mara", "--json"
    )
    (matrix,) = records(done)
    own = next(h for h in matrix["hypotheses"] if h["by"] == "mara")
    evidence = matrix["evidence"][0]["id"]
    done = rashomon(
        "judge", case, "--rate", own["id"][:8], evidence[:8], "ii", "--by", "mara", "--json"
    )
    (matrix,) = records(done)
    row = next(h for h in matrix["hypotheses"] if h["id"] == own["id"])
    assert row["inconsistency"] == 2
    assert row["share"] == [1, 1, 1]  # alone among those that anybody rated
    text = rashomon("judge", case).stdout
    assert "Speculators hoarded grain" in text


def test_a_thesis_is_adopted_reworded_set_aside_and_taken_up(case):
    def judged(*args):
        (matrix,) = records(rashomon("judge", case, *args, "--by", "mara", "--json"))
        return matrix, {h["id"]: h for h in matrix["hypotheses"]}

    matrix, _ = judged()
    row = matrix["hypotheses"][0]["id"]
    _, found = judged("--adopt", row[:8])
    assert found[row]["by"] == "mara"
    _, found = judged("--edit", row[:8], "The drought did it")
    _, found = judged("--forbids", row[:8], "Rain in May")
    assert (found[row]["text"], found[row]["forbids"]) == ("The drought did it", "Rain in May")
    matrix, found = judged("--set-aside", row[:8])
    assert (row in found, matrix["set_aside"][0]["id"]) == (False, row)
    assert "set aside by mara" in rashomon("judge", case).stdout
    _, found = judged("--take-up", row[:8])
    assert found[row]["text"] == "The drought did it"
    lines = rashomon("judge", case, "--history", row[:8]).stdout.splitlines()
    assert [line.partition(" mara: ")[2] for line in lines][1:3] == [
        "worded it: The drought did it",
        "worded it: The drought did it (Rain in May)",
    ]


def test_ratings_of_one_person_without_an_item_or_an_account(case):
    (matrix,) = records(rashomon("judge", case, "--json"))
    row, account = matrix["hypotheses"][0]["id"], matrix["hypotheses"][1]["account"]
    evidence = matrix["evidence"][0]["id"]
    rate = "judge", case, "--rate", row[:8], evidence[:8]
    rashomon(*rate, "II", "--note", "a bad year", "--by", "mara")
    rashomon(*rate, "C", "--by", "ivo")
    text = rashomon("judge", case).stdout
    assert "raters differ by 3" in text
    assert "II a bad year" in text

    def share(*args):
        (found,) = records(rashomon("judge", case, *args, "--json"))
        assert found["raters"] == ["ivo", "mara"]
        return found["hypotheses"][0]["inconsistency"]

    assert (share(), share("--rater", "ivo")) == (0.5, 0)
    assert share("--without", evidence[:8], "--without", account[:8]) is None
    rashomon(*rate, "-", "--by", "mara")
    (found,) = records(rashomon("judge", case, "--json"))
    assert (found["raters"], found["hypotheses"][0]["inconsistency"]) == (["ivo"], 0)


def test_a_crux_is_ranked(case):
    (matrix,) = records(rashomon("judge", case, "--json"))
    chances = [
        f"--yes={h['id']}={p}" for h, p in zip(matrix["hypotheses"], (0.9, 0.1), strict=False)
    ]
    done = rashomon(
        "judge", case, "--crux", "Do prices fall by June?", "--closes", "2031-06-30", *chances
    )
    assert "Do prices fall by June?" in done.stdout
    assert "0.53 bits" in done.stdout
    assert "expected to tell 0.53 of 1.00 bits" in done.stdout
    (matrix,) = records(rashomon("judge", case, "--json"))
    (crux,) = matrix["cruxes"]
    assert [c["middle"] for c in crux["chances"]] == [0.9, 0.1]
    (matrix,) = records(rashomon("judge", case, "--drop-crux", crux["id"][:8], "--json"))
    assert matrix["cruxes"] == []


@pytest.mark.parametrize(
    "wrong",
    [
        ("--rate", "zz", "zz", "C"),
        ("--admit-only", "zz"),
        ("--crux", "When?", "--closes", "soon"),
    ],
)
def test_what_judge_cannot_take_is_said_and_nothing_is_kept(case, wrong):
    done = rashomon("judge", case, *wrong)
    assert done.returncode == 2
    assert done.stderr
    (matrix,) = records(rashomon("judge", case, "--json"))
    assert matrix["cruxes"] == []


def test_forecasts_list_predictions_and_keep_what_became_of_them(case):
    found = records(rashomon("forecasts", case, "--json"))
    question = next(r for r in found if r["record"] == "question")
    assert (question["status"], question["closes"]) == ("proposed", "2031-06-30")
    start = question["id"][:8]
    rashomon("forecasts", case, "--confirm", start, "--wording", "Is grain below 200 on 30 June?")
    rashomon("forecasts", case, "--give", start, "0.7", "--by", "mara")
    done = rashomon(
        "forecasts", case, "--resolve", start, "yes", "--evidence", "exchange", "--json"
    )
    question = next(r for r in records(done) if r["record"] == "question")
    assert (question["status"], question["probability"]) == ("yes", 0.7)
    assert question["wording"] == "Is grain below 200 on 30 June?"
    ledger = [r for r in records(done) if r["record"] == "ledger"]
    rashomon("forecasts", case, "--give", start, "0.9", "--by", "ivo", "--note", "no hedge")
    text = rashomon("forecasts", case).stdout
    assert "mara 70%" in text
    assert "ivo 90% no hedge" in text
    assert ledger[0]["name"] == "Ada Brook"
    assert (ledger[0]["resolved"], ledger[0]["brier"]) == (1, None)


def test_what_was_said_of_a_prediction_is_taken_back(case):
    def asked(*args):
        found = records(rashomon("forecasts", case, *args, "--by", "mara", "--json"))
        return next(r for r in found if r["record"] == "question")

    start = asked()["id"][:8]
    question = asked("--confirm", start, "--condition", "if it rains", "--closes", "2031-07-01")
    assert (question["condition"], question["closes"]) == ("if it rains", "2031-07-01")
    asked("--give", start, "0.7")
    asked("--resolve", start, "void", "--evidence", "it did not rain")
    question = asked("--resolve", start, "open")
    assert (question["status"], question["evidence"]) == ("confirmed", "")
    assert asked("--give", start, "-")["probability"] is None
    assert asked("--unconfirm", start)["status"] == "proposed"
    told = rashomon("forecasts", case, "--history", start).stdout
    assert "mara: gave it 70 %" in told
    assert "mara: void: it did not rain" in told
    assert asked("--pass-over", start)["status"] == "passed"
    assert asked("--unconfirm", start)["status"] == "proposed"


def test_an_impossible_probability_is_refused(case):
    found = records(rashomon("forecasts", case, "--json"))
    done = rashomon("forecasts", case, "--give", found[0]["id"], "1.7")
    assert done.returncode == 2
    assert "1.7 is no probability" in done.stderr


def test_a_series_stands_beside_what_is_said_and_is_kept_on_demand(case, tmp_path):
    path = tmp_path / "grain.csv"
    path.write_text("day,price\n2031-03-10,100\n2031-03-11,100\n2031-03-12,130\n2031-03-13,125\n")
    asked = "series", case, path, "grain prices", "--at", "2031-03-12", "--days", "1"
    (check,) = records(rashomon(*asked, "--json"))
    assert check["before"] == ["2031-03-11", 100]
    assert check["after"] == ["2031-03-13", 125]
    assert {one["account"] for one in check["stated"]}
    done = rashomon(*asked, "--keep", "--by", "mara")
    assert "grain rose 25%" in done.stdout
    (kept,) = records(rashomon("series", case, "--json"))
    assert (kept["by"], len(kept["points"])) == ("mara", 4)
    assert f"kept by mara as {kept['id'][:8]}" in rashomon("series", case).stdout
    assert records(rashomon("series", case, "--drop", kept["id"][:8], "--json")) == []
    wrong = rashomon("series", case, path, "grain prices", "--at", "1999-01-01")
    assert wrong.returncode == 1
    assert "it runs from 2031-03-10 to 2031-03-13" in wrong.stderr
