"""A date that takes long to find is sought only where nothing tells one."""

import pytest

from rashomon.core.records import Page
from rashomon.read.assemble import assemble
from rashomon.read.dates import parse_stamp
from rashomon.read.facts import Facts
from rashomon.read.plain import plain_blocks

TEXT = "The ferries stayed in port on Friday, and nobody knew for how long it would last. " * 4


@pytest.mark.parametrize(
    ("line", "published", "times"),
    [("Published 3 May 2031", "2031-05-03", 0), ("", "2031-04-30", 1)],
)
def test_a_date_is_guessed_only_where_none_is_told(line, published, times):
    asked = []

    def guess():
        asked.append(line)
        return Facts(guessed=parse_stamp("2031-04-30"))

    text = f"Ferries stay in port\n\n{line}\n\n{TEXT}"
    page = Page.make(
        ref="a.txt",
        fetched_at="2031-06-01T00:00:00+00:00",
        media_type="text/plain",
        data=text.encode(),
    )
    read = assemble(page, text, plain_blocks(text), Facts(), cleaner="test", guess=guess)
    assert read.documents[0].published == published
    assert len(asked) == times
