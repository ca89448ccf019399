import pytest

from rashomon.core.views import Factor, Phrase, Story
from rashomon.maps import compare_edges, compare_effects
from rashomon.maps.wording import gerund, sentence


@pytest.fixture(scope="session")
def edges_of(draw, annotate):
    """Compare accounts given as lines of edges: {account: lines}."""

    def run(compare, accounts):
        maps = [draw(lines, name) for name, lines in accounts.items()]
        return compare(Story("s", "story", tuple(accounts)), maps, annotate(*maps))

    return run


def stances(claim):
    return {cell.account: cell.stance for cell in claim.cells}


@pytest.mark.parametrize("against", ["x - y", "x 0 y", "x + y denied", "x + y denied quoted"])
def test_opposite_sign_no_effect_and_denial_each_clash(edges_of, against):
    (claim,) = edges_of(compare_edges, {"one": "x + y", "two": against, "three": "p + q; x + z"})[
        :1
    ]
    assert claim.clash
    assert stances(claim) == {"one": "asserts", "two": "denies", "three": "silent"}


@pytest.mark.parametrize(
    "vague",
    [
        "x - y hedged",
        "x - y conditional",
        "x - y threat",
        "x - y counterfactual",
        "x - y imputed",
        "x - y denied",
        "x + y; x - y",
    ],
)
def test_what_may_mean_either_is_unclear_and_no_clash(edges_of, vague):
    (claim,) = edges_of(compare_edges, {"one": "x + y", "two": vague})
    assert stances(claim) == {"one": "asserts", "two": "unclear"}
    assert not claim.clash


def test_a_cell_points_at_cause_and_effect_of_the_edges_it_rests_on(edges_of):
    (claim,) = edges_of(compare_edges, {"one": "x + y", "two": "x + y hedged; x - y"})
    one, two = claim.cells
    assert one.spans == ((0, 3), (5, 9))
    assert (two.spans, two.annotations) == (((10, 13), (15, 19)), ("two:x - y",))


def test_a_quoted_denial_says_so(edges_of):
    (claim,) = edges_of(compare_edges, {"one": "x + y", "two": "x + y denied quoted"})
    assert [cell.voice for cell in claim.cells] == ["own", "quoted"]


def test_the_statement_takes_the_side_of_most_accounts(edges_of):
    (claim,) = edges_of(compare_edges, {"one": "x + y", "two": "x - y", "three": "x - y"})
    assert stances(claim) == {"one": "denies", "two": "asserts", "three": "asserts"}


def test_clashes_rank_by_the_smaller_side_and_agreement_comes_after(edges_of):
    accounts = {
        "one": "a + b; c + d; e + f",
        "two": "a - b; c - d; e + f",
        "three": "a - b",
        "four": "a + b",
    }
    claims = edges_of(compare_edges, accounts)
    assert [claim.clash for claim in claims] == [True, True, False]
    assert [claim.score for claim in claims] == [3.0, 2.0, 0.5]


def test_copies_are_no_column(draw, annotate):
    maps = [draw("x + y", "one"), draw("x + y", "copy")]
    story = Story("s", "story", ("one", "copy"), copies=(("copy", "one"),))
    (claim,) = compare_edges(story, maps, annotate(*maps))
    assert [cell.account for cell in claim.cells] == ["one"]


def test_an_account_without_a_map_is_silent(draw, annotate):
    maps = [draw("x + y", "one")]
    (claim,) = compare_edges(Story("s", "story", ("one", "two")), maps, annotate(*maps))
    assert stances(claim) == {"one": "asserts", "two": "silent"}


def test_implied_effects_clash_over_a_chain(edges_of):
    accounts = {
        "one": "strike + oil; oil + revenue",
        "two": "strike - revenue",
        "three": "oil + revenue",
    }
    (claim,) = edges_of(compare_effects, accounts)
    assert stances(claim) == {"one": "asserts", "two": "denies", "three": "silent"}
    assert claim.cells[0].annotations == ("one:strike + oil", "one:oil + revenue")
    assert claim.origin == "implied"


def test_what_single_edges_state_is_not_listed_as_implied(edges_of):
    assert edges_of(compare_effects, {"one": "x + y", "two": "x - y"}) == ()


