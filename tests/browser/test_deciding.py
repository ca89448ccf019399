"""A person corrects factors and claims in the dossier, and takes it back."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PATIENCE = 60_000  # milliseconds: every decision compares the accounts anew


def patient(page):
    page.set_default_timeout(PATIENCE)
    page.set_default_navigation_timeout(PATIENCE)
    return page


def faults(page):
    found = Axe().run(page).response["violations"]
    return [
        (v["id"], v["nodes"][0]["html"][:200])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


def test_two_factors_become_one_under_another_name_and_are_taken_apart(own_site, visit):
    page = patient(visit(f"{own_site}/maps"))
    page.get_by_role("link", name="Correct the factors").click()
    page.wait_for_url("**/factors**")
    names = page.locator(".factor .opener").all_inner_texts()[:2]
    for name in names:
        page.get_by_role("checkbox", name=f"merge {name}", exact=True).check()
    page.locator("#merge").get_by_label(re.compile("Why")).fill("one and the same")
    page.get_by_role("button", name="Merge the ticked factors").click()
    opened = page.locator(".factor.is-open")
    expect(opened).to_have_count(1, timeout=PATIENCE)
    expect(opened.locator(".decided")).to_contain_text("one and the same")
    assert faults(page) == []
    opened.get_by_label("Its name", exact=True).fill("shut and dear")
    opened.get_by_role("button", name="Name it so").click()
    expect(opened.locator(".opener")).to_have_text("shut and dear", timeout=PATIENCE)
    page.goto(f"{own_site}/decisions")
    for _ in range(2):
        page.get_by_role("button", name=re.compile("^Undo")).first.click()
        page.wait_for_url("**done=back**")
        page.goto(f"{own_site}/decisions")
    expect(page.locator(".d-undone")).to_have_count(2)
    assert faults(page) == []
    page.goto(f"{own_site}/factors")
    assert page.locator(".factor .opener").all_inner_texts()[:2] == names


def test_a_cell_is_set_by_keyboard_and_undone(own_site, visit):
    page = patient(visit(own_site))
    cell = page.locator("tbody.claim.is-clash td.s-denies a").first
    row = page.locator(f"#{cell.get_attribute('data-open')}")
    account = cell.get_attribute("data-account")
    row.locator(".opener").focus()
    page.keyboard.press("Enter")
    link = row.get_by_role("link", name=re.compile("Correct this row"))
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**edit=1**")
    form = page.locator(".deciding form").first
    form.get_by_label("This account").select_option(account)
    form.get_by_label("does what").select_option("unclear")
    form.get_by_label(re.compile("Why")).fill("takes it back in its last line")
    page.keyboard.press("Enter")
    expect(page.locator(".is-open .set-by")).to_contain_text("takes it back", timeout=PATIENCE)
    expect(page.locator(".is-open .set-by")).to_contain_text("proposed: denies")
    assert faults(page) == []
    expect(page.locator(".is-open td.s-unclear .tag", has_text="by hand")).to_have_count(1)
    page.get_by_role("button", name=re.compile("^Undo")).first.click()
    expect(page.locator(".is-open .set-by")).to_have_count(0, timeout=PATIENCE)
    expect(page.locator(".is-open .d-undone")).to_have_count(1)


def test_rows_are_merged_without_script(own_site, visit):
    page = patient(visit(own_site, java_script_enabled=False))
    claims = page.locator("tbody.claim")
    before, rows = claims.count(), claims.evaluate_all("rows => rows.map((row) => row.id)")
    page.goto(f"{own_site}/?claim={rows[0].removeprefix('c-')}&edit=1")
    page.locator(f"#{rows[1]} .same input").check()
    page.get_by_role("button", name="Merge them with this row").click()
    expect(page.locator(".done")).to_have_text("They are one now.", timeout=PATIENCE)
    expect(claims).to_have_count(before - 1)
    assert page.locator(".deciding .phrase").count() > 1
