"""Near-duplicates among news-length texts: documents a second, recall and memory, beside two libraries.

The texts are made of the words of our own passages (`corpus/`), each word drawn from those that
follow the one before; every third text has a copy: edited, cut to a half or a fifth, with a new lede.
The libraries find candidates by MinHash signatures of the same shingles; ours finds the copies,
with the share of each, and the links. A second table shows a case that grows.

    python bench/near_duplicates.py [--documents 4000] [--case 10000]
"""

import argparse
import json
import random
import re
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from common import ROOT, median, megabytes, publish, run

sys.path.insert(0, str(ROOT / "evals"))

SEED, WORDS, COPIED = 11, 500, 1 / 3
PERMUTATIONS = 128
ROUNDS = 3
_WORD = re.compile(r"[^\W_]+")

Pairs = set[tuple[int, int]]
Method = Callable[[list[str]], Callable[[], Pairs]]


class Made(NamedTuple):
    """Texts, and for each kind of copy the pairs of places (copy, original)."""

    texts: list[str]
    copies: dict[str, list[tuple[int, int]]]


def made_texts(count: int) -> Made:
    from made_copies import EDITS, texts

    chance = random.Random(SEED)
    following: defaultdict[str, list[str]] = defaultdict(list)
    for passage in texts(0) + texts(1):
        for word, after in pairwise(passage.split()):
            following[word].append(after)
    starts = sorted(following)

    def text() -> list[str]:
        words = [chance.choice(starts)]
        while len(words) < WORDS:
            words.append(chance.choice(following.get(words[-1]) or starts))
        return words

    kinds = ("10 % of the words edited", "first half", "new lede", "first fifth")
    found: list[str] = []
    copies: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    while len(found) < count:
        original, place = text(), len(found)
        found.append(" ".join(original))
        if chance.random() < COPIED and len(found) < count:
            kind = chance.choice(kinds)
            copies[kind].append((len(found), place))
            found.append(" ".join(EDITS[kind](original, text(), chance)))
    return Made(found, copies)


# Methods: texts to what is measured, which gives the pairs of places that it proposes


def ours(texts: list[str]) -> Callable[[], Pairs]:
    from rashomon.core.records import Document
    from rashomon.gather import find_copies

    docs = [
        Document.make(page=str(n), segment=0, text=text, ref="") for n, text in enumerate(texts)
    ]
    place = {doc.id: n for n, doc in enumerate(docs)}
    return lambda: {(place[link.left], place[link.right]) for link in find_copies(docs)}


def shingles(text: str) -> list[str]:
    words = _WORD.findall(text.casefold())
    return [" ".join(words[i : i + 5]) for i in range(len(words) - 4)]


def rensa(bands: int) -> Method:
    def method(texts: list[str]) -> Callable[[], Pairs]:
        from rensa import RMinHash, RMinHashLSH

        index = RMinHashLSH(0.5, PERMUTATIONS, bands)

        def find() -> Pairs:
            pairs: Pairs = set()
            for number, text in enumerate(texts):
                signature = RMinHash(PERMUTATIONS, SEED)
                signature.update(shingles(text))
                pairs.update((number, other) for other in index.query(signature))
                index.insert(number, signature)
            return pairs

        return find

    return method


def datasketch(threshold: float) -> Method:
    def method(texts: list[str]) -> Callable[[], Pairs]:
        from datasketch import MinHash, MinHashLSH

        index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)

        def find() -> Pairs:
            pairs: Pairs = set()
            for number, text in enumerate(texts):
                signature = MinHash(num_perm=PERMUTATIONS)
                signature.update_batch([shingle.encode() for shingle in shingles(text)])
                pairs.update((number, other) for other in index.query(signature))
                index.insert(number, signature)
            return pairs

        return find

    return method


METHODS: dict[str, Method] = {
    "ours (copies and links)": ours,
    "rensa, 32 bands": rensa(32),
    "rensa, 64 bands": rensa(64),
    "datasketch, threshold 0.5": datasketch(0.5),
    "datasketch, threshold 0.2": datasketch(0.2),
}


