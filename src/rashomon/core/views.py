"""What is computed from the records and shown: stories, claims, maps, effects.

A view is never stored as truth: it can be computed anew from the records at any time.
"""

from dataclasses import dataclass
from typing import Literal

from rashomon.core.bodies import Label, Mode, Sign
from rashomon.core.ids import content_id
from rashomon.core.records import Annotation
from rashomon.core.rulings import Ruling
from rashomon.core.spans import Span, Spans
from rashomon.core.statements import ClaimStatement

Stance = Literal["asserts", "denies", "unclear", "silent"]
Origin = Literal["sentences", "edges", "implied"]
EffectKind = Literal["rises", "falls", "none", "either", "silent"]
Voice = Literal["own", "quoted", "imputed"]
SearchBy = Literal["words", "meaning", "both"]
How = Literal["name", "title", "office", "description", "pronoun"]


@dataclass(frozen=True, slots=True)
class Story:
    """Documents about the same happening.

    `copies` maps a document to the one that it repeats; stories of one `topic` (an id) continue, repeat or
    stand beside one another.
    """

    id: str
    title: str
    documents: tuple[str, ...]
    copies: tuple[tuple[str, str], ...] = ()
    topic: str = ""

    @property
    def accounts(self) -> tuple[str, ...]:
        """The documents that count: each copy is represented by its original."""
        copied = {copy for copy, _ in self.copies}
        return tuple(d for d in self.documents if d not in copied)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one account does with one claim, and the characters that show it.

    Where a person set it, `ruling` is the id of that ruling and `proposed` the stance without it.
    """

    account: str
    stance: Stance
    spans: Spans = ()
    voice: Voice = "own"
    hedged: bool = False
    annotations: tuple[str, ...] = ()
    source: str = ""
    ruling: str = ""
    proposed: Stance | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that at least one account says, with every account's stance towards it.

    `origin` tells where it comes from: sentences that say the same or contradict, edges between
    the same two factors, or effects that the maps imply. `score` ranks, highest first. `proposed`
    is the wording without a person's.
    """

    id: str
    statement: str
    origin: Origin
    clash: bool
    cells: tuple[Cell, ...]
    score: float = 0.0
    statements: tuple[ClaimStatement, ...] = ()
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Where a factor is named; direction 1 means that the phrase speaks of more of it.

    `role` is the end of a causal claim that it is, "" where it is both. `turn` is -1 where a person
    said that more of it is less of the factor; the direction has that in it.
    """

    doc: str
    span: Span
    direction: Literal[-1, 1]
    role: Literal["", "cause", "effect"] = ""
    turn: Literal[-1, 1] = 1

    @property
    def id(self) -> str:
        """An id that follows from the characters and the role."""
        return content_id("phrase", self.doc, self.span, self.role)


@dataclass(frozen=True, slots=True)
class Factor:
    """A quantity or happening that causes and effects name, across accounts.

    `proposed` is the label without a person's.
    """

    id: str
    label: str
    phrases: tuple[Phrase, ...]
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class ReadEdge:
    """A causal claim with the factors that its cause and effect speak of.

    A direction is 1 where the phrase speaks of more of the factor, -1 where of less.
    """

    claim: Annotation
    source: str
    source_direction: int
    target: str
    target_direction: int
    voice: Voice


@dataclass(frozen=True, slots=True)
class Edge:
    """One account's statement that one factor moves another; `sign` is between the factors."""

    source: str
    target: str
    sign: Sign
    mode: Mode
    hedged: bool
    voice: Voice
    annotations: tuple[str, ...]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class CausalMap:
    """One account's factors and edges; what is computed for a large one is kept while it lives."""

    account: str
    factors: tuple[Factor, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What one account implies for an outcome when a factor is pushed.

    `path` is a witness: annotation ids along one shortest chain of edges (for "either": one chain
    that raises, then one that lowers).
    """

    account: str
    push: str
    direction: Literal[-1, 1]
    outcome: str
    effect: EffectKind
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loop:
    """A closed chain of asserted links of one account, from the factor that stands first in its map.

    `annotations` has one for each link; `hedged` where any link is.
    """

    factors: tuple[str, ...]
    kind: Literal["reinforcing", "balancing"]
    annotations: tuple[str, ...]
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class Loops:
    """The feedback loops of one account's map, shortest first; all of at most `complete_to` links.

    `cut_short` where the search ended before it had looked for loops of every length that it looks for.
    """

    account: str
    loops: tuple[Loop, ...]
    complete_to: int
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who vouches for a link: an account in its own voice, an actor that any account quotes, or a source known by its words alone.

    The last has the account too: "officials" of two accounts are two.
    """

    account: str = ""
    actor: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Robustness:
    """How many independent sources would have to be wrong for an implied effect to vanish.

    Of an effect that may go either way there is one for each way. `speakers` is a set whose error
    would do it: it has `most` members, and no set of fewer than `least` does. `cut` has the links
    that fall with them, an annotation for each.
    """

    account: str
    push: str
    direction: Literal[-1, 1]
    outcome: str
    effect: EffectKind
    least: int
    most: int
    speakers: tuple[Speaker, ...]
    cut: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A title or office that a text gives an actor; `when` is the day of that text, where it has one."""

    title: str
    doc: str
    span: Span
    when: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Characters that stand for an actor; `how` tells by what.

    A *title* is one that stands beside the name ("Harl Dovic, the energy minister"), an *office* one that
    stands for its holder ("the energy minister", "the Russian president").
    """

    doc: str
    span: Span
    how: How


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that accounts name, across a story.

    `aliases` counts the words that stand for it, pronouns left out; `attributions` are the ids of those whose
    source it is.
    """

    id: str
    name: str
    label: Label
    aliases: tuple[tuple[str, int], ...]
    roles: tuple[Role, ...]
    references: tuple[Reference, ...]
    attributions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnedAim:
    """What an account says an actor wants to happen to a factor; `direction` 1: more of it.

    `imputed` where the account says what another wants.
    """

    annotation: str
    account: str
    actor: str
    factor: str
    direction: Literal[-1, 1]
    imputed: bool


@dataclass(frozen=True, slots=True)
class Lever:
    """A factor that an actor moves, as one account tells it."""

    account: str
    actor: str
    factor: str


@dataclass(frozen=True, slots=True)
class LeverCell:
    """What a lever, pushed one way, does to one aim: in that account's own map."""

    aim: OwnedAim
    direction: Literal[-1, 1]
    serves: Literal["helps", "hurts", "none", "either", "silent"]
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeverRow:
    """A lever against the aims of its account, both ways.

    `dilemma` where the owner has aims that it reaches and either way hurts one of them.
    """

    lever: Lever
    cells: tuple[LeverCell, ...]
    dilemma: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A story's accounts laid side by side: the claim matrix, the maps that it rests on, who is named and wants what.

    `rulings` are what people decided about its factors and claims, all that were ever made.
    """

    story: Story
    claims: tuple[Claim, ...]
    factors: tuple[Factor, ...]
    maps: tuple[CausalMap, ...]
    actors: tuple[Actor, ...] = ()
    levers: tuple[LeverRow, ...] = ()
    aims: tuple[OwnedAim, ...] = ()
    rulings: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result: a document, the spans that matched and the places that show it best.

    `by` tells how it was found. One that is near in meaning alone has no spans; its snippet is the
    sentence that comes nearest.
    """

    doc: str
    score: float
    spans: Spans = ()
    snippets: Spans = ()
    by: SearchBy = "words"


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found: the best hits, and of all that fit how many, whose and when.

    Where not `complete`, more documents fit than were ranked and counted. `outlets` and `months`
    count the documents that the words fit.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    complete: bool = True
    outlets: tuple[tuple[str, int], ...] = ()
    months: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """A document near another one; None where the stories are not gathered."""

    doc: str
    score: float
    same_story: bool | None = None
    copy: bool | None = None


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query that is kept under a name; `last` is the newest document that it has seen."""

    name: str
    query: str
    by: SearchBy
    last: str
    at: str
