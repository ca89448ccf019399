"""rashomon read: pages to documents."""

from rashomon.app.cli.common import AsJson, Inputs, finish, print_records, tell_wall
from rashomon.app.web.wording import count
from rashomon.core.errors import SkipInput
from rashomon.core.records import Document, Dropped


def command(inputs: Inputs, json: AsJson = False) -> None:
    """Cut pages into documents; show what was dropped and why.

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
    finish(failures, usable=usable)


def _print(doc: Document, dropped: list[Dropped]) -> None:
    from rashomon.workspace.case import document_label

    label = document_label(doc)
    when = f"{doc.published} (to the {doc.precision})" if doc.published else "no date"
    words = count(len(doc.text.split()), "word")
    print(
        f"{doc.id}  {doc.role:8} {label} | {doc.title or 'no title'} | {when} | {words} | {doc.ref}"
    )
    for part in dropped:
        print(f"    dropped ({part.reason}): {part.text[:90]!r}")
