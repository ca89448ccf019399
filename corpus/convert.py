"""The corpus in other formats: `python corpus/convert.py jsonl|brat|conll DIR`.

jsonl: one file of the project's own records (`rashomon import` reads it). brat: a .txt and an .ann
for each passage. conll: one token a line, with a column for names and one for each frame.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from markup import Passage, body, read_file
from rashomon.core.bodies import body_fields
from rashomon.core.records import Annotation, Document, Link, Record
from rashomon.core.spans import Span
from rashomon.export.jsonl import save_jsonl
from rashomon.nlp.sentences import split_sentences
from rashomon.nlp.tokens import tokenize

HERE = Path(__file__).parent
PRODUCER = "corpus/1"


def records(passage: Passage) -> Iterator[Record]:
    """A document, its annotations, and a link from each name or phrase to the entity that it refers to."""
    about = {"title": passage.id, "author": passage.author, "outlet": passage.register}
    doc = Document.make(page="", segment=0, text=passage.text, ref=passage.id, **about)
    yield doc
    for one in dict.fromkeys(passage.bodies()):
        yield Annotation.make(doc=doc.id, body=one, producer=PRODUCER, score=1.0)
    for reference in passage.references:
        if reference.entity:
            start, end = reference.span
            yield Link.make(
                kind="refers_to",
                left=f"{doc.id}:{start}-{end}",
                right=f"{doc.id}#{reference.entity}",
                producer=PRODUCER,
                score=1.0,
            )


def write_jsonl(passages: list[Passage], folder: Path) -> None:
    """All passages as one file."""
    save_jsonl((r for p in passages for r in records(p)), folder / "corpus.jsonl")


def write_brat(passages: list[Passage], folder: Path) -> None:
    """Text-bound annotations, events for frames, attributes for their values."""
    for passage in passages:
        (folder / f"{passage.id}.txt").write_text(passage.text, encoding="utf-8")
        lines = "".join(f"{line}\n" for line in brat_lines(passage))
        (folder / f"{passage.id}.ann").write_text(lines, encoding="utf-8")


def brat_lines(passage: Passage) -> Iterator[str]:
    """The lines of an .ann file; a frame's event hangs on its first role."""
    number = 0

    def bound(label: str, spans: tuple[Span, ...]) -> str:
        nonlocal number
        number += 1
        places = ";".join(f"{a} {b}" for a, b in spans)
        text = " ".join(passage.text[a:b].replace("\n", " ") for a, b in spans)
        return f"T{number}\t{label} {places}\t{text}"

    for reference in passage.references:
        if reference.label:
            yield bound(reference.label, (reference.span,))
    for at, frame in enumerate(passage.frames, 1):
        made = {}
        for role, spans in frame.roles.items():
            yield bound(role.capitalize(), spans)
            made[role] = f"T{number}"
        kind = type(body(frame)).kind
        head = next(iter(made.values()))
        yield f"E{at}\t{kind}:{head} " + " ".join(f"{r}:{t}" for r, t in made.items())
        if frame.values:
            yield f"#{at}\tAnnotatorNotes E{at}\t{' '.join(frame.values)}"


def write_conll(passages: list[Passage], folder: Path) -> None:
    """Columns: number, token, start, end, name, then one for each frame of the passage (BIO over its roles)."""
    for passage in passages:
        lines = "\n".join(conll_lines(passage)) + "\n"
        (folder / f"{passage.id}.conll").write_text(lines, encoding="utf-8")


def conll_lines(passage: Passage) -> Iterator[str]:
    """Sentences are parted by an empty line; a comment line explains each frame."""
    yield f"# passage = {passage.id}"
    for frame in passage.frames:
        fields = {k: v for k, v in body_fields(body(frame)).items() if k not in frame.roles}
        values = " ".join(f"{k}={v}" for k, v in fields.items() if v not in ([], None))
        yield f"# {frame.name} = {type(body(frame)).kind} {values}"
    names = {r.span: r.label for r in passage.references if r.label}
    for start, end in split_sentences(passage.text):
        tokens = [(start + a, start + b) for a, b in tokenize(passage.text[start:end])]
        for n, token in enumerate(tokens, 1):
            columns = [str(n), passage.text[slice(*token)], str(token[0]), str(token[1])]
            columns.append(_name(token, names))
            columns += [_tag(token, frame.roles) for frame in passage.frames]
            yield "\t".join(columns)
        yield ""


def _name(token: Span, names: dict[Span, str]) -> str:
    """BIO of the widest name that holds the token."""
    around = [span for span in names if token[0] < span[1] and span[0] < token[1]]
    if not around:
        return "O"
    widest = max(around, key=lambda span: span[1] - span[0])
    return f"{'B' if token[0] <= widest[0] else 'I'}-{names[widest]}"


def _tag(token: Span, roles: dict[str, tuple[Span, ...]]) -> str:
    """BIO of the roles that hold the token, joined by + where they nest."""
    found = [
        f"{'B' if token[0] <= a else 'I'}-{role}"
        for role, spans in roles.items()
        for a, b in spans
        if token[0] < b and a < token[1]
    ]
    return "+".join(found) or "O"


def main() -> int:
    """Convert everything."""
    writers = {"jsonl": write_jsonl, "brat": write_brat, "conll": write_conll}
    if len(sys.argv) != 3 or sys.argv[1] not in writers:
        print(__doc__)
        return 2
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    passages = [p for path in sorted((HERE / "passages").glob("*.txt")) for p in read_file(path)]
    writers[sys.argv[1]](passages, folder)
    print(f"{len(passages)} passages in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