def measure(name: str, count: int) -> None:
    """Print one method's figures; in a process of its own, so that its memory is its own."""
    made = made_texts(count)
    METHODS[name](made.texts[:50])()  # what is imported is not measured
    find = METHODS[name](made.texts)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    pairs = find()
    seconds = time.process_time() - start
    memory = megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    print(json.dumps({"seconds": seconds, "memory_mb": memory, **judged(pairs, made)}))


def judged(pairs: Pairs, made: Made) -> dict[str, Any]:
    """Recall by kind, a pair counting where both belong to one original by what was found."""
    group = list(range(len(made.texts)))

    def root(place: int) -> int:
        while group[place] != place:
            place = group[place]
        return place

    for a, b in pairs:
        group[max(root(a), root(b))] = min(root(a), root(b))
    family = {a: b for held in made.copies.values() for a, b in held}
    wrong = sum(family.get(a, a) != family.get(b, b) for a, b in pairs)
    recall = {
        kind: sum(root(a) == root(b) for a, b in held) / len(held)
        for kind, held in made.copies.items()
    }
    return {"recall": recall, "wrong_pairs": wrong}


def compared(count: int) -> list[dict[str, Any]]:
    """Every method in turns; the median of the rounds."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for _ in range(ROUNDS):
        for name in METHODS:
            cost = run(sys.executable, __file__, "--documents", str(count), "--method", name)
            found[name].append(json.loads(cost.output))
    own = median([result["seconds"] for result in next(iter(found.values()))])
    return [row(name, results, count, own) for name, results in found.items()]


def row(name: str, results: list[dict[str, Any]], count: int, own: float) -> dict[str, Any]:
    seconds = median([result["seconds"] for result in results])
    return {
        "method": name,
        "documents_per_cpu_s": round(count / seconds),
        "times_ours": round(own / seconds, 2),
        "memory_mb": round(median([result["memory_mb"] for result in results])),
        **{kind: round(share, 3) for kind, share in results[0]["recall"].items()},
        "wrong_pairs": results[0]["wrong_pairs"],
    }


def growing(count: int) -> list[dict[str, Any]]:
    """Copies of a case: everything new, ten more documents, nothing new; each as if just opened."""
    from rashomon.core.records import Document, Page
    from rashomon.workspace import open_case
    from rashomon.workspace.copies import copies_of

    page = Page.make(ref="", fetched_at="", media_type="text/plain", data=b"")
    docs = [
        Document.make(page=page.id, segment=n, text=text, ref="")
        for n, text in enumerate(made_texts(count + 10).texts)
    ]
    rows = []

    def step(name: str, new: Iterable[Document]) -> None:
        with open_case(path, create=True) as case:
            case.take([page, *new])
        with open_case(path) as case:
            documents = case.documents()
            start = time.process_time()
            links = copies_of(case.store, documents)
            rows.append({"step": name, "cpu_s": time.process_time() - start, "links": len(links)})

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "grows.rashomon"
        step(f"{count:,} documents, all new", docs[:count])
        step("ten more", docs[count:])
        step("nothing new", [])
    return rows


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=4000)
    options.add_argument("--case", type=int, default=10_000)
    options.add_argument("--method", choices=METHODS)
    given = options.parse_args()
    if given.method:
        measure(given.method, given.documents)
        return
    rows = compared(given.documents)
    rows += growing(given.case)
    notes = [
        f"{given.documents:,} texts of about {WORDS} words, {PERMUTATIONS} permutations, median of {ROUNDS} rounds of CPU time",
        "recall: copies that end up in one group with their original; wrong pairs: of texts of different originals",
        "the libraries give candidates, to be compared by whoever uses them; ours have been compared",
        "memory: growth of the process's peak while the method runs",
    ]
    publish("near_duplicates", rows, notes=notes)


if __name__ == "__main__":
    main()
