"""Paywalls, consent pages and checks for robots are told; articles about them are not taken for them."""

import json

import pytest
from read_samples import OTHER, PARAGRAPHS, read_html

from rashomon.core.errors import EmptyInput, RefusedInput
from rashomon.read import expand, load_page, split_page
from rashomon.read.walls import PAYWALL

FIRST = f"<h1>Ferries wait</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
LONG = FIRST + "".join(f"<p>{n}. {text}</p>" for n in range(6) for text in (*PARAGRAPHS, *OTHER))
DECLARED = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferries wait", "isAccessibleForFree": %s}</script>'
CONSENT = """<title>Before you continue</title><h1>We value your privacy</h1>
<p>We and our 842 partners store and access information on a device, such as cookies, and process personal data.</p>
<p>With your consent we may use precise data. You can withdraw your consent at any time, or object to
processing based on legitimate interest, in our privacy policy.</p>
<button>Accept all</button><button>Reject all</button><button>Manage preferences</button>"""
COOKIE_STORY = f"""<h1>Court rules on cookie banners</h1><p>A court in Oldtown ruled on Friday that websites may not hide
the button to reject cookies, and that consent counts only where it is given freely. The privacy board of Norland had sued
three publishers over it. {PARAGRAPHS[1]}</p><p>The publishers said that they would change how readers accept or refuse
cookies, and that their partners had not seen personal data. {PARAGRAPHS[2]} {PARAGRAPHS[3]}</p><p>{" ".join(OTHER)}</p>"""


def walls(body, head=""):
    page = f"<html><head>{head}</head><body><article>{body}</article></body></html>"
    reading = read_html(page)
    return [
        (part.text, reading.documents[0].id == part.doc)
        for part in reading.dropped
        if part.reason == PAYWALL
    ]


@pytest.mark.parametrize("value", ["false", '"False"', '"false"'])
def test_a_declared_paywall_before_a_short_text(value):
    ((evidence, beside),) = walls(FIRST, DECLARED % value)
    assert (evidence.startswith('"isAccessibleForFree"'), beside) == (True, True)


def test_a_paywall_declared_in_other_ways():
    assert walls(FIRST, '<meta itemprop="isAccessibleForFree" content="False">')
    assert walls(FIRST, '<meta property="article:content_tier" content="locked">')


@pytest.mark.parametrize(
    "words",
    [
        "Subscribe to continue reading.",
        "To continue reading, choose a plan.",
        "This article is for subscribers only.",
        "This story is exclusive to our paying members",
        "Log in to read the rest",
        "You have reached your limit of free articles.",
        "Unlock this article for 1 crown",
    ],
)
def test_words_of_a_paywall_below_a_short_text(words):
    ((text, beside),) = walls(f"{FIRST}<p>{words}</p>")
    assert words in text
    assert beside


def test_the_first_lines_are_read():
    page = f"<html><head>{DECLARED % 'false'}</head><body><article>{FIRST}</article></body></html>"
    assert read_html(page).documents[0].text.endswith("asked them before.")


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (LONG, DECLARED % "false"),
        (LONG + "<p>Subscribe to continue reading.</p>", ""),
        (FIRST, DECLARED % "true"),
        (FIRST, ""),
        (FIRST + "<p>Subscribe to our newsletter</p>", ""),
        (FIRST + "<p>Sign in</p><p>Subscribe</p>", ""),
        (f"{FIRST}<p>Subscribers of the ferry line will get their money back, he said.</p>", ""),
    ],
)
def test_no_paywall(body, head):
    assert walls(body, head) == []


def test_a_paywall_that_hides_everything():
    page = (
        f"<html><head>{DECLARED % 'false'}</head><body><nav><a href=/>Home</a></nav></body></html>"
    )
    with pytest.raises(EmptyInput, match="a paywall hides all of its text"):
        read_html(page)


def test_a_consent_page():
    with pytest.raises(RefusedInput, match="a consent page stands in front of it"):
        read_html(f"<html><body>{CONSENT}</body></html>")


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Just a moment...</h1><p>Verifying you are human. This may take a few seconds.</p>",
        "<p>Please enable JavaScript and cookies to continue</p>",
        "<h1>Are you a robot?</h1><p>We have detected unusual traffic from your network.</p>",
    ],
)
def test_a_check_for_robots(body):
    with pytest.raises(RefusedInput, match="a check for robots stands in front of it"):
        read_html(f"<html><body>{body}</body></html>")


def test_an_article_about_such_things_is_an_article():
    reading = read_html(f"<html><body><article>{COOKIE_STORY}</article></body></html>")
    assert "Court rules" not in reading.documents[0].text
    assert reading.documents[0].text.startswith("A court in Oldtown")


def test_an_article_above_a_banner_is_an_article():
    reading = read_html(f"<html><body><article>{LONG}</article><div>{CONSENT}</div></body></html>")
    assert reading.documents[0].text.startswith("The ferries of the Kessa strait")


def test_markup_in_a_row_stands_behind_the_same_walls(tmp_path):
    row = {"html": f"{FIRST}<p>Subscribe to continue reading.</p>", "outlet": "The Lantern"}
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in (row, {"html": CONSENT})))
    wall, consent = expand([str(path)])
    reading = split_page(load_page(wall))
    assert PAYWALL in [part.reason for part in reading.dropped]
    assert reading.documents[0].outlet == "The Lantern"
    with pytest.raises(RefusedInput, match="consent"):
        split_page(load_page(consent))
