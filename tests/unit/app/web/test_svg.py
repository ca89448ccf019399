from rashomon.app.web.layout import lay_out
from rashomon.app.web.svg import LABEL_CHARACTERS, LABEL_LINES, edge_shape, wrap_label
from rashomon.core.views import Edge

LABELS = {"a": "tolls", "b": "grain prices"}


def _shape(beside=0, **about):
    given = {"sign": 1, "mode": "asserted", "hedged": False, "voice": "own", **about}
    route = lay_out("ab", [("a", "b")]).routes["a", "b"]
    edge = Edge("a", "b", annotations=("x",), **given)
    return edge_shape(
        route, edge, labels=LABELS, clash=about.get("mode") == "denied", number=1, beside=beside
    )


def test_a_label_fits_its_box():
    lines = wrap_label(
        "an unusually long factor with Donaudampfschifffahrtsgesellschaft in it and more"
    )
    assert len(lines) <= LABEL_LINES
    assert all(len(line) <= LABEL_CHARACTERS for line in lines)
    assert lines[-1].endswith("…")


def test_the_sign_is_told_by_word_and_glyph():
    assert _shape().words == "tolls raises grain prices"
    assert _shape(sign=-1).sign == "−"
    assert _shape(sign=0).words == "tolls has no effect on grain prices"


def test_a_denied_link_is_struck_through_and_says_so():
    shape = _shape(mode="denied")
    assert shape.strike
    assert "denied" in shape.words
    assert "clashes with another account" in shape.words
    assert not _shape().strike


def test_a_second_link_between_the_same_factors_is_drawn_beside_the_first():
    assert _shape(beside=1).path != _shape().path
    assert _shape(beside=1).sign_x - _shape().sign_x >= 18


def test_modes_hedges_and_voices_have_their_classes():
    assert {"mode-threat", "hedged", "voice-quoted", "minus"} <= set(
        _shape(mode="threat", hedged=True, voice="quoted", sign=-1).classes.split()
    )
