"""Authors and outlets."""

import pytest

from rashomon.read.byline import (
    clean_name,
    find_bio,
    find_byline,
    find_copyright,
    find_credit,
    find_dateline,
    find_institution,
    find_outlet,
    is_name,
)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Mira Tolland", "Mira Tolland"),
        ("by Mira Tolland", "Mira Tolland"),
        ("BY MIRA TOLLAND", "Mira Tolland"),
        ("Writer: mira tolland", "Mira Tolland"),
        ("Author: Ludo van der Meer", "Ludo van der Meer"),
        ("By Mira Tolland and Oskar Brandt", "Mira Tolland, Oskar Brandt"),
        ("By Mira Tolland, Oskar Brandt and Ana Ruiz", "Mira Tolland, Oskar Brandt, Ana Ruiz"),
        ("By Mira Tolland, Foreign Editor", "Mira Tolland"),
        ("By Mira Tolland | 3 May 2031", "Mira Tolland"),
        ("Written by Mira O'Tolland-Reyes", "Mira O'Tolland-Reyes"),
        ("Posted by Mira Tolland on May 3, 2031", "Mira Tolland"),
        ("Words by: Mira Tolland", "Mira Tolland"),
        ("Analysis by J. T. Ashgrove", "J. T. Ashgrove"),
    ],
)
def test_bylines(line, author):
    assert find_byline(line) == author


@pytest.mark.parametrize(
    "line",
    [
        "By the time the ferry came",
        "By Monday the harbour was empty",
        "By popular demand",
        "Standing by Mira Tolland",
        "By force of habit, by law, by night",
        "By contrast",
        "By mail",
        "By " + "Mira " * 100,
        "",
    ],
)
def test_no_bylines(line):
    assert find_byline(line) == ""


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("- The Harbour Lantern", "The Harbour Lantern"),
        ("– Oldtown Courier", "Oldtown Courier"),
        ("Source: Norland Press Agency", "Norland Press Agency"),
        ("Source: NORLAND PRESS AGENCY", "Norland Press Agency"),
        ("- grain from the south", ""),
        ("- He said that nobody had come to the meeting in the harbour", ""),
        ("The Harbour Lantern", ""),
    ],
)
def test_outlet_lines(line, outlet):
    assert find_outlet(line) == outlet


@pytest.mark.parametrize(
    ("paragraph", "name", "sure"),
    [
        (
            "Mira Tolland is a fellow at the Institute for Straits. Her book is out now.",
            "Mira Tolland",
            True,
        ),
        ("Oskar Brandt is the foreign editor of the Lantern.", "Oskar Brandt", False),
        ("Ludo van der Meer writes about rivers.", "Ludo van der Meer", False),
    ],
)
def test_bios(paragraph, name, sure):
    bio = find_bio(paragraph)
    assert bio is not None
    assert (bio.name, bio.sure) == (name, sure)


@pytest.mark.parametrize(
    "paragraph",
    [
        "The minister is a former analyst.",
        "Mira Tolland was asleep when the water came.",
        "Norland is a country of rivers.",
        "It is a matter of time, an analyst says.",
    ],
)
def test_no_bios(paragraph):
    assert find_bio(paragraph) is None


def test_names():
    assert clean_name("mira tolland", loose=True) == "Mira Tolland"
    assert clean_name("mira tolland") == ""
    assert clean_name("MIRA TOLLAND") == "Mira Tolland"
    assert is_name("Mira Tolland") == "Mira Tolland"
    assert is_name("Oldtown Courier") == ""
    assert is_name("Why it matters") == ""


def test_other_lines_that_name_an_outlet_or_author():
    assert find_copyright("© 2031 Oldtown Courier Ltd. All rights reserved.") == "Oldtown Courier"
    assert find_dateline("OLDTOWN, May 3 (Norland Press) - The ferries stayed.") == "Norland Press"
    assert find_dateline("The ferries (all seven) stayed in port.") == ""
    assert find_institution("MINISTRY OF THE SEA") == "Ministry of the Sea"
    assert find_institution("Ministry denies everything") == ""
    assert find_credit("(Reporting by Mira Tolland; editing by Oskar Brandt)") == "Mira Tolland"
    assert find_credit("Reporting by the old harbour is dangerous.") == ""
    assert find_byline("By Lantern staff and agencies") == "Lantern staff and agencies"
