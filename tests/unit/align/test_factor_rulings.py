"""What a person decided about factors holds as documents come and go, and is told where it cannot."""

from dataclasses import replace

import pytest

from rashomon.align import drafts
from rashomon.align.factor_rulings import tell_factor_rulings
from rashomon.align.factors import find_factors
from rashomon.core.errors import RecordError, UnknownFactorError, UnknownRecord
from rashomon.core.views import Comparison, Story


@pytest.fixture
def desk(read, encoder):
    return Desk(read, encoder)


class Desk:
    """Accounts, rulings in their order, and the factors that come out of both."""

    def __init__(self, read, encoder):
        self.read, self.encoder = read, encoder
        self.accounts = []
        self.rulings = []

    def add(self, marked, name, **about):
        self.accounts.append(self.read(marked, name=name, **about))
        return self.accounts[-1]

    @property
    def factors(self):
        found, self.edges = find_factors(
            self.accounts, embed=self.encoder.embed, rulings=self.rulings
        )
        return found

    def factor(self, account, quote):
        return self.phrase(account, quote)[0]

    def phrase(self, account, quote):
        start = account.doc.text.index(quote)
        return next(
            (factor, phrase)
            for factor in self.factors
            for phrase in factor.phrases
            if phrase.doc == account.doc.id and phrase.span[0] <= start < phrase.span[1]
        )

    def rule(self, draft, *what):
        view = Comparison(Story("s", "s", ()), (), self.factors, ())
        number = len(self.rulings)
        ruling = getattr(drafts, draft)(view, *what)
        self.rulings.append(replace(ruling, id=f"r{number}", at=f"2031-01-0{number + 1}"))

    def undo(self, number):
        self.rulings[number] = replace(self.rulings[number], status="undone")

    def told(self):
        factors = self.factors
        shown = {factor.id for factor in factors}
        return tell_factor_rulings(self.rulings, factors, shown=shown)

    def statuses(self):
        return [ruling.status for ruling in self.told()]


@pytest.fixture
def two(desk):
    desk.a = desk.add("[The closure of the strait]{cause} raised [grain prices]{effect}.", "a")
    desk.b = desk.add("[The drought]{cause} raised [the cost of living]{effect}.", "b")
    return desk


def test_a_merge_holds_as_documents_arrive(two):
    two.rule("merge_factors", [two.factor(two.a, "grain").id, two.factor(two.b, "cost").id])
    assert two.factor(two.a, "grain").id == two.factor(two.b, "cost").id
    c = two.add("[Drought]{cause} raised [the price of grain]{effect}.", "c")
    assert two.factor(two.a, "grain").id == two.factor(two.b, "cost").id
    assert two.factor(c, "price").id == two.factor(two.b, "cost").id
    (told,) = two.told()
    assert told.status == "holds"
    assert told.targets == (two.factor(c, "price").id,)
    assert told.was == ("grain prices", "cost of living")
    two.undo(0)
    assert two.factor(two.a, "grain").id != two.factor(two.b, "cost").id
    assert two.statuses() == ["undone"]


def test_a_split_holds_as_documents_arrive(desk):
    a = desk.add("[The closure of the strait]{cause} raised [grain prices]{effect}.", "a")
    b = desk.add("[Closing the strait]{cause} pushed up [the price of grain]{effect}.", "b")
    assert desk.factor(a, "closure").id == desk.factor(b, "Closing").id
    desk.rule("split_factor", [desk.phrase(b, "Closing")[1].id])
    desk.add("[The closure of the strait]{cause} cut [shipping]{effect}.", "c")
    assert desk.factor(a, "closure").id != desk.factor(b, "Closing").id
    assert desk.statuses() == ["holds"]


def test_the_later_of_a_merge_and_a_split_counts_and_both_are_told(two):
    two.rule("merge_factors", [two.factor(two.a, "grain").id, two.factor(two.b, "cost").id])
    two.rule("split_factor", [two.phrase(two.b, "cost")[1].id])
    assert two.factor(two.a, "grain").id != two.factor(two.b, "cost").id
    merge, split = two.told()
    assert (merge.status, merge.overruled_by, split.status) == ("overruled", "r1", "holds")
    two.rule("merge_factors", [two.factor(two.a, "grain").id, two.factor(two.b, "cost").id])
    assert two.factor(two.a, "grain").id == two.factor(two.b, "cost").id
    assert two.statuses() == ["holds", "overruled", "holds"]


def test_a_name_goes_with_most_of_its_phrases(desk):
    a = desk.add("[The closure of the strait]{cause} raised [grain prices]{effect}.", "a")
    b = desk.add("[Closing the strait]{cause} raised [the price of grain]{effect}.", "b")
    c = desk.add("[The strait's closure]{cause} raised [the price of bread]{effect}.", "c")
    desk.rule("rename_factor", desk.factor(a, "closure").id, "  the   shut strait ")
    named = desk.factor(c, "closure")
    assert (named.label, len(named.phrases)) == ("the shut strait", 3)
    assert named.proposed
    desk.rule("split_factor", [desk.phrase(b, "Closing")[1].id])
    assert desk.factor(a, "closure").label == "the shut strait"
    assert desk.factor(b, "Closing").label != "the shut strait"
    desk.rule("rename_factor", desk.factor(a, "closure").id, "blockade")
    assert desk.factor(a, "closure").label == "blockade"
    assert desk.statuses() == ["overruled", "holds", "holds"]


