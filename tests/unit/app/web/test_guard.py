"""Forms are taken from the pages of this server alone."""

import pytest
from starlette.datastructures import Headers

from rashomon.app.web.guard import is_own_form
from rashomon.app.web.server import FORMS, PAGES

OWN = {"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000"}


@pytest.mark.parametrize(
    "said",
    [
        OWN,
        OWN | {"sec-fetch-site": "same-origin"},
        {"host": "LOCALHOST:1", "origin": "http://localhost:1"},
    ],
)
def test_a_form_of_our_own_page_is_taken(said):
    assert is_own_form(Headers(said))


@pytest.mark.parametrize(
    "said",
    [
        {"host": "127.0.0.1:8000"},
        OWN | {"origin": "null"},
        OWN | {"origin": "https://evil.example"},
        OWN | {"origin": "http://127.0.0.1:9000"},
        OWN | {"origin": "http://127.0.0.1:8000.evil.example"},
        OWN | {"origin": "http://[::1"},
        OWN | {"sec-fetch-site": "cross-site"},
        OWN | {"sec-fetch-site": "same-site"},
        OWN | {"sec-fetch-site": "none"},
    ],
)
def test_a_form_of_another_page_is_not(said):
    assert not is_own_form(Headers(said))


@pytest.mark.parametrize("path", FORMS)
def test_no_form_is_taken_from_elsewhere_and_nothing_changes(site, path):
    before = len(site.case.store.items())
    fields = {"by": "mara", "do": "add", "text": "They planned it"}
    for origin in ("https://evil.example", "null", "http://127.0.0.1:81"):
        answer = site.client.post(path, data=fields, headers={"origin": origin})
        assert answer.status_code == 403
        assert "Nothing was changed" in answer.text
    foreign = site.client.post(path, data=fields, headers={"host": "evil.example"})
    assert foreign.status_code == 400
    assert len(site.case.store.items()) == before


@pytest.mark.parametrize("path", sorted(set(FORMS) - set(PAGES)))
def test_a_link_changes_nothing(site, path):
    assert site.client.get(path).status_code == 405


@pytest.mark.parametrize("path", sorted(set(PAGES) - set(FORMS)))
def test_a_page_takes_no_form(site, path):
    assert site.client.post(path.replace("{doc_id}", "x"), data={"by": "m"}).status_code == 405
