"""The held-out and the practice cases: every quote stands in its text, every key and value is a known one."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rashomon.core.spans import Span, locate

CASES = Path(__file__).parents[2] / "evals"
NAMES = sorted(
    str(path.parent.relative_to(CASES))
    for folder in ("cases", "practice")
    for path in (CASES / folder).glob("*/expected.json")
)
HEAD_LINES = 3  # title, byline, date
BODY_WORDS = range(180, 321)
MAX_GAP = 260  # characters between a cause and its effect, as in the built-in example
KEYS = {
    "": {"documents", "chrome", "stories", "copies", "claims", "causal_claims", "effects"},
    "documents": {
        *("ref", "role", "title", "author", "outlet", "published", "precision", "first", "last"),
    },
    "stories": {"title", "documents"},
    "claims": {"statement", "cells"},
    "cells": {"stance", "quote", "voice", "hedged"},
    "causal_claims": {"ref", "cause", "effect", "sign", "mode", "hedged"},
    "effects": {"push", "direction", "outcome", "accounts"},
    "accounts": {"push", "outcome", "effect"},
}
CLOSED = {
    "role": {"main"},
    "precision": {"day"},
    "stance": {"asserts", "denies", "unclear"},
    "voice": {"own", "quoted"},
    "hedged": {True, False},
    "sign": {1, 0, -1},
    "mode": {"asserted", "denied", "conditional", "threat", "counterfactual"},
    "direction": {1, -1},
}
OPPOSITE = [{"asserts", "denies"}, {"rises", "falls"}, {"rises", "none"}, {"falls", "none"}]
Expected = dict[str, Any]

pytestmark = pytest.mark.parametrize("name", NAMES)


@cache
def expected(name: str) -> Expected:
    return json.loads((CASES / name / "expected.json").read_text(encoding="utf-8"))


@cache
def text(name: str, ref: str) -> str:
    return (CASES / name / ref).read_text(encoding="utf-8")


def records(name: str) -> list[tuple[str, Expected]]:
    """Each record with the name of the list or mapping that it stands in."""
    read = expected(name)
    found = [(field, row) for field in KEYS if field in read for row in read[field]]
    found += [("cells", cell) for row in read["claims"] for cell in row["cells"].values()]
    found += [("accounts", cell) for row in read["effects"] for cell in row["accounts"].values()]
    return [("", read), *found]


def quotes(name: str) -> list[tuple[str, str]]:
    read = expected(name)
    pairs = [(d["ref"], d[key]) for d in read["documents"] for key in ("title", "first", "last")]
    pairs += [(ref, cell["quote"]) for c in read["claims"] for ref, cell in c["cells"].items()]
    pairs += [(c["ref"], c[role]) for c in read["causal_claims"] for role in ("cause", "effect")]
    for effect in read["effects"]:
        for ref, account in effect["accounts"].items():
            pairs += [(ref, account["push"]), (ref, account["outcome"])]
    return pairs


def whole(quote: str) -> re.Pattern[str]:
    """The quote where it neither starts nor ends inside a word."""
    return re.compile(rf"(?<!\w){re.escape(quote)}(?!\w)")


def gap(left: Span, right: Span) -> int:
    return max(left[0] - right[1], right[0] - left[1])


def test_quotes_stand_in_their_texts(name: str) -> None:
    missing = [pair for pair in quotes(name) if locate(text(name, pair[0]), pair[1]) is None]
    assert not missing


def test_quotes_are_whole_words(name: str) -> None:
    ragged = [pair for pair in quotes(name) if not whole(pair[1]).search(text(name, pair[0]))]
    assert not ragged


def test_cause_and_effect_stand_close(name: str) -> None:
    far = []
    for claim in expected(name)["causal_claims"]:
        body = text(name, claim["ref"])
        causes, effects = (
            [found.span() for found in whole(claim[role]).finditer(body)]
            for role in ("cause", "effect")
        )
        nearest = min(gap(cause, effect) for cause in causes for effect in effects)
        if not 0 <= nearest <= MAX_GAP:
            far.append((claim, nearest))
    assert not far


def test_keys_are_known(name: str) -> None:
    strange = [(field, row) for field, row in records(name) if set(row) != KEYS[field]]
    assert not strange


def test_values_are_known(name: str) -> None:
    strange = [
        (key, row)
        for field, row in records(name)
        for key, values in CLOSED.items()
        if key in row and row[key] not in values
    ]
    moves = [row["effect"] for field, row in records(name) if field == "accounts"]
    assert not strange
    assert set(moves) <= {"rises", "falls", "none"}


def test_every_file_is_one_document_of_the_story(name: str) -> None:
    read = expected(name)
    files = sorted(path.name for path in (CASES / name).glob("*.txt"))
    assert sorted(d["ref"] for d in read["documents"]) == files
    assert [sorted(story["documents"]) for story in read["stories"]] == [files]


def test_texts_have_the_stated_form(name: str) -> None:
    for doc in expected(name)["documents"]:
        lines = text(name, doc["ref"]).splitlines()
        head, body = lines[:HEAD_LINES], " ".join(lines[HEAD_LINES:])
        assert head[0] == doc["title"]
        assert doc["author"] in head[1] or body.endswith(doc["author"])
        assert doc["outlet"] in head[1]
        assert doc["published"][:4] in head[2]
        assert len(body.split()) in BODY_WORDS


@pytest.mark.parametrize("field", ["claims", "causal_claims"])
def test_no_row_is_there_twice(name: str, field: str) -> None:
    rows = [json.dumps(row, sort_keys=True) for row in expected(name)[field]]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("field", ["claims", "effects"])
def test_accounts_clash(name: str, field: str) -> None:
    rows = [row["cells"] if field == "claims" else row["accounts"] for row in expected(name)[field]]
    said = [{cell.get("stance") or cell.get("effect") for cell in row.values()} for row in rows]
    clashes = [answers for answers in said if any(pair <= answers for pair in OPPOSITE)]
    assert len(clashes) > len(rows) / 2