def test_a_turned_factor_turns_its_edges_and_what_comes_later(desk):
    a = desk.add("[The strike]{cause} raised [unemployment]{effect}.", "a")
    desk.rule("turn_factor", desk.factor(a, "unemployment").id)
    b = desk.add("[The tariff]{cause} raised [unemployment]{effect}.", "b")
    factor, phrase = desk.phrase(b, "unemployment")
    assert len(factor.phrases) == 2
    assert (phrase.direction, phrase.turn) == (-1, -1)
    assert desk.edges[b.doc.id][0].target_direction == -1
    desk.rule("turn_factor", factor.id)
    assert desk.phrase(a, "unemployment")[1].direction == 1
    assert desk.statuses() == ["overruled", "holds"]
    desk.undo(1)
    assert desk.phrase(a, "unemployment")[1].direction == -1


def test_what_is_merged_keeps_its_ways_and_what_comes_later_goes_with_the_nearest(desk):
    a = desk.add("[The strike]{cause} raised [unemployment]{effect}.", "a")
    b = desk.add("[The subsidy]{cause} raised [the hiring of dockers]{effect}.", "b")
    desk.rule("turn_factor", desk.factor(a, "unemployment").id)
    desk.rule("merge_factors", [desk.factor(a, "unemployment").id, desk.factor(b, "hiring").id])
    c = desk.add("[The tariff]{cause} raised [unemployment]{effect}.", "c")
    d = desk.add("[The fair]{cause} raised [the hiring of dockers]{effect}.", "d")
    places = ((a, "unem"), (b, "hiring"), (c, "unem"), (d, "hiring"))
    assert len({desk.factor(*place).id for place in places}) == 1
    assert [desk.phrase(*place)[1].direction for place in places] == [-1, 1, -1, 1]
    desk.rule("rename_factor", desk.factor(c, "unem").id, "employment")
    assert desk.phrase(c, "unem")[1].direction == -1
    desk.undo(0)
    assert {desk.phrase(x, "unem")[1].direction for x in (a, c)} == {1}


def test_a_flipped_phrase_is_flipped_alone(two):
    c = two.add("[Rain]{cause} raised [grain prices]{effect}.", "c")
    two.rule("flip_phrase", two.phrase(two.a, "grain")[1].id)
    assert two.phrase(two.a, "grain")[1].direction == -1
    assert two.phrase(c, "grain")[1].direction == 1
    two.rule("turn_factor", two.factor(two.a, "grain").id)
    assert two.phrase(two.a, "grain")[1].direction == 1
    assert two.phrase(c, "grain")[1].direction == -1


def test_a_ruling_without_its_characters_is_told_as_gone(two):
    two.rule("merge_factors", [two.factor(two.a, "grain").id, two.factor(two.b, "cost").id])
    two.rule("rename_factor", two.factor(two.a, "grain").id, "the cost of bread")
    two.accounts.remove(two.b)
    merge, name = two.told()
    assert (merge.status, merge.missing) == ("gone", 1)
    assert (name.status, name.missing) == ("in part", 1)
    assert two.factor(two.a, "grain").label == "the cost of bread"


def test_a_phrase_that_is_cut_a_little_otherwise_is_the_same(two):
    two.rule("rename_factor", two.factor(two.a, "closure").id, "blockade")
    (ruling,) = two.rulings
    ((start, end),) = ruling.anchors[0].spans
    moved = replace(ruling.anchors[0], spans=((start + 4, end),))
    two.rulings[0] = replace(ruling, anchors=(moved,))
    assert two.factor(two.a, "closure").label == "blockade"
    elsewhere = replace(ruling.anchors[0], spans=((end - 6, end),))
    two.rulings[0] = replace(ruling, anchors=(elsewhere,))
    assert two.statuses() == ["gone"]


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        (("merge_factors", ["x", "y"]), UnknownFactorError),
        (("rename_factor", "x", "label"), UnknownFactorError),
        (("turn_factor", "x"), UnknownFactorError),
        (("flip_phrase", "x"), UnknownRecord),
        (("split_factor", []), UnknownRecord),
        (("split_factor", ["x"]), UnknownRecord),
    ],
)
def test_unknown_things_are_refused(two, draft, error):
    with pytest.raises(error):
        two.rule(*draft)


def test_what_makes_no_sense_is_refused(two):
    factor, phrase = two.phrase(two.a, "grain")
    for draft in (
        ("merge_factors", [factor.id, factor.id]),
        ("split_factor", [phrase.id]),
        ("rename_factor", factor.id, " \n"),
        ("rename_factor", factor.id, "x" * 301),
    ):
        with pytest.raises(RecordError):
            two.rule(*draft)
