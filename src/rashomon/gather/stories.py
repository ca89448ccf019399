"""Stories: documents about the same happening."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log

import numpy as np
from numpy.typing import NDArray

from rashomon.core.ids import content_id
from rashomon.core.records import Document, Link
from rashomon.core.views import Story
from rashomon.gather.clusters import Clusters, Pair, Ties
from rashomon.gather.model import Context, Model
from rashomon.gather.topics import find_topics
from rashomon.gather.words import profile

Vectors = NDArray[np.float32]

# Set on the tuning halves of ECB+ and of our own coverage by the mean of B-cubed and pair F1;
# measured on the other halves (evals/stories.py, evals/results/stories.json). The threshold is a little lower
# than best there (0.3), so that long essays on one event without dates are one story. Of documents that stand
# alone or among few, the pair decides; in a component of a dozen or more, what sets them apart from the others:
# how much so was chosen on the same halves, whole and with three or six texts of each story.
SAME_STORY = Model(
    words=5.6, names=3.1, vectors=5.8, bias=-6.6, near=3.4, per_day=0.9, far=3.5, threshold=0.24,
    context=Context(
        model=Model(
            words=3.3, names=1.6, vectors=5.6, bias=-4.9, near=3.3, per_day=1.4, far=4.6, threshold=0.34
        ),
        weight=5.7, bias=-5.9, prior=3.2, enough=12, likely=0.3,
    ),
)  # fmt: skip
# Few pages that a person has put together are mostly about one thing, many that were gathered are not: the odds
# of n documents rise by log(FEW / n), at most as for LEAST_FEW. Chosen on evals/practice (82 texts, 3 to 8 a case:
# 52 stand in their case's largest story without it, 77 with it), small enough for what the tests keep apart.
# Few documents are no context for one another either.
FEW, LEAST_FEW = 40, 5
_TITLE_WORDS = 12


def find_stories(
    documents: Sequence[Document],
    *,
    vectors: Vectors,
    copies: Sequence[Link] = (),
    ties: Ties | None = None,
    clusters: Clusters | None = None,
) -> list[Story]:
    """Group documents that tell of the same happening.

    Args:
        documents: n of them, in any order: the result does not depend on it. Teasers are left out.
        vectors: (n, d), the lead vector of each document.
        copies: Links "duplicate_of"; a copy goes where its original goes and decides nothing.
        ties: What a person decided; it holds.
        clusters: Those of an earlier call, of some of these documents: only what is new is compared.
            Not used for fewer than FEW documents, whose odds change with their number.

    Returns:
        Every document but teasers in exactly one story (maybe alone); stories of most accounts
        first.

    Source:
        Average linkage on the odds of a logistic model; Bagga and Baldwin (1998) for B-cubed.
    """
    told = {doc.id: doc for doc in documents if doc.role != "teaser"}
    original_of = _originals(copies, set(told))
    rows = {doc.id: row for row, doc in enumerate(documents)}
    known = clusters if clusters and len(told) >= FEW else Clusters(_model_of(len(told)))
    known.leave_out(original_of)
    known.tie(_between_originals(ties or Ties(), original_of))
    known.add([profile(told[i], vectors[rows[i]]) for i in sorted(told) if i not in known])
    followers: dict[str, list[Document]] = {}
    for doc in told.values():
        followers.setdefault(original_of.get(doc.id, doc.id), []).append(doc)
    groups = known.groups()
    topic_of = _topic_ids(known, groups)
    stories = [
        _story(told, group, followers, original_of, topic=topic)
        for group, topic in zip(groups, topic_of, strict=True)
    ]
    return sorted(stories, key=lambda story: (-len(story.accounts), story.id))


def _model_of(count: int) -> Model:
    """The model for a case of so many documents."""
    if count >= FEW:
        return SAME_STORY
    return replace(SAME_STORY, lift=log(FEW / max(LEAST_FEW, count)), context=None)


def _between_originals(ties: Ties, original_of: Mapping[str, str]) -> Ties:
    """The ties of copies as ties of what they repeat; a copy is never held apart from that."""

    def ends(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
        moved = {(original_of.get(a, a), original_of.get(b, b)) for a, b in pairs}
        return tuple(sorted(pair for pair in moved if pair[0] != pair[1]))

    return Ties(ends(ties.together), ends(ties.apart))


def _topic_ids(clusters: Clusters, groups: Sequence[Sequence[str]]) -> list[str]:
    found = [""] * len(groups)
    for topic in find_topics(clusters.index, groups):
        first = min(doc for at in topic for doc in groups[at])
        for at in topic:
            found[at] = content_id("topic", first)
    return found


def _originals(copies: Sequence[Link], known: set[str]) -> dict[str, str]:
    """Each copy's last original, along chains of copies."""
    direct = {
        link.left: link.right
        for link in sorted(copies, key=lambda link: (link.left, link.right))
        if link.left in known and link.right in known
    }
    found = {}
    for copy, original in direct.items():
        seen = {copy}
        last = original
        while last in direct and last not in seen:
            seen.add(last)
            last = direct[last]
        found[copy] = min(seen) if last in seen else last
    return {copy: last for copy, last in found.items() if copy != last}


def _story(
    told: Mapping[str, Document],
    group: Sequence[str],
    followers: Mapping[str, Sequence[Document]],
    original_of: Mapping[str, str],
    *,
    topic: str,
) -> Story:
    members = [doc for one in group for doc in followers[one]]
    ids = tuple(doc.id for doc in sorted(members, key=lambda doc: (doc.published or "~", doc.id)))
    copies = tuple((i, original_of[i]) for i in ids if i in original_of)
    return Story(content_id("story", min(ids)), _title(told[group[0]]), ids, copies, topic)


def _title(doc: Document) -> str:
    """A document's title, or its first words."""
    words = doc.text.split()
    first = " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")
    return doc.title or first
