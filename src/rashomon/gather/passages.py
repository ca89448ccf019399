"""What two texts share, character by character, and what one changed of the other.

The longest runs of equal words are taken from left to right. Those that stand in the same order in
both texts are the backbone, the others have moved; what lies between is added, cut or changed.

Source:
    Wise (1993), String similarity via greedy string tiling; inside of what was changed the
    matcher of Ratcliff and Obershelp, as in difflib.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest
from typing import NamedTuple

from rashomon.core.overlaps import Change, ChangeKind, Overlap, SharedPassage
from rashomon.core.records import Document
from rashomon.core.spans import Span
from rashomon.gather.shingles import SHINGLE_WORDS, find_words, shingle_hashes, word_hashes

_OCCURRENCES = 16  # of a shingle that are tried: what a text repeats more often is a refrain
_MOVED_WORDS = 10  # fewer words in another place are a phrase, not a passage
_REFINED = 120  # words of a gap that is searched for shorter runs; a longer one is another text
_SHORT_RUN = 2  # words of such a run


class _Run(NamedTuple):
    """Equal words: where they start in both texts, counted in words, and how many they are."""

    left: int
    right: int
    words: int


class _Text(NamedTuple):
    """A text's words: their spans and their hashes."""

    spans: Sequence[Span]
    words: Sequence[int]
    shingles: Sequence[int]


def compare_texts(left: Document, right: Document, *, copy: bool) -> Overlap:
    """Say which passages two documents share.

    Args:
        left: The copy, or any document.
        right: Its original, or any other one.
        copy: Whether to say what the left one changed of the right, too.

    Returns:
        Passages and changes in the order of the left text. The words of a passage are equal in
        both whatever their case, punctuation and white space. The first 200,000 words of each
        text are compared.
    """
    a, b = _text(left.text), _text(right.text)
    found = _matching_runs(a, b)
    backbone = _ascending(found)
    kept = set(backbone)
    moved = [run for run in found if run not in kept and run.words >= _MOVED_WORDS]
    if copy:
        backbone = sorted([*backbone, *_short_runs(backbone, moved, a, b)])
    runs = sorted([*backbone, *moved])
    kept = set(backbone)
    return Overlap(
        left.id,
        right.id,
        copy,
        _share(_stretches(runs, left=True), len(a.words)),
        _share(_stretches(runs, left=False), len(b.words)),
        tuple(_passage(run, a, b, moved=run not in kept) for run in runs),
        tuple(_changes(backbone, moved, a, b)) if copy else (),
    )


def _text(text: str) -> _Text:
    words = word_hashes(text)
    return _Text(find_words(text), words.tolist(), shingle_hashes(words).tolist())


