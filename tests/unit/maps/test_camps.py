"""From pieces of evidence to camps."""

import pytest

from rashomon.core.camps import TieEvidence
from rashomon.maps import camps as camps_module
from rashomon.maps.camps import find_camps

NAMES = {name: name.upper() for name in "abcdefghijkl"}


def piece(sign):
    return TieEvidence("sentence", sign, "own", ((0, 1),))


def split(lines):
    """Camps of ties such as "a + b; b - c"; a tie said twice has two pieces of evidence."""
    evidence = {}
    for line in lines.split(";"):
        left, sign, right = line.split()
        evidence.setdefault((left, right), []).append(piece(1 if sign == "+" else -1))
    return find_camps("doc", evidence, NAMES)


def sides(group):
    return {frozenset(group.one), frozenset(group.other)}


def test_friends_of_friends_stand_together_and_foes_of_foes_too():
    found = split("a + b; b - c; c - d")
    (group,) = found.groups
    assert sides(group) == {frozenset("abd"), frozenset("c")}
    assert (found.frustration, found.bound, found.proven) == (0, 0, True)
    assert not any(tie.strained for tie in found.ties)
    assert group.wavering == ()


def test_a_triangle_of_foes_strains_one_tie_and_all_could_waver():
    found = split("a - b; b - c; a - c")
    assert found.frustration == 1
    assert [tie.strained for tie in found.ties] == [True, False, False]
    assert found.triangles == 0
    (group,) = found.groups
    assert len(group.wavering) == 2


def test_who_hangs_on_one_that_wavers_wavers_too():
    (group,) = split("a - b; b - c; a - c; a + d; c + e").groups
    assert "e" in group.wavering or {"b", "c"} & set(group.wavering)
    assert "d" not in group.wavering


def test_groups_without_a_tie_between_them_are_not_compared():
    found = split("a + b; a + c; d - e")
    assert [sides(g) for g in found.groups] == [
        {frozenset("abc"), frozenset()},
        {frozenset("d"), frozenset("e")},
    ]


def test_most_pieces_decide_and_where_none_do_the_tie_has_no_part():
    found = split("a + b; a + b; a - b; c + d; c - d; a + c")
    signs = {(tie.left, tie.right): tie.sign for tie in found.ties}
    assert signs == {("a", "b"): 1, ("c", "d"): 0, ("a", "c"): 1}
    assert {a for g in found.groups for a in (*g.one, *g.other)} == set("abc")
    assert {actor.id for actor in found.actors} == set("abcd")


def test_the_actor_with_most_ties_comes_first_and_strained_ties_before_others():
    found = split("b + a; b + c; b + d; a - c")
    assert found.actors[0].id == "b"
    assert found.groups[0].one[0] == "b"
    assert [tie.strained for tie in found.ties] == [True, False, False, False]


def test_an_account_that_ties_nobody_has_no_camps():
    found = find_camps("doc", {}, NAMES)
    assert (found.ties, found.groups, found.frustration, found.triangles) == ((), (), 0, None)


def test_whoever_can_change_sides_at_no_cost_wavers(monkeypatch):
    """Of large groups only those are told who can do it alone; here the two ways agree."""
    lines = "a + b; a + c; b + c; a + d; b - d; a + e; a + f; e + f"
    exact = split(lines).groups[0].wavering
    monkeypatch.setattr(camps_module, "ASKED", 2)
    assert split(lines).groups[0].wavering == exact == ("d",)


@pytest.mark.parametrize("sign", ["+", "-"])
def test_a_tie_to_the_first_actor_is_weighed_as_well(sign):
    """The actor asked about may be tied to the first one itself, either way."""
    (group,) = split(f"a {sign} b; a + c; b {sign} c").groups
    assert group.wavering == ()
