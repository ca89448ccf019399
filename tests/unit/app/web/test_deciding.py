"""The forms with which people decide about factors and claims, on a real case."""

import re
from types import SimpleNamespace

import lxml.html
import pytest
from fastapi.testclient import TestClient

from rashomon.app.brief import write_brief
from rashomon.app.web.server import create_app
from rashomon.workspace import open_case

ONE = "The closure of the strait raised grain prices. The patrol boats fired on the ferry at night."
OTHER = "The closure of the strait lowered grain prices. The patrol boats never fired on the ferry at night."
ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7 * 7 }}"
OURS = "http://127.0.0.1"


@pytest.fixture(scope="module")
def case_path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("deciding")
    for name, text in (("one", ONE), ("other", OTHER)):
        (folder / f"{name}.txt").write_text(text)
    path = folder / "made.rashomon"
    with open_case(path, create=True) as case:
        case.add([str(folder / "one.txt"), str(folder / "other.txt")], as_is=True)
        case.comparison()
    return path


@pytest.fixture
def desk(case_path, tmp_path):
    """A copy of the case with a client that sends forms as the pages do."""
    path = tmp_path / "desk.rashomon"
    path.write_bytes(case_path.read_bytes())
    with open_case(path) as case:
        client = TestClient(
            create_app(case), base_url=OURS, headers={"origin": OURS}, follow_redirects=False
        )

        def send(path, *, status=303, **fields):
            answer = client.post(path, data={"by": "mara", **fields})
            assert answer.status_code == status, answer.text
            return answer.headers.get("location", "") or answer.text

        def get(path):
            answer = client.get(path)
            assert answer.status_code == 200, answer.text
            return lxml.html.fromstring(answer.text)

        yield SimpleNamespace(case=case, client=client, send=send, get=get, path=path)


def text_of(root, css):
    return [" ".join(e.text_content().split()) for e in root.cssselect(css)]


def factor(desk, word):
    return next(f for f in desk.case.factors() if word in f.label)


def ferry(desk):
    """The clash over the second sentence."""
    return next(
        claim
        for claim in desk.case.claims()
        if claim.clash and all(s.spans[-1][0] > 40 for s in claim.statements)
    )


def test_factors_are_merged_and_the_page_opens_at_the_result(desk):
    both = [factor(desk, "grain"), factor(desk, "closure")]
    ids = [one.id for one in both]
    place = desk.send("/factors/rule", do="merge", factor=ids, note="one thing")
    root = desk.get(place.partition("#")[0])
    assert text_of(root, ".done") == ["They are one now."]
    (opened,) = root.cssselect(".factor.is-open")
    assert place.endswith(f"#{opened.get('id')}")
    assert len(opened.cssselect(".phrase")) == sum(len(one.phrases) for one in both)
    (decided,) = text_of(opened, ".decided")
    assert "are one mara, 20" in decided
    assert "one thing holds" in decided


def test_a_factor_is_named_flipped_split_and_each_is_undone(desk):
    first = factor(desk, "grain")
    place = desk.send("/factors/rule", do="rename", factor=first.id, label=" dear  grain ")
    desk.send("/factors/rule", do="turn", factor=first.id, label="cheap grain")
    (line,) = text_of(desk.get(place.partition("#")[0]), ".is-open .factor-line")
    assert "cheap grain" in line
    assert f"named by a person, proposed: “{first.label}” · flipped by a person" in line
    phrase = factor(desk, "cheap grain").phrases[0]
    desk.send("/factors/rule", flip=phrase.id)
    assert {p.id: p.direction for p in factor(desk, "cheap").phrases}[
        phrase.id
    ] == -phrase.direction
    desk.send("/factors/rule", do="split", phrase=phrase.id)
    root = desk.get("/decisions")
    assert len(text_of(root, ".decided")) == 5
    assert len(text_of(root, ".d-overruled")) == 1
    assert "Later: " in text_of(root, ".d-overruled")[0]
    for form in root.cssselect(".undo-form"):
        ruling = form.cssselect("[name=ruling]")[0].get("value")
        assert desk.send("/decisions/rule", do="undo", ruling=ruling, back="decisions", by="jo")
    root = desk.get("/decisions")
    assert len(root.cssselect(".d-undone")) == 5
    assert all("taken back by jo" in one for one in text_of(root, ".d-undone"))
    assert factor(desk, "grain").label == first.label


def test_a_cell_is_set_and_shows_who_set_it_and_what_was_proposed(desk):
    claim = ferry(desk)
    account = next(c.account for c in claim.cells if c.stance == "denies")
    place = desk.send(
        "/claims/rule", do="set", claim=claim.id, account=account, stance="silent", note="a joke"
    )
    assert f"claim={claim.id}" in place
    root = desk.get(place.partition("#")[0])
    (set_by,) = text_of(root, ".set-by")
    assert re.fullmatch(r"set by mara, 20\S+ \S+ UTC: “?a joke”?; proposed: denies", set_by)
    assert not root.cssselect(f"#c-{claim.id}.is-clash")
    assert "1 decision of people shapes what is shown." in root.text_content()
    ruling = desk.case.rulings()[0].id
    desk.send("/decisions/rule", do="undo", ruling=ruling, back="matrix")
    assert desk.get("/").cssselect(f"#c-{claim.id}.is-clash")
    desk.send("/decisions/rule", do="redo", ruling=ruling, back="matrix")
    assert not desk.get("/").cssselect(f"#c-{claim.id}.is-clash")


