"""The house rules that a machine can check: commands, locks, docs, sizes, light imports, the wheel."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rashomon.app.cli import COMMANDS, build_app

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "rashomon"
LOCKS = ("run", "dev", "train")
MAX_FILE_LINES, MAX_FUNCTION_LINES = 400, 60
HEAVY = (
    "fastapi",
    "httpx",
    "jinja2",
    "lxml",
    "numpy",
    "onnxruntime",
    "openai",
    "pydantic",
    "tokenizers",
    "trafilatura",
    "uvicorn",
)


def lock_text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def locked(name: str) -> set[tuple[str, str]]:
    return set(re.findall(r"^([a-z0-9-]+)==(\S+)", lock_text(name), re.MULTILINE))


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names(requirements: list[str]) -> set[str]:
    return {re.match(r"[\w-]+", r)[0].lower().replace("_", "-") for r in requirements}


def loaded_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {module.partition(".")[0] for module in done.stdout.split()}


def python_files() -> Iterator[Path]:
    return SOURCE.rglob("*.py")


@pytest.mark.parametrize("command", ["demo", "test"])
def test_readme_commands_are_make_targets(command: str) -> None:
    assert f"make {command}" in (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{command}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_lock_has_hashes_and_no_hosts(name: str) -> None:
    text = lock_text(name)
    assert "://" not in text
    entries = re.split(r"\n(?=[a-z])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_locks_hold_what_the_project_declares() -> None:
    about = project()
    extras = about["optional-dependencies"]
    declared = names(about["dependencies"])
    build = {"hatchling", "editables"}
    for lock, wanted in {
        "run": declared | build,
        "dev": declared | build | names(extras["dev"]),
        "train": declared | build | names(extras["training"]) - {"torch"},
    }.items():
        assert wanted - {name for name, _ in locked(lock)} == set(), lock


@pytest.mark.parametrize("name", ["dev", "train"])
def test_locks_agree(name: str) -> None:
    assert locked("run") <= locked(name)


def test_package_import_is_light() -> None:
    assert loaded_after("import rashomon") & {*HEAVY, "typer", "rich"} == set()


def test_command_line_import_is_light() -> None:
    statement = "from rashomon.app.cli import build_app; build_app()"
    assert loaded_after(statement) & set(HEAVY) == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_documented(command: str) -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert re.search(rf"^## .*`rashomon {command}\b", page, re.MULTILINE)
    helped = CliRunner().invoke(build_app(), [command, "--help"])
    assert helped.exit_code == 0
    assert f"Example: rashomon {command}" in helped.output


def test_documented_options_exist() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    sections = dict(
        re.findall(r"^## .*`rashomon (\w+).*?\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    )
    for command, section in sections.items():
        helped = CliRunner().invoke(build_app(), [command, "--help"]).output
        missing = [o for o in set(re.findall(r"--[a-z][a-z-]+", section)) if o not in helped]
        assert not missing, command


def test_relative_links_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), SOURCE / "examples" / "README.md"]
    broken = [
        (page.name, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert not broken


def test_files_stay_short() -> None:
    lengths = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in python_files()}
    assert [str(p) for p, n in lengths.items() if n > MAX_FILE_LINES] == []


def test_functions_stay_short() -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION_LINES
    ]
    assert long == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(folder), str(ROOT)], check=True)
    return next(folder.glob("*.whl"))


def test_wheel_carries_every_file(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    files = [p for p in SOURCE.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    missing = [str(p.relative_to(SOURCE.parent)) for p in files]
    assert [name for name in missing if name not in held] == []


def test_unpacked_wheel_works(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import rashomon; from rashomon.examples import example_files\n"
        "print(rashomon.__file__, len(example_files()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    where, count = done.stdout.rsplit(maxsplit=1)
    assert where.startswith(str(tmp_path))
    assert int(count) == len(list((SOURCE / "examples" / "kessa-strait").iterdir()))
