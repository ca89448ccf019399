"""rashomon gather: near-duplicates, the passages that texts share, and stories."""

from rashomon.app.cli.common import (
    AsJson,
    Inputs,
    finish,
    passing_case,
    print_json,
    print_records,
    progress,
    tell_foreign,
    tell_walls,
)
from rashomon.app.cli.stories_ import print_stories


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
            print_stories(case)
        tell_foreign(added.documents)
        tell_walls(case, added.documents)
        finish(added.failures, usable=bool(added.documents))
