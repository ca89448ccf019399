"""Near-duplicates: copies made from ECB+ texts, and what is linked among the texts themselves.

    python evals/duplicates.py

Writes results/duplicates.json. Copies are made of texts of the tuning half and of the test half
apart; recall counts made copies that are linked to the text that they were made of, by how they
were made. Links between texts of different stories are wrong for certain.
"""

import json
import random
from collections.abc import Callable
from pathlib import Path

from ecbplus import Text, halves, load
from rashomon.core.records import Document
from rashomon.gather import find_copies
from rashomon.gather.duplicates import MIN_CONTAINMENT, MIN_WORDS

RESULTS = Path(__file__).parent / "results" / "duplicates.json"
SEED = 7
LEDE_WORDS = 40

Edit = Callable[[list[str], list[str], random.Random], list[str]]


def _cut(share: float) -> Edit:
    return lambda words, _other, _chance: words[: int(len(words) * share)]


def _swapped(every: int) -> Edit:
    def edit(words: list[str], other: list[str], chance: random.Random) -> list[str]:
        return [chance.choice(other) if chance.random() < 1 / every else word for word in words]

    return edit


def _new_lede(words: list[str], other: list[str], _chance: random.Random) -> list[str]:
    return other[:LEDE_WORDS] + words[LEDE_WORDS:]


EDITS: dict[str, Edit] = {
    "first 70 %": _cut(0.7),
    "first 40 %": _cut(0.4),
    "first 20 %": _cut(0.2),
    "one word in 20 changed": _swapped(20),
    "one word in 12 changed": _swapped(12),
    "one word in 8 changed": _swapped(8),
    "new lede of 40 words": _new_lede,
}


def made_copies(texts: list[Text], edit: Edit) -> list[tuple[str, Document]]:
    """A copy of every text that stays long enough, with the id of its original."""
    chance = random.Random(SEED)
    copies = []
    for text in texts:
        words, other = text.doc.text.split(), chance.choice(texts).doc.text.split()
        copied = " ".join(edit(words, other, chance))
        if sum(w[0].isalnum() for w in copied.split()) >= MIN_WORDS and len(other) > LEDE_WORDS:
            copy = Document.make(page="copy", segment=0, text=copied, ref=text.doc.ref)
            copies.append((text.doc.id, copy))
    return copies


def recall(texts: list[Text], edit: Edit) -> dict[str, float]:
    """How many made copies are linked with the text that they were made of, or with its copies."""
    copies = made_copies(texts, edit)
    links = find_copies([*(text.doc for text in texts), *(copy for _, copy in copies)])
    root = {link.left: link.right for link in links}
    found = sum(_last(root, copy.id) == _last(root, original) for original, copy in copies)
    return {"copies": len(copies), "recall": round(found / len(copies), 4)}


def _last(root: dict[str, str], doc: str) -> str:
    while doc in root:
        doc = root[doc]
    return doc


def measure(texts: list[Text]) -> dict[str, object]:
    """Recall by kind of copy, and the links among the texts as they are."""
    story = {text.doc.id: text.story for text in texts}
    links = find_copies([text.doc for text in texts])
    wrong = sum(story[link.left] != story[link.right] for link in links)
    return {
        "texts": len(texts),
        "links": len(links),
        "links_between_stories": wrong,
        "made_copies": {name: recall(texts, edit) for name, edit in EDITS.items()},
    }


def main() -> None:
    """Measure both halves."""
    tuning, test = halves(load())
    scores = {
        "data": "ECB+ 1.0",
        "min_containment": MIN_CONTAINMENT,
        "tuning": measure(tuning),
        "test": measure(test),
    }
    RESULTS.write_text(json.dumps(scores, indent=2) + "\n", "utf-8")
    print(RESULTS.read_text("utf-8"))


if __name__ == "__main__":
    main()
