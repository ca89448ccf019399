"""rashomon read: pages to documents."""

from rashomon.app.cli.common import (
    AsJson,
    Inputs,
    finish,
    passing_case,
    print_records,
    progress,
    tell_walls,
)
from rashomon.app.web.wording import count
from rashomon.core.records import Document


def command(inputs: Inputs, json: AsJson = False) -> None:
    """Cut pages into documents; show what was dropped and why.

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
        tell_walls(case, documents)
        finish(failures, usable=bool(documents))


def _print(ref: str, label: str, doc: Document) -> None:
    when = f"{doc.published} (to the {doc.precision})" if doc.published else "no date"
    words = count(len(doc.text.split()), "word")
    print(f"{doc.id}  {doc.role:8} {label} | {doc.title or 'no title'} | {when} | {words} | {ref}")
