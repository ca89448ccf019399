import pytest

from rashomon.core.views import Lever, OwnedAim
from rashomon.maps.levers import lever_table


def aim(actor, factor, direction=1, account="a"):
    return OwnedAim(f"{actor}-{factor}", account, actor, factor, direction, imputed=False)


def serves(rows):
    (row,) = rows
    return {(c.direction, c.aim.actor): c.serves for c in row.cells}


def test_a_lever_helps_who_wants_what_follows_and_hurts_the_other(draw):
    made = draw("closure + prices; prices - votes")
    rows = lever_table(
        [made], [Lever("a", "orsan", "closure")], [aim("orsan", "prices"), aim("dorn", "votes")]
    )
    assert serves(rows) == {
        (1, "orsan"): "helps", (1, "dorn"): "hurts", (-1, "orsan"): "hurts", (-1, "dorn"): "helps",
    }  # fmt: skip
    assert not rows[0].dilemma


def test_a_lever_whose_owner_loses_either_way_is_a_dilemma(draw):
    made = draw("strike + anger; strike - threat")
    aims = [aim("king", "anger", -1), aim("king", "threat", -1)]
    rows = lever_table([made], [Lever("a", "king", "strike")], aims)
    assert rows[0].dilemma


def test_what_another_loses_makes_no_dilemma(draw):
    made = draw("strike + anger; strike - threat")
    aims = [aim("king", "anger", -1), aim("rival", "threat", -1)]
    assert not lever_table([made], [Lever("a", "king", "strike")], aims)[0].dilemma


@pytest.mark.parametrize("mode", ["threat", "conditional"])
def test_what_is_threatened_counts_as_what_the_lever_would_do(draw, mode):
    made = draw(f"embargo + hunger {mode}")
    rows = lever_table([made], [Lever("a", "orsan", "embargo")], [aim("dorn", "hunger", -1)])
    assert serves(rows)[1, "dorn"] == "hurts"


def test_a_denied_link_serves_nobody_and_a_lever_that_reaches_no_aim_is_left_out(draw):
    denied = draw("embargo + hunger denied")
    assert lever_table([denied], [Lever("a", "orsan", "embargo")], [aim("dorn", "hunger")]) == []
    apart = draw("embargo + hunger; rain + harvest")
    assert lever_table([apart], [Lever("a", "orsan", "embargo")], [aim("dorn", "harvest")]) == []


def test_aims_are_held_against_the_map_of_their_own_account(draw):
    first, second = draw("closure + prices", "a"), draw("closure - prices", "b")
    levers = [Lever("a", "orsan", "closure"), Lever("b", "orsan", "closure")]
    aims = [aim("orsan", "prices", account="a"), aim("orsan", "prices", account="b")]
    rows = {row.lever.account: row for row in lever_table([first, second], levers, aims)}
    assert [c.serves for c in rows["a"].cells] == ["helps", "hurts"]
    assert [c.serves for c in rows["b"].cells] == ["hurts", "helps"]


def test_who_wants_the_lever_itself_is_helped_by_pulling_it(draw):
    made = draw("escorts + trade")
    rows = lever_table([made], [Lever("a", "halvik", "escorts")], [aim("halvik", "escorts")])
    assert serves(rows) == {(1, "halvik"): "helps", (-1, "halvik"): "hurts"}
