"""Where the matches of a full-text query stand in the documents that are shown."""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from rashomon.core.spans import Span, Spans
from rashomon.store.snippets import best_snippets

MAX_MARKS = 500  # matches of one document from which its snippets are chosen

# Marks that the text cannot hold by accident: Unicode reserves these code points for such use.
_OPEN, _CLOSE = "\ufdd0\ufdd1", "\ufdd1\ufdd0"
_MARKED = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)
_SELECT = """SELECT documents.seq, documents.text, highlight(search, 3, ?, ?)
    FROM search CROSS JOIN documents ON documents.seq = search.rowid WHERE search MATCH ?"""


def marked_places(
    connection: sqlite3.Connection, words: str, seqs: Sequence[int], *, at_once: bool
) -> Mapping[int, tuple[Spans, Spans]]:
    """Snippets of documents' texts and the matches in them; a document without any is left out.

    Args:
        connection: The case.
        words: The question as an FTS5 expression.
        seqs: Numbers of the documents.
        at_once: Ask the index once and pass over what lies between the documents. It is the
            quicker way where the index has to gather a word's matches before it can answer.
    """
    found = _at_once if at_once and len(seqs) > 1 else _one_by_one
    return {
        seq: best_snippets(text, _spans(text, marked))
        for seq, text, marked in found(connection, words, seqs)
    }


def _one_by_one(
    connection: sqlite3.Connection, words: str, seqs: Sequence[int]
) -> Iterator[tuple[int, str, str]]:
    for seq in seqs:
        yield from connection.execute(
            f"{_SELECT} AND search.rowid = ?", (_OPEN, _CLOSE, words, seq)
        )


def _at_once(
    connection: sqlite3.Connection, words: str, seqs: Sequence[int]
) -> Iterator[tuple[int, str, str]]:
    # the plus sign keeps SQLite from asking the index anew for every number
    listed = ", ".join(map(str, seqs))
    statement = f"{_SELECT} AND search.rowid BETWEEN ? AND ? AND +search.rowid IN ({listed})"
    yield from connection.execute(statement, (_OPEN, _CLOSE, words, min(seqs), max(seqs)))


def _spans(text: str, marked: str) -> Spans:
    """Where the marks stand in the text; none where SQLite could not mark it (it holds a NUL)."""
    if marked.replace(_OPEN, "").replace(_CLOSE, "") != text:
        return ()
    spans: list[Span] = []
    mark_length = len(_OPEN) + len(_CLOSE)
    for number, match in enumerate(_MARKED.finditer(marked)):
        if number == MAX_MARKS:
            break
        start = match.start() - number * mark_length
        spans.append((start, start + len(match[1])))
    return tuple(spans)
