"""Near-duplicates: made copies, hard negatives, and the links among texts as they are.

    python evals/duplicates.py

Writes results/duplicates.json. One half of our own passages and of ECB+ is for tuning, the other
for the test. Recall counts made copies that are linked with the text that they were made of, or
with another copy of it. Links between texts of different stories of ECB+ are wrong for certain.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from ecbplus import FOLDER, Text, halves, load
from made_copies import (
    EDITS,
    Made,
    embedding,
    live_blogs,
    made_copies,
    originals,
    with_boilerplate,
    with_quotes,
)
from rashomon.core.records import Document
from rashomon.gather import find_copies
from rashomon.gather.copy_index import MIN_SHARE, MIN_WORDS, CopyIndex

RESULTS = Path(__file__).parent / "results" / "duplicates.json"


def recall(sources: list[Document], lenders: list[Document]) -> dict[str, dict[str, float]]:
    """By kind of copy, how many are linked with the text that they were made of."""
    found = {}
    for name, edit in EDITS.items():
        made = list(made_copies(sources, lenders, edit, least=MIN_WORDS))
        root = _roots([*sources, *(pair.copy for pair in made)])
        linked = sum(root(pair.copy) == root(pair.original) for pair in made)
        found[name] = {"copies": len(made), "recall": round(linked / len(made), 4)}
    return found


class _Roots(dict[str, str]):
    def __call__(self, doc: Document) -> str:
        last = doc.id
        while last in self:
            last = self[last]
        return last


def _roots(documents: Sequence[Document]) -> _Roots:
    return _Roots((link.left, link.right) for link in find_copies(documents))


def hard_negatives(sources: list[Document]) -> dict[str, dict[str, int]]:
    """Texts that share words and are no copies: how many are linked all the same."""
    printed, quoting = with_boilerplate(sources), with_quotes(sources)
    return {
        "50 words of the outlet at the end": _linked(printed),
        "a quote of 35 words shared": _linked(quoting),
        "60 words of another embedded": {**_linked([m.copy for m in embedding(sources)])},
    }


def _linked(documents: Sequence[Document]) -> dict[str, int]:
    return {"texts": len(documents), "linked": len(find_copies(documents))}


def embedded(made: list[Made]) -> dict[str, int]:
    """Embedded paragraphs: how many are found as a shared passage, and taken for a copy."""
    index = CopyIndex()
    documents = [doc for pair in made for doc in pair]
    links = {frozenset((link.left, link.right)) for link in find_copies(documents, index=index)}
    digests = {doc.id: text.digest for doc in documents if (text := index.sketch_of(doc.id))}
    sharing = {frozenset(pair[:2]) for pair in index.passage_pairs()}
    found = [frozenset((digests[a.id], digests[b.id])) in sharing for a, b in made]
    taken = [frozenset((a.id, b.id)) in links for a, b in made]
    return {"texts": len(made), "passage_found": sum(found), "taken_for_a_copy": sum(taken)}


def blogs(sources: list[Document]) -> dict[str, int]:
    """Live blogs: how many come down to their last version, which holds all the others."""
    made = live_blogs(sources)
    right = 0
    for versions in made:
        root = _roots(versions)
        right += {root(doc) for doc in versions} == {versions[-1].id}
    return {"blogs": len(made), "last_version_stands_for_all": right}


def as_they_are(texts: list[Text]) -> dict[str, int]:
    """Links among the texts of ECB+."""
    story = {text.doc.id: text.story for text in texts}
    links = find_copies([text.doc for text in texts])
    wrong = sum(story[link.left] != story[link.right] for link in links)
    return {"texts": len(texts), "links": len(links), "links_between_stories": wrong}


def main() -> None:
    """Measure both halves."""
    scores: dict[str, object] = {"min_share": MIN_SHARE}
    for half, name in enumerate(("tuning", "test")):
        sources, lenders = originals(half), originals(1 - half)
        scores[name] = {
            "texts": len(sources),
            "made_copies": recall(sources, lenders),
            "hard_negatives": hard_negatives(sources),
            "embedded_paragraphs": embedded(embedding(sources)),
            "live_blogs": blogs(sources),
        }
    if FOLDER.exists():
        parts = halves(load())
        docs = [[text.doc for text in part] for part in parts]
        for half, name in enumerate(("ecbplus_tuning", "ecbplus_test")):
            made = recall(docs[half], docs[1 - half])
            scores[name] = {**as_they_are(parts[half]), "made_copies": made}
    RESULTS.write_text(json.dumps(scores, indent=2) + "\n", "utf-8")
    print(RESULTS.read_text("utf-8"))


if __name__ == "__main__":
    main()
