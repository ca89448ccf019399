"""Whatever was read, align goes on: any words in any order, any spans."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.align.actors import find_actors
from rashomon.align.factors import find_factors
from rashomon.align.statements import find_statements
from rashomon.align.trees import Account
from rashomon.core.bodies import Attribution, CausalClaim, Mention
from rashomon.core.records import Annotation, Document
from rashomon.nlp.tokens import tokenize

WORDS = [
    "the",
    "a",
    "higher",
    "prices",
    "fell",
    "rise",
    "in",
    "of",
    "Vostria",
    "Orsan",
    "it",
    "they",
    "them",
    "he",
    "that",
    "not",
    "no",
    "because",
    "did",
    "closing",
    "handed",
    "cash",
    "helped",
    "weaken",
    "its",
    "position",
    ".",
    ",",
    "“",
    "”",
    "?",
    "!",
    "—",
    "12",
    "percent",
    "🍞",
    "é",
    "said",
    "claims",
    "'s",
    "cheap",
]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_claim_in_any_words(encoder, data):
    text = " ".join(data.draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=40)))
    tokens = tokenize(text)
    ends = data.draw(st.lists(st.integers(0, len(tokens) - 1), min_size=4, max_size=4))
    first, second = sorted(ends[:2]), sorted(ends[2:])
    spans = [(tokens[a][0], tokens[b][1]) for a, b in (first, second)]
    doc = Document.make(page="p", segment=0, text=text, ref="r")
    mode = data.draw(st.sampled_from(["asserted", "denied"]))
    body = CausalClaim((spans[0],), (spans[1],), (), 1, mode)
    claim = Annotation.make(doc=doc.id, body=body, producer="test", score=1)
    account = Account(doc, encoder.parse(text), [claim])
    for statement in find_statements(account):
        assert all(0 <= start < end <= len(text) for start, end in statement.spans)
    factors, edges = find_factors([account], embed=encoder.embed)
    assert all(phrase.doc == doc.id for factor in factors for phrase in factor.phrases)
    assert len(edges[doc.id]) <= 1


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_names_in_any_words(encoder, data):
    text = " ".join(data.draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=40)))
    tokens = tokenize(text)
    place = st.integers(0, len(tokens) - 1)
    bounds = [sorted(data.draw(st.tuples(place, place))) for _ in range(5)]
    spans = [(tokens[a][0], tokens[b][1]) for a, b in bounds]
    labels = data.draw(st.lists(st.sampled_from(["PERSON", "ORG", "GPE", "NORP"]), min_size=3))
    doc = Document.make(page="p", segment=0, text=text, ref="r", published="2025-03-01")
    bodies = [Mention((span,), label) for span, label in zip(spans[:3], labels, strict=False)]
    bodies.append(Attribution((spans[3],), (), (spans[4],), "direct", "asserts"))
    made = [Annotation.make(doc=doc.id, body=b, producer="test", score=1) for b in bodies]
    account = Account(doc, encoder.parse(text), made)
    actors = find_actors([account])
    assert actors == find_actors([account])
    assert len({actor.id for actor in actors}) == len(actors)
    for actor in actors:
        assert actor.name
        assert all(0 <= r.span[0] < r.span[1] <= len(text) for r in actor.references)
