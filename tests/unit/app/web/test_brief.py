import re

import lxml.html
import pytest

from rashomon.app.brief import digest, write_brief
from rashomon.app.markdown import escape
from rashomon.core.errors import UnknownRecord


@pytest.fixture
def brief(case, tmp_path):
    path = tmp_path / "brief.html"
    write_brief(case, path)
    return path.read_text(encoding="utf-8")


def test_the_file_loads_nothing_from_elsewhere(brief):
    root = lxml.html.fromstring(brief)
    assert not root.xpath("//*[@src] | //link")
    assert "url(" not in brief
    assert "@import" not in brief


def test_its_policy_lets_exactly_its_own_style_and_script_run(brief):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', brief)[1].replace(
        "&#39;", "'"
    )
    (style,) = re.findall(r"<style>(.*?)</style>", brief, re.DOTALL)
    (script,) = re.findall(r'<script type="module">(.*?)</script>', brief, re.DOTALL)
    assert f"style-src '{digest(style)}'" in policy
    assert f"script-src '{digest(script)}'" in policy
    assert policy.startswith("default-src 'none'")


def test_it_holds_all_parts_with_their_sentences(brief):
    root = lxml.html.fromstring(brief)
    assert len(root.cssselect("#matrix tbody.claim")) == 5
    assert len(root.cssselect("svg.map")) == 5
    assert len(root.cssselect("#whatif details.scenario")) >= 3
    assert len(root.cssselect(".profile")) == 5
    assert "Grain prices did not rise because of the tolls." in root.text_content()


def test_its_anchors_exist_and_are_unique(brief):
    root = lxml.html.fromstring(brief)
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    for link in root.iter("a"):
        href = link.get("href")
        assert href.startswith(("#", "https://")), href
        assert not href.startswith("#") or href[1:] in ids, href


def test_markdown_has_the_matrix_the_clashes_and_the_pushes(case, tmp_path):
    path = tmp_path / "brief.md"
    write_brief(case, path)
    text = path.read_text(encoding="utf-8")
    assert (
        "| The tolls raised grain prices | clash | asserts | asserts, quoted | silent | denies | denies |"
        in text
    )
    assert "> Grain prices did not rise because of the tolls. (sentence 1 of 4)" in text
    assert "### If tolls at the Lenn Narrows goes up" in text


def test_markdown_escapes_what_would_count():
    assert escape("a|b\n# <script> [x](y)") == r"a\|b \# \<script\> \[x\](y)"


def test_another_story_and_an_unknown_one(case, tmp_path):
    write_brief(case, tmp_path / "b.html", story_id="st2")
    assert "Museum of Knots reopens" in (tmp_path / "b.html").read_text(encoding="utf-8")
    with pytest.raises(UnknownRecord):
        write_brief(case, tmp_path / "c.html", story_id="none")
    assert not (tmp_path / "c.html").exists()


def test_a_case_without_a_story_is_refused(tmp_path):
    class Empty:
        def stories(self):
            return ()

    with pytest.raises(UnknownRecord, match="add pages"):
        write_brief(Empty(), tmp_path / "b.html")
