"""What a person decided about factors and claims lives in the case: it survives documents, files and time."""

import json

import pytest

from rashomon.core.errors import UnknownFactorError, UnknownRecord
from rashomon.core.records import Decision, Document, Item, Link
from rashomon.core.rulings import KIND, Anchor, Ruling, read_rulings, ruling_item
from rashomon.store.memory import MemoryStore
from rashomon.workspace import Case, open_case

ONE = "The closure of the strait raised grain prices. The patrol boats fired on the ferry at night."
OTHER = "The closure of the strait lowered grain prices. The patrol boats never fired on the ferry at night."
THIRD = "Closing the strait cut grain exports. The patrol boats fired on the ferry at night. The storm delayed the regatta."


@pytest.fixture
def add(tmp_path):
    def write(case, **texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.txt").write_text(text)
        case.add([str(tmp_path / f"{name}.txt") for name in texts], as_is=True)

    return write


@pytest.fixture
def case(tmp_path, add):
    with open_case(tmp_path / "a.rashomon", create=True) as opened:
        add(opened, one=ONE, other=OTHER)
        yield opened


def factor(case, word):
    return next(f for f in case.factors() if word in f.label)


def ferry(case):
    return next(
        c
        for c in case.claims()
        if c.origin == "sentences"
        and any("ferry" in case.document(s.doc).text[slice(*s.spans[0])] for s in c.statements)
    )


def doc(case, name):
    return next(d for d in case.documents() if d.ref.endswith(f"{name}.txt"))


def test_decisions_survive_more_documents_and_reopening(case, add, tmp_path):
    merged = case.merge_factors(
        factor(case, "closure").id, factor(case, "grain").id, by="mk", note="one thing"
    )
    assert (merged.status, merged.by, merged.note, merged.was[1]) == (
        "holds",
        "mk",
        "one thing",
        "grain prices",
    )
    case.undo_ruling(merged.id, by="jo", note="no")
    named = case.rename_factor(factor(case, "grain").id, "bread", by="mk")
    cell = case.set_cell(
        ferry(case).id, doc(case, "other").id, "unclear", by="mk", note="see below"
    )
    before = [(r.action, r.status) for r in case.rulings()]
    add(case, third=THIRD)
    assert [(r.action, r.status) for r in case.rulings()] == before
    case.close()
    with open_case(tmp_path / "a.rashomon") as again:
        assert {f.label for f in again.factors()} >= {"bread"}
        told = {r.id: r for r in again.rulings()}
        assert told[merged.id].status == "undone"
        assert (told[merged.id].undone_by, told[merged.id].undone_note) == ("jo", "no")
        assert told[named.id].targets
        cells = {c.account: c for c in ferry(again).cells}
        assert len(cells) == 3
        own = cells[doc(again, "other").id]
        assert (own.stance, own.proposed, own.ruling) == ("unclear", "denies", cell.id)


def test_readings_are_never_changed(case):
    before = [record for record in case.records() if not isinstance(record, Item | Decision)]
    phrase = factor(case, "grain").phrases[0]
    case.flip_phrase(phrase.id)
    case.flip_factor(factor(case, "grain").id)
    case.rename_claim(ferry(case).id, "They fired")
    case.flip_statement(ferry(case).statements[0].id)
    after = [record for record in case.records() if not isinstance(record, Item | Decision)]
    assert after == before


def test_a_flip_turns_the_links_of_the_map(case):
    def signs():
        return [edge.sign for m in case.map() for edge in m.edges]

    before = signs()
    case.flip_factor(factor(case, "grain").id)
    assert signs() == [-sign for sign in before]
    case.undo_ruling(case.rulings()[0].id)
    assert signs() == before
    case.redo_ruling(case.rulings()[0].id)
    assert signs() == [-sign for sign in before]


def test_decisions_survive_export_and_import(case):
    case.rename_claim(ferry(case).id, "They fired", by="mk", note="plainer")
    case.flip_factor(factor(case, "grain").id)
    with Case(MemoryStore()) as other:
        other.take(case.records())
        assert other.rulings() == case.rulings()
        assert ferry(other).statement == "They fired"


def test_a_decision_whose_document_is_gone_is_told(case, add):
    add(case, third=THIRD)
    case.rename_factor(factor(case, "regatta").id, "the boat race")
    case.store.remove_document(doc(case, "third").id)
    (told,) = case.rulings()
    assert (told.status, told.missing, told.value) == ("gone", 1, "the boat race")
    assert case.rulings().records()[0]["status"] == "gone"


def test_what_was_ruled_holds_for_a_pages_newer_version(case):
    case.rename_factor(factor(case, "grain").id, "bread")
    old = doc(case, "one")
    new = Document.make(page=old.page, segment=7, text=f"Corrected. {ONE}", ref=old.ref)
    newer = Link.make(kind="version_of", left=new.id, right=old.id, producer="t", score=1)
    case.take([new, newer])
    assert new.id in case.story().accounts
    named = factor(case, "bread")
    assert {phrase.doc for phrase in named.phrases} == {new.id, doc(case, "other").id}
    assert case.rulings()[0].status == "holds"


def test_two_people_and_the_same_decision_twice(case):
    first = case.set_cell(ferry(case).id, doc(case, "one").id, "denies", by="mk")
    second = case.set_cell(ferry(case).id, doc(case, "one").id, "unclear", by="jo")
    told = {r.id: r for r in case.rulings()}
    assert (told[first.id].status, told[first.id].overruled_by) == ("overruled", second.id)
    case.redo_ruling(first.id, by="mk")
    told = {r.id: r for r in case.rulings()}
    assert (told[first.id].status, told[second.id].status) == ("holds", "overruled")
    assert len(case.store.items(KIND)) == 2
    assert len(case.store.decisions()) == 3


def test_unknown_things_are_refused_and_nothing_is_written(case):
    with pytest.raises(UnknownFactorError):
        case.merge_factors("x", "y")
    with pytest.raises(UnknownRecord):
        case.undo_ruling("x")
    assert case.store.items(KIND) == ()


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"of": "factor", "action": "nonsense", "anchors": []},
        {"of": "factor", "action": "merge", "anchors": [{"doc": "a"}]},
        {"of": "factor", "action": "merge", "anchors": "abc"},
        {"of": "claim", "action": "merge", "anchors": 3, "was": 3},
        {
            "of": "claim",
            "action": "cell",
            "anchors": [
                {"doc": "a", "spans": [["x", 2]], "role": "", "part": 0, "turn": 0, "stance": ""}
            ],
        },
    ],
)
def test_a_ruling_that_says_nothing_sensible_is_told_as_gone(case, fields):
    before = case.claims()
    case.take([Item.make(kind=KIND, fields=fields, by="x", at="2031-01-01")])
    assert [r.status for r in case.rulings()] == ["gone"]
    assert case.claims() == before


def test_a_ruling_is_an_item_and_back():
    anchor = Anchor("d", ((1, 4), (6, 9)), "sentence", 1, -1, "asserts")
    ruling = Ruling(
        "", "claim", "cell", (anchor,), "denies", "d", ("so", "asserts"), by="mk", at="t"
    )
    item = ruling_item(ruling)
    item = Item(item.id, item.kind, json.loads(json.dumps(item.fields)), item.by, item.at)
    (back,) = read_rulings([item], [])
    assert back.anchors == ruling.anchors
    assert (back.value, back.account, back.was, back.by) == ("denies", "d", ("so", "asserts"), "mk")
