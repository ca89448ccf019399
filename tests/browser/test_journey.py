"""The way of a user: matrix, cell, sentence, what-if, witness path, reader.

A click or a key returns before its page is there and before the script has answered a new address:
what follows one is waited for, never asked at once.
"""

import re

from playwright.sync_api import expect

from rashomon.core.bodies import body_spans
from rashomon.workspace import open_case


def test_matrix_to_sentence_to_reader(site, visit):
    page = visit(site)
    row = page.locator("tbody.claim.is-clash").first
    cell = row.locator("td.s-denies a").first
    account = cell.get_attribute("data-account")
    assert not row.locator("blockquote").first.is_visible()
    cell.click()
    expect(cell).to_have_attribute("aria-expanded", "true")
    witness = row.locator(f".witness[data-account='{account}']")
    quote = witness.locator("blockquote").first
    assert quote.is_visible()
    marked = quote.locator("mark").first.inner_text()
    quote.get_by_role("link", name=re.compile("in context")).click()
    page.wait_for_url(f"**/read/{account}**")
    place = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    target = page.locator(f"[id='{place}']")
    expect(target).to_be_in_viewport()
    assert marked.split()[0] in page.locator("#text").inner_text()


def test_whatif_to_witness_path_to_reader(site, visit):
    page = visit(site)
    page.get_by_role("link", name="What if").click()
    page.wait_for_url("**/whatif**")
    page.locator("tbody.claim").first.wait_for()
    page.get_by_text("down", exact=True).click()
    page.wait_for_url("**push=down**")
    cell = page.locator("td a[data-account]").first
    cell.click()
    chain = page.locator(".claim.is-open .witness.is-chosen .chain").first
    assert chain.is_visible()
    assert chain.locator(".link-words").count() >= 1
    chain.get_by_role("link", name=re.compile("in context")).first.click()
    page.locator("#chosen .card").first.wait_for()
    lit = page.locator("#text .is-lit")
    assert lit.count() >= 2
    expect(lit.first).to_be_in_viewport()


def test_the_keyboard_alone_opens_a_claim(site, visit):
    page = visit(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    opener = page.locator(".opener").first
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert page.locator(".claim.is-open blockquote").first.is_visible()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "false")


def test_claims_are_filtered(site, visit):
    page = visit(site)
    clashes = page.locator("tbody.claim.is-clash").count()
    several = page.locator("tbody.claim").count()
    page.get_by_text("Clashes only").click()
    page.wait_for_url("**show=clashes**")
    expect(page.locator("tbody.claim")).to_have_count(clashes)
    assert clashes <= several
    page.get_by_text("All claims").click()
    page.wait_for_url("**show=all**")
    expect(page.locator("tbody.claim").nth(several)).to_be_visible()
    page.get_by_label("Containing").fill("zzz")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=zzz**")
    page.locator(".empty").wait_for()


def test_a_highlight_tells_what_was_read(site, visit):
    page = visit(site)
    page.locator(".accounts a").first.click()
    page.wait_for_url("**/read/**")
    highlight = page.locator("#text a.causal-claim").first
    highlight.hover()
    cards = page.locator("#chosen .card")
    cards.first.wait_for()
    assert any("cause" in text for text in cards.all_inner_texts())
    page.get_by_role("checkbox", name=re.compile("causal claims")).uncheck()
    page.locator("#text a.attribution").first.focus()
    expect(page.locator("#chosen .k-causal-claim")).to_have_count(0)


def test_dropped_parts_appear_on_demand(site, visit):
    page = visit(site)
    page.goto(f"{site}/documents")
    page.locator("tbody th a").first.click()
    show = page.get_by_role("link", name=re.compile(r"Show \d+ dropped part"))
    show.wait_for()
    assert page.locator(".dropped").count() == 0
    show.click()
    page.locator("#text .dropped").nth(1).wait_for()


def test_a_map_link_opens_its_sentence(site, visit):
    page = visit(f"{site}/maps")
    edge = page.locator("a.edge-link").first
    edge.focus()
    page.keyboard.press("Enter")
    page.locator(".edge-row.is-chosen blockquote").first.wait_for()


def test_a_tie_of_the_camps_opens_its_sentence_and_leads_to_it(site, visit):
    page = visit(f"{site}/camps")
    page.locator("svg.camps a.edge-link").first.focus()
    page.keyboard.press("Enter")
    row = page.locator(".edge-row.is-chosen")
    row.locator("blockquote").first.wait_for()
    row.get_by_role("link", name=re.compile("in context")).first.click()
    expect(page.locator("#text .is-lit, #text .found").first).to_be_in_viewport()


def test_a_profile_tells_what_is_left_out_and_leads_to_the_claim(site, visit):
    page = visit(f"{site}/profile")
    assert "Silent is not denies" in page.locator("header.head").inner_text()
    claim = page.locator(".silences a").first
    words = claim.inner_text()
    claim.click()
    expect(page.locator("tbody.claim.is-open .opener").first).to_have_text(words)


def test_a_witness_says_how_many_sources_it_hangs_on(site, visit):
    page = visit(f"{site}/whatif")
    page.locator("td a[data-account]").first.click()
    backing = page.locator(".claim.is-open .backing").first
    assert re.search(r"\d+ independent sources? would have to be wrong", backing.inner_text())


def test_without_script_everything_is_there(site, visit):
    page = visit(site, java_script_enabled=False)
    page.locator(".beneath summary").first.click()
    assert page.locator(".witness blockquote").first.is_visible()
    page.goto(f"{site}/whatif")
    page.get_by_role("button", name="Push").click()
    page.wait_for_url("**push=**")
    page.locator("tbody.claim").first.wait_for()


def test_nothing_is_wider_than_a_phone(site, visit):
    page = visit(site, width=390)
    for path in (
        "/", "/whatif", "/maps", "/sources", "/profile", "/levers", "/camps", "/judge", "/forecasts", "/documents", "/search?q=grain",
    ):  # fmt: skip
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_every_highlight_of_the_example_is_the_text_of_its_item(site, visit, case_path):
    page = visit(site)
    walked = 0
    with open_case(case_path) as case:
        for doc in case.documents():
            page.goto(f"{site}/read/{doc.id}")
            shown = page.evaluate(
                """() => { const found = {};
                for (const e of document.querySelectorAll('#text [data-annotation]')) {
                  const roles = e.dataset.role.split(' ');
                  e.dataset.annotation.split(' ').forEach((id, n) => {
                    const key = id + ' ' + roles[n];
                    found[key] = (found[key] ?? '') + e.textContent;
                  });
                } return found; }"""
            )
            claimed = {
                f"{ann.id} {role}": "".join(doc.text[start:end] for start, end in spans)
                for ann in case.annotations(doc.id)
                for role, spans in body_spans(ann.body).items()
                if spans
            }
            assert shown == claimed, doc.ref
            walked += len(claimed)
    assert walked > 100
