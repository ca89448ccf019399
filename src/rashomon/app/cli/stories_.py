"""rashomon stories: the stories of a case, and what a person decides about them."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.app.cli.common import AsJson, CasePath, existing_case, print_json
from rashomon.app.web.wording import count

if TYPE_CHECKING:
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
        stories = opened.stories()
        if json:
            print_json(stories.records())
        else:
            print_stories(opened, stories)


def print_stories(case: "Case", stories: "Sequence[Story]") -> None:
    """Each story with its documents; a topic is named where it has several stories."""
    sizes = Counter(story.topic for story in stories)
    for story in stories:
        topic = f", topic {story.topic}" if sizes[story.topic] > 1 else ""
        print(f"{story.id}  {story.title} ({count(len(story.accounts), 'account')}{topic})")
        copies = dict(story.copies)
        for doc in story.documents:
            copy = f", a copy of {case.label(copies[doc])}" if doc in copies else ""
            print(f"    {doc}  {case.label(doc)}{copy}")
