"""axe-core on every page, in light and dark, on desktop and phone: nothing serious."""

import pytest

from rashomon.nlp.frames import ROLES

from .axe import faults

BARE = """(marks) => marks.filter((mark) => {
  const link = Object.assign(document.createElement("a"), {className: mark, href: "#", textContent: "grain"});
  document.querySelector(".text p").append(link);
  return getComputedStyle(link).textDecorationLine !== "underline";
})"""
PATHS = (
    "/", "/whatif", "/maps", "/factors", "/decisions", "/sources", "/profile", "/levers", "/camps", "/judge", "/forecasts", "/documents", "/search?q=grain", "READER", "/nope",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_has_a_serious_fault(site, visit, scheme, width):
    page = visit(site, width=width, scheme=scheme)
    reader = page.locator(".accounts a").first.get_attribute("href")
    for path in PATHS[:-1]:
        page.goto(site + (f"{reader}?dropped=1" if path == "READER" else path))
        _open_all(page)
        assert faults(page) == [], path


def test_every_kind_of_marked_text_has_a_line_and_not_only_a_ground(site, visit):
    """What a page happens to hold differs with the reader, so every role of every kind is put there."""
    page = visit(site)
    page.goto(site + page.locator(".accounts a").first.get_attribute("href"))
    marks = [
        f"h {kind.replace('_', '-')} r-{role}"
        for kind, roles in ROLES.items()
        for role in roles
        if kind != "implicit"
    ]
    bare = page.evaluate(BARE, ["h mention", *marks])
    assert bare == []


def test_the_brief_has_no_serious_fault(brief_path, visit):
    page = visit(brief_path.as_uri())
    _open_all(page)
    assert faults(page) == []


def _open_all(page):
    """Show what opens on demand, so that it is judged too."""
    for opener in page.locator(".opener").all()[:3]:
        opener.click()
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
