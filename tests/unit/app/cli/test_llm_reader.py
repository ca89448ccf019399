"""`--reader llm` on the command line: what is sent and when, what is said, what failure costs."""

import json
import subprocess
import sys

import pytest
from chat_server import completion, failure

from rashomon.extract.llm_items import ITEMS
from rashomon.extract.llm_prompt import PROMPT_VERSION

GOOD = "The closure of the strait raised grain prices on the coast."
OTHER = "The closure of the strait lowered grain prices on the coast."


def rashomon(*args, cwd=None):
    command = [sys.executable, "-c", "from rashomon.app.cli import main; main()", *map(str, args)]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, check=False, timeout=120
    )


def quoted(words):
    return [{"prefix": "", "quote": words, "suffix": ""}]


def claim(signal, sign, effect="grain prices"):
    roles = {"cause": "The closure of the strait", "effect": effect, "signal": signal}
    return {
        **{role: quoted(words) for role, words in roles.items()},
        "sign": sign,
        "mode": "asserted",
        "hedged": False,
    }


def annotate(asked):
    """A model that knows two sentences, invents a claim, and gives nothing usable on a third."""
    passage = asked["messages"][1]["content"].split("\n", 2)[2]
    if "unreadable" in passage:
        return failure(401)
    found = claim("raised", 1) if "raised" in passage else claim("lowered", -1)
    invented = claim("doubled", 1, effect="bread prices")
    return completion({**{name: [] for name in ITEMS}, "causal_claims": [found, invented]})


@pytest.fixture
def pages(tmp_path, chat):
    chat.replies = annotate
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.txt").write_text(GOOD)
    (folder / "other.txt").write_text(OTHER)
    return folder


@pytest.fixture
def llm(chat):
    return ["--reader", "llm", "--base-url", chat.url, "--model", "small"]


def test_extract_asks_the_model_and_says_what_it_dropped(chat, pages, llm):
    done = rashomon("extract", pages / "one.txt", "--as-is", "--json", *llm)
    assert done.returncode == 0, done.stderr
    doc, ann = map(json.loads, done.stdout.splitlines())
    assert ann["producer"] == f"llm:small/{PROMPT_VERSION}"
    ((start, end),) = ann["body"]["effect"]
    assert doc["text"][start:end] == "grain prices"
    cost, dropped = done.stderr.splitlines()
    assert f"small at {chat.url}: 1 request with about " in cost
    assert dropped == ("dropped 1 of the model's proposals: 1 with a quote that is not in the text")
    again = rashomon("extract", pages / "one.txt", "--as-is", "--json", *llm)
    assert json.loads(again.stdout.splitlines()[1])["body"] == ann["body"]
    assert len(chat.seen) == 1


def test_a_document_that_gets_no_answer_is_listed_and_the_rest_goes_on(chat, pages, llm):
    (pages / "bad.txt").write_text("This is unreadable for the model.")
    done = rashomon("extract", pages, "--as-is", "--json", *llm)
    assert done.returncode == 3
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["record"] for r in records] == ["document", "annotation"] * 2
    (failed,) = (line for line in done.stderr.splitlines() if line.startswith("failed: "))
    assert failed.startswith(f"failed: {pages / 'bad.txt'}: {chat.url}: it answers 401")
    assert "Traceback" not in done.stderr
    alone = rashomon("extract", pages / "bad.txt", "--as-is", *llm)
    assert (alone.returncode, alone.stdout) == (1, "")


def test_open_compares_what_the_model_read(chat, pages, llm):
    case = pages.parent / "strait.rashomon"
    (pages / "bad.txt").write_text("This is unreadable for the model.")
    done = rashomon("open", pages, "--case", case, "--no-serve", *llm)
    assert done.returncode == 3
    assert "2 documents (2 new)" in done.stderr
    assert "dropped 2 of the model's proposals" in done.stderr
    maps = [json.loads(line) for line in rashomon("map", case, "--json").stdout.splitlines()]
    assert sorted(edge["sign"] for one in maps for edge in one["edges"]) == [-1, 1]
    asked = len(chat.seen)
    again = rashomon("open", pages, "--case", case, "--no-serve", *llm)
    assert again.returncode == 3
    assert len(chat.seen) == asked + 1  # only what failed


def test_open_leaves_no_case_where_the_model_reads_nothing(pages, llm):
    (pages / "one.txt").write_text("This is unreadable for the model.")
    case = pages.parent / "strait.rashomon"
    done = rashomon("open", pages / "one.txt", "--case", case, "--no-serve", *llm)
    assert done.returncode == 1
    assert not case.exists()


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--reader", "llm"], "needs both --base-url and --model"),
        (["--reader", "llm", "--model", "small"], "needs both --base-url and --model"),
        (["--reader", "llm", "--base-url", "URL"], "needs both --base-url and --model"),
        (["--base-url", "URL", "--model", "small"], "take --reader llm"),
        (["--reader", "llm", "--base-url", "small", "--model", "URL"], "is no address"),
    ],
)
def test_wrong_use_sends_nothing(chat, pages, options, reason):
    options = [chat.url if option == "URL" else option for option in options]
    case = pages.parent / "strait.rashomon"
    for command in (["extract"], ["open", "--no-serve", "--case", case]):
        done = rashomon(*command, pages / "one.txt", *options)
        assert done.returncode == 2
        assert reason in done.stderr
    assert not case.exists()
    assert chat.seen == []


def test_without_the_option_nothing_is_sent(chat, pages, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "theirs")
    monkeypatch.setenv("OPENAI_BASE_URL", chat.url)
    done = rashomon("extract", pages / "one.txt", "--as-is")
    assert done.returncode == 0
    assert chat.seen == []


def test_the_key_is_taken_from_the_environment_and_printed_nowhere(chat, pages, llm, monkeypatch):
    monkeypatch.setenv("RASHOMON_API_KEY", "sesame-7")
    done = rashomon("extract", pages, "--as-is", "--json", *llm, "--requests-per-minute", "6000")
    assert {headers["authorization"] for _, headers, _ in chat.seen} == {"Bearer sesame-7"}
    kept = [p.read_text() for p in (pages.parent / "cache").rglob("*.json")]
    assert len(kept) == 2
    assert "sesame-7" not in "".join([done.stdout, done.stderr, *kept])
