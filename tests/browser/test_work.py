"""People work in the dossier: they add, rate, ask, decide and attach, with a mouse, a keyboard or no script."""

import shutil
import signal
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from .axe import faults
from .conftest import MAIN

SERIES = "day,price\n" + "".join(
    f"2026-{month:02}-{day:02},{180 + 40 * (month == 3) + day % 5}\n"
    for month in (2, 3)
    for day in range(1, 29)
)


@pytest.fixture(scope="module")
def desk(case_path, tmp_path_factory):
    """A copy of the example, served, so that what is written here disturbs no other test."""
    path = tmp_path_factory.mktemp("desk") / "desk.rashomon"
    shutil.copy(case_path, path)
    command = [sys.executable, "-c", MAIN, "open", str(path), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=path.parent) as server:
        yield server.stdout.readline().strip().rstrip("/")
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0


def write_as(page, name):
    page.locator(".writer summary").click()
    page.get_by_label("Name of who rates, asks and decides").fill(name)
    page.get_by_role("button", name="Write under this name").click()
    expect(page.locator(".writer summary strong")).to_have_text(name)


def test_an_explanation_is_added_rated_by_two_and_weighed(desk, visit):
    page = visit(f"{desk}/judge")
    write_as(page, "Mara")
    expect(page.locator(".verdicts")).to_have_count(0)
    page.locator("#hypotheses-h ~ details.add summary").click()
    page.get_by_label("What would explain it").fill("Speculators hoarded grain")
    page.get_by_role("button", name="Add as Mara").click()
    expect(page.locator(".done")).to_have_text("The explanation was added.")
    page.locator(".evidence-head a").first.click()
    own = page.locator("fieldset.rate", has_text="Speculators hoarded grain")
    own.locator("label:has(input[value=CC])").click()
    own.get_by_label("Why").fill("stocks rose in February")
    other = page.locator("fieldset.rate").first
    other.locator("label:has(input[value=I])").click()
    page.get_by_role("button", name="Keep as Mara").click()
    expect(page.locator(".done")).to_have_text("Your ratings were kept.")
    write_as(page, "Ivo")
    own.locator("label:has(input[value=N])").click()
    page.get_by_role("button", name="Keep and go to the next item").click()
    expect(page.locator(".kicker")).not_to_contain_text("item 1 of")
    page.get_by_role("link", name="Back to the matrix").click()
    expect(page.locator(".verdicts > li")).to_have_count(3)  # two bars and their scale
    expect(page.locator(".j-cell .note").filter(has_text="raters differ by 2")).to_have_count(1)
    page.get_by_label("Ratings of").select_option("Ivo")
    page.wait_for_url("**rater=Ivo**")
    expect(page.locator(".verdicts > li")).to_have_count(1)


def test_with_the_keyboard_alone_a_cell_is_rated(desk, visit):
    page = visit(f"{desk}/judge")
    page.locator(".j-cell a").nth(3).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/judge/rate**")
    chosen = page.locator("fieldset.rate").nth(0).locator("input:checked")
    chosen.focus()
    page.keyboard.press("ArrowUp")  # from "no rating" to "does not apply"
    page.keyboard.press("ArrowUp")
    assert (
        page.locator("fieldset.rate").nth(0).locator("input:checked").get_attribute("value") == "II"
    )
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_be_visible()
    expect(page.locator("fieldset.rate").nth(0).locator("input:checked")).to_have_value("II")


def test_a_crux_is_asked_and_drawn(desk, visit):
    page = visit(f"{desk}/judge")
    form = page.locator("#cruxes-h ~ details.add form")
    if not form.is_visible():
        page.locator("#cruxes-h ~ details.add summary").click()
    form.get_by_label("Question that a day will answer").fill("Do silo records show more stock?")
    form.get_by_label("Day on which it can be answered").fill("2026-06-30")
    for field, value in zip(form.locator(".percent input").all(), "90 20 50 50 50 50 70".split(), strict=False):  # fmt: skip
        field.fill(value)
    form.get_by_role("button", name="Ask as").click()
    crux = page.locator(".crux").filter(has_text="Do silo records show more stock?")
    expect(crux).to_have_class("crux is-chosen")
    expect(crux.locator(".lane use").first).to_be_visible()
    first = crux.locator(".lane svg").first.bounding_box()
    second = crux.locator(".lane svg").nth(1).bounding_box()
    assert first["x"] > second["x"]  # 90 % stands to the right of 20 %