def test_a_hedged_step_makes_the_implied_effect_unclear(edges_of):
    accounts = {"one": "x + m; m + y", "two": "x + m; m - y hedged", "three": "x + m; m - y"}
    (claim,) = edges_of(compare_effects, accounts)
    assert stances(claim) == {"one": "asserts", "two": "unclear", "three": "denies"}


def test_implied_none_denies_and_shorter_chains_come_first(edges_of):
    accounts = {"one": "x + m; m + y; m + n; n + z", "two": "x 0 y; x - z"}
    claims = edges_of(compare_effects, accounts)
    assert [claim.statement for claim in claims] == [
        "x in the end leads to y",
        "x in the end leads to z",
    ]
    assert claims[0].score > claims[1].score > 1


def test_ids_do_not_depend_on_the_order_of_accounts(draw, annotate):
    maps = [draw("x + y", "one"), draw("x - y", "two")]
    forward, backward = (
        compare_edges(Story("s", "story", order), maps, annotate(*maps))
        for order in (("one", "two"), ("two", "one"))
    )
    assert forward[0].id == backward[0].id


def factor(label, direction=1):
    return Factor(label, label, (Phrase("d", (0, 1), direction),))


@pytest.mark.parametrize(
    ("source", "target", "sign", "expected"),
    [
        (
            "the closure of the strait",
            "grain prices",
            1,
            "the closure of the strait raises grain prices",
        ),
        ("higher-ups", "the ceasefire", -1, "higher-ups work against the ceasefire"),
        ("grain prices", "unrest", 1, "a rise in grain prices leads to unrest"),
        ("shells the port", "the price of bread", 1, "shelling the port raises the price of bread"),
        ("Orsa has cut its exports", "trust", -1, "Orsa cutting its exports lowers trust"),
        ("the blockade", "close the strait", 1, "the blockade leads to closing the strait"),
        ("sanctions on Orsa", "trade", -1, "sanctions on Orsa lower trade"),
        ("the crisis", "fear", 1, "the crisis raises fear"),
        ("floods and drought", "hunger", 1, "floods and drought lead to hunger"),
        (
            "closure of the strait",
            "talks in Lindmark",
            -1,
            "the closure of the strait works against talks in Lindmark",
        ),
        ("drought", "Orsan government", -1, "drought weakens Orsan government"),
        (
            "bread prices",
            "the position of Orsan",
            1,
            "a rise in bread prices strengthens the position of Orsan",
        ),
        ("the position of Orsan", "unrest", -1, "a better position of Orsan works against unrest"),
        ("it hesitates", "bread prices", 1, "“it hesitates” raises bread prices"),
        ("the strait is shut", "bread prices", 1, "“the strait is shut” raises bread prices"),
        (
            "what a family in Hadrel pays for its daily bread",
            "fear",
            1,
            "“what a family in Hadrel pays for its daily bread” raises fear",
        ),
        (
            "people",
            "the side that holds the water",
            1,
            "people strengthen the side that holds the water",
        ),
    ],
)
def test_statements_read_well(source, target, sign, expected):
    assert sentence(factor(source), factor(target), sign=sign) == expected


@pytest.mark.parametrize(
    ("source", "target", "sign", "expected"),
    [
        (("rainfall levels", -1), ("unrest", 1), -1, "a fall in rainfall levels leads to unrest"),
        (("arm the rebels", -1), ("trust", 1), 1, "not arming the rebels lowers trust"),
        (("the truce", -1), ("prices", 1), -1, "the loss of the truce raises prices"),
        (("a truce is not kept", -1), ("prices", 1), -1, "“a truce is not kept” raises prices"),
        (
            ("authorities of Merrowe", -1),
            ("trust", 1),
            1,
            "the loss of authorities of Merrowe lowers trust",
        ),
        (("the storm", 1), ("the truce", -1), -1, "the storm leads to the loss of the truce"),
    ],
)
def test_a_factor_is_spoken_of_as_the_texts_do(source, target, sign, expected):
    assert sentence(factor(*source), factor(*target), sign=sign) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("shells", "shelling"),
        ("closed", "closing"),
        ("cut", "cutting"),
        ("lies", "lying"),
        ("seeing", "seeing"),
    ],
)
def test_gerunds(word, expected):
    assert gerund(word) == expected
