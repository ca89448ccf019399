"""Who stands with whom, as accounts tell it: signed ties between actors, and the camps they make."""

from dataclasses import dataclass
from typing import Literal

from rashomon.core.spans import Spans
from rashomon.core.views import Voice

TieSource = Literal["event", "stance", "aim", "sentence"]


@dataclass(frozen=True, slots=True)
class TieEvidence:
    """What an account says that ties two actors.

    `sign` is 1 for friendly, -1 for hostile; `source` tells what says so: an event between them, the
    cue of something that one says of the other, an aim for or against the other, or the verb or noun
    of a sentence. `annotation` is empty for the last; the `spans` show it either way.
    """

    source: TieSource
    sign: Literal[-1, 1]
    voice: Voice
    spans: Spans
    annotation: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors of one account with all that ties them.

    `sign` is that of most pieces of evidence, 0 where as many speak for either: such a tie has no
    part in the split. `strained` where the split contradicts it.
    """

    left: str
    right: str
    sign: Literal[-1, 0, 1]
    strained: bool
    evidence: tuple[TieEvidence, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Actors that ties hold together, split into two camps (the second may be empty).

    Nothing is said of how one group stands to another. `wavering` are actors whom an equally good
    split puts into the other camp.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    wavering: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TiedActor:
    """An actor of some tie."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Camps:
    """The camps of one account.

    Attributes:
        account: The document's id.
        actors: Whoever has a tie, most ties first.
        ties: Strained ones first.
        groups: Largest first.
        frustration: How many ties the split contradicts.
        bound: No split contradicts fewer; equal to the frustration where the split is a best one.
        triangles: Share of triangles of ties with an even number of hostile ones; None without any.
        walks: Balanced closed walks against all, long ones counting less; 1 is perfect balance.
    """

    account: str
    actors: tuple[TiedActor, ...] = ()
    ties: tuple[Tie, ...] = ()
    groups: tuple[Group, ...] = ()
    frustration: int = 0
    bound: int = 0
    triangles: float | None = None
    walks: float = 1.0

    @property
    def proven(self) -> bool:
        """Whether no other split contradicts fewer ties."""
        return self.bound == self.frustration
