"""What the forms of the pages do to the case, and where they lead."""

import json
from http.cookies import SimpleCookie

import pytest

from rashomon.core.errors import ReadOnlyCase
from rashomon.judge.ratings import NULL


def texts(root, css):
    return [" ".join(e.text_content().split()) for e in root.cssselect(css)]


def hypotheses(site):
    return {h.id: h for h in site.case.judge().hypotheses}


@pytest.fixture
def blog(site):
    return site.case.docs["blog"].id


def add(site, text="Bakers agreed on a price", **fields):
    answer = site.send("/judge/hypothesis", do="add", text=text, **fields)
    return answer.headers["location"].partition("#h-")[2]


def test_an_explanation_of_ones_own_is_a_row_under_ones_name(site):
    row = add(site, by="ivo", forbids="Prices that differ from port to port")
    own = hypotheses(site)[row]
    assert (own.by, own.account) == ("ivo", "")
    assert own.forbids == "Prices that differ from port to port"
    root = site.get("/judge?done=added")
    assert texts(root, ".done") == ["The explanation was added."]
    assert any("by ivo" in row and "Bakers agreed" in row for row in texts(root, ".statement"))


def test_a_thesis_is_adopted_reworded_set_aside_and_taken_up_again(site, blog):
    def send(act, **more):
        return site.send("/judge/hypothesis", do=act, hypothesis=blog, **more)

    assert hypotheses(site)[blog].by == "proposal"
    send("save", text="The harvest did it", forbids="")
    assert (hypotheses(site)[blog].by, hypotheses(site)[blog].text) == (
        "mara",
        "The harvest did it",
    )
    send("aside", text="The harvest did it", forbids="", by="ivo")
    assert blog not in hypotheses(site)
    (form,) = site.get("/judge").cssselect("#hypotheses-h ~ ul form")
    assert "The harvest did it set aside by ivo" in " ".join(form.text_content().split())
    send("take_up")
    assert hypotheses(site)[blog].text == "The harvest did it"
    told = texts(site.get("/judge"), f"#h-{blog} .history li")
    assert len(told) == 3
    assert "ivo set it aside" in told[1]


def test_the_null_hypothesis_says_what_it_forbids_and_cannot_be_rated_or_set_aside(site):
    site.send(
        "/judge/hypothesis", do="save", hypothesis=NULL, text="Chance", forbids="A jump on the day"
    )
    root = site.get("/judge")
    (null,) = root.cssselect("tr.is-null")
    assert "It forbids: A jump on the day" in " ".join(null.text_content().split())
    refused = site.send("/judge/hypothesis", do="aside", hypothesis=NULL, text="x", status=400)
    assert "cannot be set aside" in refused.text
    refused = site.send("/judge/rate", item="c1", **{f"r-{NULL}": "C"}, status=400)
    assert "never rated" in refused.text


def test_one_item_is_rated_against_every_explanation_and_only_changes_are_written(site, blog):
    own = add(site)
    ratings = {f"r-{own}": "C", f"n-{own}": "bread rose first", f"r-{blog}": "II"}
    answer = site.send("/judge/rate", item="c1", do="next", next="c2", **ratings)
    assert answer.headers["location"] == "/judge/rate?item=c2&done=rated"
    cells = {(c.hypothesis, c.evidence): c for c in site.case.judge().cells}
    (said,) = cells[own, "c1"].ratings
    assert (said.by, said.rating, said.note) == ("mara", "C", "bread rose first")
    before = len(site.case.store.items("rating"))
    site.send("/judge/rate", item="c1", **ratings)
    assert len(site.case.store.items("rating")) == before
    site.send("/judge/rate", item="c1", **{f"r-{own}": "", f"n-{own}": ""})
    assert (own, "c1") not in {(c.hypothesis, c.evidence) for c in site.case.judge().cells}
    assert len(site.case.store.items("rating")) == before + 1


def test_raters_who_differ_are_told_on_both_pages(site, blog):
    root = site.get("/judge/rate?item=c1")
    (cell,) = root.cssselect(f"#r-{blog}")
    others = texts(cell, ".others li")
    assert [other.split()[0] for other in others] == ["mara", "ivo"]
    assert "raters differ by 3" in cell.text_content()
    only = site.get("/judge?rater=ivo")
    assert "raters differ" not in only.text_content()
    assert len(texts(only, ".verdicts > li")) == 1


def test_the_name_is_remembered_and_fills_the_forms(site):
    answer = site.send("/name", by="  Lena   Ruß ", back="judge/rate?item=c2&rater=ivo")
    assert answer.headers["location"] == "/judge/rate?rater=ivo&item=c2&done=named"
    cookie = SimpleCookie(answer.headers["set-cookie"])["rashomon-name"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "strict")
    root = site.get("/judge/rate?item=c2")
    assert {i.get("value") for i in root.cssselect(".rate-form input[name=by]")} == {"Lena Ruß"}


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/read/x", "\\\\x", ""]
)
def test_a_form_leads_to_pages_of_ours_alone(site, back):
    location = site.send("/name", back=back, next="https://evil.example").headers["location"]
    assert location == "/?done=named"


