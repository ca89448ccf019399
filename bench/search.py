"""Search and related documents in a case of 100,000 documents, against plain FTS5 and tantivy.

The documents are made of invented words with the frequencies of Zipf's law; vectors are random
directions around 2,000 centres. Queries are words of the documents, so common ones come often, but
not of the fifty commonest, which nobody asks for. Ours and a peer take turns on the same queries.
Times are of this thread's processor as well as of the clock: on a busy machine the clock measures
the others. tantivy is measured where it is installed.

    python bench/search.py [--documents 100000] [--case FILE]
"""

import argparse
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from common import megabytes, publish, run
from rashomon.core.records import Document
from rashomon.nlp.archive import pack_parsed
from rashomon.nlp.encoder import VECTOR_SIZE, ParsedSentence, load_encoder
from rashomon.store import open_store, rows
from rashomon.store.sqlite import SqliteStore
from rashomon.store.vectors import keep_vector
from rashomon.workspace.searching import find, related

WORDS, COMMONEST, QUERIES, SEED = 60_000, 50, 60, 5
FIRST_DAY = date(2024, 1, 1)
SYLLABLES = "ba ce di fo gu ha ke li mo nu pa re si to vu wa bri cla dro fle gra pli ste tra vor len mar nis or und est ing".split()
Asked = Callable[[str], object]


