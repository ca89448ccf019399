"""How many sources would have to be wrong: against all sets of sources of small maps."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.core.views import CausalMap, Edge, Factor, Speaker
from rashomon.maps import robustness
from rashomon.maps.propagate import propagate
from rashomon.maps.robustness import Backing

NAMES = "abcde"
ACCOUNTS = ("one", "two", "three", "four")


def told(found):
    return [(f.effect, f.least, f.most) for f in found]


def test_one_account_alone_is_one_source_however_long_and_many_its_chains(draw):
    made = draw("a + b; b + c; a + d; d + c")
    (found,) = Backing(made, [made], {}).of("a", 1, "c")
    assert (found.least, found.most) == (1, 1)
    assert found.speakers == (Speaker(account="a"),)
    assert set(found.cut) == {"a:a + b", "a:a + d"}


def test_a_link_that_others_state_as_well_takes_all_of_them(draw):
    maps = [draw("a + b", account) for account in ACCOUNTS]
    (found,) = Backing(maps[0], maps, {}).of("a", 1, "b")
    assert found.most == len(ACCOUNTS)
    # a chain is as weak as its weakest link
    long = draw("a + b; b + c", "one")
    (found,) = Backing(long, [long, *maps[1:]], {}).of("a", 1, "c")
    assert found.speakers == (Speaker(account="one"),)
    assert found.cut == ("one:b + c",)


@pytest.mark.parametrize(
    "other", ["a - b", "a + b denied", "a + b hedged", "a + b imputed", "a + b threat"]
)
def test_who_says_something_else_or_with_a_reserve_vouches_for_nothing(draw, other):
    own = draw("a + b", "one")
    (found,) = Backing(own, [own, draw(other, "two")], {}).of("a", 1, "b")
    assert found.most == 1


def test_a_reserve_of_the_account_itself_counts_as_its_word(draw):
    own = draw("a + b hedged", "one")
    assert told(Backing(own, [own], {}).of("a", 1, "b")) == [("rises", 1, 1)]


def test_two_accounts_that_quote_the_same_actor_have_one_source(draw):
    maps = [draw("a + b quoted", account) for account in ("one", "two")]
    same = {f"{account}:a + b quoted": Speaker(actor="bank") for account in ("one", "two")}
    assert Backing(maps[0], maps, same).of("a", 1, "b")[0].speakers == (Speaker(actor="bank"),)
    words = {i: Speaker(account=i[:3], words="officials") for i in same}
    assert Backing(maps[0], maps, words).of("a", 1, "b")[0].most == 2
    # a source that is not known stands behind the account that quotes it
    assert Backing(maps[0], maps, {}).of("a", 1, "b")[0].speakers == (
        Speaker(account="one"),
        Speaker(account="two"),
    )


def test_an_effect_that_may_go_either_way_has_a_number_for_each(draw):
    own = draw("a + b; a - c; c + b", "one")
    other = draw("a + b", "two")
    assert told(Backing(own, [own, other], {}).of("a", 1, "b")) == [
        ("rises", 2, 2),
        ("falls", 1, 1),
    ]


def test_no_effect_hangs_on_who_says_so(draw):
    own = draw("a + b; b + c denied", "one")
    other = draw("b 0 c", "two")
    assert told(Backing(own, [own, other], {}).of("a", 1, "c")) == [("none", 1, 1)]
    assert told(Backing(own, [own, other], {}).of("b", -1, "c")) == [("none", 2, 2)]
    moved = draw("a + b denied; a + c; c + b", "one")
    assert told(Backing(moved, [moved], {}).of("a", 1, "b")) == [("rises", 1, 1)]


def test_what_the_account_does_not_imply_has_no_number(draw):
    own = draw("a + b", "one")
    other = draw("b + c", "two")
    assert Backing(own, [own, other], {}).of("a", 1, "c") == []


def test_where_it_takes_too_long_a_range_is_told(draw, monkeypatch):
    sides = "; ".join(f"a + m{n}; m{n} + z" for n in range(6))
    own = draw(sides, "own").edges
    made = draw(sides, "own")
    said = {e.annotations[0]: Speaker(actor=f"s{n // 2}{n % 2}") for n, e in enumerate(own)}
    quoted = CausalMap(
        "own",
        made.factors,
        tuple(Edge(e.source, e.target, 1, "asserted", False, "quoted", e.annotations) for e in own),
    )
    assert told(Backing(quoted, [quoted], said).of("a", 1, "z")) == [("rises", 6, 6)]
    monkeypatch.setattr(robustness, "MAX_LOOKED_AT", 60)
    (found,) = Backing(quoted, [quoted], said).of("a", 1, "z")
    assert 1 <= found.least < found.most == 6


edges_of_accounts = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from((1, 1, -1)),
        st.sampled_from(ACCOUNTS[:3]),
        st.booleans(),
    ).filter(lambda e: e[0] != e[1]),
    max_size=16,
)


@settings(deadline=None, max_examples=150)
@given(edges_of_accounts, st.sampled_from((1, -1)))
def test_no_smaller_set_of_sources_does_it(said, direction):
    factors = tuple(Factor(name, name, ()) for name in NAMES)
    edges = {account: [] for account in ACCOUNTS}
    for n, (source, target, sign, account, by_actor) in enumerate(said):
        edge = Edge(
            source,
            target,
            sign,
            "asserted",
            False,
            "quoted" if by_actor else "own",
            (f"{account}{n}",),
        )
        edges[account].append(edge)
    speakers = {
        e.annotations[0]: Speaker(actor=f"x{int(e.annotations[0][-1]) % 2}")
        for own in edges.values()
        for e in own
        if e.voice == "quoted"
    }
    maps = [CausalMap(account, factors, tuple(own)) for account, own in edges.items()]
    backing = Backing(maps[0], maps, speakers)
    everybody = {
        speaker
        for own in edges.values()
        for e in own
        for speaker in [
            speakers.get(e.annotations[0], Speaker(account=e.annotations[0].rstrip("0123456789")))
        ]
    }
    implied = propagate(maps[0], lever="a", sign=direction)
    for outcome in NAMES[1:]:
        found = {f.effect: f for f in backing.of("a", direction, outcome)}
        kind = implied[outcome].effect
        assert set(found) == {"either": {"rises", "falls"}, "silent": set()}.get(kind, {kind})
        for effect, one in found.items():
            assert one.least == one.most == len(one.speakers)
            sets = (
                set(s) for size in range(len(everybody) + 1) for s in combinations(everybody, size)
            )
            smallest = next(
                s for s in sets if not _left(maps, speakers, s, direction, outcome, effect)
            )
            assert one.most == len(smallest)
            assert not _left(maps, speakers, set(one.speakers), direction, outcome, effect)


def _left(maps, speakers, wrong, direction, outcome, effect):
    """Whether the first account still implies it where only those who are not wrong are believed."""

    def speaker(edge, account):
        return Speaker(account=account) if edge.voice == "own" else speakers[edge.annotations[0]]

    believed = {
        (e.source, e.target, e.sign)
        for m in maps
        for e in m.edges
        if speaker(e, m.account) not in wrong
    }
    own = tuple(e for e in maps[0].edges if (e.source, e.target, e.sign) in believed)
    kind = propagate(CausalMap("one", maps[0].factors, own), lever="a", sign=direction)[
        outcome
    ].effect
    return kind in (effect, "either")
