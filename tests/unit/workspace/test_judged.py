"""What people say of explanations, predictions and data stays when a case grows or is read anew."""

from datetime import date

import pytest

from rashomon.core.errors import RecordError, UnknownRecord
from rashomon.core.records import Decision
from rashomon.forecast.series import Series
from rashomon.judge.ratings import NULL
from rashomon.workspace import open_case

TEXTS = {
    "one": """The strait stays shut

By Ada Brook
12 March 2031

The closure of the strait raised grain prices on the whole coast this week. Traders expect that grain prices
will fall again by June. The patrol boats fired on the ferry near the cape.
""",
    "other": """No reason for alarm

By Carl Dane
12 March 2031

The closure of the strait did not raise grain prices on the coast. A drought raised grain prices.
The patrol boats did not fire on the ferry near the cape, the ministry of the coast said.
""",
    "third": """What the captain saw

By Ona Breck
12 March 2031

The patrol boats fired on the ferry near the cape, the captain said. The closure of the strait raised
grain prices on the coast, and grain prices hurt the bakers.
""",
}
FARES = Series(
    "fares", "crowns", "office", tuple(date(2031, 3, n) for n in (1, 2, 3)), (100.0, 100.0, 120.0)
)


@pytest.fixture
def made(tmp_path):
    def add(case, *names):
        for name in names:
            (tmp_path / f"{name}.txt").write_text(TEXTS[name])
        case.add([str(tmp_path / f"{name}.txt") for name in names])

    with open_case(tmp_path / "a.rashomon", create=True) as case:
        add(case, "one", "other")
        case.more = lambda: add(case, "third")
        yield case


def shared(case):
    """A claim of which several accounts speak."""
    spoken = [
        (sum(cell.stance != "silent" for cell in claim.cells), claim)
        for claim in case.claims()
        if claim.origin != "implied"
    ]
    return max(spoken, key=lambda pair: pair[0])[1].id


def rows(case):
    return [h for h in case.judge().hypotheses if h.id != NULL]


def test_ratings_follow_their_sentences_when_the_case_grows(made):
    row, evidence = rows(made)[0].id, shared(made)
    made.rate(row, evidence, "II", by="mara", note="the price had risen before")
    made.more()
    assert evidence not in {claim.id for claim in made.claims()}  # the claim has a new id
    (said,) = [r for c in made.judge().cells for r in c.ratings]
    assert (said.rating, said.note) == ("II", "the price had risen before")
    assert made.judge().unplaced == ()


def test_an_adopted_hypothesis_and_its_rating_stay(made):
    row = rows(made)[0].id
    made.change_hypothesis(row, text="Somebody else did it", by="mara")
    made.rate(row, shared(made), "C", by="mara")
    made.change_hypothesis(row, aside=True, by="ivo")
    assert row not in [h.id for h in rows(made)]
    assert [h.text for h in made.judge().set_aside] == ["Somebody else did it"]
    made.more()
    made.change_hypothesis(row, by="ivo")
    adopted = next(h for h in rows(made) if h.id == row)
    assert (adopted.text, adopted.by, adopted.rated) == ("Somebody else did it", "ivo", 1)
    kinds = [item.kind for item in made.said_about(row)]
    assert sorted(kinds) == ["hypothesis"] * 3 + ["rating"]


def test_a_focus_takes_less_and_an_unknown_one_is_named(made):
    row, evidence = rows(made)[0].id, shared(made)
    made.rate(row, evidence, "C", by="mara")
    assert made.judge(without=(evidence,)).hypotheses[0].share is None
    assert made.judge(rater="ivo").hypotheses[0].share is None
    assert made.judge(rater="mara").raters == ("mara",)
    for wrong in ({"without": ("zz",)}, {"admit_only": "zz"}):
        with pytest.raises(UnknownRecord, match="zz"):
            made.judge(**wrong)


def test_what_cannot_be_said_is_refused_and_nothing_is_kept(made):
    row, evidence = rows(made)[0].id, shared(made)
    before = len(made.store.items())
    for wrong in (
        lambda: made.rate(NULL, evidence, "C", by="mara"),
        lambda: made.rate(row, evidence, "X", by="mara"),
        lambda: made.rate(row, evidence, "C", by="proposal"),
        lambda: made.add_hypothesis("  ", by="mara"),
        lambda: made.add_hypothesis("x" * 5000, by="mara"),
        lambda: made.ask("When?", {row: 1.2}, by="mara"),
        lambda: made.ask("When?", {row: 0.2}, closes="soon", by="mara"),
    ):
        with pytest.raises(RecordError):
            wrong()
    for wrong in (
        lambda: made.rate(row, "zz", "C", by="mara"),
        lambda: made.rate("zz", evidence, "C", by="mara"),
        lambda: made.ask("When?", {"zz": 0.5}, by="mara"),
        lambda: made.give("zz", 0.5, by="mara"),
    ):
        with pytest.raises(UnknownRecord):
            wrong()
    assert len(made.store.items()) == before


