"""Groups of documents that belong together, kept up as documents arrive.

Likely pairs join documents into components; inside each, average linkage decides anew whenever it
has changed, so groups split and merge as more becomes known, and what does not touch a component
costs nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from rashomon.gather.blocks import join_closest
from rashomon.gather.model import Model
from rashomon.gather.story_index import Index
from rashomon.gather.term_postings import Floats, Ints
from rashomon.gather.ties import tied_link
from rashomon.gather.words import Profile

MAX_DENSE = 500  # documents that are compared pair by pair; a larger component is cut into blocks
# Up to so many documents everything is counted and compared anew, which takes about two seconds.
ALWAYS_ANEW = 1000
GROWTH = 2  # beyond, it is when the documents have become so many times as many

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ties:
    """What a person has decided: pairs of ids that belong together, and pairs that do not."""

    together: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()


@dataclass(slots=True)
class _Component:
    members: list[int]
    edges: list[tuple[int, int, float]] = field(default_factory=list)
    groups: list[list[int]] | None = None


class Clusters:
    """Documents and their groups; `ties` hold whatever the texts say."""

    def __init__(self, model: Model, *, always_anew: int = ALWAYS_ANEW) -> None:
        self.model = model
        self.always_anew = always_anew
        self.index = Index(window=model.window)
        self._left_out: set[str] = set()
        self._ties = Ties()
        self._number: dict[str, int] = {}
        self._of: list[_Component] = []
        self._counted = 0

    def __contains__(self, doc_id: str) -> bool:
        return doc_id in self._number

    def add(self, profiles: Sequence[Profile]) -> None:
        """Take in documents; those that are there already are passed over."""
        new = {one.id: one for one in profiles if one.id not in self._number}
        numbers = self.index.add(list(new.values()))
        self._number.update(zip(new, numbers.tolist(), strict=True))
        self._of += [_Component([number]) for number in numbers.tolist()]
        self._hide(self._left_out & new.keys())
        if not self._is_due():
            self._connect(numbers)

    def _is_due(self) -> bool:
        """Whether the next call of `groups` counts and compares everything anew."""
        size = len(self._of)
        return size != self._counted and (
            size <= self.always_anew or size >= GROWTH * max(self._counted, 1)
        )

    def leave_out(self, ids: Iterable[str]) -> None:
        """Say which documents are in no group; a later call replaces an earlier one."""
        left_out = set(ids)
        if any(one in self._number for one in self._left_out - left_out):
            self._counted = 0  # nothing was counted of a document that comes back
        self._changed(left_out - self._left_out)
        self._left_out = left_out
        self._hide(left_out)

    def _hide(self, ids: Iterable[str]) -> None:
        self.index.hide([self._number[one] for one in ids if one in self._number])

    def tie(self, ties: Ties) -> None:
        """Say what is decided; a later call replaces an earlier one."""
        if ties == self._ties:
            return
        pairs = (*self._ties.together, *self._ties.apart, *ties.together, *ties.apart)
        self._changed(one for pair in pairs for one in pair)
        self._ties = ties
        self._tie()

    def _changed(self, ids: Iterable[str]) -> None:
        for one in ids:
            if one in self._number:
                self._of[self._number[one]].groups = None

    def _tie(self) -> None:
        for left, right in self._ties.together:
            if left in self._number and right in self._number:
                self._unite(self._number[left], self._number[right])

    def groups(self) -> list[list[str]]:
        """All groups; each begins with its most central document, the rest is in order of id."""
        if self._is_due():
            self._renew()
        self._tie()
        found = []
        for part in {id(part): part for part in self._of}.values():
            if part.groups is None:
                part.groups = self._cut(part)
            found += part.groups
        return [[self.index.ids[number] for number in group] for group in found]

    def _renew(self) -> None:
        hidden = [n for one, n in self._number.items() if one in self._left_out]
        self.index.renew(hidden=hidden)
        self._counted = len(self._of)
        self._of = [_Component([number]) for number in range(len(self._of))]
        self._connect(np.arange(len(self._of)))

    def _connect(self, numbers: Ints) -> None:
        """Join documents with those that they may share a group with.

        Two groups that average linkage joins have a pair that is as close as they are on average;
        pairs that only their context may make as close as that are let in, too.
        """
        left, right = self.index.neighbours(numbers)
        if not len(left):
            return
        closeness = self.index.compare(left, right)
        close = self.model.probability(closeness)
        likely = self.model.likely(closeness)
        edges = zip(
            left[likely].tolist(), right[likely].tolist(), close[likely].tolist(), strict=True
        )
        for a, b, near in edges:
            self._unite(a, b)
            self._of[a].edges.append((a, b, near))
            self._of[a].groups = None

    def _unite(self, left: int, right: int) -> None:
        keep, drop = self._of[left], self._of[right]
        if keep is drop:
            return
        if len(keep.members) < len(drop.members):
            keep, drop = drop, keep
        keep.members += drop.members
        keep.edges += drop.edges
        keep.groups = None
        for member in drop.members:
            self._of[member] = keep

    # Inside a component

    def _cut(self, part: _Component) -> list[list[int]]:
        ids = self.index.ids
        members = [n for n in part.members if ids[n] not in self._left_out]
        members.sort(key=ids.__getitem__)
        return [
            group
            for block in self._blocks(part, members)
            for group in self._link(block, self._together(block))
        ]

    def _together(self, members: Sequence[int]) -> list[tuple[int, int]]:
        return list(self._pairs(self._ties.together, members)) if self._ties.together else []

    def _pairs(self, ties: Sequence[Pair], members: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The positions among the members of both ends of each tie."""
        place = {self.index.ids[number]: at for at, number in enumerate(members)}
        for left, right in ties:
            if left in place and right in place:
                yield place[left], place[right]

    def _blocks(self, part: _Component, members: list[int]) -> list[list[int]]:
        if len(members) <= MAX_DENSE:
            return [members] if members else []
        place = {number: at for at, number in enumerate(members)}
        ids = self.index.ids
        edges: list[tuple[float, str, str, int, int]] = sorted(
            (-near, min(ids[a], ids[b]), max(ids[a], ids[b]), place[a], place[b])
            for a, b, near in part.edges
            if a in place and b in place
        )
        pairs = self._together(members) + [(a, b) for _, _, _, a, b in edges]
        blocks = join_closest(len(members), pairs, size=MAX_DENSE)
        return [[members[at] for at in block] for block in blocks]

    def _link(self, members: list[int], together: Sequence[tuple[int, int]]) -> list[list[int]]:
        if len(members) == 1:
            return [members]
        close = self.model.among(self.index.compare_all(np.array(members)))
        np.fill_diagonal(close, 0)
        apart = list(self._pairs(self._ties.apart, members)) if self._ties.apart else []
        groups = tied_link(close, threshold=self.model.threshold, together=together, apart=apart)
        return [[members[at] for at in _central_first(group, close)] for group in groups]


def _central_first(group: list[int], close: Floats) -> list[int]:
    """The member that is closest to the others, then the rest."""
    central = group[int(np.argmax(close[np.ix_(group, group)].sum(axis=0)))]
    return [central, *(at for at in group if at != central)]
