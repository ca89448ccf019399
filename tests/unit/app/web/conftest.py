"""A hand-made case: a dispute over the Lenn Narrows between two invented states, in six accounts."""

import re
from collections import deque
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import lxml.html
import pytest
from fastapi.testclient import TestClient

from rashomon.align.trees import Account
from rashomon.app.web.server import create_app
from rashomon.core.bodies import Aim, Attribution, CausalClaim, Mention, Prediction
from rashomon.core.camps import TieEvidence
from rashomon.core.errors import UnknownRecord
from rashomon.core.overlaps import Overlap, SharedPassage
from rashomon.core.records import Annotation, Document, Dropped, Evidence, Item, Page
from rashomon.core.views import (
    Actor,
    CausalMap,
    Cell,
    Claim,
    Comparison,
    Edge,
    Effect,
    Factor,
    Hit,
    Lever,
    OwnedAim,
    Phrase,
    Reference,
    Related,
    Results,
    SavedSearch,
    Speaker,
    Story,
)
from rashomon.forecast.series import Series
from rashomon.gather.passages import compare_texts
from rashomon.maps.camps import find_camps
from rashomon.maps.levers import lever_table
from rashomon.maps.loops import find_loops
from rashomon.maps.profiles import find_profiles
from rashomon.maps.robustness import Backing
from rashomon.store.memory import MemoryStore
from rashomon.workspace.forecasted import ForecastCase
from rashomon.workspace.judged import JudgedCase

TEXTS = {
    "post": (
        "Tolls at the Narrows push up bread prices",
        "Mira Solde",
        "Halden Post",
        "2026-04-02T08:15",
        "minute",
        (
            "The new tolls at the Lenn Narrows have raised grain prices in every port of Tarvia.\n\n"
            "Harbour master Odo Renk said that higher grain prices are driving people into the streets. "
            "“The tolls could end the coastal trade within a year,” said trader Ilse Marn.\n\n"
            "The protests have weakened President Ilvane. Oskel denies that it wants the tolls to stay."
        ),
    ),
    "wire": (
        "Grain up 12 percent after Oskel imposes tolls",
        "Kai Dorrit",
        "Northline",
        "2026-04-01T19:40",
        "minute",
        (
            "Grain prices rose 12 percent because Oskel imposed tolls at the Lenn Narrows, traders said.\n\n"
            "Insurers have doubled premiums, which further reduces the coastal trade. "
            "A spokeswoman for the harbour said that naval escorts may lower premiums."
        ),
    ),
    "copy": (
        "Grain dearer after tolls",
        "",
        "Kessel Evening",
        "2026-04-01",
        "day",
        (
            "Grain prices rose 12 percent because Oskel imposed tolls at the Lenn Narrows, traders say.\n\n"
            "Insurers have doubled premiums, which further reduces the coastal trade."
        ),
    ),
    "opinion": (
        "Ilvane’s lucky crisis",
        "Joren Vask",
        "The Meridian",
        "2026-04-03",
        "day",
        (
            "Nothing unites a people like a toll. The protests strengthen President Ilvane, because they "
            "are aimed at Oskel.\n\nIf Tarvia sends naval escorts, Oskel will close the Narrows. "
            "Higher grain prices therefore help the man who seems to suffer from them."
        ),
    ),
    "blog": (
        "It is the harvest, stupid",
        "Pell Oren",
        "Harbour Notes",
        "2026-04",
        "month",
        (
            "Grain prices did not rise because of the tolls. They rose because the harvest failed. "
            "The failed harvest has raised grain prices since January.\n\n"
            "Naval escorts would raise premiums, not lower them: insurers hate grey ships."
        ),
    ),
    "state": (
        "Statement on the Lenn Narrows",
        "",
        "Oskel Ministry of Sea Affairs",
        "2026-04-02",
        "day",
        (
            "The tolls have not raised grain prices. The tolls pay for pilots and so reduce accidents. "
            "Any naval escort will be met with a closure of the Narrows. "
            "Fewer accidents lower premiums, the Minister said."
        ),
    ),
    "other": (
        "Museum of Knots reopens",
        "Ada Fenn",
        "Halden Post",
        "",
        "",
        "The Museum of Knots let visitors back in on Sunday. Entry is free for sailors.",
    ),
}

