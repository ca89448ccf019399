"""Near-duplicates: wire copies, truncated and lightly edited ones.

A document is a set of shingles (runs of five words, case and punctuation aside). A quarter of all
shingles, chosen by their hash, makes up a sketch; documents whose sketches overlap are compared
exactly. Unlike a MinHash signature of fixed size, such a sketch finds a short text inside a long
one.

Source:
    Broder (1997), On the resemblance and containment of documents (the "mod m" sketch);
    Irber et al. (2022), FracMinHash.
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rashomon.core.records import Document, Link
from rashomon.gather.times import period

PRODUCER = "gather.duplicates 1"
SHINGLE_WORDS = 5
MIN_WORDS = 40  # shorter texts share their few shingles by chance or formula
# Share of the smaller text's shingles that the other holds. On ECB+ (evals/duplicates.py) no two
# documents of different stories reach 0.3, and pairs above 0.5 retell one wire text.
MIN_CONTAINMENT = 0.5
_SKETCH = 4  # one shingle in so many is in the sketch
_MIN_SKETCH_CONTAINMENT = 0.2  # far below MIN_CONTAINMENT: a sketch of 36 shingles has nine
_MAX_HOLDERS = 500  # a shingle of more documents proposes only the first so many

Shingles = frozenset[int]
_WORD = re.compile(r"[^\W_]+")


class _Text(NamedTuple):
    doc: Document
    shingles: Shingles
    words: int


def find_copies(documents: Sequence[Document]) -> list[Link]:
    """Say which documents repeat another one.

    Args:
        documents: Any number, in any order: the result does not depend on it.

    Returns:
        A link "duplicate_of" for each copy: left is the copy, right the document that it is taken
        to repeat (the one published first if all of a group's dates are known, else the longest),
        score the share of the smaller text's shingles that the other one holds.
    """
    texts = _texts(documents)
    shares = {
        (a, b): share
        for a, b in _candidates(texts)
        if (share := containment(texts[a].shingles, texts[b].shingles)) >= MIN_CONTAINMENT
    }
    links = [
        Link.make(
            kind="duplicate_of",
            left=texts[copy].doc.id,
            right=texts[original].doc.id,
            producer=PRODUCER,
            score=shares[min(copy, original), max(copy, original)],
        )
        for group in _groups(shares)
        for copy, original in _copies(_originals_first(texts, group), shares)
    ]
    return sorted(links, key=lambda link: link.left)


def shingles(text: str) -> Shingles:
    """The hashed runs of five words, whatever their case and punctuation."""
    words = _WORD.findall(text.casefold())
    runs = (words[i : i + SHINGLE_WORDS] for i in range(len(words) - SHINGLE_WORDS + 1))
    return frozenset(zlib.crc32(" ".join(run).encode("utf-8", "replace")) for run in runs)


def containment(left: Shingles, right: Shingles) -> float:
    """The share of the smaller set that the other one holds; 0 where it is empty."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


def _texts(documents: Iterable[Document]) -> list[_Text]:
    texts = []
    for doc in sorted({doc.id: doc for doc in documents}.values(), key=lambda doc: doc.id):
        words = len(_WORD.findall(doc.text))
        if words >= MIN_WORDS:
            texts.append(_Text(doc, shingles(doc.text), words))
    return texts


def _candidates(texts: Sequence[_Text]) -> list[tuple[int, int]]:
    """Pairs whose sketches overlap, the earlier position first."""
    sketches = [[s for s in text.shingles if s % _SKETCH == 0] for text in texts]
    holders: defaultdict[int, list[int]] = defaultdict(list)
    pairs = []
    for number, sketch in enumerate(sketches):
        shared = Counter(other for s in sketch for other in holders[s][:_MAX_HOLDERS])
        for other, count in shared.items():
            if count >= _MIN_SKETCH_CONTAINMENT * min(len(sketch), len(sketches[other])):
                pairs.append((other, number))
        for s in sketch:
            holders[s].append(number)
    return pairs


def _groups(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Connected components."""
    group_of: dict[int, list[int]] = {}
    for a, b in pairs:
        left, right = group_of.setdefault(a, [a]), group_of.setdefault(b, [b])
        if left is not right:
            left.extend(right)
            group_of.update((member, left) for member in right)
    return list({id(group): group for group in group_of.values()}.values())


def _originals_first(texts: Sequence[_Text], group: Sequence[int]) -> list[int]:
    """A group in the order in which its members may be the original."""
    dates = {i: texts[i].doc.published for i in group}
    starts = {i: known[0].isoformat() for i in group if (known := period(dates[i]))}
    # The coarsest precision decides: a day is neither before nor after a minute of that day.
    length = min(map(len, dates.values())) if len(starts) == len(group) else 0

    def rank(member: int) -> tuple[str, int, str]:
        when = starts[member][:length] if length else ""
        return when, -texts[member].words, texts[member].doc.id

    return sorted(group, key=rank)


def _copies(
    ranked: Sequence[int], shares: dict[tuple[int, int], float]
) -> Iterator[tuple[int, int]]:
    """Each member with the first one before it that it shares enough with."""
    for place, copy in enumerate(ranked):
        for original in ranked[:place]:
            if (min(copy, original), max(copy, original)) in shares:
                yield copy, original
                break