@pytest.mark.parametrize("by", ["", "   ", "x" * 81, "proposal"])
def test_nobody_and_the_machine_say_nothing(site, by):
    before = len(site.case.store.items())
    site.send("/judge/hypothesis", do="add", text="They did it", by=by, status=400)
    assert len(site.case.store.items()) == before


def test_what_is_looked_at_stays_with_every_form(site):
    opinion = site.case.docs["opinion"].id
    root = site.get(f"/judge?admit={opinion}&without=c3&rater=ivo&choose=2")
    for form in root.cssselect(".work-form"):
        hidden = {i.get("name"): i.get("value") for i in form.cssselect("input[type=hidden]")}
        assert hidden["admit"] == opinion
        assert (hidden["without"], hidden["rater"], hidden["choose"]) == ("c3", "ivo", "2")
    answer = site.send("/judge/hypothesis", do="add", text="A", admit=opinion, without="c3")
    assert answer.headers["location"].startswith(f"/judge?admit={opinion}&without=c3&done=added#h-")


def test_an_item_and_an_account_are_left_out_by_the_address(site):
    wire = site.case.docs["wire"].id
    root = site.get(f"/judge?without={wire}&drop=c1")
    assert texts(root, ".chip-off") == [
        "Northline · Kai Dorrit ×: take it in again",
        "The tolls raised grain prices ×: take it in again",
    ]
    assert "The tolls raised grain prices" not in " ".join(texts(root, ".evidence-head"))
    (first, _) = [link.get("href") for link in root.cssselect(".chip-off")]
    assert first == "/judge?without=c1"
    assert site.client.get("/judge?without=nothing").status_code == 404


def test_a_question_is_asked_answered_by_two_people_and_taken_off(site, blog):
    own = add(site)
    asked = {"text": "Do bakers meet in May?", "closes": "2026-05-31", "resolves_by": "minutes"}
    first = site.send("/judge/crux", do="save", **asked, **{f"p-{own}": "80", f"p-{blog}": "12,5"})
    place = first.headers["location"].partition("#x-")[2]
    again = site.send("/judge/crux", do="save", by="ivo", **asked, **{f"p-{own}": "60"})
    assert again.headers["location"].endswith(f"#x-{place}")
    (crux,) = [c for c in site.case.judge().cruxes if c.id == place]
    chances = {c.hypothesis: c for c in crux.chances}
    assert chances[own].middle == pytest.approx(0.7)
    assert chances[blog].given == (("mara", 0.125),)
    site.send("/judge/crux", do="save", crux=place, **asked, **{f"p-{own}": "", f"p-{blog}": "10"})
    (crux,) = [c for c in site.case.judge().cruxes if c.id == place]
    assert {c.hypothesis: c.given for c in crux.chances}[own] == (("ivo", 0.6),)
    site.send("/judge/crux", do="aside", crux=place, **asked)
    assert place not in {c.id for c in site.case.judge().cruxes}


@pytest.mark.parametrize("percent", ["101", "-1", "much", "nan", "inf"])
def test_an_impossible_probability_is_refused_and_nothing_is_kept(site, percent, blog):
    before = len(site.case.store.items())
    site.send("/judge/crux", do="save", text="When?", **{f"p-{blog}": percent}, status=400)
    question = site.case.questions()[0].id
    site.send("/forecasts/question", q=question, do="give", percent=percent, status=400)
    assert len(site.case.store.items()) == before


def test_a_prediction_is_confirmed_given_a_probability_and_resolved(site):
    question = site.case.questions()[0].id

    def send(act, **more):
        return site.send("/forecasts/question", q=question, do=act, **more)

    send("confirm", wording="Is there trade in April 2027?", condition="", closes="2027-04-02",
         resolves_by="harbour office")  # fmt: skip
    send("give", percent="70", by="ivo", note="could is weak")
    send("give", percent="90")
    send("resolve", outcome="no", evidence="harbour office, table 3")
    found = site.case.question(question)
    assert (found.wording, found.closes, found.status) == (
        "Is there trade in April 2027?",
        "2027-04-02",
        "no",
    )
    assert found.probability == pytest.approx(0.8208, abs=1e-3)  # odds 7/3 and 9, their mean
    root = site.get(f"/forecasts/question?q={question}")
    assert "Did not come true, says mara" in root.text_content()
    assert "more extreme by Neyman’s factor" in root.text_content()
    assert [line.split()[3] for line in texts(root, ".history li")][:3] == ["mara"] * 2 + ["ivo"]
    send("reopen")
    send("ungive")
    send("unconfirm")
    found = site.case.question(question)
    assert (found.status, found.probability, found.evidence) == ("proposed", 0.7, "")


