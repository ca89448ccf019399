"""Groups: however documents arrive they end the same; what a person decides holds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.gather import clusters as module
from rashomon.gather.clusters import Clusters, Ties
from rashomon.gather.stories import SAME_STORY
from rashomon.gather.words import Profile

EVENTS, TELLINGS = 6, 5


def made(seed=3, events=EVENTS, tellings=TELLINGS):
    """Profiles of events two days apart in one topic, each told a few times with half of its words."""
    chance = np.random.default_rng(seed)
    found = []
    for event in range(events):
        own = [f"name{event}x{n}" for n in range(12)]
        vector = chance.normal(size=16)
        for telling in range(tellings):
            said = [
                *chance.choice(own, 7, False),
                *(f"topic{n}" for n in chance.integers(8, size=4)),
            ]
            words = {str(word): 0.5 for word in said}
            noisy = (vector + chance.normal(scale=0.5, size=16)).astype(np.float32)
            names = dict.fromkeys(list(words)[:4], 0.5)
            day = 100 + 2 * event
            found.append(Profile(f"e{event}t{telling}", words, names, noisy, (day, day)))
    return found


def grouped(clusters):
    return sorted(sorted(group) for group in clusters.groups())


def at_once(profiles, **options):
    clusters = Clusters(SAME_STORY, **options)
    clusters.add(profiles)
    return clusters


EXPECTED = grouped(at_once(made()))


def test_each_event_is_a_group():
    assert [[f"e{e}t{t}" for t in range(TELLINGS)] for e in range(EVENTS)] == EXPECTED


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(EVENTS * TELLINGS)), st.integers(1, 9), st.sampled_from([0, 8, 1000]))
def test_the_order_of_arrival_does_not_decide(order, batch, always_anew):
    profiles = made()
    clusters = Clusters(SAME_STORY, always_anew=always_anew)
    for start in range(0, len(order), batch):
        clusters.add([profiles[n] for n in order[start : start + batch]])
        clusters.groups()
    assert grouped(clusters) == EXPECTED


def test_a_group_splits_when_more_is_known(monkeypatch):
    """What joins two groups is decided by all of their members, not by who came first."""
    vector = np.ones(4, np.float32)
    words = [{"a1": 0.5, "a2": 0.5}, {"a1": 0.5, "b1": 0.5}, {"b1": 0.5, "b2": 0.5, "b3": 0.5}]
    texts = [Profile(f"d{n}", own, own, vector) for n, own in enumerate(words)]
    texts += [Profile(f"d{n}", words[2], words[2], vector) for n in range(3, 6)]
    model = module.Model(
        words=9, names=0, vectors=0, bias=-3, near=0, per_day=0, far=0, threshold=0.5
    )
    clusters = Clusters(model)
    clusters.add(texts[:2])
    assert grouped(clusters) == [["d0", "d1"]]
    clusters.add(texts[2:])
    assert grouped(clusters) == grouped(clusters_of(model, texts))
    assert ["d2", "d3", "d4", "d5"] in [[d for d in g if d > "d1"] for g in grouped(clusters)]


def clusters_of(model, profiles):
    clusters = Clusters(model)
    clusters.add(profiles)
    return clusters


@pytest.mark.parametrize("always_anew", [0, 1000])
def test_what_a_person_decides_holds_and_can_be_taken_back(always_anew):
    clusters = at_once(made(), always_anew=always_anew)
    clusters.tie(Ties(together=(("e0t0", "e5t1"),), apart=(("e1t0", "e1t1"),)))
    found = {doc: number for number, group in enumerate(clusters.groups()) for doc in group}
    assert found["e0t0"] == found["e5t1"]
    assert found["e1t0"] != found["e1t1"]
    clusters.add([Profile("late", made()[0].words, {}, np.ones(16, np.float32), (100, 100))])
    found = {doc: number for number, group in enumerate(clusters.groups()) for doc in group}
    assert found["e0t0"] == found["e5t1"]
    assert found["e1t0"] != found["e1t1"]
    clusters.tie(Ties())
    without = [[d for d in g if d != "late"] for g in grouped(clusters)]
    assert [group for group in without if group] == EXPECTED


def test_what_is_left_out_is_in_no_group_and_can_come_back():
    clusters = at_once(made())
    clusters.leave_out(["e0t0", "e0t1", "unknown"])
    assert sorted(d for g in clusters.groups() for d in g) == sorted(
        d for g in EXPECTED for d in g if d not in {"e0t0", "e0t1"}
    )
    clusters.leave_out([])
    assert grouped(clusters) == EXPECTED


def test_a_large_component_is_cut_into_blocks(monkeypatch):
    monkeypatch.setattr(module, "MAX_DENSE", 7)
    assert grouped(at_once(made())) == EXPECTED


def test_nothing_and_the_same_twice_are_fine():
    clusters = Clusters(SAME_STORY)
    assert clusters.groups() == []
    clusters.add([])
    clusters.add(made())
    clusters.add(made())
    assert grouped(clusters) == EXPECTED
