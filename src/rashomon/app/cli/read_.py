"""rashomon read: pages to documents."""

from rashomon.app.cli.common import (
    AsJson,
    Inputs,
    finish,
    passing_case,
    print_records,
    progress,
    tell_foreign,
)
from rashomon.app.web.wording import count, field_name
from rashomon.core.records import Document


def command(inputs: Inputs, json: AsJson = False) -> None:
    """Cut pages into documents; show what is known of each and from where, and what was dropped.

    Example: rashomon read page.html notes.txt --json
    """
    from rashomon.workspace.reading import read_into

    with passing_case() as case:
        with progress() as report:
            documents, failures = read_into(case.store, inputs, report=report)
        dropped = [part for doc in documents for part in case.dropped(doc.id)]
        if json:
            print_records([*documents, *dropped])
        else:
            for doc in documents:
                _print(doc.ref, case.label(doc.id), doc)
                for part in case.dropped(doc.id):
                    print(f"    dropped ({part.reason}): {part.text[:90]!r}")
        tell_foreign(documents)
        finish(failures, usable=bool(documents))


def _print(ref: str, label: str, doc: Document) -> None:
    when = f"{doc.published} (to the {doc.precision})" if doc.published else "no date"
    words = count(len(doc.text.split()), "word")
    print(f"{doc.id}  {doc.role:8} {label} | {doc.title or 'no title'} | {when} | {words} | {ref}")
    for entry in doc.evidence:
        there = f": {entry.text[:90]!r}" if entry.text else ""
        value = getattr(doc, entry.field, "")
        print(f"    {field_name(entry.field)} {value!r:.90} ({entry.place}{there})")
