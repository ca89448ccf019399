"""Stories: documents about the same happening."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.core.ids import content_id
from rashomon.core.records import Document, Link
from rashomon.core.views import Story
from rashomon.gather.blocks import Pair, blocks_of
from rashomon.gather.linkage import average_link
from rashomon.gather.times import Period, days_between, period
from rashomon.gather.words import Bag, cosine, cosines, name_counts, weighted, word_counts

Vectors = NDArray[np.float32]

# Fitted by logistic regression on the pairs of half of the topics of ECB+, the threshold chosen
# there by B-cubed F1; measured on the other half (evals/stories.py, evals/results/stories.json).
WEIGHTS = {"words": 9.92, "names": 9.35, "vectors": 1.11}
BIAS = -6.13
SAME_STORY = 0.3  # mean probability between two groups from which they are one story

# No open set of stories carries dates, so these are a judgement: a story is told over about a
# week; then each week apart takes off as much as names that share nothing do (1.5 of log-odds).
FREE_DAYS = 7.0
ODDS_PER_DAY = 1.5 / 7
MAX_TIME_ODDS = 6.0
MAX_DENSE = 2000  # documents; more are first cut into blocks, so that memory stays bounded
_TITLE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Described:
    """Documents with what their closeness is computed from."""

    documents: Sequence[Document]
    words: Sequence[Bag]
    names: Sequence[Bag]
    vectors: Vectors
    times: Sequence[Period | None]


def find_stories(
    documents: Sequence[Document], *, vectors: Vectors, copies: Sequence[Link] = ()
) -> list[Story]:
    """Group documents that tell of the same happening.

    Args:
        documents: n of them, in any order: the result does not depend on it. Teasers are left out.
        vectors: (n, 384), the mean of each document's sentence vectors.
        copies: Links "duplicate_of"; a copy goes where its original goes and decides nothing.

    Returns:
        Every document but teasers in exactly one story (maybe alone); stories of most accounts
        first. Up to MAX_DENSE originals are compared pair by pair, more of them block by block.

    Source:
        Average linkage on the odds of a logistic model; Bagga and Baldwin (1998) for B-cubed.
    """
    told = [doc for doc in documents if doc.role != "teaser"]
    if not told:
        return []
    original_of = _originals(copies, {doc.id for doc in told})
    described = describe(documents, vectors, original_of)
    followers: dict[str, list[Document]] = {}
    for doc in told:
        followers.setdefault(original_of.get(doc.id, doc.id), []).append(doc)
    stories = [_story(described, group, followers, original_of) for group in _groups(described)]
    return sorted(stories, key=lambda story: (-len(story.accounts), story.id))


def same_story(words: Vectors, names: Vectors, vectors: Vectors, days: Vectors) -> Vectors:
    """The probability that two documents tell of the same happening, elementwise.

    The first three are cosines; `days` lie between the two publications (0 where unknown).
    """
    odds = WEIGHTS["words"] * words + WEIGHTS["names"] * names + WEIGHTS["vectors"] * vectors + BIAS
    late = np.minimum(ODDS_PER_DAY * np.maximum(days - FREE_DAYS, 0), MAX_TIME_ODDS)
    probability: Vectors = 1 / (1 + np.exp(late - odds))
    return probability


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


def describe(
    documents: Sequence[Document], vectors: Vectors, copies: Mapping[str, str]
) -> Described:
    """The documents to be clustered, by id: order of arrival must not decide."""
    rows = {doc.id: (doc, row) for row, doc in enumerate(documents)}
    kept = [rows[i] for i in sorted(rows) if rows[i][0].role != "teaser" and i not in copies]
    docs = [doc for doc, _ in kept]
    own = np.asarray(vectors, np.float32)[[row for _, row in kept]]
    lengths = np.linalg.norm(own, axis=1, keepdims=True).astype(np.float32)
    return Described(
        docs,
        weighted(docs, word_counts),
        weighted(docs, name_counts),
        own / np.maximum(lengths, np.float32(1e-9)),
        [period(doc.published) for doc in docs],
    )


def _groups(described: Described) -> Iterator[list[int]]:
    """Positions of the documents of each story."""
    every = list(range(len(described.documents)))
    blocks = [every]
    if len(every) > MAX_DENSE:
        blocks = blocks_of(
            described.names,
            described.vectors,
            closeness=lambda pairs: _closeness_of(described, pairs),
            size=MAX_DENSE,
        )
    for block in blocks:
        for group in average_link(_closeness(described, block), threshold=SAME_STORY):
            yield [block[i] for i in group]


def pair_cosines(described: Described, members: Sequence[int]) -> tuple[Vectors, Vectors, Vectors]:
    """The cosines of words, of names and of vectors for every pair of members, each (n, n)."""
    vectors = described.vectors[list(members)]
    words = cosines([described.words[i] for i in members])
    names = cosines([described.names[i] for i in members])
    return words, names, vectors @ vectors.T


def _closeness(described: Described, members: Sequence[int]) -> Vectors:
    """The probability for every pair of members, (n, n)."""
    days = _days([described.times[i] for i in members])
    return same_story(*pair_cosines(described, members), days)


def _closeness_of(described: Described, pairs: Sequence[Pair]) -> Vectors:
    """The probability for chosen pairs, (pairs,)."""
    vectors = described.vectors
    parts = (
        [cosine(described.words[a], described.words[b]) for a, b in pairs],
        [cosine(described.names[a], described.names[b]) for a, b in pairs],
        [float(vectors[a] @ vectors[b]) for a, b in pairs],
        [days_between(described.times[a], described.times[b]) for a, b in pairs],
    )
    return same_story(*(np.array(part, np.float32) for part in parts))


def _days(times: Sequence[Period | None]) -> Vectors:
    """Days between every two publications, (n, n); 0 where one is unknown."""
    day = 86400.0
    starts = np.array([t[0].timestamp() / day if t else -math.inf for t in times])
    ends = np.array([t[1].timestamp() / day if t else math.inf for t in times])
    gaps = np.maximum(starts[:, None], starts) - np.minimum(ends[:, None], ends)
    days: Vectors = np.maximum(gaps, 0).astype(np.float32)
    return days


def _story(
    described: Described,
    group: Sequence[int],
    followers: Mapping[str, Sequence[Document]],
    original_of: Mapping[str, str],
) -> Story:
    members = [doc for i in group for doc in followers[described.documents[i].id]]
    ids = tuple(doc.id for doc in sorted(members, key=lambda doc: (doc.published or "~", doc.id)))
    copies = tuple((i, original_of[i]) for i in ids if i in original_of)
    return Story(content_id("story", min(ids)), _title(_central(described, group)), ids, copies)


def _central(described: Described, group: Sequence[int]) -> Document:
    """The document that is closest to the others."""
    closeness = _closeness(described, group)
    np.fill_diagonal(closeness, 0)
    return described.documents[group[int(np.argmax(closeness.sum(axis=0)))]]


def _title(doc: Document) -> str:
    """A document's title, or its first words."""
    words = doc.text.split()
    first = " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")
    return doc.title or first
