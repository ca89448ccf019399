"""Whatever tree and tags a reader gives: the rules end, and every span fits the text."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.extract import extract_document
from rashomon.nlp.encoder import ParsedSentence
from rashomon.nlp.frames import ATTRIBUTES, KINDS, NEEDED, OF_KIND, ROLES, ReadFrame
from rashomon.nlp.tokens import tokenize

WORDS = [
    "The",
    "strike",
    "raised",
    "oil",
    "prices",
    ",",
    "because",
    "demand",
    "fell",
    ".",
    "If",
    "it",
    "helps",
    "him",
    ",",
    "which",
    "said",
    "“",
    "that",
    "”",
    "by",
    "according",
    "to",
    "the",
    "report",
    "not",
    "no",
    "would",
    "have",
    "been",
    "forcing",
    "them",
    "to",
    "leave",
    "as",
    "a",
    "result",
    "of",
    "why",
    "so",
    "was",
    "caused",
    "denied",
    "claims",
    "unless",
    "may",
    "Putin",
    "'",
    "s",
]
UPOS = [
    "NOUN",
    "VERB",
    "PROPN",
    "PRON",
    "ADP",
    "DET",
    "AUX",
    "PUNCT",
    "SCONJ",
    "ADJ",
    "ADV",
    "PART",
]
RELATIONS = [
    "nsubj",
    "nsubj:pass",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "advcl",
    "acl",
    "acl:relcl",
    "ccomp",
    "xcomp",
    "mark",
    "case",
    "conj",
    "cc",
    "aux",
    "aux:pass",
    "cop",
    "parataxis",
    "punct",
    "det",
    "compound",
    "amod",
    "nmod",
    "nmod:poss",
    "advmod",
    "fixed",
    "csubj",
    "root",
]
NAMES = ["O", "B-PERSON", "I-PERSON", "B-LOC", "B-MISC", "I-ORG"]


@st.composite
def frames(draw, tokens):
    """Any frame on the tokens: roles anywhere, values that its kind has."""
    kind = draw(st.sampled_from(KINDS))
    count = len(tokens)

    def spans():
        first = draw(st.integers(0, count - 1))
        last = draw(st.integers(first, count - 1))
        return ((tokens[first][0], tokens[last][1]),)

    names = [r for r in ROLES[kind] if r in NEEDED[kind] or draw(st.booleans())]
    values = {name: draw(st.sampled_from(ATTRIBUTES[name])) for name in OF_KIND[kind]}
    return ReadFrame(kind, 0.5, {name: spans() for name in names}, values)


@st.composite
def sentences(draw):
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    text = " ".join(words)
    tokens = tokenize(text)
    size = len(tokens)

    def some(values):
        return tuple(draw(st.lists(st.sampled_from(values), min_size=size, max_size=size)))

    order = draw(st.permutations(range(size)))
    heads = [-1] * size
    for place, word in enumerate(order[1:], 1):
        heads[word] = order[draw(st.integers(0, place - 1))]
    parsed = ParsedSentence(
        span=(0, len(text)),
        tokens=tuple(tokens),
        upos=some(UPOS),
        heads=tuple(heads),
        deprels=some(RELATIONS),
        mentions=some(NAMES),
        causal_class=(0.1, 0.5, 0.4),
        frames=tuple(draw(st.lists(frames(tokens), max_size=3))),
        vector=np.zeros(384, np.float32),
    )
    return text, parsed


@settings(max_examples=300, deadline=None)
@given(sentences())
def test_rules_hold_on_any_tree(drawn):
    text, parsed = drawn
    found = extract_document(text, [parsed], doc="d")
    for annotation in found:
        annotation.check(text)
    assert found == extract_document(text, [parsed], doc="d")
