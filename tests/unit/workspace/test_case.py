"""The orchestrator: what it keeps, what it makes anew, what a person's decision changes."""

import pytest

from rashomon.core.bodies import Mention
from rashomon.core.errors import UnknownRecord
from rashomon.core.records import Annotation, Decision
from rashomon.workspace import open_case

ONE = "The closure of the strait raised grain prices. The patrol boats fired on the ferry at night."
OTHER = "The closure of the strait lowered grain prices. The patrol boats never fired on the ferry at night."


@pytest.fixture
def pages(tmp_path):
    (tmp_path / "one.txt").write_text(ONE)
    (tmp_path / "other.txt").write_text(OTHER)
    return [str(tmp_path / "one.txt"), str(tmp_path / "other.txt")]


@pytest.fixture
def case(tmp_path, pages):
    with open_case(tmp_path / "a.rashomon", create=True) as opened:
        opened.add(pages, as_is=True)
        yield opened


def test_every_item_is_at_its_characters(case):
    for doc in case.documents():
        for annotation in case.annotations(doc.id):
            annotation.check(doc.text)
    for claim in case.claims():
        for cell in claim.cells:
            text = case.document(cell.account).text
            assert all(0 <= start < end <= len(text) for start, end in cell.spans)


def test_two_sentences_clash(case):
    clashing = [c for c in case.claims() if c.clash]
    assert len(clashing) == 2
    assert any("grain prices" in c.statement for c in clashing)
    assert any("ferry" in c.statement for c in clashing)
    assert any(cell.annotations for c in clashing for cell in c.cells)


def test_what_was_done_is_not_done_again(case, pages, tmp_path):
    seen = []
    case.comparison()
    case.close()
    with open_case(tmp_path / "a.rashomon") as again:
        again.add(pages, as_is=True, report=seen.append)
        before = again.store.revision
        again.comparison(report=seen.append)
        assert again.store.revision == before
    assert {p.stage for p in seen} == {"reading"}


def test_a_rejected_claim_leaves_the_map(case):
    edge = next(e for m in case.comparison().maps for e in m.edges)
    case.take(
        [Decision.make(target=edge.annotations[0], verdict="rejected", by="ada", at="2026-01-01")]
    )
    left = {a for m in case.comparison().maps for e in m.edges for a in e.annotations}
    assert edge.annotations[0] not in left
    case.take(
        [Decision.make(target=edge.annotations[0], verdict="accepted", by="ada", at="2026-01-02")]
    )
    back = {a for m in case.comparison().maps for e in m.edges for a in e.annotations}
    assert edge.annotations[0] in back


def test_an_unknown_story_is_named(case):
    with pytest.raises(UnknownRecord, match="no story 'x'"):
        case.comparison("x")


def test_views_survive_the_file(case, tmp_path):
    first = case.comparison()
    case.close()
    with open_case(tmp_path / "a.rashomon") as again:
        assert again.comparison() == first


def test_an_imported_case_keeps_its_annotations(case, tmp_path):
    """What came with the records stands; nothing is extracted beside it."""
    texts = [r for r in case.records() if not isinstance(r, Annotation)]
    own = [
        Annotation.make(doc=doc.id, body=Mention(((4, 11),), "MISC"), producer="ada", score=1)
        for doc in case.documents()
    ]
    with open_case(tmp_path / "copy.rashomon", create=True) as copy:
        copy.take([*texts, *own])
        copy.comparison()
        found = [a for doc in copy.documents() for a in copy.annotations(doc.id)]
    assert sorted(found, key=lambda a: a.id) == sorted(own, key=lambda a: a.id)
