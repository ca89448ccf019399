"""The quick look at all pairs of statements says what looking at them one by one says."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.align.factors import (
    MEANING as PHRASE_MEANING,
)
from rashomon.align.factors import (
    NAME_CLASH as PHRASE_CLASH,
)
from rashomon.align.factors import (
    SAME_EVENT,
    SAME_FACTOR,
    SAME_HEAD,
    _kind,
    _stems,
    phrase_similarity,
    share_name,
)
from rashomon.align.likeness import (
    MEANING,
    NAME_CLASH,
    NEAR,
    _weighted_overlap,
    quick_likeness,
)
from rashomon.align.phrases import PhraseReading
from rashomon.align.statements import Statement

WORDS = ("raise", "lower", "true", "false", "win", "lose", "grain", "port")
NAMES = ("Iran", "Iranian", "Israel", "Dorn", "orsan", "Orsan")

statements_of = st.lists(
    st.builds(
        Statement,
        doc=st.sampled_from(("a", "b")),
        spans=st.just(((0, 1),)),
        text=st.just(""),
        said=st.just(""),
        lemmas=st.frozensets(st.sampled_from(WORDS), max_size=4),
        names=st.frozensets(st.sampled_from(NAMES), max_size=2),
        counts=st.lists(
            st.tuples(st.sampled_from(("ship", "crew")), st.sampled_from("12")), max_size=2
        ).map(tuple),
        push=st.sampled_from((-1, 0, 1)),
        negative=st.booleans(),
        denied=st.booleans(),
        open=st.booleans(),
        voice=st.just("own"),
        source=st.just(""),
    ),
    min_size=2,
    max_size=8,
)


@settings(deadline=None)
@given(statements_of)
def test_names_that_clash_take_likeness_off(statements):
    vectors = np.random.default_rng(0).normal(size=(len(statements), 6)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    wanted = MEANING * (vectors @ vectors.T) + (1 - MEANING) * _weighted_overlap(statements)
    for a, b in itertools.combinations(range(len(statements)), 2):
        names = statements[a].names, statements[b].names
        if wanted[a, b] > NEAR and all(names) and not share_name(*names):
            wanted[a, b] -= NAME_CLASH
            wanted[b, a] -= NAME_CLASH
    assert np.allclose(quick_likeness(statements, vectors), wanted, atol=1e-6)


phrases_of = st.lists(
    st.builds(
        PhraseReading,
        doc=st.just("a"),
        span=st.just((0, 1)),
        core=st.just("x"),
        head=st.sampled_from(("closure", "close", "price", "attack")),
        lemmas=st.frozensets(st.sampled_from((*WORDS, "closure", "close")), max_size=4),
        names=st.frozensets(st.sampled_from(NAMES), max_size=2),
        direction=st.just(1),
        nominal=st.booleans(),
        role=st.just("cause"),
        stands_for=st.sampled_from(("", "", "", "actor", "position")),
    ),
    min_size=2,
    max_size=9,
)


def one_by_one(phrases, vectors):
    stems = [_stems(phrase) for phrase in phrases]
    result = np.zeros((len(phrases), len(phrases)))
    for a, b in itertools.combinations(range(len(phrases)), 2):
        left, right, shared = phrases[a], phrases[b], len(stems[a] & stems[b])
        union = max(1, len(stems[a])) + max(1, len(stems[b])) - shared
        score = (
            PHRASE_MEANING * float(vectors[a] @ vectors[b]) + (1 - PHRASE_MEANING) * shared / union
        )
        if left.stands_for or right.stands_for:
            score = float(
                left.stands_for == right.stands_for and share_name(left.names, right.names)
            )
        elif score > SAME_FACTOR - SAME_EVENT:
            if left.names and right.names and not share_name(left.names, right.names):
                score -= PHRASE_CLASH
            elif _kind(left.head) == _kind(right.head):
                whole = stems[a] <= stems[b] or stems[b] <= stems[a] or shared > 1
                score += SAME_EVENT if whole else SAME_HEAD
        result[a, b] = result[b, a] = score
    return result


@settings(deadline=None, max_examples=200)
@given(phrases_of)
def test_phrases_are_as_alike_as_one_by_one(phrases):
    vectors = np.random.default_rng(1).normal(size=(len(phrases), 4)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    found = phrase_similarity(phrases, vectors)
    off = ~np.eye(len(phrases), dtype=bool)
    assert np.allclose(found[off], one_by_one(phrases, vectors)[off], atol=1e-5)