def test_without_script_a_prediction_goes_all_the_way(desk, visit):
    page = visit(f"{desk}/forecasts", java_script_enabled=False)
    page.get_by_role("link", name="Confirm it as a question").first.click()
    page.get_by_label("Wording").fill("Is grain below 200 on 30 June?")
    page.get_by_label("Day on which it can be answered").fill("2026-06-30")
    page.get_by_role("button", name="Confirm as").click()
    page.get_by_label("Probability in per cent").fill("65")
    page.get_by_role("button", name="Give it as").click()
    page.get_by_text("yes, it came true").click()
    page.get_by_label("Evidence").fill("exchange bulletin of 30 June")
    page.get_by_role("button", name="Resolve as").click()
    assert page.locator(".history li").count() == 3
    page.goto(f"{desk}/forecasts?show=resolved")
    assert "P 65 %" in page.locator(".question").inner_text()
    page.goto(f"{desk}/forecasts?show=proposed")
    before = page.locator(".question").count()
    page.get_by_role("button", name="Pass it over").first.click()
    assert page.locator(".question").count() == before - 1


def test_a_series_is_attached_and_its_picture_has_both_ends(desk, visit, tmp_path):
    (tmp_path / "grain.csv").write_text(SERIES, encoding="utf-8")
    page = visit(f"{desk}/forecasts")
    page.get_by_label("File: CSV").set_input_files(tmp_path / "grain.csv")
    page.get_by_label("Factor that it measures").select_option(label="grain prices")
    page.get_by_label("Day of what is said").fill("2026-03-01")
    page.get_by_role("button", name="Only look").click()
    expect(page.locator(".preview .series")).to_be_visible()
    page.goto(f"{desk}/forecasts")
    page.get_by_label("File: CSV").set_input_files(tmp_path / "grain.csv")
    page.get_by_label("Factor that it measures").select_option(label="grain prices")
    page.get_by_label("Day of what is said").fill("2026-03-01")
    page.get_by_role("button", name="Keep it here").click()
    frame = page.locator(".series .plot").bounding_box()
    ends = [end.bounding_box() for end in page.locator(".series circle.end").all()]
    assert len(ends) == 2
    assert ends[0]["x"] < ends[1]["x"] < frame["x"] + frame["width"]
    assert ends[0]["y"] > ends[1]["y"]  # it rose


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 360])
def test_the_filled_pages_have_no_serious_fault_and_fit(desk, visit, scheme, width):
    page = visit(f"{desk}/judge", width=width, scheme=scheme)
    item = page.locator(".evidence-head a").first.get_attribute("href")
    page.goto(f"{desk}/forecasts")
    question = page.locator(".question h3 a").first.get_attribute("href")
    for path in ("/judge", item, "/forecasts", question):
        page.goto(desk + path)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert faults(page) == [], path


@pytest.mark.parametrize("width", [360, 800, 1100, 1300])
def test_the_head_has_one_line_of_pages_and_the_search_beside_the_name(desk, visit, width):
    page = visit(f"{desk}/forecasts", width=width)
    brand = page.locator(".brand").bounding_box()
    search = page.locator(".site-search").bounding_box()
    assert abs((brand["y"] + brand["height"] / 2) - (search["y"] + search["height"] / 2)) < 6
    assert page.locator("#site-q").bounding_box()["width"] >= 90
    links = [link.bounding_box() for link in page.locator(".site-nav a").all()]
    assert len({round(link["y"]) for link in links}) == 1
    current = page.locator(".site-nav [aria-current]").bounding_box()
    assert 0 <= current["x"] < current["x"] + current["width"] <= width
    height = page.locator("header.site").bounding_box()["height"]
    assert height <= (150 if width < 700 else 110)
