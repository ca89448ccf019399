"""rashomon stories: the stories of a case, and what a person decides about them."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.app.cli.common import AsJson, CasePath, existing_case, print_json
from rashomon.app.web.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.core.overlaps import Overlap
    from rashomon.core.views import Story
    from rashomon.workspace import Case


def command(
    case: CasePath,
    merge: Annotated[
        list[str] | None,
        typer.Option(metavar="STORY", help="Join these stories; name two or more."),
    ] = None,
    split: Annotated[
        list[str] | None,
        typer.Option(metavar="DOC", help="Make these documents of a story one of their own."),
    ] = None,
    release: Annotated[
        str, typer.Option(metavar="STORY", help="Take back what was decided about a story.")
    ] = "",
    by: Annotated[str, typer.Option(help="Who decides.")] = "",
    note: Annotated[str, typer.Option(help="Why.")] = "",
    json: AsJson = False,
) -> None:
    """List a case's stories, join or split them. What you decide holds whatever arrives later.

    Example: rashomon stories crisis.rashomon --merge 1f0c… --merge 9ab2…
    """
    if len(merge or [""] * 2) == 1:
        message = "one story alone cannot be joined: name --merge twice or more"
        raise typer.BadParameter(message)
    with existing_case(case) as opened:
        if merge:
            opened.merge_stories(*merge, by=by, note=note)
        if split:
            opened.split_story(*split, by=by, note=note)
        if release:
            opened.release_story(release, by=by, note=note)
        if json:
            print_json(opened.stories().records())
        else:
            print_stories(opened)


def print_stories(case: "Case") -> None:
    """Each story with its accounts; below an account its copies and what it shares."""
    for line in _lines(case):
        print(line)


def _lines(case: "Case") -> "Iterator[str]":
    """A topic is named where it has several stories."""
    below: dict[str, list[str]] = {}
    for overlap in case.overlaps():
        under, line = _told(case, overlap)
        below.setdefault(under, []).append(line)
    stories = case.stories()
    sizes = Counter(story.topic for story in stories)
    for story in stories:
        topic = f", topic {story.topic}" if sizes[story.topic] > 1 else ""
        yield f"{story.id}  {story.title} ({count(len(story.accounts), 'account')}{topic})"
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