TOLD = {
    "original_outlet": "Northline",
    "updated": "2026-04-02",
    "section": "Trade",
    "language": "de",
    "evidence": (Evidence("updated", "date line", "Updated <2 April 2026>"),),
}

FACTORS = {
    "tolls": "tolls at the Lenn Narrows",
    "grain": "grain prices",
    "protest": "protests in the ports",
    "ilvane": "President Ilvane’s standing",
    "trade": "coastal trade",
    "premiums": "insurance premiums",
    "escorts": "naval escorts",
    "closure": "closure of the Narrows",
    "harvest": "failed harvest",
    "accidents": "accidents",
}


def _spans(text, quote):
    """The characters of a quote; "…" stands for a gap."""
    spans, at = [], 0
    for part in filter(None, (p.strip() for p in quote.split("…"))):
        start = text.index(part, at)
        at = start + len(part)
        spans.append((start, at))
    return tuple(spans)


def causal(doc, cause, effect, signal="", **about):
    roles = {"cause": cause, "effect": effect, "signal": signal}
    body = CausalClaim(**{r: _spans(doc.text, q) for r, q in roles.items()}, **about)
    return Annotation.make(doc=doc.id, body=body, producer="made by hand", score=0.91)


def said(doc, source, cue, content, **about):
    roles = {r: _spans(doc.text, q) for r, q in (("source", source), ("content", content))}
    near = roles["source"][0][0]
    places = (m.span() for m in re.finditer(cue, doc.text))
    roles["cue"] = (min(places, key=lambda span: abs(span[0] - near)),)
    body = Attribution(**roles, **about)
    return Annotation.make(doc=doc.id, body=body, producer="made by hand", score=0.83)


def name(doc, quote, label):
    body = Mention(_spans(doc.text, quote), label)
    return Annotation.make(doc=doc.id, body=body, producer="made by hand", score=0.97)


