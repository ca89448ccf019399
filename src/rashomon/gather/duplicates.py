"""Near-duplicates: wire copies, truncated, edited and newly introduced ones.

A copy is a document at least half of whose words stand, in runs of five or more, in the other one.
A report that embeds a paragraph of another is no copy of it; a short text that a longer one
contains is a copy of the longer one, unless it is known to be the earlier. An outlet repeats its own
background under the next report: of its texts one must hold more of the other to be a version of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rashomon.core.records import Document, Link
from rashomon.gather.copy_index import MIN_SHARE, CopyIndex, Digest, Pair
from rashomon.gather.times import period

PRODUCER = "gather.duplicates 3"
# Of the short reports of evals/coverage that end with their outlet's background paragraph none holds more
# than 0.53 of another; a version of a text that is extended or corrected holds nearly all of it.
VERSION_SHARE = 0.7

Shares = Mapping[Digest, Mapping[Digest, float]]


class _Member(NamedTuple):
    doc: Document
    text: Digest
    words: int


def find_copies(documents: Sequence[Document], *, index: CopyIndex | None = None) -> list[Link]:
    """Say which documents repeat another one.

    Args:
        documents: Any number, in any order: the result does not depend on it.
        index: What is known of them already; it takes in those that it lacks.

    Returns:
        A link "duplicate_of" for each copy: left is the copy, right the document that it is taken
        to repeat, score the share of the copy's words that stand in that one. In a group of texts
        that overlap, the one published first is the original if all dates are known, else the
        longest; a text that its own outlet has since extended repeats the longest version.
    """
    index = index or CopyIndex()
    index.add(documents)
    holders: defaultdict[Digest, list[_Member]] = defaultdict(list)
    for doc in {doc.id: doc for doc in documents}.values():
        if text := index.sketch_of(doc.id):
            holders[text.digest].append(_Member(doc, text.digest, text.words))
    shares = _neighbours(index.copy_pairs(), holders)
    links = [
        link
        for group in _groups(holders, shares)
        for link in _links(_originals_first([m for text in group for m in holders[text]]), shares)
    ]
    return sorted(links, key=lambda link: link.left)


def _neighbours(
    pairs: Iterable[Pair], holders: Mapping[Digest, Sequence[_Member]]
) -> dict[Digest, dict[Digest, float]]:
    """For each text those that hold enough of it, or it of them, with its own share in each."""
    found: defaultdict[Digest, dict[Digest, float]] = defaultdict(dict)
    for a, b, shares in pairs:
        if a in holders and b in holders and _is_enough(max(shares), holders[a], holders[b]):
            found[a][b], found[b][a] = shares
    return found


def _is_enough(share: float, left: Sequence[_Member], right: Sequence[_Member]) -> bool:
    """Whether such a share makes a copy; less than a version's where one outlet has both does not."""
    outlets = {member.doc.outlet.casefold() for member in (*left, *right)}
    return share >= VERSION_SHARE or len(outlets) > 1 or outlets == {""}


def _groups(holders: Mapping[Digest, Sequence[_Member]], shares: Shares) -> Iterator[list[Digest]]:
    """Connected texts, where more than one document has them."""
    seen: set[Digest] = set()
    for text in holders:
        group, waiting = [], [text] if text not in seen else []
        while waiting:
            seen.update(waiting)
            group.append(waiting.pop())
            waiting += shares.get(group[-1], {}).keys() - seen
        if len(group) > 1 or (group and len(holders[text]) > 1):
            yield group


def _originals_first(group: Sequence[_Member]) -> list[_Member]:
    """A group in the order in which its members may be the original.

    Versions of one outlet stand together: the longest first, all at the time of the earliest.
    """
    starts = {m.doc.id: known[0].isoformat() for m in group if (known := period(m.doc.published))}
    # The coarsest precision decides: a day is neither before nor after a minute of that day.
    dated = len(starts) == len(group)
    length = min(len(member.doc.published) for member in group) if dated else 0

    def rank(member: _Member) -> tuple[str, int, str]:
        when = starts[member.doc.id][:length] if dated else ""
        return when, -member.words, member.doc.id

    versions: defaultdict[str, list[_Member]] = defaultdict(list)
    for member in group:
        versions[member.doc.outlet.casefold() or member.doc.id].append(member)
    ordered = sorted(versions.values(), key=lambda own: min(map(rank, own)))
    return [m for own in ordered for m in sorted(own, key=lambda m: (-m.words, rank(m)))]


def _links(ranked: Sequence[_Member], shares: Shares) -> Iterator[Link]:
    """Each member with the one before it that holds most of its words, among equals the first."""
    places: dict[Digest, int] = {}
    for place, (doc, text, _) in enumerate(ranked):
        likely = {text: 1.0, **shares.get(text, {})}
        before = [(share, -places[other]) for other, share in likely.items() if other in places]
        share, first = max(before, default=(0.0, 0))
        if share >= MIN_SHARE:
            yield Link.make(
                kind="duplicate_of",
                left=doc.id,
                right=ranked[-first].doc.id,
                producer=PRODUCER,
                score=share,
            )
        places.setdefault(text, place)
