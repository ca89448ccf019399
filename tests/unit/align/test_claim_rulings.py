"""What a person decided about claims, on claims laid down by hand."""

from dataclasses import replace

import pytest

from rashomon.align import drafts
from rashomon.align.cells import cell_of
from rashomon.align.claim_rulings import rule_claims
from rashomon.core.errors import RecordError, UnknownRecord
from rashomon.core.statements import ClaimStatement
from rashomon.core.views import Claim, Comparison, Story

TEXTS = {doc: "".join(f"{doc}{n:02d} said. " for n in range(20)) for doc in "abc"}
LENGTH = 10  # characters of a sentence and the space after it


def said(place, stance="asserts", **about):
    """The sentence with this number: "a03"."""
    start = int(place[1:]) * LENGTH
    return ClaimStatement(place[0], ((start, start + LENGTH - 1),), stance, **about)


def link(place, stance="asserts", **about):
    return said(place, stance, annotation=f"link-{place}", **about)


def claim(name, *statements, origin="sentences"):
    cells = tuple(cell_of(doc, [s for s in statements if s.doc == doc]) for doc in "abc")
    stances = {cell.stance for cell in cells}
    return Claim(name, name, origin, {"asserts", "denies"} <= stances, cells, 1.0, statements)


FERRY = claim("ferry", said("a01"), said("b01", "denies"), said("c01"))
PRICES = claim("prices", link("a05"), link("b05", "denies"), origin="edges")
TALKS = claim("talks", link("c07"), origin="edges")
IMPLIED = claim("implied", link("a05"), link("b05", "denies"), origin="implied")


class Desk:
    def __init__(self, *claims):
        self.claims, self.rulings = list(claims), []

    def ruled(self):
        return rule_claims(self.claims, self.rulings, texts=TEXTS)

    def rule(self, draft, *what):
        found, _ = self.ruled()
        view = Comparison(Story("s", "s", tuple("abc")), tuple(found), (), ())
        number = len(self.rulings)
        ruling = getattr(drafts, draft)(view, *what)
        self.rulings.append(replace(ruling, id=f"r{number}", at=f"2031-01-0{number + 1}"))

    def undo(self, number):
        self.rulings[number] = replace(self.rulings[number], status="undone")

    def find(self, place):
        """The claim that holds this sentence or link, but for those implied."""
        return next(
            c
            for c in self.ruled()[0]
            if c.origin != "implied"
            for s in c.statements
            if (s.doc, s.spans) == (place[0], said(place).spans)
        )

    def stances(self, place):
        return [cell.stance for cell in self.find(place).cells]

    def told(self):
        return [(r.status, r.overruled_by) for r in self.ruled()[1]]


@pytest.fixture
def desk():
    return Desk(FERRY, PRICES, TALKS, IMPLIED)


def test_nothing_ruled_nothing_changed(desk):
    assert desk.ruled() == (desk.claims, ())


def test_a_cell_that_a_person_set_shows_what_was_proposed(desk):
    desk.rule("set_cell", "ferry", "b", "asserts")
    found = desk.find("a01")
    cell = found.cells[1]
    assert (cell.stance, cell.proposed, cell.ruling) == ("asserts", "denies", "r0")
    assert cell.spans
    assert not found.clash
    desk.rule("set_cell", "ferry", "b", "silent")
    assert desk.find("a01").cells[1].spans == ()
    assert desk.told() == [("overruled", "r1"), ("holds", "")]
    desk.undo(1)
    assert desk.stances("a01") == ["asserts", "asserts", "asserts"]
    assert desk.told() == [("holds", ""), ("undone", "")]


def test_a_silent_account_can_be_made_to_speak(desk):
    desk.rule("set_cell", "talks", "a", "denies")
    assert desk.stances("c07") == ["denies", "silent", "asserts"]
    assert desk.find("c07").clash


def test_what_is_decided_is_turned_where_the_claim_is_worded_the_other_way_round(desk):
    desk.rule("set_cell", "ferry", "c", "denies")
    desk.rule("flip_statement", FERRY.statements[0].id)
    desk.rule("rename_claim", "ferry", "The boats fired")
    assert desk.stances("a01") == ["denies", "denies", "denies"]
    turned = [said("a01", "denies"), said("b01", "asserts"), said("c01", "denies"), said("c02")]
    desk.claims[0] = claim("no ferry", *turned)
    assert desk.stances("a01") == ["denies", "denies", "denies"]
    assert desk.find("a01").statement == "The boats fired"
    assert desk.find("a01").proposed == "no ferry"
    desk.undo(2)
    assert desk.stances("a01") == ["asserts", "asserts", "asserts"]


