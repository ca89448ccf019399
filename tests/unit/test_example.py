"""The example's expected reading rests on the texts: every quote stands where it says."""

import json
from functools import cache
from typing import Any

import pytest
from lxml import html

from rashomon.core.spans import Span, locate
from rashomon.examples import EXPECTED, example_files

MAX_GAP = 260  # characters between a cause and its effect: two sentences of the example
Expected = dict[str, Any]


@cache
def expected() -> Expected:
    return json.loads(EXPECTED.read_text(encoding="utf-8"))


@cache
def visible_text(ref: str) -> str:
    path = next(p for p in example_files() if p.name == ref)
    raw = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return html.document_fromstring(raw).body.text_content()
    return raw.replace("*", "") if path.suffix == ".md" else raw


def occurrences(text: str, quote: str) -> list[Span]:
    found, start = [], 0
    while span := locate(text[start:], quote):
        found.append((start + span[0], start + span[1]))
        start = found[-1][0] + 1
    return found


def quotes() -> list[tuple[str, str]]:
    read = expected()
    pairs = [(d["ref"], d[key]) for d in read["documents"] for key in ("first", "last")]
    pairs += [(ref, cell["quote"]) for c in read["claims"] for ref, cell in c["cells"].items()]
    pairs += [(c["ref"], c[role]) for c in read["causal_claims"] for role in ("cause", "effect")]
    for effect in read["effects"]:
        for ref, account in effect["accounts"].items():
            pairs += [(ref, account["push"]), (ref, account["outcome"])]
    return pairs


def test_quotes_stand_in_their_texts() -> None:
    missing = [pair for pair in quotes() if locate(visible_text(pair[0]), pair[1]) is None]
    assert not missing


def test_chrome_stands_on_its_page() -> None:
    missing = [
        (ref, quote)
        for ref, parts in expected()["chrome"].items()
        for quote in parts
        if locate(visible_text(ref), quote) is None
    ]
    assert not missing


def test_cause_and_effect_stand_close() -> None:
    far = []
    for claim in expected()["causal_claims"]:
        text = visible_text(claim["ref"])
        causes, effects = (occurrences(text, claim[role]) for role in ("cause", "effect"))
        gap = min(max(c[0] - e[1], e[0] - c[1]) for c in causes for e in effects)
        if not 0 <= gap <= MAX_GAP:
            far.append((claim, gap))
    assert not far


def test_every_file_has_its_main_document() -> None:
    mains = [d["ref"] for d in expected()["documents"] if d["role"] == "main"]
    assert sorted(mains) == [p.name for p in example_files()]


@pytest.mark.parametrize("field", ["claims", "effects"])
def test_accounts_clash(field: str) -> None:
    """The example is there to show clashes: most rows hold opposite answers."""
    opposite = [{"asserts", "denies"}, {"rises", "falls"}, {"rises", "none"}, {"falls", "none"}]
    rows = [row["cells"] if field == "claims" else row["accounts"] for row in expected()[field]]
    said = [{c.get("stance") or c.get("effect") for c in cells.values()} for cells in rows]
    clashes = [answers for answers in said if any(pair <= answers for pair in opposite)]
    assert len(clashes) > len(rows) / 2


def test_the_copy_repeats_its_original() -> None:
    (copy,) = expected()["copies"]
    words = [set(visible_text(copy[side]).split()) for side in ("copy", "original")]
    assert len(words[0] & words[1]) / len(words[1]) > 0.8
