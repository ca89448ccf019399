"""The dossier as one file that needs nothing else: HTML with everything inside, or Markdown."""

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from rashomon.app.markdown import markdown
from rashomon.app.web.case import Case
from rashomon.app.web.dossier import Dossier
from rashomon.app.web.head import head
from rashomon.app.web.links import FileLinks
from rashomon.app.web.pages import camps, maps, matrix, sources, whatif
from rashomon.app.web.render import render, static_text
from rashomon.core.errors import UnknownRecord

SCENARIOS = 24  # pushes in the file: those of the most shared factors; the rest is counted
CLAIMS = 150  # claims in the file; twelve accounts that all speak of each stay under 3 MB


@dataclass(frozen=True, slots=True)
class Push:
    """One scenario with the witness paths of all its rows."""

    scenario: whatif.Scenario
    chains: dict[str, list[whatif.Chain]]
    name: str


def write_brief(case: Case, path: Path, *, story_id: str = "") -> None:
    """Write a story's dossier into one file.

    Args:
        case: The case.
        path: Ends in `.html` (one self-contained file) or `.md`.
        story_id: Which story; the first by default.

    Raises:
        UnknownRecord: the case has no story, or none with the id.
    """
    dossier = Dossier(case, FileLinks(), story_id=story_id)
    if dossier.story is None:
        message = "this case has no story to write about: add pages with `rashomon open` first"
        raise UnknownRecord(message)
    text = markdown(dossier) if path.suffix == ".md" else html(dossier)
    path.write_text(text, encoding="utf-8", errors="replace", newline="\n")


def html(dossier: Dossier) -> str:
    """The brief as HTML: the served pages' parts, with style and script inside."""
    style = "".join(map(static_text, ("rashomon.css", "parts.css", "portraits.css")))
    script = static_text("rashomon.js")
    rows = matrix.build(dossier, limit=CLAIMS)
    found, left = pushes(dossier)
    return render(
        "brief.html",
        style=style,
        script=script,
        policy=policy(style, script),
        dossier=dossier,
        story=dossier.story,
        head=head(dossier),
        rows=rows,
        only=matrix.Filter(matrix.opening(dossier)),
        shows=matrix.shows(dossier),
        origins=matrix.origins(dossier),
        evidence={row.id: matrix.evidence(dossier, row.id) for row in rows},
        pushes=found,
        pushes_left=left,
        maps=maps.build(dossier),
        profiles=sources.build(dossier),
        camps=camps.build(dossier),
    )


def pushes(dossier: Dossier) -> tuple[list[Push], int]:
    """The scenarios in which something moves, both ways, and how many levers were left out."""
    levers = whatif.levers(dossier)
    found: list[Push] = []
    for number, (factor, _) in enumerate(levers):
        if len(found) >= SCENARIOS:
            return found, len(levers) - number
        scenario = whatif.build(dossier, factor.id, 1)
        if scenario.rows:
            chains = {row.id: whatif.chains(dossier, row) for row in scenario.rows}
            found.append(Push(scenario, chains, f"w{number}"))
    return found, 0


def policy(style: str, script: str) -> str:
    """A policy that lets run exactly the style and the script in the file, and load nothing."""
    return (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """A source expression of a Content-Security-Policy for an inline element's text."""
    found = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(found).decode('ascii')}"
