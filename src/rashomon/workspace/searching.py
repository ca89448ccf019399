"""Finding documents: by words, by meaning or by both; what is related; searches that are kept."""

import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import cast

import numpy as np
from numpy.typing import NDArray

from rashomon.core.errors import UnknownRecord
from rashomon.core.query import Newer, Node, Query, Term, parse_query
from rashomon.core.records import Item
from rashomon.core.views import Actor, Hit, Related, Results, SavedSearch, SearchBy, Story
from rashomon.gather.related import fuse, telling_words, tells
from rashomon.nlp.archive import is_readable, sentence_span, sentence_vectors
from rashomon.nlp.lemmas import lemma
from rashomon.store.base import Store

DEPTH = 100  # documents of each ranking that are joined; ten times what a page shows
PASSAGES = 50  # nearest documents whose sentences are looked at one by one
LEAST_COSINE = 0.35  # of its nearest sentence: nineteen of twenty unrelated texts of ECB+ are below
NAMES = 30  # of an actor that are looked for
SEARCH = "search"  # the kind of item that a saved search is
_ACTORS = "names"  # the derived value with the names of the actors of each compared story


def find(store: Store, query: Query | str, *, by: SearchBy = "words", limit: int = 20) -> Results:
    """Documents that fit a query, best first.

    Args:
        store: Where.
        query: The question, or the line that `parse_query` reads.
        by: `words`: all must occur. `meaning`: what is near in meaning, with or without the bare
            words; phrases, fields and filters hold. `both`: the two rankings joined.
        limit: At most so many.
    """
    asked = parse_query(query) if isinstance(query, str) else query
    asked = asked.with_names(lambda name: actor_names(store, name))
    if by == "words" or not asked.said:
        return store.search(asked, limit=limit)
    near = _near(store, asked)
    telling = _telling(asked)
    worded: list[list[str]] = []
    ranked = [(doc, score) for doc, score, _ in near]
    if by == "both":
        exact = store.search(asked, limit=DEPTH, marked=False)
        some = store.search(telling, limit=DEPTH, some=True, marked=False)
        worded = [[hit.doc for hit in found.hits] for found in (exact, some)]
        ranked = fuse([*worded, [doc for doc, _ in ranked]])
    best = {doc: sentence for doc, _, sentence in near}
    known = {doc for own in worded for doc in own}
    places = store.places(telling, [doc for doc, _ in ranked[:limit]])
    hits = [
        _hit(store, Hit(doc, score, spans, snippets), best, known)
        for (doc, score), (snippets, spans) in zip(ranked, places, strict=False)
    ]
    return Results(tuple(hits), len(ranked), complete=len(ranked) < DEPTH)


def _telling(query: Query) -> Query:
    """The query without bare words that every text holds, such as "is"; all where it has no others."""

    def stays(node: Node) -> bool:
        return not (isinstance(node, Term) and node.plain) or tells(lemma(node.text.lower()))

    kept = tuple(part for part in query.words.parts if stays(part))
    return replace(query, words=replace(query.words, parts=kept)) if kept else query


def _near(store: Store, query: Query) -> list[tuple[str, float, int]]:
    """Documents near in meaning: score and number of the sentence that comes nearest.

    The score is the mean of two cosines, the whole document's and its nearest sentence's.
    """
    from rashomon.nlp.encoder import load_encoder

    vector = load_encoder().embed([query.said])[0]
    strict = query.strict
    near = store.nearest(vector, limit=DEPTH, within=strict or None)
    found = []
    for doc, whole in near[:PASSAGES]:
        cosine, sentence = _nearest_sentence(store, doc, vector)
        if cosine >= LEAST_COSINE:
            found.append((doc, (whole + cosine) / 2, sentence))
    return sorted(found, key=lambda item: -item[1])


def _nearest_sentence(store: Store, doc: str, vector: NDArray[np.float32]) -> tuple[float, int]:
    kept = store.cached(f"parsed/{doc}")
    vectors = sentence_vectors(kept) if kept is not None and is_readable(kept) else ()
    if not len(vectors):
        return 0.0, -1
    cosines = np.asarray(vectors) @ vector
    best = int(cosines.argmax())
    return float(cosines[best]), best


def _hit(store: Store, hit: Hit, sentences: Mapping[str, int], worded: Container[str]) -> Hit:
    """A hit with the way it was found; one that holds none of the words shows its sentence."""
    if hit.doc not in sentences:
        return replace(hit, by="words")
    hit = replace(hit, by="both" if hit.spans or hit.doc in worded else "meaning")
    kept = None if hit.spans else store.cached(f"parsed/{hit.doc}")
    if kept is None:
        return hit
    return replace(hit, snippets=(sentence_span(kept, sentences[hit.doc]),))


