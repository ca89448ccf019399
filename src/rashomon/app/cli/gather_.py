"""rashomon gather: near-duplicates, the passages that texts share, and stories."""

from typing import TYPE_CHECKING

from rashomon.app.cli.common import (
    AsJson,
    Inputs,
    finish,
    passing_case,
    print_json,
    print_records,
    progress,
)
from rashomon.app.web.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.core.views import Overlap, Story
    from rashomon.workspace.case import Case


def command(inputs: Inputs, json: AsJson = False) -> None:
    """Find near-duplicates and shared passages, and the documents that tell of the same happening.

    Example: rashomon gather pages/ --json
    """
    with passing_case() as case:
        with progress() as report:
            added = case.add(inputs, report=report)
        if json:
            print_records([*added.documents, *case.copies()])
            print_json(case.stories().records())
            print_json(case.overlaps().records())
        else:
            for line in _lines(case):
                print(line)
        finish(added.failures, usable=bool(added.documents))


def _lines(case: "Case") -> "Iterator[str]":
    """Each story with its accounts; below an account its copies and what it shares."""
    below: dict[str, list[str]] = {}
    for overlap in case.overlaps():
        under, line = _told(case, overlap)
        below.setdefault(under, []).append(line)
    for story in case.stories():
        yield f"{story.id}  {story.title} ({count(len(story.accounts), 'account')})"
        yield from _accounts(case, story, below)


def _accounts(case: "Case", story: "Story", below: dict[str, list[str]]) -> "Iterator[str]":
    for doc in story.accounts:
        yield f"    {doc}  {case.label(doc)}"
        yield from (f"        {line}" for line in below.get(doc, ()))


def _told(case: "Case", overlap: "Overlap") -> tuple[str, str]:
    """The document under which an overlap is told, and how."""
    words = sum(passage.words for passage in overlap.passages)
    if not overlap.copy:
        label = case.label(overlap.right)
        return overlap.left, f"shares {count(words, 'word')} with {overlap.right}  {label}"
    kinds = [change.kind for change in overlap.changes]
    told = [f"{kinds.count(kind)} {kind}" for kind in ("added", "cut", "changed") if kind in kinds]
    kept = f"{overlap.left_share:.0%} of its words stand in the original"
    line = f"{overlap.left}  {case.label(overlap.left)}: a copy; {', '.join([kept, *told])}"
    return overlap.right, line
