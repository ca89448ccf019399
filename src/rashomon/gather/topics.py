"""Topics: stories that continue, repeat or stand beside one another, whatever lies between them in time."""

from collections.abc import Sequence

import numpy as np

from rashomon.gather.clusters import Clusters
from rashomon.gather.model import Model
from rashomon.gather.story_index import Index

# Set on the topics of the tuning halves, like SAME_STORY (evals/stories.py).
SAME_TOPIC = Model(
    words=13.0, names=9.0, vectors=6.5, bias=-6.2, near=0.0, per_day=0.0, far=0.0, threshold=0.3
)


def find_topics(index: Index, stories: Sequence[Sequence[str]]) -> list[list[int]]:
    """Group stories that are about the same topic.

    Args:
        index: Where the stories' documents are.
        stories: The ids of the documents of each.

    Returns:
        Positions in `stories`: every story is in exactly one topic, maybe alone. O(stories) time.
    """
    place = {doc: number for number, doc in enumerate(index.ids)}
    names = {min(group): at for at, group in enumerate(stories)}
    clusters = Clusters(SAME_TOPIC)
    clusters.add(
        [
            index.mean(np.array([place[doc] for doc in stories[at]]), name=name)
            for name, at in sorted(names.items())
        ]
    )
    return [[names[name] for name in topic] for topic in clusters.groups()]