def test_a_flipped_statement_changes_its_account(desk):
    desk.rule("flip_statement", FERRY.statements[1].id)
    found = desk.find("b01")
    assert [cell.stance for cell in found.cells] == ["asserts"] * 3
    assert (found.statements[1].proposed, found.statements[1].ruling) == ("denies", "r0")
    desk.rule("flip_statement", found.statements[1].id)
    assert desk.stances("b01") == ["asserts", "denies", "asserts"]
    assert desk.told() == [("overruled", "r1"), ("holds", "")]


def test_a_wording_of_a_person_stays_with_most_of_the_statements(desk):
    desk.rule("rename_claim", "ferry", "The boats fired")
    desk.claims[:1] = [claim("x", said("a01"), said("b01", "denies")), claim("y", said("c01"))]
    assert desk.find("a01").statement == "The boats fired"
    assert desk.find("c01").statement == "y"


def test_claims_from_links_and_from_sentences_can_be_merged(desk):
    desk.rule("merge_claims", ["prices", "ferry"])
    found = desk.find("a01")
    assert found.id == desk.find("a05").id
    assert (found.origin, found.statement) == ("sentences", "ferry")
    assert [cell.stance for cell in found.cells] == ["asserts", "denies", "asserts"]
    assert len(found.statements) == 5
    assert found.cells[0].annotations == ("link-a05",)
    assert desk.ruled()[1][0].targets == (found.id,)
    desk.undo(0)
    assert desk.ruled()[0] == desk.claims


def test_links_split_off_are_a_claim_of_their_own(desk):
    desk.rule("merge_claims", ["prices", "talks"])
    desk.rule("split_claim", [PRICES.statements[1].id])
    assert desk.find("a05").id == desk.find("c07").id != desk.find("b05").id
    assert desk.stances("a05") == ["asserts", "silent", "asserts"]
    assert desk.stances("b05") == ["silent", "denies", "silent"]
    assert desk.told() == [("in part", "r1"), ("holds", "")]


def test_the_claim_that_its_wording_was_split_off_from_is_worded_anew():
    worded = replace(
        claim("x", link("a05"), link("b05", "denies"), origin="edges"), statement="a05 said."
    )
    desk = Desk(worded)
    desk.rule("split_claim", [worded.statements[0].id])
    assert (desk.find("a05").statement, desk.stances("a05")) == (
        "a05 said.",
        ["asserts", "silent", "silent"],
    )
    assert (desk.find("b05").statement, desk.stances("b05")) == (
        "b05 said.",
        ["silent", "asserts", "silent"],
    )


def test_an_implied_row_can_be_set_and_named_only(desk):
    desk.rule("set_cell", "implied", "b", "asserts")
    desk.rule("rename_claim", "implied", "So it would be")
    implied = next(c for c in desk.ruled()[0] if c.origin == "implied")
    assert (implied.statement, implied.clash) == ("So it would be", False)
    assert desk.stances("a05") == ["asserts", "denies", "silent"]
    with pytest.raises(RecordError, match="factors"):
        desk.rule("merge_claims", ["implied", "talks"])
    desk.claims.remove(IMPLIED)
    assert {status for status, _ in desk.told()} == {"gone"}


def test_a_statement_that_went_elsewhere_is_flipped_no_more(desk):
    desk.rule("flip_statement", FERRY.statements[1].id)
    desk.claims[:1] = [claim("x", said("a01"), said("c01")), claim("y", said("b01"), said("a09"))]
    assert desk.stances("b01") == ["asserts", "asserts", "silent"]
    assert desk.told() == [("gone", "")]


def test_what_makes_no_sense_is_refused(desk):
    desk.claims.append(claim("open", said("a11", "unclear"), said("b11")))
    for draft, error in (
        (("merge_claims", ["ferry"]), RecordError),
        (("merge_claims", ["ferry", "x"]), UnknownRecord),
        (("split_claim", [s.id for s in FERRY.statements]), RecordError),
        (("split_claim", [FERRY.statements[0].id, TALKS.statements[0].id]), UnknownRecord),
        (("split_claim", []), UnknownRecord),
        (("set_cell", "ferry", "a", "lies"), RecordError),
        (("set_cell", "ferry", "z", "denies"), UnknownRecord),
        (("flip_statement", said("a11").id), RecordError),
        (("rename_claim", "ferry", ""), RecordError),
    ):
        with pytest.raises(error):
            desk.rule(*draft)
    assert desk.rulings == []
