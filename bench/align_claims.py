"""Claims of many stories: seconds to hold all accounts of a case side by side, and how they grow.

The stories are the accounts of the practice and held-out cases (`evals/`), again and again with other
names, so that no pair of statements is read twice. Reading and extracting come before and are not
counted; what is counted is everything from the statements to the compared stories. The peer groups
the same statement vectors, story by story, and judges nothing: agglomerative clustering of
scikit-learn, measured where it is installed.

    python bench/align_claims.py [--sizes 100 1000]
"""

import argparse
import random
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any
from unittest.mock import patch

import numpy as np

from common import ROOT, publish
from rashomon.core.records import Document
from rashomon.core.views import Story
from rashomon.nlp.pairs import PairReader
from rashomon.store.memory import MemoryStore
from rashomon.workspace.comparing import compare_story
from rashomon.workspace.reading import account_of, statements_of

SIZES = (100, 1000)
SEED = 3
SYLLABLES = (
    "ba ce di fo gu ha ke li mo nu pa re si to vu wa bri cla dro fle gra pli ste tra".split()
)
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")  # capitalised inside a sentence
PEER_DISTANCE = 0.4  # cosine distance up to which the peer joins, not tuned


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    rows = [measured(size) for size in options.parse_args().sizes]
    notes = [
        "processor seconds of one process, from the statements to the compared stories; reading and extracting not counted",
        "pairs: read by the pair model; its share is of the processor seconds",
    ]
    publish("align_claims", rows, notes=notes)


def measured(size: int) -> dict[str, Any]:
    store = MemoryStore()
    told = list(stories(size))
    for documents in told:
        store.add(documents)
        for doc in documents:
            statements_of(store, account_of(store, doc))
    with counted() as judged:
        began, clock = time.process_time(), time.perf_counter()
        for documents in told:
            story = Story(documents[0].id, documents[0].title, tuple(d.id for d in documents))
            compare_story(store, story)
        spent, wall = time.process_time() - began, time.perf_counter() - clock
    row = {
        "documents": sum(map(len, told)), "stories": len(told), "cpu_s": spent, "wall_s": wall,
        "ms_a_document": 1000 * spent / sum(map(len, told)), "pairs": judged["pairs"],
        "pair_model_share": judged["cpu_s"] / spent,
    }  # fmt: skip
    if find_spec("sklearn"):
        row["scikit-learn_cpu_s"] = peer(store, told)
    return row


def stories(size: int) -> Iterator[list[Document]]:
    """Accounts of invented events, `size` of them or a few more, each event with names of its own."""
    folders = sorted(path.parent for path in (ROOT / "evals").glob("*/*/expected.json"))
    chance, made = random.Random(SEED), 0
    while made < size:
        for folder in folders[: max(1, size - made)]:
            texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
            yield [document(text, made + n) for n, text in enumerate(renamed(texts, chance))]
            made += len(texts)
            if made >= size:
                return


def renamed(texts: Sequence[str], chance: random.Random) -> list[str]:
    names = sorted({name for text in texts for name in NAME.findall(text)})
    other = {name: "".join(chance.choices(SYLLABLES, k=3)).capitalize() for name in names}
    return [re.sub(r"\b[A-Z][a-z]{3,}", lambda m: other.get(m[0], m[0]), text) for text in texts]


def document(text: str, number: int) -> Document:
    return Document.make(page="", segment=0, ref=f"{number}.txt", text=text, title=str(number))


@contextmanager
def counted() -> Iterator[dict[str, float]]:
    """Counts what the pair model reads."""
    seen, judge = {"pairs": 0, "cpu_s": 0.0}, PairReader.judge

    def judged(reader: PairReader, pairs: Sequence[tuple[str, str]]) -> Any:
        began = time.process_time()
        found = judge(reader, pairs)
        seen["pairs"] += len(pairs)
        seen["cpu_s"] += time.process_time() - began
        return found

    with patch.object(PairReader, "judge", judged):
        yield seen


def peer(store: MemoryStore, told: Sequence[Sequence[Document]]) -> float:
    from sklearn.cluster import AgglomerativeClustering

    began = time.process_time()
    for documents in told:
        vectors = [statements_of(store, account_of(store, doc))[1] for doc in documents]
        AgglomerativeClustering(
            n_clusters=None, metric="cosine", linkage="average", distance_threshold=PEER_DISTANCE
        ).fit(np.concatenate(vectors))
    return time.process_time() - began


if __name__ == "__main__":
    main()