def related(
    store: Store, doc_id: str, *, stories: Sequence[Story] | None = None, limit: int = 10
) -> tuple[Related, ...]:
    """Documents that are about what this one is about, nearest first.

    Args:
        store: Where.
        doc_id: The document.
        stories: Those of the case, to tell which are of the same one and which are copies; None
            where they are not known.
        limit: At most so many.

    Raises:
        UnknownRecord: there is no such document.
    """
    doc = store.document(doc_id)
    vector = store.vector(doc_id)
    near = store.nearest(vector, limit=DEPTH) if vector is not None else ()
    words = parse_query(" ".join(telling_words(doc)))
    worded = store.search(words, limit=DEPTH, some=True, marked=False).hits
    lists = [[d for d, _ in near if d != doc_id], [h.doc for h in worded if h.doc != doc_id]]
    found = fuse(lists)[:limit]
    if stories is None:
        return tuple(Related(other, score) for other, score in found)
    own = next((story for story in stories if doc_id in story.documents), Story("", "", ()))
    first = dict(own.copies)
    return tuple(
        Related(
            other,
            score,
            same_story=other in own.documents,
            copy=first.get(other, other) == first.get(doc_id, doc_id),
        )
        for other, score in found
    )


def keep_names(store: Store, story: str, actors: Sequence[Actor]) -> None:
    """Keep by which names the actors of a compared story go, for `actor:` in a query."""
    held = _held_names(store)
    groups = [[actor.name, *(alias for alias, _ in actor.aliases)] for actor in actors]
    named = [[name for name in own if _is_name(name)] for own in groups]
    held[story] = [list(dict.fromkeys(own)) for own in named if own]
    store.keep(_ACTORS, json.dumps(held, separators=(",", ":")).encode())


def _held_names(store: Store) -> dict[str, list[list[str]]]:
    return cast("dict[str, list[list[str]]]", json.loads(store.cached(_ACTORS) or b"{}"))


def _is_name(text: str) -> bool:
    """Whether words name someone beyond their own text: "the minister" stands for many."""
    words = text.split()
    return any(word[:1].isupper() for word in words if word not in {"The", "A", "An"})


def actor_names(store: Store, name: str) -> tuple[str, ...]:
    """The names of the actors of which one is, or holds, this one; itself where none is known."""
    wanted = f" {name.casefold()} "
    groups = [own for story in _held_names(store).values() for own in story]
    known = [own for own in groups if any(wanted in f" {n.casefold()} " for n in own)]
    return tuple(dict.fromkeys([name, *(n for own in known for n in own)]))[:NAMES]


@dataclass(frozen=True, slots=True)
class Run:
    """What a saved search found: in all, and among the documents that came since its last run."""

    search: SavedSearch
    results: Results
    new: Results


def save_search(
    store: Store, name: str, query: str, *, by: SearchBy = "words", at: str = ""
) -> None:
    """Keep a search under a name, in place of one that has it; it has seen nothing yet."""
    _write(store, SavedSearch(name, query, by, "", at or _now()))


def forget_search(store: Store, name: str) -> None:
    """Let a saved search go.

    Raises:
        UnknownRecord: none has the name.
    """
    _write(store, replace(saved_search(store, name), query="", at=_now()))


def saved_searches(store: Store) -> tuple[SavedSearch, ...]:
    """The searches kept in the case, by name; of each name the one written last counts."""
    latest = {str(item.fields.get("name", "")): item for item in store.items(SEARCH)}
    found = [_saved(item) for _, item in sorted(latest.items())]
    return tuple(search for search in found if search.query)


def saved_search(store: Store, name: str) -> SavedSearch:
    """One of them, or UnknownRecord."""
    for search in saved_searches(store):
        if search.name == name:
            return search
    known = ", ".join(search.name for search in saved_searches(store)) or "none"
    message = f"no search is saved as {name!r} in this case; known: {known}"
    raise UnknownRecord(message)


def new_since(store: Store, search: SavedSearch, *, limit: int = 20) -> Results:
    """What a saved search finds among the documents that came since its last run."""
    query = parse_query(search.query)
    narrowed = replace(query, filters=(*query.filters, Newer(search.last)))
    return find(store, narrowed, by=search.by, limit=limit)


def run_search(store: Store, name: str, *, limit: int = 20) -> Run:
    """Run a saved search and note how far it has seen.

    Raises:
        UnknownRecord: none has the name.
    """
    search = saved_search(store, name)
    results = find(store, search.query, by=search.by, limit=limit)
    new = new_since(store, search, limit=limit)
    newest = store.newest_document()
    if newest != search.last:
        _write(store, replace(search, last=newest, at=_now()))
    return Run(search, results, new)


def _write(store: Store, search: SavedSearch) -> None:
    about = {"name": search.name, "query": search.query, "by": search.by, "last": search.last}
    # numbered: the id of an item follows from its fields, and the same search may come again
    number = len(store.items(SEARCH))
    item = Item.make(kind=SEARCH, fields={**about, "number": number}, by="", at=search.at)
    store.add([item])


def _saved(item: Item) -> SavedSearch:
    values = {name: str(item.fields.get(name, "")) for name in ("name", "query", "by", "last")}
    by = values["by"] if values["by"] in {"meaning", "both"} else "words"
    return SavedSearch(
        values["name"], values["query"], cast("SearchBy", by), values["last"], item.at
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