def _matching_runs(a: _Text, b: _Text) -> list[_Run]:
    """The longest run from every word of the left text that is in none yet."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for place, shingle in enumerate(b.shingles):
        if len(places[shingle]) < _OCCURRENCES:
            places[shingle].append(place)
    runs: list[_Run] = []
    at = 0
    while at < len(a.shingles):
        run = _longest_run(at, places, a, b, expected=runs[-1].right if runs else 0)
        if run.words >= SHINGLE_WORDS:
            runs.append(run)
        at += max(run.words, 1)
    return runs


def _longest_run(
    at: int, places: Mapping[int, Sequence[int]], a: _Text, b: _Text, *, expected: int
) -> _Run:
    """The longest run that starts there, among equals the nearest to what came before."""
    runs = [
        _Run(at, place, _equal_words(a, b, at, place)) for place in places.get(a.shingles[at], ())
    ]
    return max(
        runs, key=lambda run: (run.words, -abs(run.right - expected)), default=_Run(at, 0, 0)
    )


def _equal_words(a: _Text, b: _Text, left: int, right: int) -> int:
    most = min(len(a.words) - left, len(b.words) - right)
    count = 0
    while count < most and a.words[left + count] == b.words[right + count]:
        count += 1
    return count


def _ascending(runs: Sequence[_Run]) -> list[_Run]:
    """The runs that stand in the same order in both texts and hold the most words."""
    ends, totals, last = [0], [0], [-1]  # by end in the right text: the best sum of words up to it
    before: list[int] = []
    for number, run in enumerate(runs):
        best = bisect_right(ends, run.right) - 1
        before.append(last[best])
        end, total = run.right + run.words, totals[best] + run.words
        place = bisect_right(ends, end)
        if totals[place - 1] >= total:
            continue
        place -= ends[place - 1] == end
        worse = bisect_right(totals, total, lo=place)
        for held, value in ((ends, end), (totals, total), (last, number)):
            held[place:worse] = [value]
    chain = []
    at = last[-1]
    while at >= 0:
        chain.append(runs[at])
        at = before[at]
    return chain[::-1]


def _gaps(
    backbone: Sequence[_Run], moved: Sequence[_Run], a: _Text, b: _Text
) -> Iterator[tuple[Span, Span]]:
    """What stands before, between and behind the runs, in words; one of both may be empty."""
    taken = _stretches(moved, left=True), _stretches(moved, left=False)
    borders = [_Run(0, 0, 0), *backbone, _Run(len(a.words), len(b.words), 0)]
    for run, after in pairwise(borders):
        own = _pieces((run.left + run.words, after.left), taken[0])
        other = _pieces((run.right + run.words, after.right), taken[1])
        for left, right in zip_longest(own, other):
            yield left or (after.left, after.left), right or (after.right, after.right)


def _short_runs(
    backbone: Sequence[_Run], moved: Sequence[_Run], a: _Text, b: _Text
) -> Iterator[_Run]:
    """Shorter runs between those of the backbone, where an edit left a few words as they were."""
    for (start, end), (first, last) in _gaps(backbone, moved, a, b):
        if max(end - start, last - first) > _REFINED:
            continue
        matcher = SequenceMatcher(None, a.words[start:end], b.words[first:last], autojunk=False)
        for block in matcher.get_matching_blocks():
            if block.size >= _SHORT_RUN:
                yield _Run(start + block.a, first + block.b, block.size)


def _changes(
    backbone: Sequence[_Run], moved: Sequence[_Run], a: _Text, b: _Text
) -> Iterator[Change]:
    for left, right in _gaps(backbone, moved, a, b):
        own, other = left[0] < left[1], right[0] < right[1]
        kind: ChangeKind = "changed" if own and other else "added" if own else "cut"
        yield Change(kind, _characters(left, a.spans), _characters(right, b.spans))


def _stretches(runs: Iterable[_Run], *, left: bool) -> list[Span]:
    """Where runs stand in one of the texts."""
    starts = ((run.left if left else run.right, run.words) for run in runs)
    return sorted((start, start + words) for start, words in starts)


def _pieces(whole: Span, taken: Sequence[Span]) -> list[Span]:
    """What the taken parts, in ascending order, leave of a stretch of words."""
    pieces = []
    at = whole[0]
    for start, end in taken:
        if start >= whole[1]:
            break
        if at < start:
            pieces.append((at, start))
        at = max(at, end)
    if at < whole[1]:
        pieces.append((at, whole[1]))
    return pieces


def _passage(run: _Run, a: _Text, b: _Text, *, moved: bool) -> SharedPassage:
    left = _characters((run.left, run.left + run.words), a.spans)
    right = _characters((run.right, run.right + run.words), b.spans)
    return SharedPassage(left, right, run.words, moved)


def _characters(words: Span, spans: Sequence[Span]) -> Span:
    """The characters of a stretch of words; the end of the word before where it is empty."""
    start, end = words
    if start < end:
        return spans[start][0], spans[end - 1][1]
    place = spans[start - 1][1] if start else 0
    return place, place


def _share(stretches: Iterable[Span], of: int) -> float:
    """The share of a text's words that stretches in ascending order cover."""
    covered = at = 0
    for start, end in stretches:
        covered += max(0, end - max(at, start))
        at = max(at, end)
    return round(covered / of, 4) if of else 0.0
