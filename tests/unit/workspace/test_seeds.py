"""The main job on the first real pages: what must hold of them, walked through every item."""

from pathlib import Path

import lxml.html
import pytest
from fastapi.testclient import TestClient

from rashomon.app.web.server import create_app
from rashomon.core.bodies import body_spans
from rashomon.workspace import open_case

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"

pytestmark = [
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside this checkout"),
]


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    with open_case(tmp_path_factory.mktemp("seeds") / "s.rashomon", create=True) as opened:
        report = opened.add([str(SEEDS)])
        assert not report.failures
        yield opened


def test_three_accounts_of_the_strike_two_of_the_recess(case):
    assert [len(story.accounts) for story in case.stories()] == [3, 2, 1]
    assert len(case.documents()) == 6
    assert [len(case.comparison(story.id).maps) for story in case.stories()] == [3, 2, 1]


def test_every_highlight_is_the_text_that_its_item_claims(case):
    client = TestClient(create_app(case), base_url="http://127.0.0.1")
    walked = 0
    for doc in case.documents():
        shown: dict[tuple[str, str], str] = {}
        page = lxml.html.fromstring(client.get(f"/read/{doc.id}").text)
        for element in page.get_element_by_id("text").iterfind(".//*[@data-annotation]"):
            ids, roles = element.get("data-annotation").split(), element.get("data-role").split()
            for key in zip(ids, roles, strict=True):
                shown[key] = shown.get(key, "") + element.text_content()
        claimed = {
            (ann.id, role): "".join(doc.text[start:end] for start, end in spans)
            for ann in case.annotations(doc.id)
            for role, spans in body_spans(ann.body).items()
            if spans
        }
        assert shown == claimed
        walked += len(claimed)
    assert walked > 300


def test_every_cell_and_path_opens_at_characters(case):
    comparison = case.comparison()
    for claim in comparison.claims:
        for cell in claim.cells:
            text = case.document(cell.account).text
            assert (cell.stance == "silent") == (not cell.spans)
            assert all(text[start:end].strip() for start, end in cell.spans)
    for factor in comparison.factors:
        for effect in case.whatif(factor.id, 1):
            assert all(case.annotation(step).doc == effect.account for step in effect.path)