def vocabulary() -> np.ndarray:
    chance = random.Random(SEED)
    words: dict[str, None] = {}
    while len(words) < WORDS:
        words["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4)))] = None
    return np.array(list(words))


def documents(count: int) -> Iterator[Document]:
    chance, words = np.random.default_rng(SEED), vocabulary()
    share = np.cumsum(1 / (np.arange(WORDS) + 2.7))
    for number in range(count):
        size = int(chance.lognormal(5.8, 0.5)) + 30  # the median has 360 words
        text = words[np.searchsorted(share, chance.random(size) * share[-1])]
        day = FIRST_DAY + timedelta(days=number % 900)
        yield Document.make(
            page="",
            segment=number,
            text=" ".join(text),
            ref="made",
            title=" ".join(text[:8]),
            outlet=f"{words[2000 + number % 300]} post",
            published=day.isoformat(),
            precision="day",
        )


def build(path: Path, count: int) -> None:
    """Write in one transaction what reading would write document by document."""
    open_store(path, create=True).close()
    chance = np.random.default_rng(SEED)
    centres = chance.normal(size=(2000, VECTOR_SIZE))
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    for number, doc in enumerate(documents(count), 1):
        connection.execute(rows.DOCUMENTS.insert, rows.DOCUMENTS.to_row(doc))
        vector = centres[number % 2000] + chance.normal(size=VECTOR_SIZE)
        keep_vector(connection, number, vector.astype(np.float32))
        kept = pack_parsed([sentence(doc, vector)] * 3)
        connection.execute("INSERT INTO cache VALUES (?, ?)", (f"parsed/{doc.id}", kept))
    connection.execute("COMMIT")
    connection.close()


def sentence(doc: Document, vector: np.ndarray) -> ParsedSentence:
    unit = (vector / np.linalg.norm(vector)).astype(np.float32)
    return ParsedSentence(
        (0, min(80, len(doc.text))), (), (), (), (), (), (1.0, 0.0, 0.0), (), unit
    )


def queries(texts: Sequence[str]) -> dict[str, list[str]]:
    """Of each kind QUERIES, from the words of documents as they come."""
    chance, common = random.Random(SEED), set(commonest(texts))

    def drawn(count: int) -> list[str]:
        words = chance.choice(texts).split()
        at = chance.randrange(len(words) - count)
        return [w for w in words[at : at + 3 * count] if w not in common][:count] or [words[at]]

    def make(count: int, form: str = "{}") -> list[str]:
        return [form.format(" ".join(drawn(count))) for _ in range(QUERIES)]

    return {
        "one word": make(1),
        "two words": make(2),
        "three words": make(3),
        "phrase": make(2, '"{}"'),
        "in the title": make(1, "title:{}"),
        "prefix": [w[:5] + "*" for w in make(1)],
        "either of two": [q.replace(" ", " OR ") for q in make(2)],
        "two words, a quarter": make(2, "{} published:2025-01..2025-03"),
    }


def commonest(texts: Sequence[str]) -> list[str]:
    return [w for w, _ in Counter(w for t in texts for w in t.split()).most_common(COMMONEST)]


def timed(ask: Asked, asked: Sequence[str]) -> dict[str, float]:
    clock, processor = [], []
    for query in asked:
        begin, own = time.perf_counter(), time.thread_time()
        ask(query)
        processor.append(1000 * (time.thread_time() - own))
        clock.append(1000 * (time.perf_counter() - begin))
    return {
        "p50_ms": round(float(np.percentile(clock, 50)), 1),
        "p95_ms": round(float(np.percentile(clock, 95)), 1),
        "p95_cpu_ms": round(float(np.percentile(processor, 95)), 1),
    }


def plain(path: Path) -> Asked:
    """FTS5 as its manual shows it: one statement that ranks, marks and sorts."""
    connection = sqlite3.connect(path)
    statement = """SELECT documents.id, bm25(search, 5.0, 2.0, 2.0, 1.0) AS score,
        highlight(search, 3, '[', ']') FROM search JOIN documents ON documents.seq = search.rowid
        WHERE search MATCH ? ORDER BY score LIMIT 20"""

    def ask(query: str) -> object:
        words = query.partition(" published:")[0]
        if '"' not in words and "*" not in words and ":" not in words:
            words = " ".join(w if w == "OR" else f'"{w}"' for w in words.split())
        return connection.execute(statement, (words,)).fetchall()

    return ask


def tantivy_index(path: Path, folder: Path) -> Asked:
    """The same texts in a tantivy index, with stemming and stored text for its snippets."""
    import tantivy

    schema = tantivy.SchemaBuilder()
    for name in ("title", "text"):
        schema.add_text_field(name, stored=True, tokenizer_name="en_stem")
    made = schema.build()
    index = tantivy.Index(made, path=str(folder))
    writer = index.writer(heap_size=200_000_000)
    for title, text in sqlite3.connect(path).execute("SELECT title, text FROM documents"):
        writer.add_document(tantivy.Document(title=[title], text=[text]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(query: str) -> object:
        words = query.partition(" published:")[0]
        parsed, _ = index.parse_query_lenient(
            words, ["title", "text"], conjunction_by_default=True, field_boosts={"title": 5.0}
        )
        snippets = tantivy.SnippetGenerator.create(searcher, parsed, made, "text")
        hits = searcher.search(parsed, 20).hits
        return [snippets.snippet_from_doc(searcher.doc(at)).to_html() for _, at in hits]

    return ask


def cold(path: Path, *args: str) -> dict[str, float]:
    code = "from rashomon.app.cli import main; main()"
    costs = [run(sys.executable, "-c", code, args[0], path, *args[1:]) for _ in range(3)]
    return {
        "p50_ms": round(1000 * sorted(c.wall_s for c in costs)[1]),
        "p95_cpu_ms": round(1000 * max(c.cpu_s for c in costs)),
        "peak_mb": round(max(c.peak_mb for c in costs)),
    }


def measure(path: Path, folder: Path) -> list[dict[str, Any]]:
    store = open_store(path)
    texts, ids = sample(path)
    ways: dict[str, Asked] = {
        "ours, words": lambda q: find(store, q, by="words"),
        "plain FTS5": plain(path),
    }
    if find_spec("tantivy"):
        ways["tantivy"] = tantivy_index(path, folder)
    own = queries(texts)
    table = [
        {"what": kind, "way": way, **timed(ask, asked)}
        for kind, asked in own.items()
        for way, ask in ways.items()
    ]
    every = [query for asked in own.values() for query in asked[: QUERIES // 4]]
    table += [{"what": "all kinds", "way": way, **timed(ask, every)} for way, ask in ways.items()]
    worst = [commonest(texts)[0]] * 5
    table += [
        {"what": "the commonest word", "way": way, **timed(ask, worst)} for way, ask in ways.items()
    ]
    return table + vector_rows(store, own, ids)


def sample(path: Path) -> tuple[list[str], list[str]]:
    """Texts and ids of some documents, from all over the case."""
    with closing(sqlite3.connect(path)) as connection:
        step = connection.execute("SELECT max(seq) / 2000 + 1 FROM documents").fetchone()[0]
        found = connection.execute("SELECT text, id FROM documents WHERE seq % ? = 0", (step,))
        texts, ids = zip(*found, strict=True)
    return list(texts), list(ids)


def vector_rows(
    store: SqliteStore, own: dict[str, list[str]], ids: Sequence[str]
) -> list[dict[str, Any]]:
    load_encoder().embed(["warm"])
    asked = own["two words"]
    return [
        {"what": "two words", "way": f"ours, {way}", **timed(ask, asked)}
        for way, ask in {
            "both": lambda q: find(store, q, by="both"),
            "meaning": lambda q: find(store, q, by="meaning"),
        }.items()
    ] + [
        {
            "what": "related to a document",
            "way": "ours",
            **timed(lambda doc: related(store, doc), ids[:QUERIES]),
        },
        {
            "what": "nearest vectors alone",
            "way": "ours",
            **timed(lambda doc: store.nearest(store.vector(doc)), ids[:QUERIES]),
        },
    ]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--case", type=Path, help="keep the made case here between runs")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        path = given.case or Path(place) / "large.rashomon"
        if not path.exists():
            build(path, given.documents)
        table = measure(path, Path(place))
        peak = megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        texts, ids = sample(path)
        word, first = queries(texts)["one word"][0], ids[0]
        table.append(
            {"what": "one word, cold command", "way": "ours, words", **cold(path, "search", word)}
        )
        table.append(
            {"what": "related, cold command", "way": "ours", **cold(path, "related", first)}
        )
        size = path.stat().st_size / 1e6
    notes = [
        f"{given.documents:,} documents in a case of {size:.0f} MB; {QUERIES} queries of a kind",
        f"memory of the measuring process with encoder and peers: {peak:.0f} MB at its peak",
    ]
    publish("search", table, notes=notes)


if __name__ == "__main__":
    main()
