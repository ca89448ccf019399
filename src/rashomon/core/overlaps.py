"""What two documents share, and what a copy changed."""

from dataclasses import dataclass
from typing import Literal

from rashomon.core.spans import Span

ChangeKind = Literal["added", "cut", "changed"]


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Equal words in two documents; `moved` where they stand in another order than the rest."""

    left: Span
    right: Span
    words: int
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What a copy changed: characters of the copy (left) and of its original (right).

    The span of what was added is empty on the right, of what was cut on the left: there it is the
    place between two words.
    """

    kind: ChangeKind
    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two documents share. A share is that of a document's words that stand in the other one.

    Changes are given of a copy (left) against its original (right) alone.
    """

    left: str
    right: str
    copy: bool
    left_share: float
    right_share: float
    passages: tuple[SharedPassage, ...]
    changes: tuple[Change, ...] = ()
