from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.judge.ratings import Evidence, Rated, rating_matrix
from rashomon.judge.weigh import diagnosticity, inconsistency, influences, weigh

RATINGS = st.sampled_from(["CC", "C", "N", "I", "II", "NA"])


def test_heuers_example_has_the_published_inconsistency(published):
    values = published["ach"]["heuer1999"]
    names = [f"h{n}" for n in range(3)]
    evidence = [Evidence(f"e{n}", "", f"s{n}") for n in range(len(values["R"]))]
    rated = [
        Rated(names[h], f"e{n}", "C" if r > 0 else "I", "heuer")
        for n, row in enumerate(values["R"])
        for h, r in enumerate(row)
    ]
    found = [w.inconsistency for w in weigh(rating_matrix(names, evidence, rated))]
    assert found == values["inconsistency"]


def test_weights_of_ratings_are_parcs(published, matrix):
    for rating, weight in published["ach"]["parc_weights"].items():
        assert inconsistency(matrix(f"e s {rating}", hypotheses="a"), "a") == weight


def test_evidence_that_fits_all_alike_moves_nothing(matrix):
    same = matrix("e1 s1 CC CC CC; e2 s2 I I I")
    assert [w.share[1] for w in weigh(same)] == pytest.approx([1 / 3] * 3)
    assert diagnosticity(same, "e1") == 0


def test_a_step_is_worth_its_factor_and_the_band_shows_all_factors(matrix):
    first, second = weigh(matrix("e s C N", hypotheses="a b"))
    assert first.log_odds == pytest.approx((log(1.5), log(2), log(4)))
    assert second.log_odds == pytest.approx((-log(1.5), -log(2), -log(4)))
    assert first.share[1] == pytest.approx(2 / 3)


@given(st.lists(RATINGS, min_size=3, max_size=3), st.integers(2, 5))
def test_splitting_an_item_of_one_source_changes_nothing(ratings, copies):
    def made(count):
        evidence = [Evidence(f"e{n}", "", "wire") for n in range(count)]
        rated = [
            Rated(h, e.id, r, "mara") for e in evidence for h, r in zip("abc", ratings, strict=True)
        ]
        return weigh(rating_matrix(list("abc"), evidence, rated))

    whole, split = made(1), made(copies)
    assert [w.share for w in split] == [pytest.approx(w.share) for w in whole]


@given(st.lists(st.lists(RATINGS, min_size=3, max_size=3), max_size=6))
def test_shares_sum_to_one_and_order_of_evidence_does_not_matter(rows):
    def made(order):
        evidence = [Evidence(f"e{n}", "", f"s{n}") for n in order]
        rated = [
            Rated(h, f"e{n}", r, "mara") for n in order for h, r in zip("abc", rows[n], strict=True)
        ]
        return weigh(rating_matrix(list("abc"), evidence, rated))

    there, back = made(range(len(rows))), made(range(len(rows) - 1, -1, -1))
    assert sum(w.share[1] for w in there) == pytest.approx(1)
    assert [w.share for w in back] == [pytest.approx(w.share) for w in there]


def test_raters_meet_in_the_middle_and_their_distance_is_kept():
    evidence = [Evidence("e", "", "s")]
    rated = [Rated("a", "e", r, by) for r, by in (("C", "mara"), ("II", "ivo"), ("N", "lena"))]
    cell = rating_matrix(["a"], evidence, rated).cells["a", "e"]
    assert (cell.step, cell.spread, cell.raters) == (0, 3, ("ivo", "lena", "mara"))


def test_of_one_rater_the_last_rating_counts():
    evidence = [Evidence("e", "", "s")]
    rated = [Rated("a", "e", r, "mara") for r in ("II", "CC")]
    assert rating_matrix(["a"], evidence, rated).step("a", "e") == 2


def test_leaving_out_what_the_result_hangs_on_turns_it(matrix):
    made = matrix(
        "e1 s1 II CC; e2 s2 C N; e3 s3 C N", hypotheses="a b", accounts={"e1": "x", "e2": "y"}
    )
    assert max(weigh(made), key=lambda w: w.share[1]).hypothesis == "b"
    first = influences(made)[0]
    assert (first.left_out, first.best) == ("e1", "a")
    assert first.change < 0
    assert influences(made, by="account")[0].left_out == "x"


def test_only_what_an_account_mentions_is_admitted(matrix):
    made = matrix("e1 s1 I C; e2 s2 C I", hypotheses="a b", accounts={"e1": "x y", "e2": "y"})
    assert [e.id for e in made.admit_only("x").evidence] == ["e1"]
    assert [e.id for e in made.without(account="y").evidence] == ["e1"]
    assert made.admit_only("x").step("a", "e2") is None


def test_what_does_not_apply_is_no_step(matrix):
    made = matrix("e s NA C", hypotheses="a b")
    assert made.step("a", "e") is None
    assert inconsistency(made, "a") == 0


def test_nothing_to_weigh_gives_nothing():
    assert weigh(rating_matrix([], [], [])) == ()
    assert influences(rating_matrix([], [], [])) == ()
