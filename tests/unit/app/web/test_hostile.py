import dataclasses
from datetime import date

import lxml.html
import pytest
from fastapi.testclient import TestClient

from rashomon.app.web.server import create_app
from rashomon.core.bodies import Attribution, CausalClaim, Prediction
from rashomon.core.camps import TieEvidence
from rashomon.core.overlaps import Overlap, SharedPassage
from rashomon.core.profiles import ActorRole, Profile, QuotedSource, Share, Silence
from rashomon.core.records import Annotation, Document, Dropped, Item
from rashomon.core.verdicts import Calibration, CalibrationBin
from rashomon.core.views import (
    CausalMap,
    Cell,
    Claim,
    Comparison,
    Edge,
    Effect,
    Factor,
    Hit,
    Related,
    Results,
    Robustness,
    SavedSearch,
    Speaker,
    Story,
)
from rashomon.forecast.checks import check_series
from rashomon.forecast.ledger import forecast_ledger
from rashomon.forecast.questions import find_questions
from rashomon.forecast.series import Series
from rashomon.judge.matrix import Focus, consistency_matrix
from rashomon.maps.camps import find_camps
from rashomon.maps.loops import find_loops

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }} {% raw %} ${7}",
    "\u202egnp.exe\u202c \u2067left",
    "W" * 4000,
    "</p></main></html><!-- ]]> --> &lt;b&gt; \x00 \ud800",
]


