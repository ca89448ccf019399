"""Notes on republication, agencies beside names, and what addresses tell."""

import pytest

from rashomon.read.address_clues import date_in_address, is_front_page, told_elsewhere
from rashomon.read.months import find_foreign_day
from rashomon.read.origins import find_agency, find_origin
from rashomon.read.posts import clean_handle


@pytest.mark.parametrize(
    ("note", "outlet"),
    [
        ("This article first appeared in The Norland Review on 1 May 2031.", "The Norland Review"),
        ("Originally published by Norland Press.", "Norland Press"),
        ("This essay was originally published at Harbour Notes", "Harbour Notes"),
        ("Republished with permission from The Open Quay", "The Open Quay"),
        ("This piece is republished from Quay and Anchor under a licence.", "Quay and Anchor"),
        ("Source: Norland News Agency", "Norland News Agency"),
        ("via Oldtown Tribune", "Oldtown Tribune"),
        ("The report was first published in March.", ""),
        ("It was originally published in English and French.", ""),
        ("Source: own research", ""),
        ("Photo courtesy of Dela Imrie", ""),
        ("Credit Cards", ""),
        ("Originally Posted by grey_heron", ""),
        ("She first appeared before the court in May.", ""),
        ("x" * 400 + " first published in The Norland Review", ""),
    ],
)
def test_a_note_on_republication(note, outlet):
    assert find_origin(note) == outlet


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("By Mira Tolland, Norland Press", "Norland Press"),
        ("By Mira Tolland | AFP", "AFP"),
        ("By Mira Tolland for The Oldtown Courier", "The Oldtown Courier"),
        ("By Mira Tolland (Norland News)", "Norland News"),
        ("By Mira Tolland, foreign editor", ""),
        ("By Mira Tolland | SEO", ""),
        ("By Mira Tolland", ""),
        ("", ""),
    ],
)
def test_an_agency_beside_a_name(byline, agency):
    assert find_agency(byline) == agency


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("https://a.example/2031/05/03/ferry", "2031-05-03"),
        ("https://a.example/news/20310503/ferry", "2031-05-03"),
        ("https://a.example/2031/05/ferry", "2031-05"),
        ("https://a.example/2031-05-03-ferry", "2031-05-03"),
        ("https://a.example/item/20319999", None),
        ("https://a.example/2031/13/03/ferry", None),
        ("pages/2031/05/03/ferry.html", None),
        ("http://[broken/2031/05/03/x", None),
    ],
)
def test_a_date_in_an_address(address, value):
    found = date_in_address(address)
    assert (found.value if found else None) == value


def test_sites():
    assert is_front_page("https://ostrel.example/")
    assert not is_front_page("https://ostrel.example/?p=7")
    assert not told_elsewhere("https://m.ostrel.co.uk/a", "https://www.ostrel.co.uk/b")
    assert not told_elsewhere("https://ostrel.de/a", "https://ostrel.co.uk/a")
    assert told_elsewhere("https://norland.example/a", "https://ostrel.test/a")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("le 24 juin 2031", (2031, 6, 24)),
        ("24. März 2031", (2031, 3, 24)),
        ("1er août 2031", (2031, 8, 1)),
        ("24 de diciembre de 2031", (2031, 12, 24)),
        ("24 октября 2031", (2031, 10, 24)),
        ("24 ağustos 2031", (2031, 8, 24)),
    ],
)
def test_months_of_other_languages(text, day):
    found = find_foreign_day(text)
    assert found is not None
    assert found[:3] == day


def test_no_month():
    assert find_foreign_day("24 boats 2031") is None


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("grey_heron", "grey_heron"),
        ("@grey_heron", "grey_heron"),
        ("by Petra Q", "Petra Q"),
        ("Reply", ""),
        ("petra@quay.example", ""),
        ("a name of far too many words", ""),
    ],
)
def test_names_in_forums(text, handle):
    assert clean_handle(text) == handle
