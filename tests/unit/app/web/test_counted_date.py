"""A date that the page gives without a year is told as the page gives it."""

import pytest

from rashomon.app.web.pages.reader import _counted_date
from rashomon.core.records import Dropped


def dropped(text, reason="date line"):
    return Dropped.make(page="p", doc="d", at=0, text=text, reason=reason)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("  • Jun 24", "Jun 24"),
        ("27 minutes\nago", "27 minutes ago"),
        ("12 March 2026, 15:05", ""),
    ],
)
def test_what_had_to_be_counted(text, told):
    assert _counted_date((dropped("Home", "site chrome"), dropped(text))) == told


def test_no_date_line():
    assert _counted_date(()) == ""
