"""Stories of a growing stream: documents a second after features, memory, and how both grow.

Generated profiles (words, names, a vector, a date; 200 documents a day, stories of 1 to 30 told over
three days, names and words shared within topics) arrive in batches of 250, and after each batch all groups are asked
for. Each size runs in a process of its own. The peer is the usual online way: one pass over TF-IDF vectors, each document
joins the nearest story centroid above a threshold (Allan et al. 1998), with all stories compared.

    python bench/gather_stories.py [--sizes 1000 10000 100000]
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from common import megabytes, publish, run

SIZES = (1000, 10_000, 100_000)
PEER_SIZES = (500, 1000)  # its cost grows with the stories
BATCH, PER_DAY, DIMENSIONS = 250, 200, 384
TOPICS, TOPIC_TERMS, STORY_TERMS, COMMON_TERMS = 400, 60, 25, 3000
FIRST_DAY = 22_000
PEER_THRESHOLD = 0.3


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options.add_argument(
        "--one", nargs=2, metavar=("WHO", "COUNT"), help="measure here, print JSON"
    )
    given = options.parse_args()
    if given.one:
        print(json.dumps(measure(given.one[0], int(given.one[1]))))
        return
    rows = [measured("rashomon", size) for size in given.sizes]
    rows += [measured("single pass", size) for size in PEER_SIZES if size <= max(given.sizes)]
    publish(
        "gather_stories",
        rows,
        notes=[
            f"CPU seconds of one process; features given; batches of {BATCH}, all groups after each",
            "last tenth: documents a second over the last tenth of the stream, when most stories are old",
            "same as gold: share of documents whose story is exactly the generated one; the peer's threshold is not tuned",
        ],
    )


def measured(who: str, count: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        run(sys.executable, Path(__file__), "--one", who, str(count)).output
    )
    return found


def measure(who: str, count: int) -> dict[str, Any]:
    stream = islice(profiles(np.random.default_rng(7)), count)
    gold: dict[str, set[str]] = {}
    story_of: dict[str, str] = {}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cluster = {"rashomon": ours, "single pass": peer}[who]()
    spent = []
    groups: list[list[str]] = []
    while batch := list(islice(stream, BATCH)):
        begin = time.process_time()
        groups = cluster([profile for profile, _ in batch])
        spent.append(time.process_time() - begin)
        for profile, story in batch:
            gold.setdefault(story, set()).add(profile.id)
            story_of[profile.id] = story
    tenth = max(1, len(spent) // 10)
    exact = sum(len(g) for g in groups if set(g) == gold[story_of[g[0]]])
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "who": who,
        "documents": count,
        "docs_per_cpu_s": round(count / sum(spent)),
        "last_tenth": round(tenth * BATCH / sum(spent[-tenth:])),
        "slowest_batch_s": round(max(spent), 2),
        "memory_mb": round(megabytes(after) - megabytes(before)),
        "stories": len(groups),
        "same_as_gold": round(exact / count, 3),
    }


def profiles(chance: np.random.Generator) -> Iterator[tuple[Any, str]]:
    """Profiles in the order of their dates, each with the name of its story."""
    from rashomon.gather.words import Profile

    common = [f"common{n}" for n in range(COMMON_TERMS)]
    waiting: list[tuple[float, int, Any, str]] = []
    day, number, story = 0.0, 0, 0
    while True:
        while len(waiting) < PER_DAY * 4:
            story, name = story + 1, f"story{story}"
            size = min(30, int(chance.zipf(1.7)))
            terms, vector = story_terms(chance)
            for _ in range(size):
                number += 1
                words, names = draw(chance, terms, common)
                when = day + 3 * chance.random()
                noisy = vector + chance.normal(scale=0.06, size=DIMENSIONS)
                at = FIRST_DAY + int(when)
                one = Profile(f"{number:016x}", words, names, noisy.astype(np.float32), (at, at))
                waiting.append((when, number, one, name))
        waiting.sort(key=lambda item: item[:2])
        for _, _, one, name in waiting[:PER_DAY]:
            yield one, name
        del waiting[:PER_DAY]
        day += 1


def story_terms(chance: np.random.Generator) -> tuple[list[str], Any]:
    """A story's terms: its own, and some of its topic's; and the middle of its vectors."""
    topic = int(chance.integers(TOPICS))
    shared = [f"topic{topic}term{n}" for n in chance.choice(TOPIC_TERMS, STORY_TERMS, False)]
    own = [f"name{n}" for n in chance.integers(20_000, size=STORY_TERMS)]
    centre = np.random.default_rng(topic).normal(size=DIMENSIONS)
    vector = centre / np.linalg.norm(centre) + chance.normal(scale=0.04, size=DIMENSIONS)
    return shared + own, vector / np.linalg.norm(vector)


def draw(
    chance: np.random.Generator, terms: list[str], common: list[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """The words and names of one telling: half of the story's terms, and common words."""
    said = [terms[n] for n in chance.choice(len(terms), len(terms) // 2, False)]
    filler = [common[n] for n in chance.zipf(1.2, 90) % COMMON_TERMS]
    words = {word: 0.3 + 0.5 * float(chance.random()) for word in [*said, *filler]}
    return words, {word: words[word] for word in said[::2]}


def ours() -> Callable[[list[Any]], list[list[str]]]:
    from rashomon.gather.clusters import Clusters
    from rashomon.gather.stories import SAME_STORY

    clusters = Clusters(SAME_STORY)

    def take(batch: list[Any]) -> list[list[str]]:
        clusters.add(batch)
        return clusters.groups()

    return take


def peer() -> Callable[[list[Any]], list[list[str]]]:
    """Single pass: running TF-IDF, sums of the members as centroids, an inverted index over them."""
    held: dict[str, int] = {}
    holders: dict[str, dict[int, float]] = {}
    norms: list[float] = []
    groups: list[list[str]] = []

    def join(one: Any) -> None:
        for word in one.words:
            held[word] = held.get(word, 0) + 1
        total = sum(map(len, groups)) + 1
        bag = {w: c * np.log(1 + total / held[w]) for w, c in one.words.items()}
        length = float(np.sqrt(sum(v * v for v in bag.values())))
        scores: dict[int, float] = {}
        for word, value in bag.items():
            for story, weight in holders.get(word, {}).items():
                scores[story] = scores.get(story, 0.0) + value * weight / length
        best = max(scores, key=lambda story: scores[story] / norms[story] ** 0.5, default=-1)
        if best < 0 or scores[best] / norms[best] ** 0.5 < PEER_THRESHOLD:
            best = len(groups)
            groups.append([])
            norms.append(0.0)
        groups[best].append(one.id)
        for word, value in bag.items():
            own = holders.setdefault(word, {})
            norms[best] += 2 * own.get(best, 0.0) * value / length + (value / length) ** 2
            own[best] = own.get(best, 0.0) + value / length

    def take(batch: list[Any]) -> list[list[str]]:
        for one in batch:
            join(one)
        return groups

    return take


if __name__ == "__main__":
    main()