def test_a_matrix_gives_frames_and_a_notebook_table(made):
    row, evidence = rows(made)[0].id, shared(made)
    made.add_hypothesis("<b>Bakers</b>", by="mara")
    made.rate(row, evidence, "CC", by="mara")
    made.rate(row, evidence, "C", by="ivo")
    made.ask("Is it open?", {row: 0.9}, by="mara")
    matrix = made.judge()
    frame = matrix.to_frame()
    assert set(frame["text"]) <= {h.text for h in matrix.hypotheses}
    cell = frame[(frame.hypothesis == row) & (frame.evidence == evidence)].iloc[0]
    assert (cell.step, cell.spread, cell.raters) == (1.5, 1, ["ivo", "mara"])
    assert list(matrix.hypotheses.to_frame()["id"]) == [h.id for h in matrix.hypotheses]
    assert set(matrix.cruxes.to_frame()["hypothesis"]) >= {row}
    html = matrix._repr_html_()
    assert "&lt;b&gt;Bakers" in html
    assert "<td>+/++</td>" in html
    assert matrix.records()[0]["record"] == "consistency"
    assert "<td>" in matrix.evidence._repr_html_()


def test_a_question_survives_another_reading_of_its_text(made, monkeypatch):
    question = made.questions()[0]
    made.confirm(question.id, wording="Is grain below 200?", closes="2031-06-30", by="mara")
    made.give(question.id, 0.7, by="mara")
    store = made.store
    gone = [a for a in store.annotations(question.account) if a.id != question.id]

    class Reread:
        def __getattr__(self, name):
            return getattr(store, name)

        def annotations(self, doc_id):
            return tuple(gone) if doc_id == question.account else store.annotations(doc_id)

        def annotation(self, annotation_id):
            if annotation_id == question.id:
                raise UnknownRecord(annotation_id)
            return store.annotation(annotation_id)

    monkeypatch.setattr(made, "store", Reread())
    kept = made.question(question.id)
    assert (kept.wording, kept.closes, kept.probability) == (
        "Is grain below 200?",
        "2031-06-30",
        0.7,
    )
    assert kept.spans == question.spans


def test_a_prediction_that_a_person_rejected_stays_away(made):
    question = made.questions()[0]
    made.confirm(question.id, wording="Is grain below 200?", closes="2031-06-30", by="mara")
    made.take([Decision.make(target=question.id, verdict="rejected", by="mara", at="2031-01-01")])
    assert question.id not in {q.id for q in made.questions()}


def test_a_kept_series_finds_its_factor_again_and_says_what_is_stated_now(made):
    factor = next(f for f in made.comparison().factors if "grain" in f.label)
    kept = made.check_series(FARES, factor.id, at=date(2031, 3, 3), days=0, keep_as="mara")
    before = {one.account for one in made.series_checks()[0].stated}
    made.more()
    (check,) = made.series_checks()
    assert check.factor in {f.id for f in made.comparison().factors}
    assert check.factor != factor.id
    assert {one.account for one in check.stated} > before
    assert (check.id, check.by) == (kept.id, "mara")
    frame = check.to_frame()
    assert list(frame["part"]) == ["before", "before", "window"]
    assert "20%" in check._repr_html_()
    made.drop_check(check.id, by="ivo")
    assert made.series_checks() == ()
    with pytest.raises(UnknownRecord):
        made.drop_check("zz", by="ivo")


def test_a_check_that_an_older_version_kept_is_still_shown(made):
    from rashomon.workspace.curating import add_item

    factor = next(f for f in made.comparison().factors if "grain" in f.label)
    check = made.check_series(FARES, factor.id, at=date(2031, 3, 3), days=0)
    old = {k: v for k, v in check.records()[0].items() if k not in ("record", "points", "id", "by")}
    add_item(made.store, "series", {"check": old}, by="mara")
    (kept,) = made.series_checks()
    assert kept.sentence == check.sentence
    assert kept.points == ()
