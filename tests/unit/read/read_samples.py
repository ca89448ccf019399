"""What the tests of this folder share: pages from bytes or text, and invented articles."""

from rashomon.core.records import Page
from rashomon.read import PageReading, split_page

FETCHED = "2031-03-10T14:30:00+00:00"
PARAGRAPHS = (
    (
        "The ferries of the Kessa strait stayed in port on Friday after the navy of Norland closed"
        " the northern passage for the third time this year."
    ),
    (
        "Fishermen said that the closure would cost them half of the season, and that nobody in the"
        " capital had asked them before."
    ),
    (
        "The minister of transport denied that the passage was closed because of the quarrel over"
        " the lighthouse, and spoke of repairs."
    ),
    "An engineer who has worked on the passage for ten years called that explanation unlikely.",
)
OTHER = (
    (
        "Grain prices in Sudland rose by a tenth within a week, the market board of Oldtown said,"
        " and bakers expect them to rise further before the harvest."
    ),
    (
        "The board blames a dry spring, the bakers blame the traders, and the traders say that they"
        " only follow what the harbour offices publish every morning."
    ),
)


def page(content, *, media_type="text/plain", ref="page.txt"):
    data = content if isinstance(content, bytes) else content.encode()
    return Page.make(ref=ref, fetched_at=FETCHED, media_type=media_type, data=data)


def read(content, **about) -> PageReading:
    return split_page(page(content, **about))


def read_html(content, **about) -> PageReading:
    return split_page(page(content, media_type="text/html", ref="page.html", **about))


def reasons(reading) -> dict[str, str]:
    return {part.text: part.reason for part in reading.dropped}
