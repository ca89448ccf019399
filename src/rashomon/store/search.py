"""Full-text search with SQLite's FTS5: any query is safe, matches come as code-point spans."""

import re
import sqlite3

from rashomon.core.spans import Span, Spans
from rashomon.core.views import Hit

MAX_SPANS = 10  # a hit shows some of its places, not all
# How much a match in title, author, outlet and text counts (bm25).
WEIGHTS = (5.0, 2.0, 2.0, 1.0)

# Marks that the text cannot hold by accident: Unicode reserves these code points for such use.
_OPEN, _CLOSE = "\ufdd0\ufdd1", "\ufdd1\ufdd0"
_MARKED = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_NO_TEXT = dict.fromkeys([0, *range(0xD800, 0xE000)], " ")  # NUL and lone surrogates


def match_expression(query: str) -> str:
    """What a person typed as an FTS5 expression: all words, and phrases in double quotes.

    Every term is quoted, so no character has a meaning of its own; empty where the query holds
    nothing to look for.
    """
    terms = (phrase or word for phrase, word in _TERM.findall(query.translate(_NO_TEXT)))
    return " ".join(f'"{term}"' for term in terms if any(c.isalnum() for c in term))


def search(connection: sqlite3.Connection, query: str, *, limit: int) -> tuple[Hit, ...]:
    """Best documents first; the index `search` points into the table `documents`."""
    expression = match_expression(query)
    if not expression:
        return ()
    rows = connection.execute(
        """SELECT documents.id, documents.text, -bm25(search, ?, ?, ?, ?) AS score,
            highlight(search, 3, ?, ?)
        FROM search JOIN documents ON documents.seq = search.rowid
        WHERE search MATCH ? ORDER BY score DESC, documents.seq LIMIT ?""",
        (*WEIGHTS, _OPEN, _CLOSE, expression, limit),
    )
    return tuple(Hit(doc, score, _spans(text, marked)) for doc, text, score, marked in rows)


def _spans(text: str, marked: str) -> Spans:
    """Where the marks stand in the text; none where SQLite could not mark it (it holds a NUL)."""
    if marked.replace(_OPEN, "").replace(_CLOSE, "") != text:
        return ()
    spans: list[Span] = []
    mark_length = len(_OPEN) + len(_CLOSE)
    for number, match in enumerate(_MARKED.finditer(marked)):
        if number == MAX_SPANS:
            break
        start = match.start() - number * mark_length
        spans.append((start, start + len(match[1])))
    return tuple(spans)
