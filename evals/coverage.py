"""The invented coverage of `evals/coverage`: long-running topics, each event told by opposed outlets.

A file is a topic, its name says which half it is in. `= EVENT DATE` begins an event, `@ OUTLET [DATE]` a
text (published on the event's date unless it has one of its own), `~ N OUTLET` a paragraph of background
that the outlet repeats under each of its texts from the topic's event N on.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from rashomon.core.records import Document

FOLDER = Path(__file__).parent / "coverage"


@dataclass(frozen=True)
class Report:
    """One text with the topic and the event that it tells of."""

    doc: Document
    topic: str
    event: str


def load(half: str) -> list[Report]:
    """The reports of one half, "tune" or "test"."""
    files = sorted(FOLDER.glob(f"*-{half}-*.txt"))
    return [report for file in files for report in read_topic(file)]


def read_topic(file: Path) -> list[Report]:
    """One topic's reports in the order in which the file has them."""
    heads = re.split(r"^([=@~]) (.+)\n", file.read_text("utf-8"), flags=re.MULTILINE)[1:]
    parts = [
        (kind, head, body.strip())
        for kind, head, body in zip(heads[::3], heads[1::3], heads[2::3], strict=True)
    ]
    background = {
        outlet: (int(first), body)
        for kind, head, body in parts
        if kind == "~"
        for first, outlet in [head.split(" ", 1)]
    }
    reports: list[Report] = []
    number, event, day = 0, "", ""
    for kind, head, body in parts:
        if kind == "=":
            number, (event, day) = number + 1, head.split()
        elif kind == "@":
            outlet, own_day = re.fullmatch(r"(.+?)(?: (\d{4}-\d\d-\d\d))?", head).groups()
            first, again = background.get(outlet, (number + 1, ""))
            text = f"{body}\n\n{again}" if number >= first else body
            reports.append(_report(file.stem, event, outlet, own_day or day, text))
    return reports


def _report(topic: str, event: str, outlet: str, day: str, text: str) -> Report:
    doc = Document.make(
        page=f"{topic} {event} {outlet}",
        segment=0,
        text=text,
        ref=f"{topic} {event} {outlet}",
        outlet=outlet,
        published=day,
        precision="day",
    )
    return Report(doc, topic, f"{topic} {event}")
