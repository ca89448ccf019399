"""Search and related documents against ECB+: a document's story is what a search for it should find.

    python evals/search.py [--case FILE]

Queries are composed from one document: its first twenty words (most texts begin with their
headline), and its two commonest names with its commonest noun. Relevant are the other documents of
its story, which a text of the same topic (the like story of other people) is not. `related` gets
the document itself. Writes results/search.json: the half of the topics on which numbers were
chosen, and the other half. --case keeps the read case between runs.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from ecbplus import Text, halves, load
from rashomon.core.query import Either, Every, Query, Term
from rashomon.core.views import SearchBy
from rashomon.gather.related import telling_words
from rashomon.nlp.archive import pack_parsed, unpack_parsed
from rashomon.nlp.encoder import ParsedSentence, load_encoder
from rashomon.store import open_store
from rashomon.store.base import Store
from rashomon.store.vectors import CANDIDATES
from rashomon.workspace.searching import find, related

RESULTS = Path(__file__).parent / "results" / "search.json"
SHOWN = 10
HEADLINE_WORDS = 20
EVERY = 4  # each fourth text asks: answers of one story are alike
Ranking = Callable[[str, str], Iterable[str]]


def read(texts: Sequence[Text], path: Path) -> Store:
    """A case with all texts, their sentences and vectors; made where there is none."""
    made = path.exists()
    store = open_store(path, create=True)
    if not made:
        store.add(text.doc for text in texts)
        encoder = load_encoder()
        for text in texts:
            keep(store, text.doc.id, encoder.parse(text.doc.text))
    return store


def keep(store: Store, doc: str, parsed: Sequence[ParsedSentence]) -> None:
    """What reading keeps of a text, as far as search needs it."""
    store.keep(f"parsed/{doc}", pack_parsed(parsed))
    if parsed:
        store.keep_vector(doc, np.mean([s.vector for s in parsed], axis=0))


def sentences(store: Store, text: Text) -> list[ParsedSentence]:
    """A text's sentences as kept."""
    kept = store.cached(f"parsed/{text.doc.id}")
    assert kept is not None
    return unpack_parsed(kept)


def headline(text: str, _parsed: Sequence[ParsedSentence]) -> str:
    """The first words of a text."""
    return plain(text.split()[:HEADLINE_WORDS])


def names(text: str, parsed: Sequence[ParsedSentence]) -> str:
    """The two commonest names of a text and its commonest noun."""
    named, nouns = Counter[str](), Counter[str]()
    for sentence in parsed:
        for (start, end), tag, kind in zip(
            sentence.tokens, sentence.mentions, sentence.upos, strict=True
        ):
            named[text[start:end]] += tag.endswith(("PERSON", "ORG", "GPE"))
            nouns[text[start:end].lower()] += kind == "NOUN" and tag == "O"
    return plain([w for w, _ in named.most_common(2)] + [w for w, _ in nouns.most_common(1)])


def plain(words: Iterable[str]) -> str:
    """Words without what the query language reads as its own."""
    kept = ("".join(c for c in word if c.isalnum() or c in "'’") for word in words)
    return " ".join(word.lower() for word in kept if word)


def score(texts: Sequence[Text], asked: dict[str, str], rank: Ranking) -> dict[str, float]:
    """Precision at ten (at the number of relevant ones where fewer) and mean reciprocal rank."""
    story = {text.doc.id: text.story for text in texts}
    size = Counter(story.values())
    precision, reciprocal = [], []
    for doc, query in asked.items():
        relevant = size[story[doc]] - 1
        if relevant:
            found = [other for other in rank(doc, query) if other != doc][:SHOWN]
            right = [story.get(other) == story[doc] for other in found]
            precision.append(sum(right) / min(SHOWN, relevant))
            reciprocal.append(next((1 / (n + 1) for n, fits in enumerate(right) if fits), 0.0))
    return {
        "queries": len(precision),
        "precision_at_10": round(float(np.mean(precision)), 4),
        "mrr": round(float(np.mean(reciprocal)), 4),
    }


def measure(store: Store, texts: Sequence[Text]) -> dict[str, object]:
    """All kinds of query, each answered in every way. The whole case is searched."""
    asking = texts[::EVERY]
    parsed = {text.doc.id: sentences(store, text) for text in asking}
    result: dict[str, object] = {"texts": len(texts)}
    for make in (headline, names):
        asked = {t.doc.id: make(t.doc.text, parsed[t.doc.id]) for t in asking}
        result[make.__name__] = {
            "all words (bm25)": score(texts, asked, lambda _, q: by(store, q, "words")),
            "some words (bm25)": score(texts, asked, lambda _, q: some(store, q)),
            "meaning": score(texts, asked, lambda _, q: by(store, q, "meaning")),
            "both": score(texts, asked, lambda _, q: by(store, q, "both")),
        }
    asked = {t.doc.id: "" for t in asking}
    result["related"] = {
        "telling words (bm25)": score(texts, asked, lambda d, _: telling(store, d)),
        "vectors": score(texts, asked, lambda d, _: near(store, d)),
        "both": score(texts, asked, lambda d, _: (r.doc for r in related(store, d, limit=11))),
    }
    return result


def by(store: Store, query: str, way: SearchBy) -> list[str]:
    """What the product's search finds."""
    return [hit.doc for hit in find(store, query, by=way, limit=SHOWN + 1).hits]


def some(store: Store, query: str) -> list[str]:
    """Full text alone with any of the words."""
    words = Either(tuple(Term(word) for word in query.split()))
    found = store.search(Query(Every((words,))), limit=SHOWN + 1, marked=False)
    return [hit.doc for hit in found.hits]


def telling(store: Store, doc: str) -> list[str]:
    """Full text alone with a document's telling words."""
    return some(store, " ".join(telling_words(store.document(doc))))


def near(store: Store, doc: str) -> list[str]:
    """Vectors alone."""
    vector = store.vector(doc)
    return [d for d, _ in store.nearest(vector, limit=SHOWN + 1)] if vector is not None else []


def recall(store: Store, texts: Sequence[Text]) -> dict[str, float]:
    """How many of the ten nearest by 32-bit vectors the kept codes find."""
    held = {text.doc.id: sentences(store, text) for text in texts}
    ids = [doc for doc, parsed in held.items() if parsed]
    table = np.array([np.mean([s.vector for s in held[doc]], axis=0) for doc in ids])
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    shares = []
    for row in table:
        exact = {ids[n] for n in np.argsort(-(table @ row))[:SHOWN]}
        shares.append(len(exact & {d for d, _ in store.nearest(row, limit=SHOWN)}) / SHOWN)
    return {"texts": len(ids), "recall_at_10": round(float(np.mean(shares)), 4)}


def main() -> None:
    """Measure both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", type=Path, help="keep the read case here between runs")
    kept: Path | None = parser.parse_args().case
    texts = load()
    tuning, test = halves(texts)
    with (
        tempfile.TemporaryDirectory() as folder,
        read(texts, kept or Path(folder) / "ecb.rashomon") as store,
    ):
        scores = {
            "data": "ECB+ 1.0; all 982 texts in one case",
            "tuning": measure(store, tuning),
            "test": measure(store, test),
            "codes": {"candidates": CANDIDATES, **recall(store, texts)},
        }
    RESULTS.write_text(json.dumps(scores, indent=2) + "\n", "utf-8")
    print(RESULTS.read_text("utf-8"))


if __name__ == "__main__":
    main()
