"""Parsed sentences from hand-made tables: one word a line: word, class, head (from 1, 0 the root), relation."""

import numpy as np

from rashomon.nlp.encoder import ParsedSentence
from rashomon.nlp.tree import Tree


def tree_of(table):
    """Build a Tree; the words are joined by single spaces, but none before punctuation."""
    rows = [line.split() for line in table.strip().splitlines()]
    text, tokens = "", []
    for word, upos, *_ in rows:
        text += " " if text and upos != "PUNCT" else ""
        tokens.append((len(text), len(text) + len(word)))
        text += word
    parsed = ParsedSentence(
        span=(0, len(text)),
        tokens=tuple(tokens),
        upos=tuple(row[1] for row in rows),
        heads=tuple(int(row[2]) - 1 for row in rows),
        deprels=tuple(row[3] for row in rows),
        mentions=("O",) * len(rows),
        causal_class=(1.0, 0.0, 0.0),
        frames=(),
        vector=np.zeros(384, np.float32),
    )
    return Tree(text, parsed)
