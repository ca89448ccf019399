import pytest

from rashomon.app.web.links import FileLinks, ServedLinks, web_address


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "file:///etc/passwd",
        "http:",
        "x",
        "http://[",
        "",
    ],
)
def test_an_address_that_a_browser_should_not_follow_is_no_link(url):
    assert web_address(url) == ""


def test_a_web_address_stays():
    assert web_address(" https://example.org/a ") == "https://example.org/a"


def test_served_links_carry_the_story_and_escape():
    links = ServedLinks("s&1")
    assert links.page("matrix", claim="a b") == "/?story=s%261&claim=a+b"
    assert links.read("../x", span=(12, 40)) == "/read/..%2Fx?s=12-40#s=12-40"
    assert links.read("d", annotation="a1") == "/read/d#a=a1"


def test_the_file_has_sections_and_no_reader():
    assert FileLinks().page("whatif", factor="f") == "#whatif"
    assert FileLinks().read("d", annotation="a") == ""