def test_a_row_is_worded_flipped_split_and_merged(desk):
    claim = ferry(desk)
    desk.send("/claims/rule", do="rename", claim=claim.id, wording="Shots at the ferry")
    root = desk.get(f"/?claim={claim.id}&edit=1")
    assert "Shots at the ferry" in text_of(root, f"#c-{claim.id} .opener")
    assert "worded by a person; proposed: “" in root.text_content()
    denied = next(s for s in claim.statements if s.stance == "denies")
    desk.send("/claims/rule", flip=denied.id)
    root = desk.get(f"/?claim={claim.id}&edit=1")
    assert any("proposed: denies" in one for one in text_of(root, ".deciding .phrase-head"))
    other = next(c for c in desk.case.claims() if c.id != claim.id and c.origin != "implied")
    boxes = root.cssselect(f"#c-{other.id} .same input")
    assert [box.get("form") for box in boxes] == ["merge-claims"]
    desk.send("/claims/rule", do="merge", claim=[claim.id, other.id])
    assert not [c for c in desk.case.claims() if c.id in {claim.id, other.id}]
    desk.send("/claims/rule", do="split", statement=denied.id)
    statuses = [r.status for r in desk.case.rulings()]
    assert statuses[-1] == "holds"
    assert len(statuses) == 4


def test_what_makes_no_sense_is_refused_and_changes_nothing(desk):
    claim = ferry(desk)
    account = claim.cells[0].account
    one = factor(desk, "grain").id
    for path, status, fields in (
        ("/factors/rule", 400, {"do": "merge", "factor": one}),
        ("/factors/rule", 404, {"do": "merge", "factor": [one, "x"]}),
        ("/factors/rule", 400, {"do": "rename", "factor": one, "label": ""}),
        ("/factors/rule", 400, {"do": "burn"}),
        ("/factors/rule", 404, {"flip": "x"}),
        ("/factors/rule", 404, {"do": "split"}),
        ("/factors/rule", 400, {"do": "turn", "factor": one, "by": " "}),
        (
            "/claims/rule",
            400,
            {"do": "set", "claim": claim.id, "account": account, "stance": "lies"},
        ),
        ("/claims/rule", 404, {"do": "set", "claim": "x", "account": account, "stance": "denies"}),
        ("/claims/rule", 400, {"do": "merge", "claim": claim.id}),
        ("/claims/rule", 404, {"do": "rename", "claim": "x", "wording": "y"}),
        ("/decisions/rule", 404, {"do": "undo", "ruling": "x"}),
        ("/decisions/rule", 400, {"do": "forget", "ruling": "x"}),
    ):
        desk.send(path, status=status, **fields)
    assert desk.case.rulings() == ()
    assert desk.client.get("/factors?factor=x").status_code == 404
    assert desk.client.get("/factors/rule").status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://127.0.0.1:81"},
        {"origin": OURS, "sec-fetch-site": "cross-site"},
    ],
)
def test_a_form_of_another_site_is_refused(desk, headers):
    one = factor(desk, "grain").id
    fields = {"do": "turn", "factor": one, "by": "eve"}
    answer = desk.client.post("/factors/rule", data=fields, headers=headers)
    assert answer.status_code == 403
    assert desk.case.rulings() == ()


def test_what_people_write_is_text_and_nothing_else(desk, tmp_path):
    claim = ferry(desk)
    one = factor(desk, "grain").id
    desk.send("/factors/rule", do="rename", factor=one, label=ATTACK, note=ATTACK, by=ATTACK[:70])
    desk.send("/claims/rule", do="rename", claim=claim.id, wording=ATTACK)
    cell = next(c for c in claim.cells if c.stance == "denies")
    fields = {"do": "set", "claim": claim.id, "account": cell.account, "stance": "asserts"}
    desk.send("/claims/rule", **fields, note=ATTACK, by=ATTACK[:70])
    for path in (f"/?claim={claim.id}&edit=1", f"/factors?factor={one}", "/decisions", "/maps"):
        root = desk.get(path)
        assert [s.get("src") for s in root.cssselect("script")] == ["/static/rashomon.js"], path
        assert not root.cssselect("img"), path
        assert "{{ 7 * 7 }}" in root.text_content() or path == "/maps"
    brief = tmp_path / "brief.html"
    write_brief(desk.case, brief)
    root = lxml.html.fromstring(brief.read_text())
    assert not root.cssselect("img")
    assert not root.cssselect("form[method=post]")
    assert not root.cssselect(".correct")
    assert "by hand" in root.text_content()


def test_the_name_that_was_given_is_remembered(desk):
    answer = desk.client.post("/name", data={"by": "Ida Ko", "back": "factors?q=grain"})
    assert answer.headers["location"] == "/factors?q=grain&done=named"
    assert "Ida Ko" in text_of(desk.get("/factors"), ".writer summary")[0]


def test_a_case_that_may_only_be_read_says_so(case_path, tmp_path):
    path = tmp_path / "locked.rashomon"
    path.write_bytes(case_path.read_bytes())
    from rashomon.store.sqlite import SqliteStore
    from rashomon.workspace import Case

    with Case(SqliteStore(path, writable=False)) as case:
        client = TestClient(create_app(case), base_url=OURS, headers={"origin": OURS})
        one = case.factors()[0].id
        answer = client.post("/factors/rule", data={"do": "turn", "factor": one, "by": "mara"})
        assert answer.status_code == 503
        assert "Nothing was changed" in answer.text