def test_what_no_day_could_answer_is_passed_over_and_stays_reachable(site):
    question = site.case.questions()[0].id
    answer = site.send("/forecasts/question", q=question, do="pass", show="proposed")
    assert answer.headers["location"] == "/forecasts?show=proposed&done=passed"
    assert not site.get("/forecasts").cssselect(".question")
    (one,) = site.get("/forecasts?show=passed").cssselect(".question")
    assert "passed over" in one.text_content()
    assert site.case.ledger(site.case.questions()) == ()
    site.send("/forecasts/question", q=question, do="unconfirm")
    assert len(site.get("/forecasts").cssselect(".question")) == 1


def upload(site, files, status=303, **fields):
    about = {
        "by": "mara",
        "factor": "grain",
        "at": "2026-04-01",
        "days": "2",
        "do": "keep",
        **fields,
    }
    given = [("file", (name, data.encode(), "text/csv")) for name, data in files.items()]
    answer = site.client.post("/forecasts/series", data=about, files=given)
    assert answer.status_code == status, answer.text
    return answer


FARES = "day,price\n2026-03-30,100\n2026-03-31,101\n2026-04-02,95\n2026-04-20,96\n"


def test_a_series_is_attached_drawn_and_taken_off(site):
    place = upload(site, {"fares.csv": FARES}).headers["location"].partition("#data-")[2]
    root = site.get("/forecasts")
    (article,) = root.cssselect(f"#data-{place}")
    assert "fares fell 6%, from 101 (31 March 2026) to 95 (2 April 2026)" in article.text_content()
    assert article.cssselect("path.series-line")[0].get("d").count("L") == 3
    assert len(article.cssselect("circle.end")) == 2
    assert "kept by mara" in article.text_content()
    site.send("/forecasts/series/drop", check=place)
    assert not site.get("/forecasts").cssselect(f"#data-{place}")
    assert any(item.id == place for item in site.case.store.items("series"))


def test_a_series_may_be_looked_at_without_being_kept(site):
    before = len(site.case.store.items())
    answer = upload(site, {"fares.csv": FARES}, status=200, do="look")
    assert "Not kept." in answer.text
    assert "fares fell 6%" in answer.text
    assert len(site.case.store.items()) == before


def test_a_data_package_comes_with_its_file(site):
    resource = {
        "name": "fares",
        "path": "data/fares.csv",
        "schema": {"fields": [{"unit": "crowns"}]},
    }
    package = json.dumps({"title": "Harbour office", "resources": [resource]})
    upload(site, {"datapackage.json": package, "fares.csv": FARES})
    kept = site.case.series_checks()[-1]
    assert (kept.unit, kept.origin) == ("crowns", "Harbour office")
    alone = upload(site, {"datapackage.json": package}, status=400)
    assert "did not come with it" in alone.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"at": "soon"}, "Give a day"),
        ({"days": "9999"}, "at most 3660 days"),
        ({"days": "-1"}, "at most 3660 days"),
        ({"at": "1999-01-01"}, "no values just before"),
        ({"at": "9999-12-31", "days": "3660"}, "no values just before"),
        ({"factor": "nothing"}, "no factor"),
    ],
)  # fmt: skip
def test_what_a_series_cannot_be_held_against_is_said(site, fields, said):
    status = 404 if "factor" in fields else 400
    assert said in upload(site, {"fares.csv": FARES}, status=status, **fields).text


@pytest.mark.parametrize("data", ["", "a,b\n", "day,price\nsoon,much\n"])
def test_a_file_without_values_is_refused(site, data):
    assert "no row holds a date" in upload(site, {"fares.csv": data}, status=400).text


def test_words_typed_by_people_stay_words(site):
    attack = '"><script>alert(1)</script>'
    row = add(site, text=attack, forbids=attack, by=attack)
    site.send("/judge/rate", item="c1", by=attack, **{f"r-{row}": "C", f"n-{row}": attack})
    site.send("/judge/crux", do="save", text=attack, by=attack, resolves_by=attack,
              **{f"p-{row}": "5"})  # fmt: skip
    question = site.case.questions()[0].id
    site.send("/forecasts/question", q=question, do="confirm", wording=attack, by=attack)
    site.send("/forecasts/question", q=question, do="resolve", outcome="yes", evidence=attack)
    for path in (
        "/judge",
        "/judge/rate?item=c1",
        "/forecasts",
        f"/forecasts/question?q={question}",
    ):
        root = site.get(path)
        assert [s.get("src") for s in root.iter("script")] == ["/static/rashomon.js"]
        assert attack in root.text_content()


def test_a_case_that_may_only_be_read_says_so(site):
    inner = site.case.store

    class Shut:
        def __getattr__(self, name):
            return getattr(inner, name)

        def add(self, _records):
            message = "the case may only be read"
            raise ReadOnlyCase(message)

    site.case.store = Shut()
    answer = site.send("/judge/hypothesis", do="add", text="They did it", status=503)
    assert "Nothing was changed: the case may only be read" in answer.text
