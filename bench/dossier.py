"""The whole dossier of 50 accounts: made for the first time, and made anew after a decision.

The documents are generated prose (`prose.py`): reports of one happening, each short. A person's
decision (here: an annotation is rejected) makes every view of the story old; all of them are then
computed anew: the claim matrix with its maps, levers and actors, camps, profiles, loops, one push
with the sources behind its effects, hypotheses, questions. Then every page is asked for.

    python bench/dossier.py [--accounts 50]
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

import prose
from common import median, publish
from rashomon.app.web.server import create_app
from rashomon.core.records import Decision
from rashomon.workspace import Case, open_case

ROUNDS = 5
PAGES = (
    "/",
    "/whatif",
    "/maps",
    "/sources",
    "/profile",
    "/levers",
    "/camps",
    "/judge",
    "/forecasts",
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--accounts", type=int, default=50)
    accounts = options.parse_args().accounts
    prose.ACCOUNTS_PER_STORY = 2 * accounts  # a part of them copy others, and do not count
    with tempfile.TemporaryDirectory() as place:
        folder, path = Path(place) / "reports", Path(place) / "one.rashomon"
        folder.mkdir()
        prose.write_documents(folder, accounts)
        with open_case(path, create=True) as case:
            case.add([str(folder)])
            rows, notes = measured(case, folder, accounts)
    publish("dossier", rows, notes=notes)


def measured(case: Case, folder: Path, accounts: int) -> tuple[list[dict[str, Any]], list[str]]:
    fill_up(case, folder, accounts)
    told = len(case.story().accounts)
    first = {**views(case), "stories": 0.0}
    again = [views_after_decision(case, number) for number in range(ROUNDS)]
    rows = [
        {"step": name, "first_cpu_s": first[name], "anew_cpu_s": middle(again, name)}
        for name in first
    ]
    totals = [sum(one.values()) for one in again]
    rows.append(
        {"step": "all views", "first_cpu_s": sum(first.values()), "anew_cpu_s": median(totals)}
    )
    client = TestClient(create_app(case), base_url="http://127.0.0.1")
    pages = [cost(lambda page=page: client.get(page).raise_for_status())[0] for page in PAGES]
    rows.append({"step": f"{len(PAGES)} pages from those views", "first_cpu_s": sum(pages)})
    comparison = case.comparison()
    notes = [
        f"{told} accounts (copies left out) of {len(case.documents())} documents, {len(comparison.claims)} claims, {len(comparison.factors)} factors, {sum(len(m.edges) for m in comparison.maps)} links",
        f"anew: medians of {ROUNDS} decisions; the largest total {max(totals):.2f} s; reading and extracting not counted",
    ]
    return rows, notes


def fill_up(case: Case, folder: Path, accounts: int) -> None:
    """Add reports until so many count as accounts of their own."""
    count = accounts
    while len(case.story().accounts) < accounts:
        count += accounts // 10 + 1
        prose.write_documents(folder, count)
        case.add([str(folder)])


def views(case: Case) -> dict[str, float]:
    story = case.story().id
    comparison = cost(lambda: case.comparison(story))
    push = comparison[1].factors[0].id
    return {
        "matrix, maps, levers, actors": comparison[0],
        "camps and profiles": cost(lambda: (case.camps(story), case.profiles(story)))[0],
        "loops": cost(lambda: case.loops(story))[0],
        "one push and its sources": cost(lambda: case.robustness(push, 1, story))[0],
        "hypotheses": cost(lambda: case.judge(story))[0],
        "questions": cost(case.questions)[0],
    }


def views_after_decision(case: Case, number: int) -> dict[str, float]:
    account = case.story().accounts[number]
    target = case.annotations(account)[number].id
    at = f"2031-02-{number + 1:02}"
    case.store.add([Decision.make(target=target, verdict="rejected", by="bench", at=at)])
    gathering = cost(case.stories)[0]
    found = views(case)
    return {**found, "stories": gathering}


def middle(rounds: list[dict[str, float]], name: str) -> float:
    return median([one[name] for one in rounds])


def cost(do: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of CPU time, of all threads; and what came of it."""
    start = time.process_time()
    found = do()
    return time.process_time() - start, found


if __name__ == "__main__":
    main()
