"""rashomon gather: near-duplicates and stories."""

from rashomon.app.cli.common import (
    AsJson,
    Inputs,
    finish,
    passing_case,
    print_json,
    print_records,
    progress,
    tell_walls,
)
from rashomon.app.web.wording import count


def command(inputs: Inputs, json: AsJson = False) -> None:
    """Find near-duplicates, and the documents that tell of the same happening.

    Example: rashomon gather pages/ --json
    """
    with passing_case() as case:
        with progress() as report:
            added = case.add(inputs, report=report)
        stories = case.stories()
        if json:
            print_records(added.documents)
            print_json(stories.records())
        else:
            for story in stories:
                print(f"{story.id}  {story.title} ({count(len(story.accounts), 'account')})")
                copies = dict(story.copies)
                for doc in story.documents:
                    copy = f", a copy of {case.label(copies[doc])}" if doc in copies else ""
                    print(f"    {doc}  {case.label(doc)}{copy}")
        tell_walls(case, added.documents)
        finish(added.failures, usable=bool(added.documents))
