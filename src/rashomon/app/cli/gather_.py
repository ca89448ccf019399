"""rashomon gather: near-duplicates and stories."""

from rashomon.app.cli.common import (
    AsJson,
    Inputs,
    finish,
    passing_case,
    print_json,
    print_records,
    progress,
)
from rashomon.app.cli.stories_ import print_stories


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
            print_stories(case, stories)
        finish(added.failures, usable=bool(added.documents))
