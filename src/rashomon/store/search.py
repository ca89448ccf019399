"""Full-text search with SQLite's FTS5: any query is safe, matches come as code-point spans."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from rashomon.core.query import ActorTerm, Days, Either, Every, Filter, Newer, Node, Query, Term
from rashomon.core.spans import Spans
from rashomon.core.views import Hit, Results
from rashomon.store.marks import marked_places
from rashomon.store.schema import PREFIXES

# How much a match in title, author, outlet and text counts (bm25).
WEIGHTS = (5.0, 2.0, 2.0, 1.0)
# So many documents that fit are ranked: all, or those that came last and those whose title fits
# (bench/search.py; all matches of a common word among 100,000 documents take ten times as long).
RANKED = 2_000
TITLED = 500  # of the latter, those that came last
FACETS = 30  # outlets and months counted


# A document that fits: its number, how well, and its id, outlet and day, of which the last two are
# counted. Thousands of them come for one question, too many to make an object of each.
_Row = tuple[int, float, str, str, str]
_NUMBER, _SCORE, _OUTLET, _DAY = map(itemgetter, (0, 1, 3, 4))


def expression(node: Node) -> str:
    """A tree as an FTS5 expression; "" where it asks for no words.

    Every term is quoted, so no character has a meaning of its own.
    """
    if isinstance(node, Term):
        field = f"{{{node.field}}}: " if node.field else ""
        text = node.text.replace('"', " ")
        return f'{field}"{text}"{" *" if node.prefix else ""}'
    if isinstance(node, ActorTerm):
        return expression(Term(node.name, phrase=True))
    own = [f"({expression(part)})" for part in node.parts]
    if isinstance(node, Either):
        return " OR ".join(own)
    return (
        " AND ".join(own) + "".join(f" NOT ({expression(part)})" for part in node.without)
        if own
        else ""
    )


def search(
    connection: sqlite3.Connection, query: Query, *, limit: int, marked: bool = True
) -> Results:
    """Best documents first; the index `search` points into the table `documents`."""
    if not query:
        return Results()
    rows, complete = _fitting(connection, query)
    rows.sort(key=_NUMBER)
    rows.sort(key=_SCORE if query.words.parts else _DAY, reverse=True)
    best = rows[: max(limit, 0)]
    if not marked:
        return Results(tuple(_hits(best, {})), len(rows), complete)
    places = places_in(connection, query.words, [row[0] for row in best])
    return Results(
        tuple(_hits(best, places)),
        len(rows),
        complete,
        _counted(Counter(map(_OUTLET, rows)).items()),
        _counted((day[:7], n) for day, n in Counter(map(_DAY, rows)).items()),
    )


def places_in(
    connection: sqlite3.Connection, node: Node, seqs: Sequence[int]
) -> Mapping[int, tuple[Spans, Spans]]:
    """Snippets of documents and the words of a tree in them, by the documents' numbers."""
    words = expression(node)
    return marked_places(connection, words, seqs, at_once=_gathers(node)) if words else {}


def _gathers(node: Node) -> bool:
    """Whether the index must put a term's documents together from those of many words."""
    if isinstance(node, Term):
        return node.prefix and len(node.text.split()[-1]) not in PREFIXES
    return not isinstance(node, ActorTerm) and any(map(_gathers, node.parts))


def fitting_rows(connection: sqlite3.Connection, query: Query) -> list[int]:
    """The numbers of all documents that fit, in no order."""
    source, values = _source(query)
    return [row[0] for row in connection.execute(f"SELECT about.seq {source}", values)]


def any_word(connection: sqlite3.Connection, query: Query) -> Query | None:
    """The query with its bare words as alternatives, the rarest as far as RANKED documents go.

    None where there are not two words to choose from.
    """
    counted = [(_holders(connection, word), word) for word in dict.fromkeys(query.plain)]
    known = sorted(pair for pair in counted if pair[0])
    kept: list[Node] = []
    total = 0
    for number, word in known:
        total += number
        if kept and total > RANKED:
            break
        kept.append(Term(word))
    if not kept or len(counted) == 1:
        return None
    strict = query.strict
    either = Either(tuple(kept)) if len(kept) > 1 else kept[0]
    return Query(Every((*strict.words.parts, either), strict.words.without), strict.filters)


