from hypothesis import given
from hypothesis import strategies as st

from rashomon.app.web.segments import Edit, paragraphs, segment_text
from rashomon.core.bodies import Attribution, CausalClaim, Mention
from rashomon.core.records import Annotation

TEXT = "Dorn said the toll\nraised prices."


def _annotation(body):
    return Annotation.make(doc="d", body=body, producer="p", score=1.0)


@given(st.text(alphabet="ab \n\t\u2028é🙂", max_size=60))
def test_paragraphs_are_the_whole_text(text):
    spans = paragraphs(text)
    assert "".join(text[start:end] for start, end in spans) == text


@given(
    st.lists(st.tuples(st.integers(0, 33), st.integers(1, 34)), min_size=1, max_size=6, unique=True)
)
def test_segments_of_an_item_are_its_characters(pairs):
    spans = [(min(p), max(p)) for p in pairs if min(p) < max(p) <= len(TEXT)]
    spans = list(dict.fromkeys(spans))
    found = [_annotation(Mention((span,), "MISC")) for span in spans]
    segments = [
        segment for span in paragraphs(TEXT) for segment in segment_text(TEXT, found, within=span)
    ]
    assert "".join(s.text for s in segments) == TEXT
    for ann, (start, end) in zip(found, spans, strict=True):
        held = [s for s in segments if any(p.annotation == ann.id for p in s.parts)]
        assert "".join(s.text for s in held) == TEXT[start:end]
        assert sum(p.first for s in held for p in s.parts if p.annotation == ann.id) == 1


def test_changes_stand_at_their_characters():
    edits = (
        Edit(1, "cut", (0, 0), (0, 9)),
        Edit(2, "changed", (5, 9), (14, 20)),
        Edit(3, "cut", (18, 18), (29, 40)),
        Edit(4, "cut", (33, 33), (60, 70)),
    )
    segments = [
        segment
        for span in paragraphs(TEXT)
        for segment in segment_text(TEXT, (), within=span, edits=edits)
    ]
    assert "".join(s.text for s in segments) == TEXT
    assert [s.text for s in segments if s.edit] == ["said"]
    cuts = [(e.number, s.span[1]) for s in segments for e in s.cuts]
    assert cuts == [(3, 18), (4, 33)]
    assert [(e.number, s.span[0]) for s in segments for e in s.opening] == [(1, 0)]


def test_overlapping_roles_share_a_segment():
    said = _annotation(Attribution(((0, 4),), ((5, 9),), ((10, 33),)))
    claim = _annotation(CausalClaim(((10, 18),), ((26, 32),), ((19, 25),)))
    segments = segment_text(TEXT, [said, claim], within=(0, len(TEXT)))
    by_text = {s.text: [(p.kind, p.role) for p in s.parts] for s in segments}
    assert by_text["the toll"] == [("attribution", "content"), ("causal_claim", "cause")]
    assert by_text["\n"] == [("attribution", "content")]
    assert by_text["raised"] == [("attribution", "content"), ("causal_claim", "signal")]


def test_a_mark_is_cut_out_and_says_where_it_starts():
    segments = segment_text(TEXT, [], within=(0, len(TEXT)), mark=(5, 9))
    assert [(s.text, s.marked, s.mark_starts) for s in segments] == [
        ("Dorn ", False, False),
        ("said", True, True),
        (" the toll\nraised prices.", False, False),
    ]
