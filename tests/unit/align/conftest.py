"""Accounts from bracketed sentences, parsed by the real encoder."""

import re
from collections.abc import Callable

import pytest

from rashomon.align.trees import Account
from rashomon.core.bodies import Attribution, CausalClaim
from rashomon.core.records import Annotation, Document
from rashomon.core.spans import Span
from rashomon.nlp.encoder import Encoder, load_encoder

_MARK = re.compile(r"\[([^\]]*)\]\{(\w+)\}")

Read = Callable[..., Account]


def unmark(marked: str) -> tuple[str, list[tuple[str, Span]]]:
    """'[Oil]{effect} rose' -> ('Oil rose', [('effect', (0, 3))])."""
    text, roles, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        roles.append((match[2], (len(text), len(text) + len(match[1]))))
        text += match[1]
        last = match.end()
    return text + marked[last:], roles


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="session")
def read(encoder) -> Read:
    """Make an account of marked text; cause and effect pair up in order, as do source and content."""

    def make(marked, *, name="a", sign=1, mode="asserted", cue="") -> Account:
        text, roles = unmark(marked)
        doc = Document.make(page=name, segment=0, text=text, ref=name)
        causes = [s for r, s in roles if r == "cause"]
        effects = [s for r, s in roles if r == "effect"]
        bodies = [
            CausalClaim((c,), (e,), (), sign, mode) for c, e in zip(causes, effects, strict=True)
        ]
        at = text.find(cue) if cue else -1
        cues = ((at, at + len(cue)),) if at >= 0 else ()
        sources = [s for r, s in roles if r == "source"]
        for stance in ("asserts", "denies"):
            contents = [s for r, s in roles if r == stance]
            bodies += [
                Attribution((s,), cues, (c,), "indirect", stance)
                for s, c in zip(sources, contents, strict=False)
            ]
        annotations = [
            Annotation.make(doc=doc.id, body=body, producer="test", score=1) for body in bodies
        ]
        return Account(doc, encoder.parse(text), annotations)

    return make
