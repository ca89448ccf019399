"""How each account tells it: how much it vouches for, whom it quotes, who acts, and what it leaves out."""

from dataclasses import dataclass
from typing import Literal

ShareKey = Literal["asserted", "hedged", "conditional", "attributed", "imputed", "denied"]
SourceKind = Literal["named", "unnamed", "pronoun", "none"]
SilenceKind = Literal["claim", "factor", "aim", "actor"]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of an account's statements are of one kind, and which."""

    key: ShareKey
    annotations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """Someone whom an account quotes.

    `actor` is an id, "" where the source is no actor of the story; `name` the actor's name, or the
    account's own words. *named*: an actor or a proper name; *unnamed*: others ("officials");
    *pronoun*: one that was not resolved; *none*: the account does not say who.
    """

    actor: str
    name: str
    kind: SourceKind
    direct: int
    indirect: int
    denials: int
    annotations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorRole:
    """What an account has an actor do and undergo: the annotations that say so."""

    actor: str
    name: str
    acts: tuple[str, ...] = ()
    gains: tuple[str, ...] = ()
    suffers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """Something that other accounts have and this one does not: silent is not denies."""

    kind: SilenceKind
    id: str
    label: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """How one account tells the story.

    Attributes:
        account: The document's id.
        statements: How many causal claims, events, predictions and aims were found in it.
        shares: Each statement once, by how the account stands to it.
        sources: Those quoted most first.
        roles: Those who act or undergo most first.
        silences: What most independent accounts have first.
        alone: How many more things a single other account has.
    """

    account: str
    statements: int
    shares: tuple[Share, ...]
    sources: tuple[QuotedSource, ...]
    roles: tuple[ActorRole, ...]
    silences: tuple[Silence, ...]
    alone: int
