"""Pictures of the built-in example's dossier for the README.

    python tools/screenshots.py [--out docs/images]

Needs the development environment and a Chromium; reads and serves the example anew.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
MAIN = "from rashomon.app.cli import main; main()"
WIDTH, HEIGHT = 1280, 1120  # pixels; a README shows them at about two thirds
LARGEST = 300_000  # bytes of a picture


def main() -> None:
    """Serve the example and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", MAIN, "demo", "--case", "demo.rashomon", "--no-browser"]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout is not None
                take(server.stdout.readline().strip().rstrip("/"), out)
            finally:
                server.terminate()


def take(site: str, out: Path) -> None:
    """All pictures, from the served pages."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        size = {"width": WIDTH, "height": HEIGHT}
        page = browser.new_page(viewport=size, reduced_motion="reduce")
        page.goto(site)
        page.locator("tbody.is-clash td.s-denies a").first.click()
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=out / "matrix.png")
        page.set_viewport_size({"width": WIDTH, "height": 860})  # text compresses badly
        page.locator(".accounts a").nth(2).click()
        page.locator("#text a.causal-claim").first.hover()
        page.screenshot(path=out / "reader.png")
        page.set_viewport_size(size)
        page.goto(f"{site}/whatif")
        page.locator("td a[data-account]").first.click()
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=out / "whatif.png")
        page.goto(f"{site}/maps")
        page.screenshot(path=out / "maps.png")
        browser.close()
    for picture in sorted(out.glob("*.png")):
        size = picture.stat().st_size
        print(f"{picture.name}: {size / 1000:.0f} kB")
        assert size <= LARGEST, f"{picture} is too large for a README"


if __name__ == "__main__":
    main()
