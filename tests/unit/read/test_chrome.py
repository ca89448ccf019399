"""Furniture goes, article lines stay: invented lines of both kinds."""

import pytest

from rashomon.read.chrome import judge, starts_comments, starts_related

FURNITURE = [
    "Back to top",
    "bottom of page",
    "Skip to main content",
    "Share this article",
    "Share on Facebook",
    "Facebook Twitter WhatsApp Email",
    "Copy link",
    "Follow us on Mastodon",
    "Sign up to our newsletter",
    "Subscribe to the Harbour Lantern newsletter and never miss a tide.",
    "Get our morning briefing delivered to your inbox",
    "Log in",
    "Already a subscriber? Log in",
    "Support our journalism from just 2 crowns a month",
    "We use cookies to improve your experience on this site.",
    "By continuing to browse you agree to our use of cookies.",
    "Accept all cookies",
    "Privacy policy",
    "© 2031 Harbour Lantern Media",
    "All rights reserved",
    "Advertisement",
    "Story continues below advertisement",
    "Sponsored content",
    "No comments yet...",
    "14 comments",
    "Leave a comment",
    "Be the first to comment",
    "4 min read",
    "Reading time: 6 minutes",
    "Related Articles",
    "You may also like",
    "Most read",
    "Read more: Ferries stay in port for a third day",
    "Continue reading",
    "Tags: dams, water, Norland",
    "Home > World > Norland",
    "Try our new AI assistant",
    "Ask our AI about this page",
    "Download our app",
    "Listen to this article",
    "Please enable JavaScript to view the comments.",
    "Previous article: The flood that never came",
    "Powered by Lanternpress",
]
AMBIGUOUS = ["Search", "Menu", "Comments", "Share", "World", "Opinion", "Contact us", "Print"]
ARTICLE = [
    "Share prices fell after the vote",
    "The search for the ferry",
    "What the comments of the minister mean",
    "A menu of bad choices",
    "The related question of fishing rights",
    "Home at last, with nothing to show",
    "Why the dam matters",
    "Three readings of one storm",
    "Background",
    "What happens next?",
    "“We will not sign,” she said.",
    "He said no.",
    "Follow the money, the old clerk told me.",
    "Nobody asked the farmers.",
    "Sign up for the draft or leave the country: that was the choice.",
    "Subscribe to that theory and you must explain the pumps.",
    "Print runs were cut in half.",
    "The newsletter of the ministry says otherwise.",
    "Cookies were handed out to the crowd.",
    "Terms of the truce",
    "A comment that cost an election",
    "1. A blockade would split the alliance.",
    "Four reasons to doubt the report",
    "More than 200 villages lost power",
    "Latest in a row of defeats, the vote sank the cabinet.",
    "Read the treaty, she says, and you will see.",
    "Watch the river, not the ministers",
    "The advert that started a war",
    "Top of the list: grain",
    "Trending downwards since the strike",
    "Next came the navy.",
    "Save the harbour, they shouted",
    "The Contact Group meets in Oldtown",
    "Listen to the engineers",
    "Join the navy, see the strait",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_goes_wherever_it_stands(line):
    assert judge(line).is_chrome


@pytest.mark.parametrize("line", ARTICLE)
@pytest.mark.parametrize("at_edge", [False, True])
def test_article_lines_stay_even_at_the_edge(line, at_edge):
    assert not judge(line, at_edge=at_edge, beside_chrome=True).is_chrome


@pytest.mark.parametrize("line", AMBIGUOUS)
def test_a_word_that_articles_use_needs_surroundings(line):
    assert not judge(line).is_chrome
    assert judge(line, at_edge=True).is_chrome
    assert judge(line, beside_chrome=True).is_chrome


def test_the_reason_is_in_plain_words():
    assert judge("Back to top").reason == "site chrome: navigation"
    assert judge("Accept all cookies").reason == "site chrome: cookie notice"
    assert judge("A long walk home").reason == ""


def test_lines_that_open_a_stretch():
    assert starts_comments("3 Comments")
    assert not starts_comments("Comments on the budget were harsh")
    assert starts_related("More from The Harbour Lantern")
    assert not starts_related("Related to this is the question of grain")


def test_a_very_long_line_is_never_judged():
    assert not judge("Share " * 100_000).is_chrome
