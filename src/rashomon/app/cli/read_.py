"""rashomon read: pages to documents."""

from rashomon.app.cli.common import (
    AsJson,
    Inputs,
    finish,
    print_records,
    tell_foreign,
    tell_wall,
)
from rashomon.app.web.wording import count, field_name
from rashomon.core.errors import SkipInput
from rashomon.core.records import Document, Dropped


def command(inputs: Inputs, json: AsJson = False) -> None:
    """Cut pages into documents; show what is known of each and from where, and what was dropped.

    Example: rashomon read page.html notes.txt --json
    """
    from rashomon.workspace.pages import read_each

    failures: list[SkipInput] = []
    usable = False
    for reading in read_each(inputs):
        if isinstance(reading, SkipInput):
            failures.append(reading)
            continue
        usable = True
        if json:
            print_records([*reading.documents, *reading.dropped])
        for doc in reading.documents:
            dropped = [part for part in reading.dropped if part.doc == doc.id]
            if not json:
                _print(doc, dropped)
            tell_wall(doc, dropped)
        tell_foreign(reading.documents)
    finish(failures, usable=usable)


def _print(doc: Document, dropped: list[Dropped]) -> None:
    from rashomon.workspace.case import document_label

    label = document_label(doc)
    when = f"{doc.published} (to the {doc.precision})" if doc.published else "no date"
    words = count(len(doc.text.split()), "word")
    print(
        f"{doc.id}  {doc.role:8} {label} | {doc.title or 'no title'} | {when} | {words} | {doc.ref}"
    )
    for entry in doc.evidence:
        there = f": {entry.text[:90]!r}" if entry.text else ""
        value = getattr(doc, entry.field, "")
        print(f"    {field_name(entry.field)} {value!r:.90} ({entry.place}{there})")
    for part in dropped:
        print(f"    dropped ({part.reason}): {part.text[:90]!r}")
