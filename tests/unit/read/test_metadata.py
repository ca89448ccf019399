"""What is known of an article and from where: pages with traps, recorded floors, odd markup."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_samples import PARAGRAPHS, read, read_html

sys.path.insert(0, str(Path(__file__).parents[3] / "evals"))

import metadata

ROOT = Path(__file__).parents[3]
CASES = metadata.load()
FLOORS = json.loads((ROOT / "evals" / "read_floors.json").read_text("utf-8"))["floors"]
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_page_with_a_trap(case):
    assert list(metadata.wrong_fields(case)) == []


def test_the_recorded_shares_are_above_their_floors():
    recorded = json.loads((ROOT / "evals" / "results" / "read.json").read_text("utf-8"))
    assert recorded["pages"] == "held out"
    row = recorded["types"]["all"]
    found = {name: row[name]["ours"] / row[name]["known"] for name in FLOORS}
    assert {name: share for name, share in found.items() if share < FLOORS[name]} == {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_field_has_its_evidence_on_the_page(case):
    page = metadata.page_of(case)
    for doc in metadata.split_page(page).documents:
        told = {entry.field for entry in doc.evidence}
        fields = ("title", "author", "outlet", "original_outlet", "published", "updated")
        more = ("section", "url", "language")
        assert told == {name for name in (*fields, *more) if getattr(doc, name)}
        for entry in doc.evidence:
            assert entry.place
            assert (
                " ".join(entry.text.split()[:3]) in " ".join(case["page"].split())
                or "<" in case["page"]
            )


def test_related_articles_have_their_own_facts_only():
    reading = read(
        "Ferries stay in port\nBy Mira Tolland\n7 March 2031\n\n"
        + "\n\n".join(PARAGRAPHS)
        + "\n\nRelated articles\n\nBread grows dear in Oldtown\nBy Jonas Frey\nThe Oldtown Courier\n1 March 2031\n\n"
        + "\n\n".join(PARAGRAPHS)
    )
    main, related = reading.documents
    assert (main.author, main.published) == ("Mira Tolland", "2031-03-07")
    assert (related.author, related.published) == ("Jonas Frey", "2031-03-01")
    assert {e.place for e in related.evidence if e.field in ("author", "published")} == {
        "byline",
        "date line",
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "@id", "@type", "@graph", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
KEYS = ("@type", "@id", "@graph", "mainEntity", "author", "publisher", "headline", "datePublished",
        "dateModified", "articleSection")  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(
    st.dictionaries(st.sampled_from(KEYS), json_values), st.sampled_from(["Article", "Question"])
)
def test_any_json_ld_leaves_the_text_alone(node, kind):
    script = json.dumps({"@type": kind, **node}).replace("<", "\\u003c")
    page = f"<head><script type='application/ld+json'>{script}</script></head><body><h1>Ferries stay</h1>{BODY}"
    doc = read_html(page).documents[0]
    assert doc.text == "\n\n".join(PARAGRAPHS)
    assert all(isinstance(entry.text, str) for entry in doc.evidence)


@pytest.mark.parametrize("address", ["http://[", "//[x", "javascript:alert(1)", "http://", "a b"])
def test_an_odd_canonical_address_is_none(address):
    head = f"<head><link rel=canonical href='{address}'></head>"
    doc = read_html(f"{head}<body><h1>Ferries stay</h1>{BODY}").documents[0]
    assert not doc.url.startswith(("javascript", "http://["))
    assert doc.original_outlet == ""
