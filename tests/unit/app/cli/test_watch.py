"""`rashomon watch` as a program uses it: rounds, exit codes, and ends of every kind."""

import json
import os
import signal
import subprocess
import sys
import threading

import pytest

from rashomon.workspace import open_case

HTML = {"Content-Type": "text/html; charset=utf-8"}
PATIENCE_S = 600  # with a busy machine; nothing here waits that long where it works
COMMAND = [sys.executable, "-c", "from rashomon.app.cli import main; main()"]


def article(name):
    return (
        f"<html><head><title>News from {name}</title></head><body><article>"
        f"<p>The closure of the strait raised grain prices in {name} this week, traders said.</p>"
        f"<p>The minister denied that the closure had anything to do with the prices in {name}.</p>"
        "</article></body></html>"
    ).encode()


@pytest.fixture
def papers(web):
    """A feed of two articles."""
    items = ""
    for name in ("Kessa", "Tarn"):
        web.pages[f"/{name}"] = (200, HTML, article(name))
        items += f"<item><title>News</title><link>{web.url}/{name}</link></item>"
    web.pages["/feed"] = (200, {}, f"<rss><channel>{items}</channel></rss>".encode())
    return web


@pytest.fixture
def case(tmp_path):
    return tmp_path / "crisis.rashomon"


def rashomon(*args):
    command = [*COMMAND, *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_S)


def count_documents(case):
    with open_case(case) as opened:
        return len(opened.documents())


def test_a_round_and_the_next_one(papers, case):
    first = rashomon("watch", case, f"{papers.url}/feed", "--json")
    assert first.returncode == 0, first.stderr
    records = [json.loads(line) for line in first.stdout.splitlines()]
    assert [record["record"] for record in records] == ["document", "document"]
    assert "1 feed (0 unchanged), 2 new documents" in first.stderr
    with open_case(case) as opened:
        assert all(opened.annotations(doc.id) for doc in opened.documents())
    again = rashomon("watch", case)  # it remembers what it follows
    assert (again.returncode, again.stdout) == (0, "")
    assert "1 feed (0 unchanged), 0 new documents" in again.stderr


def test_some_feeds_that_fail(papers, case):
    done = rashomon("watch", case, f"{papers.url}/gone", f"{papers.url}/feed")
    assert done.returncode == 3
    assert f"failed: {papers.url}/gone" in done.stderr
    assert len(done.stdout.splitlines()) == 2


def test_nothing_but_feeds_that_fail(papers, case):
    done = rashomon("watch", case, f"{papers.url}/gone")
    assert done.returncode == 1
    assert not case.exists()


def test_a_case_that_is_not_there(case):
    done = rashomon("watch", case)
    assert done.returncode == 2
    assert str(case) in done.stderr


def test_a_wrong_number_of_minutes(case):
    assert rashomon("watch", case, "feed.xml", "--every", "0").returncode == 2


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_goes_on_until_it_is_stopped(papers, case, stop):
    command = [*COMMAND, "watch", str(case), f"{papers.url}/feed", "--every", "60"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        said = ""
        for line in running.stderr:
            said += line
            if line.startswith("next round"):
                running.send_signal(stop)
    assert running.returncode == 0
    assert "2 new documents" in said
    assert "stopped" in said
    assert count_documents(case) == 2


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 3), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_round_that_is_cut_short_goes_on_in_the_next(papers, case, stop, code):
    reached, let_go = threading.Event(), threading.Event()

    def hang(_):
        reached.set()
        let_go.wait(PATIENCE_S)
        return (200, HTML, article("Tarn"))

    papers.pages["/Tarn"] = hang
    command = [*COMMAND, "watch", str(case), f"{papers.url}/feed"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ}) as running:
        assert reached.wait(PATIENCE_S)
        running.send_signal(stop)
        running.wait(PATIENCE_S)
        let_go.set()
    assert running.returncode == code
    assert count_documents(case) == 1
    papers.pages["/Tarn"] = (200, HTML, article("Tarn"))
    papers.seen.clear()
    assert rashomon("watch", case).returncode == 0
    assert "/Kessa" not in papers.paths()
    with open_case(case) as opened:
        assert [bool(opened.annotations(doc.id)) for doc in opened.documents()] == [True, True]


def test_a_feed_is_an_input_and_a_wall_is_told(papers, tmp_path):
    wall = b"<p>Subscribe to continue reading.</p></article>"
    papers.pages["/Tarn"] = (200, HTML, article("Tarn").replace(b"</article>", wall))
    done = rashomon("read", f"{papers.url}/feed", "--json")
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["record"] for line in done.stdout.splitlines()].count("document") == 2
    assert f"{papers.url}/Tarn: the page shows only its first lines behind a paywall" in done.stderr
