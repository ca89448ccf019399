"""The pages of hypotheses and predictions."""

import re


def _texts(root, css):
    return [" ".join(e.text_content().split()) for e in root.cssselect(css)]


def test_hypotheses_are_rows_and_the_null_one_is_not_weighed(page):
    root = page("/judge")
    rows = root.cssselect(".judge tbody tr")
    assert len(rows) == 6  # five accounts and the null hypothesis
    assert "never rated and never weighed" in rows[-1].text_content()
    assert rows[-1].get("class") == "is-null"
    (one,) = root.cssselect(".verdicts > li")  # the only one that people rated
    assert "Grain prices did not rise because of the tolls" in one.text_content()
    assert _texts(one, ".parts dd") == ["0.5", "1 of 4 items"]
    assert "a share needs a second one" in root.text_content()


def test_proposals_are_pale_and_people_who_differ_are_told(page, case):
    root = page("/judge")
    blog = next(r for r in root.cssselect(".judge tbody tr") if "Pell Oren" in r.text_content())
    assert _texts(blog, ".j-cell:not(.is-proposed) .note") == ["raters differ by 3"]
    assert "inconsistent, proposed" in " ".join(_texts(root, ".is-proposed"))


def test_only_what_an_account_speaks_of_is_admitted(page, case):
    opinion = case.docs["opinion"].id
    heads = _texts(page(f"/judge?admit={opinion}"), ".evidence-head a")
    assert sorted(heads) == [
        "More protests, a stronger President Ilvane",
        "Naval escorts lead to a closure of the Narrows",
    ]


def test_a_crux_has_its_day_and_its_bits(page):
    (crux,) = page("/judge").cssselect(".crux")
    assert _texts(crux, "h3") == ["Is bread dearer in May?"]
    assert re.search(r"2026-05-31 · 0\.\d\d bits; stays in the set", _texts(crux, ".facts")[0])
    assert len(crux.cssselect(".lane")) == 5
    assert len(crux.cssselect(".lane use")) == 5  # one person, a dot on each lane


def test_a_prediction_has_its_day_its_sentence_and_no_score(page):
    root = page("/forecasts")
    (question,) = root.cssselect(".question")
    assert _texts(question, ".question-day") == ["2027-04-02"]
    assert _texts(question, ".tag") == ["proposed", "P 40 %", "“could”"]
    assert question.cssselect("blockquote a")
    assert "–" in _texts(root, ".ledger tbody td")
    assert not root.cssselect(".reliability")


def test_a_story_without_claims_says_so(page):
    assert "no claims" in page("/judge?story=st2").text_content()
    assert "No prediction" in page("/forecasts?story=st2").text_content()


def test_a_data_series_stands_beside_what_the_accounts_say(page):
    text = " ".join(page("/judge").text_content().split())
    assert "grain rose 12%, from 100 crowns (30 March 2026) to 112 crowns (2 April 2026)" in text
    assert "has no effect on it denied" in text or "raises it denied" in text
    assert "What data show" not in page("/judge?story=st2").text_content()


def test_a_lever_shows_both_ways_for_each_aim_it_reaches(page):
    root = page("/levers")
    (lever,) = root.cssselect(".lever")
    assert _texts(lever, "h2") == ["Oskel: tolls at the Lenn Narrows"]
    rows = [" ".join(r.text_content().split()) for r in lever.cssselect("tbody tr")]
    assert rows[0].startswith("Oskel owner of the lever imputed wants more tolls")
    assert rows[0].endswith("helps hurts")
    assert rows[1].startswith("Odo Renk wants less grain prices")
    assert rows[1].endswith("hurts helps")
    assert "No account" in page("/levers?story=st2").text_content()
