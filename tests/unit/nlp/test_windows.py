from hypothesis import given
from hypothesis import strategies as st

from rashomon.nlp.windows import WINDOW_PIECES, Window, cut_windows


@given(st.lists(st.integers(0, 220), max_size=40))
def test_every_sentence_with_words_is_owned_once(pieces: list[int]) -> None:
    windows = cut_windows(pieces)
    owned = [n for window in windows for n in window.sentences[window.context :]]
    assert owned == [number for number, count in enumerate(pieces) if count]
    for window in windows:
        size = 2 + sum(pieces[n] for n in window.sentences)
        assert size <= WINDOW_PIECES or len(window.sentences) == 1
        assert window.context < len(window.sentences)


def test_a_window_begins_with_the_sentence_before() -> None:
    assert cut_windows([100, 30, 60]) == [Window((0, 1), 0), Window((1, 2), 1)]


def test_a_long_sentence_is_no_context() -> None:
    assert cut_windows([150, 30]) == [Window((0,), 0), Window((1,), 0)]