class MadeCase(JudgedCase, ForecastCase):
    """Records and views laid down by hand, behind the methods that the pages ask for.

    What people say of them is kept and judged by the workspace's own code, in a store in memory.
    """

    def __init__(self):
        data = "\n".join(t[-1] for t in TEXTS.values()).encode()
        self.the_page = Page.make(
            ref="press.html",
            fetched_at="2026-04-04T09:00:00+00:00",
            media_type="text/html",
            data=data,
        )
        self.docs = {key: self._document(n, key) for n, key in enumerate(TEXTS)}
        self.found = self._annotations()
        self.by_id = {a.id: a for a in self.found.values()}
        ids = {key: doc.id for key, doc in self.docs.items()}
        story = tuple(ids[k] for k in TEXTS if k != "other")
        self.story = Story(
            "st1", "The tolls at the Lenn Narrows", story, ((ids["copy"], ids["wire"]),)
        )
        self.second = Story("st2", "Museum of Knots reopens", (ids["other"],))
        self.maps = self._maps()
        self.store = MemoryStore()
        self.store.add([self.the_page, *self.docs.values(), *self.found.values(), *self._items()])
        days = tuple(date(2026, 3, n) for n in (28, 30)) + tuple(date(2026, 4, n) for n in (1, 2))
        series = Series("grain", "crowns", "exchange", days, (100.0, 100.0, 110.0, 112.0))
        self.check_series(series, "grain", at=date(2026, 4, 1), days=3, keep_as="mara")

    def _items(self):
        post, blog = self.docs["post"].id, self.docs["blog"].id
        everyone = [d.id for k, d in self.docs.items() if k not in ("copy", "other", "opinion")]
        chances = dict.fromkeys([*everyone, self.docs["opinion"].id], 0.2) | {post: 0.9}
        said = (
            ("rating", {"hypothesis": blog, "evidence": "c1", "rating": "II"}, "mara"),
            ("rating", {"hypothesis": blog, "evidence": "c1", "rating": "C"}, "ivo"),
            ("crux", {"text": "Is bread dearer in May?", "closes": "2026-05-31", "p_yes": chances}, "ivo"),
            ("forecast", {"question": self.found["pp"].id, "probability": 0.4}, "ivo"),
        )  # fmt: skip
        return [Item.make(kind=k, fields=f, by=by, at="2026-04-05") for k, f, by in said]

    def _document(self, number, key):
        title, author, outlet, published, precision, text = TEXTS[key]
        return Document.make(
            page=self.the_page.id,
            segment=number,
            text=text,
            ref=f"{key}.html",
            title=title,
            author=author,
            outlet=outlet,
            published=published,
            precision=precision,
            url=f"https://example.org/{key}",
            role="related" if key == "other" else "main",
            **(TOLD if key == "copy" else {}),
        )

    def _annotations(self):
        d = self.docs
        post, wire, opinion, blog, state = (
            d[k] for k in ("post", "wire", "opinion", "blog", "state")
        )
        renk = "higher grain prices are driving people into the streets"
        return {
            "p1": causal(post, "The new tolls at the Lenn Narrows", "grain prices", "have raised"),
            "p2": causal(post, "higher grain prices", "people into the streets", "are driving"),
            "p3": causal(post, "The tolls", "the coastal trade", "could end", sign=-1, hedged=True),
            "p4": causal(post, "The protests", "President Ilvane", "have weakened", sign=-1),
            "pa": said(post, "Harbour master Odo Renk", "said", f"that {renk}"),
            "pb": said(
                post,
                "trader Ilse Marn",
                "said",
                "“The tolls could end the coastal trade within a year,”",
                form="direct",
            ),
            "pc": said(post, "Oskel", "denies", "that it wants the tolls to stay", stance="denies"),
            "pn": name(post, "Lenn Narrows", "LOC"),
            "po": name(post, "Odo Renk", "PERSON"),
            "w1": causal(
                wire,
                "Oskel imposed tolls at the Lenn Narrows",
                "Grain prices rose 12 percent",
                "because",
            ),
            "w2": causal(
                wire, "Insurers have doubled premiums", "the coastal trade", "reduces", sign=-1
            ),
            "w3": causal(wire, "naval escorts", "premiums.", "lower", sign=-1, hedged=True),
            "wa": said(
                wire,
                "traders",
                "said",
                "Grain prices rose 12 percent because Oskel imposed tolls at the Lenn Narrows",
            ),
            "wb": said(
                wire,
                "A spokeswoman for the harbour",
                "said",
                "that naval escorts may lower premiums",
            ),
            "wn": name(wire, "Oskel", "GPE"),
            "o1": causal(opinion, "The protests", "President Ilvane", "strengthen"),
            "o2": causal(
                opinion,
                "Tarvia sends naval escorts",
                "Oskel will close the Narrows",
                "If",
                mode="conditional",
            ),
            "o3": causal(opinion, "Higher grain prices", "the man who seems to suffer", "help"),
            "b1": causal(
                blog, "the tolls", "Grain prices did not rise", "because of", mode="denied"
            ),
            "b2": causal(blog, "The failed harvest", "grain prices", "has raised"),
            "b3": causal(blog, "Naval escorts", "premiums", "would raise"),
            "s1": causal(state, "The tolls", "grain prices", "have not raised", mode="denied"),
            "s2": causal(state, "The tolls", "accidents", "reduce", sign=-1),
            "s3": causal(
                state, "Any naval escort", "a closure of the Narrows", "will be met", mode="threat"
            ),
            "s4": causal(state, "Fewer accidents", "premiums", "lower", sign=1),
            "sa": said(state, "the Minister", "said", "Fewer accidents lower premiums"),
            "pw": Annotation.make(
                doc=post.id,
                body=Aim(
                    _spans(post.text, "Oskel"), _spans(post.text, "the tolls to stay"), imputed=True
                ),
                producer="test",
                score=1,
            ),
            "pp": Annotation.make(
                doc=post.id,
                body=Prediction(
                    _spans(post.text, "The tolls could end the coastal trade"),
                    horizon=_spans(post.text, "within a year"),
                    hedge=_spans(post.text, "could"),
                ),
                producer="test",
                score=1,
            ),
        }

    def _edge(self, source, target, key, *, sign=0, mode="", voice="own"):
        ann = self.found[key]
        body = ann.body
        return Edge(
            source, target, sign or body.sign, mode or body.mode, body.hedged, voice, (ann.id,)
        )

    def _maps(self):
        e = self._edge
        edges = {
            "post": (
                e("tolls", "grain", "p1"),
                e("grain", "protest", "p2", voice="quoted"),
                e("tolls", "trade", "p3", voice="quoted"),
                e("protest", "ilvane", "p4"),
            ),
            "wire": (
                e("tolls", "grain", "w1", voice="quoted"),
                e("premiums", "trade", "w2"),
                e("escorts", "premiums", "w3", voice="quoted"),
            ),
            "opinion": (
                e("protest", "ilvane", "o1"),
                e("escorts", "closure", "o2"),
                e("grain", "ilvane", "o3"),
            ),
            "blog": (
                e("tolls", "grain", "b1"),
                e("harvest", "grain", "b2"),
                e("escorts", "premiums", "b3"),
            ),
            "state": (
                e("tolls", "grain", "s1"),
                e("tolls", "accidents", "s2"),
                e("escorts", "closure", "s3"),
                e("accidents", "premiums", "s4", voice="quoted"),
            ),
        }
        return tuple(
            CausalMap(
                self.docs[key].id,
                tuple(
                    self._factor(f)
                    for f in dict.fromkeys(x for g in found for x in (g.source, g.target))
                ),
                found,
            )
            for key, found in edges.items()
        )

    def _factor(self, factor_id):
        phrase = Phrase(self.docs["post"].id, (0, 13), 1)
        return Factor(factor_id, FACTORS[factor_id], (phrase,))

    def _cell(self, key, stance, *annotations, voice="own", hedged=False, source="", quote=""):
        spans = _spans(self.docs[key].text, quote) if quote else ()
        bodies = [self.found[a].body for a in annotations]
        spans = spans or tuple(s for b in bodies for s in (*b.cause, *b.effect))
        ids = tuple(self.found[a].id for a in annotations)
        return Cell(self.docs[key].id, stance, spans, voice, hedged, ids, source)

    def _claims(self):
        c = self._cell
        return (
            Claim(
                "c1",
                "The tolls raised grain prices",
                "edges",
                True,
                (
                    c("post", "asserts", "p1"),
                    c("wire", "asserts", "w1", voice="quoted", source="traders"),
                    c("blog", "denies", "b1"),
                    c("state", "denies", "s1"),
                ),
                0.9,
            ),
            Claim(
                "c2",
                "Naval escorts raise insurance premiums",
                "edges",
                True,
                (
                    c("wire", "denies", "w3", voice="quoted", source="A spokeswoman", hedged=True),
                    c("blog", "asserts", "b3"),
                    c("state", "unclear", quote="Fewer accidents lower premiums"),
                ),
                0.7,
            ),
            Claim(
                "c3",
                "More protests, a stronger President Ilvane",
                "sentences",
                True,
                (
                    c("post", "denies", quote="The protests have weakened President Ilvane"),
                    c("opinion", "asserts", quote="The protests strengthen President Ilvane"),
                ),
                0.8,
            ),
            Claim(
                "c4",
                "If tolls rise, President Ilvane’s standing falls",
                "implied",
                False,
                (c("post", "asserts", "p1", "p2", "p4"),),
                0.4,
            ),
            Claim(
                "c5",
                "Naval escorts lead to a closure of the Narrows",
                "edges",
                False,
                (c("opinion", "asserts", "o2"), c("state", "asserts", "s3")),
                0.5,
            ),
        )

    def documents(self):
        return tuple(self.docs.values())

    def document(self, doc_id):
        for doc in self.docs.values():
            if doc.id == doc_id:
                return doc
        msg = f"no document {doc_id}"
        raise UnknownRecord(msg)

    def dropped(self, doc_id):
        if doc_id != self.docs["post"].id:
            return ()
        end = len(self.docs["post"].text)
        page = self.the_page.id
        return (
            Dropped.make(
                page=page, doc=doc_id, at=0, text="Log in · Subscribe", reason="navigation"
            ),
            Dropped.make(page=page, doc=doc_id, at=end, text="Comments (14)", reason="comments"),
        )

    def annotations(self, doc_id):
        found = [a for a in self.found.values() if a.doc == doc_id]
        return tuple(sorted(found, key=lambda a: (a.body.roles, a.id)))

    def annotation(self, annotation_id):
        if annotation_id not in self.by_id:
            msg = f"no annotation {annotation_id}"
            raise UnknownRecord(msg)
        return self.by_id[annotation_id]

    def page(self, _page_id):
        return self.the_page

    def stories(self):
        return (self.story, self.second)

    def overlaps(self, story_id=""):  # noqa: ARG002 - there is one story with overlaps
        left, right = self.docs["opinion"], self.docs["wire"]
        passages = (SharedPassage((0, 5), (6, 11), 1), SharedPassage((10, 30), (0, 20), 4))
        return (
            compare_texts(self.docs["copy"], right, copy=True),
            Overlap(left.id, right.id, False, 0.2, 0.3, passages),
        )

    def comparison(self, story_id=""):
        if story_id == "st2":
            return Comparison(self.second, (), (), ())
        factors = tuple(self._factor(f) for f in FACTORS)
        actors = (self._renk(), Actor("oskel", "Oskel", "GPE", (), (), ()))
        return Comparison(
            self.story, self._claims(), factors, self.maps, actors, tuple(self._levers())
        )

    def _levers(self):
        post = self.docs["post"].id
        levers = [Lever(post, "oskel", "tolls")]
        aims = [
            OwnedAim(self.found["pw"].id, post, "oskel", "tolls", 1, imputed=True),
            OwnedAim(self.found["pa"].id, post, "renk", "grain", -1, imputed=False),
        ]
        return lever_table(self.maps, levers, aims)

    def _renk(self):
        named = self.found["po"].body.name[0]
        return Actor(
            "renk",
            "Odo Renk",
            "PERSON",
            (("Odo Renk", 1),),
            (),
            (Reference(self.docs["post"].id, named, "name"),),
            (self.found["pa"].id,),
        )

    def whatif(self, factor_id, direction, _story_id=""):
        return tuple(e for m in self.maps for e in _push(m, factor_id, direction))

    def robustness(self, factor_id, direction, _story_id=""):
        quoted = {
            self.found[key].id: Speaker(self.docs[doc].id, "", words)
            for key, doc, words in (
                ("w1", "wire", "traders"),
                ("w3", "wire", "a <b>spokeswoman</b>"),
            )
        } | {self.found["p2"].id: Speaker(actor="renk")}
        backing = {m.account: Backing(m, self.maps, quoted) for m in self.maps}
        return tuple(
            found
            for effect in self.whatif(factor_id, direction)
            for found in backing[effect.account].of(factor_id, direction, effect.outcome)
        )

    def loops(self, story_id=""):
        return tuple(find_loops(m) for m in self.comparison(story_id).maps)

    def camps(self, story_id=""):
        names = {
            "oskel": "Oskel",
            "tarvia": "Tarvia",
            "renk": "Odo Renk",
            "ilvane": "Ilvane & Sons",
        }
        ties = self._ties() if story_id != "st2" else {}
        accounts = self.comparison(story_id).story.accounts
        return tuple(find_camps(doc, ties.get(doc, {}), names) for doc in accounts)

    def _ties(self):
        post, state = self.docs["post"], self.docs["state"]

        def piece(doc, sign, quote, annotation="", source="sentence", voice="own"):
            ids = self.found[annotation].id if annotation else ""
            return TieEvidence(source, sign, voice, _spans(doc.text, quote), ids)

        return {
            post.id: {
                ("oskel", "tarvia"): [piece(post, -1, "The new tolls", "pw", "aim")],
                ("oskel", "ilvane"): [piece(post, -1, "The protests have weakened")],
                ("tarvia", "ilvane"): [piece(post, -1, "driving people", voice="quoted")],
                ("oskel", "renk"): [piece(post, 1, "grain"), piece(post, -1, "prices")],
            },
            state.id: {("oskel", "tarvia"): [piece(state, 1, "pay for pilots")]},
        }

    def profiles(self, story_id=""):
        comparison = self.comparison(story_id)
        accounts = [
            Account(self.document(doc), (), self.annotations(doc))
            for doc in comparison.story.accounts
        ]
        return tuple(find_profiles(accounts, comparison))

    def saved_searches(self):
        return ((SavedSearch("harvests", "harvest", "words", "", ""), 2),)

    def related(self, doc_id, limit=10):
        others = [d for d in self.docs.values() if d.id != doc_id]
        return tuple(Related(d.id, 0.5, d.id == others[0].id, False) for d in others[:limit])

    def find(self, query, *, limit=20, **_options):
        word = query.said.split()[0].casefold() if query.said else ""
        hits = []
        for doc in self.docs.values():
            at = doc.text.casefold().find(word)
            if at >= 0:
                hits.append(Hit(doc.id, 1.0, ((at, at + len(word)),)))
        outlets = tuple((d.outlet, 1) for d in self.docs.values() if d.outlet)
        return Results(tuple(hits[:limit]), len(hits), True, outlets, (("2026-04", 3),))

    def label(self, doc_id):
        doc = self.document(doc_id)
        return " · ".join(p for p in (doc.outlet, doc.author) if p) or doc.title


