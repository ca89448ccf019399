"""The one-file brief, opened from the disk without a network."""


def test_it_works_from_the_disk(brief_path, visit):
    page = visit(brief_path.as_uri(), offline=True)
    row = page.locator("#matrix tbody.claim").first
    assert not row.locator("blockquote").first.is_visible()
    row.locator("td a").first.click()
    assert row.locator("blockquote").first.is_visible()
    row.locator(".opener").click()
    page.locator("#whatif details.scenario[open] td a").first.click()
    assert page.locator("#whatif .chain").first.is_visible()
    page.locator(".sign-disc").first.click()
    # the browser tells of a new address after the click has returned
    page.locator(".edge-row.is-chosen").wait_for()


def test_its_claims_are_filtered_as_one_types(brief_path, visit):
    page = visit(brief_path.as_uri(), offline=True)
    rows = page.locator("#matrix tbody.claim")
    page.get_by_text("Clashes only").click()
    clashes = page.locator("#matrix tbody.claim.is-clash").count()
    assert page.locator("#matrix tbody.claim:visible").count() == clashes < rows.count()
    page.get_by_label("Containing").fill("zzz")
    assert page.locator("#matrix tbody.claim:visible").count() == 0
    assert page.locator(".filter-count").inner_text() == "0 claims"


def test_without_script_it_can_be_read(brief_path, visit):
    page = visit(brief_path.as_uri(), offline=True, java_script_enabled=False)
    page.locator(".beneath summary").first.click()
    assert page.locator(".witness blockquote").first.is_visible()


def test_it_stays_small(brief_path):
    assert brief_path.stat().st_size < 3_000_000
