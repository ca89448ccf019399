"""Cosines from the middle of what is about the same, against the plain way of computing them."""

import numpy as np
import pytest

from rashomon.gather.context import seen_from_middle
from rashomon.gather.model import Context, Model
from rashomon.gather.story_index import Closeness

PRIOR = 3.0


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def plainly(vectors, likeness, left, right):
    middles = []
    for own in (left, right):
        shares = likeness[own].copy()
        shares[own] = 1
        middles.append(shares @ vectors / (shares.sum() + PRIOR))
    a, b = (vectors[own] - sum(middles) / 2 for own in (left, right))
    return a @ b / np.linalg.norm(a) / np.linalg.norm(b)


def test_it_equals_the_plain_way():
    chance = np.random.default_rng(5)
    vectors = unit(chance.normal(size=(9, 5)))
    likeness = chance.random((9, 9)).astype(np.float32)
    found = seen_from_middle(vectors @ vectors.T, (likeness + likeness.T) / 2, prior=PRIOR)
    assert found == pytest.approx(found.T)
    for left in range(9):
        for right in range(left):
            expected = plainly(vectors, (likeness + likeness.T) / 2, left, right)
            assert found[left, right] == pytest.approx(expected, abs=1e-4)


def test_equal_vectors_and_one_alone_are_fine():
    for count in (1, 2, 30):
        found = seen_from_middle(
            np.ones((count, count), np.float32), np.ones((count, count), np.float32), prior=0
        )
        assert np.isfinite(found).all()


def told(events, per_event):
    """Reports of one topic, whose events differ in little of what is said."""
    chance = np.random.default_rng(3)
    rows = np.repeat(np.ones(64) + 4 * np.eye(events, 64), per_event, axis=0)
    return unit(rows + 0.1 * chance.normal(size=rows.shape))


def closeness(vectors):
    none = np.zeros((len(vectors), len(vectors)), np.float32)
    return Closeness(none, none, vectors @ vectors.T, none, none > 0)


PAIR = Model(
    words=0, names=0, vectors=8, bias=-5, near=0, per_day=0, far=0, threshold=0.5,
    context=Context(
        Model(words=0, names=0, vectors=0, bias=0, near=0, per_day=0, far=0, threshold=0.5),
        weight=9, bias=0, prior=0.5, enough=12, likely=0.5,
    ),
)  # fmt: skip


def test_the_events_of_a_topic_come_apart_among_many_reports():
    many = PAIR.among(closeness(told(6, 5)))
    same = np.kron(np.eye(6), np.ones((5, 5))) > 0
    assert many[same].min() > PAIR.threshold > many[~same].max()
    few = PAIR.among(closeness(told(2, 1)))
    assert few[0, 1] > PAIR.threshold  # the same two events, with nobody around them
