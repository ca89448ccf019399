"""axe-core on every page, in light and dark, on desktop and phone: nothing serious."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PATHS = ("/", "/whatif", "/maps", "/sources", "/documents", "/search?q=grain", "READER", "/nope")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_has_a_serious_fault(site, visit, scheme, width):
    page = visit(site, width=width, scheme=scheme)
    reader = page.locator(".accounts a").first.get_attribute("href")
    for path in PATHS[:-1]:
        page.goto(site + (f"{reader}?dropped=1" if path == "READER" else path))
        _open_all(page)
        assert _faults(page) == [], path


def test_the_brief_has_no_serious_fault(brief_path, visit):
    page = visit(brief_path.as_uri())
    _open_all(page)
    assert _faults(page) == []


def _open_all(page):
    """Show what opens on demand, so that it is judged too."""
    for opener in page.locator(".opener").all()[:3]:
        opener.click()
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")


def _faults(page):
    found = Axe().run(page).response["violations"]
    return [
        (v["id"], v["nodes"][0]["html"][:200], v["nodes"][0].get("failureSummary", "")[:300])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
