"""Stories and topics against ECB+ and against our own coverage: B-cubed, pairs, counts.

    python evals/stories.py [--half tune|test] [--fit] [--vectors FILE.npz]

Writes one half of results/stories.json: the topics that the weights were set on, or the others. `--fit`
searches weights on the tuning half (for gather/stories.py) and prints them. `evals/coverage` is measured as
it is dated ("dated"), with the events of a topic four days apart and reports up to two days late ("dense"), and
without dates; ECB+ without dates as it comes, with one date drawn for each story, reports up to three
days late ("sparse"), and both together in two weeks ("crowded").
"""

import argparse
import json
import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

import coverage
import ecbplus
from rashomon.core.records import Document
from rashomon.gather import find_copies, find_stories
from rashomon.gather.clusters import Clusters
from rashomon.gather.leads import lead_vector
from rashomon.gather.linkage import average_link
from rashomon.gather.model import Model
from rashomon.gather.stories import SAME_STORY
from rashomon.gather.story_index import Closeness, Index
from rashomon.gather.words import profile
from rashomon.nlp.encoder import load_encoder

RESULTS = Path(__file__).parent / "results" / "stories.json"
SMALL_CASES = 40
SEED = 7
FIRST_DAY = date(2031, 1, 1)
STEPS = 3000  # of the search
ORDERS = 2


@dataclass(frozen=True)
class Set:
    """Documents with their vectors, stories and topics."""

    docs: list[Document]
    vectors: np.ndarray
    stories: list[str]
    topics: list[str]

    def __add__(self, other: "Set") -> "Set":
        vectors = np.concatenate([self.vectors, other.vectors])
        stories, topics = self.stories + other.stories, self.topics + other.topics
        return Set(self.docs + other.docs, vectors, stories, topics)

    def dated(self, days: Sequence[int]) -> "Set":
        """The same documents, published so many days after the first day."""
        moved = [
            replace(doc, published=str(FIRST_DAY + timedelta(days=day)))
            for doc, day in zip(self.docs, days, strict=True)
        ]
        return replace(self, docs=moved)

    def undated(self) -> "Set":
        """The same documents without dates."""
        return replace(self, docs=[replace(doc, published="") for doc in self.docs])


def drawn(text: str, below: int) -> int:
    """A number that follows from a text."""
    return zlib.crc32(text.encode()) % below


def dense(found: Set) -> Set:
    """The events of each topic four days apart, reports up to two days late."""
    order: dict[str, list[str]] = defaultdict(list)
    days = []
    for doc, topic, story in zip(found.docs, found.topics, found.stories, strict=True):
        if story not in order[topic]:
            order[topic].append(story)
        days.append(drawn(topic, 10) + 4 * order[topic].index(story) + drawn(doc.id, 3))
    return found.dated(days)


def drawn_dates(found: Set, *, days: int, late: int) -> Set:
    """A day for each story, reports up to `late` days after it."""
    pairs = zip(found.docs, found.stories, strict=True)
    return found.dated([drawn(story, days) + drawn(doc.id, late + 1) for doc, story in pairs])


def sets(half: str, vectors: dict[str, np.ndarray]) -> dict[str, Set]:
    """What is measured on one half, "tune" or "test"."""
    reports = coverage.load(half)
    texts = ecbplus.halves(ecbplus.load())[half == "test"]
    ours = Set(
        [r.doc for r in reports],
        np.array([vectors[r.doc.id] for r in reports]),
        [r.event for r in reports],
        [r.topic for r in reports],
    )
    ecb = Set(
        [t.doc for t in texts],
        np.array([vectors[t.doc.id] for t in texts]),
        [t.story for t in texts],
        [str(t.topic) for t in texts],
    )
    return {
        "coverage_dated": ours,
        "coverage_dense": dense(ours),
        "coverage_undated": ours.undated(),
        "ecb_undated": ecb,
        "ecb_sparse": drawn_dates(ecb, days=300, late=3),
        "crowded": dense(ours) + drawn_dates(ecb, days=12, late=2),
    }


