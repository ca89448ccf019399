import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rashomon.nlp.frames import (
    ATTRIBUTES,
    KINDS,
    NEEDED,
    OF_KIND,
    ROLE_LIST,
    ROLES,
    STATES,
    attribute_slices,
    distance_buckets,
    role_columns,
    sentence_offsets,
)
from rashomon.nlp.roles import best_paths
from rashomon.nlp.roles import decode_frame as decode_with

VALUES = sum(map(len, ATTRIBUTES.values()))
TOKENS = [(0, 3), (4, 9), (10, 12), (13, 20), (21, 25)]


def scores(**marked: str) -> np.ndarray:
    """Log-probabilities of one frame; `cause="BIOOO"` says which words a role of a causal claim has."""
    states = np.full((len(TOKENS), len(ROLE_LIST), STATES), -9.0, np.float32)
    states[:, :, 0] = -0.1
    for role, tags in marked.items():
        column = ROLE_LIST.index(("causal_claim", role))
        for word, tag in enumerate(tags):
            states[word, column] = -9.0
            states[word, column, "OBI".index(tag)] = -0.1
    return states


def ends(**marked: tuple[int, int]) -> np.ndarray:
    """Pointers to the first and last word of roles of a causal claim; elsewhere they say nothing."""
    found = np.zeros((len(TOKENS), len(ROLE_LIST), 2), np.float32)
    for role, (first, last) in marked.items():
        column = ROLE_LIST.index(("causal_claim", role))
        found[first, column, 0] = found[last, column, 1] = 5.0
    return found


def attributes(**chosen: object) -> np.ndarray:
    values = np.zeros(VALUES, np.float32)
    for name, value in chosen.items():
        values[attribute_slices()[name].start + ATTRIBUTES[name].index(value)] = 5.0
    return values


def decode_frame(kind, start, states, pointers, values, tokens):
    paths = best_paths(states[None], np.array([len(tokens)]))[0]
    return decode_with(kind, start, paths, states, pointers, values, tokens)


def test_words_behind_a_window_are_outside() -> None:
    states = np.stack([scores(cause="BIIII"), scores(cause="BIIII")])
    paths = best_paths(states, np.array([5, 2]))
    column = ROLE_LIST.index(("causal_claim", "cause"))
    assert paths[:, :, column].tolist() == [[1, 2, 2, 2, 2], [1, 2, 0, 0, 0]]


def test_roles_become_spans_and_attributes_values() -> None:
    frame = decode_frame(
        "causal_claim",
        0.9,
        scores(cause="BIOOO", signal="OOBOO", effect="OOOBI"),
        ends(),
        attributes(sign=-1, mode="denied", hedged=True),
        TOKENS,
    )
    assert frame is not None
    assert frame.roles == {"cause": ((0, 9),), "signal": ((10, 12),), "effect": ((13, 25),)}
    assert frame.attributes == {"sign": -1, "mode": "denied", "hedged": True}
    assert 0.75 < frame.score < 0.9


def test_a_role_may_have_a_gap_where_every_piece_is_sure() -> None:
    states = scores(cause="BOBIO", effect="OOOOB")
    unsure = decode_frame("causal_claim", 1.0, states, ends(cause=(2, 3)), attributes(), TOKENS)
    assert unsure is not None
    assert unsure.roles["cause"] == ((10, 20),)
    sure = decode_frame("causal_claim", 1.0, states + 0.1, ends(), attributes(), TOKENS)
    assert sure is not None
    assert sure.roles["cause"] == ((0, 3), (10, 20))


def test_pointers_mend_a_border_of_the_tags() -> None:
    states = scores(cause="OBOOO", effect="OOOOB")
    states[0, ROLE_LIST.index(("causal_claim", "cause"))] = np.log([0.6, 0.2, 0.2])
    frame = decode_frame("causal_claim", 1.0, states, ends(cause=(0, 1)), attributes(), TOKENS)
    assert frame is not None
    assert frame.roles["cause"] == ((0, 9),)


def test_a_claim_without_an_effect_is_none() -> None:
    states = scores(cause="BIOOO")
    assert decode_frame("causal_claim", 1.0, states, ends(), attributes(), TOKENS) is None


@given(
    st.sampled_from(KINDS),
    hnp.arrays(
        np.float32,
        (len(TOKENS), len(ROLE_LIST), STATES),
        elements=st.floats(-20, 0, width=32),
    ),
    hnp.arrays(np.float32, (len(TOKENS), len(ROLE_LIST), 2), elements=st.floats(-9, 9, width=32)),
)
def test_whatever_the_scores_the_frame_fits(
    kind: str, states: np.ndarray, pointers: np.ndarray
) -> None:
    frame = decode_frame(kind, 0.5, states, pointers, attributes(), TOKENS)
    if frame is None:
        return
    assert set(NEEDED[kind]) <= set(frame.roles) <= set(ROLES[kind])
    assert set(frame.attributes) == set(OF_KIND[kind])
    assert frame.score >= 0
    starts, ends = {a for a, _ in TOKENS}, {b for _, b in TOKENS}
    for spans in frame.roles.values():
        assert all(a in starts and b in ends and a < b for a, b in spans)
        assert list(spans) == sorted(spans)


def test_an_implicit_claim_has_no_signal() -> None:
    assert [ROLE_LIST[n][1] for n in role_columns("implicit")] == ["cause", "effect"]
    assert [ROLE_LIST[n][1] for n in role_columns("causal_claim")] == ["cause", "effect", "signal"]


def test_distances_fall_into_buckets_in_order() -> None:
    buckets = distance_buckets(np.arange(-300, 301))
    assert (np.diff(buckets) >= 0).all()
    assert (buckets.min(), buckets[300], buckets.max()) == (0, 12, 24)
    assert sentence_offsets(np.array([-5, -1, 0, 1, 5])).tolist() == [0, 1, 2, 3, 4]