def any_term(node: Node) -> Node:
    """The terms of a tree that may occur, as alternatives; what must not occur is left out."""
    if isinstance(node, Term | ActorTerm):
        return node
    parts = [any_term(part) for part in node.parts]
    return Either(tuple(parts)) if len(parts) > 1 else parts[0] if parts else Every()


def _holders(connection: sqlite3.Connection, word: str) -> int:
    """How many documents hold a word, counted no further than matters."""
    statement = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
    return int(connection.execute(statement, (expression(Term(word)), RANKED)).fetchone()[0])


def _fitting(connection: sqlite3.Connection, query: Query) -> tuple[list[_Row], bool]:
    """The documents to rank, and whether they are all that fit."""
    score = f"-bm25(search, {', '.join(map(str, WEIGHTS))})" if query.words.parts else "0.0"
    columns = f"about.seq, {score}, about.id, about.outlet, about.day"
    order = "search.rowid" if query.words.parts else "about.day DESC, about.seq"
    source, values = _source(query)
    statement = f"SELECT {columns} {source} ORDER BY {order} DESC LIMIT ?"
    rows = connection.execute(statement, (*values, RANKED + 1)).fetchall()
    if len(rows) <= RANKED:
        return rows, True
    rows.pop()
    if query.words.parts:
        source, values = _source(query, column="title")
        statement = f"SELECT {columns} {source} AND search.rowid < ? ORDER BY {order} DESC LIMIT ?"
        older = (*values, rows[-1][0], TITLED)
        rows += connection.execute(statement, older)
    return rows, False


def _source(query: Query, *, column: str = "") -> tuple[str, tuple[str, ...]]:
    """FROM and WHERE of the documents that fit, and the values for its marks."""
    conditions, values = _conditions(query.filters)
    words = expression(query.words)
    if words:
        # the index is asked first: its answers come sorted, and a document is looked up in no time
        source = "FROM search CROSS JOIN about ON about.seq = search.rowid"
        conditions.insert(0, "search MATCH ?")
        values.insert(0, f"{{{column}}}: ({words})" if column else words)
    else:
        source = "FROM about"
        for part in query.words.without:
            conditions.append("about.seq NOT IN (SELECT rowid FROM search WHERE search MATCH ?)")
            values.append(expression(part))
    return f"{source} WHERE {' AND '.join(conditions) or '1'}", tuple(values)


def _conditions(filters: Iterable[Filter]) -> tuple[list[str], list[str]]:
    conditions: list[str] = []
    values: list[str] = []
    for found in filters:
        if isinstance(found, Days):
            test = "about.day >= ? AND about.day < ?"
            values += [found.start or "0", found.end or "9999-99"]  # an undated one has ""
        elif isinstance(found, Newer):
            test = "about.seq > coalesce((SELECT seq FROM documents WHERE id = ?), -1)"
            values.append(found.doc)
        elif found.what == "role":
            test = "about.role = ?"
            values.append(found.value)
        else:
            test = "EXISTS (SELECT 1 FROM annotations WHERE doc = about.id AND kind = ?)"
            values.append(found.value)
        conditions.append(f"NOT ({test})" if found.negated else f"({test})")
    return conditions, values


def _counted(pairs: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Values and how often each occurs, the commonest first; "" is none."""
    counts: dict[str, int] = {}
    for value, count in pairs:
        if value:
            counts[value] = counts.get(value, 0) + count
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:FACETS])


def _hits(rows: Iterable[_Row], places: Mapping[int, tuple[Spans, Spans]]) -> Iterable[Hit]:
    for seq, score, doc, _, _ in rows:
        snippets, spans = places.get(seq, ((), ()))
        yield Hit(doc, score, spans, snippets)
