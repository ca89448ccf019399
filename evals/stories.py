"""Stories against ECB+: B-cubed on one large case and on many small ones.

    python evals/stories.py [--fit]

Writes results/stories.json: the half of the topics that weights and threshold were chosen on, and
the other half. --fit prints the weights that the tuning half gives, for gather/stories.py.
"""

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path

import numpy as np

from ecbplus import Text, halves, load
from rashomon.gather import find_copies, find_stories, stories
from rashomon.nlp.encoder import load_encoder

RESULTS = Path(__file__).parent / "results" / "stories.json"
SMALL_CASES = 150
SEED = 7


def bcubed(found: list[object], gold: list[object]) -> tuple[float, float, float]:
    """Precision, recall and F1 (Bagga and Baldwin, 1998)."""
    ours, theirs = defaultdict(set), defaultdict(set)
    for number, (a, b) in enumerate(zip(found, gold, strict=True)):
        ours[a].add(number)
        theirs[b].add(number)
    both = [len(ours[a] & theirs[b]) for a, b in zip(found, gold, strict=True)]
    precision = float(np.mean([n / len(ours[a]) for n, a in zip(both, found, strict=True)]))
    recall = float(np.mean([n / len(theirs[b]) for n, b in zip(both, gold, strict=True)]))
    return precision, recall, 2 * precision * recall / (precision + recall)


def small_cases(texts: list[Text]) -> list[list[int]]:
    """Cases as people have them: one to four topics, one or both stories, one to five texts each."""
    chance = random.Random(SEED)
    held = defaultdict(list)
    for number, text in enumerate(texts):
        held[text.topic, text.story].append(number)
    topics = sorted({text.topic for text in texts})
    cases = []
    while len(cases) < SMALL_CASES:
        case: list[int] = []
        for topic in chance.sample(topics, chance.randint(1, 4)):
            own = sorted(story for t, story in held if t == topic)
            for story in own if chance.random() < 0.5 else [chance.choice(own)]:
                members = held[topic, story]
                case += chance.sample(members, min(len(members), chance.choice([1, 1, 2, 3, 5])))
        if len(case) > 1:
            cases.append(case)
    return cases


def vectors_of(texts: list[Text]) -> np.ndarray:
    """The mean sentence vector of each text."""
    encoder = load_encoder()
    parsed = (encoder.parse(text.doc.text) for text in texts)
    return np.array([np.mean([s.vector for s in found], axis=0) for found in parsed])


def cluster(texts: list[Text], vectors: np.ndarray, case: list[int]) -> list[object]:
    """The story of each text of a case, as the product finds it."""
    docs = [texts[i].doc for i in case]
    copies = find_copies(docs)
    found = find_stories(docs, vectors=vectors[case], copies=copies)
    of = {doc: story.id for story in found for doc in story.documents}
    return [of[doc.id] for doc in docs]


def measure(texts: list[Text], vectors: np.ndarray) -> dict[str, object]:
    """Counts and scores of one half."""
    every = list(range(len(texts)))
    gold = [text.story for text in texts]
    large = bcubed(cluster(texts, vectors, every), list(gold))
    small = [
        bcubed(cluster(texts, vectors, case), [gold[i] for i in case])
        for case in small_cases(texts)
    ]
    return {
        "texts": len(texts),
        "topics": len({text.topic for text in texts}),
        "stories": len(set(gold)),
        "one_case": _named(large),
        "small_cases": {"cases": len(small), **_named(np.mean(small, axis=0))},
    }


def _named(scores: object) -> dict[str, float]:
    names = ("bcubed_precision", "bcubed_recall", "bcubed_f1")
    return {name: round(float(score), 4) for name, score in zip(names, scores, strict=True)}


def fit(texts: list[Text], vectors: np.ndarray) -> dict[str, float]:
    """Logistic regression on pairs: the large case and all small ones weigh the same."""
    large = _pairs(texts, vectors, list(range(len(texts))))
    small = [_pairs(texts, vectors, case) for case in small_cases(texts)]
    x = np.concatenate([large[0], *(x for x, _ in small)])
    y = np.concatenate([large[1], *(y for _, y in small)])
    count = len(y) - len(large[1])
    weights = np.concatenate([np.full(len(large[1]), count / len(large[1])), np.ones(count)])
    beta = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (weights * (p - y))
        beta -= np.linalg.solve((x.T * (weights * p * (1 - p))) @ x + 1e-6 * np.eye(4), gradient)
    return dict(zip(("words", "names", "vectors", "bias"), beta.round(2).tolist(), strict=True))


def _pairs(texts: list[Text], vectors: np.ndarray, case: list[int]) -> tuple[np.ndarray, ...]:
    described = stories.describe([texts[i].doc for i in case], vectors[case], {})
    members = list(range(len(described.documents)))
    rows, columns = np.triu_indices(len(members), 1)
    parts = stories.pair_cosines(described, members)
    x = np.stack([*(part[rows, columns] for part in parts), np.ones(len(rows))], axis=1)
    story_of = {texts[i].doc.id: texts[i].story for i in case}
    gold = np.array([story_of[doc.id] for doc in described.documents])
    return x.astype(float), (gold[rows] == gold[columns]).astype(float)


def main() -> None:
    """Measure both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="print weights instead of scores")
    parser.add_argument("--vectors", type=Path, help="keep the vectors here between runs (.npy)")
    options = parser.parse_args()
    texts = load()
    vectors = _kept_vectors(texts, options.vectors)
    row_of = {text.doc.ref: row for row, text in enumerate(texts)}
    tuning, test = halves(texts)
    own = {id(half): vectors[[row_of[t.doc.ref] for t in half]] for half in (tuning, test)}
    if options.fit:
        print(fit(tuning, own[id(tuning)]))
        return
    scores = {
        "data": "ECB+ 1.0",
        "same_story": stories.SAME_STORY,
        "tuning": measure(tuning, own[id(tuning)]),
        "test": measure(test, own[id(test)]),
    }
    RESULTS.write_text(json.dumps(scores, indent=2) + "\n", "utf-8")
    print(RESULTS.read_text("utf-8"))


def _kept_vectors(texts: list[Text], path: Path | None) -> np.ndarray:
    if path and path.exists():
        return np.load(path)
    vectors = vectors_of(texts)
    if path:
        np.save(path, vectors)
    return vectors


if __name__ == "__main__":
    main()