class HostileCase:
    """Every field that a page can fill holds an attack."""

    def __init__(self, attack):
        self.attack = attack
        self.doc = Document.make(
            page="",
            segment=0,
            text=f"{attack} raised {attack} today.",
            ref=attack,
            title=attack,
            author=attack,
            outlet=attack,
            published=attack,
            url="javascript:alert(1)",
        )
        n = len(attack)
        claim = CausalClaim(((0, n),), ((n + 8, 2 * n + 8),), ((n + 1, n + 7),))
        said = Attribution(((0, n),), ((n + 1, n + 7),), ((n + 8, 2 * n + 8),))
        self.found = tuple(
            Annotation.make(doc=self.doc.id, body=body, producer=attack, score=1)
            for body in (claim, said, Prediction(((0, n),), horizon=((n + 8, 2 * n + 8),)))
        )
        self.factors = (Factor("f1", attack, ()), Factor("f2", attack + "!", ()))

    def documents(self):
        return (self.doc,)

    def document(self, _doc_id):
        return self.doc

    def dropped(self, _doc_id):
        return (Dropped.make(page="", doc=self.doc.id, at=0, text=self.attack, reason=self.attack),)

    def annotations(self, _doc_id):
        return self.found

    def annotation(self, annotation_id):
        return next(a for a in self.found if a.id == annotation_id)

    def stories(self):
        story = Story("s", self.attack, (self.doc.id,))
        return (story, dataclasses.replace(story, id=self.attack))

    def comparison(self, _story_id=""):
        cell = Cell(self.doc.id, "asserts", ((0, 3),), "quoted", False, (), self.attack)
        claims = (Claim("c", self.attack, "sentences", False, (cell,)),)
        edge = Edge("f1", "f2", 1, "asserted", False, "own", (self.found[0].id,))
        back = dataclasses.replace(edge, source="f2", target="f1", voice="quoted")
        maps = (CausalMap(self.doc.id, self.factors, (edge, back)),)
        return Comparison(self.stories()[0], claims, self.factors, maps)

    def whatif(self, factor_id, direction, _story_id=""):
        outcome = {"f1": "f2", "f2": "f1"}[factor_id]
        path = (self.found[0].id,)
        return (Effect(self.doc.id, factor_id, direction, outcome, "rises", path),)

    def robustness(self, factor_id, direction, _story_id=""):
        speaker = Speaker(account=self.doc.id, words=self.attack)
        (effect,) = self.whatif(factor_id, direction)
        about = (effect.outcome, "rises", 1, 2, (speaker,), effect.path)
        return (Robustness(self.doc.id, factor_id, direction, *about),)

    def loops(self, _story_id=""):
        return (find_loops(self.comparison().maps[0]),)

    def camps(self, _story_id=""):
        names = {"x": self.attack, "y": self.attack + "!"}
        spans = ((0, 3),)
        told = [
            TieEvidence("sentence", -1, "quoted", spans),
            TieEvidence("event", -1, "own", spans, self.found[0].id),
        ]
        return (find_camps(self.doc.id, {("x", "y"): told}, names),)

    def profiles(self, _story_id=""):
        ids = (self.found[0].id,)
        return (
            Profile(
                self.doc.id,
                1,
                (Share("asserted", ids),),
                (QuotedSource("", self.attack, "unnamed", 1, 0, 1, (self.found[1].id,)),),
                (ActorRole("x", self.attack, ids, ids, ids),),
                tuple(
                    Silence(kind, "c", self.attack, (self.doc.id,)) for kind in ("claim", "actor")
                ),
                1,
            ),
        )

    def items(self):
        own = Item.make(kind="hypothesis", fields={"text": self.attack}, by=self.attack, at="")
        about = {"hypothesis": own.id, "rating": "II", "note": self.attack}
        said = {"hypothesis": self.attack + "!", "statement": self.attack + "?"}
        chances = {own.id: 0.1, self.doc.id: 0.9}
        asked = {"text": self.attack, "p_yes": chances, "resolves_by": self.attack}
        null = {"text": self.attack, "of": "null", "forbids": self.attack}
        aside = {"text": self.attack, "forbids": self.attack, "aside": True}
        question = {"question": self.found[2].id, "condition": self.attack}
        said_of = (
            ("rating", {**about, "evidence": "c", "said": said}),
            ("rating", {**about, "evidence": "gone", "said": said}),
            ("crux", asked),
            ("hypothesis", null),
            ("hypothesis", aside),
            ("question", {**question, "wording": self.attack, "resolves_by": self.attack}),
            ("forecast", {**question, "probability": 0.3, "note": self.attack}),
            ("resolution", {**question, "outcome": "no", "evidence": self.attack}),
        )
        return [own, *(Item.make(kind=k, fields=f, by=self.attack, at="") for k, f in said_of)]

    def judge(self, _story_id="", *, admit_only="", without=(), rater="", choose=3):
        documents = {self.doc.id: self.doc}
        focus = Focus(admit_only, without, rater, choose)
        return consistency_matrix(self.comparison(), documents, self.items(), focus=focus)

    def overlaps(self, _story_id=""):
        passages = (SharedPassage((0, 5), (6, 11), 1),)
        return (Overlap(self.doc.id, self.doc.id, False, 0.2, 0.3, passages),)

    def said_about(self, _record_id):
        return self.items()

    def series_checks(self, _story_id=""):
        days = (date(2031, 1, 1), date(2031, 1, 2))
        series = Series(self.attack, self.attack, self.attack, days, (1.0, 2.0))
        maps = self.comparison().maps
        check = check_series(series, self.factors[1], maps, at=date(2031, 1, 2), days=0)
        return (dataclasses.replace(check, id="k", by=self.attack),)

    def questions(self, **_options):
        return find_questions(self.doc, self.found, self.items())

    def question(self, _question_id):
        return self.questions()[0]

    def ledger(self, questions):
        return forecast_ledger(questions, {self.doc.id: self.doc})

    def calibrations(self, _questions):
        bins = (CalibrationBin(10, 0.5, 0.5),)
        return (Calibration("author", self.attack, 10, 0.5, 0, 0, 0, 0, 0, 0, bins),)

    def find(self, _query, **_options):
        return Results((Hit(self.doc.id, 1.0, ((0, 5),)),), 1, True, ((self.attack, 1),))

    def saved_searches(self):
        return ((SavedSearch(self.attack, self.attack, "words", "", ""), 1),)

    def related(self, _doc_id, _limit=10):
        return (Related(self.doc.id, 1.0, True, False),)

    def label(self, _doc_id):
        return self.attack


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/whatif",
        "/maps",
        "/sources",
        "/profile",
        "/levers",
        "/camps",
        "/judge",
        "/judge/rate?item=c",
        "/forecasts",
        "/forecasts/question?q=x",
        "/documents",
        "/search",
        "/read/d",
    ],
)
def test_page_text_stays_text(attack, path):
    case = HostileCase(attack)
    client = TestClient(create_app(case), base_url="http://127.0.0.1")
    query = {} if path == "/" else {"q": attack.replace("\ud800", "")}
    answer = client.get(path, params={**query, "dropped": "1"} if "?" not in path else None)
    assert answer.status_code == 200
    html = answer.text
    root = lxml.html.fromstring(html.replace("\x00", "\ufffd"))
    assert [s.get("src") for s in root.iter("script")] == ["/static/rashomon.js"]
    assert not list(root.iter("img"))
    assert not root.xpath("//@*[starts-with(name(), 'on')]")
    assert not root.xpath("//*[starts-with(@href, 'javascript')]")
    assert len(root.xpath("//main")) == 1
    assert "{{ 7 * 7 }}" not in attack or attack in root.text_content()