def bcubed(found: Sequence[object], gold: Sequence[object]) -> tuple[float, float, float]:
    """Precision, recall and F1 (Bagga and Baldwin, 1998)."""
    ours, theirs, both = Counter(found), Counter(gold), Counter(zip(found, gold, strict=True))
    precision = sum(n * n / ours[a] for (a, _), n in both.items()) / len(gold)
    recall = sum(n * n / theirs[b] for (_, b), n in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def pair_scores(found: Sequence[object], gold: Sequence[object]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of documents in one story."""
    ours, theirs, both = (
        sum(n * (n - 1) / 2 for n in Counter(side).values())
        for side in (found, gold, zip(found, gold, strict=True))
    )
    return both / max(ours, 1), both / max(theirs, 1), 2 * both / max(ours + theirs, 1)


def cluster(found: Set) -> tuple[list[str], list[str]]:
    """The story and the topic of each document, as the product finds them."""
    stories = find_stories(found.docs, vectors=found.vectors, copies=find_copies(found.docs))
    of = {doc: story for story in stories for doc in story.documents}
    return [of[doc.id].id for doc in found.docs], [of[doc.id].topic for doc in found.docs]


def measure(found: Set) -> dict[str, object]:
    """Counts and scores of one set."""
    stories, topics = cluster(found)
    return {
        "texts": len(found.docs),
        "stories": len(set(found.stories)),
        "stories_found": len(set(stories)),
        **_named("bcubed", bcubed(stories, found.stories)),
        **_named("pair", pair_scores(stories, found.stories)),
        "topics": len(set(found.topics)),
        "topics_found": len(set(topics)),
        **_named("topic_bcubed", bcubed(topics, found.topics)),
    }


def _named(what: str, scores: Sequence[float]) -> dict[str, float]:
    names = ("precision", "recall", "f1")
    return {f"{what}_{name}": round(float(s), 4) for name, s in zip(names, scores, strict=True)}


def small_cases(found: Set) -> list[list[int]]:
    """Cases as people have them: one to four topics, one or both stories, one to five texts each."""
    chance = random.Random(SEED)
    held = defaultdict(list)
    for number, (topic, story) in enumerate(zip(found.topics, found.stories, strict=True)):
        held[int(topic), story].append(number)
    topics = sorted({topic for topic, _ in held})
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


def measure_small(found: Set) -> dict[str, object]:
    """Mean scores over small cases."""
    scores = []
    for case in small_cases(found):
        part = Set(
            [found.docs[i] for i in case],
            found.vectors[case],
            [found.stories[i] for i in case],
            [found.topics[i] for i in case],
        )
        scores.append(bcubed(cluster(part)[0], part.stories))
    return {"cases": len(scores), **_named("bcubed", np.mean(scores, axis=0))}


def measure_orders(found: Set) -> dict[str, object]:
    """The same documents one by one in two orders, nothing made anew below twice as many."""
    profiles = [profile(doc, v) for doc, v in zip(found.docs, found.vectors, strict=True)]
    ways = []
    for seed in range(ORDERS):
        clusters = Clusters(SAME_STORY, always_anew=0)
        for one in random.Random(seed).sample(profiles, len(profiles)):
            clusters.add([one])
            if not len(clusters.index) % 8:
                clusters.groups()
        of = {doc: n for n, group in enumerate(clusters.groups()) for doc in group}
        ways.append([of[doc.id] for doc in found.docs])
    scores = [bcubed(way, found.stories)[2] for way in ways]
    alike = [bcubed(a, b)[2] for n, a in enumerate(ways) for b in ways[:n]]
    return {
        "orders": ORDERS,
        "bcubed_f1_lowest": round(min(scores), 4),
        "bcubed_f1_highest": round(max(scores), 4),
        "bcubed_between_orders_lowest": round(min(alike), 4),
    }


def fit(tuning: dict[str, Set]) -> Model:
    """Random steps from the present weights that raise the mean of B-cubed and pair F1."""
    ready = [(_compared(found), found.stories) for found in tuning.values()]

    def value(model: Model) -> float:
        return float(np.mean([_value(model, *one) for one in ready]))

    chance, best = np.random.default_rng(SEED), SAME_STORY
    highest = value(best)
    names = [name for name in asdict(best) if name != "threshold"]
    for _ in range(STEPS):
        chosen = chance.choice(names, chance.integers(1, 4), replace=False)
        moved = {n: getattr(best, n) * float(np.exp(0.15 * chance.normal())) for n in chosen}
        tried = replace(best, **moved)
        if (now := value(tried)) > highest:
            highest, best = now, tried
            print(round(highest, 4), best, flush=True)
    return best


def _compared(found: Set) -> Closeness:
    index = Index(window=SAME_STORY.window)
    index.add([profile(doc, v) for doc, v in zip(found.docs, found.vectors, strict=True)])
    index.renew()
    return index.compare_all(np.arange(len(found.docs)))


def _value(model: Model, closeness: Closeness, gold: list[str]) -> float:
    groups = average_link(model.probability(closeness), threshold=model.threshold)
    of = {member: number for number, group in enumerate(groups) for member in group}
    found = [of[member] for member in range(len(gold))]
    return (bcubed(found, gold)[2] + pair_scores(found, gold)[2]) / 2


def vectors_of(documents: list[Document], kept: Path | None) -> dict[str, np.ndarray]:
    """The lead vector of each document, by id; kept between runs where a file is named."""
    found = dict(np.load(kept)) if kept and kept.exists() else {}
    encoder = load_encoder()
    for doc in documents:
        if doc.id not in found:
            found[doc.id] = lead_vector([s.vector for s in encoder.parse(doc.text)])
    if kept:
        np.savez(kept, **found)
    return found


def main() -> None:
    """Measure both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="search weights instead")
    parser.add_argument(
        "--half", choices=["tune", "test"], default="test", help="which is measured"
    )
    parser.add_argument("--vectors", type=Path, help="keep the vectors here between runs (.npz)")
    options = parser.parse_args()
    reports = coverage.load("tune") + coverage.load("test")
    documents = [r.doc for r in reports] + [t.doc for t in ecbplus.load()]
    vectors = vectors_of(documents, options.vectors)
    found = sets("tune" if options.fit else options.half, vectors)
    if options.fit:
        print(fit({name: one for name, one in found.items() if name != "coverage_undated"}))
        return
    scores = {name: measure(one) for name, one in found.items()}
    scores["ecb_small_cases"] = measure_small(found["ecb_undated"])
    scores["orders"] = measure_orders(found["coverage_dense"])
    kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    about = {"data": "ECB+ 1.0, evals/coverage", "same_story": asdict(SAME_STORY)}
    halves = {name: kept[name] for name in ("tuning", "test") if name in kept}
    name = {"tune": "tuning"}.get(options.half, options.half)
    RESULTS.write_text(json.dumps({**about, **halves, name: scores}, indent=2) + "\n", "utf-8")
    print(RESULTS.read_text("utf-8"))


if __name__ == "__main__":
    main()
