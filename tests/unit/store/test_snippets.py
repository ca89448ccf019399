"""Snippets show the places with most of what was looked for."""

from hypothesis import given
from hypothesis import strategies as st

from rashomon.store.snippets import SNIPPETS, SPANS, WIDTH, best_snippets


def test_the_place_with_most_different_words_is_chosen():
    filler = "nothing of note happened on that day " * 20
    text = f"dam dam {filler} the dam and the ferry {filler} ferry"
    found = [(n, n + 3) for n in range(len(text)) if text.startswith("dam", n)]
    found += [(n, n + 5) for n in range(len(text)) if text.startswith("ferry", n)]
    snippets, spans = best_snippets(text, sorted(found))
    assert len(snippets) == SNIPPETS
    assert any("dam and the ferry" in text[a:b] for a, b in snippets)
    assert {text[a:b] for a, b in spans} == {"dam", "ferry"}


def test_no_word_is_cut_where_there_are_spaces():
    text = "word " * 200 + "ferry " + "word " * 200
    ((start, end),), _ = best_snippets(text, [(1000, 1005)])
    assert text[start:end].split() == ["word"] * text[start:1000].count("w") + ["ferry"] + [
        "word"
    ] * text[1005:end].count("w")


def test_nothing_found_gives_nothing():
    assert best_snippets("text", []) == ((), ())


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 400)), max_size=40), st.text())
def test_snippets_hold_their_spans_and_stay_short(pairs, text):
    text = (text + "a b") * (1 + 1400 // (len(text) + 3))
    found = sorted({(start, min(start + size, len(text))) for start, size in pairs})
    snippets, spans = best_snippets(text, found)
    assert bool(snippets) == bool(found)
    assert len(snippets) <= SNIPPETS
    assert len(spans) <= SNIPPETS * SPANS
    assert set(spans) <= set(found)
    assert all(0 <= a < b <= len(text) for a, b in snippets)
    assert all(any(a <= s and e <= b for a, b in snippets) for s, e in spans)
    assert all(b - a <= WIDTH + 460 for a, b in snippets)
