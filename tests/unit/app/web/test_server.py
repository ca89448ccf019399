import pytest
from fastapi.testclient import TestClient

from rashomon.app.web.guard import POLICY
from rashomon.app.web.server import address_of, bind, create_app
from rashomon.core.errors import StopRun

PAGES = [
    "/",
    "/whatif",
    "/maps",
    "/factors",
    "/decisions",
    "/?claim=c1&edit=1",
    "/sources",
    "/profile",
    "/levers",
    "/camps",
    "/judge",
    "/forecasts",
    "/documents",
    "/search?q=grain",
    "/?story=st2",
    "/search",
]


@pytest.fixture
def client(case):
    return TestClient(create_app(case), base_url="http://127.0.0.1:8000")


@pytest.mark.parametrize("path", [*PAGES, "/static/rashomon.css", "/static/rashomon.js", "/nope"])
def test_every_answer_has_the_strict_policy(client, path):
    answer = client.get(path)
    assert answer.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_needs_what_the_policy_refuses(client, path):
    html = client.get(path).text
    assert "style=" not in html
    assert "<style" not in html
    assert html.count("<script") == html.count('<script type="module" src=') == 1
    assert " onclick" not in html
    assert "javascript:" not in html


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""]
)
def test_a_foreign_host_name_is_refused(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "Rashomon" not in answer.text


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:9", "LOCALHOST"])
def test_this_machine_may_ask(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nope", 404),
        ("/read/unknown", 404),
        ("/?story=unknown", 404),
        ("/whatif?factor=unknown", 404),
        ("/static/../server.py", 404),
        ("/static/other.css", 404),
        ("/whatif?push=sideways", 400),
        ("/?show=secret", 400),
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert f'<p class="kicker">{status}</p>' in answer.text


def test_a_span_that_is_none_is_refused(client, case):
    doc = case.docs["post"].id
    assert client.get(f"/read/{doc}?s=40-12").status_code == 400
    assert client.get(f"/read/{doc}?s=4-12").status_code == 200


def test_port_zero_takes_a_free_one():
    with bind("127.0.0.1", 0) as bound:
        assert address_of(bound, "127.0.0.1") == f"http://127.0.0.1:{bound.getsockname()[1]}/"
        with pytest.raises(StopRun, match="in use; try another port"):
            bind("127.0.0.1", bound.getsockname()[1])
