"""Check passages: `python corpus/check.py FILE...` (all files without arguments). Exit 1 with errors.

Errors break the format or the guidelines; warnings name what is often forgotten and may stay.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

from markup import UNNAMED, MarkupError, Passage, read_file

HERE = Path(__file__).parent
LEAST_WORDS, MOST_WORDS = 60, 200
# Words that nearly always stand in a frame: the kinds of frame, one of which should touch them.
TELLING = {
    "qa": r"said|says|told|according to|argued|argues|insisted|insists|claimed|claims|denied|denies|warned|warns|admitted|"
    r"announced|believes?|urged|demanded|asked",
    "c": r"because|caused?|causing|led to|leads to|leading to|thanks to|due to|owing to|despite|prevent(?:s|ed)|worsen(?:s|ed)|so that",
    "cp": r"if|unless",
    "a": r"wants?|wanted|in order to|aims? to|hopes? to|seeks? to",
    "p": r"will probably|is likely to|are likely to|is expected to|by next",
}
_EDGE = re.compile(r"^[\s,;:.!?\"“”'‘’()–—-]|[\s,;:\"“”(–—-]$")


def plan() -> dict[str, dict[str, list[str]]]:
    """The authors, subjects, registers and hard cases there are."""
    found: dict[str, dict[str, list[str]]] = json.loads(
        (HERE / "plan.json").read_text(encoding="utf-8")
    )
    return found


def errors(passage: Passage, known: dict[str, dict[str, list[str]]]) -> list[str]:
    """What must be mended."""
    found = []
    words = len(passage.text.split())
    if not LEAST_WORDS <= words <= MOST_WORDS:
        found.append(f"{words} words; {LEAST_WORDS} to {MOST_WORDS} are asked for")
    if passage.register not in known["registers"]:
        found.append(f"register {passage.register!r} is none of {' '.join(known['registers'])}")
    found += [f"hard case {name!r} is not known" for name in set(passage.hard) - set(known["hard"])]
    author = known["authors"].get(passage.author)
    if author is None or passage.subject not in author["subjects"]:
        found.append(
            "the id must be AUTHOR-SUBJECT-NUMBER with an author and a subject of the plan"
        )
    marked = [
        (f"{f.name}.{r}", s) for f in passage.frames for r, own in f.roles.items() for s in own
    ]
    marked += [(r.label or r.entity, r.span) for r in passage.references]
    for name, (start, end) in marked:
        if _EDGE.search(passage.text[start:end]) and not _is_quoted_piece(passage.text[start:end]):
            found.append(f"{name} begins or ends with a sign: {passage.text[start:end]!r}")
        if _cuts_a_word(passage.text, start, end):
            found.append(f"{name} cuts a word: {passage.text[start:end]!r}")
    found += _label_errors(passage)
    return found


def _is_quoted_piece(piece: str) -> bool:
    """Whether the sign at the edge belongs in: a balanced quotation or a bracket inside a phrase."""
    return (
        (piece[0] in "“\"‘'(" and piece.count("“") == piece.count("”") and piece.count("(") == piece.count(")"))
        or (piece[-1] in '”"' and "“" in piece)
    ) and not re.search(r"^[\s,;:.!?]|[\s,;:]$", piece)  # fmt: skip


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return before or after


def _label_errors(passage: Passage) -> list[str]:
    labels: dict[str, set[str]] = {}
    for reference in passage.references:
        if reference.label and reference.label not in UNNAMED:
            labels.setdefault(reference.entity, set()).add(reference.label)
    return [
        f"entity {entity} has several labels: {' '.join(sorted(found))}"
        for entity, found in labels.items()
        if len(found - {"NORP"}) > 1
    ]


def warnings(passage: Passage) -> list[str]:
    """What is often forgotten."""
    found = []
    covered = {
        letter: [
            s for f in passage.frames if f.letter == letter for r in f.roles.values() for s in r
        ]
        for letter in "qceap"
    }
    for letters, words in TELLING.items():
        for match in re.finditer(rf"\b(?:{words})\b", passage.text, re.IGNORECASE):
            near = [s for letter in letters for s in covered[letter]]
            if not any(a <= match.end() + 2 and match.start() - 2 <= b for a, b in near):
                found.append(f"{match[0]!r} is in no frame of kind {' or '.join(letters)}")
    names = [r.span for r in passage.references]
    found += [
        f"{match[0]!r} looks like a name and is not marked"
        for match in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]+", passage.text)
        if not any(a <= match.start() < b for a, b in names)
    ]
    claims = [f for f in passage.frames if f.letter == "c"]
    found += [
        f"{claim.name}: cause and effect overlap"
        for claim in claims
        if _overlap(claim.roles["cause"], claim.roles["effect"])
    ]
    return found


def _overlap(left: tuple[tuple[int, int], ...], right: tuple[tuple[int, int], ...]) -> bool:
    return any(a < d and c < b for a, b in left for c, d in right)


def main(arguments: list[str]) -> int:
    """Check the files and say what is wrong and what is there."""
    known = plan()
    paths = [Path(a) for a in arguments] or sorted((HERE / "passages").glob("*.txt"))
    ids: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    wrong = 0
    for path in paths:
        try:
            passages = read_file(path)
        except MarkupError as problem:
            print(f"{path.name}: error: {problem}")
            wrong += 1
            continue
        for passage in passages:
            ids[passage.id] += 1
            found = errors(passage, known)
            if not passage.id.startswith(path.stem + "-"):
                found.append(f"does not belong in {path.name}")
            wrong += len(found)
            for text in found:
                print(f"{path.name}: error: {passage.id}: {text}")
            if arguments:
                for text in warnings(passage):
                    print(f"{path.name}: warning: {passage.id}: {text}")
            totals.update(f.letter for f in passage.frames)
            totals["words"] += len(passage.text.split())
    for name, count in ids.items():
        if count > 1:
            print(f"error: {name} is there {count} times")
            wrong += 1
    print(
        f"{len(ids)} passages, {totals.pop('words', 0)} words, frames {dict(totals)}, {wrong} errors"
    )
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