def _push(causal_map, factor_id, direction):
    """Breadth-first signs along asserted edges; enough for a case without forks."""
    reached = {factor_id: (direction, ())}
    queue = deque([factor_id])
    while queue:
        at = queue.popleft()
        sign, path = reached[at]
        for edge in causal_map.edges:
            if edge.source == at and edge.target not in reached and edge.mode == "asserted":
                reached[edge.target] = (sign * edge.sign, (*path, edge.annotations[0]))
                queue.append(edge.target)
    for edge in causal_map.edges:
        if edge.source == factor_id and edge.mode == "denied" and edge.target not in reached:
            reached[edge.target] = (0, edge.annotations)
    words = {1: "rises", -1: "falls", 0: "none"}
    return [
        Effect(causal_map.account, factor_id, direction, outcome, words[sign], path)
        for outcome, (sign, path) in reached.items()
        if outcome != factor_id
    ]


@pytest.fixture(scope="session")
def case():
    return MadeCase()


@pytest.fixture
def looping(case):
    """The case with an account whose links close a loop."""
    made = MadeCase()
    post = made.maps[0]
    back = made._edge("grain", "tolls", "p4", sign=-1)
    made.maps = (replace(post, edges=(*post.edges, back)), *made.maps[1:])
    return made


@pytest.fixture
def client_of():
    def pages(case):
        client = TestClient(create_app(case), base_url="http://127.0.0.1")

        def get(path):
            answer = client.get(path)
            assert answer.status_code == 200
            return lxml.html.fromstring(answer.text)

        return get

    return pages


@pytest.fixture
def page(case, client_of):
    return client_of(case)


@pytest.fixture
def site():
    """A fresh case with a client that sends forms as the pages of the server do."""
    made = MadeCase()
    headers = {"origin": "http://127.0.0.1"}
    client = TestClient(
        create_app(made), base_url="http://127.0.0.1", headers=headers, follow_redirects=False
    )

    def send(path, *, by="mara", status=303, **fields):
        answer = client.post(path, data={"by": by, **fields})
        assert answer.status_code == status, answer.text
        return answer

    def get(path):
        answer = client.get(path)
        assert answer.status_code == 200
        return lxml.html.fromstring(answer.text)

    return SimpleNamespace(case=made, client=client, send=send, get=get)
