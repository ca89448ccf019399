"""The built-in example, opened by the real command and visited with a real Chromium."""

import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
ROOT = Path(__file__).parents[2]
MAIN = "from rashomon.app.cli import main; main()"


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def case_path(tmp_path_factory):
    """The built-in example as a case, made once."""
    path = tmp_path_factory.mktemp("demo") / "demo.rashomon"
    command = [sys.executable, "-c", MAIN, "demo", "--case", str(path), "--no-serve"]
    subprocess.run(command, check=True, cwd=path.parent, capture_output=True, timeout=300)
    return path


@contextmanager
def served(path):
    """The address of a served dossier; stopped with Ctrl-C, which must end it cleanly."""
    command = [sys.executable, "-c", MAIN, "open", str(path), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=path.parent) as server:
        address = server.stdout.readline().strip()
        yield address.rstrip("/")
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0


@pytest.fixture(scope="session")
def site(case_path):
    """The example, only to be looked at."""
    with served(case_path) as address:
        yield address


@pytest.fixture
def own_site(case_path, tmp_path):
    """The example in a copy of its own, to be written to."""
    path = tmp_path / "own.rashomon"
    path.write_bytes(case_path.read_bytes())
    with served(path) as address:
        yield address


@pytest.fixture(scope="session")
def brief_path(case_path):
    """The brief of the example, written by the real command."""
    path = case_path.with_name("brief.html")
    command = [sys.executable, "-c", MAIN, "brief", str(case_path), "-o", str(path)]
    subprocess.run(command, check=True, cwd=case_path.parent, capture_output=True, timeout=120)
    return path


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # containers run as root, where Chromium refuses its sandbox; only our own pages are visited
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium):
    """Open pages in fresh contexts; afterwards no console error may have been seen."""
    contexts, errors = [], []

    def open_page(address, *, width=1440, scheme="light", **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
