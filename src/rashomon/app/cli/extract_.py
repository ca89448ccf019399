"""rashomon extract: documents to annotations."""

from typing import Annotated

import typer

from rashomon.app.cli.common import (
    AsJson,
    Inputs,
    finish,
    passing_case,
    print_records,
    progress,
    tell_foreign,
    tell_walls,
)
from rashomon.app.cli.reader import (
    BaseUrl,
    ModelName,
    Pace,
    ReaderName,
    chosen_reader,
    tell_lost,
)
from rashomon.core.bodies import body_spans
from rashomon.core.records import Annotation


def command(
    inputs: Inputs,
    as_is: Annotated[
        bool, typer.Option("--as-is", help="Each input is one clean text; offsets refer to it.")
    ] = False,
    reader: ReaderName = "encoder",
    base_url: BaseUrl = "",
    model: ModelName = "",
    requests_per_minute: Pace = 0,
    json: AsJson = False,
) -> None:
    """Find mentions, attributions, causal claims, aims, predictions and events.

    Example: rashomon extract essay.txt --as-is --json
    """
    read = chosen_reader(reader, base_url, model, requests_per_minute)
    with passing_case() as case:
        with progress() as report:
            added = case.add(inputs, as_is=as_is, reader=read, report=report)
        for doc in added.documents:
            annotations = case.annotations(doc.id)
            if json:
                print_records([doc, *annotations])
            else:
                print(f"{doc.id}  {case.label(doc.id)} ({doc.ref})")
                for annotation in annotations:
                    print(f"    {_line(annotation, doc.text)}")
        tell_foreign(added.documents)
        tell_lost(added.lost)
        tell_walls(case, added.documents)
        finish(added.failures, usable=bool(added.documents))


def _line(annotation: Annotation, text: str) -> str:
    body = annotation.body
    roles = {
        role: " … ".join(text[start:end] for start, end in spans)
        for role, spans in body_spans(body).items()
        if spans
    }
    more = {k: getattr(body, k) for k in body.__slots__ if k not in body.roles}
    said = ", ".join(f"{role}: {quote!r}" for role, quote in roles.items())
    known = ", ".join(f"{name} {_plain(value)}" for name, value in more.items())
    return f"{annotation.kind:12} {said} | {known} [{annotation.producer}, {annotation.score}]"


def _plain(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
