import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.nlp.sentences import MAX_TOKENS, split_sentences
from rashomon.nlp.tokens import tokenize


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Orlen met Gen. A. B. Voss at 10 a.m. on Jan. 5.|He left.",
        "The U.S. Senate agreed.|Nobody in the U.S. believed it.",
        "He lives in the U.S.|The others fled.",
        'He said: "It is over."|She left.',
        "'They lied.'|Nobody answered.",
        "“Why now?” Voss asked.|No answer came.",
        '"Stop!" said Orlen.|They stopped.',
        "It cost 3.5 bn.|No. 5 was hit.|See p. 12.",
        "Was it the drought?|No!|It was the tax.",
        "The end...|Or not?",
        "He spoke . . . and left.|who knows why?|not me!|at all",
        "It was true.[3]|The rest was not. [4] [5]|Nobody asked.",
        "They shouted ‘Leave!’ – and left.|So it ended.",
        "(It was late.)|They slept.",
        "He went home. e.g. to Kestria, i.e. north.",
        "he left the room.|then he came back.",
        "今日は。|明日も。",
        "The talks ended well.|The army withdrew.",
        "Orlen Inc. owns it.|Brask Ltd. does not.",
    ],
)
def test_full_stops(text: str) -> None:
    expected = text.split("|")
    assert sentences(" ".join(expected)) == expected


def test_a_missing_space_after_the_full_stop() -> None:
    assert sentences("He left the room.The dog barked.") == ["He left the room.", "The dog barked."]


def test_headings_items_and_lines_stand_alone() -> None:
    text = (
        "War in Kestria\nThe army moved. It won.\n\n"
        "- first demand\n* second demand. And more\n1. Leave\n2) Pay\n\n  The end  "
    )
    assert sentences(text) == [
        "War in Kestria",
        "The army moved.",
        "It won.",
        "first demand",
        "second demand.",
        "And more",
        "Leave",
        "Pay",
        "The end",
    ]


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "The ministers of both countries met again on Tuesday in the\n"
        "capital of Kestria, where the strike had closed most of the\n"
        "ports and President Orlen had spoken of a siege. They left.\n"
        "Nobody knew why."
    )
    assert len(sentences(text)) == 3


def test_never_over_a_blank_line() -> None:
    assert sentences("It began with\n\nthe war") == ["It began with", "the war"]
    assert sentences("It began with\n \t\nthe war") == ["It began with", "the war"]


def test_long_ones_are_cut_at_the_maximum() -> None:
    text = "word, " * 1000
    spans = split_sentences(text)
    assert all(0 < len(tokenize(text[start:end])) <= MAX_TOKENS for start, end in spans)
    assert sum(len(tokenize(text[start:end])) for start, end in spans) == 2000


@given(st.text(alphabet=st.sampled_from("aB .!?\"'\n-•1)。🙂\u0301"), max_size=120))
def test_spans_are_trimmed_in_order_and_over_no_blank_line(text: str) -> None:
    at = 0
    for start, end in split_sentences(text):
        assert at <= start < end <= len(text)
        piece = text[start:end]
        assert piece == piece.strip()
        assert "\n\n" not in piece
        at = end


def test_nothing_in_nothing_out() -> None:
    assert split_sentences("") == []
    assert split_sentences(" \n\n \t ") == []


def test_a_dateline_stands_outside() -> None:
    text = "PORT AVERIN, Merrowe, March 12 (North Wire) - Prices rose. They fell."
    assert sentences(text) == ["Prices rose.", "They fell."]
    assert sentences("LONDON — The bank said no.") == ["The bank said no."]
    assert sentences("NATO - an alliance - met.") == ["NATO - an alliance - met."]
